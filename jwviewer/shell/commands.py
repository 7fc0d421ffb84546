"""From an action's name to the method that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from jwviewer.shell.edit_commands import EditCommands
from jwviewer.shell.file_commands import FileCommands
from jwviewer.shell.go_commands import GoCommands
from jwviewer.shell.reading_commands import ReadingCommands
from jwviewer.shell.view_commands import ViewCommands

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from jwviewer.shell.desk import Desk

PANE_MENU = ("export", "copy_picture", "copy_table", "toggle_table", "enlarge_pane")
FIGURES = PANE_MENU[:2]
"""What a pane without a figure, such as the review, has not."""


class Commands(QObject):
    """One method per action, found by the name it has in the table of actions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self.desk = desk
        self.files, self.edit = FileCommands(desk), EditCommands(desk)
        self.view, self.go = ViewCommands(desk), GoCommands(desk)
        self.reading = ReadingCommands(desk)
        window = desk.window
        window.asked.connect(self.run)
        window.pane_menu_asked.connect(self.pane_menu)
        window.recent_asked.connect(desk.documents.open)
        window.edit_asked.connect(self.edit.ask)
        desk.work.form_wanted.connect(self.edit.open_again)
        window.messages.more_asked.connect(self.view.show_problems)
        window.actions_by_slot["toggle_reopen"].setChecked(desk.settings["reopen_last"])
        window.actions_by_slot["toggle_remember"].setChecked(desk.settings["remember_recent"])

    def run(self, slot: str) -> None:
        """Do what an action asks for."""
        self.method(slot)()

    def method(self, slot: str) -> Callable[[], None]:
        """Return the method behind an action; LookupError when there is none."""
        for group in (self.files, self.edit, self.reading, self.view, self.go):
            found: Callable[[], None] | None = getattr(group, slot, None)
            if found is not None:
                return found
        raise LookupError(slot)

    def pane_menu(self, name: str, at: QPoint) -> None:
        """Show what can be done with one pane."""
        window = self.desk.window
        if name not in window.panes:
            return
        window.panes[name].setFocus()
        slots = [slot for slot in PANE_MENU if name != "review" or slot not in FIGURES]
        entries: list[QAction] = self.edit.fact_actions()
        entries += [window.actions_by_slot[slot] for slot in slots]
        window.actions_by_slot["toggle_table"].setChecked(window.panes[name].shows_table)
        window.pane_menu(at, entries)
