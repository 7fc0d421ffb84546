"""Lays out a change as a change: from the base period's point to the period's, with an arrow."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF

from jwviewer.drawing.mark_shapes import PointShape, point_shape
from jwviewer.drawing.metrics_items import Drawing, Frame, Hit, LinkInk, Rule
from jwviewer.drawing.plot_area import Plot
from jwviewer.drawing.sheet import FontRole
from jwviewer.language import tr
from jwviewer.queries.metric_view import Panel, Point
from jwviewer.queries.phrases import superscript

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
        # The base may be computed, and be zero or less where no figure is.
        values = (change.start.quantity.value, change.end.quantity.value)
        self.logarithmic = self.logarithmic and min(values) > 0
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
        self.taken = [shape.box for shape in shapes]
        for point, shape in zip(ends, shapes, strict=True):
            self.add_point(point, shape, change.company_id, point.fact_id or self.fact_id)
        told = change.words
        if sheet.refs:
            told = f"{told} {superscript(self.drawing.reference(self.fact_id))}"
        # Words stay over the axis; what finds no room there stands under the plot.
        area = QRectF(frame.start, plot_top - sheet.px(10), space, height + sheet.px(9))
        start = not narrow and self._beside_start(change.start, shapes, area)
        end = not narrow and self._beside_end(change.end, told, shapes[1], area)
        rest = [point for point, done in ((change.start, start), (change.end, end)) if not done]
        below = self._under(rest, "" if end else told, below)
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
            # A tail or an arrow may reach below the axis.
            y = max(self.base + sheet.px(5), shape.box.bottom() + sheet.px(1))
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
        self.strokes.append(QLineF(arrow.start, arrow.end))

    def _beside_end(self, end: Point, told: str, shape: PointShape, area: QRectF) -> bool:
        """Write the later value and the change in words beside the point, if there is room."""
        left = shape.centre.x() + self.sheet.px(14)
        texts: tuple[tuple[str, FontRole, str, str], ...] = (
            (self.value_of(end), "bold", "text", end.fact_id),
            (told, "body", "dim", self.fact_id),
        )
        room = self.frame.right - left
        lines = [
            (part, role) for text, role, *_ in texts for part in self.sheet.wrap(text, room, role)
        ]
        width = max(self.sheet.width(part, role) for part, role in lines)
        height = sum(self.sheet.line(role) for _, role in lines)
        wanted = shape.centre.y() - self.sheet.line("bold") * 0.55
        heights = (wanted, area.bottom() - height, area.top())
        block = self.place((QRectF(left, y, width, height) for y in heights), area)
        if block is None:
            return False
        y = block.top()
        for text, role, tone, fact_id in texts:
            y = self._lines(text, left, y, role, tone, fact_id)
        return True

    def _beside_start(self, start: Point, shapes: list[PointShape], area: QRectF) -> bool:
        """Write the base's value where the arrow is not, if there is room."""
        sheet = self.sheet
        pieces: list[tuple[str, FontRole, str]] = [(self.value_of(start), "bold", "text")]
        if start.derived:
            pieces.append((tr("(derived)"), "body", "dim"))
        gap, line = sheet.px(6), sheet.line("bold")
        widths = [sheet.width(text, role) for text, role, _ in pieces]
        in_line = QSizeF(sum(widths) + gap * (len(pieces) - 1), line)
        stacked = QSizeF(max(widths), line * len(pieces))
        sizes = (in_line, stacked) if len(pieces) > 1 else (in_line,)
        rising = shapes[1].centre.y() <= shapes[0].centre.y()
        spots = [
            (size, QRectF(p, size)) for size in sizes for p in self._spots(shapes, size, rising)
        ]
        rect = self.place((rect for _, rect in spots), area)
        if rect is None:
            return False
        left, y = rect.left(), rect.top()
        one_line = rect.size() == in_line
        for (text, role, tone), width in zip(pieces, widths, strict=True):
            place = QRectF(left, y, width, line)
            self.words(place, text, role, tone, fact_id=start.fact_id or self.fact_id)
            if one_line:
                left += width + gap
            else:
                y += line
        return True

    def _spots(self, shapes: list[PointShape], size: QSizeF, rising: bool) -> list[QPointF]:
        """Return where words may begin: under a rising arrow, over a falling one, or opposite."""
        sheet = self.sheet
        box, centre = shapes[0].box, shapes[0].centre
        right, near = box.right() + sheet.px(4), sheet.px(1)
        under, over = centre.y() + near, centre.y() - size.height() - near
        ys = (under, over) if rising else (over, under)
        middle = centre.x() - size.width() / 2
        beyond = (box.bottom() + near, box.top() - near - size.height())
        # Clear of the ticks of the axis.
        clear = self.frame.start + sheet.px(7)
        return [
            *(QPointF(right, y) for y in ys),
            *(QPointF(x, y) for x in (max(middle, clear), clear) for y in beyond),
            QPointF(box.left() - sheet.px(4) - size.width(), centre.y() - size.height() / 2),
        ]

    def _under(self, ends: list[Point], told: str, y: float) -> float:
        """Write values and the change under the plot."""
        left = self.frame.start
        for point in ends:
            value = self.value_of(point)
            if point.derived:
                value = tr("{value} (derived)", value=value)
            text = tr("{period}: {value}", period=point.label, value=value)
            y = self._lines(text, left, y, "body", "text", point.fact_id or self.fact_id)
        return self._lines(told, left, y, "body", "dim", self.fact_id) if told else y

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
