"""A process that edits, saves and exports without end, to be killed at any moment.

Run as ``python -m tests.robustness.victim FOLDER SEED``: for each line on its input it makes a
child that works in FOLDER, and says what the child begins and what it has finished.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.editing.change import Change, RowChange, row_at
from jwviewer.editing.document import Document
from jwviewer.export.job import FigureJob, export_figure, save
from jwviewer.session import State
from jwviewer.shell.edits import Edits
from tests.dossier.example import write_folder

TABLES = ("sources", "entities", "events", "figures", "claims")
"""Tables of which one edit changes a row each: half of a save would be seen."""
DISK_SECONDS = 0.002
"""By how much each call to the disk takes longer, so that more kills fall into the midst of it."""


def note(dossier: Dossier, value: int) -> Change:
    """Return the change that writes a number into the first row of several tables."""
    rows = []
    for table in TABLES:
        before = row_at(dossier, table, 0)
        rows.append(RowChange(table, 0, before, {**before, "note": str(value)}))
    return Change(f"Note {value}", tuple(rows))


def noted(dossier: Dossier) -> int:
    """Return the number that stands in those rows, which must be the same in all."""
    (value,) = {dossier.store[table]["note"].cell(0) for table in TABLES}
    return int(value or 0)


def slow_disk() -> None:
    """Let every write, flush and rename take its time."""
    for name in ("write", "fsync", "replace", "link", "unlink", "mkdir"):
        setattr(os, name, _slowly(getattr(os, name)))


def _slowly(real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        time.sleep(DISK_SECONDS)
        return real(*arguments, **named)

    return call


class Victim:
    """Works on the dossier in a folder, and tells each step before and after it."""

    def __init__(self, home: Path, chance: random.Random) -> None:
        self._home, self._chance = home, chance
        self._say = os.write  # the real one: telling is no part of the work
        (place,) = (p for p in home.iterdir() if p.name.startswith("mine"))
        self._edits = Edits(home / "state")
        self._edits.open(open_dossier(place), fixed=False)

    def tell(self, *words: object) -> None:
        """Say something to whoever is going to kill us."""
        self._say(1, (" ".join(map(str, words)) + "\n").encode())

    def work(self) -> None:
        """Restore or discard what the one before has left, and go on for ever."""
        self.tell("ready")
        slow_disk()
        edits, document = self._edits, self._edits.document
        assert document is not None
        found = document.recoverable()
        if found is not None and self._chance.random() < 0.7:
            edits.recover()
            self.tell("done")
        elif found is not None:
            self.tell("state", noted(document.dossier))
            document.discard(found)
            self.tell("done")
        floor = edits.stack.index()
        values = [noted(document.dossier)]
        while True:
            what = self._chance.choices(
                (self._edit, self._undo, self._save, self._export), (8, 3, 3, 1)
            )[0]
            what(values, floor)
            self.tell("done")

    def _edit(self, values: list[int], floor: int) -> None:
        assert self._edits.document is not None
        del values[self._edits.stack.index() - floor + 1 :]
        value = self._chance.randrange(10**9)
        values.append(value)
        self.tell("state", value)
        self._edits.do(note(self._edits.document.dossier, value))

    def _undo(self, values: list[int], floor: int) -> None:
        stack = self._edits.stack
        if stack.canRedo() and self._chance.random() < 0.5:
            self.tell("state", values[stack.index() - floor + 1])
            stack.redo()
        elif stack.index() > floor:
            self.tell("state", values[stack.index() - floor - 1])
            stack.undo()

    def _save(self, _values: list[int], _floor: int) -> None:
        assert self._edits.document is not None
        self.tell("save", noted(self._edits.document.dossier))
        self._edits.save()

    def _export(self, _values: list[int], _floor: int) -> None:
        assert self._edits.document is not None
        target = self._home / "pictures" / "profiles.png"
        self.tell("export")
        save(
            State(self._edits.document.dossier),
            [(FigureJob("profiles", 960, 540), target)],
            csv=True,
        )
        whole = [target.read_bytes(), target.with_suffix(".csv").read_bytes()]
        self.tell("exported", *(hashlib.sha256(data).hexdigest() for data in whole))


def warm_up(place: Path) -> None:
    """Do everything once, so that what is loaded on demand is there in every victim."""
    document = Document(open_dossier(place), place.parent / "warm", fixed=True)
    document.do(note(document.dossier, 0))
    export_figure(State(document.dossier), FigureJob("profiles", 960, 540))
    document.save(place.parent / "warm.dossier")
    document.close()


def main(home: Path, seed: str) -> None:
    """Make one victim for each line on the input, and tell its process and its end."""
    application = QGuiApplication([])
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "example"
        warm_up(write_folder(place))
    for number, _ in enumerate(sys.stdin):
        child = os.fork()
        if child == 0:
            Victim(home, random.Random(f"{seed}-{number}")).work()
        os.write(1, f"process {child}\n".encode())
        _, status = os.waitpid(child, 0)
        os.write(1, f"ended {status}\n".encode())
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
