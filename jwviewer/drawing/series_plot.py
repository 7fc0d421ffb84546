"""Lays out lines over time and changes: points at their periods, bounds as arrows, gaps kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from jwviewer.drawing.bars_layout import RIGHT, Frame
from jwviewer.drawing.body import superscript
from jwviewer.drawing.marks import MARK_OF_BOUND, MARKERS, Markers, PointShape, drawn_bound, point_shape, soft_ends
from jwviewer.drawing.metrics_items import Band, Drawing, Hit, LinkInk, PointInk, Rule, Words
from jwviewer.drawing.value_axis import ValueAxis, axis_ends, tick_label
from jwviewer.language import tr
from jwviewer.queries.metric_view import Line, Panel, Point

if TYPE_CHECKING:
    from jwviewer.selection import Period

CENTRE = Qt.AlignmentFlag.AlignHCenter
MOST_MARKED = 60
"""Beyond this many points a line shows dots only where a bound or a conflict needs one."""


def lay_series(drawing: Drawing, panel: Panel, frame: Frame, top: float, period: Period | None) -> float:
    """Place a panel of lines from ``top`` on; return where it ends."""
    return _Series(drawing, panel, frame, period).lay(top)


def lay_change(drawing: Drawing, panel: Panel, frame: Frame, top: float) -> float:
    """Place a change, from the base's point to the period's; return where it ends."""
    return _ChangePlot(drawing, panel, frame).lay(top)


class _Plot:
    """What both kinds share: a value axis at the left, labels that keep out of each other's way."""

    def __init__(self, drawing: Drawing, panel: Panel, frame: Frame) -> None:
        self.drawing, self.panel, self.frame, self.sheet = drawing, panel, frame, frame.sheet
        self.logarithmic = frame.logarithmic and panel.positive
        self.taken: list[QRectF] = []

    def _value_axis(self, points: list[Point], top: float, height: float, *, zero: bool, grid: bool) -> ValueAxis:
        ends = [soft_ends(point.quantity) for point in points]
        lows = [float(p.quantity.value) for p in points] if self.logarithmic else [low for low, _ in ends]
        low, high = axis_ends(lows, [high for _, high in ends], logarithmic=self.logarithmic, zero=zero)
        axis = ValueAxis(low, high, top + height, -height, self.logarithmic)
        free = top + height * 2
        line = self.sheet.line("tiny")
        for value in axis.ticks(max(2, int(height // (line * 1.9)))):
            y = axis.at(float(value))
            end = self.frame.right if grid else self.frame.start + self.sheet.px(5)
            self.drawing.items.append(Rule(QPointF(self.frame.start, y), QPointF(end, y), strong=not grid))
            rect = QRectF(self.frame.left, y - line / 2, self.frame.names, line)
            if rect.bottom() <= free:
                self._words(rect, tick_label(value, self.panel.unit), align=RIGHT)
                free = rect.top()
        return axis

    def _title_line(self, top: float) -> float:
        """Write the axis' title over its numbers."""
        title = self.panel.axis_title
        title = tr("{unit}, logarithmic", unit=title) if self.logarithmic else title
        height = self.sheet.line("tiny")
        lines = self.sheet.wrap(title, self.frame.names, "tiny")
        for number, text in enumerate(lines):
            self._words(QRectF(self.frame.left, top + number * height, self.frame.names, height), text, align=RIGHT)
        return top + len(lines) * height

    def _point(self, point: Point, shape: PointShape, company_id: str, fact_id: str) -> None:
        if mark := MARK_OF_BOUND.get(drawn_bound(point.quantity)):
            self.drawing.use(mark, drawn_bound(point.quantity))
        if point.derived:
            self.drawing.use("derived")
        self.drawing.items.append(PointInk(shape, company_id, fact_id, hollow=bool(point.derived)))
        grown = shape.box.adjusted(*(d * self.sheet.px(3) for d in (-1, -1, 1, 1)))
        self.drawing.hits.append(Hit(grown, fact_id, point.derived))

    def _words(
        self, rect: QRectF, text: str, role: str = "tiny", tone: str = "dim",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft, fact_id: str = "", company_id: str = "",
    ) -> None:  # fmt: skip
        self.drawing.items.append(Words(rect, text, role, tone, align, company_id, fact_id))  # type: ignore[arg-type]

    def _value(self, point: Point) -> str:
        if not self.sheet.refs or not point.fact_id:
            return point.value
        return f"{point.value} {superscript(self.drawing.reference(point.fact_id))}"

    def _place(self, rects: Iterator[QRectF], within: QRectF) -> QRectF | None:
        """Return the first place that is free and inside, and take it."""
        for rect in rects:
            if within.contains(rect) and not any(rect.intersects(other) for other in self.taken):
                self.taken.append(rect)
                return rect
        return None


class _Series(_Plot):
    def __init__(self, drawing: Drawing, panel: Panel, frame: Frame, period: Period | None) -> None:
        super().__init__(drawing, panel, frame)
        self.period = period
        self.points = [point for line in panel.lines for point in line.points]

    def lay(self, top: float) -> float:
        frame, sheet = self.frame, self.sheet
        keys = self._keys(top)
        below_title = self._title_line(keys if len(self.panel.lines) > 1 else top)
        plot_top = max(below_title, keys) + sheet.px(14)
        height = sheet.px(96 if frame.tight else 132)
        axis = self._value_axis(self.points, plot_top, height, zero=False, grid=True)
        area = QRectF(frame.start, plot_top - sheet.px(14), frame.right - frame.start, height + sheet.px(18))
        bottom = self._time_axis(plot_top + height)
        self._lines(axis)
        self._labels(area)
        return self._remarks(bottom + sheet.px(2))

    def _keys(self, top: float) -> float:
        """Name the lines, each beside its marker."""
        if len(self.panel.lines) < 2:
            return top
        sheet, frame = self.sheet, self.frame
        x, height = frame.start, sheet.line()
        for number, line in enumerate(self.panel.lines):
            room = frame.right - frame.start - sheet.px(16)
            texts = sheet.wrap(line.label, room)
            width = sheet.px(16) + max(sheet.width(text) for text in texts)
            if x > frame.start and x + width > frame.right:
                x, top = frame.start, top + height
            centre = QPointF(x + sheet.px(6), top + height / 2)
            shape = PointShape(centre, sheet.px(4.5), marker=self._marker(number))
            self.drawing.items.append(PointInk(shape, line.company_id, ""))
            for extra, text in enumerate(texts):
                rect = QRectF(x + sheet.px(16), top + extra * height, sheet.width(text), height)
                self._words(rect, text, "body", "company", company_id=line.company_id)
            top += (len(texts) - 1) * height
            x += width + sheet.px(18)
        return top + height

    def _marker(self, number: int) -> Markers:
        """Companies differ by colour, several measures of one company by their markers."""
        company = self.panel.lines[number].company_id
        before = sum(line.company_id == company for line in self.panel.lines[:number])
        return MARKERS[before % len(MARKERS)]

    def _time_axis(self, y: float) -> float:
        frame, sheet = self.frame, self.sheet
        first, last = min(p.first for p in self.points), max(p.last for p in self.points) + 1
        margin = sheet.px(12)
        start, length = frame.start + margin, frame.right - frame.start - 2 * margin
        self.time = ValueAxis(first, last, start, length)
        if self.period is not None and self.period.touches(first, last):
            left, right = self.time.at(self.period.first), self.time.at(self.period.last + 1)
            height = sheet.px(96 if frame.tight else 132)
            self.drawing.items.append(Band(QRectF(left, y - height, right - left, height)))
        self.drawing.items.append(Rule(QPointF(frame.start, y), QPointF(frame.right, y), strong=True))
        line = sheet.line("tiny")
        free = frame.left
        for middle, label in sorted({(p.middle, p.label) for p in self.points}):
            x = self.time.at(middle)
            width = sheet.width(label, "tiny")
            left = min(max(x - width / 2, frame.start), frame.right - width)
            if left >= free:
                self.drawing.items.append(Rule(QPointF(x, y), QPointF(x, y + sheet.px(4)), strong=True))
                self._words(QRectF(left, y + sheet.px(5), width, line), label)
                free = left + width + sheet.px(14)
        return y + sheet.px(5) + line

    def _lines(self, axis: ValueAxis) -> None:
        for number, line in enumerate(self.panel.lines):
            shapes = [
                point_shape(p.quantity, axis, self.time.at(p.middle), self.sheet, radius=3.8, marker=self._marker(number))
                for p in line.points
            ]  # fmt: skip
            for start, end in line.links:
                exact = shapes[start].plain and shapes[end].plain
                periods = [(p.first, p.last) for p in (line.points[start], line.points[end])]
                contested = any(sum((p.first, p.last) == period for p in line.points) > 1 for period in periods)
                if not exact or contested:
                    self.drawing.use("inexact-link")
                kind = "exact" if exact and not contested else "inexact"
                link = LinkInk(shapes[start].centre, shapes[end].centre, line.company_id, kind)  # type: ignore[arg-type]
                self.drawing.items.append(link)
            many = len(line.points) > MOST_MARKED
            linked = {n for link in line.links for n in link}
            for place, (point, shape) in enumerate(zip(line.points, shapes, strict=True)):
                if many and shape.plain and place in linked:
                    self.drawing.hits.append(Hit(shape.box, point.fact_id))
                else:
                    self._point(point, shape, line.company_id, point.fact_id)
                    self.taken.append(shape.box)

    def _labels(self, area: QRectF) -> None:
        """Write values at points, the ends of each line first, as far as there is room."""
        sheet = self.sheet
        inks = {i.fact_id: i for i in self.drawing.items if isinstance(i, PointInk) and i.fact_id}
        for line in self.panel.lines:
            for point in _telling(line):
                ink = inks.get(point.fact_id)
                if ink is None:
                    continue
                text = self._value(point)
                width, height = sheet.width(text, "tiny"), sheet.line("tiny")
                box = ink.shape.box
                x = min(max(ink.shape.centre.x() - width / 2, area.left()), area.right() - width)
                middle = ink.shape.centre.y() - height / 2
                spots = (
                    QRectF(x, box.top() - height, width, height),
                    QRectF(x, box.bottom(), width, height),
                    QRectF(box.right() + sheet.px(3), middle, width, height),
                    QRectF(box.left() - sheet.px(3) - width, middle, width, height),
                )
                rect = self._place(iter(spots), area)
                if rect is not None:
                    self._words(rect, text, "tiny", "text", fact_id=point.fact_id)

    def _remarks(self, top: float) -> float:
        """Tell changes, conversions and contradicting sources under the plot."""
        sheet, frame = self.sheet, self.frame
        remarks = [(p, a) for p in self.points for a in p.asides]
        line = sheet.line("small")
        for point, aside in remarks[:6]:
            text = tr("{period}, {value}: {remark}", period=point.label, value=self._value(point), remark=aside.text)
            for part in sheet.wrap(text, frame.right - frame.start, "small"):
                rect = QRectF(frame.start, top, sheet.width(part, "small"), line)
                self._words(rect, part, "small", "dim", fact_id=aside.fact_id or point.fact_id)
                self.drawing.hits.append(Hit(rect, aside.fact_id or point.fact_id, aside.derived))
                top += line
        if len(remarks) > 6:
            text = tr("and {count} more remarks in the table", count=len(remarks) - 6)
            self._words(QRectF(frame.start, top, sheet.width(text, "small"), line), text, "small", "faint")
            top += line
        return top


class _ChangePlot(_Plot):
    def lay(self, top: float) -> float:
        frame, sheet = self.frame, self.sheet
        change = self.panel.changes[0]
        title_end = self._title_line(top)
        height = sheet.px(58 if frame.tight else 74)
        plot_top = max(title_end, top + sheet.px(8)) + sheet.px(10)
        axis = self._value_axis([change.start, change.end], plot_top, height, zero=True, grid=False)
        space = frame.right - frame.start
        xs = (frame.start + space * 0.14, frame.start + space * 0.56)
        base = plot_top + height
        self.drawing.items.append(Rule(QPointF(frame.start, base), QPointF(frame.right, base), strong=True))
        shapes = []
        for x, point in zip(xs, (change.start, change.end), strict=True):
            shape = point_shape(point.quantity, axis, x, sheet, radius=5)
            shapes.append(shape)
            line = sheet.line("tiny")
            width = sheet.width(point.label, "tiny")
            left = max(x - width / 2, frame.start)
            self.drawing.items.append(Rule(QPointF(x, base), QPointF(x, base + sheet.px(4)), strong=True))
            self._words(QRectF(left, base + sheet.px(5), width, line), point.label)
        self._arrow(shapes[0], shapes[1], change.company_id, change.fact_id)
        for point, shape in zip((change.start, change.end), shapes, strict=True):
            self._point(point, shape, change.company_id, point.fact_id or change.fact_id)
        below = base + sheet.px(5) + sheet.line("tiny")
        below = self._texts(change.start, change.end, change.words, change.fact_id, shapes, below)
        self.drawing.hits.insert(0, Hit(QRectF(frame.left, top, frame.width, below - top), change.fact_id, lit=True))
        self.drawing.use("change")
        return below

    def _arrow(self, start: PointShape, end: PointShape, company_id: str, fact_id: str) -> None:
        run = end.centre - start.centre
        length = max((run.x() ** 2 + run.y() ** 2) ** 0.5, 1.0)
        step = run / length
        off = start.radius + self.sheet.px(4)
        arrow = LinkInk(start.centre + step * off, end.centre - step * off, company_id, "change", fact_id)
        self.drawing.items.append(arrow)

    def _texts(
        self, start: Point, end: Point, words: str, fact_id: str, shapes: list[PointShape], below: float
    ) -> float:
        """Write both values beside their points, and the change in words under the later one."""
        frame, sheet = self.frame, self.sheet
        if self.sheet.refs:
            words = f"{words} {superscript(self.drawing.reference(fact_id))}"
        line = sheet.line("bold")
        left = shapes[1].centre.x() + sheet.px(14)
        room = frame.right - left
        y = shapes[1].centre.y() - line * 0.55
        texts = [(t, "bold", "text", end.fact_id) for t in sheet.wrap(self._value(end), room, "bold")]
        texts += [(t, "body", "dim", fact_id) for t in sheet.wrap(words, room)]
        for text, role, tone, target in texts:
            rect = QRectF(left, y, sheet.width(text, role), line)  # type: ignore[arg-type]
            self._words(rect, text, role, tone, fact_id=target)
            self.drawing.hits.append(Hit(rect, target))
            y += line
        value = self._value(start)
        suffix = tr("(derived)") if start.derived else ""
        left = shapes[0].centre.x() + sheet.px(12)
        run = shapes[1].centre - shapes[0].centre
        room = max(run.x() - sheet.px(24), sheet.px(40))
        # Under the rising arrow, over the falling one: where the arrow is not.
        y_base = shapes[0].centre.y() + (sheet.px(1) if run.y() <= 0 else -line - sheet.px(1))
        for text in sheet.wrap(value, room, "bold"):
            rect = QRectF(left, y_base, sheet.width(text, "bold"), line)
            self._words(rect, text, "bold", "text", fact_id=start.fact_id or fact_id)
            y_base += line
        if suffix:
            rect = QRectF(rect.right() + sheet.px(6), rect.top(), sheet.width(suffix), line)
            if rect.right() - left > room:
                rect.moveTo(left, y_base)
                y_base += line
            self._words(rect, suffix, "body", "dim", fact_id=fact_id)
        return max(below, y, y_base)


def _telling(line: Line) -> Iterator[Point]:
    """Yield a line's points, those that tell most first: last, first, highest, lowest, the rest."""
    points = line.points
    by_value = sorted(points, key=lambda point: point.quantity.value)
    inexact = [point for point in points if point.quantity.bound != "eq"]
    yield from dict.fromkeys((points[-1], points[0], by_value[-1], by_value[0], *inexact, *points[::-1]))
