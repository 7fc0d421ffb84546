"""The names that were learnt in reviews: to see, to change, to forget, to switch off."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jwviewer.dossier.atomic import WriteFailed
from jwviewer.language import tr
from jwviewer.queries.wording import kind_name
from jwviewer.reading.teaching import KINDS, NONE, Taught, Teaching


class LearntNames(QDialog):
    """A table of names; nothing is written before OK."""

    def __init__(self, teaching: Teaching, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Names learnt in reviews"))
        self._teaching = teaching
        self._same = dict(teaching.load().same)
        head = QLabel(
            tr("Names that you accepted or rejected are known in the next article. They are kept "
               "on this machine only, in {folder}.", folder=str(teaching.folder))
        )  # fmt: skip
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.used = QCheckBox(tr("Use them when reading, and learn new ones"))
        self.used.setChecked(teaching.used)
        self.table = QTableWidget(0, 2)
        self.table.setHorizontalHeaderLabels([tr("Name"), tr("Is a")])
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setVisible(False)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(self.windowTitle())
        for name, kind in sorted(teaching.load().names.items()):
            self.add(name, kind)
        for name, kept in sorted(self._same.items()):
            self._add_row(name, QTableWidgetItem(tr("another name of {name}", name=kept)))
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Another name"))
        self.line.setAccessibleName(tr("Another name"))
        self.line.returnPressed.connect(self._add_typed)
        add = QPushButton(tr("Add"))
        add.clicked.connect(self._add_typed)
        self.forget = QPushButton(tr("Forget the chosen ones"))
        self.forget.clicked.connect(self._forget)
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(add)
        row.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.addWidget(head)
        column.addWidget(self.used)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.buttons)
        self.resize(560, 480)

    @property
    def taught(self) -> Taught:
        """What the table says."""
        names: dict[str, str] = {}
        same: dict[str, str] = {}
        for row in range(self.table.rowCount()):
            name = self._name(row)
            box = self.table.cellWidget(row, 1)
            if isinstance(box, QComboBox):
                names[name] = str(box.currentData())
            elif name in self._same:
                same[name] = self._same[name]
        return Taught(names, same)

    def add(self, name: str, kind: str) -> None:
        """Put a name into the table."""
        box = QComboBox()
        for value in KINDS:
            box.addItem(kind_name(value), value)
        box.addItem(tr("no name"), NONE)
        box.setCurrentIndex(box.findData(kind))
        box.setAccessibleName(tr("What {name} is", name=name))
        row = self._add_row(name, None)
        self.table.setCellWidget(row, 1, box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter add the name that was typed, and never close the dialog."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _add_row(self, name: str, what: QTableWidgetItem | None) -> int:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, item in enumerate((QTableWidgetItem(name), what)):
            if item is not None:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(row, column, item)
        return row

    def _name(self, row: int) -> str:
        item = self.table.item(row, 0)
        return item.text() if item is not None else ""

    def _add_typed(self) -> None:
        name = self.line.text().strip()
        known = {self._name(row) for row in range(self.table.rowCount())}
        if name and name not in known:
            self.add(name, KINDS[0])
            self.table.scrollToBottom()
        self.line.clear()

    def _forget(self) -> None:
        rows = {index.row() for index in self.table.selectedIndexes()}
        for row in sorted(rows, reverse=True):
            self.table.removeRow(row)

    def _save(self) -> None:
        try:
            self._teaching.save(self.taught)
            if self._teaching.used != self.used.isChecked():
                self._teaching.use(self.used.isChecked())
        except (WriteFailed, OSError) as failed:
            self.told.setText(str(failed))
            return
        self.accept()
