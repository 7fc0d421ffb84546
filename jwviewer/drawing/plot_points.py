"""The points of a zoomed series with their bounds, for the one door to pyqtgraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from jwviewer.drawing.mark_shapes import drawn_bound, soft_ends
from jwviewer.drawing.plot_numbers import DAY, as_float64, height, seconds
from jwviewer.drawing.plot_symbols import POINT, cap, is_hollow, symbol, symbol_side

if TYPE_CHECKING:
    from jwviewer.dossier.quantity import Quantity
    from jwviewer.drawing.plot_values import ValueLabels
    from jwviewer.drawing.sheet import Sheet
    from jwviewer.queries.metric_view import Line, Point
    from jwviewer.session import State

TWIN_STEP = 0.3
"""How far apart points of one period stand, in periods; all stay within it."""


class PointItems:
    """Lines whose points are drawn one by one; ``on_point`` and ``on_hover`` as in SeriesPlot."""

    def __init__(
        self, pg: Any, plot: Any, labels: ValueLabels,
        on_point: Callable[[str], None], on_hover: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._pg, self._plot, self._labels = pg, plot, labels
        self._on_point, self._on_hover = on_point, on_hover
        self._items: list[Any] = []

    def draw(self, lines: Sequence[Line], state: State, sheet: Sheet, floor: float | None) -> None:
        """Draw lines; on a logarithmic axis nothing stands below its ``floor``."""
        self._labels.begin(sheet)
        for line in lines:
            self._line(line, state, sheet, floor)
        self._labels.finish(state.selection.focus)

    def clear(self) -> None:
        """Take out of the plot what was drawn."""
        for item in self._items:
            self._plot.removeItem(item)
        self._items = []

    def forget(self) -> None:
        """Forget what was drawn; it has left the plot with everything else."""
        self._items = []

    def _add(self, item: Any) -> None:
        self._plot.addItem(item)
        self._items.append(item)

    def _line(self, line: Line, state: State, sheet: Sheet, floor: float | None) -> None:
        colour = sheet.theme.company(state.dossier, line.company_id).mark
        xs, quantities = _moments(line), [point.quantity for point in line.points]
        ends = [soft_ends(quantity) for quantity in quantities]
        places = [
            (x, height(_drawn_value(quantity), floor))
            for x, quantity in zip(xs, quantities, strict=True)
        ]
        exact = [(a, b) for a, b in line.links if _sure(line.points[a]) and _sure(line.points[b])]
        rest = [link for link in line.links if link not in set(exact)]
        for links, style in ((exact, Qt.PenStyle.SolidLine), (rest, Qt.PenStyle.DotLine)):
            self._strokes([(places[a], places[b]) for a, b in links], QPen(colour, 2, style))
        soft = [
            ((x, height(low, floor)), (x, height(high, floor)))
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
        self._add(scatter)
        # What goes down beyond the axis has no end to be seen.
        cut = None if floor is None else height(floor, floor)
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
            self._add(caps)
        for point, place in zip(line.points, places, strict=True):
            self._labels.add(point, place, sheet.theme.company(state.dossier, line.company_id).text)

    def _strokes(
        self, pairs: Sequence[tuple[tuple[float, float], tuple[float, float]]], pen: QPen
    ) -> None:
        if not pairs:
            return
        pen.setCosmetic(True)
        x = as_float64(place[0] for pair in pairs for place in pair)
        y = as_float64(place[1] for pair in pairs for place in pair)
        self._add(self._pg.PlotCurveItem(x=x, y=y, connect="pairs", pen=pen))

    def _fill(self, point: Point, colour: QColor, sheet: Sheet) -> Any:
        hollow = is_hollow(drawn_bound(point.quantity)) or point.derived
        return self._pg.mkBrush(sheet.theme.surface["pane"] if hollow else colour)

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
