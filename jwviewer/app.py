"""The composition root: everything is built here, in an order that paints first.

1. settings, log, QApplication, theme: no pandas, no plot library yet;
2. the empty window, painted;
3. panes, session and dossier behind that first paint.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QApplication

from jwviewer import __version__
from jwviewer.drawing.fonts import install_fonts
from jwviewer.language import tr
from jwviewer.places import resource
from jwviewer.shell.settings import Settings
from jwviewer.shell.system_theme import SystemTheme
from jwviewer.shell.trouble import Trouble, start_log
from jwviewer.shell.window import Window

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

NAME = "jwviewer"


class Program(QObject):
    """The running program: builds its parts and holds them."""

    def __init__(
        self, first: Path | None, *, config: Path | None = None, logs: Path | None = None
    ) -> None:
        super().__init__()
        self._first = first
        self.logs = logs or Path(platformdirs.user_log_dir(NAME, appauthor=False))
        config = config or Path(platformdirs.user_config_dir(NAME, appauthor=False))
        self.settings = Settings(config / "settings.json")
        self.theme = SystemTheme(self.settings["theme"])
        self.theme.apply()
        self.window = Window(self.settings, self.theme.name)
        self.window.closing.connect(self.close)

    def start(self) -> None:
        """Show the window, and go on once it has been painted."""
        self.window.show()
        QTimer.singleShot(0, self.furnish)

    def furnish(self) -> None:
        """Build panes and session and begin to open the dossier."""
        from jwviewer.dossier.dossier import Dossier
        from jwviewer.session import Session, State
        from jwviewer.shell.commands import Commands
        from jwviewer.shell.desk import Desk
        from jwviewer.shell.documents import Documents
        from jwviewer.shell.layout import build_panes

        self.documents = Documents(self.settings, self.window)
        self.documents.opened.connect(self.show_dossier)
        self.documents.said.connect(self.window.messages.say)
        self.documents.progressed.connect(self.window.status.show_progress)
        self.documents.recent_changed.connect(
            lambda: self.window.show_recent(self.settings["recent"])
        )
        self.window.status.stop_asked.connect(self.documents.stop)
        self.documents.open(self._first or self.documents.first())

        self.session = Session(State(Dossier.from_rows({}), theme=self.theme.name), self)
        self.documents.session = self.session
        self.window.take_in(build_panes(), self.session)
        self.commands = Commands(
            Desk(self.window, self.session, self.documents, self.settings, self.theme, self.logs)
        )
        self.session.changed.connect(self.window.show_state)
        self.session.moved.connect(self._show_history)
        self.theme.changed.connect(self.session.use_theme)
        self.window.show_recent(self.settings["recent"])
        self.window.show_history(back=False, forward=False)
        if self.settings.set_aside is not None:
            self.window.messages.say(
                tr(
                    "The settings could not be read and were set aside as {file}; "
                    "the program starts with its defaults.",
                    file=self.settings.set_aside,
                )
            )

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a dossier in all panes and say what is wrong with it."""
        self.window.messages.clear()
        self.session.open_dossier(dossier)
        self.documents.attach_remembered(dossier)
        errors = sum(problem.severity == "error" for problem in dossier.problems)
        if errors:
            said = (
                tr("1 problem in this dossier's files; what could be read is shown.")
                if errors == 1
                else tr(
                    "{count} problems in this dossier's files; what could be read is shown.",
                    count=errors,
                )
            )
            self.window.messages.say(said, more=True)

    def close(self) -> None:
        """Put everything in order before the window goes."""
        if hasattr(self, "documents"):
            self.documents.stop()
        self.window.layout_of_panes.save(self.settings)
        self.settings.save()

    def _show_history(self) -> None:
        self.window.show_history(self.session.can_go_back, self.session.can_go_forward)


def make_application() -> QApplication:
    """Return the one QApplication, named, in Fusion style and with our font."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(NAME)
    app.setStyle("Fusion")
    font = QFont(install_fonts())
    font.setPixelSize(13)
    app.setFont(font)
    app.setWindowIcon(QIcon(str(resource("icons", "jwviewer.svg"))))
    return app


def run_window(first: Path | None) -> int:
    """Open the window on a dossier (None: the last one or the seed) and run until it closes."""
    app = make_application()
    program = Program(first)
    start_log(program.logs)
    trouble = Trouble(program.window)
    trouble.watch()
    program.start()
    return app.exec()
