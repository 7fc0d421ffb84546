"""Making one row of two: what was said of the one is said of the other from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jwviewer.dossier.links import split_ids
from jwviewer.dossier.rules import DATED, DIFFERENT, PAIRS
from jwviewer.dossier.schema import SCHEMA, TABLES, Table
from jwviewer.editing.change import Change, ChangeRefused, row_at
from jwviewer.editing.edits import Rows, fallen, ordered, position_of, users_of, without
from jwviewer.language import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jwviewer.dossier.dossier import Dossier

_OWN = frozenset({
    "value_high", "inferred_bound", "decimals", "direction", "asserter_id", "asserter_event_id",
    "short_name", "aliases", "text_sha256", "text_chars", "paragraph_starts", "supplied",
})  # fmt: skip
"""Cells that mean something only beside others of their own row, and are never taken over."""


def merge_rows(dossier: Dossier, table: str, kept: str, merged: str, label: str) -> Change:
    """Let one row take the place of another of its table.

    Rows that name the other name this one; empty cells are filled from the other, an entity's
    names become aliases. Rows that would then repeat another or name themselves go. Raises
    KeyError for ids that are not there, ChangeRefused for two sources with different texts.
    """
    there, gone = (position_of(dossier, table, one) for one in (kept, merged))
    if there is None or gone is None or there == gone:
        raise KeyError(merged if gone is None else kept)
    mine, other = row_at(dossier, table, there), row_at(dossier, table, gone)
    if table == "sources" and mine["text_sha256"] != other["text_sha256"]:
        raise ChangeRefused(tr("the two sources are different texts, so their passages differ"))
    rows: Rows = {}
    for user, column, number in users_of(dossier).get((table, merged), ()):
        cells = rows.get((user, number)) or row_at(dossier, user, number)
        ids = dict.fromkeys(kept if i == merged else i for i in split_ids(cells[column.name]))
        rows[user, number] = {**cells, column.name: ";".join(ids)}
    rows[table, there] = _filled(TABLES[table], rows.get((table, there)) or mine, other)
    rows[table, gone] = None
    for circle in _naming_themselves(rows):
        rows[circle[:2]] = circle[2]
    for repeated in _repeated(dossier, rows):
        rows[repeated] = None
    return Change(label, ordered(dossier, fallen(dossier, rows)))


def _filled(table: Table, mine: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    filled = dict(mine)
    bases = {column: basis for name, column, basis in (*PAIRS, *DATED) if name == table.name}
    for column in table.columns:
        name = column.name
        if mine[name] or not other[name] or column.type == "enum" or name in _OWN:
            continue
        filled[name] = other[name]
        if name in bases:
            filled[bases[name]] = other[bases[name]]
    if table.name == "entities":
        own = {"", mine["name"], mine["short_name"]}
        names = (*_names(mine), other["name"], other["short_name"], *_names(other))
        filled["aliases"] = ";".join(name for name in dict.fromkeys(names) if name not in own)
    return filled


def _names(row: Mapping[str, str]) -> list[str]:
    return [name.strip() for name in row["aliases"].split(";") if name.strip()]


def _naming_themselves(rows: Rows) -> list[tuple[str, int, dict[str, str] | None]]:
    """Return which of the rewritten rows name themselves, and what becomes of them."""
    found: list[tuple[str, int, dict[str, str] | None]] = []
    for (table, number), cells in rows.items():
        for name, column, other in DIFFERENT:
            if name != table or cells is None or not cells[column]:
                continue
            if cells[column] == cells[other]:
                rule = TABLES[table].by_name[column]
                rest = None if rule.required else without(cells, table, rule, cells[column])
                found.append((table, number, rest))
    return found


def _repeated(dossier: Dossier, rows: Rows) -> list[tuple[str, int]]:
    """Return which of the rewritten rows have the key of another row, in tables without ids."""
    repeated = []
    for table in SCHEMA:
        mine = {number: row for (name, number), row in rows.items() if name == table.name}
        if table.by_name[table.key[0]].type == "id" or not mine:
            continue
        columns = [dossier.store[table.name][name].texts() for name in table.key]
        taken = {key for number, key in enumerate(zip(*columns, strict=True)) if number not in mine}
        for number, row in mine.items():
            key = tuple(row[name] for name in table.key) if row is not None else ()
            if key and key in taken:
                repeated.append((table.name, number))
            taken.add(key)
    return repeated
