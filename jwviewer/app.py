"""The composition root: everything is built here, in an order that paints first.

1. settings and the bare window, painted: nothing of ours is loaded that it does not need;
2. theme, fonts, menus, bars and empty docks;
3. in a thread beside that, the code of panes and dossiers, pandas above all;
4. panes and session, and the dossier, read in a thread of its own.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from jwviewer import __version__
from jwviewer.shell.afterimage import Afterimages
from jwviewer.shell.arrivals import Arrivals, come_forward
from jwviewer.shell.instance import Instance
from jwviewer.shell.settings import Settings
from jwviewer.shell.window import Window

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.shell.handover import Request
    from jwviewer.shell.turns import Turns

NAME = "jwviewer"
KEEP_MILLISECONDS = 15_000
"""How often what is not on the disk yet is written down, for a display may go without a word."""
WELCOME_AFTER = 100
"""How many milliseconds a newcomer sees the first dossier before the welcome stands before it."""
PAINTING = 20
"""Milliseconds from one pane's first look at a large dossier to the next one's."""
SWITCH_SECONDS = 0.001 if sys.platform == "win32" else 0.0002
"""How long busy threads may keep the window's from a turn; Windows counts whole milliseconds."""


class Program(QObject):
    """The running program: builds its parts and holds them."""

    def __init__(
        self,
        first: Path | None,
        *,
        config: Path | None = None,
        logs: Path | None = None,
        state: Path | None = None,
    ) -> None:
        super().__init__()
        self.arrivals = Arrivals(self)
        if first is not None:
            self.arrivals.take([first])
        self.logs = logs or Path(platformdirs.user_log_dir(NAME, appauthor=False))
        own = None if config is None else config / "state"
        self.state = state or own or Path(platformdirs.user_state_dir(NAME, appauthor=False))
        self.settings = Settings((config or config_folder()) / "settings.json")
        self._closed = False
        self._wear_choice()
        self.window = Window(self.settings)
        self.window.closing.connect(self.close)

    def start(self) -> None:
        """Show the window; all else follows once it has been painted."""
        self.afterimages = Afterimages(self.window, self.settings)
        self.afterimages.begin(self.arrivals)
        # A turn later, when what was painted is also on the screen.
        self.window.painted.connect(lambda: QTimer.singleShot(0, self.fit_out))
        self.window.show()

    def fit_out(self) -> None:
        """Dress the window and give it menus and bars, while the rest of the code is loaded."""
        from jwviewer.shell.turns import InTurns

        self._turns = InTurns(self._fitting(), self)
        self._turns.start()

    def _fitting(self) -> Turns:
        from jwviewer.shell.loading import FITTING, Loading
        from jwviewer.shell.style import dress_program
        from jwviewer.shell.turns import load

        self._loading = Loading(self)
        self._loading.done.connect(self.furnish)
        self._loading.start()
        dress_program()
        yield from load(*FITTING)
        from jwviewer.shell.documents import Documents
        from jwviewer.shell.system_theme import SystemTheme

        self.theme = SystemTheme(self.settings["theme"], self.window)
        self.theme.apply()
        yield
        for _ in self.window.fit_out(self.settings, self.theme.name):
            self.afterimages.stay(self.theme.name)
            yield
        self.documents = Documents(self.settings, self.window)
        self.documents.opened.connect(self.show_dossier)
        self.afterimages.follow(self.documents)
        self.documents.said.connect(self.window.messages.say)
        self.arrivals.said.connect(self.window.messages.say)
        self.documents.progressed.connect(self.window.status.show_progress)
        self.documents.recent_changed.connect(
            lambda: self.window.show_recent(self.settings["recent"])
        )
        self.window.status.stop_asked.connect(self.documents.stop)
        self.window.show_recent(self.settings["recent"])
        self.window.show_history(back=False, forward=False)

    def furnish(self) -> None:
        """Begin to open the dossier and build panes and session."""
        from jwviewer.shell.turns import InTurns

        if self._closed:
            return
        if not hasattr(self, "documents"):
            # The code was there before the window was fitted out.
            QTimer.singleShot(0, self, self.furnish)
            return
        self._turns = InTurns(self._furnishing(), self)
        self._turns.start()

    def _furnishing(self) -> Turns:
        from jwviewer.shell.loading import FURNISHING, TIMELINE
        from jwviewer.shell.turns import load

        self._newcomer = self.is_new
        self.documents.foreseen.connect(self._look_early)
        self.arrivals.begin(self.documents)
        yield from load(*TIMELINE)
        from jwviewer.dossier.collector import collect_seldom
        from jwviewer.dossier.dossier import Dossier
        from jwviewer.session import Session, State
        from jwviewer.shell.layout import build_panes

        session = Session(State(Dossier.from_rows({}), theme=self.theme.name), self)
        panes = build_panes()
        self.window.take_in_pane(next(panes), session)
        self._look_early()
        yield
        yield from load(*FURNISHING)
        from jwviewer.shell.commands import Commands
        from jwviewer.shell.curtains import Curtains
        from jwviewer.shell.desk import Desk
        from jwviewer.shell.foresight import Foresight
        from jwviewer.shell.reading_reviews import ArticleReviews
        from jwviewer.shell.spare_memory import SpareMemory
        from jwviewer.shell.work import Work

        for pane in panes:
            self.window.take_in_pane(pane, session)
            yield
        self.window.take_in(session)
        yield
        self.session = session
        self.foresight = Foresight(self.window.panes.values(), session, self.window)
        self.work = Work(self.window, session, self.documents, self.state)
        reviews = ArticleReviews(
            self.window, session, self.settings, self.work, self.documents.attach,
            state=self.state / "reviews", own=self.settings.path.parent / "lexicons",
        )  # fmt: skip
        self.arrivals.asks = reviews.take
        self.commands = Commands(Desk(
            self.window, self.session, self.documents, self.settings, self.theme, self.logs,
            self.work, reviews,
        ))  # fmt: skip
        self.curtains = Curtains(self.window, PAINTING)
        self.documents.prepared.connect(self.curtains.take)
        self.documents.prepared.connect(self.afterimages.keep_soon)
        self.afterimages.due.connect(lambda: self._keep_sight(again=False))
        self.window.dropped.connect(self.arrivals.take_dropped)
        self.session.changed.connect(self.window.show_state)
        SpareMemory(self).watch(session, self.documents, self.window)
        self.session.moved.connect(self._show_history)
        self.theme.changed.connect(self.session.use_theme)
        self.keeping = QTimer(self, interval=KEEP_MILLISECONDS)
        self.keeping.timeout.connect(self.keep)
        self.keeping.start()
        self.documents.begin(session)
        collect_seldom()
        if self.settings.set_aside is not None:
            self.window.messages.say_set_aside(self.settings.set_aside)

    @property
    def is_new(self) -> bool:
        """Whether a person meets the program for the first time, with no file in hand."""
        known = self.settings["welcomed"] or self.settings["recent"]
        return not (known or self.arrivals.waiting)

    def receive(self, request: Request) -> None:
        """Show what a later start of the program, or the system, asks this one to open."""
        self.arrivals.take(request.files)
        come_forward(self.window, request.token)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a dossier in all panes and say what is wrong with it."""
        self.window.messages.clear()
        panes, held = self.window.panes, self.documents.to_come
        self.curtains.forget()
        for name in held:
            panes[name].hold()
        self.session.open_dossier(dossier)
        for name in panes.keys() - held:
            panes[name].release()
        QTimer.singleShot(PAINTING, self.documents, self.documents.go_on)
        self.work.open(dossier)
        self.documents.attach_remembered(dossier)
        if errors := sum(problem.severity == "error" for problem in dossier.problems):
            self.window.messages.say_problems(errors)
        if self._newcomer:
            self._newcomer = False
            QTimer.singleShot(WELCOME_AFTER, self.window, partial(self.commands.run, "welcome"))

    def _look_early(self) -> None:
        """Show a large dossier in the timeline before there is anything else to show it in."""
        from jwviewer.session import State

        dossier = self.documents.early
        if dossier is not None and "timeline" in self.window.panes:
            self.window.panes["timeline"].show_early(State(dossier, theme=self.theme.name))

    def _keep_sight(self, *, again: bool) -> None:
        self.afterimages.keep(self.session.state.dossier, self.theme.name, again=again)

    def keep(self) -> None:
        """Write down everything that is not on the disk yet; the program goes on."""
        if not hasattr(self, "documents"):
            return
        if hasattr(self, "commands"):
            self.commands.desk.keep()
        self.window.layout_of_panes.save(self.settings)
        self.settings.save()

    def keep_for_end(self) -> None:
        """Keep everything because the desktop session ends; no question stands in its way."""
        self.keep()
        if hasattr(self, "work"):
            self.work.be_quiet()

    def close(self) -> None:
        """Put everything in order before the window goes."""
        if not hasattr(self, "_loading"):
            return
        self._turns.stop()
        self._closed = True
        self._loading.wait()
        if not hasattr(self, "documents"):
            return
        self.documents.end()
        self.keep()
        if hasattr(self, "work"):
            self._keep_sight(again=True)
            self.foresight.wait()
            self.keeping.stop()
            self.work.close()

    def end(self) -> None:
        """End from outside: keep everything, and let no dialog stand in the way."""
        if hasattr(self, "work"):
            self.work.end()
        self.window.close()
        QApplication.exit(0)

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
    app = existing if isinstance(existing, QApplication) else QApplication([NAME])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(NAME)
    app.setStyle("Fusion")
    if sys.platform == "win32":
        from jwviewer.shell.windows import take_app_id

        take_app_id()
    return app


def config_folder() -> Path:
    """Return where the settings lie."""
    return Path(platformdirs.user_config_dir(NAME, appauthor=False))


def run_window(files: Sequence[Path] = (), *, new_window: bool = False) -> int:
    """Open files in the window there is, or in one of our own, and run until that closes.

    Without files the window opens the last dossier or the seed.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()  # until all is loaded, see furnish()
    instance = Instance(config_folder())
    if not instance.stands_alone(files, wanted=new_window):
        return 0
    app = make_application()
    program = Program(None)
    program.arrivals.take(files)
    hear_of_files(app, program)
    program.window.painted.connect(
        lambda: QTimer.singleShot(0, lambda: _watch(app, program, instance))
    )
    program.start()
    code = app.exec()
    instance.release()
    return code


def hear_of_files(app: QApplication, program: Program, *, system: str = sys.platform) -> None:
    """Open files that macOS asks for; it may do so before the window has its panes."""
    if system == "darwin":
        from jwviewer.shell.file_events import FileEvents

        events = FileEvents(program)
        app.installEventFilter(events)
        events.arrived.connect(program.receive)


def _watch(app: QApplication, program: Program, instance: Instance) -> None:
    """Listen to everything outside, now that there is something to see."""
    from jwviewer.shell.endings import DesktopSession, Signals, restart_command
    from jwviewer.shell.trouble import Trouble, start_log

    start_log(program.logs)
    Trouble(program.window).watch()  # the hooks hold it
    instance.asked.connect(program.receive)
    program.window.closing.connect(instance.release)
    instance.listen()
    signals = Signals(program)
    signals.came.connect(program.end)
    signals.watch()
    DesktopSession(app, restart_command(), program).ending.connect(program.keep_for_end)
