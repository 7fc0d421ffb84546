"""Where marks and their labels go in a lane: rows without any overlap, the important first."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from math import inf

from msgspec import Struct

from jwviewer.drawing.timeline_labels import Block

TOUCH = 0.5
"""Marks may touch each other: less common ground than this, in pixels, is none."""


class Body(Enum):
    """What a mark offers its label."""

    POINT = "point"  # nothing: the label stands beside it
    SOLID = "solid"  # room inside, between the soft ends
    PALE = "pale"  # a label of several lines may lie on it
    LINE = "line"  # a thin line that its label interrupts


POINT, SOLID, PALE, LINE = Body


class Mark(Struct, frozen=True):
    """A mark in pixels, cut off at the plot's edges; ``in0`` to ``in1`` has room for a label."""

    item: int
    body: Body
    x0: float
    x1: float
    in0: float
    in1: float
    open_left: bool = False
    open_right: bool = False


class Spot(Struct, frozen=True):
    """A mark in its row; its label begins at ``x``, ``drop`` rows below."""

    mark: Mark
    row: int
    block: Block
    x: float
    drop: int = 0
    inside: bool = False


class Spacing(Struct, frozen=True):
    """Lengths that keep labels apart, in pixels."""

    left: float
    right: float
    gap: float
    pad: float
    stub: float


Forms = Callable[[Mark, float], Iterator[Block]]


class Rows:
    """Taken stretches of each row of a lane."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.used = 0
        self._taken: list[list[tuple[float, float]]] = [[] for _ in range(count)]

    def gap(self, row: int, x0: float, x1: float) -> tuple[float, float] | None:
        """Return how far the room around a stretch reaches, or None when it is not free."""
        taken = self._taken[row]
        at = bisect_left(taken, (x0, x0))
        before = taken[at - 1][1] if at else -inf
        after = taken[at][0] if at < len(taken) else inf
        return (before, after) if before <= x0 + TOUCH and after >= x1 - TOUCH else None

    def free(self, row: int, x0: float, x1: float) -> bool:
        """Tell whether nothing lies between two pixels of a row."""
        return 0 <= row < self.count and self.gap(row, x0, x1) is not None

    def take(self, row: int, x0: float, x1: float) -> None:
        """Mark a stretch of a row as taken."""
        insort(self._taken[row], (x0, x1))
        self.used = max(self.used, row + 1)


def pack(
    marks: Sequence[Mark], forms: Forms, rows: Rows, spacing: Spacing
) -> tuple[list[Spot], list[int]]:
    """Place marks in the order given; return what found a place and the items that did not.

    Every placed mark has its whole label.
    """
    spots, left_out = [], []
    for mark in marks:
        gaps = [(row, rows.gap(row, mark.x0, mark.x1)) for row in range(rows.count)]
        homes = [(row, *gap) for row, gap in gaps if gap is not None]
        spot = _place(mark, forms, rows, spacing, homes) if homes else None
        if spot is None:
            left_out.append(mark.item)
            continue
        spots.append(spot)
        for row, x0, x1 in _ground(spot, spacing):
            rows.take(row, x0, x1)
    return spots, left_out


def _place(
    mark: Mark, forms: Forms, rows: Rows, spacing: Spacing, homes: list[tuple[int, float, float]]
) -> Spot | None:
    sides = max(mark.x0 - spacing.left, spacing.right - mark.x1) - 2 * spacing.gap
    # The most room that any row has beside the mark: wider labels need not be tried there.
    widest = max(max(mark.x0 - before, after - mark.x1) for _, before, after in homes)
    widest = min(widest - spacing.gap, sides + 2 * spacing.gap)
    below = any(rows.free(row + 1, mark.x0, mark.x0 + 1) for row, _, _ in homes)
    if not below and max(widest, mark.in1 - mark.in0) < spacing.stub:
        return None
    blocks = []
    for block in forms(mark, sides):
        blocks.append(block)
        for x, inside in _beside(mark, block, spacing):
            if not inside and block.width > widest:
                continue
            for row, before, after in homes:
                if x - spacing.gap < before - TOUCH and not inside:
                    continue
                if x + block.width + spacing.gap > after + TOUCH and not inside:
                    continue
                spot = Spot(mark, row, block, x, 0, inside)
                if len(block.lines) == 1 or _fits(spot, rows, spacing):
                    return spot
    for block in blocks if below else ():
        x = min(max(mark.x0, spacing.left + spacing.pad), spacing.right - spacing.pad - block.width)
        for row, _, _ in homes:
            spot = Spot(mark, row, block, x, 1)
            if x >= spacing.left and _fits(spot, rows, spacing):
                return spot
    return None


def _beside(mark: Mark, block: Block, spacing: Spacing) -> Iterator[tuple[float, bool]]:
    """Yield where a label can stand: on its mark, else right of it, else left."""
    width, pad = block.width, spacing.pad
    if mark.body is SOLID and len(block.lines) == 1 and width + 2 * pad <= mark.in1 - mark.in0:
        # A short bar carries its label in the middle; in a long one it stays at the beginning.
        loose = mark.in1 - mark.in0 > 1.7 * width + 2 * pad
        yield (mark.in0 + pad if loose else (mark.in0 + mark.in1 - width) / 2), True
        return
    if mark.body is PALE and width + 2 * pad <= mark.x1 - mark.x0:
        yield mark.x0 + pad, True
    if mark.body is LINE and width + 2 * spacing.stub <= mark.x1 - mark.x0:
        if mark.open_right:
            yield mark.x1 - spacing.stub - width, True
        elif mark.open_left:
            yield mark.x0 + spacing.stub, True
        else:
            yield (mark.x0 + mark.x1 - width) / 2, True
    if mark.x1 + spacing.gap + width <= spacing.right:
        yield mark.x1 + spacing.gap, False
    if mark.x0 - spacing.gap - width >= spacing.left:
        yield mark.x0 - spacing.gap - width, False


def _fits(spot: Spot, rows: Rows, spacing: Spacing) -> bool:
    return all(rows.free(*ground) for ground in _ground(spot, spacing))


def _ground(spot: Spot, spacing: Spacing) -> Iterable[tuple[int, float, float]]:
    """Yield the stretches of rows that a mark and its label need, with air around the label."""
    mark, air = spot.mark, spacing.gap
    x0, x1 = spot.x - air, spot.x + spot.block.width + air
    if spot.drop or spot.inside:
        yield spot.row, mark.x0, mark.x1
    else:
        yield spot.row, min(mark.x0, x0), max(mark.x1, x1)
    for line in range(0 if spot.drop else 1, len(spot.block.lines)):
        yield spot.row + spot.drop + line, x0, x1
