"""A list to choose several of many things from, found by typing; it drops down from a button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from jwviewer.language import tr
from jwviewer.queries.search_words import words_of

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Flag = Qt.ItemFlag
ROWS = 14
"""So many rows are in view at most."""
NARROWEST, WIDEST = 240, 460
_SETTLE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TYPED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
"""What may be held while typing; with anything else a key is a command."""
_MOVE = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Choice(Struct, frozen=True):
    """One thing to choose: its key, its name, whether it is chosen, and whether that can change."""

    key: str
    name: str
    chosen: bool = False
    free: bool = True


class ChoiceModel(QAbstractListModel):
    """Choices, those that hold all typed words; rows are made when they are painted.

    Signals:
        toggled: a choice's key, and whether it is chosen now.
    """

    toggled = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: dict[str, Choice] = {}
        self._words: dict[str, str] = {}
        self._keys: list[str] = []

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Begin with all of these."""
        self.beginResetModel()
        self._all = {choice.key: choice for choice in choices}
        self._words = {}
        self._keys = list(self._all)
        self.endResetModel()

    def update_choices(self, choices: Sequence[Choice]) -> bool:
        """Take over what is chosen now; order and what is found stay.

        False, and nothing is taken over, where these are other choices than it began with.
        """
        found = {choice.key: choice for choice in choices}
        names = {key: choice.name for key, choice in found.items()}
        if names != {key: choice.name for key, choice in self._all.items()}:
            return False
        self._all = {key: found[key] for key in self._all}
        if self._keys:
            self.dataChanged.emit(self.index(0), self.index(len(self._keys) - 1))
        return True

    def find(self, text: str) -> None:
        """Leave only what holds the beginnings of all words."""
        wanted = words_of(text)
        if not self._words:
            self._words = {key: f" {' '.join(words_of(c.name))}" for key, c in self._all.items()}
        self.beginResetModel()
        # Chinese is written without spaces: there any part of a name may be meant.
        parts = [f" {word}" if word.isascii() else word for word in wanted]
        self._keys = [key for key in self._all if all(one in self._words[key] for one in parts)]
        self.endResetModel()

    @property
    def chosen(self) -> frozenset[str]:
        """The keys of what is chosen, in sight or not."""
        return frozenset(key for key, choice in self._all.items() if choice.chosen)

    def choice(self, index: AnyIndex) -> Choice:
        """Return what stands in a row."""
        return self._all[self._keys[index.row()]]

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return how many choices there are to see."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a choice's name, or whether it is chosen."""
        choice = self.choice(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return choice.name
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if choice.chosen else Qt.CheckState.Unchecked
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Tell that a row can be checked, unless it must stay as it is."""
        plain = _Flag.ItemIsSelectable | _Flag.ItemIsUserCheckable | _Flag.ItemNeverHasChildren
        return plain | _Flag.ItemIsEnabled if self.choice(index).free else plain

    def toggle(self, index: AnyIndex) -> None:
        """Choose a thing, or no longer."""
        choice = self.choice(index)
        if choice.free:
            self._all[choice.key] = Choice(choice.key, choice.name, not choice.chosen)
            self.dataChanged.emit(index, index)
            self.toggled.emit(choice.key, not choice.chosen)


class ChoiceList(QFrame):
    """Drops down with all choices; a line above them finds some of them.

    Typing finds, the arrows move, Enter chooses, Escape closes. Space chooses as well, but while
    words are being typed.

    Signals:
        toggled: a choice's key, and whether it is chosen now.
        asked: the key of what stands below the list and was pressed.
    """

    toggled = Signal(str, bool)
    asked = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("choices")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)
        self._moved = False
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find"))
        self.search.setAccessibleName(tr("{list}: find", list=name))
        self.search.textChanged.connect(self._find)
        self.model = ChoiceModel(self)
        self.model.toggled.connect(self._tell)
        self.list = QListView()
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setModel(self.model)
        self.list.clicked.connect(self.model.toggle)
        self.list.selectionModel().currentChanged.connect(self._describe)
        self.nothing = QLabel(tr("Nothing found"))
        self.nothing.setObjectName("dim")
        self.nothing.setContentsMargins(8, 2, 8, 4)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 6, 6, 6)
        self._column.setSpacing(4)
        for part in (self.search, self.list, self.nothing):
            self._column.addWidget(part)
        # Filters on the widgets themselves, for an error inside event() would end the program.
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)

    def offer(self, key: str, text: str) -> QPushButton:
        """Put something else to ask for below the list."""
        button = QPushButton(text)
        button.setObjectName("link")
        button.setFlat(True)
        button.clicked.connect(partial(self._ask, key))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def open_below(self, button: QWidget, choices: Sequence[Choice]) -> None:
        """Drop down from a button: those that are chosen first, else in their order."""
        first = [choice for choice in choices if choice.chosen]
        self.model.show_choices([*first, *(c for c in choices if not c.chosen)])
        self.search.clear()
        self._begin()
        self._fit(button)
        self.show()
        self.search.setFocus()

    @property
    def chosen(self) -> frozenset[str]:
        """The keys of what is chosen."""
        return self.model.chosen

    def update_choices(self, choices: Callable[[], Sequence[Choice]]) -> None:
        """Take over what is chosen now while the list is open; close over other choices."""
        if not self.isVisible():
            return
        if self.model.update_choices(choices()):
            self._describe()
        else:
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the keys of both parts alike."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(watched, event)
        return False

    def _press(self, watched: QObject, event: QKeyEvent) -> bool:
        key, typing = event.key(), watched is self.search
        if key in _SETTLE or (key == Qt.Key.Key_Space and self._chooses(typing)):
            index = self.list.currentIndex()
            # A key that is held down chooses once, not to and fro.
            if index.isValid() and not event.isAutoRepeat():
                self.model.toggle(index)
            return True
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        if typing and key in _MOVE:
            self._moved = True
            QCoreApplication.sendEvent(self.list, event)
            return True
        if not typing and (key == Qt.Key.Key_Backspace or _types(event)):
            self.search.setFocus()
            QCoreApplication.sendEvent(self.search, event)
            return True
        return False

    def _chooses(self, typing: bool) -> bool:
        """Tell whether a space chooses; between words that are typed it is one of their signs."""
        return not typing or self._moved or not self.search.text()

    def _find(self, text: str) -> None:
        self._moved = False
        self.model.find(text)
        self._begin()

    def _begin(self) -> None:
        some = self.model.rowCount() > 0
        self.list.setVisible(some)
        self.nothing.setVisible(not some)
        if some:
            self.list.setCurrentIndex(self.model.index(0))
        self._describe()

    def _describe(self) -> None:
        """Tell a screen reader, which is on the line above, what the keys are on."""
        index = self.list.currentIndex()
        said = ""
        if index.isValid() and index.row() < self.model.rowCount():
            choice = self.model.choice(index)
            said = tr("{name}, chosen", name=choice.name) if choice.chosen else choice.name
        self.search.setAccessibleDescription(said)

    def _tell(self, key: str, on: bool) -> None:
        self._describe()
        self.toggled.emit(key, on)

    def _ask(self, key: str) -> None:
        self.close()
        self.asked.emit(key)

    def _fit(self, button: QWidget) -> None:
        """Be as wide as the names, as high as there is room for, and in sight."""
        rows = min(self.model.rowCount(), ROWS)
        height = self.list.sizeHintForRow(0) if rows else 0
        names = (self.model.data(self.model.index(n)) for n in range(self.model.rowCount()))
        widest = max((len(str(name)) for name in names), default=0)
        width = widest * self.fontMetrics().averageCharWidth() + 80
        self.list.setFixedHeight(max(rows * height + 2, 30))
        self.setFixedWidth(min(max(width, NARROWEST), WIDEST))
        self.adjustSize()
        place = button.mapToGlobal(QPoint(0, button.height() + 2))
        room = button.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place.setY(max(button.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2, room.top()))
        place.setX(max(min(place.x(), room.right() - self.width()), room.left()))
        self.move(place)


def _types(event: QKeyEvent) -> bool:
    """Tell whether a key stands for a sign, and for no command."""
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & ~_TYPED


class _Row(QStyledItemDelegate):
    """Leaves it to the list what a click does, also on the box."""

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Do nothing of its own."""
        return False
