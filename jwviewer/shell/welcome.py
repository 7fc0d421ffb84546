"""What a newcomer is told, in front of a dossier that is open already."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jwviewer.language import tr
from jwviewer.shell.style import icon

if TYPE_CHECKING:
    from jwviewer.drawing.theme import Theme

WIDTH = 470
SHADOW = 26
"""Pixels around the panel that belong to its shadow."""
_DARKEST = 9
_ROUND = 12
SIGN = 24


class Welcome(QWidget):
    """A panel over the panes, gone at the first choice; the rest of the window stays in use.

    Signals:
        asked: the slot of an action the person chose.
        closed: the panel is gone.
    """

    asked = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("welcome")
        self.setAccessibleName(tr("Welcome to jwviewer"))
        self._theme = theme
        self._window = window
        self._links: list[QPushButton] = []
        self.choices = [
            _Choice("open_seed", "timeline", tr("JAC Motors and Weichai"),
                    tr("A real partnership as one article tells it")),
            _Choice("open_tutorial", "help", tr("Tutorial"),
                    tr("A made-up partnership that shows every mark")),
            _Choice("open_dossier", "folder", tr("Open your own…"),
                    tr("A .dossier file; or drop a file or folder on the window")),
        ]  # fmt: skip
        for choice in self.choices:
            choice.clicked.connect(partial(self._chosen, choice.slot))
        self._lay_out()
        self.wear(theme)
        window.installEventFilter(self)

    def open(self) -> None:
        """Show the panel and put the keyboard on its first choice."""
        self._place()
        self.show()
        self.raise_()
        self.choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def wear(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._theme = theme
        for choice in self.choices:
            choice.wear(theme)
        self.update()

    def leave(self) -> None:
        """Go away for good."""
        if self.isHidden():
            return
        self._window.removeEventFilter(self)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the window."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel and its shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(SHADOW, 0, -2):
            # Rings on top of each other grow darker towards the panel, and lie a little lower.
            near = 1 - step / SHADOW
            painter.setBrush(QColor(0, 0, 0, round(_DARKEST * near * near) + 1))
            ring = body.adjusted(-step, -step, step, step).translated(0, step * 0.2)
            painter.drawRoundedRect(ring, _ROUND + step, _ROUND + step)
        painter.setBrush(self._theme.surface["pane"])
        painter.setPen(self._theme.line["strong"])
        painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)

    def _lay_out(self) -> None:
        title = QLabel(tr("Welcome to jwviewer"))
        title.setObjectName("headline")
        close = QToolButton()
        close.setText("✕")
        close.setObjectName("link")
        close.setAccessibleName(tr("Close"))
        close.clicked.connect(self.leave)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        said = QLabel(
            tr(
                "A dossier holds what sources say about a partnership: every figure with its "
                "bound, its date and the passage it rests on. One is open behind this panel."
            )
        )
        said.setWordWrap(True)
        said.setObjectName("dim")
        column = QVBoxLayout(self)
        edge = SHADOW + 22
        column.setContentsMargins(edge, edge - 4, edge, edge - 8)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(said)
        column.addSpacing(2)
        for choice in self.choices:
            column.addWidget(choice)
        column.addLayout(self._foot())
        for before, after in pairwise([*self.choices, *self._links, close]):
            self.setTabOrder(before, after)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(2)
        for slot, text in (("help_marks", tr("What the &marks mean")), ("help_keys", tr("&Keys"))):
            link = QPushButton(text)
            link.setFlat(True)
            link.setAutoDefault(True)
            link.setObjectName("link")
            link.clicked.connect(partial(self._look_up, slot))
            foot.addWidget(link)
            self._links.append(link)
        foot.addStretch()
        again = QLabel(tr("Again: Help, Welcome"))
        again.setObjectName("dim")
        foot.addWidget(again)
        return foot

    def _chosen(self, slot: str, _checked: bool = False) -> None:
        self.leave()
        self.asked.emit(slot)

    def _look_up(self, slot: str, _checked: bool = False) -> None:
        self.asked.emit(slot)

    def _place(self) -> None:
        self.setFixedWidth(min(WIDTH + 2 * SHADOW, self._window.width()))
        self.adjustSize()
        free = self._window.rect()
        self.move(free.center() - self.rect().center())


class _Choice(QPushButton):
    """A large button with a sign, a title and a line under it."""

    def __init__(self, slot: str, sign: str, title: str, said: str) -> None:
        super().__init__()
        self.setObjectName("choice")
        self.setAutoDefault(True)  # Enter chooses, not only the space bar
        self.setAccessibleName(title)
        self.setAccessibleDescription(said)
        self.slot = slot
        self._sign, self._name = QLabel(), sign
        head, line = QLabel(title), QLabel(said)
        head.setObjectName("choiceTitle")
        line.setObjectName("dim")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(head)
        words.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 14, 10)
        row.setSpacing(14)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        for label in (self._sign, head, line):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def wear(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        sign = icon(self._name, theme).pixmap(QSize(SIGN, SIGN), self.devicePixelRatioF())
        self._sign.setPixmap(sign)

    def sizeHint(self) -> QSize:
        """Be as large as what is inside."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()
