"""A small question under the fact at hand: type or choose, Enter takes it, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jwviewer.language import tr

MOST = 200
"""So many choices are listed; typing narrows them down."""
SHOWN = 4
"""So many are seen at once, so that the passage in question is seen too."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that is offered: its value, and how it is shown."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; ``read`` tells live how a typed answer is understood.

    It returns the words and whether the answer will do. With ``free`` any such answer may be
    typed, otherwise one of the choices is taken.
    """

    title: str
    choices: tuple[Choice, ...] = ()
    text: str = ""
    free: bool = False
    read: Callable[[str], tuple[str, bool]] | None = None


class Prompt(QFrame):
    """Asks one question at a time.

    Signals:
        opened: there is a question.
        closed: there is no question any more.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = Question("")
        self._take: Callable[[str], None] = lambda _: None
        self._numbered: Sequence[str] = ()
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.line = QLineEdit()
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self.take)
        self.line.installEventFilter(self)
        self.reading = QLabel()
        self.reading.setTextFormat(Qt.TextFormat.PlainText)
        self.reading.setWordWrap(True)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName(tr("Answers to choose from"))
        self.list.itemClicked.connect(self._clicked)
        leave = QToolButton()
        leave.setText("✕")
        leave.setAutoRaise(True)
        leave.setAccessibleName(tr("Leave this question"))
        leave.clicked.connect(self.leave)
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addWidget(self.line, 1)
        top.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 8, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.reading)
        column.addWidget(self.list)
        self.hide()

    def ask(self, question: Question, take: Callable[[str], None]) -> None:
        """Ask a question; ``take`` is given the answer."""
        self._question, self._take, self._numbered = question, take, ()
        self.title.setText(question.title)
        self.line.setAccessibleName(question.title)
        self.line.setText(question.text)
        self.line.selectAll()
        self._fill("")
        self._say(question.text)
        self.opened.emit()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer_by_number(self, values: Sequence[str]) -> None:
        """Take the first of some answers at the key 1, the second at 2, and so on."""
        self._numbered = values

    def offer(self, value: str) -> None:
        """Let Enter take one of the choices, where another is not wanted."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == value:
                self.list.setCurrentRow(row)

    def take(self) -> None:
        """Take the answer, if it will do, and leave."""
        typed = self.line.text().strip()
        row = self.list.currentRow()
        chosen = str(self.list.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else None
        if self._question.free and (chosen is None or self.line.isModified()):
            if self._question.read is not None and not self._question.read(typed)[1]:
                return
            chosen = typed
        if chosen is None:
            return
        self.leave()
        self._take(chosen)

    def leave(self) -> None:
        """Ask no more."""
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrows, leave with Esc, while the line has the keys."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                row = (self.list.currentRow() + step) % self.list.count()
                self.list.setCurrentRow(row)
                self.line.setModified(False)
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        if text.isdigit() and 0 < int(text) <= len(self._numbered):
            answer = self._numbered[int(text) - 1]
            self.leave()
            self._take(answer)
            return
        self._fill(text)
        self._say(text)

    def _fill(self, wanted: str) -> None:
        words = wanted.casefold().split()
        fitting: Sequence[Choice] = [
            one
            for one in self._question.choices
            if all(word in f"{one.text} {one.value}".casefold() for word in words)
        ]
        self.list.clear()
        for one in fitting[:MOST]:
            item = QListWidgetItem(one.text, self.list)
            item.setData(Qt.ItemDataRole.UserRole, one.value)
        if self.list.count() and not self._question.free:
            self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._question.choices))
        row = self.list.sizeHintForRow(0) if self.list.count() else 20
        self.list.setFixedHeight(min(max(self.list.count(), 1), SHOWN) * max(row, 18) + 6)

    def _say(self, text: str) -> None:
        told = self._question.read(text.strip())[0] if self._question.read is not None else ""
        self.reading.setText(told)
        self.reading.setVisible(bool(told))

    def _clicked(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)
        self.line.setModified(False)
        self.take()
