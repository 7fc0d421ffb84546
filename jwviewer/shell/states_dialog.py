"""Earlier states of the dossier: the one that was saved last, and those before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.problems import DossierRefused
from jwviewer.editing.backups import backups, kept_at
from jwviewer.editing.difference import changed_tables, difference
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.editing.document import Document


class StatesDialog(QDialog):
    """Lists earlier states and says what a return would change; the return can be undone.

    Signals:
        chosen: the Change that leads back.
    """

    chosen = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Earlier states"))
        self._document = document
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Earlier states of this dossier"))
        self.says = QLabel()
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        self.says.setWordWrap(True)
        if document.origin is not None:
            self._add(tr("As it was saved last"), None)
        for path in backups(document.backups()):
            self._add(tr("Kept on {when}", when=kept_at(path).strftime("%Y-%m-%d, %H:%M:%S")), path)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.back = QPushButton(tr("Return to this state"))
        box.addButton(self.back, QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self._return)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.list, self.says, box):
            column.addWidget(widget)
        self.resize(520, 360)
        self.list.currentItemChanged.connect(self._tell)
        self.list.setCurrentRow(0)
        self._tell()

    def _add(self, text: str, path: Path | None) -> None:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, "" if path is None else str(path))
        self.list.addItem(item)

    def _state(self) -> Dossier | str:
        if self.list.currentRow() < 0:
            return tr("There is no earlier state yet: the first is kept when you save.")
        path = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        if not path:
            return self._document.saved
        try:
            return open_dossier(path, trusted=True)
        except DossierRefused as refused:
            return str(refused)

    def _tell(self, *_: object) -> None:
        state = self._state()
        if isinstance(state, str):
            self.says.setText(state)
            self.back.setEnabled(False)
            return
        counts = changed_tables(self._document.dossier, state)
        told = ", ".join(f"{table} {count}" for table, count in counts.items())
        self.back.setEnabled(bool(counts))
        self.says.setText(
            tr("Rows that would be other ones: {tables}. You can undo it.", tables=told)
            if counts
            else tr("This is the state that is shown.")
        )

    def _return(self) -> None:
        state = self._state()
        if not isinstance(state, str):
            label = tr("Return to: {state}", state=self.list.currentItem().text())
            self.chosen.emit(difference(self._document.dossier, state, label))
        self.accept()
