"""The samples of marks that a legend shows."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from jwviewer.dossier.quantity import Quantity
from jwviewer.drawing.flow import smaller
from jwviewer.drawing.mark_shapes import PointShape, arrow_length, bar_shape, point_shape
from jwviewer.drawing.marks import (
    WHOLE_OPACITY,
    dotted,
    faint,
    paint_arrow,
    paint_bar,
    paint_point,
)
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.value_axis import ValueAxis

BOUNDS = ("lower", "upper", "nearly", "about", "over-about", "range", "derived")
POINTS = {f"{mark}-{way}": (mark, way) for mark in BOUNDS for way in ("up", "along")}
"""What points look like: those of plots over time go up, those in place of bars along."""
MARKS = (
    *BOUNDS,
    *POINTS,
    "part",
    "change",
    "point",
    "inexact-link",
)
"""Names of the marks that a legend can show."""
SMALLER = 0.6
"""How large the sample of a point is, beside those in the picture."""
MOST_OVER = 1.5
"""How much higher than its place the sample of a point may be."""


def paint_mark(painter: QPainter, rect: QRectF, mark: str, sheet: Sheet, colour: QColor) -> None:
    """Draw one of MARKS as a legend's swatch inside ``rect``."""
    if mark in POINTS:
        _paint_point(painter, rect, mark, sheet, colour)
        return
    reach = arrow_length(rect.height())
    axis = ValueAxis(0, 100, rect.left(), max(rect.width() - (reach if mark == "lower" else 0), 1))
    middle = rect.center()
    sample = _SAMPLES.get(mark)
    if sample is not None:
        paint_bar(painter, bar_shape(sample, axis, rect.top(), rect.height(), sheet), colour, sheet)
    elif mark == "derived":
        whole = Quantity(value=Decimal(100), bound="eq", unit="unit")
        inset = rect.adjusted(sheet.px(1), sheet.px(1), -sheet.px(1), -sheet.px(1))
        narrow = ValueAxis(0, 100, inset.left(), inset.width())
        paint_bar(
            painter,
            bar_shape(whole, narrow, inset.top(), inset.height(), sheet),
            colour,
            sheet,
            hollow=True,
        )
    elif mark == "part":
        painter.fillRect(rect, faint(colour, WHOLE_OPACITY))
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width() * 0.4, rect.height()), colour)
    elif mark == "point":
        paint_point(
            painter, PointShape(middle, min(rect.height() / 2.6, sheet.px(4.5))), colour, sheet
        )
    elif mark == "inexact-link":
        painter.save()
        painter.setPen(dotted(sheet, colour))
        painter.drawLine(QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y()))
        painter.restore()
    elif mark == "change":
        painter.save()
        paint_arrow(
            painter,
            rect.bottomLeft(),
            QPointF(rect.right(), rect.top() + rect.height() * 0.2),
            colour,
            sheet,
        )
        painter.restore()


def _paint_point(painter: QPainter, rect: QRectF, mark: str, sheet: Sheet, colour: QColor) -> None:
    bound, way = POINTS[mark]
    upright = way == "up"
    axis = ValueAxis(0, 100, 0, -12 if upright else 12)
    sample = _SAMPLES.get(bound, Quantity(value=Decimal(50), bound="eq", unit="unit"))

    own = smaller(sheet, SMALLER)
    # Tails on both sides are short, and show beside a smaller point.
    radius = 3.0 if mark == "about-up" else 4.0
    shape = point_shape(sample, axis, 0, own, upright=upright, radius=radius)
    room, box = MOST_OVER * rect.height() if upright else rect.width(), shape.box
    over = (box.height() if upright else box.width()) - room
    if over > 0:
        shape = _shorter(shape, over)
    painter.save()
    painter.translate(rect.center() - shape.box.center())
    paint_point(painter, shape, colour, own, hollow=bound == "derived")
    painter.restore()


def _shorter(shape: PointShape, by: float) -> PointShape:
    """Return a point with its arrow or its tails together shorter by so much."""

    def nearer(end: QPointF, off: float) -> QPointF:
        run = end - shape.centre
        length = max((run.x() ** 2 + run.y() ** 2) ** 0.5, 1e-6)
        share = max(length - off, 0.0) / length
        return QPointF(shape.centre.x() + run.x() * share, shape.centre.y() + run.y() * share)

    far = [end for end in shape.stroke or () if end != shape.centre]
    each = by / max(len(far), 1)
    return replace(
        shape,
        arrow=shape.arrow and nearer(shape.arrow, by),
        stroke=shape.stroke and (nearer(shape.stroke[0], each), nearer(shape.stroke[1], each)),
    )


def _sample(
    value: int, bound: str, decimals: int | None = None, high: int | None = None
) -> Quantity:
    return Quantity(
        value=Decimal(value),
        bound=bound,
        unit="unit",
        decimals=decimals,
        high=None if high is None else Decimal(high),
    )


_SAMPLES = {
    "lower": _sample(100, "gt"),
    "upper": _sample(100, "lt"),
    "nearly": _sample(100, "nearly", -2),
    "about": _sample(65, "about", -2),
    "over-about": _sample(50, "over-about", -2),
    "range": _sample(50, "range", high=100),
}
