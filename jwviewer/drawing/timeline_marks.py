"""The marks of a timeline: points, bars with crisp, soft or fading ends, lines for an order."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPen,
    QPolygonF,
    QRadialGradient,
)

from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import CompanyColours, contrast

TIMELINE_MARKS = (
    "time-point", "time-bar", "time-soft", "time-vague", "time-fade", "time-inferred",
    "time-supplied",
    "time-order", "time-strip", "time-tray",
)  # fmt: skip
"""Names of the marks that a legend can show."""

PALE = 0.26
"""Opacity of bars that text may lie on: those with an open end, and dimmed ones."""
HOLLOW = 0.12
FAINT_END = 0.12
"""Opacity at a soft end: still seen, but no edge."""
LEGIBLE = 4.5


class Ends(Struct, frozen=True):
    """Where a bar really begins and ends, in pixels, however much of it is in view.

    ``soft_start`` and ``soft_end`` are how many pixels of each end are soft.
    """

    x0: float
    x1: float
    soft_start: float = 0.0
    soft_end: float = 0.0
    open_start: bool = False
    open_end: bool = False


def with_alpha(colour: QColor, alpha: float) -> QColor:
    """Return a colour at an opacity."""
    pale = QColor(colour)
    pale.setAlphaF(alpha)
    return pale


def fill_under_text(colours: CompanyColours, ink: QColor) -> QColor:
    """Return the company's colour in the shade on which ``ink`` can be read."""
    return colours.mark if contrast(colours.mark, ink) >= LEGIBLE else colours.text


def paint_bar(
    painter: QPainter, rect: QRectF, ends: Ends, colour: QColor, sheet: Sheet,
    *, inferred: bool = False, supplied: bool = False, opacity: float = 1.0,
) -> None:  # fmt: skip
    """Paint a bar as wide as ``rect``; corners are round only where the bar really ends."""
    radius = min(sheet.px(5), rect.height() / 2, rect.width() / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(
        rect.adjusted(-sheet.px(1), -sheet.px(1), sheet.px(1), sheet.px(1)),
        Qt.ClipOperation.IntersectClip,
    )
    # A bar that goes on beyond the view keeps its round corners out of sight.
    left = rect.left() - (2 * radius if ends.x0 < rect.left() - 1 else 0)
    right = rect.right() + (2 * radius if ends.x1 > rect.right() + 1 else 0)
    whole = QRectF(left, rect.top(), right - left, rect.height())
    full = (PALE if ends.open_start or ends.open_end else 1.0) * opacity
    if inferred or supplied:
        full *= HOLLOW if full == opacity else 0.6
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_fill(rect, ends, colour, full, sheet))
    painter.drawRoundedRect(whole, radius, radius)
    if inferred or supplied:
        half = sheet.px(0.75)
        edge = QBrush(_fill(rect, ends, colour, opacity, sheet))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_dashes(sheet, edge) if inferred else QPen(edge, sheet.px(1.5)))
        painter.drawRoundedRect(whole.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def paint_point(
    painter: QPainter, rect: QRectF, colour: QColor, sheet: Sheet,
    *, inferred: bool = False, supplied: bool = False, vague: bool = False, opacity: float = 1.0,
) -> None:  # fmt: skip
    """Paint a day: a disc; a ring where it is inferred, a frame where a person supplied it.

    An approximate day is a blur.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    centre, radius = rect.center(), min(rect.width(), rect.height()) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    if vague:
        blur = QRadialGradient(centre, radius)
        blur.setColorAt(0.3, with_alpha(colour, opacity))
        blur.setColorAt(1.0, with_alpha(colour, 0.0))
        painter.setBrush(blur)
    elif inferred or supplied:
        painter.setBrush(with_alpha(colour, HOLLOW * opacity))
        painter.setPen(sheet.pen(with_alpha(colour, opacity), 1.8))
        radius -= sheet.px(0.9)
    else:
        painter.setBrush(with_alpha(colour, opacity))
    if supplied and not vague:
        painter.drawRect(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius))
    else:
        painter.drawEllipse(centre, radius, radius)
    painter.restore()


def paint_order(
    painter: QPainter, rect: QRectF, colour: QColor, sheet: Sheet,
    *, open_start: bool = False, open_end: bool = False, tick_start: bool = False,
    tick_end: bool = False, gap: tuple[float, float] | None = None, opacity: float = 1.0,
) -> None:  # fmt: skip
    """Paint the time in which something can lie: dots, an arrow at a side that is not known.

    A known end has a tick; without arrow or tick the line goes on out of view. ``gap`` is
    the stretch that the label needs.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour, y, head = with_alpha(colour, opacity), rect.center().y(), sheet.px(7)
    left = rect.left() + (head if open_start else 0)
    right = rect.right() - (head if open_end else 0)
    pieces = [(left, right)]
    if gap is not None and gap[0] < right and gap[1] > left:
        pieces = [(left, gap[0]), (gap[1], right)]
    pen = sheet.pen(colour, 2.2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2.6])
    painter.setPen(pen)
    for x0, x1 in pieces:
        if x1 - x0 > sheet.px(2):
            painter.drawLine(QPointF(x0 + sheet.px(2), y), QPointF(x1, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if open_end:
        tip = QPointF(rect.right(), y)
        painter.drawPolygon(
            QPolygonF([tip, tip + QPointF(-head, -head / 2), tip + QPointF(-head, head / 2)])
        )
    if open_start:
        tip = QPointF(rect.left(), y)
        painter.drawPolygon(
            QPolygonF([tip, tip + QPointF(head, -head / 2), tip + QPointF(head, head / 2)])
        )
    painter.setPen(sheet.pen(colour, 2))
    tick = sheet.px(4)
    if tick_start:
        painter.drawLine(QPointF(rect.left(), y - tick), QPointF(rect.left(), y + tick))
    if tick_end:
        painter.drawLine(QPointF(rect.right(), y - tick), QPointF(rect.right(), y + tick))
    painter.restore()


def paint_strip(
    painter: QPainter,
    rect: QRectF,
    counts: np.ndarray[tuple[int], np.dtype[np.int64]],
    colour: QColor,
) -> None:
    """Paint how many facts lie in each column of a strip; more of them, more colour."""
    if not len(counts):
        return
    strength = np.where(
        counts > 0, 0.24 + 0.5 * np.log1p(counts) / np.log1p(max(int(counts.max()), 4)), 0.0
    )
    alpha = (strength * 255).astype(np.uint32)
    # Premultiplied ARGB, as QImage wants it to blend without a division per pixel.
    parts = [
        (alpha * part // 255).astype(np.uint32)
        for part in (colour.red(), colour.green(), colour.blue())
    ]
    pixels = np.ascontiguousarray(
        (alpha << 24) | (parts[0] << 16) | (parts[1] << 8) | parts[2], np.uint32
    )
    image = QImage(
        pixels.tobytes(), len(pixels), 1, len(pixels) * 4, QImage.Format.Format_ARGB32_Premultiplied
    )
    painter.drawImage(rect, image)


def paint_ring(painter: QPainter, rect: QRectF, colour: QColor, sheet: Sheet) -> None:
    """Paint the small ring in front of what has no date."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(sheet.pen(colour, 1.6))
    radius = sheet.px(4)
    painter.drawEllipse(rect.center(), radius, radius)
    painter.restore()


def paint_timeline_mark(
    painter: QPainter, rect: QRectF, mark: str, sheet: Sheet, colour: QColor
) -> None:
    """Paint a legend's sample of one of TIMELINE_MARKS; KeyError for any other."""
    soft = rect.width() * 0.3
    whole = Ends(rect.left(), rect.right())
    if mark == "time-supplied":
        paint_bar(painter, rect, whole, colour, sheet, supplied=True)
        return
    bars: dict[str, tuple[Ends, bool]] = {
        "time-bar": (whole, False),
        "time-soft": (Ends(rect.left(), rect.right(), soft, soft), False),
        "time-vague": (Ends(rect.left(), rect.right(), rect.width() / 2, rect.width() / 2), False),
        "time-fade": (Ends(rect.left(), rect.right(), open_end=True), False),
        "time-inferred": (whole, True),
    }
    others: dict[str, Callable[[], None]] = {
        "time-point": lambda: paint_point(painter, rect, colour, sheet),
        "time-order": lambda: paint_order(
            painter, rect, colour, sheet, open_start=False, open_end=True
        ),
        "time-strip": lambda: paint_strip(
            painter, rect, np.array([1, 0, 3, 1, 1, 0, 6, 2, 0, 1]), colour
        ),
        "time-tray": lambda: paint_ring(painter, rect, colour, sheet),
    }
    if mark in others:
        others[mark]()
        return
    ends, inferred = bars[mark]
    paint_bar(painter, rect, ends, colour, sheet, inferred=inferred)


def _fill(rect: QRectF, ends: Ends, colour: QColor, full: float, sheet: Sheet) -> QBrush:
    """Return the colour along a bar; an open end fades away towards the edge of the view."""
    fade = min(sheet.px(110), rect.width() * 0.4)
    x0 = rect.left() if ends.open_start else ends.x0
    x1 = rect.right() if ends.open_end else ends.x1
    soft_start = fade if ends.open_start else ends.soft_start
    soft_end = fade if ends.open_end else ends.soft_end
    length = x1 - x0
    if length <= 0 or not (soft_start or soft_end):
        return QBrush(with_alpha(colour, full))
    gradient = QLinearGradient(QPointF(x0, 0), QPointF(x1, 0))
    if soft_start:
        gradient.setColorAt(0.0, with_alpha(colour, 0.0 if ends.open_start else FAINT_END * full))
    gradient.setColorAt(min(soft_start / length, 0.5), with_alpha(colour, full))
    gradient.setColorAt(max(1 - soft_end / length, 0.5), with_alpha(colour, full))
    if soft_end:
        gradient.setColorAt(1.0, with_alpha(colour, 0.0 if ends.open_end else FAINT_END * full))
    return QBrush(gradient)


def _dashes(sheet: Sheet, brush: QBrush) -> QPen:
    pen = QPen(brush, sheet.px(1.5))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.6, 2.0])
    return pen
