"""Ids and references between the tables, and the rows that fall with a row they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress

from jwviewer.dossier.cells import nearest
from jwviewer.dossier.csv_table import Watch
from jwviewer.dossier.schema import FACT_TABLES, Column
from jwviewer.dossier.sheet import Sheet
from jwviewer.language import tr

_MOST_SUGGESTIONS = 20  # of at most this many ids: difflib is slow on long lists
_MOST_OPTIONS = 2_000

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
    for sheet in sheets.values():
        for column in _links(sheet):
            watch()
            missing = _named(sheet, column)
            for table in column.tables:
                missing -= owners.get(table, {}).keys()
            if missing:
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
            reason = tr("refers to {file} line {line}, which has a problem",
                        file=sheet.file, line=sheet.lines[row])  # fmt: skip
            user.report(user_row, column, reason, tr("repair that row first"))
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


def _report_missing(
    sheets: Sheets, owners: Owners, sheet: Sheet, column: Column, missing: set[str]
) -> None:
    cells = sheet.columns[column.name]
    rows = list(compress(range(len(cells)), (_first(cell, missing, column) for cell in cells)))
    dead = [sheets[t].file for t in column.tables if t in sheets and not sheets[t].readable]
    if dead:
        # One sentence for all of them: the cause is elsewhere, and reported there.
        reason = tr("{count:,} rows refer to {file}, which cannot be read",
                    count=len(rows), file=dead[0])  # fmt: skip
        sheet.problems.add(sheet.file, sheet.lines[rows[0]], column.name, "", reason,
                           tr("repair that file first"))  # fmt: skip
        sheet.bad.update(rows)
        return
    options = [one for table in column.tables for one in owners.get(table, ())]
    files = ", ".join(f"data/{table}.csv" for table in column.tables[:3])
    if len(column.tables) > 3:
        files = tr("any table of facts")
    remedies: dict[str, str] = {}
    for row in rows:
        wanted = _first(cells[row], missing, column)
        if wanted not in remedies:
            hints = len(remedies) < _MOST_SUGGESTIONS and len(options) <= _MOST_OPTIONS
            remedies[wanted] = _remedy(wanted, options if hints else (), owners, column)
        if column.type == "refs" and cells[row] != wanted:
            reason = tr('names "{id}", which is not found in {files}', id=wanted, files=files)
        else:
            reason = tr("is not found in {files}", files=files)
        sheet.report(row, column.name, reason, remedies[wanted])


def _first(cell: str, missing: set[str], column: Column) -> str:
    if column.type == "ref":
        return cell if cell in missing else ""
    return next((one for one in split_ids(cell) if one in missing), "")


def _remedy(wanted: str, options: Sequence[str], owners: Owners, column: Column) -> str:
    for table, ids in owners.items():
        if wanted in ids:
            return tr("it is a row of data/{table}.csv; name one of {wanted}",
                      table=table, wanted=", ".join(column.tables))  # fmt: skip
    near = nearest(wanted, options)
    if near:
        return tr('write "{near}"', near=near)
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
