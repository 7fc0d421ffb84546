"""Files that come in from outside: command line, double-click, a later start, drag and drop."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from jwviewer.language import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from jwviewer.shell.documents import Documents

DOSSIERS = (".dossier", ".zip", ".json", ".duckdb")
TEXTS = (".txt", ".text", ".md", ".html", ".htm", ".docx", ".pdf")
_LOOK_AGAIN = 150
"""Milliseconds between two looks whether the dialog in the way is gone."""


class Arrivals(QObject):
    """Keeps what comes in until it can be shown: the window furnished, and no dialog in the way.

    Of several dossiers the first is opened and the others go to the recent ones; texts are laid
    beside it as copies of its sources.

    Signals:
        expected: the path of the dossier that will be opened, told while none can be opened yet.
        said: a sentence for the message bar.
    """

    expected = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents: Documents | None = None
        self._files: list[Path] = []
        self._texts: list[Path] = []
        self._said = ""
        self.asks: Callable[[Path], bool] = lambda _: False
        """Asks what a text is, unless that is clear; tells whether it did."""
        self._dialog_gone = QTimer(self, interval=_LOOK_AGAIN)
        self._dialog_gone.timeout.connect(self._show)

    @property
    def waiting(self) -> bool:
        """Whether something has come in that is not shown yet."""
        return bool(self._files)

    @property
    def first(self) -> Path | None:
        """The dossier that will be opened first of what has come in, if one has."""
        found = next((path for path in self._files if not _is_text(path)), None)
        if found is not None and found.name == "datapackage.json":
            return found.parent
        return found

    def take(self, files: Sequence[Path]) -> None:
        """Show files as soon as that is possible."""
        self._files += files
        if self._documents is None and self.first is not None:
            self.expected.emit(self.first)
        self._show()

    def take_dropped(self, files: Sequence[Path]) -> None:
        """Show files dropped on the window; what is no dossier is the copy of an article."""
        texts = [path for path in files if not _is_dossier(path)]
        self._show_batch([path for path in files if path not in texts], texts)

    def begin(self, documents: Documents) -> None:
        """Open what has come in so far, or what is to be opened at a start without files."""
        self._documents = documents
        documents.opened.connect(self._opened)
        documents.refused.connect(self._let_go)
        if not any(not _is_text(path) for path in self._files):
            documents.open(documents.first())
        self._show()

    def _show(self) -> None:
        if self._documents is None or not self._files:
            self._dialog_gone.stop()
            return
        if QApplication.activeModalWidget() is not None:
            if not self._dialog_gone.isActive():
                self._dialog_gone.start()
                self.said.emit(tr("{files} will be opened once the dialog is closed.",
                                  files=_names(self._files)))  # fmt: skip
            return
        self._dialog_gone.stop()
        files, self._files = self._files, []
        texts = [path for path in files if _is_text(path)]
        self._show_batch([path for path in files if path not in texts], texts)

    def _show_batch(self, dossiers: list[Path], texts: list[Path]) -> None:
        documents = self._documents
        if documents is None:
            return
        self._texts, self._said = texts, ""
        if len(dossiers) > 1:
            documents.remember(dossiers[1:])
            self._said = (
                tr("One dossier is shown at a time; the other one is under File, Open recent.")
                if len(dossiers) == 2
                else tr(
                    "One dossier is shown at a time; the other {count} are under "
                    "File, Open recent.",
                    count=len(dossiers) - 1,
                )
            )
        if dossiers:
            first = dossiers[0]
            documents.open(first.parent if first.name == "datapackage.json" else first)
        elif not documents.busy:
            self._opened()

    def _opened(self, _dossier: object = None) -> None:
        """Do what can only be done beside an open dossier."""
        texts, self._texts = self._texts, []
        said, self._said = self._said, ""
        if said:
            self.said.emit(said)
        for path in texts:
            assert self._documents is not None
            if not self.asks(path):
                self._documents.attach(path)

    def _let_go(self) -> None:
        self._texts, self._said = [], ""


def come_forward(window: QWidget, token: str = "") -> None:
    """Show the window above others, as far as the desktop allows; else it marks the window."""
    from PySide6.QtCore import Qt

    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt's Wayland plugin looks there
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)
    os.environ.pop("XDG_ACTIVATION_TOKEN", None)
    if token and QApplication.platformName() == "xcb":
        from jwviewer.shell.x11 import use_leave

        use_leave(int(window.winId()), token)


def _is_dossier(path: Path) -> bool:
    # Unlike a Path's own this never raises, not even where a folder may not be looked into.
    return os.path.isdir(path) or path.suffix.lower() in DOSSIERS  # noqa: PTH112


def _is_text(path: Path) -> bool:
    return path.suffix.lower() in TEXTS and not _is_dossier(path)


def _names(files: Sequence[Path]) -> str:
    return ", ".join(path.name for path in files)
