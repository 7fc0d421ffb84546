"""One table while it is being checked: its columns, and which rows must be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from jwviewer.dossier.cells import faults, plain_fault
from jwviewer.dossier.csv_table import RawTable, Watch
from jwviewer.dossier.problems import ProblemList, Severity
from jwviewer.dossier.schema import Table
from jwviewer.dossier.text import has_unseen
from jwviewer.language import tr


@dataclass(slots=True)
class Sheet:
    """The rows of one table as columns; ``bad`` are the rows that will be left out."""

    table: Table
    file: str
    columns: dict[str, list[str]]
    lines: Sequence[int]
    readable: bool
    problems: ProblemList
    present: frozenset[str] = frozenset()
    bad: set[int] = field(default_factory=set)
    bad_cells: set[tuple[int, str]] = field(default_factory=set)

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
    sheet = Sheet(table, raw.file, columns, raw.lines, raw.readable, problems, present)
    for name in present:
        watch()
        column = table.by_name.get(name)
        values = set(columns[name])
        if column is None:
            found = {v: f for v in values if (f := plain_fault(v, most_chars))}
        else:
            found = faults(column, values)
        if found:
            for row, value in enumerate(columns[name]):
                if value in found:
                    sheet.bad_cells.add((row, name))
                    sheet.report(row, name, *found[value])
        if column is None or column.type in ("text", "names"):
            _warn_of_unseen(sheet, name, values)
    return sheet


def _warn_of_unseen(sheet: Sheet, name: str, values: Iterable[str]) -> None:
    strange = {value for value in values if has_unseen(value)}
    if not strange:
        return
    reason = tr("holds characters that cannot be seen or that turn the text around")
    remedy = tr("remove them unless they are meant")
    for row, value in enumerate(sheet.columns[name]):
        if value in strange:
            sheet.report(row, name, reason, remedy, "warning")
