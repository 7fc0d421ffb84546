"""Lays out a panel of bars: names, bars on one axis, values with their bounds, what goes beside."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from jwviewer.drawing.bar_words import BarWords
from jwviewer.drawing.mark_shapes import (
    arrow_length,
    bar_shape,
    drawn_bound,
    point_shape,
    soft_ends,
)
from jwviewer.drawing.marks import MARK_OF_BOUND, TRACK_OPACITY, WHOLE_OPACITY
from jwviewer.drawing.metrics_items import (
    RIGHT,
    BarInk,
    Drawing,
    Frame,
    Hit,
    LinkInk,
    PointInk,
    Rule,
)
from jwviewer.drawing.value_axis import ValueAxis, axis_ends, tick_label
from jwviewer.language import tr
from jwviewer.queries.metric_view import Bar, Panel

LEAST_AXIS = 0.42
"""The axis keeps this part of its column; what then does not fit beside a bar goes below it."""


def lay_bars(drawing: Drawing, panel: Panel, frame: Frame, top: float) -> float:
    """Place a panel's bars from ``top`` on; return where they end."""
    return _Bars(drawing, panel, frame).lay(top)


def has_axis(panel: Panel, frame: Frame) -> bool:
    """Tell whether bars have an axis with their unit; a lone bar in a tight panel has none."""
    rows = sum(not bar.inside for bar in panel.bars)
    return rows > 1 or not frame.tight or _as_dots(panel, frame)


def _as_dots(panel: Panel, frame: Frame) -> bool:
    negative = any(min(soft_ends(b.quantity)) < 0 or b.quantity.value < 0 for b in panel.bars)
    return negative or (frame.logarithmic and panel.positive)


class _Bars:
    def __init__(self, drawing: Drawing, panel: Panel, frame: Frame) -> None:
        self.drawing, self.panel, self.frame, self.sheet = drawing, panel, frame, frame.sheet
        self.inside = {bar.whole_id: bar for bar in panel.bars if bar.inside}
        self.rows = [bar for bar in panel.bars if not bar.inside]
        self.words = BarWords(drawing, frame, self.inside)
        self.logarithmic = frame.logarithmic and panel.positive
        self.dots = _as_dots(panel, frame)
        self.axis = self._axis()

    def lay(self, top: float) -> float:
        y = top
        for bar in self.rows:
            y = self._row(bar, y)
        if self.dots and not self.logarithmic:
            zero = self.axis.at(0.0)
            self.drawing.items.append(Rule(QPointF(zero, top), QPointF(zero, y), strong=True))
        if self.panel.more:
            text = tr("and {count} more in the table", count=f"{self.panel.more:,}")
            height = self.sheet.line("small")
            self.words.line(
                QRectF(self.frame.start, y, self.frame.right - self.frame.start, height),
                text,
                "small",
                "faint",
            )
            y += height
        if has_axis(self.panel, self.frame):
            y = self._scale(y + self.sheet.px(2))
        return y

    def _axis(self) -> ValueAxis:
        ends = [soft_ends(bar.quantity) for bar in self.panel.bars]
        values = [float(bar.quantity.value) for bar in self.panel.bars]
        low, high = axis_ends(
            [min(pair) for pair in ends] if not self.logarithmic else values,
            [max(pair) for pair in ends],
            logarithmic=self.logarithmic,
        )
        start = self.frame.start + (self.sheet.px(12) if self.dots else 0.0)
        space = self.frame.right - start
        most = space - max(self._tip(bar) for bar in self.rows)
        trial = ValueAxis(low, high, 0, 1, self.logarithmic)
        lengths = []
        for bar in self.rows:
            longest = self._longest(bar)
            share = max(trial.share(max(soft_ends(longest.quantity))), 0.02)
            room = space - self._tip(longest) - self.sheet.px(8) - self.words.value_width(bar)
            with_asides = room - self.words.asides_width(bar)
            if with_asides / share >= space * 0.5:
                room = with_asides
            lengths.append(room / share)
        # A value too wide to stand beside its bar goes below it and shortens nothing.
        fair = [length for length in lengths if length >= space * LEAST_AXIS]
        return ValueAxis(low, high, start, min([most, space * 0.92, *fair]), self.logarithmic)

    def _longest(self, bar: Bar) -> Bar:
        """Return the bar beside which a row's value stands: its own, or the whole behind it."""
        whole = (
            None if self.dots else next((b for b in self.rows if b.fact_id == bar.whole_id), None)
        )
        return bar if whole is None or bar.quantity.value > whole.quantity.value else whole

    def _tip(self, bar: Bar) -> float:
        if self.dots:
            return self.sheet.px(23)
        bound = drawn_bound(bar.quantity)
        if bound in ("gt", "ge"):
            return arrow_length(self.frame.bar)
        # A soft end keeps a width that can be seen, even where its values lie closer.
        return self.sheet.px(7) if bound not in ("eq", "lt", "le") else 0.0

    def _row(self, bar: Bar, top: float) -> float:
        frame, sheet = self.frame, self.sheet
        lines = sheet.wrap(bar.label, frame.names)
        height = max(frame.bar, len(lines) * sheet.line())
        middle = top + height / 2
        y = middle - len(lines) * sheet.line() / 2
        for line in lines:
            self.words.line(
                QRectF(frame.left, y, frame.names, sheet.line()),
                line,
                align=RIGHT,
                fact_id=bar.fact_id,
            )
            y += sheet.line()
        end = self._ink(bar, middle - frame.bar / 2)
        below = self.words.beside(bar, end + sheet.px(8), middle, top + height)
        row = QRectF(frame.left, top - frame.gap / 2, frame.width, below - top + frame.gap)
        self.drawing.hits.insert(0, Hit(row, bar.fact_id, lit=True))
        part = self.inside.get(bar.fact_id)
        if part is not None:
            below = self.words.below_inside(part, below)
        return below + frame.gap

    def _ink(self, bar: Bar, top: float) -> float:
        """Draw the bar, its whole behind it and its part in it; return where it ends."""
        sheet, height = self.sheet, self.frame.bar
        if mark := MARK_OF_BOUND.get(drawn_bound(bar.quantity)):
            self.drawing.use(mark, drawn_bound(bar.quantity), "along" if self.dots else "")
        if self.dots:
            shape = point_shape(bar.quantity, self.axis, top + height / 2, sheet, upright=False)
            zero = self.axis.at(0.0) if not self.logarithmic else self.axis.start
            self.drawing.items.append(
                LinkInk(
                    QPointF(zero, top + height / 2),
                    shape.centre,
                    bar.company_id,
                    "leader",
                    bar.fact_id,
                )
            )
            self.drawing.items.append(PointInk(shape, bar.company_id, bar.fact_id))
            inner = self.inside.get(bar.fact_id)
            if inner is not None:
                self.drawing.items.append(
                    PointInk(
                        point_shape(
                            inner.quantity,
                            self.axis,
                            top + height / 2,
                            sheet,
                            upright=False,
                            marker="diamond",
                        ),
                        inner.company_id,
                        inner.fact_id,
                    )
                )
            return max(shape.box.right(), zero)
        end = self.axis.start
        whole = next((b for b in self.rows if b.fact_id == bar.whole_id), None)
        if whole is not None:
            self.drawing.use("part")
            track = bar_shape(whole.quantity, self.axis, top, height, sheet)
            self.drawing.items.append(BarInk(track, whole.company_id, "", TRACK_OPACITY))
            end = track.right
        bar_ink = bar_shape(bar.quantity, self.axis, top, height, sheet)
        inner = self.inside.get(bar.fact_id)
        opacity = WHOLE_OPACITY if inner is not None else 1.0
        self.drawing.items.append(BarInk(bar_ink, bar.company_id, bar.fact_id, opacity))
        if inner is not None:
            self.drawing.use("part")
            self.drawing.items.append(
                BarInk(
                    bar_shape(inner.quantity, self.axis, top, height, sheet),
                    inner.company_id,
                    inner.fact_id,
                )
            )
        return max(bar_ink.right, end)

    def _scale(self, top: float) -> float:
        """Draw the axis under the bars, with its title in the column of names."""
        frame, sheet, axis = self.frame, self.sheet, self.axis
        end = axis.at(axis.high)
        self.drawing.items.append(Rule(QPointF(axis.start, top), QPointF(end, top), strong=True))
        height = sheet.line("tiny")
        y = top + sheet.px(5)
        lines = sheet.wrap(self._title(), frame.names, "tiny")
        for number, line in enumerate(lines):
            self.words.line(
                QRectF(frame.left, y + number * height, frame.names, height),
                line,
                "tiny",
                "dim",
                RIGHT,
            )
        for x, rect, text in self._tick_labels(y):
            self.drawing.items.append(
                Rule(QPointF(x, top), QPointF(x, top + sheet.px(4)), strong=True)
            )
            if text:
                self.words.line(rect, text, "tiny", "dim")
        return y + height * len(lines)

    def _tick_labels(self, top: float) -> list[tuple[float, QRectF, str]]:
        """Return as many numbers as stand beside each other with air between them."""
        sheet, axis = self.sheet, self.axis
        found: list[tuple[float, QRectF, str]] = []
        for most in range(7, 0, -1):
            found = []
            for value in axis.ticks(most):
                x, text = axis.at(float(value)), tick_label(value, self.panel.unit)
                width = sheet.width(text, "tiny")
                left = max(x - width / 2, self.frame.start - sheet.px(4))
                found.append(
                    (
                        x,
                        QRectF(min(left, self.frame.right - width), top, width, sheet.line("tiny")),
                        text,
                    )
                )
            rects = [rect for _, rect, _ in found]
            if all(one.right() + sheet.px(12) <= other.left() for one, other in pairwise(rects)):
                return found
        # Even two do not stand side by side: the ticks stay, the numbers that fit do too.
        kept: list[tuple[float, QRectF, str]] = []
        for x, rect, text in found:
            free = not kept or kept[-1][1].right() + sheet.px(6) <= rect.left()
            kept.append((x, rect if free else kept[-1][1], text if free else ""))
        return kept

    def _title(self) -> str:
        title = self.panel.axis_title
        return tr("{unit}, logarithmic", unit=title) if self.logarithmic else title
