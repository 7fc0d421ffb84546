"""About: versions, licences, where data lies, where new versions are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from jwviewer import __version__
from jwviewer.language import tr
from jwviewer.places import licences, resource
from jwviewer.shell.outside import show_outside
from jwviewer.shell.versions import system, versions

ICON = 64
WIDTH = 600


class AboutDialog(QDialog):
    """Says what the program is made of and where it keeps things; it asks nobody for that.

    ``data`` are the places where the program keeps things, by name.
    """

    def __init__(
        self, data: Sequence[tuple[str, Path]], logs: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(tr("About jwviewer"))
        self._data, self._logs = tuple(data), logs
        self.said = _words("")
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(14)
        column.addLayout(self._head())
        column.addLayout(self._facts())
        column.addWidget(self.said)
        buttons = self._buttons()
        column.addWidget(buttons)
        self.setMinimumWidth(WIDTH)
        # Wrapped lines ask for far more height than they take.
        self.resize(WIDTH, column.heightForWidth(WIDTH))
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    def details(self) -> str:
        """Return versions and places as plain text, for a letter about a fault."""
        lines = [" ".join(one) for one in versions()]
        return "\n".join([*lines, system(), *(f"{name}: {path}" for name, path in self._data)])

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details())
        self._say(tr("Copied."))

    def open_logs(self) -> None:
        """Show the folder of the log in the system's file manager."""
        self._show_outside(self._logs)

    def open_licences(self) -> None:
        """Show the licences of the program and of everything that comes with it."""
        found = licences()
        if found is not None:
            self._show_outside(found)

    def _head(self) -> QHBoxLayout:
        sign = QLabel()
        size = QSize(ICON, ICON)
        icon = QIcon(str(resource("icons", "jwviewer.svg")))
        sign.setPixmap(icon.pixmap(size, self.devicePixelRatioF()))
        name = QLabel("jwviewer")
        name.setObjectName("headline")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(_words(tr("Version {version}", version=__version__), dim=True))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(1, 1)
        libraries = " · ".join(f"{name}\u00a0{version}" for name, version in versions()[1:])
        rows: list[tuple[str, str | Path]] = [
            ("", tr("Shows what sources say about partnerships of companies, with the evidence. "
                    "It works offline; nothing is sent anywhere.")),
            (tr("Made with"), libraries),
            (tr("Licences"), tr("jwviewer: MIT. Qt and PySide6: LGPL version 3. "
                                "Fonts: SIL Open Font License.")),
            *self._data,
            (tr("New versions"), tr("are where you had this one from: the page or the person that "
                                    "gave you the file. jwviewer never looks for them itself.")),
        ]  # fmt: skip
        for number, (name, said) in enumerate(rows):
            if isinstance(said, Path):
                grid.addWidget(_words(name, dim=True), number, 0)
                grid.addWidget(_path(name, said), number, 1)
            elif name:
                grid.addWidget(_words(name, dim=True), number, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(_words(said), number, 1)
            else:
                grid.addWidget(_words(said), number, 0, 1, 2)
        return grid

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        logs = buttons.addButton(tr("Open &log folder"), role)
        logs.clicked.connect(self.open_logs)
        if licences() is not None:
            texts = buttons.addButton(tr("L&icences"), role)
            texts.clicked.connect(self.open_licences)
        copy = buttons.addButton(tr("&Copy details"), role)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        return buttons

    def _show_outside(self, path: Path) -> None:
        if not (path.exists() and show_outside(path)):
            self._say(tr("It cannot be shown from here; it is at {path}", path=path))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()


def _path(name: str, path: Path) -> QLineEdit:
    """Return a path in one line, however long it is, to be read and copied."""
    line = QLineEdit(str(path))
    line.setObjectName("path")
    line.setReadOnly(True)
    line.setAccessibleName(name)
    line.setCursorPosition(0)
    return line


def _words(text: str, *, dim: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(not dim)
    if dim:
        label.setObjectName("dim")
    return label
