"""A dossier that is being worked on: its changes, where it is saved, and what guards it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jwviewer.dossier.atomic import WriteFailed
from jwviewer.dossier.files import SUFFIX, save_dossier
from jwviewer.dossier.problems import Problem
from jwviewer.editing.backups import back_up
from jwviewer.editing.change import Change, ChangeRefused, apply
from jwviewer.editing.checking import new_problems
from jwviewer.editing.fingerprint import NOTHING, fingerprint
from jwviewer.editing.journal import Journal, Recovered, journal_path, read_journal
from jwviewer.editing.lock import Holder, Lock
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier


class EditRefused(Exception):
    """An edit would leave the dossier with faults; ``problems`` are those that it would make."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.column}: {p.sentence}" for p in problems[:3]))
        self.problems = problems


class ChangedOutside(Exception):
    """Another program has written the dossier since it was read; saving would lose that."""


class Document:
    """One dossier with the changes that are not saved yet.

    ``state`` is the program's folder for journals and backups. Nothing is written before the
    first change. ``fixed`` marks a dossier that ships with the program: it is edited as a
    copy and must be saved elsewhere.
    """

    def __init__(self, dossier: Dossier, state: Path, *, fixed: bool = False) -> None:
        self.dossier = dossier
        self._saved = dossier
        self._state = state
        self._fixed = fixed
        self._seen = NOTHING if dossier.origin is None else fingerprint(dossier.origin)
        self._lock: Lock | None = None
        self._journal = Journal(self._journal_path(), dossier.origin, self._seen.contents)

    @property
    def origin(self) -> Path | None:
        """Where the dossier was read or saved last; None for one that never was."""
        return self.dossier.origin

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.dossier is not self._saved

    @property
    def obstacle(self) -> str:
        """Why the dossier cannot be saved where it lies, in a sentence; empty if it can."""
        errors = sum(problem.severity == "error" for problem in self.dossier.problems)
        if errors:
            return tr(
                "{count} problems were found in the dossier, and the rows they are in would be"
                " lost; repair them first.", count=errors,
            )  # fmt: skip
        if self.origin is None:
            return tr("The dossier has no place yet; choose one with Save as.")
        if self._fixed:
            return tr("The dossier ships with the program; save a copy of your own.")
        return ""

    def holder(self) -> Holder | None:
        """Return who else has the dossier open for editing."""
        if self.origin is None or self._fixed or self._lock is not None:
            return None
        found = Lock(self.origin).holder()
        return None if found is None or found.is_gone else found

    def check(self, change: Change) -> tuple[Problem, ...]:
        """Return the faults that a change would make."""
        try:
            return new_problems(self.dossier, apply(self.dossier, change))
        except ChangeRefused as refused:
            return (Problem("", None, "", "", str(refused)),)

    def do(self, change: Change) -> Dossier:
        """Make a change that leaves no fault; it is in the journal when this returns.

        Raises EditRefused or ChangeRefused, and then nothing has changed. A journal that
        cannot be written raises WriteFailed after the change was made in memory.
        """
        after = apply(self.dossier, change)
        faults = new_problems(self.dossier, after)
        if faults:
            raise EditRefused(faults)
        return self._take(change, after)

    def replay(self, change: Change) -> Dossier:
        """Make a change that has been made before, or take it back by its inverse."""
        return self._take(change, apply(self.dossier, change))

    def settle(self) -> None:
        """Note that undoing has led back to what is saved: there is nothing to recover."""
        if self._same(self.dossier, self._saved):
            self.dossier = self._saved
            self._clear_journal()

    def changed_outside(self) -> bool:
        """Tell whether another program has written the dossier since it was read or saved."""
        if self.origin is None:
            return False
        now = fingerprint(self.origin, self._seen)
        return now not in (NOTHING, self._seen)

    def save(self, path: Path | None = None, *, overwrite: bool = False) -> Path:
        """Save where the dossier lies, or at ``path``, and start the journal anew.

        Raises ChangedOutside unless ``overwrite`` says that the other version may go (it is
        kept among the backups), DossierRefused and WriteFailed; then nothing has changed.
        """
        target = path or self.origin
        if target is None or (path is None and self.obstacle):
            raise WriteFailed(Path(), self.obstacle)
        same_place = self.origin is not None and _is_same(target, self.origin)
        if same_place and not overwrite and self.changed_outside():
            raise ChangedOutside
        back_up(target, self.backups(target))
        stored = replace(self.dossier, origin=target, problems=())
        save_dossier(stored, target)
        if not same_place:
            self._release()
        self.dossier = self._saved = stored
        self._fixed = False
        self._seen = fingerprint(target)
        self._clear_journal()
        return target

    def backups(self, path: Path | None = None) -> Path:
        """Return the folder that keeps the earlier states of the dossier at ``path``."""
        target = path or self.origin or Path("untitled")
        return self._state / "backups" / journal_path(Path(), target).stem

    def recoverable(self) -> Recovered | None:
        """Return changes that an earlier run made to this very state and did not save."""
        found = read_journal(self._journal.path)
        if found is None or not found.changes or self.is_changed:
            return None
        return found

    def recover(self, found: Recovered) -> tuple[Change, ...]:
        """Make the changes of an earlier run again; return those that still fit, in turn."""
        made = []
        for change in found.changes:
            try:
                self.dossier = apply(self.dossier, change)
            except ChangeRefused:
                break
            made.append(change)
        self._clear_journal()
        self._journal.write(*made)
        return tuple(made)

    def forget(self) -> None:
        """Give up the changes that are not saved."""
        self._clear_journal()
        self.dossier = self._saved

    def close(self) -> None:
        """Let go of the lock; unsaved changes stay in the journal."""
        # What an earlier run left behind is not ours to clear: it may yet be asked for.
        if self._journal.begun and not self.is_changed:
            self._clear_journal()
        self._release()

    def _take(self, change: Change, after: Dossier) -> Dossier:
        if self._lock is None and self.origin is not None and not self._fixed:
            self._lock = Lock(self.origin)
            self._lock.take()
        self.dossier = after
        self._journal.write(change)
        return after

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _clear_journal(self) -> None:
        self._journal.start_again(self._journal_path(), self.origin, self._seen.contents)

    def _journal_path(self) -> Path:
        place = self.origin or Path(f"untitled{SUFFIX}")
        return journal_path(self._state / "journals", place)

    @staticmethod
    def _same(one: Dossier, other: Dossier) -> bool:
        if (one.title, one.id, one.version) != (other.title, other.id, other.version):
            return False
        return all(table.equals(other.tables[name]) for name, table in one.tables.items())


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
