"""Painting a timeline that has been laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from jwviewer.drawing.sheet import FontRole, Sheet
from jwviewer.drawing.theme import CompanyColours
from jwviewer.drawing.timeline_labels import REF, Line, reference
from jwviewer.drawing.timeline_layout import (
    LaneBox,
    Placed,
    TimelineLayout,
    period_rect,
    strip_counts,
)
from jwviewer.drawing.timeline_marks import (
    PALE,
    Ends,
    fill_under_text,
    paint_bar,
    paint_order,
    paint_point,
    paint_ring,
    paint_strip,
)
from jwviewer.drawing.timeline_packing import Body
from jwviewer.drawing.timeline_tray import Cell
from jwviewer.language import tr
from jwviewer.queries.highlight import Highlight, Level
from jwviewer.queries.timeline import Timeline


@dataclass
class TimelinePainter:
    """Paints one layout; ``numbers`` are the reference numbers by fact id, empty without them."""

    layout: TimelineLayout
    line: Timeline
    highlight: Highlight
    sheet: Sheet
    colours: tuple[CompanyColours, ...]
    numbers: Mapping[str, int]
    _fonts: dict[FontRole, QFont] = field(default_factory=dict)

    def paint(self, painter: QPainter) -> None:
        """Paint at the origin."""
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        layout, theme = self.layout, self.sheet.theme
        painter.fillRect(
            QRectF(0, 0, layout.size.width(), layout.size.height()), theme.surface["pane"]
        )
        if not layout.lanes:
            self._say_empty(painter)
        else:
            painter.save()
            painter.setClipRect(layout.lanes_rect, Qt.ClipOperation.IntersectClip)
            seen = [box for box in layout.lanes if box.rect.intersects(layout.lanes_rect)]
            painter.setPen(self.sheet.pen(theme.line["line"], 1))
            for box in seen:
                painter.fillRect(box.rect, self.colours[box.lane].ground)
                if box is not layout.lanes[0]:
                    painter.drawLine(box.rect.topLeft(), box.rect.topRight())
            self._grid(painter)
            self._period(painter)
            for box in seen:
                self._lane(painter, box)
            painter.restore()
            self._axis(painter)
        self._tray(painter)
        painter.restore()

    @cached_property
    def _label_sides(self) -> list[tuple[float, float, float, float]]:
        """Top, bottom, left and right of each line of a label with some air, from top to bottom."""
        rects = (rect for placed in self.layout.placed() for rect, _ in placed.lines)
        return sorted((r.top(), r.bottom(), r.left() - 2, r.right() + 2) for r in rects)

    def level(self, fact_id: str) -> Level:
        """Return how strongly the item drawn for a fact answers the chosen one."""
        if self.highlight.selection.focus is None:
            return Level.NONE
        item = self.line.item_of.get(fact_id)
        members = self.line.members[item] if item is not None else (fact_id,)
        own = max(self.highlight.level(member) for member in members)
        topics = (self.highlight.level(topic) for topic in self.line.topics.get(fact_id, ()))
        return Level.EXACT if Level.EXACT in topics else own

    def _say_empty(self, painter: QPainter) -> None:
        rect = QRectF(self.layout.lanes_rect)
        text = tr("No fact here has to do with time")
        self.sheet.text(
            painter, rect, text, "body", self.sheet.theme.ink["dim"], Qt.AlignmentFlag.AlignHCenter
        )

    def _grid(self, painter: QPainter) -> None:
        layout, theme = self.layout, self.sheet.theme
        majors = {cell.start for cell in layout.axis.major}
        for cell in layout.axis.minor:
            if layout.plot.left() <= cell.x0 <= layout.plot.right():
                colour = theme.line["strong"] if cell.start in majors else theme.line["line"]
                painter.setPen(self.sheet.pen(colour, 1))
                self._upright(painter, cell.x0)

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
        colours, theme = self.colours[box.lane], self.sheet.theme
        for rect, text, role in box.heading:
            if self._whole(rect):
                self._words(painter, rect, text, role, colours.text)
        if box.note is not None and self._whole(box.note[0]):
            self._words(painter, box.note[0], box.note[1], "tiny", theme.ink["dim"])
        if box.strip is not None:
            counts = strip_counts(self.line, box.left_out, self.layout, box.strip)
            paint_strip(painter, box.strip, counts, colours.mark)
        # Half a line of text at the edge of scrolled lanes reads like another word.
        seen = [placed for placed in box.placed if self._whole(placed.outline)]
        for placed in seen:
            self._halo(painter, placed.outline, self.level(placed.fact_id))
        for placed in seen:
            self._item(painter, placed, colours)

    def _whole(self, rect: QRectF) -> bool:
        window = self.layout.lanes_rect
        return rect.top() >= window.top() - 1 and rect.bottom() <= window.bottom() + 1

    def _halo(self, painter: QPainter, outline: QRectF, level: Level) -> None:
        if level is Level.NONE:
            return
        px, theme = self.sheet.px, self.sheet.theme
        rect = outline.adjusted(-px(4), -px(1.5), px(4), px(1.5))
        exact = level is Level.EXACT
        painter.setBrush(theme.surface["selected" if exact else "related"])
        painter.setPen(
            self.sheet.pen(theme.line["focus" if exact else "period"], 2 if exact else 1)
        )
        painter.drawRoundedRect(rect, px(6), px(6))

    def _item(self, painter: QPainter, placed: Placed, colours: CompanyColours) -> None:
        theme, mark, item = self.sheet.theme, placed.spot.mark, placed.item
        dimmed = self.highlight.dimmed(placed.fact_id)
        inferred, vague = bool(self.line.inferred[item]), bool(self.line.vague[item])
        supplied = bool(self.line.supplied[item])
        opacity = PALE if dimmed else 1.0
        if mark.body is Body.POINT:
            paint_point(
                painter,
                placed.mark,
                colours.mark,
                self.sheet,
                inferred=inferred,
                supplied=supplied,
                vague=vague,
                opacity=opacity,
            )
        elif mark.body is Body.LINE:
            gap = None
            if placed.spot.inside:
                rect = placed.lines[0][0]
                air = self.sheet.px(7)
                gap = (rect.left() - air, rect.right() + air)
            paint_order(
                painter,
                placed.mark,
                colours.mark,
                self.sheet,
                open_start=mark.open_left,
                open_end=mark.open_right,
                tick_start=self.layout.scale.x(float(self.line.start[item])) >= mark.x0 - 1,
                tick_end=self.layout.scale.x(float(self.line.end[item])) <= mark.x1 + 1,
                gap=gap,
                opacity=opacity,
            )
        else:
            solid = mark.body is Body.SOLID and not (inferred or supplied or dimmed)
            on_mark = solid and placed.spot.inside
            fill = fill_under_text(colours, theme.ink["on_mark"]) if on_mark else colours.mark
            paint_bar(
                painter,
                placed.mark,
                self._ends(item),
                fill,
                self.sheet,
                inferred=inferred,
                supplied=supplied,
                opacity=opacity,
            )
            if on_mark:
                self._label(painter, placed, theme.ink["on_mark"], theme.ink["on_mark"])
                return
        on_pale = placed.spot.inside and mark.body in (Body.SOLID, Body.PALE)
        if on_pale:
            self._label(painter, placed, theme.ink["text"], theme.ink["text"])
        elif dimmed and self.level(placed.fact_id) is Level.NONE:
            self._label(painter, placed, theme.ink["dim"], theme.ink["dim"])
        else:
            self._label(painter, placed, theme.ink["text"], theme.ink["dim"])

    def _ends(self, item: int) -> Ends:
        line, scale = self.line, self.layout.scale
        start, end = float(line.start[item]), float(line.end[item])
        return Ends(
            scale.x(start) if np.isfinite(start) else scale.left,
            scale.x(end) if np.isfinite(end) else scale.right,
            float(line.soft_start[item]) * scale.per_day,
            float(line.soft_end[item]) * scale.per_day,
            not np.isfinite(start),
            not np.isfinite(end),
        )

    def _label(self, painter: QPainter, placed: Placed, ink: QColor, dim: QColor) -> None:
        # The room kept for a long reference must not part a label from the mark that it leads to.
        leads = placed.spot.x < placed.spot.mark.x0 or placed.spot.mark.open_right
        for rect, line in placed.lines:
            self._line(
                painter, rect, line, placed.fact_id, ink, dim, leads and len(placed.lines) == 1
            )

    def _line(
        self, painter: QPainter, rect: QRectF, line: Line, fact_id: str, ink: QColor, dim: QColor,
        flush_right: bool = False,
    ) -> None:  # fmt: skip
        number = self.numbers.get(fact_id)
        ref = reference(number) if number else ""
        texts = [run.text.replace(REF, ref) for run in line.runs]
        x = rect.left()
        if flush_right:
            x += line.width - sum(
                self.sheet.width(t, r.role) for t, r in zip(texts, line.runs, strict=True)
            )
        for text, run in zip(texts, line.runs, strict=True):
            painter.setFont(self._font(run.role))
            painter.setPen(dim if run.dim else ink)
            painter.drawText(QPointF(x, self._baseline(rect)), text)
            x += self.sheet.width(text, run.role)

    def _words(
        self, painter: QPainter, rect: QRectF, text: str, role: FontRole, ink: QColor
    ) -> None:
        painter.setFont(self._font(role))
        painter.setPen(ink)
        metrics = self.sheet.metrics(role)
        painter.drawText(
            QPointF(rect.left(), rect.center().y() + (metrics.ascent() - metrics.descent()) / 2),
            text,
        )

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
            self._words(painter, where, hint, "tiny", ink["dim"])
        for cells, role, colour in (
            (layout.axis.minor, "small", ink["dim"]),
            (layout.axis.major, "small", ink["text"]),
        ):
            for cell in cells:
                if cell.label:
                    where = QRectF(cell.label_x, top, cell.label_width, line)
                    self._words(painter, where, cell.label, role, colour)  # type: ignore[arg-type]
            top += line

    def _tray(self, painter: QPainter) -> None:
        tray, theme = self.layout.tray, self.sheet.theme
        if tray is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.surface["tray"])
        painter.drawRoundedRect(tray.rect, self.sheet.px(5), self.sheet.px(5))
        for rect, text, role in tray.heading:
            self._words(painter, rect, text, role, theme.ink["text"])
        if tray.note is not None:
            self._words(painter, tray.note[0], tray.note[1], "tiny", theme.ink["dim"])
        for cell in tray.cells:
            self._cell(painter, cell)

    def _cell(self, painter: QPainter, cell: Cell) -> None:
        px, theme = self.sheet.px, self.sheet.theme
        self._halo(painter, cell.rect.adjusted(px(1), px(1), 0, -px(1)), self.level(cell.fact_id))
        first = cell.lines[0][0]
        ring = QRectF(cell.rect.left() + px(3), first.center().y() - px(4), px(8), px(8))
        paint_ring(painter, ring, self.colours[cell.lane].mark, self.sheet)
        for rect, line in cell.lines:
            self._line(painter, rect, line, cell.fact_id, theme.ink["text"], theme.ink["dim"])

    def _font(self, role: FontRole) -> QFont:
        if role not in self._fonts:
            self._fonts[role] = self.sheet.font(role)
        return self._fonts[role]

    def _baseline(self, rect: QRectF) -> float:
        metrics = self.sheet.metrics("body")
        return rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
