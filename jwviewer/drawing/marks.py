"""Paints the marks of the metrics: bars and points whose look tells their bound."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from jwviewer.drawing.mark_shapes import (
    BarShape,
    Markers,
    PointShape,
)
from jwviewer.drawing.sheet import Sheet

MARK_OF_BOUND = {
    "gt": "lower",
    "ge": "lower",
    "lt": "upper",
    "le": "upper",
    "about": "about",
    "nearly": "nearly",
    "over-about": "over-about",
    "range": "range",
}
"""Which mark stands for a bound; exact numbers have a plain one that needs no legend."""

WHOLE_OPACITY = 0.38
"""A whole behind the part drawn inside it."""
TRACK_OPACITY = 0.10
"""A whole repeated behind the rows of its parts."""
_OUTLINE = 1.8
"""How wide (at scale 1) the outline of a point is."""


def paint_bar(
    painter: QPainter,
    shape: BarShape,
    colour: QColor,
    sheet: Sheet,
    *,
    hollow: bool = False,
    opacity: float = 1.0,
) -> None:
    """Fill in a bar; hollow ones are derived."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    if hollow or shape.end == "notch":
        painter.setBrush(faint(colour, (0.10 if hollow else 0.16) * opacity))
        painter.setPen(sheet.pen(faint(colour, opacity), 1.6))
        painter.drawPath(_outline(shape))
    elif shape.end == "arrow":
        painter.setBrush(faint(colour, opacity))
        painter.drawPath(_outline(shape))
    else:
        painter.setBrush(faint(colour, opacity))
        painter.drawRect(shape.solid)
    if shape.soft is not None:
        fade = QLinearGradient(shape.soft.topLeft(), shape.soft.topRight())
        fade.setColorAt(0, faint(colour, shape.full * opacity))
        fade.setColorAt(1, faint(colour, shape.faded * opacity))
        painter.fillRect(shape.soft, QBrush(fade))
        if shape.end == "range":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(sheet.pen(faint(colour, opacity), 1.2))
            inset = sheet.px(0.6)
            painter.drawRect(shape.soft.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def paint_point(
    painter: QPainter, shape: PointShape, colour: QColor, sheet: Sheet, *, hollow: bool = False
) -> None:
    """Fill in a point; hollow ones are derived, open ones approximate or upper bounds."""
    painter.save()
    if shape.stroke is not None:
        _tail(painter, shape, colour, sheet)
        if hollow and shape.range:
            inner = sheet.pen(sheet.theme.surface["pane"], shape.radius * 0.55 / sheet.scale)
            painter.setPen(inner)
            painter.drawLine(*shape.stroke)
    if shape.arrow is not None:
        paint_arrow(painter, shape.centre, shape.arrow, colour, sheet)
    filled = not (hollow or shape.open)
    if filled and shape.marker == "circle" and not shape.range:
        # Without a pen it takes half as long, and is as large.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        reach = shape.radius + sheet.px(_OUTLINE / 2)
        painter.drawEllipse(shape.centre, reach, reach)
        painter.restore()
        return
    painter.setPen(sheet.pen(colour, _OUTLINE))
    painter.setBrush(colour if filled else sheet.theme.surface["pane"])
    if shape.range:
        cap = shape.radius * 0.9
        for end in shape.stroke or ():
            along = shape.stroke is not None and shape.stroke[0].x() == shape.stroke[1].x()
            offset = QPointF(cap, 0) if along else QPointF(0, cap)
            painter.drawLine(end - offset, end + offset)
    else:
        painter.drawPath(_marker(shape.centre, shape.radius, shape.marker))
    painter.restore()


def paint_arrow(
    painter: QPainter,
    start: QPointF,
    end: QPointF,
    colour: QColor,
    sheet: Sheet,
    width: float = 1.6,
) -> None:
    """Draw a line with an open arrow head at its end."""
    run = end - start
    length = max((run.x() ** 2 + run.y() ** 2) ** 0.5, 1e-6)
    along = run / length
    across = QPointF(-along.y(), along.x())
    head = sheet.px(5)
    pen = sheet.pen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(start, end)
    painter.drawPolyline(
        QPolygonF(
            [
                end - along * head + across * head * 0.8,
                end,
                end - along * head - across * head * 0.8,
            ]
        )
    )


def paint_links(
    painter: QPainter, lines: Sequence[QLineF], colour: QColor, sheet: Sheet, *, exact: bool
) -> None:
    """Join the points of a series; dotted where an end is not an exact number."""
    painter.setPen(sheet.pen(colour, 1.8) if exact else dotted(sheet, colour))
    painter.drawLines(lines)


def dotted(sheet: Sheet, colour: QColor) -> QPen:
    """Return the pen of lines that end in no exact number."""
    # Dots, for two short dashes above each other read as an equals sign.
    pen = sheet.pen(colour, 1.9)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2.0])
    return pen


def _tail(painter: QPainter, shape: PointShape, colour: QColor, sheet: Sheet) -> None:
    """Draw what is possible: evenly over a range, else fading away from the point."""
    for end in shape.stroke or ():
        run = end - shape.centre
        length = (run.x() ** 2 + run.y() ** 2) ** 0.5
        if length < shape.radius:
            continue
        brush = QBrush(faint(colour, 0.38))
        if not shape.range:
            fade = QLinearGradient(shape.centre, end)
            fade.setColorAt(0, faint(colour, 0.85))
            fade.setColorAt(min(shape.radius / length, 1.0), faint(colour, 0.85))
            fade.setColorAt(1, faint(colour, 0.12))
            brush = QBrush(fade)
        pen = QPen(brush, max(shape.radius * 1.3, sheet.px(4)))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(shape.centre, end)


def faint(colour: QColor, opacity: float) -> QColor:
    """Return a colour with less opacity."""
    paler = QColor(colour)
    paler.setAlphaF(min(max(colour.alphaF() * opacity, 0.0), 1.0))
    return paler


def _outline(shape: BarShape) -> QPainterPath:
    path = QPainterPath(shape.solid.topLeft())
    if shape.tip:
        for corner in shape.tip:
            path.lineTo(corner)
    else:
        path.lineTo(shape.solid.topRight())
        path.lineTo(shape.solid.bottomRight())
    path.lineTo(shape.solid.bottomLeft())
    path.closeSubpath()
    return path


def _marker(centre: QPointF, radius: float, marker: Markers) -> QPainterPath:
    path = QPainterPath()
    x, y = centre.x(), centre.y()
    if marker == "circle":
        path.addEllipse(centre, radius, radius)
        return path
    if marker == "square":
        half = radius * 0.88
        path.addRect(QRectF(x - half, y - half, 2 * half, 2 * half))
        return path
    reach = radius * 1.2
    corners = (
        (QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach), QPointF(x - reach, y))
        if marker == "diamond"
        else (
            QPointF(x, y - reach),
            QPointF(x + reach, y + reach * 0.8),
            QPointF(x - reach, y + reach * 0.8),
        )
    )
    path.addPolygon(QPolygonF(corners))
    path.closeSubpath()
    return path
