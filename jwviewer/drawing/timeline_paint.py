"""Painting a timeline that has been laid out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import CompanyColours
from jwviewer.drawing.timeline_item_paint import ItemPainter
from jwviewer.drawing.timeline_layout import (
    Frame,
    LaneBox,
    TimelineLayout,
    period_rect,
    strip_counts,
)
from jwviewer.drawing.timeline_marks import paint_ring, paint_strip
from jwviewer.drawing.timeline_tray import Cell
from jwviewer.language import tr
from jwviewer.queries.highlight import Highlight
from jwviewer.queries.timeline import Timeline

_Layout = TypeVar("_Layout", bound=Frame)


@dataclass
class FramePainter(Generic[_Layout]):
    """Paints one layout; ``numbers`` are the reference numbers by fact id, empty without them.

    A subclass paints the lanes.
    """

    layout: _Layout
    line: Timeline
    highlight: Highlight
    sheet: Sheet
    colours: Callable[[int], CompanyColours]
    numbers: Mapping[str, int]

    @cached_property
    def items(self) -> ItemPainter:
        """What paints the items of this layout."""
        return ItemPainter(self.layout.scale, self.line, self.highlight, self.sheet, self.numbers)

    @property
    def _ground_top(self) -> float:
        """Where the ground begins that no lane covers."""
        return 0.0

    def paint(self, painter: QPainter) -> None:
        """Paint at the origin."""
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        layout, theme = self.layout, self.sheet.theme
        top = self._ground_top
        below = QRectF(0, top, layout.size.width(), layout.size.height() - top)
        painter.fillRect(below, theme.surface["pane"])
        if not layout.content:
            self._say_empty(painter)
        else:
            painter.save()
            painter.setClipRect(layout.lanes_rect, Qt.ClipOperation.IntersectClip)
            self._lanes(painter)
            painter.restore()
            self._axis(painter)
        self._tray(painter)
        painter.restore()

    def _say_empty(self, painter: QPainter) -> None:
        rect = QRectF(self.layout.lanes_rect)
        text = tr("No fact here has to do with time")
        self.sheet.text(
            painter, rect, text, "body", self.sheet.theme.ink["dim"], Qt.AlignmentFlag.AlignHCenter
        )

    def _period(self, painter: QPainter) -> None:
        band = period_rect(self.layout, self.highlight.selection.period)
        if band is None:
            return
        theme = self.sheet.theme
        painter.fillRect(band, theme.line["period_fill"])
        painter.setPen(self.sheet.pen(theme.line["period"], 1))
        for x in (band.left(), band.right()):
            if self.layout.plot.left() < x < self.layout.plot.right():
                self._upright(painter, x)

    def _lanes(self, painter: QPainter) -> None:
        raise NotImplementedError

    def _upright(self, painter: QPainter, x: float) -> None:
        """Draw a line through all lanes."""
        y, bottom = self.layout.lanes_rect.top(), self.layout.lanes_rect.bottom()
        painter.drawLine(QLineF(x, y, x, bottom))

    def _axis(self, painter: QPainter) -> None:
        layout, sheet = self.layout, self.sheet
        rect, line, ink = layout.axis_rect, sheet.line("small"), sheet.theme.ink
        painter.setPen(sheet.pen(sheet.theme.line["strong"], 1))
        painter.drawLine(
            QPointF(layout.plot.left(), rect.top()), QPointF(layout.plot.right(), rect.top())
        )
        top = rect.top() + sheet.px(4)
        before, after = layout.beyond
        if before or after:
            hint = tr("‹ {before} · {after} ›", before=f"{before:,}", after=f"{after:,}")
            where = QRectF(rect.left() + sheet.px(10), top, layout.plot.left(), line)
            self.items.words(painter, where, hint, "tiny", ink["dim"])
        for cells, role, colour in (
            (layout.axis.minor, "small", ink["dim"]),
            (layout.axis.major, "small", ink["text"]),
        ):
            for cell in cells:
                if cell.label:
                    where = QRectF(cell.label_x, top, cell.label_width, line)
                    self.items.words(painter, where, cell.label, role, colour)  # type: ignore[arg-type]
            top += line

    def _tray(self, painter: QPainter) -> None:
        tray, theme = self.layout.tray, self.sheet.theme
        if tray is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.surface["tray"])
        painter.drawRoundedRect(tray.rect, self.sheet.px(5), self.sheet.px(5))
        for rect, text, role in tray.heading:
            self.items.words(painter, rect, text, role, theme.ink["text"])
        if tray.note is not None:
            self.items.words(painter, tray.note[0], tray.note[1], "tiny", theme.ink["dim"])
        for cell in tray.cells:
            self._cell(painter, cell)

    def _cell(self, painter: QPainter, cell: Cell) -> None:
        px, theme = self.sheet.px, self.sheet.theme
        self.items.halo(
            painter, cell.rect.adjusted(px(1), px(1), 0, -px(1)), self.items.level(cell.fact_id)
        )
        first = cell.lines[0][0]
        ring = QRectF(cell.rect.left() + px(3), first.center().y() - px(4), px(8), px(8))
        paint_ring(painter, ring, self.colours(cell.lane).mark, self.sheet)
        for rect, line in cell.lines:
            self.items.text(painter, rect, line, cell.fact_id, theme.ink["text"], theme.ink["dim"])


@dataclass
class TimelinePainter(FramePainter[TimelineLayout]):
    """Paints a timeline whose facts all have their place."""

    def _lanes(self, painter: QPainter) -> None:
        layout = self.layout
        seen = [box for box in layout.lanes if box.rect.intersects(layout.lanes_rect)]
        painter.setPen(self.sheet.pen(self.sheet.theme.line["line"], 1))
        for box in seen:
            painter.fillRect(box.rect, self.colours(box.lane).ground)
            if box is not layout.lanes[0]:
                painter.drawLine(box.rect.topLeft(), box.rect.topRight())
        self._grid(painter)
        self._period(painter)
        for box in seen:
            self._lane(painter, box)

    @cached_property
    def _label_sides(self) -> list[tuple[float, float, float, float]]:
        """Top, bottom, left and right of each line of a label with some air, from top to bottom."""
        rects = (rect for placed in self.layout.placed() for rect, _ in placed.lines)
        return sorted((r.top(), r.bottom(), r.left() - 2, r.right() + 2) for r in rects)

    def _grid(self, painter: QPainter) -> None:
        layout, theme = self.layout, self.sheet.theme
        majors = {cell.start for cell in layout.axis.major}
        for cell in layout.axis.minor:
            if layout.plot.left() <= cell.x0 <= layout.plot.right():
                colour = theme.line["strong"] if cell.start in majors else theme.line["line"]
                painter.setPen(self.sheet.pen(colour, 1))
                self._upright(painter, cell.x0)

    def _upright(self, painter: QPainter, x: float) -> None:
        """Draw a line through all lanes that stops at labels, lest it strike them through."""
        y, bottom = self.layout.lanes_rect.top(), self.layout.lanes_rect.bottom()
        pieces = []
        for begin, end, left, right in self._label_sides:
            if left <= x <= right:
                if begin > y:
                    pieces.append(QLineF(x, y, x, min(begin, bottom)))
                y = max(y, end)
        if y < bottom:
            pieces.append(QLineF(x, y, x, bottom))
        painter.drawLines(pieces)

    def _lane(self, painter: QPainter, box: LaneBox) -> None:
        colours, theme = self.colours(box.lane), self.sheet.theme
        for rect, text, role in box.heading:
            if self._whole(rect):
                self.items.words(painter, rect, text, role, colours.text)
        if box.note is not None and self._whole(box.note[0]):
            self.items.words(painter, box.note[0], box.note[1], "tiny", theme.ink["dim"])
        if box.strip is not None:
            counts = strip_counts(self.line, box.left_out, self.layout, box.strip)
            paint_strip(painter, box.strip, counts, colours.mark)
        # Half a line of text at the edge of scrolled lanes reads like another word.
        seen = [placed for placed in box.placed if self._whole(placed.outline)]
        for placed in seen:
            self.items.halo(painter, placed.outline, self.items.level(placed.fact_id))
        for placed in seen:
            self.items.item(painter, placed, colours)

    def _whole(self, rect: QRectF) -> bool:
        window = self.layout.lanes_rect
        return rect.top() >= window.top() - 1 and rect.bottom() <= window.bottom() + 1
