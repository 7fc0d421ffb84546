"""Painting a crowded timeline: bands in few calls, labels from pictures painted once."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property, partial
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPolygonF

from jwviewer.drawing.rect_array import draw_rects
from jwviewer.drawing.sheet import FontRole
from jwviewer.drawing.timeline_crowd_layout import CrowdLayout
from jwviewer.drawing.timeline_item_paint import ItemPainter
from jwviewer.drawing.timeline_packing import Body
from jwviewer.drawing.timeline_paint import FramePainter
from jwviewer.queries.highlight import Level
from jwviewer.queries.timeline_rows import Fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jwviewer.drawing.timeline_crowd import CrowdBody
    from jwviewer.drawing.timeline_stage import Stage

MOST_PIXELS = 9_000_000
"""No picture of a scene has more pixels than this."""


def whole_pixel(painter: QPainter, at: QPointF) -> QPointF:
    """Return the place nearest to one where a pixel of the device begins."""
    to = painter.deviceTransform()
    ratio, dx, dy = to.m11(), to.dx(), to.dy()  # the same both ways on any screen
    x, y = round(ratio * at.x() + dx), round(ratio * at.y() + dy)
    return QPointF((x - dx) / ratio, (y - dy) / ratio)


@contextmanager
def unweighted(painter: QPainter) -> Iterator[None]:
    """Let text look as on a picture: on what is opaque Qt otherwise makes it another weight.

    There its blending corrects for gamma, but only while the mode is the one it begins with; on
    an opaque device both modes paint the same otherwise.
    """
    mode = painter.compositionMode()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
    yield
    painter.setCompositionMode(mode)


@dataclass
class CrowdItems(ItemPainter):
    """Paints items, and words from pictures of them."""

    stage: Stage | None = None

    def words(
        self, painter: QPainter, rect: QRectF, text: str, role: FontRole, ink: QColor
    ) -> None:
        """Paint a text from the left of a rectangle, in the middle of its height."""
        assert self.stage is not None
        if self.stage.patient:
            super().words(painter, rect, text, role, ink)
            return
        picture = self.stage.words(text, role, ink, super().words)
        height = self.sheet.line(role)
        at = whole_pixel(painter, QPointF(rect.x(), rect.y() + (rect.height() - height) / 2))
        if picture is None:
            with unweighted(painter):
                there = QRectF(at, QSizeF(rect.width(), ceil(height)))
                super().words(painter, there, text, role, ink)
        else:
            painter.drawPixmap(at, picture)


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
            tray.rect.height(), self._levels,
        )  # fmt: skip
        paint = super()._tray
        picture = body.stage.picture(key, tray.rect, paint, tray.rect.width())
        self._put(painter, tray.rect.topLeft(), picture, paint)

    def _put(
        self, painter: QPainter, at: QPointF, picture: QPixmap | None,
        paint: Callable[[QPainter], None], *, clear: bool = False,
    ) -> None:  # fmt: skip
        """Show what begins at a place; without its picture on the same pixels as with it.

        What is ``clear`` has its text on no ground of its own.
        """
        if picture is not None:
            painter.drawPixmap(at, picture)
        elif self.body.stage.patient:
            paint(painter)
        else:
            place = whole_pixel(painter, at)
            painter.translate(place - at)
            with unweighted(painter) if clear else nullcontext():
                paint(painter)
            painter.translate(at - place)

    @property
    def _levels(self) -> tuple[Level, ...]:
        """How strongly each fact in the tray lights up; nothing where none does."""
        body, tray = self.body, self.layout.tray
        key = (self.highlight.selection.focus, self.layout.tray and id(tray))
        levels: tuple[Level, ...] = body.stage.remembered(
            "levels", key,
            lambda: tuple(self.items.level(cell.fact_id) for cell in tray.cells) if tray else (),
        )  # fmt: skip
        return levels if any(levels) else ()

    def _lanes(self, painter: QPainter) -> None:
        layout = self.layout
        rect, plot, scroll = layout.lanes_rect, layout.plot, self._scroll(painter)
        backdrop = self._backdrop(painter)
        if backdrop is not None:
            self._gutter(painter)
            ratio, scene = backdrop.devicePixelRatio(), layout.scene
            window = QRectF(plot.left(), 0, plot.width(), rect.height())
            there = window.translated(
                -layout.dx - scene.scale.left, scroll - scene.first * layout.sizes.height
            )
            whole = QRectF(there.topLeft() * ratio, there.size() * ratio)
            painter.drawPixmap(window, backdrop, whole)
            self._rows(painter, plot.right(), rect.width(), scroll, layout.seen)
        else:
            self._rows(painter, 0.0, rect.width(), scroll, layout.seen)
            self._gutter(painter)
        painter.save()
        painter.setClipRect(
            QRectF(plot.left(), 0, plot.width(), rect.height()), Qt.ClipOperation.IntersectClip
        )
        if backdrop is None:
            painter.translate(layout.dx, -scroll)
            self._still(painter)
            painter.translate(-layout.dx, scroll)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._period(painter)
        painter.translate(layout.dx, -scroll)
        painter.setPen(Qt.PenStyle.NoPen)
        for ticks, colour in self.body.lit_ticks():
            painter.setBrush(colour)
            draw_rects(painter, ticks)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._labels(painter)
        painter.restore()
        self._notes(painter)

    def _scroll(self, painter: QPainter) -> float:
        """Return how far the rows are scrolled, in whole pixels of a widget."""
        scroll = self.layout.scroll
        patient = self.body.stage.patient
        return scroll if patient else -whole_pixel(painter, QPointF(0, -scroll)).y()

    def _backdrop(self, painter: QPainter) -> QPixmap | None:
        """Return a picture of all that only moves sideways, once a scene is shown again."""
        scene, ratio = self.layout.scene, painter.deviceTransform().m11()
        left, width = scene.scale.left, scene.scale.right - scene.scale.left
        height = len(scene.rows) * self.layout.sizes.height
        again, scene.shown = scene.shown, True
        self.body.stage.moves = again
        if not again or self.body.stage.patient or width * height * ratio**2 > MOST_PIXELS:
            return None
        if scene.backdrop is None or scene.backdrop.devicePixelRatio() != ratio:
            scene.backdrop = QPixmap((QSizeF(width, height) * ratio).toSize())
            scene.backdrop.setDevicePixelRatio(ratio)
            with QPainter(scene.backdrop) as other:
                top = scene.first * self.layout.sizes.height
                numbers = range(scene.first, scene.first + len(scene.rows))
                self._rows(other, 0.0, width, top, numbers)
                other.translate(-left, -top)
                self._still(other)
        return scene.backdrop

    def _rows(
        self, painter: QPainter, left: float, right: float, scroll: float, numbers: range
    ) -> None:
        """Paint the grounds of rows and the lines between them."""
        sizes = self.layout.sizes
        for number in numbers:
            row = self.layout.rows[number]
            top = number * sizes.height - scroll
            painter.fillRect(
                QRectF(left, top, right - left, sizes.height), self.body.colours(row)[0].ground
            )
            if number:
                line = QRectF(left, top, right - left, 1)
                painter.fillRect(line, self.sheet.theme.line["line"])

    def _still(self, painter: QPainter) -> None:
        """Paint what lies still in the scene's pixels: the lines of the axis, and the bands."""
        scene, sizes = self.layout.scene, self.layout.sizes
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for name, rects in scene.grid(self.body.scene_axis):
            painter.setBrush(self.sheet.theme.line[name])
            draw_rects(painter, rects)
        for number in range(len(scene.rows)):
            top = (number + scene.first) * sizes.height + sizes.band_top
            scene.bands.paint(painter, number, top)

    def _gutter(self, painter: QPainter) -> None:
        """Paint the headings of the rows."""
        layout, stage = self.layout, self.body.stage
        rect = QRectF(0, 0, layout.plot.left(), layout.lanes_rect.height())
        key = (
            "gutter", stage.generation, stage.opened, layout.scroll, layout.sizes,
            rect.width(), rect.height(),
        )  # fmt: skip
        picture = stage.picture(key, rect, self._headings, opaque=True)
        if picture is None:
            self._headings(painter)
        else:
            painter.drawPixmap(QPointF(0, 0), picture)

    def _headings(self, painter: QPainter) -> None:
        layout = self.layout
        self._rows(painter, 0.0, layout.plot.left(), self._scroll(painter), layout.seen)
        for number in layout.seen:
            painter.save()
            painter.translate(0, layout.row_rect(number).top())
            self._head(painter, number, QRectF(0, 0, layout.plot.left(), layout.sizes.height))
            painter.restore()

    def _labels(self, painter: QPainter) -> None:
        layout, body = self.layout, self.body
        scene = layout.scene
        colours = scene.colours
        told = layout.told
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
            clear = not (placed.spot.inside and mark.body is Body.SOLID)
            self._put(painter, rect.topLeft(), picture, paint, clear=clear)

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
