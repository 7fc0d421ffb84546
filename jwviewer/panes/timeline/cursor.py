"""The keyboard's way through a timeline: along a lane in time, from lane to lane, into the tray."""

from __future__ import annotations

import numpy as np

from jwviewer.drawing.time_scale import View
from jwviewer.queries.timeline import Ints, Shown


class Cursor:
    """Walks over what the filters let through; positions are fact ids."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._tray = [entry.fact_id for entry in shown.undated]

    def in_tray(self, fact_id: str | None) -> bool:
        """Tell whether a fact stands in the tray and not in a lane."""
        return fact_id in self._tray and fact_id not in self._shown.timeline.item_of

    def first(self, view: View) -> str | None:
        """Return where a walk begins: the first fact in view, else the first of all."""
        line = self._shown.timeline
        for lane in self._shown.lanes:
            items = self._lane(lane)
            seen = items[(line.start[items] < view.hi) & (line.end[items] > view.lo)]
            if len(seen):
                return line.fact_id(int(seen[0]))
        everywhere = [line.fact_id(int(i)) for lane in self._shown.lanes for i in self._lane(lane)]
        return next(iter([*everywhere, *self._tray]), None)

    def along(self, fact_id: str, step: int) -> str:
        """Return the fact before or after in its lane or in the tray; the same one at the end."""
        line = self._shown.timeline
        item = line.item_of.get(fact_id)
        if item is None:
            return self._in_tray(fact_id, step)
        items = self._lane(int(line.lane[item])).tolist()
        if item not in items:
            return fact_id
        at = min(max(items.index(item) + step, 0), len(items) - 1)
        return line.fact_id(items[at])

    def across(self, fact_id: str, step: int) -> str:
        """Return the fact nearest in time in the next lane; below the last lane lies the tray."""
        line = self._shown.timeline
        item = line.item_of.get(fact_id)
        lanes = [lane for lane in self._shown.lanes if len(self._lane(lane))]
        if item is None:
            number = self._tray.index(fact_id) if fact_id in self._tray else 0
            if number == 0 and step < 0 and lanes:
                return line.fact_id(int(self._lane(lanes[-1])[-1]))
            return self._in_tray(fact_id, step)
        lane = int(line.lane[item])
        at = lanes.index(lane) + step if lane in lanes else 0
        if at >= len(lanes):
            return self.tray_first() or fact_id
        if at < 0:
            return fact_id
        items = self._lane(lanes[at])
        nearest = int(np.argmin(np.abs(self._middle(items) - self._middle(np.array([item]))[0])))
        return line.fact_id(int(items[nearest]))

    def tray_first(self) -> str | None:
        """Return the first fact that stands only in the tray, or None."""
        return next((fact_id for fact_id in self._tray if self.in_tray(fact_id)), None)

    def _in_tray(self, fact_id: str, step: int) -> str:
        only = [other for other in self._tray if self.in_tray(other)]
        if fact_id not in only:
            return fact_id
        return only[min(max(only.index(fact_id) + step, 0), len(only) - 1)]

    def _lane(self, lane: int) -> Ints:
        """Return the items of a lane in order of time."""
        line = self._shown.timeline
        items = np.flatnonzero(self._shown.visible & (line.lane == lane))
        order = np.lexsort((items, line.rank[items], line.end[items], line.start[items]))
        return np.asarray(items[order], np.int32)

    def _middle(self, items: Ints) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        line = self._shown.timeline
        start, end = line.start[items], line.end[items]
        start, end = (
            np.where(np.isfinite(start), start, end),
            np.where(np.isfinite(end), end, start),
        )
        return np.asarray((start + end) / 2)
