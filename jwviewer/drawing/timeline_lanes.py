"""Lanes of a timeline before they have a place: what goes into them and how high they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jwviewer.drawing.time_scale import TimeScale
from jwviewer.drawing.timeline_labels import Block
from jwviewer.drawing.timeline_packing import (
    LINE,
    PALE,
    POINT,
    SOLID,
    Forms,
    Mark,
    Rows,
    Spacing,
    Spot,
    pack,
)
from jwviewer.drawing.timeline_request import Request, label_spacing, row_height, strip_height
from jwviewer.queries.timeline import RANKS, Shape

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import FontRole

MOST_MARKS = 120
"""How many facts of a lane are considered for marks with labels; the rest become a strip."""
MOST_ROWS = 40
SCROLLED_ROWS = 3
"""How many rows a lane has at most where lanes scroll anyway."""
MOST_PACKED = 40
"""Of more lanes than this that scroll, each has one row, and only those in view are packed."""
STRETCH = 1.3
"""How much rows may spread where there is space to spare."""
_POINT, _ORDER = int(Shape.POINT), int(Shape.ORDER)


@dataclass
class Draft:
    """A lane while its height is being found.

    ``needs`` are the rows wanted by each rank together with all before it; ``limit`` is how
    many the lane can put to use.
    """

    lane: int
    heading: list[tuple[str, FontRole]]
    marks: list[Mark]
    rest: list[int]
    empty: bool = False
    needs: tuple[int, ...] = (1,)
    rows: int = 1
    limit: int = MOST_ROWS
    crowded: bool = False
    packed: tuple[int, list[Spot], list[int]] | None = None

    def pack(self, forms: Forms, spacing: Spacing) -> tuple[list[Spot], list[int]]:
        """Place the marks in the rows that the lane has got; return also what found no place."""
        if self.packed is None or not self._still_holds(self.packed):
            self.packed = (self.rows, *pack(self.marks, forms, Rows(self.rows), spacing))
        return self.packed[1:]

    def unpacked(self) -> tuple[list[Spot], list[int]]:
        """Return a lane in which nothing has been placed: all of it is left out."""
        return [], [mark.item for mark in self.marks]

    def _still_holds(self, packed: tuple[int, list[Spot], list[int]]) -> bool:
        rows, spots, left_out = packed
        used = rows_used(spots)
        # More rows than are used change nothing, unless something was left out for want of them.
        return rows == self.rows or used == self.rows < rows or (self.rows >= used and not left_out)


def draft_lanes(request: Request, scale: TimeScale, gutter: float) -> list[Draft]:
    """Collect what of each lane is in view, the most important first."""
    line, view, lanes = request.shown.timeline, scale.view, request.shown.lanes
    visible = request.shown.visible
    items = np.flatnonzero(visible & (line.start < view.hi) & (line.end > view.lo))
    # What is chosen comes first, then the most important, the earliest and the longest.
    later = ~np.isin(items, list(request.forced)) if request.forced else np.zeros(len(items), bool)
    lane = line.lane[items]
    # What only has an order stands below what has a date from the same day on.
    ordered = line.shape[items] == _ORDER
    order = np.lexsort(
        (items, -line.end[items], ordered, line.start[items], line.rank[items], later, lane)
    )
    items, lane = items[order], lane[order]
    starts, ends = (np.searchsorted(lane, lanes, side) for side in ("left", "right"))
    # Many more than fit would only be tried in vain; many lanes have a few rows each.
    rows = int(request.size.height() / row_height(request.sheet))
    rows = min(rows, max(SCROLLED_ROWS, 3 * rows // max(len(lanes), 1)))
    most = min(MOST_MARKS, 16 + 6 * rows)
    used = set(line.lane[visible].tolist())
    drafts = []
    for number, start, end in zip(lanes, starts, ends, strict=True):
        here = items[start:end].tolist()
        marks = [_mark(request, item, scale) for item in here[:most]]
        heading = request.typesetter.heading(
            line.lanes[number].title, gutter - request.sheet.px(16)
        )
        # A guess, until it is known how many rows they need.
        drafts.append(
            Draft(number, heading, marks, here[most:], number not in used, crowded=len(marks) > 1)
        )
    return drafts


def _mark(request: Request, item: int, scale: TimeScale) -> Mark:
    line, sheet = request.shown.timeline, request.sheet
    start, end = float(line.start[item]), float(line.end[item])
    left, right = max(scale.x(start), scale.left), min(scale.x(end), scale.right)
    shape = line.shape[item]
    if shape == _POINT:
        middle, radius = scale.x((start + end) / 2), sheet.px(6)
        middle = min(max(middle, scale.left + radius), scale.right - radius)
        return Mark(item, POINT, middle - radius, middle + radius, 0, 0)
    least = sheet.px(4)
    if right - left < least:
        middle = min(max((left + right) / 2, scale.left + least / 2), scale.right - least / 2)
        left, right = middle - least / 2, middle + least / 2
    is_open = (not np.isfinite(start), not np.isfinite(end))
    if shape == _ORDER:
        return Mark(item, LINE, left, right, left, right, *is_open)
    if any(is_open):
        return Mark(item, PALE, left, right, left, right, *is_open)
    in0 = max(scale.x(start + float(line.soft_start[item])), left)
    in1 = min(scale.x(end - float(line.soft_end[item])), right)
    return Mark(item, SOLID, left, right, in0, max(in1, in0))


def label_forms(request: Request, scale: TimeScale, compact: bool) -> Forms:
    """Return what yields the forms of a mark's label that may fit beside or on it."""
    line, sheet = request.shown.timeline, request.sheet
    whole = scale.right - scale.left - 2 * sheet.px(8)

    def forms(mark: Mark, sides: float) -> Iterator[Block]:
        words = request.words(line.fact_id(mark.item))
        inner = mark.in1 - mark.in0 - 2 * sheet.px(34 if mark.body is LINE else 7)
        room = max(sides, inner)
        bold = bool(line.rank[mark.item] == 0)
        tall = mark.body is LINE and sheet.refs
        if room >= sheet.px(60):
            yield from request.typesetter.forms(words, bold, min(room, whole), compact, tall)
        if room < 0.6 * whole and whole >= sheet.px(60):
            yield from request.typesetter.forms(words, bold, whole, compact, tall)

    return forms


def share_room(
    request: Request, drafts: list[Draft], room: float, forms: Forms, spacing: Spacing
) -> list[float]:
    """Share the room among the lanes: the most important facts of all lanes come first.

    Where even one row each does not fit, lanes are higher than the room together and scroll.
    """
    for draft in drafts:
        draft.rows = 1
    if _total(request, drafts) > room:
        for draft in drafts:
            draft.rows = min(draft.needs[-1], SCROLLED_ROWS)
        return [natural_height(request, draft) for draft in drafts]
    _grow(request, drafts, room)
    for draft in drafts:
        # What a lane has got but cannot use goes to the others.
        used = max(rows_used(draft.pack(forms, spacing)[0]), 1)
        if used < draft.rows:
            draft.rows = draft.limit = used
    _grow(request, drafts, room)
    heights = [natural_height(request, draft) for draft in drafts]
    spare = room - sum(heights)
    wishes = [draft.rows * row_height(request.sheet) * (STRETCH - 1) for draft in drafts]
    share = min(spare / sum(wishes), 1.0) if sum(wishes) else 0.0
    rest = (spare - share * sum(wishes)) / max(len(drafts), 1)
    return [height + share * wish + rest for height, wish in zip(heights, wishes, strict=True)]


def most_telling(request: Request, drafts: list[Draft], room: float) -> list[Draft]:
    """Give every lane one row and return those that fit, where lanes cannot scroll.

    The lanes with the most facts in view stay, in their order.
    """
    for draft in drafts:
        draft.rows = 1
    if request.scrolls:
        return drafts
    kept: set[int] = set()
    left = room
    for draft in sorted(drafts, key=lambda draft: -len(draft.marks) - len(draft.rest)):
        height = natural_height(request, draft)
        if height <= left:
            kept.add(draft.lane)
            left -= height
    return [draft for draft in drafts if draft.lane in kept]


def rows_used(spots: list[Spot]) -> int:
    """Return how many rows marks and labels take."""
    return max((spot.row + spot.drop + len(spot.block.lines) for spot in spots), default=0)


def _grow(request: Request, drafts: list[Draft], room: float) -> None:
    """Add rows where they are needed, one by one, as long as there is room."""
    full: set[int] = set()
    # The first figures of a company count as much here as what happened.
    for level in range(1, RANKS):
        while waiting := [
            draft
            for draft in drafts
            if draft.rows < min(draft.needs[level], draft.limit) and draft.lane not in full
        ]:
            poorest = min(waiting, key=lambda draft: (draft.rows / draft.needs[level], draft.lane))
            poorest.rows += 1
            if _total(request, drafts) > room:
                poorest.rows -= 1
                full.add(poorest.lane)


def _total(request: Request, drafts: list[Draft]) -> float:
    return sum(natural_height(request, draft) for draft in drafts)


def _needs(request: Request, spots: list[Spot], left_out: list[int]) -> tuple[int, ...]:
    """Return how many rows a lane needs for each rank together with all before it."""
    rank = request.shown.timeline.rank
    lowest = [1] * RANKS
    for spot in spots:
        rows = spot.row + max(len(spot.block.lines) + spot.drop, 1)
        lowest[rank[spot.mark.item]] = max(lowest[rank[spot.mark.item]], rows)
    missing = Counter(int(rank[item]) for item in left_out)
    needs, rows, waiting = [], 1, 0
    for level in range(RANKS):
        rows, waiting = max(rows, lowest[level]), waiting + missing[level]
        needs.append(rows + waiting)
    return tuple(needs)


def find_needs(request: Request, drafts: list[Draft], scale: TimeScale, room: float) -> Forms:
    """Find how many rows each lane would like, and give them to it; return the forms of labels.

    Where not everything can fit, labels are compact.
    """
    if _total(request, drafts) > room:
        forms = label_forms(request, scale, True)
        if len(drafts) <= MOST_PACKED:
            _find_rows(request, drafts, SCROLLED_ROWS, forms, label_spacing(request, scale))
        return forms
    rows = max(int(room / row_height(request.sheet)), 1)
    # No lane can have more than its share and what the others leave.
    most = min(MOST_ROWS, max(4, 2 * rows // max(len(drafts), 1), rows - len(drafts)))
    hopeless = sum(len(draft.marks) for draft in drafts) > 4 * rows
    for compact in (True,) if hopeless else (False, True):
        forms = label_forms(request, scale, compact)
        _find_rows(request, drafts, most, forms, label_spacing(request, scale))
        if _total(request, drafts) <= room:
            break
    return forms


def _find_rows(
    request: Request, drafts: list[Draft], most: int, forms: Forms, spacing: Spacing
) -> None:
    for draft in drafts:
        draft.rows, draft.packed = most, None
        spots, left_out = draft.pack(forms, spacing)
        draft.needs = _needs(request, spots, left_out)
        draft.rows = draft.needs[-1]
        draft.crowded = bool(left_out or draft.rest)


def natural_height(request: Request, draft: Draft) -> float:
    """Return how high a lane is with its rows, its heading and its strip."""
    sheet = request.sheet
    crowded = draft.rows < draft.needs[-1] or draft.crowded
    heading = sum(sheet.line(role) for _, role in draft.heading) + sheet.px(10)
    heading += sheet.line("tiny") if crowded or draft.empty else 0.0
    rows = draft.rows * row_height(sheet) + sheet.px(8) + (strip_height(sheet) if crowded else 0.0)
    return max(heading, rows)
