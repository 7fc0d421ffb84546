"""The fields of a form: each holds the text of one cell and says when the person changed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jwviewer.dossier.kinds import kinds_of
from jwviewer.dossier.links import split_ids
from jwviewer.dossier.schema import FACT_TABLES, TABLES, Column
from jwviewer.language import tr
from jwviewer.queries.row_words import row_words
from jwviewer.shell.form_words import column_name, hint, unit_choices, word_name

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

Choice = tuple[str, str]
"""A cell's text and the words that a person reads for it."""


class Field(QWidget):
    """One cell of a form.

    Signals:
        edited: the person changed it; carries the cell's new text.
        row_wanted: a row is to be made that this field will name; carries nothing.
    """

    edited = Signal(str)
    row_wanted = Signal()

    def text(self) -> str:
        """Return the cell's text."""
        raise NotImplementedError

    def show_text(self, text: str) -> None:
        """Show a cell's text without saying that it was edited."""
        raise NotImplementedError


class LineField(Field):
    """A line of text, a number or a date."""

    def __init__(self, column: Column, name: str, placeholder: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setMaxLength(column.most if column.type in ("text", "names") else 400)
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(name)
        self.line.textEdited.connect(lambda text: self.edited.emit(text.strip()))
        _alone(self, self.line)

    def text(self) -> str:
        """Return what is written."""
        return self.line.text().strip()

    def show_text(self, text: str) -> None:
        """Write a text."""
        if text != self.text():
            self.line.setText(text)


class ChoiceField(Field):
    """One of several words; ``free`` lets others be typed as well."""

    def __init__(self, choices: Sequence[Choice], name: str, *, free: bool = False) -> None:
        super().__init__()
        self._free = free
        self.box = _Quiet()
        self.box.setAccessibleName(name)
        for code, words in choices:
            self.box.addItem(words, code)
        if free:
            _make_searchable(self.box)
            self.box.lineEdit().textEdited.connect(lambda _: self.edited.emit(self.text()))  # type: ignore[union-attr]
        self.box.activated.connect(lambda _: self.edited.emit(self.text()))
        _alone(self, self.box)

    def text(self) -> str:
        """Return the chosen word's code, or what was typed."""
        written = self.box.currentText().strip()
        place = self.box.findText(written, Qt.MatchFlag.MatchFixedString)
        if place >= 0:
            return str(self.box.itemData(place))
        return written if self._free else str(self.box.currentData() or "")

    def show_text(self, text: str) -> None:
        """Choose a word."""
        place = self.box.findData(text)
        self.box.setCurrentIndex(place)
        if place < 0 and self._free:
            self.box.setEditText(text)


class RowField(Field):
    """The name of another row, found by typing any part of it; a new one can be made at once."""

    def __init__(self, choices: Sequence[Choice], name: str, *, empty: bool, new: bool) -> None:
        super().__init__()
        self.box = _Quiet()
        self.box.setAccessibleName(name)
        if empty:
            self.box.addItem("", "")
        for code, words in choices:
            self.box.addItem(words, code)
        _make_searchable(self.box)
        line = self.box.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr("Type a part of the name"))
        line.editingFinished.connect(self._settle)
        self.box.activated.connect(lambda _: self._tell())
        self._told = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box, 1)
        if new:
            self.new = QToolButton()
            self.new.setText(tr("New…"))
            self.new.setAccessibleName(tr("New: {name}", name=name))
            self.new.clicked.connect(self.row_wanted)
            row.addWidget(self.new)

    def text(self) -> str:
        """Return the id of the row that is named; what names none is returned as it is."""
        written = self.box.currentText().strip()
        place = self.box.findText(written, Qt.MatchFlag.MatchFixedString)
        return str(self.box.itemData(place)) if place >= 0 else written

    def show_text(self, text: str) -> None:
        """Name a row."""
        self._told = text
        self.box.setCurrentIndex(self.box.findData(text))
        if text and self.box.findData(text) < 0:
            self.box.setEditText(text)

    def add(self, code: str, words: str) -> None:
        """Offer a row that has just been made, and name it."""
        self.box.addItem(words, code)
        self.show_text(code)
        self.edited.emit(code)

    def _settle(self) -> None:
        # A part of one name alone is as good as the name.
        written = self.box.currentText().strip()
        if written and self.box.findText(written, Qt.MatchFlag.MatchFixedString) < 0:
            near = self.box.findText(written, Qt.MatchFlag.MatchContains)
            several = near >= 0 and any(
                written.casefold() in self.box.itemText(n).casefold()
                for n in range(near + 1, self.box.count())
            )
            if near >= 0 and not several:
                self.box.setCurrentIndex(near)
        self._tell()

    def _tell(self) -> None:
        if self.text() != self._told:
            self._told = self.text()
            self.edited.emit(self._told)


class RowsField(Field):
    """Several other rows, as a list to tick."""

    def __init__(self, choices: Iterable[Choice], name: str) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        for code, words in choices:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.ensurePolished()
        row = max(self.list.sizeHintForRow(0), self.list.fontMetrics().height())
        rows = min(max(self.list.count(), 1), 4)
        self.list.setFixedHeight(rows * row + 2 * self.list.frameWidth() + 2)
        self.list.itemChanged.connect(lambda _: self.edited.emit(self.text()))
        _alone(self, self.list)

    def text(self) -> str:
        """Return the ids of the rows that are ticked."""
        items = (self.list.item(n) for n in range(self.list.count()))
        chosen = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        return ";".join(str(item.data(Qt.ItemDataRole.UserRole)) for item in chosen)

    def show_text(self, text: str) -> None:
        """Tick rows."""
        ids = split_ids(text)
        blocker = QSignalBlocker(self.list)
        for number in range(self.list.count()):
            item = self.list.item(number)
            named = item.data(Qt.ItemDataRole.UserRole) in ids
            item.setCheckState(Qt.CheckState.Checked if named else Qt.CheckState.Unchecked)
        blocker.unblock()


def field_of(dossier: Dossier, table: str, column: Column) -> Field:
    """Return the field for a column."""
    name = column_name(table, column.name)
    if column.type == "enum":
        words = [(word, word_name(table, column.name, word)) for word in column.values]
        return ChoiceField(words if column.required else [("", ""), *words], name)
    if column.type == "unit":
        return ChoiceField([("", ""), *unit_choices()], name, free=True)
    if column.type == "refs":
        return RowsField(row_choices(dossier, table, column), name)
    if column.type == "ref":
        fresh = "entities" in column.tables and column.tables != FACT_TABLES
        choices = row_choices(dossier, table, column)
        return RowField(choices, name, empty=not column.required, new=fresh)
    return LineField(column, name, hint(table, column))


def row_choices(dossier: Dossier, table: str, column: Column) -> list[Choice]:
    """Return the rows that a column may name, with their words, in alphabetical order."""
    kinds = kinds_of(table, column.name)
    found = []
    for name in column.tables:
        key = TABLES[name].key[0]
        for row in dossier.store[name].rows():
            if name == "entities" and kinds and row["kind"] not in kinds:
                continue
            words = row_words(dossier, name, {str(k): v for k, v in row.items()})
            found.append((str(row[key]), words))
    return told_apart(sorted(found, key=lambda choice: choice[1].casefold()))


def told_apart(choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices with ids behind the names that several of them have."""
    seen: dict[str, int] = {}
    for _, words in choices:
        seen[words.casefold()] = seen.get(words.casefold(), 0) + 1
    return [
        (code, words if seen[words.casefold()] == 1 else f"{words} ({code})")
        for code, words in choices
    ]


class _Quiet(QComboBox):
    """A box that the wheel scrolls past, so that scrolling a form changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form."""
        event.ignore()


def _make_searchable(box: QComboBox) -> None:
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = QCompleter(box.model(), box)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.setCompleter(completer)
    line = box.lineEdit()
    assert line is not None
    line.setAccessibleName(box.accessibleName())


def _alone(field: QWidget, widget: QWidget) -> None:
    column = QVBoxLayout(field)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    field.setFocusProxy(widget)
