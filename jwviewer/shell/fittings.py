"""What the window is fitted with behind its first paint: actions, menus, bars and docks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from jwviewer.drawing.theme import load_theme
from jwviewer.language import tr
from jwviewer.shell.actions import actions, menus
from jwviewer.shell.dock import PaneDock, dock_action
from jwviewer.shell.layout import Layout
from jwviewer.shell.message_bar import MessageBar
from jwviewer.shell.offer_bar import OfferBar
from jwviewer.shell.status import Status
from jwviewer.shell.style import icon

if TYPE_CHECKING:
    from jwviewer.shell.settings import Settings
    from jwviewer.shell.window import Window

TOOLBAR = ("open_dossier", "attach_article", "export", "back", "forward")


class _Rest(QWidget):
    """The end of the toolbar, which is made narrower before anything of it is hidden."""

    def sizeHint(self) -> QSize:
        """Ask for the least, for a toolbar hides what does not get what it asks for."""
        return self.minimumSizeHint()


class Fittings:
    """Builds everything around the panes, from the table of actions, and puts it in place."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.actions: dict[str, QAction] = {}
        self.recent = QMenu(tr("Open &recent"), window)
        self._make_actions()
        self.layout = Layout(window)
        self._make_menus()
        self._make_toolbar()

    def put_bars(self, settings: Settings) -> None:
        """Add what tells of things, and place the docks as they were."""
        window = self._window
        self.messages, self.offers = MessageBar(window), OfferBar(window)
        self._put_bar(self.offers, "offers", tr("Questions"))
        self._put_bar(self.messages, "messages", tr("Messages"))
        self.status = Status(window)
        window.setStatusBar(self.status)
        for name, dock in self.layout.docks.items():
            dock.menu_wanted.connect(partial(window.pane_menu_asked.emit, name))
        self.layout.restore(settings)

    def dress(self, theme: str) -> None:
        """Give the icons the theme's ink."""
        for one in actions():
            if one.icon:
                self.actions[one.slot].setIcon(icon(one.icon, load_theme(theme)))

    def pop_up(self, at: QPoint, entries: list[QAction]) -> None:
        """Show a menu at a global position."""
        menu = QMenu(self._window)
        menu.addActions(entries)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def put_into_toolbar(self, filters: QWidget, search: QWidget) -> None:
        """Add what only makes sense with a dossier."""
        row = QHBoxLayout(self._rest)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(filters)
        row.addStretch()
        row.addWidget(search)

    def _make_actions(self) -> None:
        window = self._window
        themes = QActionGroup(window)
        for one in actions():
            action = QAction(one.text, window)
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
            window.addAction(action)
            self.actions[one.slot] = action

    def _ask(self, slot: str, _checked: bool = False) -> None:
        self._window.asked.emit(slot)

    def _make_menus(self) -> None:
        window = self._window
        for name, title in menus():
            menu = window.menuBar().addMenu(title)
            for one in actions():
                if one.menu != name:
                    continue
                if one.separator:
                    menu.addSeparator()
                menu.addAction(self.actions[one.slot])
                if one.slot == "open_folder":
                    menu.addMenu(self.recent)
            if name == "view":
                menu.addSeparator()
                for number, dock in enumerate(self.layout.docks.values(), 1):
                    action = dock_action(dock)
                    menu.addAction(action)
                    jump = QAction(tr("Go to {pane}", pane=dock.windowTitle()), window)
                    jump.setShortcut(QKeySequence(f"Ctrl+{number}"))
                    jump.triggered.connect(partial(self._jump, dock))
                    window.addAction(jump)

    def _jump(self, dock: PaneDock, _checked: bool = False) -> None:
        if not dock.toggleViewAction().isEnabled():
            # Without an article there is nothing to review.
            self._window.asked.emit("read_article")
            return
        dock.show()
        dock.raise_()
        if dock.pane is not None:
            dock.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make_toolbar(self) -> None:
        self._tools = QToolBar(tr("Tools"), self._window)
        self._tools.setObjectName("tools")
        self._tools.setMovable(False)
        self._tools.setIconSize(QSize(18, 18))
        self._window.addToolBar(Qt.ToolBarArea.TopToolBarArea, self._tools)
        short = {
            "open_dossier": tr("Open…"),
            "attach_article": tr("Attach copy…"),
            "export": tr("Export…"),
        }
        for slot in TOOLBAR:
            action = self.actions[slot]
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
        self._rest = _Rest(self._tools)
        self._rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._tools.addWidget(self._rest)

    def _put_bar(self, bar: MessageBar | OfferBar, name: str, title: str) -> None:
        self._window.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        holder = QToolBar(title, self._window)
        holder.setObjectName(name)
        holder.setMovable(False)
        holder.addWidget(bar)
        self._window.addToolBar(Qt.ToolBarArea.TopToolBarArea, holder)
        bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        holder.hide()
        bar.shown_changed.connect(holder.setVisible)
