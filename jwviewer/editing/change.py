"""A change to a dossier as a value: it can be applied, turned round and written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from jwviewer.dossier.schema import TABLES
from jwviewer.dossier.table import TableColumns
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

Row = Mapping[str, str]
"""The cells of one row as text, "" for empty; columns that are not named are empty."""

ABOUT = "dossier"
"""Stands in the place of a table for what the dossier says of itself."""
_ABOUT_CELLS = ("id", "title", "version", "description", "fictional")


class ChangeRefused(Exception):
    """A change does not fit the dossier: the row it was made for is another now."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of one table before and after; None where it is not there.

    ``position`` counts the table's rows from 0 at the moment at which this change is made.
    """

    table: str
    position: int
    before: Row | None
    after: Row | None

    @property
    def inverse(self) -> RowChange:
        """The change that takes this one back."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """What a person did in one step: its name for the menu, and the rows it touches in turn."""

    label: str
    rows: tuple[RowChange, ...]

    @property
    def inverse(self) -> Change:
        """The change that takes this one back, with the same name."""
        return Change(self.label, tuple(row.inverse for row in reversed(self.rows)))

    def __bool__(self) -> bool:
        return any(row.before != row.after for row in self.rows)


def apply(dossier: Dossier, change: Change) -> Dossier:
    """Return the changed dossier; the given one stays as it is.

    Raises ChangeRefused, and changes nothing, when a row is not what the change says it was.
    """
    store = dict(dossier.store)
    about: dict[str, str] = about_row(dossier)
    for name, rows in groupby(change.rows, key=lambda row: row.table):
        if name != ABOUT:
            store[name] = _changed(store[name], list(rows))
            continue
        for row in rows:
            if row.before is not None and dict(row.before) != about:
                raise ChangeRefused(tr("the dossier's title or description is another now"))
            about = dict(row.after or {})
    return replace(
        dossier,
        store=store,
        id=about["id"],
        title=about["title"],
        version=about["version"],
        description=about["description"],
        fictional=about["fictional"] == "true",
    )


def row_at(dossier: Dossier, table: str, position: int) -> dict[str, str]:
    """Return one row as text, with the columns that are not in the schema too."""
    return dict(dossier.store[table].row(position))


def about_row(dossier: Dossier) -> dict[str, str]:
    """Return what the dossier says of itself, as the row of ABOUT."""
    values = (getattr(dossier, name) for name in _ABOUT_CELLS[:-1])
    return {
        **dict(zip(_ABOUT_CELLS, values, strict=False)),
        "fictional": "true" if dossier.fictional else "",
    }


def _changed(table: TableColumns, changes: Sequence[RowChange]) -> TableColumns:
    """Return the table after changes that follow each other; work is in its length, once."""
    columns = {name: column.texts() for name, column in table.columns.items()}
    for change in changes:
        position, old, new = change.position, change.before, change.after
        length = len(next(iter(columns.values())))
        if not 0 <= position <= length - (old is not None):
            raise ChangeRefused(_no_such_row(change))
        for name, cells in columns.items():
            if old is not None and cells[position] != old.get(name, ""):
                raise ChangeRefused(_no_such_row(change))
            come = [] if new is None else [new.get(name, "")]
            cells[position : position + (old is not None)] = come
    return TableColumns.of_cells(table.name, columns)


def _no_such_row(change: RowChange) -> str:
    key = "/".join(
        (change.before or change.after or {}).get(k, "") for k in TABLES[change.table].key
    )
    return tr("row {row} of {table} is another now", row=key, table=change.table)
