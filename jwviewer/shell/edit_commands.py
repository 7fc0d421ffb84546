"""Undo, redo, and everything that changes what the dossier says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jwviewer.shell.desk import Desk


class EditCommands:
    """The commands that change the dossier."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def undo(self) -> None:
        """Take the last change back."""
        self.desk.work.edits.stack.undo()

    def redo(self) -> None:
        """Make the change that was taken back again."""
        self.desk.work.edits.stack.redo()
