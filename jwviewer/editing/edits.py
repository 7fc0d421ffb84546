"""What a person can do to a dossier, each as one Change: set cells, add rows, delete them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jwviewer.dossier.links import split_ids
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
        for cell in dossier.store[table.name][table.key[0]].texts()
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
        length = len(dossier.store[table.name])
        for number, row in enumerate(rows.get(table.name, ())):
            made.append(RowChange(table.name, length + number, None, dict(row)))
    return Change(label, tuple(made))


def delete_row(dossier: Dossier, table: str, row_id: str, label: str) -> Change:
    """Delete a row with all that hangs on it.

    Rows that need it (its evidence, its participants, a role in a company) go too; where a
    row may do without it, the cell and its basis are emptied.
    """
    place = position_of(dossier, table, row_id)
    if place is None:
        raise KeyError(row_id)
    return Change(label, ordered(dossier, fallen(dossier, {(table, place): None})))


Rows = dict[tuple[str, int], dict[str, str] | None]
"""What rows (by table and position) are to become; None for those that go."""


def fallen(dossier: Dossier, rows: Rows) -> Rows:
    """Return the rows with all that falls with those that go."""
    rows = dict(rows)
    users = users_of(dossier)
    waiting = [one for one, after in rows.items() if after is None]
    while waiting:
        owner, place = waiting.pop()
        key = TABLES[owner].key
        gone = row_at(dossier, owner, place)[key[0]]
        for user, column, number in users.get((owner, gone), ()):
            cells = rows.get((user, number), row_at(dossier, user, number))
            if cells is None or gone not in split_ids(cells[column.name]):
                continue
            if column.required:
                rows[user, number] = None
                waiting.append((user, number))
            else:
                rows[user, number] = without(cells, user, column, gone)
    return rows


def ordered(dossier: Dossier, rows: Rows) -> tuple[RowChange, ...]:
    """Return the changes from the last row of a table to its first, so that none moves early."""
    return tuple(
        RowChange(table, number, row_at(dossier, table, number), rows[table, number])
        for table, number in sorted(rows, key=lambda one: (one[0], -one[1]))
    )


def position_of(dossier: Dossier, table: str, row_id: str) -> int | None:
    """Return where a row stands in its table, None when it is not there."""
    ids = dossier.store[table][TABLES[table].key[0]].texts()
    return ids.index(row_id) if row_id in ids else None


def users_of(dossier: Dossier) -> Users:
    """Return, for every row that is named, the table, column and position of what names it."""
    users: Users = defaultdict(list)
    for other in SCHEMA:
        here = dossier.store[other.name]
        for column in other.columns:
            if column.type not in ("ref", "refs"):
                continue
            for number, cell in enumerate(here[column.name].texts()):
                for one in split_ids(cell):
                    for table in column.tables:
                        users[table, one].append((other.name, column, number))
    return users


def without(cells: Mapping[str, str], table: str, column: Column, row_id: str) -> dict[str, str]:
    """Return a row that does without one of the rows it names; what goes with it is emptied."""
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
        if position_of(dossier, table, fact_id) is not None:
            return table
    raise KeyError(fact_id)
