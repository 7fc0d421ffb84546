"""One table while it is being checked: its columns, and which rows must be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jwviewer.dossier.cells import Fault, faults, plain_fault
from jwviewer.dossier.csv_table import RawTable, Watch
from jwviewer.dossier.problems import ProblemList, Severity
from jwviewer.dossier.schema import Table
from jwviewer.dossier.split_numbers import MOST_ROWS, split_number
from jwviewer.dossier.text import has_unseen
from jwviewer.language import tr


@dataclass(slots=True)
class Sheet:
    """The rows of one table as columns; ``bad`` are the rows that will be left out.

    ``missing`` and ``rejected`` are those of the raw table. ``lost`` tells that there are rows
    whose ids cannot be told, ``torn`` that there are rows whose cells may be out of place.
    """

    table: Table
    file: str
    columns: dict[str, list[str]]
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

    def select(self, test: Callable[..., bool], *columns: str) -> list[int]:
        """Return the rows whose cells in ``columns`` are right in themselves and pass ``test``.

        The test sees each distinct combination of cells once, however many rows have it.
        """
        cells = [self.columns[c] for c in columns]
        hits = {found for found in set(zip(*cells, strict=True)) if test(*found)}
        if not hits:
            return []
        rows = (n for n, found in enumerate(zip(*cells, strict=True)) if found in hits)
        return list(self.sound(rows, *columns))

    def where(self, column: str) -> Iterator[int]:
        """Give the rows whose cell in ``column`` is filled and right in itself."""
        if column not in self.present:
            return iter(())
        return self.sound((n for n, cell in enumerate(self.columns[column]) if cell), column)

    def named(self, row: int) -> str:
        """Return what a message calls a row: its id, or its key."""
        return "/".join(self.columns[name][row] for name in self.table.key)

    @property
    def ids(self) -> list[str]:
        """The first key column, the id in tables that have one."""
        return self.columns[self.table.key[0]]


def check_cells(
    raw: RawTable, table: Table, problems: ProblemList, most_chars: int, watch: Watch
) -> Sheet:
    """Return a sheet of the raw table, with every cell checked by itself."""
    length = len(raw.lines)
    columns = {c.name: raw.columns.get(c.name) or [""] * length for c in table.columns}
    columns |= {name: cells for name, cells in raw.columns.items() if name not in columns}
    present = frozenset(raw.columns)
    sheet = Sheet(
        table, raw.file, columns, raw.lines, raw.readable, problems, present,
        missing=raw.missing, rejected=raw.rejected, lost=raw.lost,
    )  # fmt: skip
    wrong: dict[str, dict[str, Fault]] = {}
    for name in present:
        watch()
        column = table.by_name.get(name)
        values = set(columns[name])
        if column is None:
            found = {v: f for v in values if (f := plain_fault(v, most_chars))}
        else:
            found = faults(column, values)
        if found:
            wrong[name] = found
            sheet.bad_cells |= {(n, name) for n, v in enumerate(columns[name]) if v in found}
        if column is None or column.type in ("text", "names"):
            _warn_of_unseen(sheet, name, values)
    split = _report_split(sheet, list(raw.columns)) if raw.separator == "," else set()
    for name, found in wrong.items():
        for row, value in enumerate(columns[name]):
            if value in found and row not in split:
                sheet.report(row, name, *found[value])
    counts = Counter(row for row, _ in sheet.bad_cells)
    sheet.lost = sheet.lost or table.key[0] in wrong
    sheet.torn = sheet.lost or bool(sheet.rejected) or any(n > 1 for n in counts.values())
    return sheet


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


def _warn_of_unseen(sheet: Sheet, name: str, values: Iterable[str]) -> None:
    strange = {value for value in values if has_unseen(value)}
    if not strange:
        return
    reason = tr("holds characters that cannot be seen or that turn the text around")
    remedy = tr("remove them unless they are meant")
    for row, value in enumerate(sheet.columns[name]):
        if value in strange:
            sheet.report(row, name, reason, remedy, "warning")
