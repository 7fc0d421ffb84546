"""Ids and references between the tables, and the rows that fall with a row they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from jwviewer.dossier.cells import Fault, nearest
from jwviewer.dossier.columns import Ids, bytes_of, column_of
from jwviewer.dossier.csv_table import Watch
from jwviewer.dossier.distinct_rows import sum_of_keys
from jwviewer.dossier.each_once import each_once
from jwviewer.dossier.id_index import keys_of
from jwviewer.dossier.id_rows import IdRows
from jwviewer.dossier.links import Sheets, Users, links, split_ids
from jwviewer.dossier.schema import FACT_TABLES, Column
from jwviewer.dossier.sheet import Sheet
from jwviewer.language import tr

_MOST_SUGGESTIONS = 20  # of at most this many ids: difflib is slow on long lists
_MOST_OPTIONS = 2_000
_FEW = 3
_LIKE = 0.6
_SURE = 0.95  # a slip in one letter, not another number of the same kind

Owners = dict[str, Mapping[str, int]]
"""For each table the row that owns an id; the first one where an id is repeated."""


def check_ids(sheets: Sheets) -> Owners:
    """Report repeated ids and keys; facts share one set of ids."""
    owners: Owners = {}
    for name, sheet in sheets.items():
        key = sheet.table.key
        ids = sheet.arrays.get(key[0])
        if len(key) == 1:
            owners[name] = IdRows(ids) if isinstance(ids, Ids) else _owned(sheet.ids)
        if not _are_distinct(sheet, owners.get(name)):
            _report_repeated(sheet)
    if not _are_facts_distinct(sheets):
        _check_fact_ids(sheets, owners)
    return owners


def _owned(ids: Sequence[str]) -> dict[str, int]:
    cells = list(ids)
    rows = range(len(cells) - 1, -1, -1)  # backwards, so that the first one stays
    owned = dict(zip(reversed(cells), rows, strict=True))
    owned.pop("", None)
    return owned


def _are_distinct(sheet: Sheet, owned: Mapping[str, int] | None) -> bool:
    """Tell whether the keys of a sheet are known to differ."""
    if isinstance(owned, IdRows):
        return owned.index.surely_distinct
    if sheet.arrays:
        keys = sum_of_keys([sheet.arrays[name] for name in sheet.table.key])
        return len(each_once(keys)) == len(keys)
    cells = zip(*(sheet.columns[k] for k in sheet.table.key), strict=True)
    return len(set(cells)) == len(sheet)


def _report_repeated(sheet: Sheet) -> None:
    key = sheet.table.key
    first: dict[object, int] = {}
    for row, cell in enumerate(zip(*(sheet.columns[k] for k in key), strict=True)):
        if first.setdefault(cell, row) != row and not _has_bad(sheet, row, key):
            line = sheet.lines[first[cell]]
            # Of a key of several columns the second one tells the rows apart.
            sheet.report(row, key[:2][-1], tr("repeats line {line}", line=line),
                         tr("give every row its own"))  # fmt: skip


def _are_facts_distinct(sheets: Sheets) -> bool:
    """Tell whether the ids of all facts are known to differ."""
    tables = [sheets[name] for name in FACT_TABLES if name in sheets]
    if not any(sheet.arrays for sheet in tables):
        return False
    ids = [
        column_of("id", list(s.ids)) if not s.arrays else s.arrays[s.table.key[0]] for s in tables
    ]
    if not all(isinstance(column, Ids) for column in ids):
        return False
    keys = np.sort(np.concatenate([keys_of(bytes_of(column)) for column in ids]))
    return bool((keys[1:] > keys[:-1]).all())


def _has_bad(sheet: Sheet, row: int, columns: Sequence[str]) -> bool:
    return any((row, c) in sheet.bad_cells for c in columns)


def _check_fact_ids(sheets: Sheets, owners: Owners) -> None:
    seen: dict[str, str] = {}
    for name in FACT_TABLES:
        if name not in sheets:
            continue
        sheet = sheets[name]
        owned = dict(owners[name].items())
        for fact_id in sorted(owned.keys() & seen.keys()):
            row = owned[fact_id]
            other = sheets[seen[fact_id]]
            line = other.lines[owners[seen[fact_id]][fact_id]]
            sheet.report(row, sheet.table.key[0],
                         tr("is also the id of {file} line {line}", file=other.file, line=line),
                         tr("facts of all tables share their ids: choose another"))  # fmt: skip
        seen |= dict.fromkeys(owned.keys() - seen.keys(), name)


def check_references(sheets: Sheets, owners: Owners, watch: Watch) -> None:
    """Report references to rows that do not exist."""
    found: list[tuple[Sheet, Column, set[str]]] = []
    for sheet in sheets.values():
        for column in links(sheet):
            watch()
            missing = _absent(sheet, column, owners)
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
    users = Users(sheets)
    while open_rows:
        name, row = open_rows.pop()
        sheet = sheets[name]
        used = sheet.ids[row]
        if owners.get(name, {}).get(used) != row:
            continue
        for user, user_row, column in users.of(name, used):
            if user_row in user.bad:
                continue
            user.report(user_row, column, *_fallen(sheet, sheet.lines[row]))
            open_rows.append((user.table.name, user_row))


def _absent(sheet: Sheet, column: Column, owners: Owners) -> set[str]:
    """Return every id that the column's right cells refer to and no row has."""
    owned = [owners[table] for table in column.tables if table in owners]
    cells = sheet.arrays.get(column.name)
    if isinstance(cells, Ids):
        rows = np.flatnonzero(cells.cells != b"")
        for one in sorted(owned, key=_size, reverse=True):
            if isinstance(one, IdRows):
                rows = rows[one.rows_of(cells.take(rows)) < 0]
        found = set(cells.take(rows).texts())
        found -= {sheet.columns[column.name][row] for row, c in sheet.bad_cells if c == column.name}
    else:
        found = _named(sheet, column)
    for one in owned:
        found = one.absent(found) if isinstance(one, IdRows) else found - one.keys()
    return found


def _size(owned: Mapping[str, int]) -> int:
    return len(owned.index) if isinstance(owned, IdRows) else len(owned)


def _named(sheet: Sheet, column: Column) -> set[str]:
    """Return every id that the column's right cells refer to."""
    array = sheet.arrays.get(column.name)
    cells = set(sheet.columns[column.name] if array is None else array.coded().values)
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
    return sheet.select(lambda cell: bool(_first(cell, ids, column)), column.name)


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
    files = ", ".join(
        sheets[table].file if table in sheets else f"data/{table}.csv"
        for table in column.tables[:3]
    )
    if len(column.tables) > 3:
        files = tr("any table of facts")
    remedies: dict[str, str] = {}
    for row in _rows_naming(sheet, column, missing):
        wanted = _first(cells[row], missing, column)
        if wanted not in remedies:
            hints = len(remedies) < _MOST_SUGGESTIONS and len(options) <= _MOST_OPTIONS
            remedies[wanted] = _remedy(wanted, options if hints else (), owners, column, sheets)
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
    sheets: Sheets,
) -> str:
    for table, ids in owners.items():
        if wanted in ids:
            return tr("it is a row of {file}; name one of {wanted}",
                      file=sheets[table].file, wanted=", ".join(column.tables))  # fmt: skip
    targets = [sheets[table] for table in column.tables if table in sheets]
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
