"""The line under a zoomed series that says what its marks mean."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jwviewer.dossier.quantity import Quantity
from jwviewer.drawing.mark_shapes import PointShape, drawn_bound, point_shape
from jwviewer.drawing.marks import MARK_OF_BOUND, paint_point
from jwviewer.drawing.metrics import bound_marks
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.value_axis import ValueAxis
from jwviewer.language import tr
from jwviewer.queries.metric_view import Panel

ROW = 36
"""How high a row is: an arrow and a tail on both sides fit in."""
SWATCH = 16


class PlotCaption(QWidget):
    """Names every kind of point that a panel of lines has, each beside its mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[tuple[str, str], ...] = ()
        self._sheet: Sheet | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_panel(self, panel: Panel, sheet: Sheet) -> None:
        """Explain the marks of a panel: pairs of a bound, or "derived", and its words."""
        self._sheet = sheet
        points = [point for line in panel.lines for point in line.points]
        bounds = dict.fromkeys(drawn_bound(point.quantity) for point in points)
        used = {MARK_OF_BOUND[bound]: bound for bound in bounds if bound != "eq"}
        if {"gt", "ge"} <= bounds.keys():
            used["lower"] = "both"
        if {"lt", "le"} <= bounds.keys():
            used["upper"] = "both"
        words = bound_marks(used)
        # What a plain point is needs telling only where there are others.
        entries = [("eq", tr("as printed"))] if used and "eq" in bounds else []
        told = {MARK_OF_BOUND[bound]: bound for bound in bounds if bound != "eq"}
        entries += [(bound, words[mark]) for mark, bound in told.items()]
        if any(point.derived for point in points):
            entries.append(("derived", tr("derived: computed here, keeps its bound")))
        self.entries = tuple(entries)
        self.setAccessibleName(", ".join(text for _, text in entries))
        self.setVisible(bool(entries))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for as many rows as the words need."""
        rows = 1 + max((row for _, row, _ in self._places()), default=0)
        return QSize(200, rows * ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the line anew."""
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks and what they mean."""
        if self._sheet is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = self._sheet
        ink, line = sheet.theme.ink["dim"], sheet.line("small")
        for (bound, text), (x, row, width) in zip(self.entries, self._places(), strict=True):
            middle = (row + 0.5) * ROW
            shape = _sample(bound, QPointF(x + SWATCH / 2, middle), sheet)
            paint_point(painter, shape, ink, sheet, hollow=bound == "derived")
            rect = QRectF(x + SWATCH + 4, middle - line / 2, width, line)
            sheet.text(painter, rect, text, "small", ink)

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _places(self) -> list[tuple[float, int, float]]:
        """Return where each entry begins, its row, and how wide its words are."""
        if self._sheet is None:
            return []
        found, x, row = [], 4.0, 0
        for _, text in self.entries:
            width = float(ceil(self._sheet.width(text, "small")) + 1)
            if x > 4.0 and x + SWATCH + 4 + width > self.width():
                x, row = 4.0, row + 1
            found.append((x, row, width))
            x += SWATCH + 4 + width + 16
        return found


def _sample(bound: str, at: QPointF, sheet: Sheet) -> PointShape:
    if bound == "derived":
        return PointShape(at, sheet.px(4))
    high = Decimal(51) if bound == "range" else None
    one = Quantity(value=Decimal(50), bound=bound, unit="unit", high=high, decimals=0)
    axis = ValueAxis(0, 100, at.y() + 50, -100)
    return point_shape(one, axis, at.x(), sheet, radius=4)
