"""Lanes of a timeline before they have a place: what goes into them and how high they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jwviewer.drawing.time_scale import TimeScale
from jwviewer.drawing.timeline_labels import Block
from jwviewer.drawing.timeline_packing import Body, Forms, Mark, Rows, Spot, pack
from jwviewer.drawing.timeline_request import Request, row_height, spacing, strip_height
from jwviewer.queries.timeline import RANKS, Shape

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import FontRole

MOST_MARKS = 120
"""How many facts of a lane are considered for marks with labels; the rest become a strip."""
MOST_ROWS = 40
STRETCH = 1.3
"""How much rows may spread where there is space to spare."""


@dataclass
class Draft:
    """A lane while its height is being found."""

    lane: int
    heading: list[tuple[str, FontRole]]
    marks: list[Mark]
    rest: list[int]
    needs: tuple[int, ...] = (1,)
    rows: int = 1
    packed: list[Spot] | None = None
    crowded: bool = False

    @property
    def need(self) -> int:
        """The rows that everything would need."""
        return self.needs[-1]

    def pack(
        self, request: Request, scale: TimeScale, forms: Forms
    ) -> tuple[list[Spot], list[int]]:
        """Place the marks in the rows that the lane has got; return also what found no place."""
        if self.packed is not None and self.rows >= self.need:
            return self.packed, []
        return pack(self.marks, forms, Rows(self.rows), spacing(request, scale))


def draft_lane(request: Request, lane: int, scale: TimeScale, gutter: float) -> Draft:
    """Collect what of a lane is in view, the most important first."""
    line, view = request.shown.timeline, scale.view
    here = (
        request.shown.visible & (line.lane == lane) & (line.start < view.hi) & (line.end > view.lo)
    )
    items = np.flatnonzero(here)
    # What is chosen comes first, then the most important, the earliest and the longest.
    forced = np.isin(items, list(request.forced))
    order = np.lexsort((items, -line.end[items], line.start[items], line.rank[items], ~forced))
    items = items[order]
    most = min(MOST_MARKS, 16 + 8 * int(request.size.height() / row_height(request.sheet)))
    marks = [_mark(request, int(item), scale) for item in items[:most]]
    heading = request.typesetter.heading(line.lanes[lane].title, gutter - request.sheet.px(16))
    return Draft(lane, heading, marks, items[most:].tolist())


def _mark(request: Request, item: int, scale: TimeScale) -> Mark:
    line, sheet = request.shown.timeline, request.sheet
    start, end = float(line.start[item]), float(line.end[item])
    left, right = max(scale.x(start), scale.left), min(scale.x(end), scale.right)
    if line.shape[item] == Shape.POINT:
        middle, radius = scale.x((start + end) / 2), sheet.px(6)
        middle = min(max(middle, scale.left + radius), scale.right - radius)
        return Mark(item, Body.POINT, middle - radius, middle + radius, 0, 0)
    least = sheet.px(4)
    if right - left < least:
        middle = min(max((left + right) / 2, scale.left + least / 2), scale.right - least / 2)
        left, right = middle - least / 2, middle + least / 2
    is_open = (not np.isfinite(start), not np.isfinite(end))
    if line.shape[item] == Shape.ORDER:
        return Mark(item, Body.LINE, left, right, left, right, *is_open)
    if any(is_open):
        return Mark(item, Body.PALE, left, right, left, right, *is_open)
    in0 = max(scale.x(start + float(line.soft_start[item])), left)
    in1 = min(scale.x(end - float(line.soft_end[item])), right)
    return Mark(item, Body.SOLID, left, right, in0, max(in1, in0))


def label_forms(request: Request, scale: TimeScale, compact: bool) -> Forms:
    """Return what yields the forms of a mark's label that may fit beside or on it."""
    line, sheet = request.shown.timeline, request.sheet
    whole = scale.right - scale.left - 2 * sheet.px(8)

    def forms(mark: Mark, sides: float) -> Iterator[Block]:
        words = request.words(line.fact_id(mark.item))
        inner = mark.in1 - mark.in0 - 2 * sheet.px(34 if mark.body is Body.LINE else 7)
        room = max(sides, inner)
        bold = bool(line.rank[mark.item] == 0)
        if room >= sheet.px(60):
            yield from request.typesetter.forms(words, bold, min(room, whole), compact)
        if room < 0.6 * whole and whole >= sheet.px(60):
            yield from request.typesetter.forms(words, bold, whole, compact)

    return forms


def share_room(request: Request, drafts: list[Draft], room: float) -> tuple[list[float], int]:
    """Share the room among the lanes: the most important facts of all lanes come first.

    Where even one row each does not fit, lanes scroll, or the last are left out and counted.
    """

    def total() -> float:
        return sum(natural_height(request, draft) for draft in drafts)

    for draft in drafts:
        draft.rows = 1
    if total() > room:
        for draft in drafts:
            draft.rows = min(draft.need, 3) if request.scrolls else 1
        heights = [natural_height(request, draft) for draft in drafts]
        fitting = len(heights) if request.scrolls else int((np.cumsum(heights) <= room).sum())
        return heights[:fitting], len(heights) - fitting
    full: set[int] = set()
    # The first figures of a company count as much here as what happened.
    for level in range(1, RANKS):
        while waiting := [d for d in drafts if d.rows < d.needs[level] and d.lane not in full]:
            poorest = min(waiting, key=lambda draft: (draft.rows / draft.needs[level], draft.lane))
            poorest.rows += 1
            if total() > room:
                poorest.rows -= 1
                full.add(poorest.lane)
    heights = [natural_height(request, draft) for draft in drafts]
    spare = room - sum(heights)
    row = row_height(request.sheet)
    wishes = [draft.rows * row * (STRETCH - 1) for draft in drafts]
    share = min(spare / sum(wishes), 1.0) if sum(wishes) else 0.0
    rest = (spare - share * sum(wishes)) / max(len(drafts), 1)
    return [height + share * wish + rest for height, wish in zip(heights, wishes, strict=True)], 0


def _needs(request: Request, spots: list[Spot], left_out: list[int]) -> tuple[int, ...]:
    """Return how many rows a lane needs for each rank together with all before it."""
    rank = request.shown.timeline.rank
    lowest = [1] * RANKS
    for spot in spots:
        rows = spot.row + max(len(spot.block.lines) + spot.drop, 1)
        lowest[rank[spot.mark.item]] = max(lowest[rank[spot.mark.item]], rows)
    needs = np.maximum.accumulate(lowest)
    missing = np.cumsum(
        [sum(1 for item in left_out if rank[item] == level) for level in range(RANKS)]
    )
    return tuple((needs + missing).tolist())


def find_needs(request: Request, drafts: list[Draft], scale: TimeScale, room: float) -> Forms:
    """Find how many rows each lane would like, and give them to it; return the forms of labels.

    Where not everything can fit, labels are compact.
    """
    rows = max(int(room / row_height(request.sheet)), 1)
    # No lane can have more than its share and what the others leave.
    most = min(MOST_ROWS, max(4, 2 * rows // max(len(drafts), 1), rows - len(drafts)))
    hopeless = sum(len(draft.marks) for draft in drafts) > 4 * rows
    for compact in (True,) if hopeless else (False, True):
        forms = label_forms(request, scale, compact)
        for draft in drafts:
            spots, left_out = pack(draft.marks, forms, Rows(most), spacing(request, scale))
            draft.needs = _needs(request, spots, left_out)
            draft.rows = draft.need
            draft.packed = None if left_out else spots
            draft.crowded = bool(left_out or draft.rest)
        if sum(natural_height(request, draft) for draft in drafts) <= room:
            break
    return forms


def natural_height(request: Request, draft: Draft) -> float:
    """Return how high a lane is with its rows, its heading and its strip."""
    sheet = request.sheet
    crowded = draft.rows < draft.need or draft.crowded
    heading = sum(sheet.line(role) for _, role in draft.heading) + sheet.px(10)
    heading += sheet.line("tiny") if crowded else 0.0
    rows = draft.rows * row_height(sheet) + sheet.px(8) + (strip_height(sheet) if crowded else 0.0)
    return max(heading, rows)
