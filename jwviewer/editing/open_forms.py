"""What stands in a form that is still open, kept on the disk so that a crash loses none of it."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jwviewer.dossier.atomic import WriteFailed, write_atomically
from jwviewer.dossier.processes import own_birth, this_machine
from jwviewer.dossier.schema import TABLES
from jwviewer.editing.journal import in_use, journal_path
from jwviewer.editing.row_forms import RowForm, Span

FORMAT = 1
MOST_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class LeftForm:
    """A form that a run which has ended left open: its title, the name of its step, and where."""

    form: RowForm
    title: str
    label: str
    path: Path


class OpenForms:
    """Keeps the form of one dossier that this run has open, and finds those of earlier runs.

    ``folder`` is the program's own; ``place`` stands for the dossier.
    """

    def __init__(self, folder: Path, place: Path) -> None:
        self._folder = folder
        self._stem = journal_path(folder, place).stem
        self._path = folder / f"{self._stem}-{secrets.token_hex(4)}.json"

    def keep(self, form: RowForm, title: str, label: str) -> None:
        """Write down what a form says at this moment; raises WriteFailed."""
        head = {
            "format": FORMAT, "machine": this_machine(), "process": os.getpid(),
            "birth": own_birth(), "title": title, "label": label,
        }  # fmt: skip
        lines = (json.dumps(one, ensure_ascii=False) for one in (head, asdict(form)))
        text = "\n".join(lines)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, text.encode("utf-8", "surrogatepass"))
        except OSError as e:
            raise WriteFailed.of(e, self._path) from e

    def drop(self) -> None:
        """Forget the form: it was finished or given up."""
        remove(self._path)

    def left(self) -> LeftForm | None:
        """Return a form that a run which has ended left open."""
        with suppress(OSError):
            for path in sorted(self._folder.glob(f"{self._stem}-*.json")):
                if path != self._path and not in_use(path) and (found := _read(path)) is not None:
                    return found
        return None


def remove(path: Path) -> None:
    """Remove a file of the program's own, if it is there and goes."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _read(path: Path) -> LeftForm | None:
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        head, kept = (json.loads(line) for line in path.read_bytes().split(b"\n"))
        if head["format"] != FORMAT:
            return None
        return LeftForm(_form_of(kept), str(head["title"]), str(head["label"]), path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _form_of(kept: dict[str, Any]) -> RowForm:
    table, passage, takers = str(kept["table"]), kept["passage"], kept["participants"]
    names = {name: [_cells(row) for row in rows] for name, rows in kept["made"].items()}
    if {table, *names} - TABLES.keys():
        raise ValueError(table)
    empty = RowForm.new(table).cells
    return RowForm(
        table,
        str(kept["row_id"]),
        {**dict.fromkeys(empty, ""), **_cells(kept["cells"])},
        None if takers is None else [_cells(row) for row in takers],
        names,
        None if passage is None else Span(
            str(passage["source_id"]), int(passage["start"]), int(passage["end"]),
            str(passage["words"]),
        ),
        str(kept["supports"]),
    )  # fmt: skip


def _cells(row: dict[str, Any]) -> dict[str, str]:
    return {str(name): str(cell) for name, cell in row.items()}
