"""The composition root: everything is built here, in an order that paints first.

1. settings and the bare window, painted: nothing of ours is loaded that it does not need;
2. theme, fonts, menus, bars and empty docks;
3. in a thread beside that, the code of panes and dossiers, pandas above all;
4. panes and session, and the dossier, read in a thread of its own.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from jwviewer import __version__
from jwviewer.language import tr
from jwviewer.shell.settings import Settings
from jwviewer.shell.window import Window

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

NAME = "jwviewer"
SWITCH_SECONDS = 0.001
"""How long a busy thread may keep the window's thread from its turn."""


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
        self._wear_choice()
        self.window = Window(self.settings)
        self.window.closing.connect(self.close)

    def start(self) -> None:
        """Show the window; all else follows once it has been painted."""
        # A turn later, when what was painted is also on the screen.
        self.window.painted.connect(lambda: QTimer.singleShot(0, self.fit_out))
        self.window.show()

    def fit_out(self) -> None:
        """Dress the window and give it menus and bars, while the rest of the code is loaded."""
        from jwviewer.shell.documents import Documents
        from jwviewer.shell.loading import Loading
        from jwviewer.shell.system_theme import SystemTheme

        self._loading = Loading(self)
        self._loading.done.connect(self.furnish)
        self._loading.start()
        dress_application()
        self.theme = SystemTheme(self.settings["theme"])
        self.theme.apply()
        self.window.fit_out(self.settings, self.theme.name)
        self.documents = Documents(self.settings, self.window)
        self.documents.opened.connect(self.show_dossier)
        self.documents.said.connect(self.window.messages.say)
        self.documents.progressed.connect(self.window.status.show_progress)
        self.documents.recent_changed.connect(
            lambda: self.window.show_recent(self.settings["recent"])
        )
        self.window.status.stop_asked.connect(self.documents.stop)
        self.window.show_recent(self.settings["recent"])
        self.window.show_history(back=False, forward=False)

    def furnish(self) -> None:
        """Begin to open the dossier and build panes and session."""
        from jwviewer.dossier.dossier import Dossier
        from jwviewer.session import Session, State
        from jwviewer.shell.commands import Commands
        from jwviewer.shell.desk import Desk
        from jwviewer.shell.layout import build_panes

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
        # Code and widgets are never garbage: looking through them would cost time again and again.
        gc.freeze()
        gc.enable()
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
        if not hasattr(self, "documents"):
            return
        self._loading.wait()
        self.documents.stop()
        self.window.layout_of_panes.save(self.settings)
        self.settings.save()

    def _wear_choice(self) -> None:
        """Show the bare window in the theme that was chosen; without one it has the system's."""
        if self.settings["theme"] != "system":
            from jwviewer.drawing.theme import load_theme

            QApplication.setPalette(load_theme(self.settings["theme"]).palette())

    def _show_history(self) -> None:
        self.window.show_history(self.session.can_go_back, self.session.can_go_forward)


def make_application() -> QApplication:
    """Return the one QApplication, named and in Fusion style."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(NAME)
    app.setStyle("Fusion")
    return app


def dress_application() -> None:
    """Give the program its font and its icon."""
    from PySide6.QtGui import QFont, QIcon

    from jwviewer.drawing.fonts import install_fonts
    from jwviewer.places import resource

    font = QFont(install_fonts())
    font.setPixelSize(13)
    QApplication.setFont(font)
    QApplication.setWindowIcon(QIcon(str(resource("icons", "jwviewer.svg"))))


def run_window(first: Path | None) -> int:
    """Open the window on a dossier (None: the last one or the seed) and run until it closes."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()  # until all is loaded, see furnish()
    app = make_application()
    program = Program(first)
    program.window.painted.connect(lambda: QTimer.singleShot(0, lambda: _watch(program)))
    program.start()
    return app.exec()


def _watch(program: Program) -> None:
    from jwviewer.shell.trouble import Trouble, start_log

    start_log(program.logs)
    Trouble(program.window).watch()  # the hooks hold it
