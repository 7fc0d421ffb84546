"""All figures of a dossier as arrays, in the order of their table: what panels are planned from."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from jwviewer.dossier.columns import Coded, Text, bytes_of
from jwviewer.dossier.each_once import each_once
from jwviewer.dossier.fact_columns import NO_DAY, PRECISIONS

if TYPE_CHECKING:
    from jwviewer.dossier.columns import Column
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.table import TableColumns

Array = np.ndarray[Any, np.dtype[Any]]
NO_ROW = -1
"""Stands for "names no figure"."""
YEARLESS = "yearless"
CHANGE = "change"


class FigureColumns:
    """Arrays over the rows of the table of figures.

    ``metric``, ``unit``, ``owner`` and ``subject`` are numbers of distinct cells, whose texts
    ``metrics``, ``units`` and ``owners`` hold; ``when`` is a place in the dates of the dossier's
    columns; ``first`` and ``last`` are days, NO_DAY where open or unknown. Nobody may change them.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.table = dossier.store["figures"]
        self.here = dossier.columns.slice_of("figures")
        facts, self.count = dossier.columns, len(self.table)
        known = dossier.kept("figures-3", lambda: _arrays(dossier))
        self.metric, self.unit, self.owner = known["metric"], known["unit"], known["owner"]
        self.metrics = self.table["metric_id"].coded().values
        self.units = self.table["unit"].coded().values
        self.owners = self.table["entity_id"].coded().values
        self.subject = self.table["subject_id"].coded().codes
        self.when = facts.when[self.here]
        self.first, self.last = facts.first[self.here], facts.last[self.here]
        self.precisions = PRECISIONS
        self.filled, self.is_stock = known["filled"], known["is_stock"]
        self.is_flow, self.is_change = known["is_flow"], known["is_change"]
        self.placed = known["placed"]
        """Which figures are levels of a known time."""
        self.closed, self.precision = known["closed"], known["precision"]
        self.part_of, self.change_of = known["part_of"], known["change_of"]
        self.measure = known["measure"]
        """Numbers of owner, metric and subject together: what makes figures points of one line."""
        self.values = known["values"]
        """The numbers as printed, as float64; for drawing and comparing only."""
        self.exact = known["exact"]
        """Which figures are printed as exact and inherit no bound."""
        self.conversions = known["converted_from"], known["converted_to"]
        """From which row to which row the source converts amounts, in table order."""

    def id(self, row: int) -> str:
        """Return the id of the figure in a row."""
        return self.table["figure_id"].cell(row)

    def row(self, fact_id: str) -> int:
        """Return the row of a figure, NO_ROW for anything else."""
        position = self.dossier.positions.get(fact_id, -1)
        return position - self.here.start if self.here.start <= position < self.here.stop else -1

    def when_of(self, text: str) -> int:
        """Return the place of a date in the dossier's dates, -1 where no fact has it."""
        return self._whens.get(text, -1)

    @cached_property
    def _whens(self) -> dict[str, int]:
        dates = self.dossier.columns.dates
        return {span.text: place for place, span in enumerate(dates) if span is not None}

    @cached_property
    def changes(self) -> Groups:
        """By the row of a figure: the rows of the figures that tell its change."""
        return Groups(self.change_of)

    @cached_property
    def changed(self) -> Array:
        """Tell of which figures a change is told."""
        found = np.zeros(self.count + 1, np.bool_)
        found[self.change_of] = True  # NO_ROW is the last one, which stands for none
        found[NO_ROW] = False
        return found

    @cached_property
    def parted(self) -> Array:
        """Sorted numbers of (figure, metric) of which a part is told in the same metric."""
        rows = np.flatnonzero(self.part_of != NO_ROW)
        return each_once(self.pair(self.part_of[rows], self.metric[rows]))

    def are_split(self, rows: Array) -> Array:
        """Tell of which figures a part is told in the same metric."""
        pairs = self.pair(rows, self.metric[rows])
        if not len(self.parted):
            return np.zeros(len(rows), np.bool_)
        at = np.searchsorted(self.parted, pairs).clip(max=len(self.parted) - 1)
        return np.asarray(self.parted[at] == pairs)

    def pair(self, rows: Array, metric: Array) -> Array:
        """Return one number for a row and a metric."""
        return rows.astype(np.int64) * max(len(self.metrics), 1) + metric

    @cached_property
    def converted(self) -> dict[int, list[int]]:
        """By the row of a figure: the rows that the source converts it to."""
        found: dict[int, list[int]] = {}
        for one, other in zip(*(side.tolist() for side in self.conversions), strict=True):
            found.setdefault(one, []).append(other)
        return found


class Groups:
    """Rows by a number that each of them names; NO_ROW names none."""

    def __init__(self, named: Array) -> None:
        rows = np.flatnonzero(named != NO_ROW)
        order = np.argsort(named[rows], kind="stable")
        self._rows, self._named = rows[order], named[rows][order]

    def of(self, number: int) -> list[int]:
        """Return the rows that name a number, ascending."""
        start, end = np.searchsorted(self._named, [number, number + 1])
        found: list[int] = self._rows[start:end].tolist()
        return found

    def any_of(self, numbers: Array) -> Array:
        """Tell which numbers are named by any row."""
        if not len(self._named):
            return np.zeros(len(numbers), np.bool_)
        at = np.searchsorted(self._named, numbers).clip(max=len(self._named) - 1)
        return np.asarray(self._named[at] == numbers)


@lru_cache(maxsize=4)
def figure_columns(dossier: Dossier) -> FigureColumns:
    """Return the figures of a dossier as arrays, made once."""
    return FigureColumns(dossier)


def _arrays(dossier: Dossier) -> dict[str, Array]:
    """Return what follows from the figures, array by array as FigureColumns has them."""
    table, facts = dossier.store["figures"], dossier.columns
    conversions = dossier.store["conversions"]
    here = facts.slice_of("figures")
    metric, metrics = _codes(table["metric_id"])
    rows = [dossier.row("metrics", one) if one else {} for one in metrics]
    kinds = [row.get("period_kind", "") for row in rows]
    changing = np.array([row.get("quantity", "") == CHANGE for row in rows], np.bool_)
    is_change = changing[metric] | _filled(table["change_of_id"])
    precision = facts.precision[facts.when[here]]
    dated = np.array([one not in ("", YEARLESS) for one in PRECISIONS], np.bool_)
    return {
        "metric": metric,
        "unit": _codes(table["unit"])[0],
        "owner": _codes(table["entity_id"])[0],
        "filled": _filled(table["value"]),
        "is_stock": np.array([kind == "stock" for kind in kinds], np.bool_)[metric],
        "is_flow": np.array([kind == "flow" for kind in kinds], np.bool_)[metric],
        "is_change": is_change,
        "precision": precision,
        "placed": dated[precision] & ~is_change,
        "closed": (facts.first[here] != NO_DAY) & (facts.last[here] != NO_DAY),
        "part_of": _rows_named(table, "part_of_id"),
        "change_of": _rows_named(table, "change_of_id"),
        "measure": _measure(table),
        "values": _values(table["value"]),
        "exact": _exact(table),
        "converted_from": table.ids.find_all(bytes_of(conversions["from_id"])),
        "converted_to": table.ids.find_all(bytes_of(conversions["to_id"])),
    }


def _measure(table: TableColumns) -> Array:
    metric, metrics = _codes(table["metric_id"])
    subject = table["subject_id"].coded()
    pair = _codes(table["entity_id"])[0].astype(np.int64) * max(len(metrics), 1) + metric
    return distinct(distinct(pair) * max(len(subject.distinct), 1) + subject.codes).astype(np.int32)


def _values(column: Column) -> Array:
    if isinstance(column, Coded):
        known = np.array([float(cell or "nan") for cell in column.values] + [0.0])
        return known[column.codes]
    return np.array([float(cell or "nan") for cell in column.texts()], np.float64)


def _exact(table: TableColumns) -> Array:
    bounds, inherited = table["bound"].coded(), table["inferred_bound"].coded()
    plain = np.array([*(one == "eq" for one in bounds.values), False], np.bool_)
    free = np.array([*(one in ("", "eq") for one in inherited.values), True], np.bool_)
    return plain[bounds.codes] & free[inherited.codes]


def _rows_named(table: TableColumns, column: str) -> Array:
    cells = table[column]
    rows = np.flatnonzero(_filled(cells))
    found: Array = np.full(len(table), NO_ROW, np.int32)
    if len(rows):
        found[rows] = table.ids.find_all(bytes_of(cells.take(rows)))
    return found


def distinct(numbers: Array) -> Array:
    """Return numbers from 0 in place of any others, the same for the same."""
    return np.unique(numbers, return_inverse=True)[1].reshape(-1).astype(np.int64)


def split_by(keys: Array, rows: Array) -> list[Array]:
    """Return the rows of each key, ascending as they were; keys in the order they first come."""
    if not len(rows):
        return []
    order = np.argsort(keys, kind="stable")
    ends = np.flatnonzero(np.diff(keys[order])) + 1
    parts = np.split(order, ends)
    return [rows[part] for part in sorted(parts, key=lambda part: int(part[0]))]


def _codes(column: Column) -> tuple[Array, tuple[str, ...]]:
    coded = column.coded()
    return coded.codes.astype(np.int32, copy=False), coded.values


def _filled(column: Column) -> Array:
    """Tell which cells are not empty."""
    if isinstance(column, Text):
        return np.asarray(np.diff(column.ends, prepend=column.ends.dtype.type(0)) > 0)
    if isinstance(column, Coded):
        return np.array([*map(bool, column.values), False], np.bool_)[column.codes]
    return np.asarray(bytes_of(column) != b"")
