"""The keyboard's way through a timeline: along a row in time, from row to row, into the tray."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from jwviewer.drawing.time_scale import View
from jwviewer.queries.timeline import Floats, Ints, Shown
from jwviewer.queries.timeline_tables import tables_of

Lanes = tuple[tuple[int, int], ...]
"""The lanes of a row: the first of some and the one behind their last, and perhaps of others."""


class Cursor:
    """Walks over what the filters let through; positions are fact ids.

    ``rows`` are the rows drawn, by default each lane one.
    """

    def __init__(self, shown: Shown, rows: Sequence[Lanes] | None = None) -> None:
        self._shown, self._line = shown, shown.timeline
        self._rows = rows or [((lane, lane + 1),) for lane in shown.lanes]
        self._sorted: dict[int, Ints] = {}

    def in_tray(self, fact_id: str | None) -> bool:
        """Tell whether a fact stands in the tray and not in a lane."""
        position = self._line.dossier.positions.get(fact_id) if fact_id else None
        return position is not None and self._place_in_tray(position) is not None

    def first(self, view: View) -> str | None:
        """Return where a walk begins: the first fact in view, else the first of all."""
        line, tables = self._line, tables_of(self._shown)
        counts = tables.counts(self._rows, view.lo, view.hi)
        for row, (lanes, count) in enumerate(zip(self._rows, counts, strict=True)):
            if count or any(len(tables.track(*part).orders) for part in lanes):
                items = self._items(row)
                seen = items[(line.start[items] < view.hi) & (line.end[items] > view.lo)]
                if len(seen):
                    return line.fact_id(int(seen[0]))
        for row in range(len(self._rows)):
            if len(self._items(row)):
                return line.fact_id(int(self._items(row)[0]))
        return self.tray_first()

    def along(self, fact_id: str, step: int) -> str:
        """Return the fact before or after in its row or in the tray; the same one at the end."""
        item = self._line.item_of.get(fact_id)
        if item is None:
            return self._in_tray(fact_id, step)
        row = self._row_of.get(int(self._line.lane[item]))
        items = self._items(row) if row is not None else np.empty(0, np.int32)
        here = np.flatnonzero(items == item)
        if not len(here):
            return fact_id
        return self._line.fact_id(int(items[min(max(int(here[0]) + step, 0), len(items) - 1)]))

    def across(self, fact_id: str, step: int) -> str:
        """Return the fact nearest in time in the next row; below the last row lies the tray."""
        line = self._line
        item = line.item_of.get(fact_id)
        if item is None:
            place = self._place_in_tray(line.dossier.positions[fact_id])
            last = self._next_row(len(self._rows), -1)
            if not place and step < 0 and last is not None:
                return line.fact_id(int(self._items(last)[-1]))
            return self._in_tray(fact_id, step)
        row = self._row_of.get(int(line.lane[item]), -1)
        following = self._next_row(row, step)
        if following is None:
            return (self.tray_first() or fact_id) if step > 0 else fact_id
        items = self._items(following)
        nearest = int(np.argmin(np.abs(self._middle(items) - self._middle(np.array([item]))[0])))
        return line.fact_id(int(items[nearest]))

    def tray_first(self) -> str | None:
        """Return the first fact that stands only in the tray, or None."""
        return self._line.dossier.fact_ids[int(self._tray[0])] if len(self._tray) else None

    @cached_property
    def _tray(self) -> Ints:
        """The positions of the facts that stand only in the tray, ascending."""
        facts = self._shown.undated.facts
        return facts[self._line.items[facts] < 0]

    def _place_in_tray(self, position: int) -> int | None:
        place = int(np.searchsorted(self._tray, position))
        found = place < len(self._tray) and self._tray[place] == position
        return place if found else None

    def _in_tray(self, fact_id: str, step: int) -> str:
        place = self._place_in_tray(self._line.dossier.positions[fact_id])
        if place is None:
            return fact_id
        place = min(max(place + step, 0), len(self._tray) - 1)
        return self._line.dossier.fact_ids[int(self._tray[place])]

    @cached_property
    def _row_of(self) -> dict[int, int]:
        return {
            lane: row
            for row, lanes in enumerate(self._rows)
            for first, end in lanes
            for lane in range(first, end)
        }

    def _next_row(self, row: int, step: int) -> int | None:
        row += step
        while 0 <= row < len(self._rows):
            if len(self._items(row)):
                return row
            row += step
        return None

    def _items(self, row: int) -> Ints:
        """Return the items of a row in order of time."""
        if row not in self._sorted:
            line, tables = self._line, tables_of(self._shown)
            tracks = [tables.track(*part) for part in self._rows[row]]
            items = np.concatenate([part for t in tracks for part in (t.items, t.orders)])
            order = np.lexsort((items, line.rank[items], line.end[items], line.start[items]))
            self._sorted[row] = items[order]
        return self._sorted[row]

    def _middle(self, items: Ints) -> Floats:
        start, end = self._line.start[items], self._line.end[items]
        start, end = (
            np.where(np.isfinite(start), start, end),
            np.where(np.isfinite(end), end, start),
        )
        return np.asarray((start + end) / 2)
