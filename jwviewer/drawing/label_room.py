"""Where labels have room in a plot: between what is drawn, and beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from PySide6.QtCore import QLineF, QRectF

SLACK = 1e-6
_Box = tuple[float, float, float, float]
_Boxes = np.ndarray[Any, np.dtype[np.float64]]


class LabelRoom:
    """Finds free places among rectangles that are taken and strokes of lines.

    A plot may have hundreds of either, of which only those near a label are looked at closely.
    """

    def __init__(self, taken: Iterable[QRectF], strokes: Iterable[QLineF]) -> None:
        self._taken = [box for rect in taken if (box := _box(rect))[0] < box[2] and box[1] < box[3]]
        self._strokes = [(line.x1(), line.y1(), line.x2(), line.y2()) for line in strokes]
        self._near_taken = _columns(self._taken)
        x0, y0, x1, y1 = _columns(self._strokes)
        # A stroke that runs along the edge of a label's place counts as running through it.
        self._near_strokes = np.array([
            np.minimum(x0, x1) - SLACK, np.minimum(y0, y1) - SLACK,
            np.maximum(x0, x1) + SLACK, np.maximum(y0, y1) + SLACK,
        ])  # fmt: skip
        self._since: list[_Box] = []

    def take(self, rects: Iterable[QRectF], within: QRectF) -> QRectF | None:
        """Return the first place that is free and inside, and take it."""
        spots = [(rect, _box(rect)) for rect in rects if within.contains(rect)]
        if not spots:
            return None
        boxes = [box for _, box in spots]
        around = (
            min(box[0] for box in boxes), min(box[1] for box in boxes),
            max(box[2] for box in boxes), max(box[3] for box in boxes),
        )  # fmt: skip
        taken = [self._taken[n] for n in _near(self._near_taken, around)] + self._since
        strokes = [self._strokes[n] for n in _near(self._near_strokes, around)]
        for rect, box in spots:
            met = any(_meet(box, other) for other in taken)
            if not met and not any(_crosses(stroke, box) for stroke in strokes):
                self._since.append(box)
                return rect
        return None


def _box(rect: QRectF) -> _Box:
    left, top = rect.left(), rect.top()
    return left, top, left + rect.width(), top + rect.height()


def _columns(boxes: list[_Box]) -> _Boxes:
    return np.array(boxes, np.float64).reshape(-1, 4).T


def _near(boxes: _Boxes, around: _Box) -> list[int]:
    left, top, right, bottom = boxes
    met = (left <= around[2]) & (right >= around[0]) & (top <= around[3]) & (bottom >= around[1])
    found: list[int] = met.nonzero()[0].tolist()
    return found


def _meet(one: _Box, other: _Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _crosses(stroke: _Box, box: _Box) -> bool:
    """Tell whether a stroke runs through a rectangle (Liang and Barsky's test)."""
    x, y, end_x, end_y = stroke
    enter, leave = 0.0, 1.0
    for step, low, high in (
        (end_x - x, box[0] - x, box[2] - x),
        (end_y - y, box[1] - y, box[3] - y),
    ):
        if abs(step) < 1e-9:
            if low > 0 or high < 0:
                return False
            continue
        near, far = low / step, high / step
        if near > far:
            near, far = far, near
        enter, leave = max(enter, near), min(leave, far)
    return enter <= leave
