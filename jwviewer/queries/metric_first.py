"""The plan of the metrics as they are first shown, as arrays that are kept with the files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import get_args

import numpy as np
from msgspec import Struct

from jwviewer.queries.figure_columns import Array
from jwviewer.queries.metric_plan import PanelPlan
from jwviewer.queries.metric_view import Form

_FORMS: tuple[Form, ...] = get_args(Form)


class Planned(Struct, frozen=True, eq=False):
    """The panels of a view before they are grouped, with the numbers of the owners of each.

    ``listed`` and ``table_rows`` are rows of figures; the rest counts figures and panels.
    """

    plans: list[PanelPlan]
    owners: list[list[int]]
    listed: Array
    table_rows: Array
    total: int
    passing: int
    shared: int


def planned(kept: Callable[[str, Callable[[], Mapping[str, Array]]], Mapping[str, Array]],
            make: Callable[[], Planned]) -> Planned:  # fmt: skip
    """Return what was planned, from where it is kept if it is there; see Dossier.kept."""
    return _unpacked(kept("metrics-1", lambda: _packed(make())))


def _packed(planned: Planned) -> dict[str, Array]:
    plans = planned.plans
    rows, ends = _joined([plan.rows for plan in plans])
    owners, owner_ends = _joined([np.array(one, np.int32) for one in planned.owners])
    numbers = [(_FORMS.index(p.form), p.part, p.parts, p.change, p.base) for p in plans]
    return {
        "rows": rows,
        "ends": ends,
        "numbers": np.array(numbers, np.int32).reshape(-1, 5),
        "order": np.array([plan.order for plan in plans], np.int64).reshape(-1, 4),
        "owners": owners,
        "owner ends": owner_ends,
        "listed": planned.listed.astype(np.int32),
        "table": planned.table_rows.astype(np.int32),
        "counts": np.array([planned.total, planned.passing, planned.shared], np.int64),
    }


def _unpacked(arrays: Mapping[str, Array]) -> Planned:
    rows, owners = (_split(arrays[a], arrays[b]) for a, b in _RUNS)
    plans = [
        PanelPlan(_FORMS[form], own, (a, b, c, d), part, parts, change, base)
        for own, (form, part, parts, change, base), (a, b, c, d) in zip(
            rows, arrays["numbers"].tolist(), arrays["order"].tolist(), strict=True
        )
    ]
    total, passing, shared = arrays["counts"].tolist()
    return Planned(
        plans, [one.tolist() for one in owners], arrays["listed"], arrays["table"], total,
        passing, shared,
    )  # fmt: skip


_RUNS = (("rows", "ends"), ("owners", "owner ends"))


def _joined(parts: Sequence[Array]) -> tuple[Array, Array]:
    run = np.concatenate([np.empty(0, np.int32), *parts]).astype(np.int32)
    return run, np.cumsum([0, *map(len, parts)], dtype=np.int64)[1:]


def _split(run: Array, ends: Array) -> list[Array]:
    edges = [0, *ends.tolist()]
    return [run[a:b] for a, b in pairwise(edges)]
