"""The main window: it shows at once and empty, then is fitted out, then takes in the panes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

from jwviewer.shell.geometry import place

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import (
        QAction,
        QCloseEvent,
        QDragEnterEvent,
        QDropEvent,
        QPaintEvent,
    )
    from PySide6.QtWidgets import QMenu, QWidget

    from jwviewer.panes.pane import Pane
    from jwviewer.session import Session, State
    from jwviewer.shell.dock import PaneDock
    from jwviewer.shell.filters import Filters
    from jwviewer.shell.fittings import Fittings
    from jwviewer.shell.layout import Layout
    from jwviewer.shell.message_bar import MessageBar
    from jwviewer.shell.offer_bar import OfferBar
    from jwviewer.shell.relay import Relay
    from jwviewer.shell.search_box import SearchBox
    from jwviewer.shell.settings import Settings
    from jwviewer.shell.status import Status
    from jwviewer.shell.turns import Turns


class Window(QMainWindow):
    """The frame: bare at first, then with menus, bars and docks, then with panes.

    It knows panes only as panes; what actions do lies in Commands. Nothing is imported for
    the bare frame that an empty window would not need.

    Signals:
        painted: the window is there for the person to see, for the first time.
        asked: the slot of an action the person asked for.
        recent_asked: the path of a recent dossier.
        dropped: the list of paths of what was dropped on the window.
        pane_menu_asked: a pane's name and a global position.
        edit_asked: what a pane asks to be done, with which fact, and with what.
        closing: the window is about to close.
    """

    painted = Signal()
    asked = Signal(str)
    recent_asked = Signal(object)
    dropped = Signal(object)
    pane_menu_asked = Signal(str, object)
    edit_asked = Signal(str, str, object)
    closing = Signal()

    fittings: Fittings

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle("jwviewer")
        self.setMinimumSize(640, 420)
        self.filters: Filters | None = None
        self.search: SearchBox | None = None
        self._theme = ""
        self._relay: Relay | None = None
        self._painted = False
        self.may_close: Callable[[], bool] = lambda: True
        place(self, settings)

    @property
    def messages(self) -> MessageBar:
        """The bar over the panes that says what went wrong."""
        return self.fittings.messages

    @property
    def offers(self) -> OfferBar:
        """The bar over the panes with questions that can wait."""
        return self.fittings.offers

    @property
    def status(self) -> Status:
        """The status bar."""
        return self.fittings.status

    @property
    def layout_of_panes(self) -> Layout:
        """How the docks stand."""
        return self.fittings.layout

    @property
    def actions_by_slot(self) -> dict[str, QAction]:
        """Every action by its name in the table of actions."""
        return self.fittings.actions

    @property
    def docks(self) -> dict[str, PaneDock]:
        """The docks by the name of their pane."""
        return self.layout_of_panes.docks

    @property
    def panes(self) -> dict[str, Pane]:
        """The panes by name, as far as they are there."""
        return {name: dock.pane for name, dock in self.docks.items() if dock.pane is not None}

    def fit_out(self, settings: Settings, theme: str) -> Turns:
        """Put menus, bars and empty docks in place, step by step."""
        from jwviewer.shell.fittings import Fittings

        self.fittings = Fittings(self)
        self.dress(
            theme
        )  # with icons bars are as high as they stay, before docks take their places
        yield
        self.fittings.put_bars(settings)
        self.setAcceptDrops(True)
        yield

    def take_in(self, session: Session) -> None:
        """Put filters and search in place and link them, once the panes are there."""
        from jwviewer.shell.filters import Filters
        from jwviewer.shell.plot_library import PlotLibrary
        from jwviewer.shell.search_box import SearchBox

        self.filters = Filters(self)
        self.filters.proposed.connect(session.select)
        session.changed.connect(self.filters.show_state)
        self.search = SearchBox(self)
        self.search.found.connect(
            lambda fact_id: session.select(session.state.selection.with_focus(fact_id))
        )
        session.changed.connect(self.search.show_state)
        session.changed.connect(self.status.show_state)
        self.fittings.put_into_toolbar(self.filters, self.search)
        PlotLibrary(session.changed, self)

    def take_in_pane(self, pane: Pane, session: Session) -> None:
        """Put one pane in its dock and link it."""
        self.docks[pane.name].put(pane)
        pane.article_dropped.connect(lambda path: self.dropped.emit([Path(path)]))
        pane.menu_asked.connect(partial(self.pane_menu_asked.emit, pane.name))
        pane.edit_asked.connect(self.edit_asked)
        if self._relay is None:
            from jwviewer.shell.relay import Relay

            self._relay = Relay(session, self)
        self._relay.add(pane)

    def show_state(self, state: State) -> None:
        """Name the dossier in the title and mark what can be undone."""
        from jwviewer.language import tr

        title = state.dossier.title or state.dossier.id
        fictional = tr(" (fictional)") if state.dossier.fictional else ""
        self.setWindowTitle(f"{title}{fictional}[*] — jwviewer")
        self.actions_by_slot["clear_filters"].setEnabled(state.selection.filtered)
        self.actions_by_slot["clear_period"].setEnabled(state.selection.period is not None)
        if state.theme != self._theme:
            self.dress(state.theme)

    def show_history(self, back: bool, forward: bool) -> None:
        """Mark whether there is a way back and forward."""
        self.actions_by_slot["back"].setEnabled(back)
        self.actions_by_slot["forward"].setEnabled(forward)

    def show_recent(self, paths: list[str]) -> None:
        """Fill the menu of recent dossiers."""
        menu = self.fittings.recent
        menu.clear()
        for number, path in enumerate(paths, 1):
            text = f"&{number % 10} {Path(path).name}  ({Path(path).parent})".replace("&", "&&")[1:]
            menu.addAction(text, partial(self.recent_asked.emit, Path(path)))
        menu.setEnabled(bool(paths))

    def dress(self, theme: str) -> None:
        """Give the icons the theme's ink."""
        self._theme = theme
        self.fittings.dress(theme)

    def focused_pane(self) -> str:
        """Return the pane the person works in: the one with the focus, else the timeline."""
        widget: QWidget | None = self.focusWidget()
        if widget is None:
            return "timeline"
        names = (name for name, dock in self.docks.items() if dock.isAncestorOf(widget))
        return next(names, "timeline")

    def show_review(self, shown: bool) -> None:
        """Show the review beside the other panes, or go back to these alone."""
        layout = self.layout_of_panes
        layout.show_review(shown)
        self.actions_by_slot["enlarge_pane"].setChecked(layout.enlarged)
        if not shown:
            self.panes["timeline"].setFocus()

    def pane_menu(self, at: QPoint, entries: list[QAction]) -> None:
        """Show a pane's menu."""
        self.fittings.pop_up(at, entries)

    def createPopupMenu(self) -> QMenu | None:
        """No menu that hides the toolbar by accident."""
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say when there is something to see."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome local files and folders."""
        if _dropped_paths(event):
            _accept_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        paths = _dropped_paths(event)
        if paths:
            _accept_as_copy(event)
            self.dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let everybody put things in order first, unless something speaks against closing."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        event.accept()


def _accept_as_copy(event: QDropEvent) -> None:
    # Whoever drags a file in must never take it as moved, and delete it.
    from PySide6.QtCore import Qt  # not for the bare window: to make its enums takes 30 ms

    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _dropped_paths(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
