"""Editing the open dossier: one stack of undoable changes over one document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from jwviewer.dossier.atomic import WriteFailed
from jwviewer.editing.change import Change, ChangeRefused
from jwviewer.editing.document import Document, EditRefused
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.editing.row_forms import RowForm

RETRY_SECONDS = 5
"""After how long a change that could not be written down is tried again."""


class Edits(QObject):
    """What a person changes in the open dossier, with undo and redo without a limit.

    Signals:
        changed: the dossier as it now is.
        said: a sentence for the message bar.
        clean_changed: whether everything is saved.
        held_elsewhere: who has been editing the same dossier, where and since when, as the
            first change is made.
    """

    changed = Signal(object)
    said = Signal(str)
    clean_changed = Signal(bool)
    held_elsewhere = Signal(str, str, str)

    def __init__(self, state: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.stack = QUndoStack(self)
        self.stack.cleanChanged.connect(self._clean)
        self.document: Document | None = None
        self._retry = QTimer(self, singleShot=True, interval=RETRY_SECONDS * 1000)
        self._retry.timeout.connect(self._write_down)

    @property
    def title(self) -> str:
        """What the dossier is called."""
        return "" if self.document is None else self.document.dossier.title

    @property
    def step_count(self) -> int:
        """How many steps lie between what is saved and what is shown."""
        return abs(self.stack.index() - max(self.stack.cleanIndex(), 0))

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.document is not None and not self.stack.isClean()

    def open(self, dossier: Dossier, *, fixed: bool) -> None:
        """Work on a dossier that has just been opened; the one before is let go."""
        self.close()
        self.document = Document(dossier, self._state, fixed=fixed)

    def close(self) -> None:
        """Let go of the document; unsaved changes stay in its journal."""
        if self.document is not None:
            self.document.close()
            self.document = None
        self.stack.clear()

    def forget(self) -> None:
        """Give up what is not saved."""
        if self.document is not None:
            self.document.forget()
        self.stack.clear()

    def do(self, change: Change) -> bool:
        """Make a change; one that would leave a fault is not made, and is told.

        Returns whether it was made.
        """
        if self.document is None or not change:
            return False
        holder = None if self.is_changed else self.document.holder()
        try:
            self._take(self.document.do, change)
        except (ChangeRefused, EditRefused) as refused:
            self.said.emit(tr("Not changed: {reason}", reason=refused))
            return False
        self.stack.push(_Step(self, change))
        if holder is not None:
            self.held_elsewhere.emit(holder.user, holder.host, holder.since)
        return True

    def recover(self) -> int:
        """Make the unsaved changes of an earlier run again; return how many were made."""
        if self.document is None or (found := self.document.recoverable()) is None:
            return 0
        before = self.document.dossier
        try:
            made = self.document.recover(found)
        except WriteFailed as failed:
            made = found.net if self.document.dossier is not before else ()
            self._tell_behind(failed)
        for change in made:
            self.stack.push(_Step(self, change))
        if len(made) < len(found.net):
            self.said.emit(
                tr(
                    "{count} of {all} unsaved changes fit the dossier as it is now.",
                    count=len(made),
                    all=len(found.net),
                )
            )
        self.changed.emit(self.document.dossier)
        return len(made)

    def save(self, path: Path | None = None, *, overwrite: bool = False) -> Path:
        """Save; see Document.save for what it raises."""
        assert self.document is not None
        target = self.document.save(path, overwrite=overwrite)
        self.stack.setClean()
        self.changed.emit(self.document.dossier)
        return target

    def keep_form(self, form: RowForm, title: str, label: str) -> None:
        """Keep what stands in an open form, so that a crash does not lose it."""
        if self.document is not None:
            try:
                self.document.open_forms.keep(form, title, label)
            except WriteFailed as failed:
                told = tr("The open form is not safe from a crash: {reason}", reason=failed)
                self.said.emit(told)

    def replay(self, change: Change) -> None:
        """Make a change of the stack again, or take it back by its inverse."""
        if self.document is not None:
            self._take(self.document.replay, change)

    def _clean(self, clean: bool) -> None:
        if clean and self.document is not None:
            self.document.settle()
        self.clean_changed.emit(clean)

    def _take(self, make: Callable[[Change], object], change: Change) -> None:
        assert self.document is not None
        try:
            make(change)
        except WriteFailed as failed:
            self._tell_behind(failed)
        self.changed.emit(self.document.dossier)

    def _tell_behind(self, failed: WriteFailed) -> None:
        # The change was made in memory; only the journal did not take it.
        self._retry.start()
        self.said.emit(
            tr("The change is made but not yet safe from a crash: {reason}", reason=failed)
        )

    def _write_down(self) -> None:
        if self.document is None:
            return
        try:
            self.document.write_down()
        except WriteFailed:
            self._retry.start()
        else:
            self.said.emit(tr("All changes are safe from a crash again."))


class _Step(QUndoCommand):
    """One change on the stack; it has been made already when it is pushed."""

    def __init__(self, edits: Edits, change: Change) -> None:
        super().__init__(change.label)
        self._edits = edits
        self._change = change
        self._made = True

    def redo(self) -> None:
        """Make the change again."""
        if self._made:
            self._made = False
            return
        self._edits.replay(self._change)

    def undo(self) -> None:
        """Take the change back."""
        self._edits.replay(self._change.inverse)
