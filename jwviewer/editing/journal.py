"""The journal: every change is on the disk before the next one, so that a crash loses none.

One file of JSON lines per dossier: a first line that says to which state of which dossier the
changes belong, then one line a change. A last line that was cut off by a crash is left out.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jwviewer.dossier.atomic import WriteFailed, write_atomically
from jwviewer.dossier.schema import TABLES
from jwviewer.editing.change import ABOUT, Change, RowChange

FORMAT = 1
MOST_BYTES = 256 << 20


@dataclass(frozen=True, slots=True)
class Recovered:
    """Changes that were made and never saved, and the state of the dossier they belong to."""

    origin: Path | None
    base: str
    changes: tuple[Change, ...]


class Journal:
    """Writes down the changes to one dossier as they are made."""

    def __init__(self, path: Path, origin: Path | None, base: str) -> None:
        self.path = path
        self._origin = origin
        self._base = base
        self.begun = False

    def write(self, *changes: Change) -> None:
        """Add changes and wait until they are on the disk; raises WriteFailed.

        What an earlier run left in the file is gone with the first change.
        """
        lines = b"".join(_line(_change_as_json(change)) for change in changes)
        try:
            if not self.begun:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                origin = None if self._origin is None else str(self._origin)
                head = {"format": FORMAT, "origin": origin, "base": self._base}
                write_atomically(self.path, _line(head) + lines)
                self.begun = True
                return
            with self.path.open("ab") as file:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
        except OSError as e:
            raise WriteFailed.of(e, self.path) from e

    def start_again(self, path: Path, origin: Path | None, base: str) -> None:
        """Forget the changes: they are saved in ``origin``, whose state is now ``base``."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        self.path, self._origin, self._base = path, origin, base
        self.begun = False


def journal_path(folder: Path, origin: Path) -> Path:
    """Return where the journal of the dossier at ``origin`` lies in ``folder``."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(origin))).hexdigest()[:32]
    return folder / f"{name}.jsonl"


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
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    changes = []
    # The last piece has no line end: either nothing, or a line that was cut off.
    for line in lines[1:-1]:
        try:
            changes.append(_change_of_json(json.loads(line)))
        except (ValueError, KeyError, TypeError, RecursionError):
            break
    return Recovered(origin, base, tuple(changes))


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
