"""A list of any number of rows, all equally high: nothing is done for a row out of view."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)  # fmt: skip
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

AnyIndex = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint
MOST_TYPED = 20_000
"""Among more rows typing a letter does not go to the next one that begins with it."""


class RowsView(QAbstractItemView):
    """Shows a model's first column; Qt's own list looks at every row before it shows one.

    The row height is that of the delegate's size hint for the first row.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hovered = -1

    def row_height(self) -> int:
        """Return how high every row is, at least 1."""
        index = self.model().index(0, 0)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return max(self.itemDelegate().sizeHint(option, index).height(), 1)

    def rows(self) -> range:
        """Return the rows in view."""
        height, offset = self.row_height(), self.verticalOffset()
        first = offset // height
        last = (offset + self.viewport().height() - 1) // height + 1
        return range(first, min(last, self.model().rowCount()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row at a point of the viewport."""
        row = (point.y() + self.verticalOffset()) // self.row_height()
        inside = self.viewport().rect().contains(point) and 0 <= row < self.model().rowCount()
        return self.model().index(row, 0) if inside else QModelIndex()

    def visualRect(self, index: AnyIndex) -> QRect:
        """Return where a row stands, in the viewport's terms."""
        if not index.isValid():
            return QRect()
        height = self.row_height()
        top = index.row() * height - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), height)

    def scrollTo(self, index: AnyIndex, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Bring a row into view."""
        bar, rect, room = self.verticalScrollBar(), self.visualRect(index), self.viewport().height()
        if not index.isValid() or (
            hint == _Hint.EnsureVisible and rect.top() >= 0 and rect.bottom() < room
        ):
            return
        top = index.row() * rect.height()
        if hint == _Hint.PositionAtCenter:
            bar.setValue(top - (room - rect.height()) // 2)
        elif hint == _Hint.PositionAtTop or (hint == _Hint.EnsureVisible and rect.top() < 0):
            bar.setValue(top)
        else:
            bar.setValue(top - room + rect.height())

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the row that a key leads to."""
        count = self.model().rowCount()
        if not count:
            return QModelIndex()
        row, page = self.currentIndex().row(), max(len(self.rows()) - 1, 1)
        steps = {
            _Move.MoveUp: -1, _Move.MovePrevious: -1, _Move.MoveLeft: 0, _Move.MoveRight: 0,
            _Move.MovePageUp: -page, _Move.MovePageDown: page,
            _Move.MoveHome: -count, _Move.MoveEnd: count,
        }  # fmt: skip
        wanted = row + steps.get(action, 1) if row >= 0 else 0
        return self.model().index(max(0, min(wanted, count - 1)), 0)

    def keyboardSearch(self, search: str) -> None:
        """Go to a row by its first letters, where that does not mean to read a million rows."""
        if self.model().rowCount() <= MOST_TYPED:
            super().keyboardSearch(search)

    def horizontalOffset(self) -> int:
        """Return 0: rows are as wide as the view."""
        return 0

    def verticalOffset(self) -> int:
        """Return how many pixels of the rows are above the view."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: AnyIndex) -> bool:
        """Return False: every row is shown."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select nothing: a row is chosen, not selected."""

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return that nothing is selected."""
        return QRegion()

    def updateGeometries(self) -> None:
        """Bring the scroll bar in line with the number of rows."""
        height, room = self.row_height(), self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setPageStep(room)
        bar.setSingleStep(height)
        bar.setRange(0, max(self.model().rowCount() * height - room, 0))
        super().updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted, so that only what comes into sight is painted."""
        self.scrollDirtyRegion(dx, dy)
        self.viewport().scroll(dx, dy)
        for row in {self._hovered, self._under_mouse()} - {-1}:
            self.viewport().update(self.visualRect(self.model().index(row, 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that come into view or look different."""
        painter = QPainter(self.viewport())
        self._hovered = self._under_mouse()
        current = self.currentIndex().row() if self.hasFocus() else -1
        for row in self.rows():
            index = self.model().index(row, 0)
            rect = self.visualRect(index)
            if not event.region().intersects(rect):
                continue
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = rect
            if row == self._hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            if row == current:
                option.state |= QStyle.StateFlag.State_HasFocus
            else:
                option.state &= ~QStyle.StateFlag.State_HasFocus
            self.itemDelegate().paint(painter, option, index)
        painter.end()

    def _under_mouse(self) -> int:
        """Return the row under the mouse, -1 for none."""
        view = self.viewport()
        return self.indexAt(view.mapFromGlobal(QCursor.pos())).row() if view.underMouse() else -1
