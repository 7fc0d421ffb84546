"""From the bytes of one CSV file to columns of cells, with the line of every row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from jwviewer.dossier.container import Limits
from jwviewer.dossier.encoding import decode_table
from jwviewer.dossier.problems import DossierRefused, ProblemList
from jwviewer.dossier.schema import Table
from jwviewer.language import tr

_CHUNK = 20_000
_SEPARATORS = (";", "\t", "|")
_MOST_COLUMNS = 200

Watch = Callable[[], None]
"""Called every few thousand rows; raises Cancelled when the person stops the reading."""


@dataclass(slots=True)
class RawTable:
    """The cells of one file as they stand there; columns by name, of equal length."""

    file: str
    columns: dict[str, list[str]] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    readable: bool = False


class _Rows:
    """Reads rows one by one and finds its way back after a broken one."""

    def __init__(self, lines: list[str], separator: str, file: str, problems: ProblemList) -> None:
        self._lines = lines
        self._separator = separator
        self._file = file
        self._problems = problems
        self.header: list[str] = []

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        start = 0
        while start < len(self._lines):
            done = start
            reader = csv.reader(
                self._from(start), strict=True, delimiter=self._separator, quotechar='"'
            )
            try:
                for row in reader:
                    first, done = done, start + reader.line_num
                    yield first + 1, row
                return
            except csv.Error:
                # One broken quote must not hide the rows behind it: go on with the next line.
                self._report(done)
                start = done + 1

    def _from(self, start: int) -> Iterator[str]:
        for number in range(start, len(self._lines)):
            yield self._lines[number]

    def _report(self, number: int) -> None:
        cell, closed = _broken_cell(self._lines[number].rstrip("\n"), self._separator)
        column = self.header[cell] if cell < len(self.header) else ""
        value = self._lines[number].rstrip("\n")
        if closed:
            reason = tr("has text after a closing quote")
        else:
            reason = tr("opens a quote that is not closed properly")
        remedy = tr("write a quote inside a cell twice, and close the quoted cell")
        self._problems.add(self._file, number + 1, column, value, reason, remedy)


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
    rows = _Rows(lines, separator, file, problems)
    found = iter(rows)
    _, header = next(found, (1, []))
    rows.header = header
    if not _check_header(header, table, file, problems):
        return raw
    _fill(raw, header, found, problems, limits, watch)
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


def _check_header(header: Sequence[str], table: Table, file: str, problems: ProblemList) -> bool:
    """Report what is wrong with the column names; tell whether the rows can be read."""
    missing = [name for name in table.by_name if name not in header]
    if len(missing) == len(table.columns):
        remedy = tr("begin with {names}, …", names=", ".join(list(table.by_name)[:3]))
        value = ",".join(header)
        problems.add(file, 1, "", value, tr("the first line does not name the columns"), remedy)
        return False
    usable = True
    for position, name in enumerate(header):
        if not name:
            continue
        if name in header[:position]:
            problems.add(file, 1, name, name, tr("is the name of two columns"),
                         tr("keep one of them"))  # fmt: skip
            usable = False
        elif name not in table.by_name:
            near = _nearest(name, missing)
            if near:
                problems.add(file, 1, name, name, tr("is not a column of this table"),
                             tr('write "{near}"', near=near))  # fmt: skip
            else:
                problems.add(file, 1, name, name, tr("is not a column of this table"),
                             tr("it is kept but not shown"), "warning")  # fmt: skip
    for name in missing:
        if table.by_name[name].required:
            remedy = tr('add a column "{name}"; no row can be shown without it', name=name)
            problems.add(file, 1, name, "", tr("the column is missing"), remedy)
            usable = False
    return usable


def _nearest(name: str, options: Sequence[str]) -> str:
    plain = re.sub(r"[\s_-]+", "_", name[:64].strip().lower())
    near = get_close_matches(plain, options, 1, 0.8)
    return near[0] if near else ""


def _fill(
    raw: RawTable,
    header: Sequence[str],
    rows: Iterator[tuple[int, list[str]]],
    problems: ProblemList,
    limits: Limits,
    watch: Watch,
) -> None:
    width = len(header)
    columns: list[list[str]] = [[] for _ in header]
    chunk: list[list[str]] = []
    for line, row in rows:
        if len(row) != width:
            if not any(row):
                continue
            if len(row) < width or any(row[width:]):
                _report_width(raw.file, line, row, header, problems)
                continue
            row = row[:width]  # empty cells to the right, a spreadsheet's leavings
        elif not row[0] and not any(row):
            continue
        chunk.append(row)
        raw.lines.append(line)
        if len(chunk) >= _CHUNK:
            watch()
            _unload(chunk, columns)
            if len(raw.lines) > limits.rows:
                raise DossierRefused(
                    tr("{file} has more than {most} rows.", file=raw.file, most=f"{limits.rows:,}")
                )
    _unload(chunk, columns)
    for number, name in enumerate(header):
        if name:
            raw.columns[name] = columns[number]
            continue
        place = next((i for i, cell in enumerate(columns[number]) if cell), None)
        if place is not None:
            value = columns[number][place]
            reason = tr("stands in a column without a name")
            remedy = tr("name the column in the first line or empty it")
            problems.add(raw.file, raw.lines[place], str(number + 1), value, reason, remedy)


def _unload(chunk: list[list[str]], columns: list[list[str]]) -> None:
    for column, cells in zip(columns, zip(*chunk, strict=True), strict=False):
        column.extend(cells)
    chunk.clear()


def _report_width(
    file: str, line: int, row: Sequence[str], header: Sequence[str], problems: ProblemList
) -> None:
    reason = tr(
        "the row has {count} cells where the table has {wanted} columns",
        count=len(row), wanted=len(header),
    )  # fmt: skip
    if len(row) < len(header):
        remedy = tr("write every comma of the row, also for empty cells")
        problems.add(file, line, header[len(row)], "", reason, remedy)
    else:
        remedy = tr("put quotes around a cell that holds a comma")
        problems.add(file, line, header[-1], row[len(header)], reason, remedy)


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
            while (position := line.find('"', position)) >= 0 and line[position + 1 : position + 2] == '"':
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
