"""The search field of the toolbar with its list of hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
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
    from collections.abc import Callable

    from jwviewer.session import State

HITS = 12
WIDTH = 520
SOON, AGAIN = 400, 40
"""Milliseconds from a new dossier to the making of its index, and between looks for its end."""

_MARGINS = 24
"""Pixels of a field beside its words."""


class SearchBox(QLineEdit):
    """Finds facts, people, places and figures, spelling mistakes forgiven.

    Signals:
        found: the id of the fact the person settled on.
    """

    found = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._invitations = (
            tr("Search facts, people, places, figures   Ctrl+K"),
            tr("Search facts, people, places   Ctrl+K"),
            tr("Search   Ctrl+K"),
            tr("Search"),
        )
        self.setPlaceholderText(self._invitations[0])
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
        self._prepare = _timer(self, SOON, self._make_ready)
        self._again = _timer(self, AGAIN, lambda: self._search(self.text()))
        self.textEdited.connect(self._search)
        self.hits.itemClicked.connect(self._settle)

    def show_state(self, state: State) -> None:
        """Search in this state's dossier from now on."""
        if self._state is None or state.dossier is not self._state.dossier:
            self._prepare.start()
        self._state = state

    def sizeHint(self) -> QSize:
        """Ask for room for the whole invitation."""
        words = self.fontMetrics().horizontalAdvance(self._invitations[0])
        return QSize(words + 60, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Invite with the longest words that fit uncut."""
        super().resizeEvent(event)
        advance = self.fontMetrics().horizontalAdvance
        room = self.width() - _MARGINS
        fits = [one for one in self._invitations if advance(one) <= room]
        self.setPlaceholderText(fits[0] if fits else self._invitations[-1])

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
            self._leave()
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the hits when the field loses the focus."""
        self._leave()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the hits with the field."""
        self._leave()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the hits when the window moves away under them."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self._popup.hide()
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        from jwviewer.queries.search import is_ready, search

        self.hits.clear()
        self._again.stop()
        if not text.strip() or self._state is None:
            self._popup.hide()
            return
        if not is_ready(self._state.dossier):
            self._again.start()
            self._say(tr("Getting ready to search…"))
            return
        for hit in search(self._state.dossier, text, HITS):
            parts = (hit.label, *(p for p in (hit.detail, kind_name(hit.kind)) if p))
            item = QListWidgetItem("  ·  ".join(dict.fromkeys(parts)))
            item.setData(Qt.ItemDataRole.UserRole, hit.fact_id)
            self.hits.addItem(item)
        if self.hits.count() == 0:
            self._say(tr("Nothing found"))
        else:
            self.hits.setCurrentRow(0)
            self._place()

    def _say(self, words: str) -> None:
        said = QListWidgetItem(words)
        said.setFlags(Qt.ItemFlag.NoItemFlags)
        self.hits.addItem(said)
        self._place()

    def _make_ready(self) -> None:
        from jwviewer.queries.search import is_ready

        if self._state is not None:
            is_ready(self._state.dossier)

    def _leave(self) -> None:
        self._again.stop()
        self._popup.hide()

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


def _timer(parent: QObject, wait: int, done: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    timer.timeout.connect(done)
    return timer
