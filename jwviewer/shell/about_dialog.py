"""What the dossier says of itself: title, version, description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from jwviewer.editing.edits import set_about
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier


class DossierDialog(QDialog):
    """A form for what stands over all facts.

    Signals:
        agreed: the Change.
    """

    agreed = Signal(object)

    def __init__(self, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Title and description"))
        self._dossier = dossier
        self.title_line = QLineEdit(dossier.title)
        self.version = QLineEdit(dossier.version)
        self.description = QPlainTextEdit(dossier.description)
        self.description.setTabChangesFocus(True)
        self.fictional = QCheckBox(tr("made up, and marked as such everywhere"))
        self.fictional.setChecked(dossier.fictional)
        rows = QFormLayout(self)
        for name, field in (
            (tr("Title"), self.title_line), (tr("Version"), self.version),
            (tr("Description"), self.description), ("", self.fictional),
        ):  # fmt: skip
            field.setAccessibleName(name or self.fictional.text())
            rows.addRow(name, field)
        buttons = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        box.accepted.connect(self._agree)
        box.rejected.connect(self.reject)
        rows.addRow(box)
        self.resize(520, 320)

    def _agree(self) -> None:
        cells = {
            "title": self.title_line.text().strip() or self._dossier.title,
            "version": self.version.text().strip(),
            "description": self.description.toPlainText().strip(),
            "fictional": "true" if self.fictional.isChecked() else "",
        }
        self.agreed.emit(set_about(self._dossier, cells, tr("Title and description")))
        self.accept()
