"""Which facts of a crowded timeline get a label, and where: the same ones while the view moves."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable
from math import ceil, inf, log2
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QRectF

from jwviewer.drawing.time_scale import TimeScale, View
from jwviewer.drawing.timeline_labels import Block, Line
from jwviewer.drawing.timeline_layout import Placed
from jwviewer.drawing.timeline_packing import LINE, PALE, POINT, SOLID, Mark, Spot
from jwviewer.queries.timeline import NO_ITEMS, Ints, Shape

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import Sheet
    from jwviewer.drawing.timeline_rows import RowSizes
    from jwviewer.drawing.timeline_stage import Stage
    from jwviewer.queries.timeline import Timeline
    from jwviewer.queries.timeline_tables import Track
    from jwviewer.queries.timeline_words import Words

CELL = 130.0
"""How far apart, at scale 1, the starts of labels are at least wished to be."""
GENERATIONS = 4
"""A label that leads twice as long a stretch comes first; so many times."""
FEW = 14
"""Of so many facts for each line of labels, all are tried, also those that began before."""
MOST_ORDERS = 200
WIDEST = 420.0
LEAST_ROOM = 46.0
"""Beside a mark with less room than this no label is even measured."""


def cell_level(sheet: Sheet, scale: TimeScale) -> int:
    """Return the power of two, in days, nearest above the distance wished between labels."""
    return max(ceil(log2(max(sheet.px(CELL) / scale.per_day, 1.0))), 0)


def candidates(
    tracks: list[Track], line: Timeline, level: int, lo: float, hi: float, every: bool
) -> Ints:
    """Return the items of a row that may get a label, the most telling first.

    Among many, those come first that are the most important of a longer stretch: that depends
    neither on the view's place nor, from zoom to zoom, much on its length. With ``every`` all
    are candidates, also those that began before and what has an order but no date.
    """
    if not tracks:
        return NO_ITEMS
    if every:
        found = [track.items[track.alive(lo, hi)] for track in tracks]
        for track in tracks:
            orders = track.orders[:MOST_ORDERS]
            found.append(orders[(line.start[orders] < hi) & (line.end[orders] > lo)])
        items = np.concatenate(found)
        ordered = line.shape[items] == Shape.ORDER
        return items[np.lexsort((items, ordered, line.start[items], line.rank[items]))]
    found = [
        track.items[track.leaders(age, lo, hi)]
        for age in range(level + GENERATIONS - 1, level - 1, -1)
        for track in tracks
    ]
    return distinct(np.concatenate(found))


def distinct(items: Ints) -> Ints:
    """Return items without those that came before."""
    return np.array([*dict.fromkeys(items.tolist())], np.int32)


def marks_of(items: Ints, line: Timeline, scale: TimeScale, sheet: Sheet) -> list[Mark]:
    """Return the marks of items in pixels, cut off at the scale's edges."""
    starts, ends = line.start[items].astype(np.float64), line.end[items].astype(np.float64)
    per_day, lo, left, right = scale.per_day, scale.view.lo, scale.left, scale.right
    x0, x1 = left + (starts - lo) * per_day, left + (ends - lo) * per_day
    point = line.shape[items] == Shape.POINT
    radius, least = sheet.px(6), sheet.px(4)
    a, b = np.maximum(x0, left), np.minimum(x1, right)
    middle = np.clip(np.where(point, (x0 + x1) / 2, (a + b) / 2), left + radius, right - radius)
    half = np.where(point, radius, np.maximum(b - a, least) / 2)
    short = point | (b - a < least)
    a, b = np.where(short, middle - half, a), np.where(short, middle + half, b)
    open_left, open_right = ~np.isfinite(starts), ~np.isfinite(ends)
    in0 = np.maximum(x0 + line.soft_start[items] * per_day, a)
    in1 = np.maximum(np.minimum(x1 - line.soft_end[items] * per_day, b), in0)
    bodies = np.where(open_left | open_right, 2, 1)
    bodies = np.where(line.shape[items] == Shape.ORDER, 3, np.where(point, 0, bodies))
    whole = bodies >= 2
    in0, in1 = np.where(whole, a, in0), np.where(whole, b, in1)
    in1 = np.where(point, in0, in1)
    kinds = (POINT, SOLID, PALE, LINE)
    columns = (items, a, b, in0, in1, open_left, open_right)
    values = zip(bodies.tolist(), *(column.tolist() for column in columns), strict=True)
    return [Mark(item, kinds[kind], *rest) for kind, item, *rest in values]


class Lines:
    """The lines of labels of one row: what of them is taken, from left to right."""

    def __init__(self, count: int) -> None:
        self._taken: list[list[tuple[float, float]]] = [[(inf, inf)] for _ in range(count)]

    def home(self, x0: float, x1: float) -> tuple[int, float, float] | None:
        """Return the first line in which a stretch is free, and how far the room around reaches."""
        for number, taken in enumerate(self._taken):
            at = bisect_left(taken, (x0, x0))
            before = taken[at - 1][1] if at else -inf
            if before <= x0 + 0.5 and taken[at][0] >= x1 - 0.5:
                return number, before, taken[at][0]
        return None

    def take(self, number: int, x0: float, x1: float) -> None:
        """Mark a stretch of a line as taken."""
        insort(self._taken[number], (x0, x1))


class Caller:
    """Places the labels of one row after another."""

    def __init__(
        self, stage: Stage, line: Timeline, words: Callable[[str], Words], scale: TimeScale,
        view: View, sizes: RowSizes,
    ) -> None:  # fmt: skip
        self._stage, self._line, self._words = stage, line, words
        self._scale, self._sizes = scale, sizes
        self._window = (scale.x(view.lo), scale.x(view.hi))
        px = stage.sheet.px
        self._gap, self._pad, self._stub = px(6), px(7), px(34)
        self._room = min(px(WIDEST), (scale.right - scale.left) * 0.45)
        self._pitch = (sizes.band_top - sizes.pad) / sizes.label_rows
        self._high = {POINT: px(12), LINE: px(8)}

    def place(self, marks: list[Mark], top: float, forced: frozenset[int]) -> list[Placed]:
        """Return the marks that found room for their label, in the row that begins at ``top``.

        The label of a ``forced`` item lies in the view, shortened if need be.
        """
        lines = Lines(self._sizes.label_rows)
        least = self._stage.sheet.px(LEAST_ROOM)
        placed: list[Placed] = []
        for mark in marks:
            must = mark.item in forced
            home = lines.home(mark.x0, mark.x1)
            if home is None:
                continue
            number, before, after = home
            first, last = self._window if must else (self._scale.left, self._scale.right)
            before, after = max(before, first), min(after, last)
            if must:
                in0 = min(max(mark.in0, first), last)
                mark = replace(mark, in0=in0, in1=max(min(mark.in1, last), in0))
            pad = self._stub if mark.body is LINE else self._pad
            inner = mark.in1 - mark.in0 - 2 * pad
            right, left = after - mark.x1 - 2 * self._gap, mark.x0 - before - 2 * self._gap
            if must and max(inner, right, left) < least:
                # Rather on a soft bar than nowhere.
                mark = replace(mark, in0=max(mark.x0, first), in1=min(mark.x1, last))
                inner = mark.in1 - mark.in0 - 2 * pad
            room = max(inner, right, left)
            if room < least and not must:
                continue
            label = self._label(mark.item, min(room, self._room) if must else None)
            if label is None:
                continue
            x, inside = self._beside(mark, label.width, inner, right, left)
            if x is None:
                continue
            low = min(mark.x0, x - (0 if inside else self._gap))
            high = max(mark.x1, x + label.width + (0 if inside else self._gap))
            lines.take(number, low, high)
            spot = Spot(mark, number, Block((label,)), x, 0, inside)
            placed.append(self._placed(spot, self._line.fact_id(mark.item), top))
        return placed

    def _label(self, item: int, shortened: float | None) -> Line | None:
        """Return an item's label in one line, or shortened to a width."""
        bold = bool(self._line.rank[item] == 0)

        def words() -> Words:
            return self._words(self._line.fact_id(item))

        if shortened is None:
            return self._stage.line(item, words, bold, self._room)
        return self._stage.typesetter.shortened(words(), bold, shortened)

    def _beside(
        self, mark: Mark, width: float, inner: float, right: float, left: float
    ) -> tuple[float | None, bool]:
        """Return where a label begins, and whether that is on its mark."""
        if mark.body is not POINT and width <= inner:
            if mark.body is LINE:
                return (mark.in0 + mark.in1 - width) / 2, True
            loose = mark.body is PALE or inner > 1.7 * width
            start = mark.in0 + self._pad
            return (start if loose else (mark.in0 + mark.in1 - width) / 2), True
        if width <= right:
            return mark.x1 + self._gap, False
        return (mark.x0 - self._gap - width, False) if width <= left else (None, False)

    def _placed(self, spot: Spot, fact_id: str, top: float) -> Placed:
        sheet, mark = self._stage.sheet, spot.mark
        middle = top + self._sizes.pad + (spot.row + 0.5) * self._pitch
        height = self._high.get(mark.body, sheet.line("body") + sheet.px(1))
        line, high = spot.block.lines[0], sheet.line("body")
        return Placed(
            spot, fact_id, QRectF(mark.x0, middle - height / 2, mark.x1 - mark.x0, height),
            ((QRectF(spot.x, middle - high / 2, line.width, high), line),),
        )  # fmt: skip
