"""One table while it is being checked: its columns, and which rows must be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

import numpy as np

from jwviewer.dossier.cell_proofs import distinct_at, doubtful
from jwviewer.dossier.cells import Fault, faults, plain_fault
from jwviewer.dossier.columns import Coded, Column
from jwviewer.dossier.csv_table import RawTable, Watch
from jwviewer.dossier.distinct_rows import filled, rows_passing
from jwviewer.dossier.problems import ProblemList, Severity
from jwviewer.dossier.schema import Table
from jwviewer.dossier.split_numbers import MOST_ROWS, split_number
from jwviewer.dossier.text import has_unseen
from jwviewer.language import tr


class Cells(Sequence[str]):
    """A column that is kept as an array, cell by cell."""

    def __init__(self, column: Column) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return self._column.texts()[at]
        return self._column.cell(at)

    def __iter__(self) -> Iterator[str]:
        return iter(self._column.texts())


@dataclass(slots=True)
class Sheet:
    """The rows of one table as columns; ``bad`` are the rows that will be left out.

    ``missing`` and ``rejected`` are those of the raw table. ``lost`` tells that there are rows
    whose ids cannot be told, ``torn`` that there are rows whose cells may be out of place.
    ``arrays`` has the same columns as arrays where the file was read so, else nothing.
    """

    table: Table
    file: str
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]
    readable: bool
    problems: ProblemList
    present: frozenset[str] = frozenset()
    bad: set[int] = field(default_factory=set)
    bad_cells: set[tuple[int, str]] = field(default_factory=set)
    missing: bool = False
    rejected: Mapping[str, int] = field(default_factory=dict)
    lost: bool = False
    torn: bool = False
    arrays: Mapping[str, Column] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    def report(
        self, row: int, column: str, reason: str, remedy: str = "", severity: Severity = "error"
    ) -> None:
        """Report a row at a column; an error leaves the row out."""
        value = self.columns[column][row]
        self.problems.add(self.file, self.lines[row], column, value, reason, remedy, severity)
        if severity == "error":
            self.bad.add(row)

    def sound(self, rows: Iterable[int], *columns: str) -> Iterator[int]:
        """Give those of the rows whose cells in ``columns`` are right in themselves."""
        for row in rows:
            if not self.bad_cells or not any((row, c) in self.bad_cells for c in columns):
                yield row

    def candidates(
        self, test: Callable[..., bool], *columns: str, filled: Sequence[str] = ()
    ) -> list[int]:
        """Return the rows whose cells in ``columns`` pass ``test``, ascending.

        The test sees each distinct combination of cells once, however many rows have it. Of the
        columns in ``filled``, which come last, it may only ask whether the cell is empty.
        """
        if self.arrays:
            return rows_passing(
                test, [self.arrays[c] for c in columns], [self.arrays[c] for c in filled]
            )
        cells = [self.columns[c] for c in (*columns, *filled)]
        hits = {found for found in set(zip(*cells, strict=True)) if test(*found)}
        if not hits:
            return []
        return [n for n, found in enumerate(zip(*cells, strict=True)) if found in hits]

    def select(
        self, test: Callable[..., bool], *columns: str, filled: Sequence[str] = ()
    ) -> list[int]:
        """Return the candidates whose cells in these columns are right in themselves."""
        rows = self.candidates(test, *columns, filled=filled)
        return list(self.sound(rows, *columns, *filled))

    def filled(self, column: str) -> Iterable[int]:
        """Return the rows whose cell in ``column`` is filled."""
        if self.arrays:
            return np.flatnonzero(filled(self.arrays[column])).tolist()
        return (n for n, cell in enumerate(self.columns[column]) if cell)

    def equal(self, column: str, other: str) -> list[int]:
        """Return the rows that have the same in two columns, which is not nothing."""
        if self.arrays:
            rows = np.flatnonzero(filled(self.arrays[column]))
            pairs = zip(*(self.arrays[c].take(rows).texts() for c in (column, other)), strict=True)
            return [n for n, (a, b) in zip(rows.tolist(), pairs, strict=True) if a == b]
        pairs = zip(self.columns[column], self.columns[other], strict=True)
        return [n for n, (a, b) in enumerate(pairs) if a and a == b]

    def where(self, column: str) -> Iterator[int]:
        """Give the rows whose cell in ``column`` is filled and right in itself."""
        if column not in self.present:
            return iter(())
        return self.sound(self.filled(column), column)

    def named(self, row: int) -> str:
        """Return what a message calls a row: its id, or its key."""
        return "/".join(self.columns[name][row] for name in self.table.key)

    @property
    def ids(self) -> Sequence[str]:
        """The first key column, the id in tables that have one."""
        return self.columns[self.table.key[0]]


def check_cells(
    raw: RawTable, table: Table, problems: ProblemList, most_chars: int, watch: Watch
) -> Sheet:
    """Return a sheet of the raw table, with every cell checked by itself."""
    sheet = _sheet(raw, table, problems)
    wrong: dict[str, dict[str, Fault]] = {}
    for name in sheet.present:
        watch()
        column = table.by_name.get(name)
        look = _Look(sheet, name, most_chars)
        if column is None:
            found = {v: f for v in look.values if (f := plain_fault(v, most_chars))}
        else:
            found = faults(column, look.values)
        if found:
            wrong[name] = found
            sheet.bad_cells |= {(n, name) for n in look.rows_with(found)}
        if column is None or column.type in ("text", "names"):
            _warn_of_unseen(sheet, name, look)
    split = _report_split(sheet, list(raw.arrays or raw.columns)) if raw.separator == "," else set()
    for name, found in wrong.items():
        cells = sheet.columns[name]
        for row in sorted(n for n, column_name in sheet.bad_cells if column_name == name):
            if row not in split and (fault := found.get(cells[row])):
                sheet.report(row, name, *fault)
    counts = Counter(row for row, _ in sheet.bad_cells)
    sheet.lost = sheet.lost or table.key[0] in wrong
    sheet.torn = sheet.lost or bool(sheet.rejected) or any(n > 1 for n in counts.values())
    return sheet


def _sheet(raw: RawTable, table: Table, problems: ProblemList) -> Sheet:
    length = len(raw.lines)
    columns: dict[str, Sequence[str]] = {}
    arrays: dict[str, Column] = {}
    if raw.arrays:
        nothing = Coded(np.zeros(length, np.uint8), ("",))
        arrays = {c.name: raw.arrays.get(c.name, nothing) for c in table.columns} | raw.arrays
        columns = {name: Cells(column) for name, column in arrays.items()}
    else:
        columns = {c.name: raw.columns.get(c.name) or [""] * length for c in table.columns}
        columns |= {name: cells for name, cells in raw.columns.items() if name not in columns}
    return Sheet(
        table, raw.file, columns, raw.lines, raw.readable, problems,
        frozenset(raw.arrays or raw.columns),
        missing=raw.missing, rejected=raw.rejected, lost=raw.lost, arrays=arrays,
    )  # fmt: skip


class _Look:
    """The distinct cells of a column that have to be looked at, and their rows."""

    def __init__(self, sheet: Sheet, name: str, most_chars: int) -> None:
        self._cells, self._rows = sheet.columns[name], None
        if sheet.arrays:
            array = sheet.arrays[name]
            self._rows = doubtful(array, sheet.table.by_name.get(name), most_chars)
            self.values = distinct_at(array, self._rows)
        else:
            self.values = set(self._cells)

    def rows_with(self, values: Container[str]) -> list[int]:
        """Return the rows that have one of some values, ascending."""
        if self._rows is None:
            return [n for n, cell in enumerate(self._cells) if cell in values]
        return [n for n in self._rows.tolist() if self._cells[n] in values]


def _report_split(sheet: Sheet, header: Sequence[str]) -> set[int]:
    """Report rows whose cells are shifted by a split number, once each, and return them."""
    split: set[int] = set()
    for row in sorted({row for row, _ in sheet.bad_cells})[:MOST_ROWS]:
        cells = [sheet.columns[name][row] for name in header]
        found = split_number(cells, header, sheet.table)
        if found:
            split.add(row)
            sheet.bad.add(row)
            line = sheet.lines[row]
            sheet.problems.add(sheet.file, line, found.column, "", *found.fault)
            # None of the shifted cells stands in its own column.
            shifted = header[header.index(found.column) :]
            sheet.bad_cells |= {(row, name) for name in shifted}
    return split


def _warn_of_unseen(sheet: Sheet, name: str, look: _Look) -> None:
    strange = {value for value in look.values if has_unseen(value)}
    if not strange:
        return
    reason = tr("holds characters that cannot be seen or that turn the text around")
    remedy = tr("remove them unless they are meant")
    for row in look.rows_with(strange):
        sheet.report(row, name, reason, remedy, "warning")
