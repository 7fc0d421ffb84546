"""Reads a dossier: every table is checked, and what is right in it becomes a Dossier."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from jwviewer.dossier.array_table import read_arrays
from jwviewer.dossier.arrow_table import read_batches
from jwviewer.dossier.cache import Cache
from jwviewer.dossier.cells import nearest
from jwviewer.dossier.collector import collector_paused
from jwviewer.dossier.columns import kept
from jwviewer.dossier.container import DESCRIPTOR, PARQUET, FolderParts, Parts, open_parts
from jwviewer.dossier.csv_table import RawTable, Watch, read_table
from jwviewer.dossier.database import DatabaseParts
from jwviewer.dossier.descriptor import About, read_descriptor
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.kept import Kept
from jwviewer.dossier.problems import Cancelled, DossierRefused, ProblemList
from jwviewer.dossier.references import check_ids, check_references, leave_out_dependents
from jwviewer.dossier.reopening import assembled
from jwviewer.dossier.rules import check_rows
from jwviewer.dossier.schema import SCHEMA, TABLES
from jwviewer.dossier.sheet import Sheet, check_cells
from jwviewer.dossier.spare_memory import give_back, let_go
from jwviewer.dossier.spill import Spill
from jwviewer.dossier.table import TableColumns
from jwviewer.dossier.table_files import TableFile, left_over, table_file, table_of
from jwviewer.language import tr

REQUIRED_TABLES = ("sources", "entities")
"""The tables whose files must be there; any other, if it is not listed, is then empty."""

_READING = 0.6
"""How much of the progress is the reading of the files; the rest is checking them together."""
_ROWS = 0.6
"""How much of the progress of one file is its rows; the rest is checking their cells."""
Progress = Callable[[float], None]
Stop = Callable[[], bool]


class _Steps:
    """Tells how far the reading is, from 0 to 1, and stops it when asked to.

    Reading the files counts by their ``sizes`` in bytes, and what follows by steps.
    """

    def __init__(self, count: int, progress: Progress | None, cancelled: Stop | None) -> None:
        self._count = count
        self._done = self._part = self._told = 0.0
        self._progress = progress
        self._cancelled = cancelled
        self.sizes: Mapping[str, int] = {}

    def watch(self, share: float = 0.0) -> None:
        """See whether to stop; so much of the rows of a file has been read."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        if share:
            self._tell(self._done + _ROWS * self._part * share)

    def begin(self, table: str) -> None:
        """Note that the files of a table are to be read."""
        total = sum(self.sizes.values())
        self._part = _READING * (self.sizes[table] / total if total else 1 / len(self.sizes))

    def end(self) -> None:
        """Note that they were read."""
        self._add(self._part)
        self._part = 0.0

    def step(self) -> None:
        self._add((1 - _READING) / self._count)

    def _add(self, share: float) -> None:
        self.watch()
        self._done += share
        self._tell(self._done)

    def _tell(self, done: float) -> None:
        # A file that has to be read more closely is begun anew; what was told is not taken back.
        self._told = max(self._told, min(1.0, round(done, 6)))
        if self._progress is not None:
            self._progress(self._told)


def read_dossier(
    path: Path, *, trusted: bool, progress: Progress | None, cancelled: Stop | None,
    cache: Cache | None = None,
) -> Dossier:  # fmt: skip
    """Return the dossier at ``path``; see open_dossier."""
    with collector_paused():
        return _read(path, trusted, progress, cancelled, cache)


def _read(
    path: Path, trusted: bool, progress: Progress | None, cancelled: Stop | None,
    cache: Cache | None,
) -> Dossier:  # fmt: skip
    steps = _Steps(len(SCHEMA) + 4, progress, cancelled)
    problems = ProblemList()
    with open_parts(path, trusted=trusted) as parts:
        shelf = None
        if cache is not None:
            shelf = cache.shelf(parts)
        if shelf is not None:
            shelf.listen()
        about = _about(parts, problems)
        steps.step()
        _check_parts(parts, problems)
        files = {name: table_file(name, parts, about.resource(name)) for name in TABLES}
        left_over(parts, files, problems)
        steps.sizes = {name: _size(parts, found.names) for name, found in files.items()}
        spill = Spill(None if shelf is None else shelf.place)
        in_batches = any(found.form != "csv" for found in files.values())
        sheets: dict[str, Sheet] = {}
        for table in SCHEMA:
            steps.begin(table.name)
            raw = _raw(parts, table.name, files[table.name], about, problems, steps.watch, spill)
            if shelf is not None:
                # What is kept of a large dossier need not stay in memory as long as it is open.
                raw.arrays = {name: spill.column(cells) for name, cells in raw.arrays.items()}
            sheets[table.name] = check_cells(raw, table, problems, parts.limits.cell, steps.watch)
            spill.rest()
            steps.end()
        if spill.used:
            give_back()
        owners = check_ids(sheets)
        steps.step()
        check_references(sheets, owners, steps.watch)
        steps.step()
        check_rows(sheets, owners, steps.watch)
        steps.step()
        leave_out_dependents(sheets, owners)
        store = {}
        for name, sheet in sheets.items():
            store[name] = _columns(sheet)
            steps.step()
        found = problems.sorted((DESCRIPTOR, *(sheet.file for sheet in sheets.values())))
        if spill.used:
            let_go()
            give_back()
        kept = Kept(shelf, spill if spill.used else None, one_by_one=in_batches)
        dossier = assembled(parts, about, store, found, kept)
        if shelf is not None:
            shelf.keep(store, found, spill.rest)
        return dossier


def _size(parts: Parts, names: Sequence[str]) -> int:
    """Return how many bytes some files take, 0 for what is no file of its own."""
    try:
        return sum(parts.places[name].stat().st_size for name in names if name in parts.places)
    except OSError:
        return 0


def _about(parts: Parts, problems: ProblemList) -> About:
    if DESCRIPTOR in parts.names:
        return read_descriptor(parts.read(DESCRIPTOR), problems)
    if not parts.names:
        raise DossierRefused(
            tr("{path} is not a dossier: it holds neither {descriptor} nor data/*.csv.",
               path=parts.path, descriptor=DESCRIPTOR)
        )  # fmt: skip
    problems.add(DESCRIPTOR, None, "", "", tr("the file is missing"),
                 tr("saving the dossier makes one; until then the title is the name of the folder"),
                 "warning")  # fmt: skip
    return About()


def _check_parts(parts: Parts, problems: ProblemList) -> None:
    if not parts.marked:
        problems.add("mimetype", None, "", "", tr("the entry is missing"),
                     tr("make the file with jwviewer pack"), "warning")  # fmt: skip
    known = [f"data/{name}{ending}" for name in TABLES for ending in (".csv", PARQUET)]
    for name in (*parts.names, *parts.strangers):
        if name == DESCRIPTOR or table_of(name):
            continue
        near = nearest(name, [k for k in known if k not in parts.names], 0.85)
        if near:
            remedy = tr('call it "{near}" if it is that table', near=near)
        elif name in parts.names:
            remedy = tr("it is kept but not shown")
        else:
            remedy = tr("it is not read")
        problems.add(name, None, "", "", tr("is not a table of a dossier"), remedy, "warning")


def _raw(
    parts: Parts, name: str, found: TableFile, about: About, problems: ProblemList, watch: Watch,
    spill: Spill,
) -> RawTable:  # fmt: skip
    table, file = TABLES[name], found.shown
    lacking = [one for one in found.names if one not in parts.names]
    if lacking or not found.names:
        file = lacking[0] if found.form == "parts" and lacking else file
        if name in REQUIRED_TABLES:
            table_or_file = (
                tr("the table is missing")
                if found.form == "database"
                else tr("the file is missing")
            )
            problems.add(file, None, "", "", table_or_file,
                         tr("every dossier needs sources and entities"))  # fmt: skip
            return RawTable(file, missing=True)
        listed = bool(about.resource(name))
        if listed:
            reason = tr("is listed in {descriptor} but missing", descriptor=DESCRIPTOR)
            remedy = tr("restore the file; if it is meant to be gone, take it off the list")
            problems.add(file, None, "", "", reason, remedy)
        return RawTable(file, readable=not listed, missing=True)
    if found.form != "csv":
        assert isinstance(parts, FolderParts | DatabaseParts)
        return read_batches(parts, found, table, problems, watch, spill)
    data = parts.read(file)
    if parts.packed:
        _check_hash(about.resource(name), file, data, problems)
    plain = read_arrays(data, file, table, problems, parts.limits, watch)
    return plain or read_table(data, file, table, problems, parts.limits, watch)


def _check_hash(resource: Mapping[str, Any], file: str, data: bytes, problems: ProblemList) -> None:
    """Warn when a packed table is not the one that was packed; folders are meant to be edited."""
    size, digest = resource.get("bytes"), resource.get("hash")
    same_size = size is None or size == len(data)
    if isinstance(digest, str) and digest.startswith("sha256:"):
        same = same_size and digest == f"sha256:{hashlib.sha256(data).hexdigest()}"
    else:
        same = same_size
    if not same:
        problems.add(file, None, "", "", tr("was edited since the dossier was packed"),
                     tr("if you did not do that, ask its author"), "warning")  # fmt: skip


def _columns(sheet: Sheet) -> TableColumns:
    """Return the rows of a sheet that are right."""
    if sheet.arrays and sheet.readable:
        table = TableColumns(sheet.table.name, sheet.arrays)
        if not sheet.bad:
            return table
        right = np.ones(len(sheet), np.bool_)
        right[list(sheet.bad)] = False
        return TableColumns(table.name, {n: kept(c, right) for n, c in table.columns.items()})
    cells: Mapping[str, Sequence[str]] = sheet.columns
    if not sheet.readable:
        cells = {name: [] for name in cells}
    elif sheet.bad:
        good = [row for row in range(len(sheet)) if row not in sheet.bad]
        cells = {name: [column[row] for row in good] for name, column in cells.items()}
    return TableColumns.of_cells(sheet.table.name, cells)
