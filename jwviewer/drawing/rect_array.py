"""Arrays of numbers as what Qt draws: rectangles and polygons without an object for each point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPolygonF
from shiboken6 import VoidPtr, wrapInstance

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

Floats = np.ndarray[Any, np.dtype[np.float64]]
_POINT = 16
"""Bytes of a QPointF, which is two doubles."""


def draw_rects(painter: QPainter, rects: Floats) -> None:
    """Draw rectangles, four float64 numbers each, in one call and without an object for each."""
    rects = np.ascontiguousarray(rects, np.float64)
    if len(rects):
        # QRectF is four doubles, so the array is what QPainter wants a pointer to.
        first = cast("QRectF", wrapInstance(rects.ctypes.data, QRectF))
        painter.drawRects(first, len(rects))


def polygon_of(x: Floats, y: Floats) -> QPolygonF:
    """Return a polygon of many points."""
    polygon = QPolygonF()
    polygon.resize(len(x))
    if len(x):
        data = cast("Any", VoidPtr)(cast("Any", polygon).data(), _POINT * len(x), True)
        points = np.frombuffer(data, np.float64).reshape(-1, 2)
        points[:, 0], points[:, 1] = x, y
    return polygon
