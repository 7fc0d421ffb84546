"""What a person can do to a dossier, each as one Change: set cells, add, delete, merge."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jwviewer.dossier.references import split_ids
from jwviewer.dossier.schema import FACT_TABLES, SCHEMA, TABLES, Column
from jwviewer.editing.change import ABOUT, Change, RowChange, about_row, row_at

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

Users = defaultdict[tuple[str, str], list[tuple[str, Column, int]]]

# A value and the basis that goes with it: both are emptied together.
_BASIS_OF = {
    ("entities", "company_ids"): "company_basis",
    ("claims", "company_ids"): "company_basis",
    ("figures", "part_of_id"): "part_basis",
}


def new_id(dossier: Dossier, wish: str, taken: frozenset[str] = frozenset()) -> str:
    """Return a free id made from words, such as ``weichai-2``; facts share their ids."""
    plain = unicodedata.normalize("NFKD", wish).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:56].strip("-") or "row"
    used = taken | {
        cell
        for table in SCHEMA
        if len(table.key) == 1
        for cell in dossier.tables[table.name][table.key[0]].tolist()
    }
    number = 1
    while (made := stem if number == 1 else f"{stem}-{number}") in used:
        number += 1
    return made


def set_cells(
    dossier: Dossier, table: str, position: int, cells: Mapping[str, str], label: str
) -> Change:
    """Give some cells of one row other values."""
    before = row_at(dossier, table, position)
    return Change(label, (RowChange(table, position, before, {**before, **cells}),))


def set_about(dossier: Dossier, cells: Mapping[str, str], label: str) -> Change:
    """Change what the dossier says of itself: its id, title, version, description."""
    before = about_row(dossier)
    return Change(label, (RowChange(ABOUT, 0, before, {**before, **cells}),))


def add_rows(
    dossier: Dossier, rows: Mapping[str, Sequence[Mapping[str, str]]], label: str
) -> Change:
    """Add rows at the ends of their tables, tables in the order of the schema."""
    made = []
    for table in SCHEMA:
        length = len(dossier.tables[table.name])
        for number, row in enumerate(rows.get(table.name, ())):
            made.append(RowChange(table.name, length + number, None, dict(row)))
    return Change(label, tuple(made))


def delete_row(dossier: Dossier, table: str, row_id: str, label: str) -> Change:
    """Delete a row with all that hangs on it.

    Rows that need it (its evidence, its participants, a role in a company) go too; where a
    row may do without it, the cell and its basis are emptied.
    """
    place = _position(dossier, table, row_id)
    if place is None:
        raise KeyError(row_id)
    doomed: dict[tuple[str, int], None] = {(table, place): None}
    emptied: dict[tuple[str, int], dict[str, str]] = {}
    users = _users(dossier)
    waiting = [(table, row_id)]
    while waiting:
        owner, gone = waiting.pop()
        for user, column, number in users.get((owner, gone), ()):
            if (user, number) in doomed:
                continue
            cells = emptied.get((user, number)) or row_at(dossier, user, number)
            if not column.required:
                emptied[user, number] = _without(cells, user, column, gone)
                continue
            doomed[user, number] = None
            key = TABLES[user].key
            if len(key) == 1:
                waiting.append((user, cells[key[0]]))
    changes = [
        RowChange(user, number, row_at(dossier, user, number), cells)
        for (user, number), cells in emptied.items()
        if (user, number) not in doomed
    ]
    # From the last row of a table to its first, so that no position moves before its turn.
    changes += [
        RowChange(user, number, row_at(dossier, user, number), None)
        for user, number in sorted(doomed, key=lambda one: (one[0], -one[1]))
    ]
    return Change(label, tuple(changes))


def merge_entities(dossier: Dossier, kept: str, merged: str, label: str) -> Change:
    """Let one entity take the place of another, whose names become its aliases."""
    there, gone = (_position(dossier, "entities", one) for one in (kept, merged))
    if there is None or gone is None or there == gone:
        raise KeyError(merged if gone is None else kept)
    rows: dict[tuple[str, int], dict[str, str]] = {}
    for user, column, number in _users(dossier).get(("entities", merged), ()):
        cells = rows.get((user, number)) or row_at(dossier, user, number)
        ids = dict.fromkeys(kept if i == merged else i for i in split_ids(cells[column.name]))
        rows[user, number] = {**cells, column.name: ";".join(ids)}
    cells = rows.get(("entities", there)) or row_at(dossier, "entities", there)
    other = row_at(dossier, "entities", gone)
    own = {"", cells["name"], cells["short_name"]}
    names = dict.fromkeys([*_names(cells), other["name"], other["short_name"], *_names(other)])
    aliases = ";".join(name for name in names if name not in own)
    rows["entities", there] = {**cells, "aliases": aliases}
    after: dict[tuple[str, int], dict[str, str] | None] = {**rows, ("entities", gone): None}
    for repeated in _repeated(dossier, rows):
        after[repeated] = None
    # From the last row of a table to its first, so that no position moves before its turn.
    changes = [
        RowChange(user, number, row_at(dossier, user, number), after[user, number])
        for user, number in sorted(after, key=lambda one: (one[0], -one[1]))
    ]
    return Change(label, tuple(changes))


def _names(row: Mapping[str, str]) -> list[str]:
    return [name.strip() for name in row["aliases"].split(";") if name.strip()]


def _repeated(
    dossier: Dossier, rows: Mapping[tuple[str, int], Mapping[str, str]]
) -> list[tuple[str, int]]:
    """Return which of the rewritten rows have the key of another row, in tables without ids."""
    repeated = []
    for table in SCHEMA:
        mine = {number: row for (name, number), row in rows.items() if name == table.name}
        if len(table.key) == 1 or not mine:
            continue
        columns = [dossier.tables[table.name][name].tolist() for name in table.key]
        taken = {key for number, key in enumerate(zip(*columns, strict=True)) if number not in mine}
        for number, row in mine.items():
            key = tuple(row[name] for name in table.key)
            if key in taken:
                repeated.append((table.name, number))
            taken.add(key)
    return repeated


def _position(dossier: Dossier, table: str, row_id: str) -> int | None:
    ids = dossier.tables[table][TABLES[table].key[0]].tolist()
    return ids.index(row_id) if row_id in ids else None


def _users(dossier: Dossier) -> Users:
    """Return, for every row that is named, the table, column and position of what names it."""
    users: Users = defaultdict(list)
    for other in SCHEMA:
        frame = dossier.tables[other.name]
        for column in other.columns:
            if column.type not in ("ref", "refs"):
                continue
            for number, cell in enumerate(frame[column.name].tolist()):
                for one in split_ids(cell):
                    for table in column.tables:
                        users[table, one].append((other.name, column, number))
    return users


def _without(cells: Mapping[str, str], table: str, column: Column, row_id: str) -> dict[str, str]:
    rest = ";".join(i for i in split_ids(cells[column.name]) if i != row_id)
    emptied = {**cells, column.name: rest}
    basis = _BASIS_OF.get((table, column.name))
    if basis and not rest:
        emptied[basis] = ""
    if column.name.startswith("asserter") and emptied["mode"] == "quote":
        emptied["mode"] = "quote-unnamed"
    return emptied


def table_of(dossier: Dossier, fact_id: str) -> str:
    """Return the table that holds a fact; KeyError when there is none of that id."""
    for table in FACT_TABLES:
        if _position(dossier, table, fact_id) is not None:
            return table
    raise KeyError(fact_id)
