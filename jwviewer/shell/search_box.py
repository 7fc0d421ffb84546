"""The search field of the toolbar with its list of hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jwviewer.language import tr
from jwviewer.queries.wording import kind_name

if TYPE_CHECKING:
    from jwviewer.session import State

HITS = 12
WIDTH = 520


class SearchBox(QLineEdit):
    """Finds facts, people, places and figures, spelling mistakes forgiven.

    Signals:
        found: the id of the fact the person settled on.
    """

    found = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Search facts, people, places, figures   Ctrl+K"))
        self.setAccessibleName(tr("Search facts, people, places and figures"))
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(tr("Clear the search"))
        self.setMinimumWidth(96)
        self.setMaximumWidth(420)
        self._state: State | None = None
        self._popup = QFrame(self, Qt.WindowType.ToolTip)
        self._popup.setFrameShape(QFrame.Shape.StyledPanel)
        self.hits = QListWidget(self._popup)
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.setUniformItemSizes(True)
        self.hits.setObjectName("hits")
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.hits.setAccessibleName(tr("Hits"))
        layout = QVBoxLayout(self._popup)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.hits)
        self.textEdited.connect(self._search)
        self.hits.itemClicked.connect(self._settle)

    def show_state(self, state: State) -> None:
        """Search in this state's dossier from now on."""
        self._state = state

    def sizeHint(self) -> QSize:
        """Ask for room for the whole invitation."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(words + 60, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the hits with the arrows, settle with Enter, leave with Escape."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._popup.isVisible():
            step = 1 if key == Qt.Key.Key_Down else -1
            self.hits.setCurrentRow(
                max(0, min(self.hits.count() - 1, self.hits.currentRow() + step))
            )
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hits.currentItem() is not None:
            self._settle(self.hits.currentItem())
        elif key == Qt.Key.Key_Escape:
            self._popup.hide()
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the hits when the field loses the focus."""
        self._popup.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the hits with the field."""
        self._popup.hide()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the hits when the window moves away under them."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self._popup.hide()
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        from jwviewer.queries.search import search

        self.hits.clear()
        if not text.strip() or self._state is None:
            self._popup.hide()
            return
        for hit in search(self._state.dossier, text, HITS):
            parts = (hit.label, *(p for p in (hit.detail, kind_name(hit.kind)) if p))
            item = QListWidgetItem("  ·  ".join(dict.fromkeys(parts)))
            item.setData(Qt.ItemDataRole.UserRole, hit.fact_id)
            self.hits.addItem(item)
        if self.hits.count() == 0:
            nothing = QListWidgetItem(tr("Nothing found"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.hits.addItem(nothing)
        else:
            self.hits.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        self.window().removeEventFilter(self)
        self.window().installEventFilter(self)
        rows = min(self.hits.count(), HITS)
        width = max(self.width(), WIDTH)
        self._popup.resize(width, rows * self.hits.sizeHintForRow(0) + 8)
        corner = self.mapToGlobal(QPoint(self.width() - width, self.height() + 2))
        self._popup.move(corner)
        self._popup.show()

    def _settle(self, item: QListWidgetItem) -> None:
        fact_id = item.data(Qt.ItemDataRole.UserRole)
        if fact_id:
            self._popup.hide()
            self.found.emit(fact_id)
