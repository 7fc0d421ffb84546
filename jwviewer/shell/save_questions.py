"""What is asked around saving: what becomes of changes, and where to save."""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from jwviewer.dossier.files import SUFFIX
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.editing.document import Document


class Choice(Enum):
    """What is to become of changes that are not saved."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


def ask_before_leaving(parent: QWidget, title: str, count: int) -> Choice:
    """Ask whether to save, discard or stay; closing the question means staying."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Unsaved changes"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("“{title}” has changes that are not saved.", title=title))
    box.setInformativeText(
        tr("1 change since it was saved.")
        if count == 1
        else tr("{count} changes since it was saved.", count=count)
    )
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.setDefaultButton(buttons.Save)
    return {buttons.Save.value: Choice.SAVE, buttons.Discard.value: Choice.DISCARD}.get(
        box.exec(), Choice.CANCEL
    )


def ask_where(parent: QWidget, dossier: Dossier, folder: Path) -> Path | str | None:
    """Ask for a file or folder to save to; None when called off, a sentence why it cannot be."""
    as_file = tr("One dossier file ({pattern})", pattern=f"*{SUFFIX}")
    as_folder = tr("Dossier folder of tables (*)")
    name, kind = QFileDialog.getSaveFileName(
        parent, tr("Save dossier as"), str(folder / f"{dossier.id}{SUFFIX}"),
        f"{as_file};;{as_folder}",
    )  # fmt: skip
    if not name:
        return None
    target = Path(name)
    if kind == as_folder:
        target = target.with_name(target.name.removesuffix(SUFFIX))
        if _is_other_folder(target):
            return tr("{folder} holds other files; choose a new or empty folder.", folder=target)
        return target
    if target.suffix.lower() != SUFFIX:
        target = target.with_name(target.name + SUFFIX)
        if os.path.lexists(target):
            # The dialog asked about another name before replacing anything.
            return tr("{file} is there already.", file=target.name)
    return target


def may_leave_rows_out(parent: QWidget, document: Document) -> bool:
    """Ask whether to save without the rows that could not be read, if there are any."""
    if not document.left_out:
        return True
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Rows are left out"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        tr("{count} problems keep rows from being read. They will not be in the new dossier; "
           "the old files stay as they are.", count=document.left_out)
    )  # fmt: skip
    without = box.addButton(tr("Save without them…"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is without


def _is_other_folder(target: Path) -> bool:
    if not target.is_dir():
        return target.exists()
    return any(target.iterdir()) and not (target / "data").is_dir()
