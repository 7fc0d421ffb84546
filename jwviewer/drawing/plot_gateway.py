"""The one door to pyqtgraph: arrays as float64, texts escaped, days as UTC seconds.

Other dtypes can crash the process and every text of pyqtgraph is HTML, so nothing else in
the program calls it. It is imported when the first series is zoomed into, not before.
"""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6.QtGui import QColor

from jwviewer.drawing.mark_shapes import soft_ends
from jwviewer.drawing.plot_area import LOG_AIR
from jwviewer.drawing.plot_numbers import DAY, as_float64, day_of, height, heights, moments, seconds
from jwviewer.drawing.plot_points import PointItems
from jwviewer.drawing.plot_symbols import POINT
from jwviewer.drawing.plot_traces import TraceCurves
from jwviewer.drawing.plot_values import ValueLabels
from jwviewer.drawing.value_axis import ValueAxis, tick_label
from jwviewer.queries.metric_zoom import figure_id, points_between, row_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QWidget

    from jwviewer.drawing.sheet import Sheet
    from jwviewer.queries.metric_view import Line, Panel, Trace
    from jwviewer.selection import Period
    from jwviewer.session import State

MOST_POINTS = 300
"""So many points of long lines in view are drawn one by one, with bounds, values and marks."""


class _Scene(Struct, frozen=True, eq=False):
    """What is shown, and where a logarithmic axis ends."""

    panel: Panel
    state: State
    sheet: Sheet
    floor: float | None


def plain(text: str) -> str:
    """Return text so that pyqtgraph shows it literally."""
    return html.escape(text, quote=False)


class SeriesPlot:
    """A series that can be zoomed and panned along time, drawn by pyqtgraph.

    ``on_point`` is called with a fact id when a point is clicked, ``on_hover`` with one
    while the mouse is over it, or "" beside all points; ``on_points`` with the panel of the
    points that are drawn one by one, which of long lines are those in view if they are few.
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
        self._points = PointItems(pg, self._plot, self._labels, on_point, on_hover)
        self._curves = TraceCurves(pg, self._plot)
        self.on_points: Callable[[Panel], None] = lambda _: None
        self._key = ""
        self._span = (0.0, 1.0)
        self._scene: _Scene | None = None
        self._made: tuple[float, float] | None = None
        self._plot.getViewBox().sigXRangeChanged.connect(self._follow)
        self._plot.getViewBox().sigResized.connect(self._follow)
        self._plot.scene().sigMouseMoved.connect(self._over)
        self._plot.scene().sigMouseClicked.connect(self._click)

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
        self._scene, self._made = None, None
        self._plot.clear()
        self._points.forget()
        self._curves.clear()
        self._legend.clear()
        self._legend.setLabelTextColor(sheet.theme.ink["text"])
        ground = QColor(sheet.theme.surface["pane"])
        ground.setAlphaF(0.85)
        self._legend.setBrush(self._pg.mkBrush(ground))
        self._dress(panel, sheet, logarithmic)
        days, ends = _extent(panel)
        start, end = seconds(days[0]), seconds(days[1] + 1)
        room = max((end - start) * 0.04, DAY)
        before, self._span = (self._key, *self._span), (start - room, end + room)
        self._key = panel.key
        if state.selection.period is not None:
            self._band(state.selection.period, sheet)
        floor = min(end for end in ends if end > 0) * LOG_AIR if logarithmic else None
        scene = _Scene(panel, state, sheet, floor)
        self._name_lines(scene)
        self._curves.show(
            panel.traces,
            [sheet.theme.company(state.dossier, one.company_id).mark for one in panel.traces],
            moments,
            lambda values: heights(values, floor),
        )
        self._draw_points(scene, panel)
        box = self._plot.getViewBox()
        box.setLimits(xMin=self._span[0], xMax=self._span[1], minXRange=2 * DAY)
        reach = as_float64(height(end, floor) for end in ends)
        self._plot.setYRange(float(reach.min()), float(reach.max()), padding=0.12)
        chosen = self._places_of(scene)
        if before != (self._key, *self._span):
            self.fit()
        elif chosen and not any(self.shown[0] <= x <= self.shown[1] for x, _ in chosen):
            middle = (self.shown[0] + self.shown[1]) / 2
            self.pan((chosen[0][0] - middle) / (self.shown[1] - self.shown[0]))
        self._ring(chosen, sheet)
        self._scene = scene
        self._follow()

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

    def _name_lines(self, scene: _Scene) -> None:
        lines: list[Line | Trace] = [*scene.panel.lines, *scene.panel.traces]
        for line in lines:
            colour = scene.sheet.theme.company(scene.state.dossier, line.company_id).mark
            sample = self._pg.ScatterPlotItem(size=POINT, brush=self._pg.mkBrush(colour), pen=None)
            self._legend.addItem(sample, plain(line.label))

    def _draw_points(self, scene: _Scene, panel: Panel) -> None:
        """Draw the points of a panel's short lines, and say which they are."""
        self._points.draw(panel.lines, scene.state, scene.sheet, scene.floor)
        self.on_points(panel)

    def _follow(self, *_: object) -> None:
        """Draw of long lines what is in view: few points one by one, many as what pixels hold."""
        scene = self._scene
        if scene is None or not scene.panel.traces:
            return
        low, high = self.shown
        self._curves.draw(low, high)
        if self._made and self._made[0] <= low and high <= self._made[1]:
            return
        self._points.clear()
        few = self._curves.count(low, high) <= MOST_POINTS
        if few:
            # More than is in view, so that not every step of panning makes them anew.
            wide = (2 * low - high, 2 * high - low)
            self._made = wide if self._curves.count(*wide) <= MOST_POINTS else (low, high)
            first, last = map(day_of, self._made)
            self._draw_points(scene, points_between(scene.state.dossier, scene.panel, first, last))
        elif self._made:
            self._made = None
            self._draw_points(scene, scene.panel)

    def _places_of(self, scene: _Scene) -> list[tuple[float, float]]:
        """Return where the chosen figure's points are."""
        focus = scene.state.selection.focus
        if not focus:
            return []
        row = row_of(scene.state.dossier, focus)
        return self._labels.places_of(focus) or self._curves.places_of(row)

    def _at(self, place: QPointF) -> str:
        """Return the figure of a long line at a place where points are not drawn one by one."""
        scene = self._scene
        if scene is None or not scene.panel.traces or self._made:
            return ""
        row = self._curves.at(place)
        return figure_id(scene.state.dossier, row) if row >= 0 else ""

    def _over(self, place: QPointF) -> None:
        if self._scene is not None and self._scene.panel.traces and not self._made:
            self._on_hover(self._at(place))

    def _click(self, event: Any) -> None:
        if found := self._at(event.scenePos()):
            self._on_point(found)

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


def _extent(panel: Panel) -> tuple[tuple[int, int], list[float]]:
    """Return the first and last day of a panel's lines, and values between which all lie."""
    points = [point for line in panel.lines for point in line.points]
    days = [(point.first, point.last) for point in points]
    days += [(int(one.first.min()), int(one.last.max())) for one in panel.traces]
    ends = [end for point in points for end in soft_ends(point.quantity)]
    ends += [float(end) for one in panel.traces for end in (one.values.min(), one.values.max())]
    return (min(first for first, _ in days), max(last for _, last in days)), ends


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
