"""Lays out lines over time: points at their periods, bounds as arrows, gaps kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF

from jwviewer.drawing.mark_shapes import PointShape, drawn_bound, point_shape
from jwviewer.drawing.metrics_items import Band, Drawing, Frame, Hit, PointInk, Rule, Strokes
from jwviewer.drawing.plot_area import Plot
from jwviewer.drawing.plot_keys import lay_keys, marker_of
from jwviewer.drawing.value_axis import ValueAxis
from jwviewer.language import tr
from jwviewer.queries.metric_view import Line, Panel, Point

MOST_MARKED = 60
"""Beyond this many points a line shows dots only where a bound or a conflict needs one."""
MOST_LABELS = 24
"""Values written at the points of one line; all are told when hovering."""
FEW_INEXACT = 6
"""So few points with a bound get their labels before all others."""
MOST_ASIDE = 16
"""How far apart (at scale 1) points of one period are moved, so that they stay in it."""


def lay_series(drawing: Drawing, panel: Panel, frame: Frame, top: float) -> float:
    """Place a panel of lines from ``top`` on; return where it ends."""
    return _Series(drawing, panel, frame).lay(top)


class _Series(Plot):
    def __init__(self, drawing: Drawing, panel: Panel, frame: Frame) -> None:
        super().__init__(drawing, panel, frame)
        self.points = [point for line in panel.lines for point in line.points]

    def lay(self, top: float) -> float:
        frame, sheet = self.frame, self.sheet
        keys = lay_keys(self, self.panel.lines, top)
        below_title = self.title_line(keys if len(self.panel.lines) > 1 else top)
        plot_top = max(below_title, keys) + sheet.px(20)
        height = sheet.px(96 if frame.tight else 132)
        axis = self.value_axis(self.points, plot_top, height, zero=False, grid=True)
        area = QRectF(
            frame.start, plot_top - sheet.px(20), frame.right - frame.start, height + sheet.px(20)
        )
        bottom = self._time_axis(plot_top + height)
        if not frame.measuring:
            self._lines(axis)
            self._labels(area)
        return self._remarks(bottom + sheet.px(2))

    def _time_axis(self, y: float) -> float:
        frame, sheet = self.frame, self.sheet
        first, last = min(p.first for p in self.points), max(p.last for p in self.points) + 1
        margin = sheet.px(12)
        start, length = frame.start + margin, frame.right - frame.start - 2 * margin
        self.time = ValueAxis(first, last, start, length)
        height = sheet.px(96 if frame.tight else 132)
        self.drawing.items.append(Band(QRectF(start, y - height, length, height), self.time))
        self.drawing.items.append(
            Rule(QPointF(frame.start, y), QPointF(frame.right, y), strong=True)
        )
        line = sheet.line("tiny")
        free = frame.left
        for middle, label in sorted({(p.middle, p.label) for p in self.points}):
            x = self.time.at(middle)
            if x < free > frame.start:
                continue  # whatever its width
            width = sheet.width(label, "tiny")
            left = min(max(x - width / 2, frame.start), frame.right - width)
            if left >= free:
                self.drawing.items.append(
                    Rule(QPointF(x, y), QPointF(x, y + sheet.px(4)), strong=True)
                )
                self.words(QRectF(left, y + sheet.px(5), width, line), label)
                free = left + width + sheet.px(14)
        return y + sheet.px(5) + line

    def _lines(self, axis: ValueAxis) -> None:
        inexact: list[tuple[Point, PointShape, str]] = []
        for number, line in enumerate(self.panel.lines):
            shapes = [
                point_shape(
                    p.quantity,
                    axis,
                    self.time.at(p.middle),
                    self.sheet,
                    radius=3.8,
                    marker=marker_of(self.panel.lines, number),
                )
                for p in line.points
            ]
            shapes = self._apart(line.points, shapes)
            strokes: dict[bool, list[QLineF]] = {True: [], False: []}
            for start, end in line.links:
                exact = shapes[start].plain and shapes[end].plain
                contested = line.points[start].contested or line.points[end].contested
                stroke = QLineF(shapes[start].centre, shapes[end].centre)
                strokes[exact and not contested].append(stroke)
            for sure, lines in strokes.items():
                if lines:
                    self.drawing.items.append(Strokes(tuple(lines), line.company_id, sure))
                    self.strokes.extend(lines)
                    if not sure:
                        self.drawing.use("inexact-link")
            many = len(line.points) > MOST_MARKED
            linked = {n for link in line.links for n in link}
            for place, (point, shape) in enumerate(zip(line.points, shapes, strict=True)):
                if many and shape.plain and place in linked:
                    ink = PointInk(shape, line.company_id, point.fact_id)
                    self.drawing.hits.append(Hit(shape.box, point.fact_id, unmarked=ink))
                    continue
                self.taken.append(shape.box)
                if shape.plain:
                    self.add_point(point, shape, line.company_id, point.fact_id)
                else:
                    inexact.append((point, shape, line.company_id))
        # Last, so that no other line's point covers what makes them inexact.
        for point, shape, company_id in inexact:
            self.add_point(point, shape, company_id, point.fact_id)

    def _apart(self, points: tuple[Point, ...], shapes: list[PointShape]) -> list[PointShape]:
        """Move points of one line and period sideways where one would hide the other."""
        twins: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for place, point in enumerate(points):
            twins[point.first, point.last].append(place)
        found = list(shapes)
        for places in twins.values():
            if len(places) < 2:
                continue
            boxes = sorted((shapes[place].box for place in places), key=QRectF.top)
            if not any(after.top() < before.bottom() for before, after in pairwise(boxes)):
                continue
            reach = shapes[places[0]].radius * 2.6
            step = min(reach + self.sheet.px(1), self.sheet.px(MOST_ASIDE) / (len(places) - 1))
            for number, place in enumerate(places):
                found[place] = shapes[place].moved((number - (len(places) - 1) / 2) * step)
        return found

    def _labels(self, area: QRectF) -> None:
        """Write values at points, the ends of each line first, as far as there is room."""
        sheet = self.sheet
        inks = {i.fact_id: i for i in self.drawing.items if isinstance(i, PointInk) and i.fact_id}
        for line in self.panel.lines:
            for point in islice(_telling(line), MOST_LABELS):
                ink = inks.get(point.fact_id)
                if ink is None:
                    continue
                text = self.value_of(point)
                width, height = sheet.width(text, "tiny"), sheet.line("tiny")
                spots = self._beside(ink.shape, width, height, area)
                rect = self.place(spots, area)
                if rect is not None:
                    self.words(
                        rect,
                        text,
                        "tiny",
                        "company",
                        fact_id=point.fact_id,
                        company_id=line.company_id,
                    )

    def _beside(
        self, shape: PointShape, width: float, height: float, area: QRectF
    ) -> Iterator[QRectF]:
        """Yield where a label may stand beside a point, the best place first."""
        box, gap = shape.box, self.sheet.px(3)
        x = min(max(shape.centre.x() - width / 2, area.left()), area.right() - width)
        middle = shape.centre.y() - height / 2
        yield QRectF(x, box.top() - height, width, height)
        yield QRectF(x, box.bottom(), width, height)
        yield QRectF(box.right() + gap, middle, width, height)
        yield QRectF(box.left() - gap - width, middle, width, height)
        for y in (box.top() - height * 0.8, box.bottom() - height * 0.2):
            yield QRectF(box.right(), y, width, height)
            yield QRectF(box.left() - width, y, width, height)

    def _remarks(self, top: float) -> float:
        """Tell changes, conversions and contradicting sources under the plot."""
        sheet, frame = self.sheet, self.frame
        remarks = [(p, a) for p in self.points for a in p.asides]
        line = sheet.line("small")
        for point, aside in remarks[:6]:
            text = tr(
                "{period}, {value}: {remark}",
                period=point.label,
                value=self.value_of(point),
                remark=aside.text,
            )
            for part in sheet.wrap(text, frame.right - frame.start, "small"):
                rect = QRectF(frame.start, top, sheet.width(part, "small"), line)
                self.words(rect, part, "small", "dim", fact_id=aside.fact_id or point.fact_id)
                self.drawing.hits.append(Hit(rect, aside.fact_id or point.fact_id, aside.derived))
                top += line
        if len(remarks) > 6:
            text = tr("and {count} more remarks in the table", count=len(remarks) - 6)
            self.words(
                QRectF(frame.start, top, sheet.width(text, "small"), line), text, "small", "faint"
            )
            top += line
        return top


def _telling(line: Line) -> Iterator[Point]:
    """Yield a line's points, those that tell most first: few with bounds, the ends, the rest."""
    points = line.points
    by_value = sorted(points, key=lambda point: point.quantity.value)
    inexact = [point for point in points if drawn_bound(point.quantity) != "eq"]
    first = inexact if len(inexact) <= FEW_INEXACT else []
    yield from dict.fromkeys(
        (*first, points[-1], points[0], by_value[-1], by_value[0], *inexact, *points[::-1])
    )
