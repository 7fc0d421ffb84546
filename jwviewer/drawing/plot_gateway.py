"""The one door to pyqtgraph: arrays as float64, texts escaped, days as UTC seconds.

Other dtypes can crash the process and every text of pyqtgraph is HTML, so nothing else in
the program calls it. It is imported when the first series is zoomed into, not before.
"""

from __future__ import annotations

import html
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from jwviewer.drawing.mark_shapes import drawn_bound, soft_ends
from jwviewer.drawing.plot_area import LOG_AIR
from jwviewer.drawing.plot_symbols import POINT, cap, is_hollow, symbol, symbol_side
from jwviewer.drawing.plot_values import ValueLabels
from jwviewer.drawing.value_axis import ValueAxis, tick_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from PySide6.QtWidgets import QWidget

    from jwviewer.dossier.quantity import Quantity
    from jwviewer.drawing.sheet import Sheet
    from jwviewer.queries.metric_view import Line, Panel, Point
    from jwviewer.selection import Period
    from jwviewer.session import State

DAY = 86_400.0
_EPOCH = date(1970, 1, 1).toordinal()
TWIN_STEP = 0.3
"""How far apart points of one period stand, in periods; all stay within it."""


def as_float64(values: Iterable[object]) -> NDArray[np.float64]:
    """Return numbers as finite float64; raise ValueError for anything that is none."""
    array = np.asarray([float(str(value)) for value in values], dtype=np.float64)
    if not np.isfinite(array).all():
        raise ValueError("only finite numbers can be plotted")
    return array


def plain(text: str) -> str:
    """Return text so that pyqtgraph shows it literally."""
    return html.escape(text, quote=False)


def seconds(day: float) -> float:
    """Return an ordinal day as seconds since 1970 in UTC."""
    return (day - _EPOCH) * DAY


class SeriesPlot:
    """A series that can be zoomed and panned along time, drawn by pyqtgraph.

    ``on_point`` is called with a fact id when a point is clicked, ``on_hover`` with one
    while the mouse is over it, or "" beside all points.
    """

    def __init__(self, on_point: Callable[[str], None], on_hover: Callable[[str], None]) -> None:
        import pyqtgraph as pg

        self._pg = pg
        self._on_point, self._on_hover = on_point, on_hover
        self._left = _value_axis_item(pg)
        bottom = pg.DateAxisItem(orientation="bottom", utcOffset=0)
        self._plot = pg.PlotWidget(axisItems={"left": self._left, "bottom": bottom})
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=True, y=False)
        self._plot.showGrid(x=False, y=True, alpha=0.15)
        self._plot.setAntialiasing(True)
        for axis in (self._left, bottom):
            axis.enableAutoSIPrefix(False)
        self._legend = self._plot.addLegend(offset=(12, 8))
        self._labels = ValueLabels(pg, self._plot)
        self._key = ""
        self._span = (0.0, 1.0)

    @property
    def widget(self) -> QWidget:
        """The plot as a widget."""
        widget: QWidget = self._plot
        return widget

    @property
    def shown(self) -> tuple[float, float]:
        """First and last shown moment, in UTC seconds."""
        low, high = self._plot.getViewBox().viewRange()[0]
        return float(low), float(high)

    @property
    def told(self) -> tuple[str, ...]:
        """The values written beside points."""
        return self._labels.told

    def show_panel(self, panel: Panel, state: State, sheet: Sheet, *, logarithmic: bool) -> None:
        """Draw a panel of lines afresh; one that was not shown before is shown whole."""
        logarithmic = logarithmic and panel.positive
        self._plot.clear()
        self._labels.begin(sheet)
        self._legend.clear()
        self._legend.setLabelTextColor(sheet.theme.ink["text"])
        self._dress(panel, sheet, logarithmic)
        points = [point for line in panel.lines for point in line.points]
        start, end = seconds(min(p.first for p in points)), seconds(max(p.last for p in points) + 1)
        room = max((end - start) * 0.04, DAY)
        before, self._span = (self._key, *self._span), (start - room, end + room)
        self._key = panel.key
        if state.selection.period is not None:
            self._band(state.selection.period, sheet)
        ends = [end for point in points for end in soft_ends(point.quantity)]
        floor = min(end for end in ends if end > 0) * LOG_AIR if logarithmic else None
        for line in panel.lines:
            self._line(line, state, sheet, floor)
        focus = state.selection.focus
        chosen = self._labels.places_of(focus) if focus else []
        self._ring(chosen, sheet)
        box = self._plot.getViewBox()
        box.setLimits(xMin=self._span[0], xMax=self._span[1], minXRange=2 * DAY)
        heights = as_float64(_height(end, floor) for end in ends)
        self._plot.setYRange(float(heights.min()), float(heights.max()), padding=0.12)
        if before != (self._key, *self._span):
            self.fit()
        elif chosen and not any(self.shown[0] <= x <= self.shown[1] for x, _ in chosen):
            middle = (self.shown[0] + self.shown[1]) / 2
            self.pan((chosen[0][0] - middle) / (self.shown[1] - self.shown[0]))
        self._labels.finish(focus)

    def fit(self) -> None:
        """Show the whole series."""
        self._plot.setXRange(*self._span, padding=0)

    def zoom(self, factor: float) -> None:
        """Show a stretch ``factor`` times as long, around the same middle."""
        low, high = self.shown
        middle, half = (low + high) / 2, (high - low) / 2 * factor
        self._plot.setXRange(middle - half, middle + half, padding=0)

    def pan(self, share: float) -> None:
        """Move along time by a share of what is shown."""
        low, high = self.shown
        step = (high - low) * share
        step = min(max(step, self._span[0] - low), self._span[1] - high)
        self._plot.setXRange(low + step, high + step, padding=0)

    def _dress(self, panel: Panel, sheet: Sheet, logarithmic: bool) -> None:
        theme = sheet.theme
        self._plot.setBackground(theme.surface["pane"])
        self._left.unit, self._left.logarithmic = panel.unit, logarithmic
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(self._pg.mkPen(theme.line["strong"]))
            axis.setTextPen(self._pg.mkPen(theme.ink["dim"]))
            axis.setStyle(tickFont=sheet.font("tiny"))
        self._left.setLabel(plain(panel.axis_title), color=theme.ink["dim"].name())
        self._plot.setAccessibleName(panel.title)

    def _band(self, period: Period, sheet: Sheet) -> None:
        ends = (seconds(period.first), seconds(period.last + 1))
        band = self._pg.LinearRegionItem(ends, movable=False, brush=sheet.theme.line["period_fill"])
        for edge in band.lines:
            edge.setPen(self._pg.mkPen(sheet.theme.line["period"]))
        self._plot.addItem(band)

    def _line(self, line: Line, state: State, sheet: Sheet, floor: float | None) -> None:
        colour = sheet.theme.company(state.dossier, line.company_id).mark
        xs, quantities = _moments(line), [point.quantity for point in line.points]
        ends = [soft_ends(quantity) for quantity in quantities]
        places = [
            (x, _height(_drawn_value(quantity), floor))
            for x, quantity in zip(xs, quantities, strict=True)
        ]
        exact = [(a, b) for a, b in line.links if _sure(line.points[a]) and _sure(line.points[b])]
        rest = [link for link in line.links if link not in set(exact)]
        for links, style in ((exact, Qt.PenStyle.SolidLine), (rest, Qt.PenStyle.DotLine)):
            self._strokes([(places[a], places[b]) for a, b in links], QPen(colour, 2, style))
        soft = [
            ((x, _height(low, floor)), (x, _height(high, floor)))
            for x, (low, high) in zip(xs, ends, strict=True)
            if low < high
        ]
        faint = QColor(colour)
        faint.setAlphaF(0.3)
        self._strokes(soft, QPen(faint, 8))
        bounds = [drawn_bound(quantity) for quantity in quantities]
        scatter = self._pg.ScatterPlotItem(hoverable=True, tip=None, pxMode=True)
        scatter.setData(
            x=as_float64(x for x, _ in places),
            y=as_float64(y for _, y in places),
            symbol=[symbol(bound) for bound in bounds],
            size=[symbol_side(bound) for bound in bounds],
            data=[point.fact_id for point in line.points],
            pen=self._pg.mkPen(colour, width=1.6),
            brush=[self._fill(point, colour, sheet) for point in line.points],
        )
        scatter.sigClicked.connect(self._clicked)
        scatter.sigHovered.connect(self._hovered)
        self._plot.addItem(scatter)
        # What goes down beyond the axis has no end to be seen.
        cut = None if floor is None else _height(floor, floor)
        taken = set(places)
        tips = [tip for pair in soft for tip in pair if tip not in taken and tip[1] != cut]
        if tips:
            caps = self._pg.ScatterPlotItem(
                x=as_float64(x for x, _ in tips),
                y=as_float64(y for _, y in tips),
                symbol=cap(),
                size=POINT,
                pen=self._pg.mkPen(colour, width=1.6),
            )
            self._plot.addItem(caps)
        for point, place in zip(line.points, places, strict=True):
            self._labels.add(point, place, sheet.theme.company(state.dossier, line.company_id).text)
        sample = self._pg.ScatterPlotItem(size=POINT, brush=self._pg.mkBrush(colour), pen=None)
        self._legend.addItem(sample, plain(line.label))

    def _strokes(
        self, pairs: Sequence[tuple[tuple[float, float], tuple[float, float]]], pen: QPen
    ) -> None:
        if not pairs:
            return
        pen.setCosmetic(True)
        x = as_float64(place[0] for pair in pairs for place in pair)
        y = as_float64(place[1] for pair in pairs for place in pair)
        self._plot.addItem(self._pg.PlotCurveItem(x=x, y=y, connect="pairs", pen=pen))

    def _fill(self, point: Point, colour: QColor, sheet: Sheet) -> Any:
        hollow = is_hollow(drawn_bound(point.quantity)) or point.derived
        return self._pg.mkBrush(sheet.theme.surface["pane"] if hollow else colour)

    def _ring(self, places: list[tuple[float, float]], sheet: Sheet) -> None:
        if places:
            ring = self._pg.ScatterPlotItem(
                x=as_float64(x for x, _ in places),
                y=as_float64(y for _, y in places),
                symbol="o",
                size=20,
                brush=None,
                pen=self._pg.mkPen(sheet.theme.line["focus"], width=2),
            )
            self._plot.addItem(ring)

    def _clicked(self, _scatter: object, points: Sequence[Any], *_event: object) -> None:
        if len(points):
            self._on_point(str(points[0].data()))

    def _hovered(self, _scatter: object, points: Sequence[Any], *_event: object) -> None:
        self._on_hover(str(points[0].data()) if len(points) else "")


def _moments(line: Line) -> list[float]:
    """Return when points are drawn: in the middle of their period, twins beside each other."""
    twins: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, point in enumerate(line.points):
        twins[point.first, point.last].append(number)
    found = [seconds(point.middle) for point in line.points]
    for (first, last), numbers in twins.items():
        step = min(TWIN_STEP, 0.6 / len(numbers)) * (last + 1 - first) * DAY
        for place, number in enumerate(numbers):
            found[number] += (place - (len(numbers) - 1) / 2) * step
    return found


def _drawn_value(quantity: Quantity) -> float:
    """Return where a point stands: a range in its middle, as no single number is stated."""
    low, high = soft_ends(quantity)
    return (low + high) / 2 if quantity.bound == "range" else float(quantity.value)


def _sure(point: Point) -> bool:
    return drawn_bound(point.quantity) == "eq" and not point.contested


def _height(value: float, floor: float | None) -> float:
    """Return where a value stands; on a logarithmic axis, which has a floor, at least there."""
    # pyqtgraph's own log mode leaves most of its items in linear values.
    return value if floor is None else math.log10(max(value, floor))


def _value_axis_item(pg: Any) -> Any:
    """Return an axis whose numbers are grouped, carry their currency and can be logarithmic."""

    class ValueAxisItem(pg.AxisItem):  # type: ignore[misc]
        unit, logarithmic = "1", False

        def tickValues(
            self, low: float, high: float, size: float
        ) -> list[tuple[float, list[float]]]:
            if not math.isfinite(low + high) or high <= low:
                return []
            ends = (10**low, 10**high) if self.logarithmic else (low, high)
            axis = ValueAxis(*ends, 0, size, self.logarithmic)
            ticks = [float(value) for value in axis.ticks(max(2, int(size // 40)))]
            heights = [math.log10(v) for v in ticks] if self.logarithmic else ticks
            return [(heights[1] - heights[0] if len(heights) > 1 else 1.0, heights)]

        def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
            from decimal import Decimal

            numbers = [10**v if self.logarithmic else v for v in values]
            return [tick_label(Decimal(f"{number:.10g}"), self.unit) for number in numbers]

    return ValueAxisItem(orientation="left")
