"""What the sources do not say, as a list of its own."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.fact import Omission
from jwviewer.drawing.flow import Flow, Run, set_text
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.language import tr

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class UnsaidModel(QAbstractListModel):
    """The omissions of a dossier."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.omissions: tuple[Omission, ...] = ()

    def show_omissions(self, omissions: tuple[Omission, ...]) -> None:
        """List these omissions."""
        self.beginResetModel()
        self.omissions = omissions
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.omissions)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is not said."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.omissions[index.row()].label
        return None


class _Delegate(QStyledItemDelegate):
    """Paints what is not said and which fact it is missing from."""

    def __init__(self, view: UnsaidList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Make room for all lines."""
        width = self._view.viewport().width()
        return QSize(60, int(self._view.text_flow(index.row(), width).height) + 13)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one row."""
        view, theme, rect = self._view, self._view.sheet.theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        omission = view.unsaid.omissions[index.row()]
        if omission.fact_id and omission.fact_id == view.focus:
            painter.fillRect(rect, theme.surface["selected"])
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.surface["hover"])
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.line["line"]
        )
        flow = view.text_flow(index.row(), view.viewport().width())
        flow.paint(painter, view.sheet, QPointF(rect.left() + 8, rect.top() + 6))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(view.sheet.pen(theme.line["focus"], 1.5))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()


class UnsaidList(QListView):
    """What the sources do not say; a row that belongs to a fact chooses it.

    Signals:
        chosen: the id of the fact that lacks it.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet(load_theme("light"))
        self.unsaid = UnsaidModel(self)
        self.focus: str | None = None
        self._dossier: Dossier | None = None
        self._flows: dict[tuple[int, int], Flow] = {}
        self.setModel(self.unsaid)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(tr("What the source does not say"))
        self.clicked.connect(self._choose)

    def show_omissions(self, dossier: Dossier, focus: str | None, sheet: Sheet) -> None:
        """List what the sources of a dossier do not say."""
        self.focus = focus
        if dossier is not self._dossier or sheet.theme is not self.sheet.theme:
            self._dossier, self.sheet = dossier, sheet
            self._flows.clear()
            self.unsaid.show_omissions(dossier.omissions)
        self.viewport().update()

    def text_flow(self, row: int, width: int) -> Flow:
        """Return a row's text, set for a width."""
        if (row, width) not in self._flows:
            assert self._dossier is not None
            theme = self.sheet.theme
            omission = self.unsaid.omissions[row]
            runs = [[Run(omission.label, "body", theme.ink["text"])]]
            if omission.fact_id in self._dossier.positions:
                label = self._dossier.label(omission.fact_id)
                runs.append([Run(label, "small", theme.ink["dim"])])
            self._flows[row, width] = set_text(self.sheet, runs, width - 16, gap=1)
        return self._flows[row, width]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._flows.clear()
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say so when nothing is listed."""
        super().paintEvent(event)
        if not self.unsaid.omissions:
            painter = QPainter(self.viewport())
            words = tr("This dossier lists nothing that its sources leave out")
            flow = set_text(
                self.sheet,
                [[Run(words, "small", self.sheet.theme.ink["faint"])]],
                self.viewport().width() - 16,
            )
            flow.paint(painter, self.sheet, QPointF(8, 10))
            painter.end()

    def _choose(self, index: AnyIndex) -> None:
        if index.isValid() and self._dossier is not None:
            fact_id = self.unsaid.omissions[index.row()].fact_id
            if fact_id in self._dossier.positions:
                self.chosen.emit(fact_id)
