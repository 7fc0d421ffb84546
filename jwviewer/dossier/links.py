"""Which rows refer to a row, found column by column when it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from jwviewer.dossier.columns import Coded, Ids
from jwviewer.dossier.id_index import RowsByCell
from jwviewer.dossier.schema import Column
from jwviewer.dossier.sheet import Sheet

Sheets = Mapping[str, Sheet]


def links(sheet: Sheet) -> Iterator[Column]:
    """Give the columns of a sheet that refer to rows."""
    return (c for c in sheet.table.columns if c.type in ("ref", "refs") and c.name in sheet.present)


def split_ids(cell: str) -> list[str]:
    """Return the ids in a cell of a column of type refs."""
    return cell.split(";") if cell else []


class Users:
    """For every row the rows and columns that refer to it."""

    def __init__(self, sheets: Sheets) -> None:
        self._columns: defaultdict[str, list[tuple[Sheet, _Rows]]] = defaultdict(list)
        for sheet in sheets.values():
            for column in links(sheet):
                rows = _Rows(sheet, column)
                for table in column.tables:
                    self._columns[table].append((sheet, rows))

    def of(self, table: str, one: str) -> Iterator[tuple[Sheet, int, str]]:
        """Give each row that refers to a row, with its sheet and column."""
        for sheet, rows in self._columns[table]:
            for row in rows.naming(one):
                yield sheet, row, rows.column.name


class _Rows:
    """The rows of one column by the ids they name."""

    def __init__(self, sheet: Sheet, column: Column) -> None:
        self.column = column
        self._sheet = sheet
        self._known: dict[str, list[int]] | None = None
        self._sorted: RowsByCell | None = None

    def naming(self, one: str) -> Sequence[int]:
        cells = self._sheet.arrays.get(self.column.name)
        if isinstance(cells, Ids) or (isinstance(cells, Coded) and self.column.type == "ref"):
            if self._sorted is None:
                self._sorted = RowsByCell(cells)
            return self._sorted.rows(one).tolist()  # type: ignore[no-any-return]
        if self._known is None:
            self._known = self._by_id()
        return self._known.get(one, ())

    def _by_id(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for row, cell in enumerate(self._sheet.columns[self.column.name]):
            if cell:
                for one in (cell,) if self.column.type == "ref" else split_ids(cell):
                    found[one].append(row)
        return found
