"""The main window: it shows at once and empty, then takes in panes and dossier."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from jwviewer.drawing.theme import load_theme
from jwviewer.language import tr
from jwviewer.shell.actions import actions, menus
from jwviewer.shell.dock import PaneDock, dock_action
from jwviewer.shell.layout import Layout
from jwviewer.shell.message_bar import MessageBar
from jwviewer.shell.status import Status
from jwviewer.shell.style import icon

if TYPE_CHECKING:
    from jwviewer.panes.pane import Pane
    from jwviewer.session import Session, State
    from jwviewer.shell.filters import Filters
    from jwviewer.shell.search_box import SearchBox
    from jwviewer.shell.settings import Settings

TOOLBAR = ("open_dossier", "attach_article", "export", "back", "forward")


class Window(QMainWindow):
    """The frame: menus, toolbar, docks, message bar and status bar.

    It knows panes only as panes; what actions do lies in Commands.

    Signals:
        asked: the slot of an action the person asked for.
        recent_asked: the path of a recent dossier.
        dropped: the path of a file dropped on the window.
        pane_menu_asked: a pane's name and a global position.
        closing: the window is about to close.
    """

    asked = Signal(str)
    recent_asked = Signal(object)
    dropped = Signal(object)
    pane_menu_asked = Signal(str, object)
    closing = Signal()

    def __init__(self, settings: Settings, theme: str) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle("jwviewer")
        self.setAcceptDrops(True)
        self.setMinimumSize(640, 420)
        self.actions_by_slot: dict[str, QAction] = {}
        self.filters: Filters | None = None
        self.search: SearchBox | None = None
        self._recent = QMenu(tr("Open &recent"), self)
        self._theme = theme
        self.messages = MessageBar(self)
        self._make_actions()
        self.layout_of_panes = Layout(self)
        self._make_menus()
        self._make_toolbar()
        self._make_message_bar()
        self.status = Status(self)
        self.setStatusBar(self.status)
        for name, dock in self.layout_of_panes.docks.items():
            dock.menu_wanted.connect(partial(self.pane_menu_asked.emit, name))
        self.layout_of_panes.restore(settings)
        self.dress(theme)

    @property
    def docks(self) -> dict[str, PaneDock]:
        """The docks by the name of their pane."""
        return self.layout_of_panes.docks

    @property
    def panes(self) -> dict[str, Pane]:
        """The panes by name, as far as they are there."""
        return {name: dock.pane for name, dock in self.docks.items() if dock.pane is not None}

    def take_in(self, panes: tuple[Pane, ...], session: Session) -> None:
        """Put panes, filters and search in place and link them: the only wiring there is."""
        from jwviewer.shell.filters import Filters
        from jwviewer.shell.search_box import SearchBox

        for pane in panes:
            self.docks[pane.name].put(pane)
            pane.previewed.connect(session.preview)
            pane.proposed.connect(session.select)
            pane.article_dropped.connect(lambda path: self.dropped.emit(Path(path)))
            pane.menu_asked.connect(partial(self.pane_menu_asked.emit, pane.name))
            session.changed.connect(pane.show_state)
        self.filters = Filters(self)
        self.filters.proposed.connect(session.select)
        session.changed.connect(self.filters.show_state)
        self.search = SearchBox(self)
        self.search.found.connect(
            lambda fact_id: session.select(session.state.selection.with_focus(fact_id))
        )
        session.changed.connect(self.search.show_state)
        session.changed.connect(self.status.show_state)
        self._tools.insertWidget(self._gap, self.filters)
        self._tools.addWidget(self.search)

    def show_state(self, state: State) -> None:
        """Name the dossier in the title and mark what can be undone."""
        title = state.dossier.title or state.dossier.id
        fictional = tr(" (fictional)") if state.dossier.fictional else ""
        self.setWindowTitle(f"{title}{fictional} — jwviewer")
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
        self._recent.clear()
        for number, path in enumerate(paths, 1):
            text = f"&{number % 10} {Path(path).name}  ({Path(path).parent})".replace("&", "&&")[1:]
            self._recent.addAction(text, partial(self.recent_asked.emit, Path(path)))
        self._recent.setEnabled(bool(paths))

    def dress(self, theme: str) -> None:
        """Give the icons the theme's ink."""
        self._theme = theme
        for one in actions():
            if one.icon:
                self.actions_by_slot[one.slot].setIcon(icon(one.icon, load_theme(theme)))

    def focused_pane(self) -> str:
        """Return the pane the person works in: the one with the focus, else the timeline."""
        widget: QWidget | None = self.focusWidget()
        while widget is not None:
            if isinstance(widget, PaneDock):
                return widget.name
            widget = widget.parentWidget()
        return "timeline"

    def createPopupMenu(self) -> QMenu | None:
        """No menu that hides the toolbar by accident."""
        return None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one local file or folder."""
        if _dropped_path(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        path = _dropped_path(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let everybody put things in order first."""
        self.closing.emit()
        event.accept()

    def _make_actions(self) -> None:
        themes = QActionGroup(self)
        for one in actions():
            action = QAction(one.text, self)
            action.setObjectName(one.slot)
            action.setShortcuts([QKeySequence(keys) for keys in one.keys])
            action.setCheckable(one.checkable)
            keys = (
                QKeySequence(one.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
                if one.keys
                else ""
            )
            tip = one.tip or one.text.replace("&", "").rstrip("…")
            action.setToolTip(f"{tip} ({keys})" if keys else tip)
            action.triggered.connect(partial(self._ask, one.slot))
            if one.slot.startswith("theme_"):
                themes.addAction(action)
            self.addAction(action)
            self.actions_by_slot[one.slot] = action

    def _ask(self, slot: str, _checked: bool = False) -> None:
        self.asked.emit(slot)

    def _make_menus(self) -> None:
        for name, title in menus():
            menu = self.menuBar().addMenu(title)
            for one in actions():
                if one.menu != name:
                    continue
                if one.separator:
                    menu.addSeparator()
                menu.addAction(self.actions_by_slot[one.slot])
                if one.slot == "open_folder":
                    menu.addMenu(self._recent)
            if name == "view":
                menu.addSeparator()
                for number, dock in enumerate(self.docks.values(), 1):
                    action = dock_action(dock)
                    menu.addAction(action)
                    jump = QAction(tr("Go to {pane}", pane=dock.windowTitle()), self)
                    jump.setShortcut(QKeySequence(f"Ctrl+{number}"))
                    jump.triggered.connect(partial(self._jump, dock))
                    self.addAction(jump)

    def _jump(self, dock: PaneDock, _checked: bool = False) -> None:
        dock.show()
        dock.raise_()
        if dock.pane is not None:
            dock.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make_toolbar(self) -> None:
        self._tools = QToolBar(tr("Tools"), self)
        self._tools.setObjectName("tools")
        self._tools.setMovable(False)
        self._tools.setIconSize(QSize(18, 18))
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self._tools)
        short = {
            "open_dossier": tr("Open…"),
            "attach_article": tr("Attach copy…"),
            "export": tr("Export…"),
        }
        for slot in TOOLBAR:
            action = self.actions_by_slot[slot]
            if slot in short:
                action.setIconText(short[slot])
            self._tools.addAction(action)
            button = self._tools.widgetForAction(action)
            assert isinstance(button, QToolButton)
            button.setAccessibleName(action.text().replace("&", ""))
            if slot in short:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            else:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        space = QWidget(self._tools)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._gap = self._tools.addWidget(space)

    def _make_message_bar(self) -> None:
        self.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        holder = QToolBar(tr("Messages"), self)
        holder.setObjectName("messages")
        holder.setMovable(False)
        holder.addWidget(self.messages)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, holder)
        self.messages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._message_holder = holder
        holder.hide()
        self.messages.shown_changed.connect(holder.setVisible)

    def pane_menu(self, name: str, at: QPoint, entries: list[QAction]) -> None:
        """Show a pane's menu."""
        menu = QMenu(self)
        menu.addActions(entries)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)


def _dropped_path(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
