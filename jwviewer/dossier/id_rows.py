"""The row that owns each id of a large table, found without a Python object per row."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping
from functools import cached_property

from jwviewer.dossier.cell_runs import Ints
from jwviewer.dossier.columns import Column, Ids
from jwviewer.dossier.id_index import IdIndex


class IdRows(Mapping[str, int]):
    """For each id the row that owns it, the first one where an id is repeated."""

    def __init__(self, ids: Ids) -> None:
        self.index = IdIndex(ids.cells)
        self._ids = ids

    def __getitem__(self, one: str) -> int:
        row = self.index.find(one)
        if row < 0:
            raise KeyError(one)
        return row

    def __contains__(self, one: object) -> bool:
        return isinstance(one, str) and self.index.find(one) >= 0

    def __iter__(self) -> Iterator[str]:
        return iter(self.plain)

    def __len__(self) -> int:
        return len(self.plain)

    def items(self) -> ItemsView[str, int]:
        """Return the ids with their rows."""
        return self.plain.items()

    @cached_property
    def plain(self) -> dict[str, int]:
        """The same as a dict."""
        found: dict[str, int] = {}
        for row, one in enumerate(self._ids.texts()):
            found.setdefault(one, row)
        found.pop("", None)
        return found

    def rows_of(self, column: Column) -> Ints:
        """Return for each cell of a column the row that owns it as its id, -1 where none does."""
        if isinstance(column, Ids):
            found = self.index.find_all(column.cells)
            found[column.cells == b""] = -1
            return found
        cells = column.coded()
        places: Ints = self.index.find_texts(cells.values)
        return places[cells.codes] if len(places) else places

    def absent(self, ids: set[str]) -> set[str]:
        """Return those of some ids that no row owns."""
        listed = list(ids)
        rows = self.index.find_texts(listed).tolist()
        return {one for one, row in zip(listed, rows, strict=True) if row < 0}
