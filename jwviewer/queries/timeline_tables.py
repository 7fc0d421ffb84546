"""Tables over a timeline's items, so that a picture costs by what it shows and not by all there is.

Days are whole numbers, so how many items begin before a day and how many end by it, summed up over
the days that occur at all, answers every question for a count exactly, at every zoom.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from jwviewer.queries.timeline_items import Array, Flags, Floats, Ints, Shape

if TYPE_CHECKING:
    from jwviewer.queries.timeline import Shown
    from jwviewer.queries.timeline_items import Timeline

Counts = np.ndarray[Any, np.dtype[np.int32]]
MOST_DAYS = 1 << 16
"""Of more different days than this, counts come from a search instead of a table."""
FEW = 4096
"""So few items are counted by themselves; summing up over all days would take longer."""
MOST_KEPT = 160
"""How many tracks are remembered; a screen shows some fifty."""
_CLASSES = 12
_REACH = float(1 << 23)
"""More days than there are, so that classes of duration lie apart from each other."""


class Track:
    """The items of one line of a picture: of one lane, or of several together, by their start.

    ``items`` have a date; ``orders`` are only somewhere between known bounds. What is asked of
    a track is answered in positions of ``items``.
    """

    def __init__(self, line: Timeline, items: Ints) -> None:
        ordered = line.shape[items] == Shape.ORDER
        self.orders: Ints = items[ordered]
        items = items[~ordered] if len(self.orders) else items
        starts = line.start[items].astype(np.float64)
        if len(starts) > 1 and (starts[1:] < starts[:-1]).any():
            order = np.argsort(starts, kind="stable")
            items, starts = items[order], starts[order]
        self.items: Ints = items
        self.starts: Floats = starts
        self.ends: Floats = line.end[items].astype(np.float64)
        self._rank = line.rank[items]
        self._best: dict[int, tuple[Ints, Ints]] = {}

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def ends_in_order(self) -> Floats:
        """All ends, sorted."""
        return np.sort(self.ends)

    def count(self, lo: float, hi: float) -> int:
        """Return how many items touch the time from ``lo`` to ``hi`` (exclusive)."""
        begun = int(np.searchsorted(self.starts, hi, "left"))
        return begun - int(np.searchsorted(self.ends_in_order, lo, "right"))

    @cached_property
    def _by_length(self) -> tuple[Ints, Floats, Floats]:
        """Positions by class of duration and start, their keys, and each class's longest."""
        length = np.maximum(self.ends - self.starts, 1.0)
        finite = np.isfinite(length)
        # Each class holds lengths up to four times as long as the class before.
        kind = np.minimum(np.frexp(np.where(finite, length, _REACH))[1] // 2, _CLASSES - 1)
        # What began at no known time stands before all days.
        keys = kind * _REACH + np.maximum(self.starts, 0.0)
        order = np.argsort(kind.astype(np.uint8), kind="stable")
        longest = np.zeros(_CLASSES)
        np.maximum.at(longest, kind[finite], length[finite])
        longest[kind[~finite]] = _REACH
        return order.astype(np.int32), keys[order], longest

    def alive(self, lo: float, hi: float) -> Ints:
        """Return the positions of the items that touch the time from ``lo`` to ``hi``, in order.

        Of each class of duration only a slice is looked at, so that one period of ten years
        does not make all others of these years be looked at too.
        """
        order, keys, longest = self._by_length
        base = np.arange(_CLASSES) * _REACH
        first = np.searchsorted(keys, base + np.clip(lo - longest, 0.0, _REACH - 1), "left")
        last = np.searchsorted(keys, base + np.clip(hi, 0.5, _REACH - 1), "left")
        slices = [order[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True) if a < b]
        if not slices:
            return np.empty(0, np.int32)
        near = np.concatenate(slices)
        near = near[self.ends[near] > lo]
        near.sort()
        return near

    def leaders(self, level: int, lo: float, hi: float) -> Ints:
        """Return the most important item that begins in each stretch of 2**level days.

        Stretches lie still: the same item leads wherever the view is. Of equally important
        ones the first leads.
        """
        if level not in self._best:
            self._best[level] = self._find_leaders(level)
        cells, best = self._best[level]
        side = float(1 << level)
        first, last = np.searchsorted(cells, (np.floor(lo / side), np.ceil(hi / side)))
        return best[first:last]

    def _find_leaders(self, level: int) -> tuple[Ints, Ints]:
        begun = int(np.searchsorted(self.starts, -np.inf, "right"))
        cells = (self.starts[begun:] // (1 << level)).astype(np.int32)
        if not len(cells):
            return np.empty(0, np.int32), np.empty(0, np.int32)
        edges = np.flatnonzero(np.concatenate(([True], cells[1:] != cells[:-1])))
        keys = self._rank[begun:].astype(np.int64) * len(self) + np.arange(len(cells))
        best = np.minimum.reduceat(keys, edges) % len(self) + begun
        return cells[edges], best.astype(np.int32)


class Tables:
    """The tracks of what the filters let through, made when they are first looked at."""

    def __init__(self, shown: Shown) -> None:
        self._line = shown.timeline
        self._visible: Flags | None = None if shown.visible.all() else shown.visible
        self._tracks: OrderedDict[tuple[int, int], Track] = OrderedDict()
        self._sums: OrderedDict[tuple[int, int], tuple[Counts, Counts]] = OrderedDict()

    def track(self, first: int, end: int) -> Track:
        """Return the track of the lanes from ``first`` to ``end`` (exclusive)."""
        key = (first, end)
        if key not in self._tracks:
            line = self._line
            a, b = line.lane_starts[first], line.lane_starts[end]
            items = line.by_lane[a:b]
            if self._visible is not None:
                items = items[self._visible[items]]
            _put(self._tracks, key, Track(line, items))
        self._tracks.move_to_end(key)
        return self._tracks[key]

    def sums(self, first: int, end: int) -> tuple[Counts, Counts]:
        """Return how many items of some lanes begin, and how many end, before each known day."""
        key = (first, end)
        if key not in self._sums:
            items, (starts, ends) = self.track(first, end).items, self._line.codes
            days = len(self._line.days)
            _put(self._sums, key, (_summed(starts[items], days), _summed(ends[items], days)))
        self._sums.move_to_end(key)
        return self._sums[key]

    def kept(self, lanes: list[tuple[int, int]]) -> dict[str, Array]:
        """Return the sums of all items, and of some lanes, for ``take``."""
        begun, ended = self._everything
        found = [self.sums(*one) for one in lanes]
        width = len(self._line.days) + 1
        starts = np.array([one[0] for one in found], np.int32).reshape(-1, width)
        ends = np.array([one[1] for one in found], np.int32).reshape(-1, width)
        numbers = np.array(lanes, np.int32).reshape(-1, 2)
        return {"begun": begun, "ended": ended, "lanes": numbers, "starts": starts, "ends": ends}

    def take(self, known: Mapping[str, Array]) -> None:
        """Use sums that ``kept`` gave for the same items."""
        self._everything = known["begun"], known["ended"]
        for lanes, *sums in zip(
            known["lanes"].tolist(), known["starts"], known["ends"], strict=True
        ):
            _put(self._sums, tuple(lanes), tuple(sums))

    def counts(self, rows: Iterable[Iterable[tuple[int, int]]], lo: float, hi: float) -> list[int]:
        """Return how many items of each row of lanes touch a stretch of time."""
        days, lane_starts = self._line.days, self._line.lane_starts
        begun, over = int(days.searchsorted(hi, "left")), int(days.searchsorted(lo, "right"))

        def count(lanes: tuple[int, int]) -> int:
            known = self._sums.get(lanes)
            if known is None and lane_starts[lanes[1]] - lane_starts[lanes[0]] <= FEW:
                return self.track(*lanes).count(lo, hi)
            starts, ends = known or self.sums(*lanes)
            return int(starts[begun]) - int(ends[over])

        return [sum(map(count, row)) for row in rows]

    def facts(self, first: int, end: int, lo: float, hi: float) -> int:
        """Return how many facts some lanes have that touch a stretch of time."""
        track = self.track(first, end)
        return int(self._line.sizes[track.items[track.alive(lo, hi)]].sum())

    def beyond(self, lo: float, hi: float) -> tuple[int, int]:
        """Return how many facts end by ``lo``, and how many begin with ``hi`` or later."""
        days, (begun, ended) = self._line.days, self._everything
        later = begun[-1] - begun[np.searchsorted(days, hi, "left")]
        return int(ended[np.searchsorted(days, lo, "right")]), int(later)

    @cached_property
    def _everything(self) -> tuple[Counts, Counts]:
        line = self._line
        which = slice(None) if self._visible is None else self._visible
        sizes, days = line.sizes[which], len(line.days)
        starts, ends = (_summed(codes[which], days, sizes) for codes in line.codes)
        return starts, ends

    def columns(self, tracks: list[tuple[int, int]], edges: Floats) -> Counts:
        """Return how many items of each track touch each stretch of time between two edges."""
        counts = np.zeros((len(tracks), len(edges) - 1), np.int32)
        days = self._line.days
        if len(days) > MOST_DAYS:
            for row, (first, end) in enumerate(tracks):
                track = self.track(first, end)
                counts[row] = np.searchsorted(track.starts, edges[1:], "left")
                counts[row] -= np.searchsorted(track.ends_in_order, edges[:-1], "right")
            return counts
        begun = np.searchsorted(days, edges[1:], "left")
        over = np.searchsorted(days, edges[:-1], "right")
        for row, (first, end) in enumerate(tracks):
            if first < end:
                starts, ends = self.sums(first, end)
                np.take(starts, begun, out=counts[row])
                counts[row] -= np.take(ends, over)
        return counts


def _summed(codes: Ints, days: int, weights: Ints | None = None) -> Counts:
    """Return how many codes lie before each day and, at the end, before everlasting."""
    counts = np.bincount(codes, weights, minlength=days + 2)[: days + 1]
    return np.cumsum(counts).astype(np.int32)


@lru_cache(maxsize=4)
def tables_of(shown: Shown) -> Tables:
    """Return the tables of what some filters let through, kept for the last few."""
    return Tables(shown)


def _put(kept: OrderedDict[Any, Any], key: Any, value: Any) -> None:
    kept[key] = value
    if len(kept) > MOST_KEPT:
        kept.popitem(last=False)
