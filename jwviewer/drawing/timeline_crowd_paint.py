"""Painting a crowded timeline: bands in few calls, labels from pictures painted once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from jwviewer.drawing.sheet import FontRole
from jwviewer.drawing.timeline_bands import draw_rects
from jwviewer.drawing.timeline_crowd_layout import CrowdLayout
from jwviewer.drawing.timeline_item_paint import ItemPainter
from jwviewer.drawing.timeline_paint import FramePainter
from jwviewer.drawing.timeline_rows import Fold
from jwviewer.queries.highlight import Level
from jwviewer.queries.timeline import Flags, Floats

if TYPE_CHECKING:
    from jwviewer.drawing.timeline_crowd import CrowdBody
    from jwviewer.drawing.timeline_stage import Stage


@dataclass
class CrowdItems(ItemPainter):
    """Paints items, and words from pictures of them."""

    stage: Stage | None = None

    def words(
        self, painter: QPainter, rect: QRectF, text: str, role: FontRole, ink: QColor
    ) -> None:
        """Paint a text from the left of a rectangle, in the middle of its height."""
        assert self.stage is not None
        height = ceil(self.sheet.line(role))
        where = QRectF(0, 0, ceil(self.stage.typesetter.width(text, role)) + 1, height)
        picture = self.stage.picture(
            (text, role, ink.rgba()), where,
            lambda p: super(CrowdItems, self).words(p, where, text, role, ink),
        )  # fmt: skip
        if picture is None:
            super().words(painter, rect, text, role, ink)
        else:
            top = rect.top() + (rect.height() - height) / 2
            painter.drawPixmap(QPointF(round(rect.left()), round(top)), picture)


@dataclass
class CrowdPainter(FramePainter[CrowdLayout]):
    """Paints one frame of a crowd."""

    body: CrowdBody

    @cached_property
    def items(self) -> ItemPainter:
        """The painter of the scene's items."""
        scale = self.layout.scene.scale
        return CrowdItems(
            scale, self.line, self.highlight, self.sheet, self.numbers, stage=self.body.stage
        )

    @property
    def _ground_top(self) -> float:
        return self.layout.lanes_rect.bottom() if self.layout.content else 0.0

    def _tray(self, painter: QPainter) -> None:
        tray, body = self.layout.tray, self.body
        if tray is None:
            return
        key = (
            "tray", body.stage.generation, tray.scroll, tray.rect.top(), tray.rect.width(),
            tray.rect.height(), self.highlight.selection.focus,
        )  # fmt: skip
        paint = super()._tray
        picture = body.stage.picture(key, tray.rect, paint, tray.rect.width())
        if picture is None:
            paint(painter)
        else:
            painter.drawPixmap(tray.rect.topLeft(), picture)

    def _lanes(self, painter: QPainter) -> None:
        layout, stage = self.layout, self.body.stage
        rect = layout.lanes_rect
        key = (
            "ground", stage.generation, stage.opened, layout.scroll, layout.sizes,
            rect.width(), rect.height(),
        )  # fmt: skip
        picture = stage.picture(key, rect, self._ground, rect.width(), opaque=True)
        if picture is None:
            self._ground(painter)
        else:
            painter.drawPixmap(QPointF(0, 0), picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._lines(painter)
        self._period(painter)
        painter.save()
        painter.setClipRect(
            QRectF(layout.plot.left(), 0, layout.plot.width(), rect.height()),
            Qt.ClipOperation.IntersectClip,
        )
        painter.translate(layout.dx, -layout.scroll)
        self._bands(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._labels(painter)
        painter.restore()
        self._notes(painter)

    def _ground(self, painter: QPainter) -> None:
        """Paint what lies still while time moves: the rows' grounds and headings."""
        layout, body = self.layout, self.body
        for number in layout.seen:
            rect = layout.row_rect(number)
            painter.fillRect(rect, body.colours(layout.rows[number])[0].ground)
            if number:
                top = QRectF(0, rect.top(), rect.width(), 1)
                painter.fillRect(top, self.sheet.theme.line["line"])
            painter.save()
            painter.translate(0, rect.top())
            self._head(painter, number, rect.translated(0, -rect.top()))
            painter.restore()

    def _lines(self, painter: QPainter) -> None:
        """Draw the lines of the axis, which stop at labels."""
        layout, theme = self.layout, self.sheet.theme
        painter.setPen(Qt.PenStyle.NoPen)
        tops = np.array(layout.seen) * layout.sizes.height - layout.scroll
        majors = {cell.start for cell in layout.axis.major}
        cells = [
            (cell.x0, cell.start in majors)
            for cell in layout.axis.minor
            if layout.plot.left() <= cell.x0 <= layout.plot.right()
        ]
        if not cells:
            return
        x = np.array([cell[0] for cell in cells])
        strong = np.array([cell[1] for cell in cells])
        free = self._free(x)
        height, band = layout.sizes.height, layout.sizes.band_top
        for which, name in ((~strong, "line"), (strong, "strong")):
            row, line = np.nonzero(np.broadcast_to(which, free.shape))
            rects = np.empty((len(row), 4))
            short = ~free[row, line]
            rects[:, 0], rects[:, 2] = np.round(x[line]), 1
            rects[:, 1] = tops[row] + np.where(short, band, 0)
            rects[:, 3] = np.where(short, height - band, height)
            painter.setBrush(theme.line[name])
            draw_rects(painter, rects)

    def _free(self, x: Floats) -> Flags:
        """Tell for each row in view and each line of the axis whether it meets no label."""
        layout, scene = self.layout, self.layout.scene
        free = np.ones((len(layout.seen), len(x)), np.bool_)
        told = layout.told()
        if told:
            rows, left, right = scene.sides
            where = x - layout.dx
            met = (where >= left[told, None] - 3) & (where <= right[told, None] + 3)
            label, line = np.nonzero(met)
            free[rows[told][label] - layout.seen.start, line] = False
        return free

    def _bands(self, painter: QPainter) -> None:
        layout = self.layout
        scene, sizes = layout.scene, layout.sizes
        for number in layout.seen:
            top = number * sizes.height + sizes.band_top
            scene.bands.paint(painter, number - scene.first, top)
        painter.setPen(Qt.PenStyle.NoPen)
        for ticks, colour in self.body.lit_ticks():
            painter.setBrush(colour)
            draw_rects(painter, ticks)

    def _labels(self, painter: QPainter) -> None:
        layout, body = self.layout, self.body
        scene = layout.scene
        colours = scene.colours
        told = layout.told()
        focus = self.highlight.selection.focus is not None
        period = self.highlight.selection.period is not None
        left = layout.plot.left() - layout.dx
        for number in told:
            placed = scene.labels[number]
            if focus:
                self.items.halo(painter, placed.outline, self.items.level(placed.fact_id))
            dimmed = period and self.highlight.dimmed(placed.fact_id)
            hue = colours[number]
            # On a bar longer than the view its label stays in view.
            if placed.spot.inside and placed.spot.x < left + 2:
                self.items.item(painter, body.along(placed, left), hue)
                continue
            rect = scene.outlines[number]
            level = self.items.level(placed.fact_id) if focus and dimmed else Level.NONE
            mark = placed.spot.mark
            key = (
                placed.item,
                round(8 * (mark.x1 - mark.x0)),
                round(8 * (placed.spot.x - mark.x0)),
                dimmed,
                level,
                hue.mark.rgba(),
            )
            paint = partial(self.items.item, placed=placed, colours=hue)
            picture = body.stage.picture(key, rect, paint)
            if picture is None:
                self.items.item(painter, placed, hue)
            else:
                painter.drawPixmap(rect.topLeft(), picture)

    def _notes(self, painter: QPainter) -> None:
        """Say of each row how many of its facts are in view."""
        layout, px = self.layout, self.sheet.px
        height, width = self.sheet.line("tiny"), layout.plot.left()
        ink = self.sheet.theme.ink["dim"]
        for number, words in zip(layout.seen, self.body.count_words(), strict=True):
            bottom = (number + 1) * layout.sizes.height - layout.scroll
            note = QRectF(px(24), bottom - height - px(3), width, height)
            self.items.words(painter, note, words, "tiny", ink)

    def _head(self, painter: QPainter, number: int, rect: QRectF) -> None:
        """Paint a row's title, and a small triangle where it can be laid open."""
        px, body = self.sheet.px, self.body
        row = self.layout.rows[number]
        ink = body.colours(row)[0].text
        left = px(24 if row.fold is not Fold.INNER else 34)
        y = px(5)
        room = rect.height() - self.sheet.line("tiny") - px(6)
        width = self.layout.plot.left()
        for text, role in body.heading(row, width - left - px(6), room):
            height = self.sheet.line(role)
            self.items.words(painter, QRectF(left, y, rect.width(), height), text, role, ink)
            y += height
        if row.fold in (Fold.CLOSED, Fold.OPEN):
            middle, side = px(5) + self.sheet.line("bold") / 2, px(4)
            x = px(13)
            # It points to what lies folded, or down at what is laid open.
            points = [(-0.6, -1.0), (0.8, 0.0), (-0.6, 1.0)]
            if row.fold is Fold.OPEN:
                points = [(-1.0, -0.6), (1.0, -0.6), (0.0, 0.8)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.sheet.theme.ink["dim"])
            painter.drawPolygon(
                QPolygonF([QPointF(x + side * dx, middle + side * dy) for dx, dy in points])
            )
