"""Which figures stand in which panel: planned with arrays, before any panel is made.

The work in Python depends on how many panels there are; numpy alone walks over the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from jwviewer.dossier.units import UNSETTLED
from jwviewer.queries.figure_columns import NO_ROW, Array, distinct, split_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jwviewer.queries.figure_columns import FigureColumns
    from jwviewer.queries.metric_view import Form

SERIES_FROM = 3
"""Periods of one measure that make a series."""
MOST_LINES = 12
"""Lines in one panel; a metric that more companies report goes on in further panels."""
MOST_ROWS = 60
"""Bars in one panel; the rest is counted and stands in the table."""
DAYS_OF_MONTH = 30.44
_INSTANT = 100


class PanelPlan(Struct, frozen=True, eq=False):
    """The figures of one panel, as rows of their table, ascending.

    ``order`` is its place among all panels. ``part`` of ``parts`` tells which of several panels
    of one group this is. A change has ``change``, the row that tells it, and perhaps ``base``,
    the row of what it starts from.
    """

    form: Form
    rows: Array
    order: tuple[int, int, int, int]
    part: int = 1
    parts: int = 1
    change: int = NO_ROW
    base: int = NO_ROW

    def owners(self, figures: FigureColumns) -> list[int]:
        """Return the numbers of the owners of its figures, in the order they first come."""
        return list(dict.fromkeys(figures.owner[self.rows].tolist()))

    @property
    def left_out(self) -> int:
        """How many of its figures find no room in the panel."""
        return max(len(self.rows) - MOST_ROWS, 0) if self.form == "bars" else 0


class Sorted(Struct, frozen=True, eq=False):
    """Flags over all figures: changes, undated ones, and levels that have a place in time."""

    changes: Array
    undated: Array
    levels: Array


def sort_out(figures: FigureColumns, shown: Array) -> Sorted:
    """Part figures into changes, undated ones and those for a scale of levels."""
    sources, targets = figures.conversions
    is_target = np.zeros(figures.count, np.bool_)
    is_target[targets[(sources >= 0) & (targets >= 0)]] = True
    # A converted amount is told beside the one it converts, if that one is drawn itself.
    drawn = shown & ~is_target & figures.placed
    told = np.zeros(figures.count, np.bool_)
    told[targets[(sources >= 0) & (targets >= 0) & drawn[sources]]] = True
    rest = shown & ~told
    return Sorted(
        rest & figures.is_change,
        rest & ~figures.is_change & ~figures.placed,
        rest & figures.placed,
    )


def plan_levels(figures: FigureColumns, levels: Array, *, by_company: bool) -> list[PanelPlan]:
    """Return the panels of lines and bars for some figures (flags), in the order of reading."""
    rows = np.flatnonzero(levels)
    if not len(rows):
        return []
    cluster = np.full(figures.count, -1, np.int64)
    cluster[rows] = _clusters(figures, rows, levels, by_company=by_company)
    kinds = _kinds(figures, rows, cluster)
    return sorted(
        (*_series(figures, cluster, kinds), *_bars(figures, rows, cluster, kinds)),
        key=lambda plan: plan.order,
    )


def in_series(figures: FigureColumns, plans: Sequence[PanelPlan]) -> Array:
    """Tell which figures are points of a line."""
    found = np.zeros(figures.count, np.bool_)
    for plan in plans:
        if plan.form == "series":
            found[plan.rows] = True
    return found


def _clusters(figures: FigureColumns, rows: Array, levels: Array, *, by_company: bool) -> Array:
    """Return numbers of figures that may share an axis, in the order of their first figures.

    They are of one metric and unit, and the parts of a whole are with it.
    """
    keys = figures.metric[rows].astype(np.int64) * len(figures.units) + figures.unit[rows]
    if by_company:
        keys = keys * len(figures.owners) + figures.owner[rows]
    keys = distinct(keys)
    if UNSETTLED in figures.units:
        # Two amounts in currencies that nobody has settled must not stand on one axis.
        open_ = figures.unit[rows] == figures.units.index(UNSETTLED)
        keys[open_] = len(rows) + np.arange(np.count_nonzero(open_))
        keys = distinct(keys)
    key_of = np.full(figures.count, -1, np.int64)
    key_of[rows] = keys
    whole = figures.part_of[rows]
    linked = (whole != NO_ROW) & levels[whole]
    linked &= (figures.unit[whole] == figures.unit[rows]) & (
        figures.owner[whole] == figures.owner[rows]
    )
    edges = {*zip(keys[linked].tolist(), key_of[whole[linked]].tolist(), strict=True)}
    leaders = list(range(int(keys.max()) + 1))

    def leader(key: int) -> int:
        while leaders[key] != key:
            leaders[key] = leaders[leaders[key]]
            key = leaders[key]
        return key

    for one, other in sorted(edges):
        leaders[leader(one)] = leader(other)
    merged = np.array([leader(key) for key in range(len(leaders))], np.int64)[keys]
    _, first, which = np.unique(merged, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    found: Array = rank[which.reshape(-1)]
    return found


class _Kinds(Struct, frozen=True, eq=False):
    """The rows with both ends, the group of each of these, and which are in series (1).

    There is a group for each length of period in a cluster. A part that is no series itself
    (2) stands in its whole and not beside it.
    """

    closed: Array
    group: Array
    kind: Array


def _kinds(figures: FigureColumns, rows: Array, cluster: Array) -> _Kinds:
    closed = rows[figures.closed[rows]]
    kind = np.where(figures.is_stock[closed], _INSTANT, figures.precision[closed])
    group = distinct(cluster[closed] * (_INSTANT + 1) + kind)
    measure = distinct(group * (int(figures.measure.max()) + 1) + figures.measure[closed])
    dates = int(figures.when.max()) + 1
    periods = np.sort(measure * dates + figures.when[closed])
    periods = periods[np.diff(periods, prepend=-1) > 0]
    many = np.bincount(periods // dates) >= SERIES_FROM
    is_long = many[measure]
    has_long = np.zeros(int(group.max(initial=-1)) + 1, np.bool_)
    has_long[group[is_long]] = True
    lone = _inside(figures, closed, cluster) & ~is_long
    return _Kinds(closed, group, np.where(lone, 2, has_long[group].astype(np.int8)))


def _inside(figures: FigureColumns, rows: Array, cluster: Array) -> Array:
    """Tell which figures are parts of a figure of their cluster."""
    whole = figures.part_of[rows]
    return np.asarray((whole != NO_ROW) & (cluster[whole] == cluster[rows]))


def _series(figures: FigureColumns, cluster: Array, kinds: _Kinds) -> list[PanelPlan]:
    closed, group, kind = kinds.closed, kinds.group, kinds.kind
    firsts = _first_of(group, closed)
    chosen = kind == 1
    plans = []
    for found in split_by(group[chosen], np.flatnonzero(chosen)):
        these = closed[found]
        order = (int(cluster[these[0]]), 0, int(firsts[group[found[0]]]))
        lines = split_by(figures.measure[these], these)
        parts = -(-len(lines) // MOST_LINES)
        if parts == 1:
            plans.append(PanelPlan("series", these, (*order, 0)))
            continue
        for part in range(parts):
            several = np.sort(np.concatenate(lines[part * MOST_LINES : (part + 1) * MOST_LINES]))
            plans.append(PanelPlan("series", several, (*order, part), part + 1, parts))
    return plans


def _first_of(group: Array, rows: Array) -> Array:
    found = np.full(int(group.max(initial=-1)) + 1, np.iinfo(np.int64).max, np.int64)
    np.minimum.at(found, group, rows)
    return found


def _bars(figures: FigureColumns, rows: Array, cluster: Array, kinds: _Kinds) -> list[PanelPlan]:
    closed, kind = kinds.closed, kinds.kind
    rest = np.zeros(figures.count, np.bool_)
    rest[rows[~figures.closed[rows]]] = True
    rest[closed[kind != 1]] = True
    # The whole of a part that is no series is a point of its series as well.
    rest[figures.part_of[closed[kind == 2]]] = True
    these = np.flatnonzero(rest)
    keys = distinct(cluster[these] * (1 << 40) + _length(figures, these))
    return [
        PanelPlan("bars", found, (int(cluster[found[0]]), 1, int(found[0]), 0))
        for found in split_by(keys, these)
    ]


def _length(figures: FigureColumns, rows: Array) -> Array:
    """Return numbers of lengths, so that what flows in a month is not beside that of a year."""
    days = figures.last[rows].astype(np.int64) - figures.first[rows] + 1
    months = np.rint(days / DAYS_OF_MONTH).astype(np.int64)
    length: Array = np.where(
        figures.closed[rows], 1 + months, (1 << 32) + figures.when[rows].astype(np.int64)
    )
    return np.where(figures.is_flow[rows], length, 0)
