"""Where labels have room in a plot: between what is drawn, and beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtCore import QLineF, QRectF

SLACK = 1e-6
COLUMN = 32.0
"""What is drawn is looked up by columns so wide."""
_Box = tuple[float, float, float, float]


class LabelRoom:
    """Finds free places among rectangles that are taken and strokes of lines.

    A plot may have hundreds of either, of which only those in a label's columns are looked at.
    """

    def __init__(self, taken: Iterable[QRectF], strokes: Iterable[QLineF]) -> None:
        self._taken: defaultdict[int, list[_Box]] = defaultdict(list)
        self._strokes: defaultdict[int, list[_Box]] = defaultdict(list)
        for box in map(_box, taken):
            if box[0] < box[2] and box[1] < box[3]:
                self._take(box)
        for line in strokes:
            stroke = line.x1(), line.y1(), line.x2(), line.y2()
            left, right = min(stroke[0], stroke[2]), max(stroke[0], stroke[2])
            # A stroke that runs along the edge of a label's place counts as running through it.
            for column in _columns(left - SLACK, right + SLACK):
                self._strokes[column].append(stroke)

    def take(self, rects: Iterable[QRectF], within: QRectF) -> QRectF | None:
        """Return the first place that is free and inside, and take it."""
        for rect in rects:
            if within.contains(rect) and self._is_free(box := _box(rect)):
                self._take(box)
                return rect
        return None

    def _take(self, box: _Box) -> None:
        for column in _columns(box[0], box[2]):
            self._taken[column].append(box)

    def _is_free(self, box: _Box) -> bool:
        left, top, right, bottom = box
        for column in _columns(left, right):
            for other in self._taken.get(column, ()):
                if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                    return False
            for stroke in self._strokes.get(column, ()):
                low, high = stroke[1], stroke[3]
                apart = (low < top and high < top) or (low > bottom and high > bottom)
                if not apart and _crosses(stroke, box):
                    return False
        return True


def _box(rect: QRectF) -> _Box:
    left, top = rect.left(), rect.top()
    return left, top, left + rect.width(), top + rect.height()


def _columns(left: float, right: float) -> range:
    return range(int(left // COLUMN), int(right // COLUMN) + 1)


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
