"""A new source: made of the person's own copy of it, whose text is never taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from jwviewer.dossier.text import normalise, paragraph_starts, text_sha256
from jwviewer.editing.row_forms import RowForm
from jwviewer.language import tr
from jwviewer.shell.articles import MOST_BYTES

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier


def new_source(parent: QWidget, dossier: Dossier, folder: str) -> RowForm | None:
    """Ask for the copy of a source and return its form, with length and hash of its text."""
    path, _ = QFileDialog.getOpenFileName(
        parent, tr("Your copy of the new source"), folder, tr("Text files (*.txt *.md)")
    )
    if not path:
        return None
    try:
        if Path(path).stat().st_size > MOST_BYTES:
            raise ValueError(tr("it is larger than 2 MB"))
        text = normalise(Path(path).read_bytes())
    except (OSError, ValueError) as failure:
        QMessageBox.warning(
            parent, tr("New source"),
            tr("{file} cannot be read as a text: {reason}", file=Path(path).name, reason=failure),
        )  # fmt: skip
        return None
    sha256 = text_sha256(text)
    known = dossier.store["sources"]["text_sha256"].texts()
    if sha256 in known:
        QMessageBox.information(
            parent, tr("New source"), tr("This text is a source of the dossier already.")
        )
        return None
    return RowForm.new(
        "sources",
        {
            "text_sha256": sha256,
            "text_chars": str(len(text)),
            "paragraph_starts": ";".join(map(str, paragraph_starts(text))),
        },
    )
