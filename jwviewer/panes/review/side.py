"""The side of the review beside the text: lists, the fact at hand, what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jwviewer.language import tr
from jwviewer.panes.review.card import CardArea
from jwviewer.panes.review.fact_list import ReviewList
from jwviewer.panes.review.prompt import Prompt
from jwviewer.panes.review.steps import kind_steps, steps

FIRST = ("accept", "reject", "edit", "undo")
"""The steps that have buttons of their own."""
_BREAKS = ("merge", "start_back", "new", "next", "loose")
LEAST_OF_CARD = 104
"""Pixels of the card that are always seen: down to the passage, also while a question is asked."""
FACTS, LOOSE, UNSAID = 0, 1, 2
"""The lists, by the places of their tabs."""


class Side(QSplitter):
    """Lists above, the fact at hand with its buttons and questions below.

    Signals:
        asked: the name of a step.
        loose_chosen: the number of something that no fact uses.
        unsaid_chosen: the number of something that the article does not say.
        unsaid_answered: the same, when the person wants to say it.
        omissions_wanted: what the article does not say is to be written into the dossier.
    """

    asked = Signal(str)
    loose_chosen = Signal(int)
    unsaid_chosen = Signal(int)
    unsaid_answered = Signal(int)
    omissions_wanted = Signal()

    def __init__(self, on_key: Callable[[QKeyEvent], bool], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Facts, what no fact uses, what the article does not say"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for title in (tr("Facts"), tr("Not used"), tr("Not said")):
            self.tabs.addTab(title)
        self.facts = ReviewList(on_key)
        self.loose = _list(tr("Numbers, dates and names that no fact uses"))
        self.loose.currentRowChanged.connect(self.loose_chosen)
        self.unsaid = _list(tr("What the article does not say"))
        self.unsaid.currentRowChanged.connect(self.unsaid_chosen)
        self.unsaid.itemActivated.connect(
            lambda item: self.unsaid_answered.emit(self.unsaid.row(item))
        )
        for view in (self.loose, self.unsaid):
            self._bind(view, "Esc", lambda: self.show_list(FACTS))
            self._bind(view, "Ctrl+Return", lambda: self.asked.emit("put"))
        self._bind(self.loose, "N", lambda: self.asked.emit("new"))
        self._lists = QStackedWidget()
        for page in (self.facts, self.loose, self._unsaid_page()):
            self._lists.addWidget(page)
        self.tabs.currentChanged.connect(self._lists.setCurrentIndex)
        self.card = CardArea()
        self.card.setMinimumHeight(LEAST_OF_CARD)
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setObjectName("dim")
        self.told.setContentsMargins(12, 2, 12, 2)
        self.prompt = Prompt()
        self.prompt.opened.connect(lambda: self._make_room(True))
        self.prompt.closed.connect(lambda: self._make_room(False))
        self.buttons: dict[str, QToolButton] = {}
        self.addWidget(self._above())
        self.addWidget(self._below())
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setSizes([340, 440])

    def show_list(self, which: int) -> None:
        """Show a list and go there: the facts, what none uses, or what is not said."""
        self.tabs.setCurrentIndex(which)
        self.take_focus()
        for number, view in ((LOOSE, self.loose), (UNSAID, self.unsaid)):
            if which == number and view.currentRow() < 0:
                view.setCurrentRow(0)

    def take_focus(self) -> None:
        """Go to the list that is shown."""
        (self.facts, self.loose, self.unsaid)[self.tabs.currentIndex()].setFocus()

    def say(self, text: str) -> None:
        """Say what the last step did."""
        self.told.setText(text)
        self.told.setAccessibleName(text)
        self.told.setVisible(bool(text))

    def fill_loose(self, lines: list[str]) -> None:
        """List what no fact uses."""
        _fill(self.loose, lines)
        self.tabs.setTabText(1, tr("Not used {count}", count=f"{len(lines):,}"))

    def fill_unsaid(self, lines: list[str]) -> None:
        """List what the article does not say."""
        _fill(self.unsaid, lines)
        self.tabs.setTabText(2, tr("Not said {count}", count=f"{len(lines):,}"))
        self.keep_unsaid.setEnabled(bool(lines))

    def _above(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tabs)
        column.addWidget(self._lists, 1)
        return page

    def _below(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(2)
        column.addWidget(self.card, 1)
        column.addWidget(self.told)
        column.addWidget(self.prompt)
        self._steps = QWidget()
        row = QHBoxLayout(self._steps)
        row.setContentsMargins(10, 2, 10, 0)
        row.setSpacing(4)
        named = {step.name: step for step in steps()}
        for name in FIRST:
            row.addWidget(self._button(name, named[name].text.rstrip("…"), named[name].key))
        row.addStretch(1)
        more = QToolButton()
        more.setText(tr("More ▾"))
        more.setAccessibleName(tr("More to do with this fact"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more = QMenu(more)
        more.setMenu(self.more)
        self._fill_menu()
        row.addWidget(more)
        column.addWidget(self._steps)
        return page

    def _make_room(self, wanted: bool) -> None:
        """Leave the room of buttons and remarks to a question, and to the passage it is about."""
        self._steps.setHidden(wanted)
        self.told.setHidden(wanted or not self.told.text())

    def _button(self, name: str, text: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setText(tr("{step}  {key}", step=text, key=key))
        button.setAccessibleName(text)
        button.setToolTip(tr("{step} ({key})", step=text, key=key))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.asked.emit(name))
        self.buttons[name] = button
        return button

    def _fill_menu(self) -> None:
        for step in steps():
            if step.name in FIRST:
                continue
            if step.name in _BREAKS:
                self.more.addSeparator()
            if step.name == "date":
                self._add_kinds(self.more.addMenu(tr("Kind")))
            self._entry(self.more, step.name, step.text, step.key)

    def _add_kinds(self, menu: QMenu) -> None:
        for step in kind_steps():
            self._entry(menu, step.name, step.text, step.key)

    def _entry(self, menu: QMenu, name: str, text: str, key: str) -> None:
        # The key is shown, not bound: it must not work while something is typed.
        action = menu.addAction(tr("{step}\t{key}", step=text, key=key))
        action.setObjectName(name)
        action.triggered.connect(lambda: self.asked.emit(name))

    def _bind(self, view: QListWidget, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)

    def _unsaid_page(self) -> QWidget:
        page = QWidget()
        column = QGridLayout(page)
        column.setContentsMargins(0, 0, 8, 4)
        self.keep_unsaid = QPushButton(tr("Write these into the dossier"))
        self.keep_unsaid.setToolTip(tr("Of the facts that the dossier has from this article"))
        self.keep_unsaid.clicked.connect(self.omissions_wanted)
        column.addWidget(self.unsaid, 0, 0, 1, 2)
        column.addWidget(self.keep_unsaid, 1, 1)
        column.setColumnStretch(0, 1)
        return page


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setFrameShape(QListWidget.Shape.NoFrame)
    made.setAccessibleName(name)
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    made.setViewportMargins(8, 4, 0, 0)
    made.setSpacing(1)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _fill(view: QListWidget, lines: list[str]) -> None:
    if view.count() == len(lines) and all(
        view.item(row).text() == line for row, line in enumerate(lines)
    ):
        return
    view.blockSignals(True)
    view.clear()
    for line in lines:
        QListWidgetItem(line, view)
    view.blockSignals(False)
