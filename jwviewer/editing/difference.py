"""The change that leads from one state of a dossier to another, so that a return can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jwviewer.dossier.schema import SCHEMA
from jwviewer.editing.change import ABOUT, Change, RowChange, about_row, row_at

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier


def difference(before: Dossier, after: Dossier, label: str) -> Change:
    """Return what makes ``after`` of ``before``; columns that only ``after`` has are left out."""
    changes: list[RowChange] = []
    if about_row(before) != about_row(after):
        changes.append(RowChange(ABOUT, 0, about_row(before), about_row(after)))
    for table in SCHEMA:
        changes += _rows(before, after, table.name)
    return Change(label, tuple(changes))


def changed_tables(before: Dossier, after: Dossier) -> dict[str, int]:
    """Return how many rows are other ones, table by table; tables without any are left out."""
    change = difference(before, after, "")
    counts: dict[str, int] = {}
    for row in change.rows:
        counts[row.table] = counts.get(row.table, 0) + 1
    return counts


def _rows(before: Dossier, after: Dossier, table: str) -> list[RowChange]:
    columns = list(before.store[table].columns)
    old, new = _cells(before, table, columns), _cells(after, table, columns)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    gone, come = len(old) - end, len(new) - end
    paired = min(gone, come)
    changes = [
        RowChange(table, row, row_at(before, table, row), row_at(after, table, row))
        for row in range(start, paired)
        if old[row] != new[row]
    ]
    # From the last row to the first, so that no position moves before its turn.
    changes += [
        RowChange(table, row, row_at(before, table, row), None)
        for row in range(gone - 1, paired - 1, -1)
    ]
    changes += [
        RowChange(table, row, None, row_at(after, table, row)) for row in range(paired, come)
    ]
    return changes


def _cells(dossier: Dossier, table: str, columns: list[str]) -> list[tuple[str, ...]]:
    here = dossier.store[table]
    lists = [here[name].texts() if name in here.columns else [""] * len(here) for name in columns]
    return list(zip(*lists, strict=True))
