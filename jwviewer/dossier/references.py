"""Ids and references between the tables, and the rows that fall with a row they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress

from jwviewer.dossier.cells import Fault, nearest
from jwviewer.dossier.csv_table import Watch
from jwviewer.dossier.schema import FACT_TABLES, Column
from jwviewer.dossier.sheet import Sheet
from jwviewer.language import tr

_MOST_SUGGESTIONS = 20  # of at most this many ids: difflib is slow on long lists
_MOST_OPTIONS = 2_000
_FEW = 3
_LIKE = 0.6
_SURE = 0.95  # a slip in one letter, not another number of the same kind

Sheets = Mapping[str, Sheet]
Owners = dict[str, dict[str, int]]
"""For each table the row that owns an id; the first one where an id is repeated."""


def check_ids(sheets: Sheets) -> Owners:
    """Report repeated ids and keys; facts share one set of ids."""
    owners: Owners = {}
    for name, sheet in sheets.items():
        key = sheet.table.key
        # A tuple of one would do as well, but a plain id is what references look up.
        cells: Sequence[object] = sheet.ids
        if len(key) > 1:
            cells = list(zip(*(sheet.columns[k] for k in key), strict=True))
        first: dict[object, int] = {}
        repeated = len(set(cells)) < len(cells)
        if repeated:
            for row, cell in enumerate(cells):
                if first.setdefault(cell, row) != row and not _has_bad(sheet, row, key):
                    line = sheet.lines[first[cell]]
                    # Of a key of several columns the second one tells the rows apart.
                    sheet.report(row, key[:2][-1], tr("repeats line {line}", line=line),
                                 tr("give every row its own"))  # fmt: skip
        if len(key) == 1:
            rows = range(len(sheet) - 1, -1, -1)  # backwards, so that the first one stays
            owners[name] = dict(zip(reversed(sheet.ids), rows, strict=True))
            owners[name].pop("", None)
    _check_fact_ids(sheets, owners)
    return owners


def _has_bad(sheet: Sheet, row: int, columns: Sequence[str]) -> bool:
    return any((row, c) in sheet.bad_cells for c in columns)


def _check_fact_ids(sheets: Sheets, owners: Owners) -> None:
    seen: dict[str, str] = {}
    for name in FACT_TABLES:
        if name not in sheets:
            continue
        sheet = sheets[name]
        for fact_id in sorted(owners[name].keys() & seen.keys()):
            row = owners[name][fact_id]
            other = sheets[seen[fact_id]]
            line = other.lines[owners[seen[fact_id]][fact_id]]
            sheet.report(row, sheet.table.key[0],
                         tr("is also the id of {file} line {line}", file=other.file, line=line),
                         tr("facts of all tables share their ids: choose another"))  # fmt: skip
        seen |= dict.fromkeys(owners[name].keys() - seen.keys(), name)


def check_references(sheets: Sheets, owners: Owners, watch: Watch) -> None:
    """Report references to rows that do not exist."""
    found: list[tuple[Sheet, Column, set[str]]] = []
    for sheet in sheets.values():
        for column in _links(sheet):
            watch()
            missing = _named(sheet, column)
            for table in column.tables:
                missing -= owners.get(table, {}).keys()
            missing = _without_rejected(sheets, sheet, column, missing)
            if missing:
                found.append((sheet, column, missing))
    # A table without a file is known to be needed by a column that can name no other one.
    needed = {column.tables[0] for _, column, _ in found if len(column.tables) == 1}
    dead = [name for name, s in sheets.items() if not s.readable or (s.missing and name in needed)]
    for name in dead:
        if sheets[name].readable:
            sheets[name].problems.add(
                sheets[name].file, None, "", "", tr("the file is missing, but rows refer to it"),
                tr("restore the file, or remove what refers to it"),
            )  # fmt: skip
    for sheet, column, missing in found:
        causes = [sheets[name] for name in dead if name in column.tables]
        if causes:
            _report_dead(causes, sheet, column, missing)
        else:
            _report_missing(sheets, owners, sheet, column, missing)


def leave_out_dependents(sheets: Sheets, owners: Owners) -> None:
    """Leave out every row that refers to a row that was left out, and say so."""
    open_rows = [(name, row) for name, sheet in sheets.items() for row in sheet.bad]
    if not open_rows:
        return
    users = _users(sheets)
    while open_rows:
        name, row = open_rows.pop()
        sheet = sheets[name]
        used = sheet.ids[row]
        if owners.get(name, {}).get(used) != row:
            continue
        for user, user_row, column in users.get((name, used), ()):
            if user_row in user.bad:
                continue
            user.report(user_row, column, *_fallen(sheet, sheet.lines[row]))
            open_rows.append((user.table.name, user_row))


def in_circle(edges: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the ids from which the edges lead back to themselves (or between such circles)."""
    forward: dict[str, set[str]] = {a: set(bs) for a, bs in edges.items()}
    for _ in range(2):
        backward: defaultdict[str, set[str]] = defaultdict(set)
        for a, bs in forward.items():
            for b in bs:
                backward[b].add(a)
        ends = [b for b in backward if not forward.get(b)]
        ends += [a for a, bs in forward.items() if not bs]
        while ends:
            end = ends.pop()
            forward.pop(end, None)
            for a in backward.pop(end, ()):
                if a in forward:
                    forward[a].discard(end)
                    if not forward[a]:
                        ends.append(a)
        # Turn round: what nothing leads to is in no circle either.
        forward = {b: {a for a in sources if a in forward} for b, sources in backward.items()}
    return set(forward)


def _links(sheet: Sheet) -> Iterator[Column]:
    return (c for c in sheet.table.columns if c.type in ("ref", "refs") and c.name in sheet.present)


def split_ids(cell: str) -> list[str]:
    """Return the ids in a cell of a column of type refs."""
    return cell.split(";") if cell else []


def _named(sheet: Sheet, column: Column) -> set[str]:
    """Return every id that the column's right cells refer to."""
    cells = set(sheet.columns[column.name])
    if sheet.bad_cells:
        cells -= {sheet.columns[column.name][row] for row, c in sheet.bad_cells if c == column.name}
    if column.type == "refs":
        cells = {one for cell in cells for one in split_ids(cell)}
    cells.discard("")
    return cells


def _without_rejected(sheets: Sheets, sheet: Sheet, column: Column, missing: set[str]) -> set[str]:
    """Report references to rows that could not be read as rows; return the other ids."""
    for table in column.tables:
        other = sheets.get(table)
        hit = missing & other.rejected.keys() if other else set()
        if other is None or not hit:
            continue
        for row in _rows_naming(sheet, column, hit):
            line = other.rejected[_first(sheet.columns[column.name][row], hit, column)]
            sheet.report(row, column.name, *_fallen(other, line))
        missing = missing - hit
    return missing


def _fallen(other: Sheet, line: int) -> Fault:
    return (
        tr("refers to {file} line {line}, which has a problem", file=other.file, line=line),
        tr("repair that row first"),
    )


def _rows_naming(sheet: Sheet, column: Column, ids: set[str]) -> list[int]:
    cells = sheet.columns[column.name]
    hits = compress(range(len(cells)), (_first(cell, ids, column) for cell in cells))
    return list(sheet.sound(hits, column.name))


def _report_dead(causes: Sequence[Sheet], sheet: Sheet, column: Column, missing: set[str]) -> None:
    """Report references to files that are not there or cannot be read, many of them at once."""
    rows = _rows_naming(sheet, column, missing)
    files = tr(" or ").join(cause.file for cause in causes)
    gone = all(cause.missing for cause in causes)
    remedy = tr("restore that file first") if gone else tr("repair that file first")
    if len(rows) <= _FEW:
        if gone:
            reason = tr("refers to a row of {file}, which is missing", file=files)
        else:
            reason = tr("refers to a row of {file}, which cannot be read", file=files)
        for row in rows:
            sheet.report(row, column.name, reason, remedy)
        return
    if gone:
        reason = tr("{count:,} rows refer to {file}, which is missing",
                    count=len(rows), file=files)  # fmt: skip
    else:
        reason = tr("{count:,} rows refer to {file}, which cannot be read",
                    count=len(rows), file=files)  # fmt: skip
    sheet.problems.add(sheet.file, sheet.lines[rows[0]], column.name, "", reason, remedy)
    sheet.bad.update(rows)


def _report_missing(
    sheets: Sheets, owners: Owners, sheet: Sheet, column: Column, missing: set[str]
) -> None:
    cells = sheet.columns[column.name]
    options = [
        one
        for table in column.tables
        for one in (*owners.get(table, ()), *(sheets[table].rejected if table in sheets else ()))
    ]
    targets = [sheets[table] for table in column.tables if table in sheets]
    files = ", ".join(f"data/{table}.csv" for table in column.tables[:3])
    if len(column.tables) > 3:
        files = tr("any table of facts")
    remedies: dict[str, str] = {}
    for row in _rows_naming(sheet, column, missing):
        wanted = _first(cells[row], missing, column)
        if wanted not in remedies:
            hints = len(remedies) < _MOST_SUGGESTIONS and len(options) <= _MOST_OPTIONS
            remedies[wanted] = _remedy(wanted, options if hints else (), owners, column, targets)
        if column.type == "refs" and cells[row] != wanted:
            reason = tr('names "{id}", which is not found in {files}', id=wanted, files=files)
        else:
            reason = tr("is not found in {files}", files=files)
        sheet.report(row, column.name, reason, remedies[wanted])


def _first(cell: str, missing: set[str], column: Column) -> str:
    if column.type == "ref":
        return cell if cell in missing else ""
    return next((one for one in split_ids(cell) if one in missing), "")


def _remedy(
    wanted: str,
    options: Sequence[str],
    owners: Owners,
    column: Column,
    targets: Sequence[Sheet],
) -> str:
    for table, ids in owners.items():
        if wanted in ids:
            return tr("it is a row of data/{table}.csv; name one of {wanted}",
                      table=table, wanted=", ".join(column.tables))  # fmt: skip
    # The row that is meant may be one that could not be read, or stand in a file not there.
    torn = [sheet.file for sheet in targets if sheet.torn]
    absent = [sheet.file for sheet in targets if sheet.missing]
    near = nearest(wanted, options, _SURE if torn or absent else _LIKE)
    if near and not any(sheet.lost for sheet in targets):
        return tr('write "{near}"', near=near)
    if torn:
        return tr("first repair the rows of {files} that have problems", files=", ".join(torn))
    if absent:
        return tr("add that row or empty the cell; not there: {files}", files=", ".join(absent))
    return tr("add that row or empty the cell")


def _users(sheets: Sheets) -> dict[tuple[str, str], list[tuple[Sheet, int, str]]]:
    """Return for every row the rows and columns that refer to it."""
    users: defaultdict[tuple[str, str], list[tuple[Sheet, int, str]]] = defaultdict(list)
    for sheet in sheets.values():
        for column in _links(sheet):
            for row, cell in enumerate(sheet.columns[column.name]):
                if not cell:
                    continue
                for one in (cell,) if column.type == "ref" else split_ids(cell):
                    for table in column.tables:
                        users[table, one].append((sheet, row, column.name))
    return users
