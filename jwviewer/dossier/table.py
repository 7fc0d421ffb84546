"""A table of a dossier: columns by name, rows and ids found without walking over all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from jwviewer.dossier.columns import EMPTY, Column, Ints, Whole, bytes_of, column_of
from jwviewer.dossier.id_index import IdIndex, RowsByCell
from jwviewer.dossier.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 6_144
"""So many rows stay at hand as dicts, and of a longer table a fourth as many; it bounds memory, and
no pane shows as many at once."""


class TableColumns:
    """The rows of one table of the schema, in the order of its file; it never changes.

    Columns that the schema does not know come behind its own.
    """

    def __init__(self, name: str, columns: Mapping[str, Column]) -> None:
        self.name = name
        self.columns = dict(columns)
        self._rows: dict[int, dict[str, str]] = {}
        self._orders: dict[str, RowsByCell] = {}

    @classmethod
    def of_rows(cls, name: str, rows: Sequence[Mapping[str, object]]) -> TableColumns:
        """Return a table of rows that are known to be right; what a row lacks is empty."""
        cells = {
            column.name: ["" if (c := row.get(column.name)) is None else str(c) for row in rows]
            for column in TABLES[name].columns
        }
        return cls.of_cells(name, cells)

    @classmethod
    def of_cells(cls, name: str, cells: Mapping[str, Sequence[str]]) -> TableColumns:
        """Return a table of columns of right cells."""
        known = TABLES[name].by_name
        return cls(
            name,
            {
                column: column_of(known[column].type if column in known else "text", texts)
                for column, texts in cells.items()
            },
        )

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TableColumns):
            return NotImplemented
        same = self.name == other.name and list(self.columns) == list(other.columns)
        return same and all(c.texts() == other[name].texts() for name, c in self.columns.items())

    __hash__ = None  # type: ignore[assignment]

    def __getitem__(self, column: str) -> Column:
        return self.columns[column]

    @property
    def key(self) -> str:
        """The name of the first key column, the id in tables that have one."""
        return TABLES[self.name].key[0]

    def row(self, number: int) -> dict[str, str]:
        """Return one row as text; callers must not change it."""
        row = self._rows.get(number)
        if row is None:
            kept = len(self._rows)
            if kept >= MOST_ROWS // 4 and (kept >= MOST_ROWS or len(self) > MOST_ROWS):
                self._rows.clear()
            row = self._rows[number] = {name: cell(number) for name, cell in self._cells}
        return row

    @cached_property
    def _cells(self) -> list[tuple[str, Callable[[int], str]]]:
        """What returns the cell in a row, of each column."""
        return [(name, column.cell) for name, column in self.columns.items()]

    def rows(self) -> list[dict[str, str]]:
        """Return all rows as dicts of text, for tables that are known to be small."""
        names = list(self.columns)
        lists = [column.texts() for column in self.columns.values()]
        return [dict(zip(names, cells, strict=True)) for cells in zip(*lists, strict=True)]

    def find(self, row_id: str) -> int:
        """Return the number of the row with an id, -1 when there is none."""
        return self.ids.find(row_id)

    @cached_property
    def ids(self) -> IdIndex:
        """Finds rows by the first key column."""
        return IdIndex(bytes_of(self.columns[self.key]))

    def rows_with(self, column: str, cell: str) -> Ints:
        """Return the numbers of the rows with a cell, ascending; the first call sorts a column."""
        if column not in self._orders:
            self._orders[column] = RowsByCell(self.columns[column])
        return self._orders[column].rows(cell)

    def take(self, rows: Ints) -> TableColumns:
        """Return a table of some of the rows (positions or flags)."""
        return TableColumns(self.name, {n: c.take(rows) for n, c in self.columns.items()})

    def frame(self) -> pd.DataFrame:
        """Return the table as a frame: cells str, whole numbers nullable Int64."""
        import pandas as pd

        made: dict[str, Any] = {}
        for name, column in self.columns.items():
            if isinstance(column, Whole):
                empty = column.numbers == EMPTY
                made[name] = pd.arrays.IntegerArray(column.numbers.astype(np.int64), empty)
            else:
                made[name] = pd.Series(column.texts(), dtype=object)
        return pd.DataFrame(made)
