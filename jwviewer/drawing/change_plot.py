"""Lays out a change as a change: from the base period's point to the period's, with an arrow."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from jwviewer.drawing.body import superscript
from jwviewer.drawing.mark_shapes import PointShape, point_shape
from jwviewer.drawing.metrics_items import Drawing, Frame, Hit, LinkInk, Rule
from jwviewer.drawing.plot_area import Plot
from jwviewer.language import tr
from jwviewer.queries.metric_view import Panel, Point


def lay_change(drawing: Drawing, panel: Panel, frame: Frame, top: float) -> float:
    """Place a change, from the base's point to the period's; return where it ends."""
    return _ChangePlot(drawing, panel, frame).lay(top)


class _ChangePlot(Plot):
    def lay(self, top: float) -> float:
        frame, sheet = self.frame, self.sheet
        change = self.panel.changes[0]
        title_end = self.title_line(top)
        height = sheet.px(58 if frame.tight else 74)
        plot_top = max(title_end, top + sheet.px(8)) + sheet.px(10)
        axis = self.value_axis([change.start, change.end], plot_top, height, zero=True, grid=False)
        space = frame.right - frame.start
        xs = (frame.start + space * 0.14, frame.start + space * 0.56)
        base = self.base = plot_top + height
        self.drawing.items.append(
            Rule(QPointF(frame.start, base), QPointF(frame.right, base), strong=True)
        )
        shapes = []
        for x, point in zip(xs, (change.start, change.end), strict=True):
            shape = point_shape(point.quantity, axis, x, sheet, radius=5)
            shapes.append(shape)
            line = sheet.line("tiny")
            width = sheet.width(point.label, "tiny")
            left = max(x - width / 2, frame.start)
            self.drawing.items.append(
                Rule(QPointF(x, base), QPointF(x, base + sheet.px(4)), strong=True)
            )
            self.words(QRectF(left, base + sheet.px(5), width, line), point.label)
        self._arrow(shapes[0], shapes[1], change.company_id, change.fact_id)
        for point, shape in zip((change.start, change.end), shapes, strict=True):
            self.add_point(point, shape, change.company_id, point.fact_id or change.fact_id)
        below = base + sheet.px(5) + sheet.line("tiny")
        below = self._texts(change.start, change.end, change.words, change.fact_id, shapes, below)
        self.drawing.hits.insert(
            0, Hit(QRectF(frame.left, top, frame.width, below - top), change.fact_id, lit=True)
        )
        self.drawing.use("change")
        return below

    def _arrow(self, start: PointShape, end: PointShape, company_id: str, fact_id: str) -> None:
        run = end.centre - start.centre
        length = max((run.x() ** 2 + run.y() ** 2) ** 0.5, 1.0)
        step = run / length
        off = start.radius + self.sheet.px(4)
        arrow = LinkInk(
            start.centre + step * off, end.centre - step * off, company_id, "change", fact_id
        )
        self.drawing.items.append(arrow)

    def _texts(
        self,
        start: Point,
        end: Point,
        told: str,
        fact_id: str,
        shapes: list[PointShape],
        below: float,
    ) -> float:
        """Write both values beside their points, and the change in words under the later one."""
        frame, sheet = self.frame, self.sheet
        if self.sheet.refs:
            told = f"{told} {superscript(self.drawing.reference(fact_id))}"
        line = sheet.line("bold")
        left = shapes[1].centre.x() + sheet.px(14)
        room = frame.right - left
        y = shapes[1].centre.y() - line * 0.55
        texts = [
            (t, "bold", "text", end.fact_id) for t in sheet.wrap(self.value_of(end), room, "bold")
        ]
        texts += [(t, "body", "dim", fact_id) for t in sheet.wrap(told, room)]
        for text, role, tone, target in texts:
            rect = QRectF(left, y, sheet.width(text, role), line)  # type: ignore[arg-type]
            self.words(rect, text, role, tone, fact_id=target)
            self.drawing.hits.append(Hit(rect, target))
            y += line
        return max(below, y, self._start_texts(start, fact_id, shapes))

    def _start_texts(self, start: Point, fact_id: str, shapes: list[PointShape]) -> float:
        sheet, line = self.sheet, self.sheet.line("bold")
        suffix = tr("(derived)") if start.derived else ""
        left = shapes[0].centre.x() + sheet.px(12)
        run = shapes[1].centre - shapes[0].centre
        room = max(run.x() - sheet.px(24), sheet.px(40))
        # Under the rising arrow, over the falling one: where the arrow is not.
        y_base = shapes[0].centre.y() + (sheet.px(1) if run.y() <= 0 else -line - sheet.px(1))
        texts = sheet.wrap(self.value_of(start), room, "bold")
        if y_base + len(texts) * line > self.base:
            # A low point: beside it, for under it stands the period.
            left, y_base = left + sheet.px(14), self.base - len(texts) * line
        for text in texts:
            rect = QRectF(left, y_base, sheet.width(text, "bold"), line)
            self.words(rect, text, "bold", "text", fact_id=start.fact_id or fact_id)
            y_base += line
        if suffix:
            rect = QRectF(rect.right() + sheet.px(6), rect.top(), sheet.width(suffix), line)
            if rect.right() - left > room:
                rect.moveTo(left, y_base)
                y_base += line
            self.words(rect, suffix, "body", "dim", fact_id=fact_id)
        return y_base
