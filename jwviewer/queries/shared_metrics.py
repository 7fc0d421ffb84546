"""How many metrics several companies report: one way to count, for every pane and title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact


def shared_metrics(
    figures: Iterable[Fact], companies: Collection[str] | None = None
) -> tuple[int, int]:
    """Return how many metrics more than one company reports, and how many there are.

    A metric is counted once, whatever its periods, and apart for each product it counts.
    With ``companies``, only what these report counts.
    """
    reporters: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in figures:
        found = [c for c in fact.company_ids if companies is None or c in companies]
        if found or companies is None:
            reporters[fact.metric_id, fact.subject_id].update(found)
    return sum(len(found) > 1 for found in reporters.values()), len(reporters)


def shared_metrics_at(
    dossier: Dossier,
    figures: np.ndarray[Any, np.dtype[Any]],
    companies: Collection[str] | None = None,
) -> tuple[int, int]:
    """Return the same as shared_metrics of the figures at some positions of a dossier."""
    table, columns = dossier.store["figures"], dossier.columns
    rows = columns.row[figures]
    keys = [
        table[name].coded().codes[rows].astype(np.int64) for name in ("metric_id", "subject_id")
    ]
    counted = np.stack([*keys, columns.companies[figures]], axis=1)
    reporters: defaultdict[tuple[int, ...], set[str]] = defaultdict(set)
    for *key, firms in np.unique(counted, axis=0).tolist():
        firm_ids = columns.company_sets[firms]
        found = [c for c in firm_ids if companies is None or c in companies]
        if found or companies is None:
            reporters[tuple(key)].update(found)
    return sum(len(found) > 1 for found in reporters.values()), len(reporters)
