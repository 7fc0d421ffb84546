"""The row of company names above the side-by-side view: in their colours, wrapped, movable."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from jwviewer.drawing.flow import Flow, Run, set_text
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import CompanyColours, load_theme

PAD = 10


class ProfileHeader(QHeaderView):
    """Shows a name per column; the first column stays where it is.

    Signals:
        order_changed: the columns were dragged; carries their new order as old numbers.
    """

    order_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sheet = Sheet(load_theme("light"))
        self._names: tuple[str, ...] = ()
        self._colours: tuple[CompanyColours, ...] = ()
        self._dragged = False
        self._flows: dict[tuple[int, int], Flow] = {}
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(60)
        self.sectionMoved.connect(self._note_move)

    def show_names(
        self, sheet: Sheet, names: tuple[str, ...], colours: tuple[CompanyColours, ...]
    ) -> None:
        """Show these company names in these colours."""
        self._sheet, self._names, self._colours = sheet, names, colours
        self._flows.clear()
        self.updateGeometry()
        self.viewport().update()

    def fit_height(self) -> None:
        """Make the header as high as its longest name needs."""
        heights = [
            self._flow(n, self.sectionSize(n + 1)).height
            for n in range(len(self._names))
            if n + 1 < self.count()
        ]
        height = int(max(heights, default=self._sheet.line("bold"))) + 14
        if height != self.height():
            self.setFixedHeight(height)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Announce the new order once the drag is over."""
        super().mouseReleaseEvent(event)
        if self._dragged:
            order = tuple(self.logicalIndex(n) - 1 for n in range(1, self.count()))
            # The columns themselves change places, so the sections go back to theirs.
            for logical in range(self.count()):
                self.moveSection(self.visualIndex(logical), logical)
            self._dragged = False
            self.order_changed.emit(order)

    def sectionSizeFromContents(self, logical: int) -> QSize:
        """Leave heights to fit_height."""
        return QSize(super().sectionSizeFromContents(logical).width(), self.height())

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Paint a name above a line in its company's colour."""
        theme = self._sheet.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.surface["pane"])
        bottom = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 2)
        if 0 < logical <= len(self._names):
            colours = self._colours[logical - 1]
            self._flow(logical - 1, rect.width()).paint(
                painter, self._sheet, QPointF(rect.left() + PAD, rect.top() + 6)
            )
            painter.fillRect(bottom.adjusted(PAD, 0, -PAD, 0), colours.mark)
        else:
            painter.fillRect(bottom, theme.surface["pane"])
        painter.restore()

    def _flow(self, number: int, width: float) -> Flow:
        key = (number, int(width))
        if key not in self._flows:
            run = Run(self._names[number], "bold", self._colours[number].text)
            self._flows[key] = set_text(self._sheet, [[run]], width - 2 * PAD)
        return self._flows[key]

    def _note_move(self) -> None:
        self._dragged = True
