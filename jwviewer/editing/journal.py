"""The journal: every change is on the disk before the next one, so that a crash loses none.

One file of JSON lines per dossier: a first line that says to which state of which dossier the
changes belong, then one line a change. A last line that was cut off by a crash is left out.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jwviewer.dossier.atomic import WriteFailed, write_atomically
from jwviewer.dossier.processes import is_alive, own_birth, this_machine
from jwviewer.dossier.schema import TABLES
from jwviewer.editing.change import ABOUT, Change, RowChange

FORMAT = 1
MOST_BYTES = 256 << 20
MOST_JOURNALS = 20
_MOST_HEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class Recovered:
    """Changes that were made and never saved, and the state of the dossier they belong to.

    ``mark`` tells the journal from all others, and ``instead_of`` holds the marks of those whose
    changes were taken over into this one.
    """

    origin: Path | None
    base: str
    changes: tuple[Change, ...]
    path: Path | None = field(default=None, compare=False)
    title: str = field(default="", compare=False)
    mark: str = field(default="", compare=False)
    instead_of: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def net(self) -> tuple[Change, ...]:
        """The changes without those that were taken back at once."""
        kept: list[Change] = []
        for change in self.changes:
            if kept and kept[-1].inverse == change:
                kept.pop()
            else:
                kept.append(change)
        return tuple(kept)


class Journal:
    """Writes down the changes to one dossier as they are made."""

    def __init__(self, path: Path, origin: Path | None, base: str, title: str = "") -> None:
        self.path = path
        self._title = title
        self._origin = origin
        self._base = base
        self._waiting = b""
        self._length = 0
        self.begun = False

    @property
    def is_behind(self) -> bool:
        """Whether there are changes that could not be written down yet."""
        return bool(self._waiting)

    def write(self, *changes: Change, instead_of: Sequence[str] = ()) -> None:
        """Add changes and wait until they are on the disk; raises WriteFailed.

        Changes that could not be written are written with the next ones. What an earlier run
        left in the file is gone with the first change. ``instead_of`` holds the marks of
        journals from which they were taken over: should both be found, those count no more.
        """
        self._waiting += b"".join(_line(_change_as_json(change)) for change in changes)
        if instead_of:
            self._waiting += _line({"instead_of": list(instead_of)})
        try:
            if self.begun:
                self._append(self._waiting)
            else:
                self._begin(self._waiting)
        except OSError as e:
            raise WriteFailed.of(e, self.path) from e
        self._waiting = b""

    def _begin(self, lines: bytes) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        origin = None if self._origin is None else str(self._origin)
        head = {
            "format": FORMAT, "mark": secrets.token_hex(8), "origin": origin, "base": self._base,
            "title": self._title,
            "machine": this_machine(), "process": os.getpid(), "birth": own_birth(),
        }  # fmt: skip
        whole = _line(head) + lines
        write_atomically(self.path, whole)
        self._length = len(whole)
        self.begun = True

    def _append(self, lines: bytes) -> None:
        flags = os.O_RDWR | getattr(os, "O_BINARY", 0)
        descriptor = os.open(self.path, flags)
        try:
            # Half a line of an attempt that failed would hide all that come after it.
            if os.fstat(descriptor).st_size != self._length:
                os.ftruncate(descriptor, self._length)
            os.lseek(descriptor, self._length, os.SEEK_SET)
            rest = memoryview(lines)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        self._length += len(lines)


def journal_path(folder: Path, origin: Path, number: int = 1) -> Path:
    """Return where the journal of the dossier at ``origin`` lies in ``folder``.

    A second window on the same dossier has a journal with another number.
    """
    name = hashlib.sha256(os.fsencode(os.path.realpath(origin))).hexdigest()[:32]
    return folder / (f"{name}.jsonl" if number == 1 else f"{name}-{number}.jsonl")


def left_journals(folder: Path, origin: Path, mine: Path | None) -> list[Recovered]:
    """Return what runs that have ended left of a dossier, but for the journal that is ``mine``.

    Journals whose changes were taken over into another are removed: all of them before any is
    answered, for their marks go with their heirs.
    """
    paths = (journal_path(folder, origin, number) for number in range(1, MOST_JOURNALS + 1))
    there = [found for path in paths if (found := read_journal(path)) is not None]
    taken_over = {mark for found in there for mark in found.instead_of}
    left = []
    for found in there:
        if found.path is None or found.path == mine or in_use(found.path):
            continue
        if found.mark not in taken_over:
            left.append(found)
            continue
        with suppress(OSError):
            found.path.unlink()
    return left


def in_use(path: Path) -> bool:
    """Tell whether another process that runs on this machine writes a journal."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline(_MOST_HEAD))
        process, birth = int(head["process"]), str(head.get("birth", ""))
        if process == os.getpid() and birth == own_birth():
            return False  # it is ours
        return bool(head["machine"] == this_machine() and is_alive(process, birth))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False


def read_journal(path: Path) -> Recovered | None:
    """Return what a journal holds; None when there is none that can be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return None
    try:
        head = json.loads(lines[0])
        if head["format"] != FORMAT:
            return None
        origin = None if head["origin"] is None else Path(str(head["origin"]))
        base = str(head["base"])
        title, mark = (str(head.get(name, "")) for name in ("title", "mark"))
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    changes = []
    old: set[str] = set()
    # The last piece has no line end: either nothing, or a line that was cut off.
    for line in lines[1:-1]:
        try:
            value = json.loads(line)
            if "instead_of" in value:
                old.update(map(str, value["instead_of"]))
            else:
                changes.append(_change_of_json(value))
        except (ValueError, KeyError, TypeError, RecursionError):
            break
    return Recovered(origin, base, tuple(changes), path, title, mark, frozenset(old))


def _line(value: Mapping[str, Any]) -> bytes:
    # A file's name need not be text that UTF-8 could hold; json reads it back.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _change_as_json(change: Change) -> dict[str, Any]:
    rows = [
        [row.table, row.position, _filled(row.before), _filled(row.after)] for row in change.rows
    ]
    return {"label": change.label, "rows": rows}


def _filled(row: Mapping[str, str] | None) -> dict[str, str] | None:
    return None if row is None else {name: cell for name, cell in row.items() if cell}


def _change_of_json(value: Any) -> Change:
    rows = []
    for table, position, before, after in value["rows"]:
        if table != ABOUT and table not in TABLES:
            raise ValueError(table)
        rows.append(RowChange(table, int(position), _row(before), _row(after)))
    return Change(str(value["label"]), tuple(rows))


def _row(value: Any) -> dict[str, str] | None:
    if value is None:
        return None
    return {str(name): str(cell) for name, cell in value.items()}
