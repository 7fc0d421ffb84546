"""Arrays of numbers as what Qt draws: rectangles and lines without an object for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
from PySide6.QtCore import QLineF, QRectF
from shiboken6 import wrapInstance

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

Floats = np.ndarray[Any, np.dtype[np.float64]]


def draw_rects(painter: QPainter, rects: Floats) -> None:
    """Draw rectangles, four float64 numbers each, in one call and without an object for each."""
    rects = np.ascontiguousarray(rects, np.float64)
    if len(rects):
        # QRectF is four doubles, so the array is what QPainter wants a pointer to.
        first = cast("QRectF", wrapInstance(rects.ctypes.data, QRectF))
        painter.drawRects(first, len(rects))


def draw_lines(painter: QPainter, lines: Floats) -> None:
    """Draw lines, each from one point to another (four float64 numbers), in one call."""
    lines = np.ascontiguousarray(lines, np.float64)
    if len(lines):
        first = cast("QLineF", wrapInstance(lines.ctypes.data, QLineF))
        painter.drawLines(first, len(lines))
