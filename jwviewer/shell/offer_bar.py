"""A bar over the panes with a question that can wait, and its answers as buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

BESIDE_TEXT = 30
"""Width of the margins beside the text, in pixels."""
LEAST_HEIGHT = 28
Answer = tuple[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Offer:
    """A question, what it is about, and what each answer does."""

    topic: str
    text: str
    answers: Sequence[Answer]


class OfferBar(QFrame):
    """Shows the latest open question; one that was asked before comes back after its answer.

    Signals:
        shown_changed: whether there is a question.
    """

    shown_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offerBar")
        self.offers: list[Offer] = []
        self.buttons: list[QPushButton] = []
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 6, 4)
        self._row.addWidget(self.label, 1)

    def offer(self, topic: str, text: str, answers: Sequence[Answer]) -> None:
        """Ask; a question of the same topic is replaced."""
        self.offers = [one for one in self.offers if one.topic != topic]
        self.offers.append(Offer(topic, text, answers))
        self._show()

    def withdraw(self, topic: str = "") -> None:
        """Take a question away, or without a topic all of them."""
        self.offers = [one for one in self.offers if topic and one.topic != topic]
        self._show()

    def asks(self, topic: str) -> bool:
        """Tell whether a question is open."""
        return any(one.topic == topic for one in self.offers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text needs at this width."""
        super().resizeEvent(event)
        self._fit()

    def _show(self) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons.clear()
        if self.offers:
            last = self.offers[-1]
            self.label.setText(last.text)
            self.setAccessibleName(last.text)
            for text, do in last.answers:
                button = QPushButton(text, self)
                button.clicked.connect(lambda _=False, do=do: self._answer(last.topic, do))
                self._row.addWidget(button)
                self.buttons.append(button)
        self.shown_changed.emit(bool(self.offers))
        self._fit()

    def _fit(self) -> None:
        # A tool bar asks only for a size hint, and that of wrapped text is far too high.
        taken = sum(button.sizeHint().width() + 8 for button in self.buttons)
        width = max(self.width() - taken - BESIDE_TEXT, 100)
        height = max(self.label.heightForWidth(width), LEAST_HEIGHT)
        self.label.setFixedHeight(height)
        self.setFixedHeight(height + 8)

    def _answer(self, topic: str, do: Callable[[], object]) -> None:
        self.withdraw(topic)
        do()
