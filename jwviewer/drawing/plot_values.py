"""The values written beside the points of a zoomed series, for the one door to pyqtgraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFontMetricsF

from jwviewer.drawing.mark_shapes import drawn_bound
from jwviewer.drawing.plot_labels import Spot, labelled, place_labels
from jwviewer.drawing.plot_symbols import POINT, SIDE

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import Sheet
    from jwviewer.queries.metric_view import Point


class ValueLabels:
    """The values written at points, placed anew when what is shown or the mouse moves."""

    def __init__(self, pg: Any, plot: Any) -> None:
        self._pg, self._plot = pg, plot
        self._points: list[Point] = []
        self._places: list[tuple[float, float]] = []
        self._inks: list[QColor] = []
        self._items: list[Any] = []
        self._focus: str | None = None
        self._mouse_x: float | None = None
        self._sheet: Sheet | None = None
        plot.getViewBox().sigRangeChanged.connect(self.place)
        plot.getViewBox().sigResized.connect(self.place)
        plot.scene().sigMouseMoved.connect(self.follow)

    @property
    def told(self) -> tuple[str, ...]:
        """The texts that stand in the plot."""
        return tuple(str(item.toPlainText()) for item in self._items)

    def begin(self, sheet: Sheet) -> None:
        """Forget the points of what was shown before."""
        self._sheet, self._items = None, []
        self._points, self._places, self._inks = [], [], []
        self._next_sheet = sheet

    def add(self, point: Point, place: tuple[float, float], ink: QColor) -> None:
        """Take a point with its place in the plot's values."""
        self._points.append(point)
        self._places.append(place)
        self._inks.append(ink)

    def places_of(self, fact_id: str) -> list[tuple[float, float]]:
        """Return where a fact's points are."""
        pairs = zip(self._points, self._places, strict=True)
        return [place for point, place in pairs if point.fact_id == fact_id]

    def finish(self, focus: str | None) -> None:
        """Write the labels, once all points are there."""
        self._focus, self._sheet = focus, self._next_sheet
        self.place()

    def follow(self, at: QPointF) -> None:
        """Label what is near the mouse."""
        self._mouse_x = at.x()
        self.place()

    def place(self, *_: object) -> None:
        """Write the labels that have room."""
        for item in self._items:
            self._plot.removeItem(item)
        self._items = []
        if self._sheet is None:
            return
        box = self._plot.getViewBox()
        area = QRectF(box.sceneBoundingRect())
        font = self._sheet.font("tiny")
        metrics = QFontMetricsF(font)
        spots = []
        low, high = box.viewRange()[0]
        for number, (point, (x, y)) in enumerate(zip(self._points, self._places, strict=True)):
            if not low <= x <= high:
                continue
            centre = box.mapViewToScene(QPointF(x, y))
            bound = drawn_bound(point.quantity)
            reach = POINT * 0.6
            above, below = _reach(bound, reach)
            size = QSizeF(metrics.horizontalAdvance(point.value) + 2, metrics.height())
            rect = QRectF(centre.x() - reach, centre.y() - above, 2 * reach, above + below)
            chosen = bool(self._focus) and point.fact_id == self._focus
            spots.append(Spot(number, centre, rect, size, bound != "eq", chosen))
        legend = self._plot.getPlotItem().legend
        taken = [spot.box for spot in spots] + [legend.sceneBoundingRect()]
        found = place_labels(labelled(spots, self._mouse_x), taken, area)
        for number, corner in found.items():
            item = self._pg.TextItem(anchor=(0, 0))
            # Not its constructor or setText(), which read HTML.
            item.setPlainText(self._points[number].value)
            item.setColor(self._inks[number])
            item.setFont(font)
            # pyqtgraph's own texts have a margin that the place does not count with.
            item.textItem.document().setDocumentMargin(0)
            spot = box.mapSceneToView(corner)
            item.setPos(spot.x(), spot.y())
            self._plot.addItem(item, ignoreBounds=True)
            self._items.append(item)


def _reach(bound: str, point: float) -> tuple[float, float]:
    """Return how far a mark reaches above and below its value, in pixels."""
    long = SIDE / 2
    up = bound in ("gt", "ge", "over-about", "about")
    down = bound in ("lt", "le", "nearly", "about")
    return long if up else point, long if down else point
