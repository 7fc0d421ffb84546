"""What plots over time share: a value axis at the left, and labels that keep out of the way."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt

from jwviewer.drawing.label_room import LabelRoom
from jwviewer.drawing.mark_shapes import PointShape, drawn_bound, soft_ends
from jwviewer.drawing.marks import MARK_OF_BOUND
from jwviewer.drawing.metrics_items import RIGHT, Drawing, Frame, Hit, PointInk, Rule, Words
from jwviewer.drawing.value_axis import ValueAxis, axis_ends, tick_label
from jwviewer.language import tr
from jwviewer.queries.metric_view import Panel, Point
from jwviewer.queries.phrases import superscript

LOG_AIR = 0.8
"""A logarithmic axis begins at or below this part of the lowest value."""


class Plot:
    """What both kinds share: a value axis at the left, labels that keep out of each other's way."""

    def __init__(self, drawing: Drawing, panel: Panel, frame: Frame) -> None:
        self.drawing, self.panel, self.frame, self.sheet = drawing, panel, frame, frame.sheet
        self.logarithmic = frame.logarithmic and panel.positive
        self.taken: list[QRectF] = []
        self.strokes: list[QLineF] = []
        self._room: LabelRoom | None = None
        self._known = 0, 0

    def value_axis(
        self,
        points: list[Point],
        top: float,
        height: float,
        *,
        floor: float | None = None,
        zero: bool = True,
        grid: bool,
    ) -> ValueAxis:
        """Draw the numbers of the value axis, over ``height`` from ``top`` on.

        It begins at zero, at ``floor``, or without ``zero`` where its values begin.
        """
        ends = [soft_ends(point.quantity) for point in points]
        lows = [low for low, _ in ends] + ([] if floor is None else [floor])
        if self.logarithmic:
            # A little air, for the lowest point shall not stand on the axis.
            lows = [float(point.quantity.value) * LOG_AIR for point in points]
        highs = [high for _, high in ends]
        return self.axis_over(lows, highs, top, height, zero=zero and floor is None, grid=grid)

    def axis_over(
        self,
        lows: list[float],
        highs: list[float],
        top: float,
        height: float,
        *,
        zero: bool,
        grid: bool,
    ) -> ValueAxis:
        """Draw the numbers of an axis that holds all these values."""
        low, high = axis_ends(lows, highs, logarithmic=self.logarithmic, zero=zero)
        axis = ValueAxis(low, high, top + height, -height, self.logarithmic)
        free = top + height * 2
        line = self.sheet.line("tiny")
        for value in axis.ticks(max(2, int(height // (line * 1.9)))):
            y = axis.at(float(value))
            end = self.frame.right if grid else self.frame.start + self.sheet.px(5)
            self.drawing.items.append(
                Rule(QPointF(self.frame.start, y), QPointF(end, y), strong=not grid)
            )
            rect = QRectF(self.frame.left, y - line / 2, self.frame.names, line)
            if rect.bottom() <= free:
                self.words(rect, tick_label(value, self.panel.unit), align=RIGHT)
                free = rect.top()
        return axis

    def title_line(self, top: float) -> float:
        """Write the axis' title over its numbers."""
        title = self.panel.axis_title
        title = tr("{unit}, logarithmic", unit=title) if self.logarithmic else title
        height = self.sheet.line("tiny")
        lines = self.sheet.wrap(title, self.frame.names, "tiny")
        for number, text in enumerate(lines):
            self.words(
                QRectF(self.frame.left, top + number * height, self.frame.names, height),
                text,
                align=RIGHT,
            )
        return top + len(lines) * height

    def add_point(self, point: Point, shape: PointShape, company_id: str, fact_id: str) -> None:
        """Draw a point, make it a target, and note its mark for the legend."""
        if mark := MARK_OF_BOUND.get(drawn_bound(point.quantity)):
            self.drawing.use(mark, drawn_bound(point.quantity), "up")
        if point.derived:
            self.drawing.use("derived", way="up")
        self.drawing.items.append(PointInk(shape, company_id, fact_id, hollow=bool(point.derived)))
        air = self.sheet.px(3)
        grown = shape.box.adjusted(-air, -air, air, air)
        self.drawing.hits.append(Hit(grown, fact_id, point.derived))

    def words(
        self,
        rect: QRectF,
        text: str,
        role: str = "tiny",
        tone: str = "dim",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        fact_id: str = "",
        company_id: str = "",
    ) -> None:
        """Place one line of text."""
        self.drawing.items.append(Words(rect, text, role, tone, align, company_id, fact_id))  # type: ignore[arg-type]

    def value_of(self, point: Point) -> str:
        """Return a point's value, with its reference number where there are such."""
        if not self.sheet.refs or not point.fact_id:
            return point.value
        return f"{point.value} {superscript(self.drawing.reference(point.fact_id))}"

    def place(self, rects: Iterable[QRectF], within: QRectF) -> QRectF | None:
        """Return the first place that is free and inside, and take it."""
        known = len(self.taken), len(self.strokes)
        if self._room is None or self._known != known:
            self._room = LabelRoom(self.taken, self.strokes)
        rect = self._room.take(rects, within)
        if rect is not None:
            self.taken.append(rect)
        self._known = len(self.taken), len(self.strokes)
        return rect
