"""Light or dark: the person's choice, or the system's, followed live."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from jwviewer.drawing.theme import load_theme
from jwviewer.shell.style import dress


class SystemTheme(QObject):
    """Dresses the program and says when the system changes its mind.

    Signals:
        changed: the name of the theme now in use.
    """

    changed = Signal(str)

    def __init__(self, choice: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self._hints = QGuiApplication.styleHints()
        self._system = self._scheme()
        self._hints.colorSchemeChanged.connect(self._system_changed)
        self.name = self._name()

    def choose(self, choice: str) -> None:
        """Use "light", "dark" or the system's."""
        self._choice = choice
        if choice == "system":
            self._hints.unsetColorScheme()
            self._system = self._scheme()
        self._apply()

    def apply(self) -> None:
        """Dress the program for the first time."""
        dress(load_theme(self.name), follow_system=self._choice == "system")

    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        if self._choice == "system":
            self._system = _name_of(scheme)
            self._apply()

    def _apply(self) -> None:
        self.name = self._name()
        self.apply()
        self.changed.emit(self.name)

    def _name(self) -> str:
        return self._system if self._choice == "system" else self._choice

    def _scheme(self) -> str:
        return _name_of(self._hints.colorScheme())


def _name_of(scheme: Qt.ColorScheme) -> str:
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"
