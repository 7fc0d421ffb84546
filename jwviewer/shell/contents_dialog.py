"""All tables of the dossier, to look through, add to, change, delete and merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jwviewer.dossier.schema import SCHEMA, TABLES
from jwviewer.language import tr
from jwviewer.queries.row_words import row_words, table_name

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

# Rows of these are made and changed with the row they belong to.
_WITH_ANOTHER = ("participants", "evidence", "judgements")
MOST_ROWS = 5_000
"""How many rows are listed at once; the search finds the others."""


class ContentsDialog(QDialog):
    """Lists the rows of one table at a time.

    Signals:
        asked: what is to be done (new, edit, delete, merge), the table, and the row's id.
    """

    asked = Signal(str, str, str)

    def __init__(self, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Contents of the dossier"))
        self._dossier = dossier
        self.tables = QListWidget()
        self.tables.setAccessibleName(tr("Tables"))
        self.tables.setMaximumWidth(270)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search these rows"))
        self.search.setAccessibleName(tr("Search these rows"))
        self.search.setClearButtonEnabled(True)
        self.rows = QListWidget()
        self.rows.setAccessibleName(tr("Rows"))
        self.rows.setWordWrap(True)
        for one in (self.rows, self.tables):
            one.setSpacing(2)
        self.buttons = {
            action: QPushButton(text)
            for action, text in (
                ("new", tr("New…")), ("edit", tr("Change…")), ("delete", tr("Delete…")),
                ("merge", tr("Merge…")),
            )
        }  # fmt: skip
        right = QVBoxLayout()
        right.addWidget(self.search)
        right.addWidget(self.rows, 1)
        line = QHBoxLayout()
        for action, button in self.buttons.items():
            button.clicked.connect(lambda _=False, action=action: self._ask(action))
            line.addWidget(button)
        line.addStretch(1)
        right.addLayout(line)
        both = QHBoxLayout()
        both.addWidget(self.tables)
        both.addLayout(right, 1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(both, 1)
        column.addWidget(close)
        self.resize(920, 560)
        for table in SCHEMA:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, table.name)
            self.tables.addItem(item)
        self.tables.setCurrentRow(1)
        self.tables.currentItemChanged.connect(lambda *_: self._fill())
        self.search.textChanged.connect(lambda _: self._fill())
        self.rows.currentItemChanged.connect(lambda *_: self._allow())
        self.rows.itemActivated.connect(lambda _: self._ask("edit"))
        self.show_dossier(dossier)

    @property
    def table(self) -> str:
        """The table that is shown."""
        return str(self.tables.currentItem().data(Qt.ItemDataRole.UserRole))

    def show_dossier(self, dossier: Dossier) -> None:
        """Show another state of the dossier."""
        self._dossier = dossier
        for number in range(self.tables.count()):
            item = self.tables.item(number)
            name = str(item.data(Qt.ItemDataRole.UserRole))
            count = len(dossier.store[name])
            item.setText(tr("{name}  ({count})", name=table_name(name), count=f"{count:,}"))
        self._fill()

    def choose(self, table: str, row_id: str = "") -> None:
        """Show a table, and choose one of its rows."""
        for number in range(self.tables.count()):
            if self.tables.item(number).data(Qt.ItemDataRole.UserRole) == table:
                self.tables.setCurrentRow(number)
        for number in range(self.rows.count()):
            if self.rows.item(number).data(Qt.ItemDataRole.UserRole) == row_id:
                self.rows.setCurrentRow(number)

    def _fill(self) -> None:
        kept = self.rows.currentRow()
        wanted = self.search.text().casefold().split()
        key = TABLES[self.table].key[0]
        self.rows.clear()
        for row in self._dossier.store[self.table].rows():
            cells = {str(name): str(cell) for name, cell in row.items()}
            words = row_words(self._dossier, self.table, cells)
            if not all(word in words.casefold() for word in wanted):
                continue
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, cells[key])
            self.rows.addItem(item)
            if self.rows.count() == MOST_ROWS:
                break
        if self.rows.count():
            self.rows.setCurrentRow(min(max(kept, 0), self.rows.count() - 1))
        self._allow()

    def _allow(self) -> None:
        chosen = self.rows.currentRow() >= 0
        own = TABLES[self.table].by_name[TABLES[self.table].key[0]].type == "id"
        self.buttons["new"].setEnabled(self.table not in _WITH_ANOTHER)
        self.buttons["edit"].setEnabled(chosen and self.table != "participants")
        self.buttons["delete"].setEnabled(chosen and self.table != "participants")
        self.buttons["merge"].setEnabled(chosen and own and self.table not in _WITH_ANOTHER)

    def _ask(self, action: str) -> None:
        if not self.buttons[action].isEnabled():
            return
        chosen = self.rows.currentItem() if self.rows.currentRow() >= 0 else None
        row_id = "" if chosen is None else str(chosen.data(Qt.ItemDataRole.UserRole))
        self.asked.emit(action, self.table, "" if action == "new" else row_id)
