"""The geometry of a timeline: lanes, marks, labels, axis and tray for one size. No painting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, QSizeF

from jwviewer.drawing.date_axis import Axis, date_axis
from jwviewer.drawing.time_scale import TimeScale, View
from jwviewer.drawing.timeline_labels import Block, Line, Typesetter
from jwviewer.drawing.timeline_packing import Body, Forms, Mark, Rows, Spacing, Spot, pack
from jwviewer.drawing.timeline_tray import Tray, lay_out_tray
from jwviewer.language import tr
from jwviewer.queries.timeline import RANKS, Ints, Shape, Shown
from jwviewer.queries.timeline_words import Words

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import FontRole, Sheet

MOST_MARKS = 120
"""How many facts of a lane are considered for marks with labels; the rest become a strip."""
MOST_ROWS = 40
STRETCH = 1.3
"""How much rows may spread where there is space to spare."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with the rectangles of its mark and of each line of its label."""

    spot: Spot
    fact_id: str
    mark: QRectF
    lines: tuple[tuple[QRectF, Line], ...]

    @property
    def item(self) -> int:
        """The item's number in the timeline."""
        return self.spot.mark.item

    @property
    def outline(self) -> QRectF:
        """The rectangle around mark and label."""
        rect = QRectF(self.mark)
        for line, _ in self.lines:
            rect = rect.united(line)
        return rect


@dataclass(frozen=True, slots=True)
class LaneBox:
    """One lane: its heading, what is drawn with a label, and the strip of what is not."""

    lane: int
    rect: QRectF
    heading: tuple[tuple[QRectF, str, FontRole], ...]
    note: tuple[QRectF, str] | None
    placed: tuple[Placed, ...]
    strip: QRectF | None
    left_out: Ints


@dataclass(frozen=True, slots=True)
class TimelineLayout:
    """Everything that is painted, in pixels from the top left corner.

    ``lanes_rect`` is the window through which the lanes are seen; ``content`` is how high
    they are together, more than that where they scroll.
    """

    size: QSizeF
    plot: QRectF
    lanes_rect: QRectF
    axis_rect: QRectF
    scale: TimeScale
    axis: Axis
    lanes: tuple[LaneBox, ...]
    content: float
    scroll: float
    dropped: int
    tray: Tray | None

    def placed(self) -> Iterator[Placed]:
        """Yield every drawn item, lane by lane."""
        for box in self.lanes:
            yield from box.placed


@dataclass(frozen=True)
class Request:
    """What to lay out: the facts, how they are called, the stretch of time, and the paper."""

    shown: Shown
    words: Callable[[str], Words]
    typesetter: Typesetter
    view: View
    size: QSizeF
    forced: frozenset[int] = frozenset()
    scrolls: bool = True
    scroll: float = 0.0
    tray_scroll: float = 0.0

    @property
    def sheet(self) -> Sheet:
        """The paper."""
        return self.typesetter.sheet


@dataclass
class _Draft:
    """A lane while its height is being found."""

    lane: int
    heading: list[tuple[str, FontRole]]
    marks: list[Mark]
    rest: list[int]
    needs: tuple[int, ...] = (1,)
    rows: int = 1

    @property
    def need(self) -> int:
        """The rows that everything would need."""
        return self.needs[-1]


def lay_out(request: Request) -> TimelineLayout:
    """Lay a timeline out for a size; nothing that is laid out leaves it."""
    sheet, size = request.sheet, request.size
    gutter = _gutter(request)
    plot = QRectF(gutter, 0, max(size.width() - gutter - sheet.px(4), 1), size.height())
    scale = TimeScale(request.view, plot.left(), plot.right())
    axis = date_axis(scale, lambda text: request.typesetter.width(text, "small"), sheet.px(10))
    axis_height = sheet.line("small") * (2 if axis.major else 1) + sheet.px(8)
    tray = lay_out_tray(request, gutter)
    tray_height = tray.rect.height() if tray else 0.0
    room = max(size.height() - axis_height - tray_height, 0.0)
    drafts = [_draft(request, lane, scale, gutter) for lane in request.shown.lanes]
    compact = False
    _find_needs(request, drafts, scale, room, compact)
    if sum(_natural(request, draft) for draft in drafts) > room:
        compact = True
        _find_needs(request, drafts, scale, room, compact)
    heights, dropped = _heights(request, drafts, room)
    if dropped:
        drafts = drafts[: len(heights)]
    content = sum(heights)
    used = min(content, room) if drafts else room
    scroll = min(max(request.scroll, 0.0), max(content - room, 0.0))
    lanes_rect = QRectF(0, 0, size.width(), used)
    boxes, top = [], -scroll
    for draft, height in zip(drafts, heights, strict=True):
        rect = QRectF(0, top, size.width(), height)
        boxes.append(_box(request, draft, rect, gutter, scale, _forms(request, scale, compact)))
        top += height
    axis_rect = QRectF(0, used, size.width(), axis_height)
    return TimelineLayout(
        size, plot, lanes_rect, axis_rect, scale, axis, tuple(boxes), content, scroll, dropped,
        tray.moved(used + axis_height) if tray else None,
    )  # fmt: skip


def _row(sheet: Sheet) -> float:
    return sheet.line("body") + sheet.px(4)


def _strip(sheet: Sheet) -> float:
    return sheet.px(10)


def _spacing(request: Request, scale: TimeScale) -> Spacing:
    px = request.sheet.px
    return Spacing(scale.left, scale.right, px(6), px(7), px(34))


def _gutter(request: Request) -> float:
    sheet, width = request.sheet, request.size.width()
    titles = [request.shown.timeline.lanes[lane].title for lane in request.shown.lanes]
    widest = max((request.typesetter.width(title, "bold") for title in titles), default=0.0)
    most = max(sheet.px(96), min(sheet.px(170), 0.16 * width))
    return min(max(widest + sheet.px(20), sheet.px(84)), most, max(width / 3, 1))


def _draft(request: Request, lane: int, scale: TimeScale, gutter: float) -> _Draft:
    line, view = request.shown.timeline, scale.view
    here = request.shown.visible & (line.lane == lane) & (line.start < view.hi) & (line.end > view.lo)
    items = np.flatnonzero(here)
    # What is chosen comes first, then the most important, the earliest and the longest.
    forced = np.isin(items, list(request.forced))
    order = np.lexsort((items, -line.end[items], line.start[items], line.rank[items], ~forced))
    items = items[order]
    marks = [_mark(request, int(item), scale) for item in items[:MOST_MARKS]]
    title = line.lanes[lane].title
    return _Draft(lane, _heading(request, title, gutter), marks, items[MOST_MARKS:].tolist())


def _heading(request: Request, title: str, gutter: float) -> list[tuple[str, FontRole]]:
    width = gutter - request.sheet.px(16)
    lines: list[str] = []
    roles: tuple[FontRole, ...] = ("bold", "small", "tiny")
    for role in roles:
        lines = request.sheet.wrap(title, width, role)
        if len(lines) <= 3:
            return [(line, role) for line in lines]
    return [(line, roles[-1]) for line in lines]


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


def _forms(request: Request, scale: TimeScale, compact: bool) -> Forms:
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


def _heights(request: Request, drafts: list[_Draft], room: float) -> tuple[list[float], int]:
    """Share the room among the lanes: the most important facts of all lanes come first.

    Where even one row each does not fit, lanes scroll, or the last are left out and counted.
    """
    def total() -> float:
        return sum(_natural(request, draft) for draft in drafts)

    for draft in drafts:
        draft.rows = 1
    if total() > room:
        for draft in drafts:
            draft.rows = min(draft.need, 3) if request.scrolls else 1
        heights = [_natural(request, draft) for draft in drafts]
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
    heights = [_natural(request, draft) for draft in drafts]
    spare = room - sum(heights)
    row = _row(request.sheet)
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
    missing = np.cumsum([sum(1 for item in left_out if rank[item] == level) for level in range(RANKS)])
    return tuple((needs + missing).tolist())


def _find_needs(request: Request, drafts: list[_Draft], scale: TimeScale, room: float, compact: bool) -> None:
    """Find how many rows each lane would like, and give them to it."""
    most = min(MOST_ROWS, max(int(room / _row(request.sheet)), 1))
    for draft in drafts:
        rows = Rows(most)
        spots, left_out = pack(draft.marks, _forms(request, scale, compact), rows, _spacing(request, scale))
        draft.needs = _needs(request, spots, left_out)
        draft.rows = draft.need


def _natural(request: Request, draft: _Draft) -> float:
    sheet = request.sheet
    crowded = draft.rows < draft.need or bool(draft.rest)
    heading = sum(sheet.line(role) for _, role in draft.heading) + sheet.px(10)
    heading += sheet.line("tiny") if crowded else 0.0
    rows = draft.rows * _row(sheet) + sheet.px(8) + (_strip(sheet) if crowded else 0.0)
    return max(heading, rows)


def _box(
    request: Request, draft: _Draft, rect: QRectF, gutter: float, scale: TimeScale, forms: Forms
) -> LaneBox:
    sheet = request.sheet
    rows = Rows(draft.rows)
    spots, left_out = pack(draft.marks, forms, rows, _spacing(request, scale))
    rest = np.array(left_out + draft.rest, np.int32)
    strip = None
    bottom = rect.bottom() - sheet.px(4)
    if (request.shown.timeline.shape[rest] != Shape.ORDER).any():
        strip = QRectF(scale.left, rect.bottom() - _strip(sheet), scale.right - scale.left, sheet.px(6))
        bottom = strip.top()
    room = bottom - rect.top() - sheet.px(4)
    used = max(rows.used, 1)
    pitch = min(max(room / used, _row(sheet)), _row(sheet) * STRETCH)
    top = rect.top() + sheet.px(4) + max((room - pitch * used) / 2, 0.0)
    placed = tuple(_placed(request, spot, top, pitch) for spot in spots)
    heading, y = [], rect.top() + sheet.px(5)
    for text, role in draft.heading:
        height = sheet.line(role)
        heading.append((QRectF(sheet.px(10), y, gutter - sheet.px(16), height), text, role))
        y += height
    note = None
    if len(rest):
        count = sum(len(request.shown.timeline.members[item]) for item in rest)
        text = tr("+{count} more", count=f"{count:,}") if placed else tr("{count} facts", count=f"{count:,}")
        note = (QRectF(sheet.px(10), y, gutter - sheet.px(16), sheet.line("tiny")), text)
    return LaneBox(draft.lane, rect, tuple(heading), note, placed, strip, rest)


def _placed(request: Request, spot: Spot, top: float, pitch: float) -> Placed:
    sheet, mark = request.sheet, spot.mark
    height = {Body.POINT: sheet.px(12), Body.LINE: sheet.px(8)}.get(mark.body, sheet.line("body") + sheet.px(1))
    middle = top + (spot.row + 0.5) * pitch
    rect = QRectF(mark.x0, middle - height / 2, mark.x1 - mark.x0, height)
    line_height = sheet.line("body")
    first = middle + spot.drop * pitch
    lines = tuple(
        (QRectF(spot.x, first + (n - 0.5) * line_height, line.width, line_height), line)
        for n, line in enumerate(spot.block.lines)
    )
    return Placed(spot, request.shown.timeline.fact_id(mark.item), rect, lines)
