"""Reading articles: from a file, from the clipboard, and what was learnt from reviews."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.shell.desk import Desk


class ReadingCommands:
    """The commands that bring articles in."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def read_article(self) -> None:
        """Ask for an article and read it."""
        path, _ = QFileDialog.getOpenFileName(
            self.desk.window,
            tr("Read an article"),
            self.desk.folder,
            tr("Articles (*.txt *.md *.html *.htm *.docx *.pdf);;All files (*)"),
        )
        if path:
            self.desk.reviews.read(Path(path))

    def paste_article(self) -> None:
        """Read the text on the clipboard; it stays in memory."""
        self.desk.reviews.read(QGuiApplication.clipboard().text())

    def learnt_names(self) -> None:
        """Show the names that were learnt in reviews."""
        from jwviewer.shell.reading_names import LearntNames

        self.desk.show(LearntNames(self.desk.reviews.teaching, self.desk.window))
