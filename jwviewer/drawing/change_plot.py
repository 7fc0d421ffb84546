"""Lays out a change as a change: from the base period's point to the period's, with an arrow."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF

from jwviewer.drawing.body import superscript
from jwviewer.drawing.mark_shapes import PointShape, point_shape
from jwviewer.drawing.metrics_items import Drawing, Frame, Hit, LinkInk, Rule
from jwviewer.drawing.plot_area import Plot
from jwviewer.drawing.sheet import FontRole
from jwviewer.language import tr
from jwviewer.queries.metric_view import Panel, Point

PLACES = (0.14, 0.56)
"""Where along the axis the two periods stand; the rest is for the words beside them."""
SMALL_CHANGE = Decimal("0.75")
NARROW = 250
"""In less width (at scale 1) the words stand under the plot."""


def lay_change(drawing: Drawing, panel: Panel, frame: Frame, top: float) -> float:
    """Place a change, from the base's point to the period's; return where it ends."""
    return _ChangePlot(drawing, panel, frame).lay(top)


class _ChangePlot(Plot):
    def lay(self, top: float) -> float:
        frame, sheet = self.frame, self.sheet
        change = self.panel.changes[0]
        self.fact_id = change.fact_id
        height = sheet.px(58 if frame.tight else 74)
        plot_top = max(self.title_line(top), top + sheet.px(8)) + sheet.px(10)
        both = [change.start, change.end]
        least, most = sorted(abs(point.quantity.value) for point in both)
        # A small change of a large number would not be seen from zero on.
        floor = None if least < most * SMALL_CHANGE else float(2 * least - most)
        axis = self.value_axis(both, plot_top, height, floor=floor, grid=False)
        self.base = plot_top + height
        space = frame.right - frame.start
        narrow = space < sheet.px(NARROW)
        places = (0.22, 0.78) if narrow else PLACES
        ends = (change.start, change.end)
        shapes = [
            point_shape(point.quantity, axis, frame.start + space * place, sheet, radius=5)
            for place, point in zip(places, ends, strict=True)
        ]
        self.drawing.items.append(
            Rule(QPointF(frame.start, self.base), QPointF(frame.right, self.base), strong=True)
        )
        below = self._periods(shapes, ends, space)
        self._arrow(shapes[0], shapes[1], change.company_id)
        for point, shape in zip(ends, shapes, strict=True):
            self.add_point(point, shape, change.company_id, point.fact_id or self.fact_id)
        told = change.words
        if sheet.refs:
            told = f"{told} {superscript(self.drawing.reference(self.fact_id))}"
        if narrow:
            below = self._under(ends, told, below)
        else:
            below = max(below, self._beside_end(change.end, told, shapes[1]))
            self._beside_start(change.start, shapes)
        row = QRectF(frame.left, top, frame.width, below - top)
        self.drawing.hits.insert(0, Hit(row, self.fact_id, lit=True))
        self.drawing.use("change")
        return below

    def _periods(self, shapes: list[PointShape], ends: tuple[Point, Point], space: float) -> float:
        """Write the periods under the axis, each in its half; return where they end."""
        frame, sheet = self.frame, self.sheet
        middle = (shapes[0].centre.x() + shapes[1].centre.x()) / 2
        rooms = ((frame.start, middle - sheet.px(4)), (middle + sheet.px(4), frame.right))
        line = sheet.line("tiny")
        bottom = self.base
        for shape, point, (left, right) in zip(shapes, ends, rooms, strict=True):
            x = shape.centre.x()
            tick = Rule(QPointF(x, self.base), QPointF(x, self.base + sheet.px(4)), strong=True)
            self.drawing.items.append(tick)
            y = self.base + sheet.px(5)
            for text in sheet.wrap(point.label, min(right - left, space), "tiny"):
                width = sheet.width(text, "tiny")
                start = min(max(x - width / 2, left), right - width)
                self.words(QRectF(start, y, width, line), text)
                y += line
            bottom = max(bottom, y)
        return bottom

    def _arrow(self, start: PointShape, end: PointShape, company_id: str) -> None:
        run = end.centre - start.centre
        length = max((run.x() ** 2 + run.y() ** 2) ** 0.5, 1.0)
        step = run / length * (start.radius + self.sheet.px(4))
        arrow = LinkInk(start.centre + step, end.centre - step, company_id, "change", self.fact_id)
        self.drawing.items.append(arrow)

    def _beside_end(self, end: Point, told: str, shape: PointShape) -> float:
        """Write the later value beside its point and the change in words below it."""
        left = shape.centre.x() + self.sheet.px(14)
        y = shape.centre.y() - self.sheet.line("bold") * 0.55
        y = self._lines(self.value_of(end), left, y, "bold", "text", end.fact_id)
        return self._lines(told, left, y, "body", "dim", self.fact_id)

    def _beside_start(self, start: Point, shapes: list[PointShape]) -> None:
        """Write the base's value where the arrow is not: under a rising, over a falling one."""
        sheet = self.sheet
        run = shapes[1].centre - shapes[0].centre
        left = shapes[0].centre.x() + sheet.px(12)
        room = run.x() - sheet.px(30)
        pieces: list[tuple[str, FontRole, str]] = [(self.value_of(start), "bold", "text")]
        if start.derived:
            pieces.append((tr("(derived)"), "body", "dim"))
        gap, line = sheet.px(6), sheet.line("bold")
        width = sum(sheet.width(text, role) for text, role, _ in pieces) + gap * (len(pieces) - 1)
        one_line = width <= room
        height = line * (1 if one_line else len(pieces))
        y = shapes[0].centre.y() + (sheet.px(1) if run.y() <= 0 else -height - sheet.px(1))
        if y + height > self.base - sheet.px(1):
            # A low point: beside it, for the period stands under it.
            left, y = left + sheet.px(14), self.base - sheet.px(1) - height
        for text, role, tone in pieces:
            rect = QRectF(left, y, sheet.width(text, role), line)
            self.words(rect, text, role, tone, fact_id=start.fact_id or self.fact_id)
            if one_line:
                left = rect.right() + gap
            else:
                y += line

    def _under(self, ends: tuple[Point, Point], told: str, y: float) -> float:
        """Write both values and the change under the plot."""
        left = self.frame.start
        for point in ends:
            value = self.value_of(point)
            if point.derived:
                value = tr("{value} (derived)", value=value)
            text = tr("{period}: {value}", period=point.label, value=value)
            y = self._lines(text, left, y, "body", "text", point.fact_id or self.fact_id)
        return self._lines(told, left, y, "body", "dim", self.fact_id)

    def _lines(
        self, text: str, left: float, y: float, role: FontRole, tone: str, fact_id: str
    ) -> float:
        line = self.sheet.line(role)
        for part in self.sheet.wrap(text, self.frame.right - left, role):
            rect = QRectF(left, y, self.sheet.width(part, role), line)
            self.words(rect, part, role, tone, fact_id=fact_id)
            self.drawing.hits.append(Hit(rect, fact_id))
            y += line
        return y
