"""The bands of a crowded timeline: every fact, as a small mark or by how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from jwviewer.drawing.rect_array import draw_rects
from jwviewer.drawing.time_scale import TimeScale
from jwviewer.drawing.timeline_marks import with_alpha
from jwviewer.queries.timeline import Floats, Ints, Shape
from jwviewer.queries.timeline_tables import Counts

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import Sheet
    from jwviewer.queries.timeline import Timeline

SHADES = 256
POWER = np.float32(0.8)
THIN_LINES = 3
"""In how many lines small marks lie, so that neighbours do not cover each other."""
Pixels = np.ndarray[Any, np.dtype[np.uint32]]

_CRISP, _SOFT, _WEAK_DASHED, _WEAK_FIRM = range(4)


class Marks(Struct, frozen=True):
    """Small marks of one colour and one style: rectangles, four numbers each."""

    colour: QColor
    style: int
    rects: Floats


class Strip(Struct, frozen=True):
    """Lanes that are counted in a band or in a part of it: its top and height among the bands."""

    lanes: tuple[int, int]
    colour: QColor
    top: float
    height: float


class Bands:
    """The bands of some rows, one below the other: what they hold, and their picture."""

    def __init__(
        self, scale: TimeScale, height: float, rows: int, marks: tuple[Marks, ...],
        strips: tuple[Strip, ...], image: QImage | None,
    ) -> None:  # fmt: skip
        self.scale, self.height, self.rows = scale, height, rows
        self.marks, self.strips, self.image = marks, strips, image
        self._picture = QImage()
        self._ratio = 0.0

    def picture(self, ratio: float) -> QImage:
        """Return all bands as a picture with so many pixels per unit, painted once."""
        if ratio != self._ratio:
            left, width = self.scale.left, self.scale.right - self.scale.left
            size = QSizeF(width * ratio, self.rows * self.height * ratio).toSize()
            picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
            picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as painter:
                for number, strip in enumerate(self.strips if self.image is not None else ()):
                    assert self.image is not None
                    top, bottom = (
                        round(strip.top * ratio),
                        round((strip.top + strip.height) * ratio),
                    )
                    painter.drawImage(
                        QRect(0, top, size.width(), bottom - top), self.image,
                        QRect(0, number, self.image.width(), 1),
                    )  # fmt: skip
                for marks in self.marks:
                    rects = (marks.rects - np.array([left, 0.0, 0.0, 0.0])) * ratio
                    _paint_marks(painter, marks, rects, ratio)
            self._picture, self._ratio = picture, ratio
        return self._picture

    def paint(self, painter: QPainter, row: int, top: float) -> None:
        """Paint the band of the row with that number here, at a height."""
        ratio = painter.deviceTransform().m11()
        picture = self.picture(ratio)
        high = self.height * ratio
        painter.drawImage(
            QRectF(self.scale.left, top, self.scale.right - self.scale.left, self.height),
            picture, QRectF(0, row * high, picture.width(), high),
        )  # fmt: skip


def shades(counts: Counts) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Return the shade of every count: none for 0, the strongest for the most of each row.

    How rows compare the numbers beside them tell; within a row it is the differences that
    count, and the power keeps few beside many in sight.
    """
    # By steps of a fourth, so that shades seldom change while the view moves.
    most = np.exp2(np.ceil(4 * np.log2(np.maximum(counts.max(axis=1), 4))) / 4)
    share = np.power(counts / most[:, None].astype(np.float32), POWER)
    return np.where(counts > 0, 1 + share * (SHADES - 2), 0).astype(np.uint8)


def ramp(colour: QColor) -> Pixels:
    """Return a colour in every shade, premultiplied as QImage blends it."""
    strength = np.concatenate(([0.0], np.linspace(0.16, 1.0, SHADES - 1)))
    alpha = (strength * 255).astype(np.uint32)
    red, green, blue = (
        (alpha * part // 255).astype(np.uint32)
        for part in (colour.red(), colour.green(), colour.blue())
    )
    return np.asarray((alpha << 24) | (red << 16) | (green << 8) | blue, np.uint32)


def strip_image(counts: Counts, ramps: list[Pixels]) -> QImage:
    """Return a picture with a line of pixels for each row of counts, in that row's colours."""
    rows, columns = counts.shape
    places = shades(counts).astype(np.int32) + SHADES * np.arange(rows, dtype=np.int32)[:, None]
    pixels = np.take(np.concatenate(ramps), places)
    image = QImage(
        pixels.data, columns, rows, columns * 4, QImage.Format.Format_ARGB32_Premultiplied
    )
    return image.copy()


def thin_marks(
    items: Ints, places: Ints, tops: Floats, colours: Ints, palette: list[QColor],
    line: Timeline, scale: TimeScale, sheet: Sheet, height: float,
) -> Iterator[Marks]:  # fmt: skip
    """Yield small marks for items by colour and style.

    ``places`` are their numbers in their tracks, ``tops`` where their bands begin, ``colours``
    numbers in ``palette``. Ends that are not known exactly are pale, inferred ones hollow.
    """
    if not len(items):
        return
    starts, ends = line.start[items].astype(np.float64), line.end[items].astype(np.float64)
    per_day, lo = scale.per_day, scale.view.lo
    x0 = np.maximum(scale.left + (starts - lo) * per_day, scale.left)
    x1 = np.minimum(scale.left + (ends - lo) * per_day, scale.right)
    point = line.shape[items] == Shape.POINT
    middle, least = (x0 + x1) / 2, np.where(point, sheet.px(4), sheet.px(2))
    short = point | (x1 - x0 < least)
    x0, x1 = np.where(short, middle - least / 2, x0), np.where(short, middle + least / 2, x1)
    pitch = height / THIN_LINES
    y = tops + (places % THIN_LINES) * pitch
    soft = line.vague[items] | ~np.isfinite(starts) | ~np.isfinite(ends)
    # A pale end is drawn by laying the whole pale and the certain part strong over it.
    core0 = np.minimum(x0 + line.soft_start[items] * per_day, x1)
    core1 = np.maximum(x1 - line.soft_end[items] * per_day, core0)
    core0, core1 = np.where(point, x0, core0), np.where(point, x1, core1)
    style = np.select(
        [line.inferred[items], line.supplied[items], soft],
        [_WEAK_DASHED, _WEAK_FIRM, _SOFT], _CRISP,
    )  # fmt: skip
    pale = (style == _CRISP) & (core1 - core0 < x1 - x0 - 0.5)
    air = sheet.px(1)
    for which, a, b, kind in (
        (pale, x0, x1, _SOFT),
        (style != _CRISP, x0, x1, None),
        (style == _CRISP, core0, core1, _CRISP),
    ):
        chosen = np.flatnonzero(which & (b > a))
        if not len(chosen):
            continue
        kinds = style[chosen] if kind is None else np.full(len(chosen), kind)
        groups = colours[chosen] * 4 + kinds
        order = np.argsort(groups, kind="stable")
        chosen, groups = chosen[order], groups[order]
        rects = np.empty((len(chosen), 4))
        rects[:, 0], rects[:, 1] = a[chosen], y[chosen]
        rects[:, 2], rects[:, 3] = b[chosen] - a[chosen], pitch - air
        edges = np.flatnonzero(np.diff(groups)) + 1
        for part, group in zip(
            np.split(rects, edges), groups[np.concatenate(([0], edges))].tolist(), strict=True
        ):
            yield Marks(palette[group // 4], group % 4, np.ascontiguousarray(part))


def _paint_marks(painter: QPainter, marks: Marks, rects: Floats, ratio: float) -> None:
    """Paint small marks of one colour and style in one call."""
    # Whole pixels, or thin marks would blur.
    ends = np.round(rects[:, :2] + rects[:, 2:])
    rects[:, :2] = np.round(rects[:, :2])
    rects[:, 2:] = np.maximum(ends - rects[:, :2], 1.0)
    colour = marks.colour
    if marks.style in (_CRISP, _SOFT):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(with_alpha(colour, 0.9 if marks.style == _CRISP else 0.42))
        draw_rects(painter, rects)
        return
    dashed = marks.style == _WEAK_DASHED
    pen = QPen(
        colour, max(round(ratio), 1), Qt.PenStyle.DotLine if dashed else Qt.PenStyle.SolidLine
    )
    painter.setPen(pen)
    painter.setBrush(with_alpha(colour, 0.16))
    draw_rects(painter, rects - np.array([0.0, 0.0, 1.0, 1.0]))
