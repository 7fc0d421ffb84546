"""A dossier that is being worked on: its changes, where it is saved, and what guards it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jwviewer.dossier.atomic import clear_up, sweep
from jwviewer.dossier.files import SUFFIX, save_dossier
from jwviewer.dossier.problems import Problem
from jwviewer.dossier.table_files import only_read
from jwviewer.editing.backups import back_up, put_aside
from jwviewer.editing.change import Change, ChangeRefused, apply
from jwviewer.editing.checking import beyond, problems_of
from jwviewer.editing.fingerprint import NOTHING, as_opened, fingerprint
from jwviewer.editing.journal import (
    MOST_JOURNALS,
    Journal,
    Recovered,
    journal_path,
    left_journals,
)
from jwviewer.editing.lock import Holder, Lock
from jwviewer.editing.open_forms import OpenForms, remove
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier


class EditRefused(Exception):
    """An edit would leave the dossier with faults; ``problems`` are those that it would make."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.column}: {p.sentence}" for p in problems[:3]))
        self.problems = problems


class SaveRefused(Exception):
    """The dossier cannot be saved where it lies; the text says why and what to do."""


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
        self._seen = as_opened(dossier)
        self._ignored = NOTHING
        self._lock: Lock | None = None
        self._journal = self._new_journal()
        self.open_forms = OpenForms(state / "forms", self._place())
        self._known: tuple[Dossier, tuple[Problem, ...]] | None = None
        self._tidy()

    @property
    def origin(self) -> Path | None:
        """Where the dossier was read or saved last; None for one that never was."""
        return self.dossier.origin

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.dossier is not self._saved

    @property
    def left_out(self) -> int:
        """How many errors in the files keep rows from being shown; saving would lose them."""
        return sum(problem.severity == "error" for problem in self.dossier.problems)

    @property
    def is_read_only(self) -> bool:
        """Whether the person may not write where the dossier lies."""
        origin = self.origin
        if origin is None or self._fixed or not origin.exists():
            return False
        # A file is replaced, so its folder counts as well.
        places = (origin, origin / "data") if origin.is_dir() else (origin, origin.parent)
        return not all(os.access(place, os.W_OK) for place in places if place.exists())

    @property
    def ships(self) -> bool:
        """Whether the dossier is one of the program's own."""
        return self._fixed

    @property
    def saved(self) -> Dossier:
        """The state that was read or saved last."""
        return self._saved

    @property
    def obstacle(self) -> str:
        """Why the dossier cannot be saved where it lies, in a sentence; empty if it can."""
        if self.left_out:
            return tr(
                "{count} problems were found in the dossier, and the rows they are in would be"
                " lost; repair them first, or save what is shown elsewhere.", count=self.left_out,
            )  # fmt: skip
        if self.origin is None:
            return tr("The dossier has no place yet; choose one with Save as.")
        if self._fixed:
            return tr("The dossier ships with the program; save a copy of your own.")
        return only_read(self.origin)

    def holder(self) -> Holder | None:
        """Return who else has the dossier open for editing."""
        if self.origin is None or self._fixed or self._lock is not None:
            return None
        found = Lock(self.origin).holder()
        return None if found is None or found.is_gone else found

    def check(self, change: Change) -> tuple[Problem, ...]:
        """Return the faults that a change would make."""
        try:
            return beyond(self._problems(), apply(self.dossier, change))
        except ChangeRefused as refused:
            return (Problem("", None, "", "", str(refused)),)

    def do(self, change: Change) -> Dossier:
        """Make a change that leaves no fault; it is in the journal when this returns.

        Raises EditRefused or ChangeRefused, and then nothing has changed. A journal that
        cannot be written raises WriteFailed after the change was made in memory.
        """
        after = apply(self.dossier, change)
        faults = beyond(self._problems(), after)
        if faults:
            raise EditRefused(faults)
        return self._take(change, after)

    def replay(self, change: Change) -> Dossier:
        """Make a change that has been made before, or take it back by its inverse."""
        return self._take(change, apply(self.dossier, change))

    def settle(self) -> None:
        """Note that undoing has led back to what is saved: there is nothing to recover."""
        if _same(self.dossier, self._saved):
            self.dossier = self._saved
            self._clear_journal()

    def changed_outside(self) -> bool:
        """Tell whether another program has written the dossier since it was read or saved."""
        if self.origin is None:
            return False
        now = fingerprint(self.origin, self._seen)
        if now == NOTHING:
            # What is gone can be written anew; what cannot be read may be somebody's work.
            return os.path.lexists(self.origin)
        return now not in (self._seen, self._ignored)

    def ignore_outside(self) -> None:
        """Speak no more of the version that another program wrote; saving still does."""
        if self.origin is not None:
            self._ignored = fingerprint(self.origin, self._seen)

    def save(self, path: Path | None = None, *, overwrite: bool = False) -> Path:
        """Save where the dossier lies, or at ``path``, and start the journal anew.

        Raises ChangedOutside unless ``overwrite`` says that the other version may go (it is
        kept among the backups), SaveRefused, DossierRefused and WriteFailed; then nothing has
        changed. At another place rows that were left out are not saved.
        """
        target = path or self.origin
        same_place = self.origin is not None and _is_same(target, self.origin)
        if target is None or ((path is None or same_place) and self.obstacle):
            raise SaveRefused(self.obstacle)
        if same_place and not overwrite:
            self._ignored = NOTHING
            if self.changed_outside():
                raise ChangedOutside
        back_up(target, self.backups(target))
        stored = replace(self.dossier, origin=target, problems=())
        save_dossier(stored, target)
        if not same_place:
            self._release()
        self.dossier = self._saved = stored
        self._fixed = False
        self._seen = fingerprint(target)
        self.open_forms = OpenForms(self._state / "forms", target)
        self._clear_journal()
        return target

    def backups(self, path: Path | None = None) -> Path:
        """Return the folder that keeps the earlier states of the dossier at ``path``."""
        target = path or self._place()
        return self._state / "backups" / journal_path(Path(), target).stem

    def recoverable(self) -> Recovered | None:
        """Return changes that an earlier run made to this very dossier and did not save."""
        mine = self._journal.path if self._journal.begun else None
        for found in left_journals(self._state / "journals", self._place(), mine):
            if found.net and not self._holds(found):
                return found
            self.discard(found)
        return None

    def recover(self, found: Recovered) -> tuple[Change, ...]:
        """Make the changes of an earlier run again; return those that still fit, in turn.

        Raises WriteFailed after they were made in memory when they cannot be written down;
        the earlier run's journal then stays.
        """
        made = []
        for change in found.net:
            try:
                after = apply(self.dossier, change)
            except ChangeRefused:
                break
            # On another state of the files a change may fit and yet do harm.
            if found.base != self._seen.contents and beyond(self._problems(), after):
                break
            self.dossier = after
            made.append(change)
        if made:
            self._hold()
            self._journal.write(*made, instead_of=(found.mark, *found.instead_of))
        if found.path != self._journal.path:
            self.discard(found)
        return tuple(made)

    def write_down(self) -> None:
        """Try again to write down changes that could not be; raises WriteFailed."""
        if self._journal.is_behind:
            self._journal.write()

    def discard(self, found: Recovered) -> None:
        """Forget the changes of an earlier run."""
        if found.path is not None:
            remove(found.path)

    def put_aside(self) -> Path:
        """Keep the state with its unsaved changes among the backups; raises WriteFailed."""
        return put_aside(self.dossier, self.backups())

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
        self.dossier = after
        self._hold()
        self._journal.write(change)
        return after

    def _hold(self) -> None:
        """Tell others who edits, and take a journal that nobody else has, before the first line."""
        if self._lock is None and self.origin is not None and not self._fixed:
            self._lock = Lock(self.origin)
            self._lock.take()
        if not self._journal.begun:
            self._journal = self._new_journal()

    def _problems(self) -> tuple[Problem, ...]:
        if self._known is None or self._known[0] is not self.dossier:
            self._known = (self.dossier, problems_of(self.dossier))
        return self._known[1]

    def _holds(self, found: Recovered) -> bool:
        """Tell whether the files have the changes already: the run ended right after saving."""
        if found.base == self._seen.contents:
            return False
        dossier = self.dossier
        try:
            for change in reversed(found.net):
                dossier = apply(dossier, change.inverse)
        except ChangeRefused:
            return False
        return True

    def _tidy(self) -> None:
        """Remove what runs that were killed left behind."""
        origin = self.origin
        folders = [self._state / "journals", self._state / "forms", self.backups()]
        if origin is not None and not self._fixed:
            folders += [origin, origin / "data"] if origin.is_dir() else [origin.parent]
            Lock(origin).clear()
        for folder in folders:
            sweep(folder)
        clear_up()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _clear_journal(self) -> None:
        """Forget what was written down, as far as it is ours."""
        if self._journal.begun:
            remove(self._journal.path)
        self._journal = self._new_journal()

    def _new_journal(self) -> Journal:
        folder, place = self._state / "journals", self._place()
        numbers = range(1, MOST_JOURNALS)
        paths = (journal_path(folder, place, number) for number in numbers)
        free = next((path for path in paths if not os.path.lexists(path)), None)
        path = free or journal_path(folder, place, MOST_JOURNALS)
        return Journal(path, self.origin, self._seen.contents, self.dossier.title)

    def _place(self) -> Path:
        return self.origin or _untitled(self._state)


def never_saved(state: Path) -> Recovered | None:
    """Return the changes of an earlier run to a new dossier that was never saved anywhere."""
    left = left_journals(state / "journals", _untitled(state), None)
    return next((found for found in left if found.net), None)


def _untitled(state: Path) -> Path:
    """Return what stands for the place of a dossier that has none yet."""
    return state / f"untitled{SUFFIX}"


def _same(one: Dossier, other: Dossier) -> bool:
    about = ("title", "id", "version")
    return one.store == other.store and all(getattr(one, n) == getattr(other, n) for n in about)


def _is_same(one: Path | None, other: Path) -> bool:
    try:
        return one is not None and one.samefile(other)
    except OSError:
        return False
