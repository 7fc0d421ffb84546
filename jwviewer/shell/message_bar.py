"""A bar over the panes that says what went wrong without stopping anybody."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jwviewer.language import tr

BESIDE_TEXT = 70
"""Width of margins and of the button that closes, in pixels."""
LEAST_HEIGHT = 28


class MessageBar(QFrame):
    """Shows one message with, where it helps, a button for more.

    Signals:
        more_asked: the person wants the details.
        shown_changed: whether there is a message.
    """

    more_asked = Signal()
    shown_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setMinimumWidth(50)
        self.more = QPushButton(tr("Show all"), self)
        self.more.clicked.connect(self.more_asked)
        close = QToolButton(self)
        close.setText("✕")
        close.setAutoRaise(True)
        close.setAccessibleName(tr("Close this message"))
        close.clicked.connect(lambda: self.shown_changed.emit(False))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        row.addWidget(self.label, 1)
        row.addWidget(self.more)
        row.addWidget(close)

    def say(self, text: str, *, more: bool = False) -> None:
        """Show a message until it is closed or replaced."""
        self.label.setText(text)
        self.setAccessibleName(text)
        self.more.setVisible(more)
        self.shown_changed.emit(True)
        self._fit()

    def say_problems(self, count: int) -> None:
        """Say how many problems there are in a dossier's files."""
        self.say(
            tr("1 problem in this dossier's files; what could be read is shown.")
            if count == 1
            else tr(
                "{count} problems in this dossier's files; what could be read is shown.",
                count=count,
            ),
            more=True,
        )

    def say_set_aside(self, file: Path) -> None:
        """Say that the settings were damaged."""
        self.say(
            tr(
                "The settings could not be read and were set aside as {file}; "
                "the program starts with its defaults.",
                file=file,
            )
        )

    def clear(self) -> None:
        """Take the message away."""
        self.shown_changed.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text needs at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # A tool bar asks only for a size hint, and that of wrapped text is far too high.
        buttons = self.more.sizeHint().width() if self.more.isVisibleTo(self) else 0
        width = max(self.width() - buttons - BESIDE_TEXT, 100)
        self.label.setFixedHeight(max(self.label.heightForWidth(width), LEAST_HEIGHT))
        self.setFixedHeight(self.label.height() + 8)


class ListDialog(QDialog):
    """A list of plain lines to read and copy."""

    def __init__(
        self, title: str, head: str, lines: list[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        label = QLabel(head)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.text = QPlainTextEdit("\n".join(lines))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (label, self.text, buttons):
            layout.addWidget(widget)
        self.resize(760, 440)
