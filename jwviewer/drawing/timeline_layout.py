"""The geometry of a timeline: lanes, marks, labels, axis and tray for one size. No painting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QRectF, QSizeF

from jwviewer.drawing.date_axis import Axis, date_axis
from jwviewer.drawing.time_scale import TimeScale
from jwviewer.drawing.timeline_labels import Line
from jwviewer.drawing.timeline_lanes import (
    MOST_PACKED,
    STRETCH,
    Draft,
    draft_lanes,
    find_needs,
    most_telling,
    rows_used,
    share_room,
)
from jwviewer.drawing.timeline_packing import Body, Spot
from jwviewer.drawing.timeline_request import (
    Request,
    label_spacing,
    row_height,
    strip_height,
)
from jwviewer.drawing.timeline_tray import Tray, lay_out_tray
from jwviewer.language import tr
from jwviewer.queries.timeline import Ints, Shape, Timeline
from jwviewer.selection import Period

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import FontRole


class Placed(Struct, frozen=True):
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


class LaneBox(Struct, frozen=True):
    """One lane: its heading, what is drawn with a label, and the strip of what is not."""

    lane: int
    rect: QRectF
    heading: tuple[tuple[QRectF, str, FontRole], ...]
    note: tuple[QRectF, str] | None
    placed: tuple[Placed, ...]
    strip: QRectF | None
    left_out: Ints


class Frame(Protocol):
    """What every layout of a timeline knows of the parts around its lanes."""

    @property
    def size(self) -> QSizeF:
        """All of the room."""

    @property
    def plot(self) -> QRectF:
        """Where time is drawn, right of the headings."""

    @property
    def lanes_rect(self) -> QRectF:
        """The window through which the lanes are seen."""

    @property
    def axis_rect(self) -> QRectF:
        """Where the axis of dates is."""

    @property
    def beyond(self) -> tuple[int, int]:
        """How many facts are earlier and later than the view."""

    @property
    def scale(self) -> TimeScale:
        """Where days lie."""

    @property
    def axis(self) -> Axis:
        """The ticks of the axis."""

    @property
    def content(self) -> float:
        """How high all lanes are together."""

    @property
    def scroll(self) -> float:
        """How far they are scrolled down."""

    @property
    def tray(self) -> Tray | None:
        """What has no date."""

    def placed(self) -> Iterator[Placed]:
        """Yield every fact drawn with a label."""


class TimelineLayout(Struct, frozen=True):
    """Everything that is painted, in pixels from the top left corner.

    ``beyond`` counts the facts earlier and later than the view. ``lanes_rect`` is the window
    through which the lanes are seen; ``content`` is how high they are together, more than
    that where they scroll.
    """

    size: QSizeF
    plot: QRectF
    lanes_rect: QRectF
    axis_rect: QRectF
    beyond: tuple[int, int]
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


def lay_out(request: Request) -> TimelineLayout:
    """Lay a timeline out for a size; nothing that is laid out leaves it."""
    sheet, size = request.sheet, request.size
    gutter = _gutter(request)
    plot = QRectF(gutter, 0, max(size.width() - gutter - sheet.px(4), 1), size.height())
    scale = TimeScale(request.view, plot.left(), plot.right())
    axis = date_axis(scale, lambda text: request.typesetter.width(text, "small"), sheet.px(10))
    axis_height = sheet.line("small") * (2 if axis.major else 1) + sheet.px(8)
    if axis_height > size.height():
        axis, axis_height = Axis(axis.level, (), ()), 0.0
    tray = lay_out_tray(request, gutter)
    if tray and tray.rect.height() > (size.height() - axis_height) / 2:
        # Where hardly anything fits, the lanes need the room; the count stands in the notes.
        tray = None
    tray_height = tray.rect.height() if tray else 0.0
    room = max(size.height() - axis_height - tray_height, 0.0)
    drafts = draft_lanes(request, scale, gutter)
    kept = most_telling(request, drafts, room)
    dropped, drafts = len(drafts) - len(kept), kept
    spacing, forms = label_spacing(request, scale), find_needs(request, drafts, scale, room)
    heights = share_room(request, drafts, room, forms, spacing)
    content = sum(heights)
    used = min(content, room) if drafts else room
    scroll = min(max(request.scroll, 0.0), max(content - room, 0.0))
    lanes_rect = QRectF(0, 0, size.width(), used)
    boxes, top = [], -scroll
    for draft, height in zip(drafts, heights, strict=True):
        rect = QRectF(0, top, size.width(), height)
        in_view = rect.bottom() > 0 and rect.top() < used
        packs = in_view or len(drafts) <= MOST_PACKED
        packed = draft.pack(forms, spacing) if packs else draft.unpacked()
        boxes.append(_box(request, draft, rect, gutter, scale, packed))
        top += height
    if not request.scrolls:
        listed = request.listed | _without_line(request, boxes)
        if listed != request.listed:
            return lay_out(replace(request, listed=listed))
    axis_rect = QRectF(0, used, size.width(), axis_height)
    return TimelineLayout(
        size, plot, lanes_rect, axis_rect, _beyond(request), scale, axis, tuple(boxes),
        content, scroll, dropped,
        tray.moved(used + axis_height) if tray else None,
    )  # fmt: skip


def period_rect(layout: Frame, period: Period | None) -> QRectF | None:
    """Return where a chosen period lies over the lanes, or None when it is out of view."""
    if period is None:
        return None
    x0 = max(layout.scale.x(period.first), layout.plot.left())
    x1 = min(layout.scale.x(period.last + 1), layout.plot.right())
    if x1 <= x0:
        return None
    return QRectF(x0, layout.lanes_rect.top(), x1 - x0, layout.lanes_rect.height())


def strip_counts(
    line: Timeline,
    items: Ints,
    layout: TimelineLayout,
    strip: QRectF,
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return how many of the items lie in each column, a pixel wide, of a lane's strip."""
    columns = max(round(strip.width()), 1)
    edges = layout.scale.view.lo + np.arange(columns + 1) * (layout.scale.view.span / columns)
    dated = items[line.shape[items] != Shape.ORDER]
    starts, ends = np.sort(line.start[dated]), np.sort(line.end[dated])
    begun = np.searchsorted(starts, edges[1:], "left")
    over = np.searchsorted(ends, edges[:-1], "right")
    return np.asarray(begun - over, np.int64)


def _without_line(request: Request, boxes: list[LaneBox]) -> set[str]:
    """Return the undated facts whose line did not fit into any lane."""
    line = request.shown.timeline
    orders = np.flatnonzero((line.shape == Shape.ORDER) & request.shown.visible)
    drawn = {placed.item for box in boxes for placed in box.placed}
    return {line.fact_id(int(item)) for item in orders if int(item) not in drawn}


def _beyond(request: Request) -> tuple[int, int]:
    line, shown, view = request.shown.timeline, request.shown.visible, request.view
    before, after = shown & (line.end <= view.lo), shown & (line.start >= view.hi)
    return int(line.sizes[before].sum()), int(line.sizes[after].sum())


def _gutter(request: Request) -> float:
    sheet, width = request.sheet, request.size.width()
    titles = [request.shown.timeline.lanes[lane].title for lane in request.shown.lanes]
    widest = max((request.typesetter.width(title, "bold") for title in titles), default=0.0)
    most = max(sheet.px(96), min(sheet.px(170), 0.16 * width))
    return min(max(widest + sheet.px(20), sheet.px(84)), most, max(width / 3, 1))


def _box(
    request: Request,
    draft: Draft,
    rect: QRectF,
    gutter: float,
    scale: TimeScale,
    packed: tuple[list[Spot], list[int]],
) -> LaneBox:
    sheet = request.sheet
    spots, left_out = packed
    rest = np.array(left_out + draft.rest, np.int32)
    strip = None
    bottom = rect.bottom() - sheet.px(4)
    if len(rest) and (request.shown.timeline.shape[rest] != Shape.ORDER).any():
        strip = QRectF(
            scale.left, rect.bottom() - strip_height(sheet), scale.right - scale.left, sheet.px(6)
        )
        bottom = strip.top()
    room = bottom - rect.top() - sheet.px(4)
    used = max(rows_used(spots), 1)
    pitch = min(max(room / used, row_height(sheet)), row_height(sheet) * STRETCH)
    top = rect.top() + sheet.px(4) + max((room - pitch * used) / 2, 0.0)
    placed = tuple(_placed(request, spot, top, pitch) for spot in spots)
    heading, y = [], rect.top() + sheet.px(5)
    for text, role in draft.heading:
        height = sheet.line(role)
        heading.append((QRectF(sheet.px(10), y, gutter - sheet.px(16), height), text, role))
        y += height
    note = None
    if draft.empty:
        where = QRectF(sheet.px(10), y, gutter - sheet.px(16), sheet.line("tiny"))
        note = (where, tr("no dated fact"))
    elif len(rest):
        count = int(request.shown.timeline.sizes[rest].sum())
        text = (
            tr("+{count} more", count=f"{count:,}")
            if placed
            else tr("{count} facts", count=f"{count:,}")
        )
        note = (QRectF(sheet.px(10), y, gutter - sheet.px(16), sheet.line("tiny")), text)
    return LaneBox(draft.lane, rect, tuple(heading), note, placed, strip, rest)


def _placed(request: Request, spot: Spot, top: float, pitch: float) -> Placed:
    sheet, mark = request.sheet, spot.mark
    height = {Body.POINT: sheet.px(12), Body.LINE: sheet.px(8)}.get(
        mark.body, sheet.line("body") + sheet.px(1)
    )
    middle = top + (spot.row + 0.5) * pitch
    rect = QRectF(mark.x0, middle - height / 2, mark.x1 - mark.x0, height)
    line_height = sheet.line("body")
    first = middle + spot.drop * pitch
    lines = tuple(
        (QRectF(spot.x, first + (n - 0.5) * line_height, line.width, line_height), line)
        for n, line in enumerate(spot.block.lines)
    )
    return Placed(spot, request.shown.timeline.fact_id(mark.item), rect, lines)
