"""From the bytes of one CSV file to columns of cells, with the line of every row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import Any, Protocol

from jwviewer.dossier.cells import ID, nearest
from jwviewer.dossier.columns import Column
from jwviewer.dossier.container import Limits
from jwviewer.dossier.encoding import decode_table
from jwviewer.dossier.problems import DossierRefused, ProblemList
from jwviewer.dossier.schema import Table
from jwviewer.dossier.split_numbers import MOST_ROWS, split_number
from jwviewer.language import tr

_BLOCK = 20_000
_SEPARATORS = (";", "\t", "|")
_MOST_COLUMNS = 200


class Watch(Protocol):
    """Called every few thousand rows; raises Cancelled when the person stops the reading."""

    def __call__(self, share: float = 0.0, /) -> None:
        """Hear how much of the rows of a file has been read, from 0 to 1, where that is known."""


@dataclass(slots=True)
class RawTable:
    """The cells of one file as they stand there; columns by name, of equal length.

    A large file that is plainly written has ``arrays`` in place of ``columns``.
    ``rejected`` has the ids and lines of rows that are no rows; ``lost`` tells that there
    are others whose ids cannot be told.
    """

    file: str
    columns: dict[str, list[str]] = field(default_factory=dict)
    lines: Sequence[int] = field(default_factory=list)
    readable: bool = False
    separator: str = ","
    missing: bool = False
    rejected: dict[str, int] = field(default_factory=dict)
    lost: bool = False
    odd_rows: int = 0
    arrays: dict[str, Column] = field(default_factory=dict)

    def reject(self, line: int, cell: str, header: Sequence[str], table: Table) -> None:
        """Note the id of a row that cannot be read, if its first ``cell`` is sure to be one."""
        if header and header[0] == table.key[0] and ID.fullmatch(cell):
            self.rejected.setdefault(cell, line)
        else:
            self.lost = True


class _Cells(list[str]):
    """A column that keeps equal cells as one text while they are few."""

    def __init__(self) -> None:
        self._known: dict[str, str] | None = {}

    def extend(self, cells: Iterable[str]) -> None:
        """Add the cells of one block."""
        if self._known is not None:
            cells = list(cells)
            cells = map(self._known.setdefault, cells, cells)
        super().extend(cells)
        if self._known is not None and len(self._known) > _BLOCK // 2:
            self._known = None


class _Rows:
    """Reads rows in blocks and finds its way back after a broken one."""

    def __init__(
        self, lines: list[str], raw: RawTable, table: Table, problems: ProblemList
    ) -> None:
        self._lines = lines
        self._separator = raw.separator
        self._raw = raw
        self._table = table
        self._problems = problems
        self._next = 0
        self.header: list[str] = []
        for _, rows in self._some(1):
            self.header = rows[0]

    @property
    def share(self) -> float:
        """How much has been read, from 0 to 1."""
        return self._next / max(len(self._lines), 1)

    def blocks(self) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
        """Give the rows behind the header in blocks, each with the lines its rows begin on."""
        while self._next < len(self._lines):
            start = self._next
            reader = self._reader(islice(self._lines, start, None))
            try:
                rows = list(islice(reader, _BLOCK))
            except csv.Error:
                rows = []
            if rows and reader.line_num == len(rows):  # the quick way: a row a line
                self._next = start + len(rows)
                yield range(start + 1, self._next + 1), rows
            else:
                yield from self._some(_BLOCK)

    def _some(self, most: int) -> Iterator[tuple[list[int], list[list[str]]]]:
        """Give at most ``most`` rows one by one, going on behind a row with broken quotes."""
        firsts: list[int] = []
        rows: list[list[str]] = []
        while self._next < len(self._lines) and len(rows) < most:
            start = self._next
            reader = self._reader(self._from(start))
            try:
                for row in reader:
                    firsts.append(self._next + 1)
                    rows.append(row)
                    self._next = start + reader.line_num
                    if len(rows) >= most:
                        break
            except csv.Error:
                # One broken quote must not hide the rows behind it: go on with the next line.
                self._report(self._next)
                self._next += 1
        if rows:
            yield firsts, rows

    def _reader(self, lines: Iterable[str]) -> Any:
        return csv.reader(lines, strict=True, delimiter=self._separator)

    def _from(self, start: int) -> Iterator[str]:
        # Unlike islice this skips to the start at once, which counts after many broken rows.
        for number in range(start, len(self._lines)):
            yield self._lines[number]

    def _report(self, number: int) -> None:
        cell, closed = _broken_cell(self._lines[number].rstrip("\n"), self._separator)
        column = _column(self.header, cell)
        value = self._lines[number].rstrip("\n")
        first = value.partition(self._separator)[0] if cell else ""
        self._raw.reject(number + 1, first, self.header, self._table)
        if closed:
            reason = tr("has text after a closing quote")
        else:
            reason = tr("opens a quote that is not closed properly")
        remedy = tr("write a quote inside a cell twice, and close the quoted cell")
        self._problems.add(self._raw.file, number + 1, column, value, reason, remedy)


def read_table(
    data: bytes, file: str, table: Table, problems: ProblemList, limits: Limits, watch: Watch
) -> RawTable:
    """Return the rows of ``data``; rows that are no rows are reported and left out."""
    raw = RawTable(file)
    text = decode_table(data, file, problems)
    if text is None:
        return raw
    # No cell can be longer than its file, so the reader never stops at a long one.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    lines = list(io.StringIO(text, newline="\n"))
    separator = _separator(lines[0] if lines else "", table)
    if separator != ",":
        reason = tr("the columns are separated by {what}", what=_separator_name(separator))
        remedy = tr("they were read all the same; save the file with commas (CSV UTF-8)")
        problems.add(file, 1, "", "", reason, remedy, "warning")
    if lines and lines[0].count(separator) >= _MOST_COLUMNS:
        reason = tr("the first line has more than {most} columns", most=_MOST_COLUMNS)
        problems.add(file, 1, "", "", reason, tr("write the column names there"))
        return raw
    raw.separator = separator
    rows = _Rows(lines, raw, table, problems)
    if not check_header(rows.header, table, file, problems):
        return raw
    _fill(raw, rows, table, problems, limits, watch)
    raw.readable = True
    return raw


def _separator(header: str, table: Table) -> str:
    """Guess from the first line; a comma unless another one finds more of our columns."""

    def known(separator: str) -> int:
        cells = header.rstrip("\n").replace('"', "").split(separator)
        return len(table.by_name.keys() & set(cells))

    return max((",", *_SEPARATORS), key=known)


def _separator_name(separator: str) -> str:
    return {";": tr("semicolons"), "\t": tr("tabs")}.get(separator, tr("vertical bars"))


def _one_separator(separator: str) -> str:
    names = {",": tr("comma"), ";": tr("semicolon"), "\t": tr("tab")}
    return names.get(separator, tr("vertical bar"))


def check_header(
    header: Sequence[str], table: Table, file: str, problems: ProblemList, *, line: int | None = 1
) -> bool:
    """Report what is wrong with the column names; tell whether the rows can be read."""
    missing = [name for name in table.by_name if name not in header]
    if len(missing) == len(table.columns):
        remedy = tr("begin with {names}, …", names=", ".join(list(table.by_name)[:3]))
        value = ",".join(header)
        problems.add(file, line, "", value, tr("the first line does not name the columns"), remedy)
        return False
    usable = True
    for position, name in enumerate(header):
        if not name:
            continue
        if name in header[:position]:
            problems.add(file, line, name, name, tr("is the name of two columns"),
                         tr("keep one of them"))  # fmt: skip
            usable = False
        elif name not in table.by_name:
            near = _meant(name, missing)
            if near:
                problems.add(file, line, name, name, tr("is not a column of this table"),
                             tr('write "{near}"', near=near))  # fmt: skip
            else:
                problems.add(file, line, name, name, tr("is not a column of this table"),
                             tr("it is kept but not shown"), "warning")  # fmt: skip
    for name in missing:
        if table.by_name[name].required:
            remedy = tr('add a column "{name}"; no row can be shown without it', name=name)
            problems.add(file, line, name, "", tr("the column is missing"), remedy)
            usable = False
    return usable


def _meant(name: str, options: Sequence[str]) -> str:
    return nearest(re.sub(r"[\s_-]+", "_", name[:64].strip()), options, 0.8)


def _fill(
    raw: RawTable, rows: _Rows, table: Table, problems: ProblemList, limits: Limits, watch: Watch
) -> None:
    header = rows.header
    columns = [_Cells() for _ in header]
    found: list[int] = []
    raw.lines = found
    for lines, block in rows.blocks():
        watch(rows.share)
        if set(map(len, block)) != {len(header)} or not all(map(itemgetter(0), block)):
            lines, block = _sorted_out(lines, block, header, raw, table, problems)
        found.extend(lines)
        for column, cells in zip(columns, zip(*block, strict=True), strict=False):
            column.extend(cells)
        if len(found) > limits.rows:
            most = f"{limits.rows:,}"
            sentence = tr("{file} has more than {most} rows.", file=raw.file, most=most)
            raise DossierRefused(sentence, by_limit=True)
    for number, name in enumerate(header):
        if name:
            raw.columns[name] = columns[number]
            continue
        place = next((i for i, cell in enumerate(columns[number]) if cell), None)
        if place is not None:
            value = columns[number][place]
            reason = tr("stands in a column without a name")
            remedy = tr("name the column in the first line or empty it")
            problems.add(raw.file, raw.lines[place], _column(header, number), value, reason, remedy)


def _sorted_out(
    lines: Sequence[int],
    rows: list[list[str]],
    header: Sequence[str],
    raw: RawTable,
    table: Table,
    problems: ProblemList,
) -> tuple[list[int], list[list[str]]]:
    """Return the rows of the right width without the empty ones; report the others."""
    width = len(header)
    kept = []
    for line, row in zip(lines, rows, strict=True):
        if not any(row):
            continue  # an empty line, or the commas that a spreadsheet leaves
        if len(row) < width or any(row[width:]):
            _report_width(raw, line, row, header, table, problems)
            raw.reject(line, row[0], header, table)
            # A quote left open may have swallowed the rows up to the next one.
            raw.lost = raw.lost or any("\n" in cell for cell in row)
        else:
            kept.append((line, row[:width]))
    return [line for line, _ in kept], [row for _, row in kept]


def _report_width(
    raw: RawTable, line: int, row: Sequence[str], header: Sequence[str], table: Table,
    problems: ProblemList,
) -> None:  # fmt: skip
    raw.odd_rows += 1
    split = None
    if raw.separator == "," and len(row) > len(header) and raw.odd_rows <= MOST_ROWS:
        split = split_number(row, header, table)
    if split:
        problems.add(raw.file, line, split.column, "", *split.fault)
        return
    reason = tr(
        "the row has {count} cells where the table has {wanted} columns",
        count=len(row), wanted=len(header),
    )  # fmt: skip
    if len(row) < len(header):
        remedy = tr("write every {separator} of the row, also for empty cells",
                    separator=_one_separator(raw.separator))  # fmt: skip
        problems.add(raw.file, line, _column(header, len(row)), "", reason, remedy)
    else:
        remedy = tr("put quotes around a cell that holds a {separator}",
                    separator=_one_separator(raw.separator))  # fmt: skip
        last = _column(header, len(header) - 1)
        problems.add(raw.file, line, last, row[len(header)], reason, remedy)


def _column(header: Sequence[str], number: int) -> str:
    """Return the name of a column, or its number from 1 where it has none."""
    return (header[number] if number < len(header) else "") or str(number + 1)


def _broken_cell(line: str, separator: str) -> tuple[int, bool]:
    """Return which cell of a line breaks the quoting, and whether its quote was closed."""
    cell = position = 0
    while position < len(line):
        if line[position] != '"':
            position = line.find(separator, position)
            if position < 0:
                break
        else:
            position += 1
            while line.startswith('""', position := line.find('"', position)):
                position += 2
            if position < 0:
                return cell, False
            position += 1
            if position < len(line) and line[position] != separator:
                return cell, True
            if position == len(line):
                break
        cell += 1
        position += 1
    return cell, False
