"""Painting what stands in a lane: marks with their labels, outlines of what is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from jwviewer.drawing.sheet import FontRole, Sheet
from jwviewer.drawing.theme import CompanyColours
from jwviewer.drawing.time_scale import TimeScale
from jwviewer.drawing.timeline_labels import REF, Line, reference
from jwviewer.drawing.timeline_layout import Placed
from jwviewer.drawing.timeline_marks import (
    PALE,
    Ends,
    fill_under_text,
    paint_bar,
    paint_order,
    paint_point,
)
from jwviewer.drawing.timeline_packing import Body
from jwviewer.queries.highlight import Highlight, Level
from jwviewer.queries.timeline import Timeline


@dataclass
class ItemPainter:
    """Paints items one by one; ``numbers`` are the reference numbers, empty without them."""

    scale: TimeScale
    line: Timeline
    highlight: Highlight
    sheet: Sheet
    numbers: Mapping[str, int]
    _fonts: dict[FontRole, QFont] = field(default_factory=dict)

    def level(self, fact_id: str) -> Level:
        """Return how strongly the item drawn for a fact answers the chosen one."""
        if self.highlight.selection.focus is None:
            return Level.NONE
        item = self.line.item_of.get(fact_id)
        members = self.line.members[item] if item is not None else (fact_id,)
        own = max(self.highlight.level(member) for member in members)
        topics = (self.highlight.level(topic) for topic in self.line.topics_of(fact_id))
        return Level.EXACT if Level.EXACT in topics else own

    def words(
        self, painter: QPainter, rect: QRectF, text: str, role: FontRole, ink: QColor
    ) -> None:
        """Paint a text from the left of a rectangle, in the middle of its height."""
        painter.setFont(self._font(role))
        painter.setPen(ink)
        metrics = self.sheet.metrics(role)
        painter.drawText(
            QPointF(rect.left(), rect.center().y() + (metrics.ascent() - metrics.descent()) / 2),
            text,
        )

    def halo(self, painter: QPainter, outline: QRectF, level: Level) -> None:
        """Paint what lies behind a fact that is chosen or belongs to the chosen one."""
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

    def item(self, painter: QPainter, placed: Placed, colours: CompanyColours) -> None:
        """Paint a mark and its label."""
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
                tick_start=self.scale.x(float(self.line.start[item])) >= mark.x0 - 1,
                tick_end=self.scale.x(float(self.line.end[item])) <= mark.x1 + 1,
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
        line, scale = self.line, self.scale
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
            self.text(
                painter, rect, line, placed.fact_id, ink, dim, leads and len(placed.lines) == 1
            )

    def text(
        self, painter: QPainter, rect: QRectF, line: Line, fact_id: str, ink: QColor, dim: QColor,
        flush_right: bool = False,
    ) -> None:  # fmt: skip
        """Paint a line of a label."""
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

    def _font(self, role: FontRole) -> QFont:
        if role not in self._fonts:
            self._fonts[role] = self.sheet.font(role)
        return self._fonts[role]

    def _baseline(self, rect: QRectF) -> float:
        metrics = self.sheet.metrics("body")
        return rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
