"""Paints a laid-out metrics picture: what is chosen lights up, what is outside the period fades."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from jwviewer.drawing.mark_shapes import PointShape
from jwviewer.drawing.marks import paint_arrow, paint_bar, paint_links, paint_point
from jwviewer.drawing.metrics_items import (
    Band,
    BarInk,
    Hit,
    LinkInk,
    PointInk,
    Rule,
    Strokes,
    Swatch,
    TraceInk,
    Words,
)
from jwviewer.drawing.rect_array import draw_lines, draw_rects
from jwviewer.drawing.swatches import paint_mark
from jwviewer.queries.highlight import Highlight, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jwviewer.drawing.metrics_items import Drawing, Item
    from jwviewer.drawing.sheet import Sheet
    from jwviewer.drawing.theme import CompanyColours
    from jwviewer.session import State

DIMMED = 0.35
"""Opacity of marks outside the chosen period; their text turns faint but stays readable."""


DOT = 1.7
"""How wide (at scale 1) a dot of a long line is."""


class MetricsPainter:
    """Paints the items of one drawing for one state."""

    def __init__(self, state: State, sheet: Sheet) -> None:
        self._sheet, self._theme, self._dossier = sheet, sheet.theme, state.dossier
        self.highlight = Highlight(state.dossier, state.selection)
        self._period = state.selection.period
        self._known = state.dossier.positions

    def paint(self, painter: QPainter, drawing: Drawing, clip: QRectF | None = None) -> None:
        """Paint everything that touches ``clip``; None paints all."""
        _begin(painter)
        self._backgrounds(painter, drawing)
        for item in drawing.items:
            if clip is None or reach(item, self._sheet).intersects(clip):
                self._faintly(painter, item)
        painter.setOpacity(1.0)
        self._chosen(painter, drawing)

    def paint_still(self, painter: QPainter, items: Iterable[Item]) -> None:
        """Paint what stays as it is whatever is chosen; a period only dims some of it."""
        _begin(painter)
        for item in items:
            if not isinstance(item, Band):
                self._faintly(painter, item, ring=False)
        painter.setOpacity(1.0)

    def paint_under(self, painter: QPainter, drawing: Drawing, bands: Iterable[Band]) -> None:
        """Paint what is chosen under what stays as it is."""
        _begin(painter)
        if self.highlight.selection.focus is not None:
            self._backgrounds(painter, drawing)
        for band in bands:
            self._band(painter, band)

    def paint_over(self, painter: QPainter, drawing: Drawing) -> None:
        """Paint what is chosen over what stays as it is."""
        focus = self.highlight.selection.focus
        if focus is None or focus not in self._known:
            return
        for item in drawing.items:
            if isinstance(item, PointInk) and item.fact_id == focus:
                painter.setOpacity(DIMMED if self._dimmed(item) else 1.0)
                self._ring(painter, item)
        painter.setOpacity(1.0)
        self._chosen(painter, drawing)

    def _backgrounds(self, painter: QPainter, drawing: Drawing) -> None:
        for hit in drawing.hits:
            if hit.lit:
                self._background(painter, hit)

    def _faintly(self, painter: QPainter, item: Item, *, ring: bool = True) -> None:
        """Paint an item, faintly if it is dimmed."""
        words = isinstance(item, Words)
        painter.setOpacity(DIMMED if not words and self._dimmed(item) else 1.0)
        self._item(painter, item, ring=ring)

    def _chosen(self, painter: QPainter, drawing: Drawing) -> None:
        """Show the chosen point where it has no mark of its own."""
        if drawing.traces:
            self._chosen_point(painter, drawing)
        focus = self.highlight.selection.focus
        for hit in drawing.hits:
            if hit.unmarked is not None and hit.fact_id == focus:
                self._item(painter, hit.unmarked)

    def _background(self, painter: QPainter, hit: Hit) -> None:
        level = self.highlight.level(hit.fact_id) if hit.fact_id in self._known else Level.NONE
        if level is Level.NONE:
            return
        exact = level is Level.EXACT
        painter.setBrush(self._theme.surface["selected" if exact else "related"])
        painter.setPen(
            self._sheet.pen(self._theme.line["focus"], 1.2) if exact else Qt.PenStyle.NoPen
        )
        inset = self._sheet.px(0.6)
        radius = self._sheet.px(4)
        painter.drawRoundedRect(hit.rect.adjusted(inset, inset, -inset, -inset), radius, radius)

    def _dimmed(self, item: Item) -> bool:
        if self._period is None:
            return False  # and no fact need be known
        fact_id = getattr(item, "fact_id", "")
        return fact_id in self._known and self.highlight.dimmed(fact_id)

    def _item(self, painter: QPainter, item: Item, *, ring: bool = True) -> None:
        sheet, theme = self._sheet, self._theme
        match item:
            case Words():
                sheet.text(painter, item.rect, item.text, item.role, self._ink(item), item.align)
            case BarInk():
                paint_bar(
                    painter,
                    item.shape,
                    self._colour(item.company_id).mark,
                    sheet,
                    opacity=item.opacity,
                )
            case PointInk():
                colour = self._colour(item.company_id).mark
                paint_point(painter, item.shape, colour, sheet, hollow=item.hollow)
                if (
                    ring
                    and item.fact_id in self._known
                    and self.highlight.level(item.fact_id) is Level.EXACT
                ):
                    self._ring(painter, item)
            case LinkInk():
                self._link(painter, item)
            case Strokes():
                colour = self._colour(item.company_id).mark
                paint_links(painter, item.lines, colour, sheet, exact=item.exact)
            case TraceInk():
                self._traces(painter, item)
            case Rule():
                painter.setPen(sheet.pen(theme.line["strong" if item.strong else "line"], 1.0))
                painter.drawLine(item.start, item.end)
            case Band():
                self._band(painter, item)
            case Swatch():
                colour = self._colour(item.company_id).mark if item.company_id else theme.ink["dim"]
                paint_mark(painter, item.rect, item.mark, sheet, colour)

    def _band(self, painter: QPainter, item: Band) -> None:
        period = self._period
        if period is None or not period.touches(int(item.days.low), int(item.days.high)):
            return
        left, right = item.days.at(period.first), item.days.at(period.last + 1)
        painter.fillRect(
            QRectF(left, item.rect.top(), right - left, item.rect.height()),
            self._theme.line["period_fill"],
        )

    def _traces(self, painter: QPainter, item: TraceInk) -> None:
        side = self._sheet.px(DOT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in item.lines:
            painter.setPen(self._sheet.pen(self._colour(line.company_id).mark, 1.3))
            draw_lines(painter, line.sure)
        painter.setPen(Qt.PenStyle.NoPen)
        for line in item.lines:
            # A pen of dots takes ten times as long, and shows the same at this size.
            painter.setBrush(self._colour(line.company_id).mark)
            corners = line.dots - side / 2
            draw_rects(painter, np.column_stack([corners, np.full_like(corners, side)]))

    def _chosen_point(self, painter: QPainter, drawing: Drawing) -> None:
        """Show the point of a long line that is chosen; among the others it has no mark."""
        focus = self.highlight.selection.focus
        if focus is None or focus not in self._known:
            return
        row = self._known[focus] - self._dossier.columns.starts["figures"]
        for hits in drawing.traces:
            place = hits.place_of(row)
            if place >= 0:
                centre = QPointF(float(hits.x[place]), float(hits.y[place]))
                shape = PointShape(centre, self._sheet.px(3.8))
                self._item(painter, PointInk(shape, hits.company_of(place), focus))

    def _link(self, painter: QPainter, item: LinkInk) -> None:
        if item.kind == "change":
            faint = QColor(self._colour(item.company_id).mark)
            faint.setAlphaF(0.55)
            paint_arrow(painter, item.start, item.end, faint, self._sheet, 1.4)
        else:
            painter.setPen(self._sheet.pen(self._theme.line["strong"], 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(item.start, item.end)

    def _ring(self, painter: QPainter, item: PointInk) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._sheet.pen(self._theme.line["focus"], 1.6))
        reach = item.shape.radius + self._sheet.px(4)
        painter.drawEllipse(item.shape.centre, reach, reach)

    def _colour(self, company_id: str) -> CompanyColours:
        return self._theme.company(self._dossier, company_id)

    def _ink(self, item: Words) -> QColor:
        if self._dimmed(item):
            return self._theme.ink["faint"]
        if item.tone == "company":
            return (
                self._colour(item.company_id).text if item.company_id else self._theme.ink["text"]
            )
        return self._theme.ink[item.tone]


def _begin(painter: QPainter) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)


def reach(item: Item, sheet: Sheet, air: float = 16) -> QRectF:
    """Return where an item is painted, with so much air (at scale 1) around it."""
    room = sheet.px(air)
    match item:
        case Words() | Band() | Swatch():
            rect = item.rect
        case BarInk():
            rect = QRectF(item.shape.solid)
            rect.setRight(item.shape.right)
        case PointInk():
            rect = item.shape.box
        case Strokes():
            across = [end.x() for line in item.lines for end in (line.p1(), line.p2())]
            down = [end.y() for line in item.lines for end in (line.p1(), line.p2())]
            rect = QRectF(QPointF(min(across), min(down)), QPointF(max(across), max(down)))
        case TraceInk():
            rect = item.area
        case LinkInk() | Rule():
            rect = QRectF(item.start, item.end).normalized()
    return rect.adjusted(-room, -room, room, room)
