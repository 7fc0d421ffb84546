"""Finds ids and the rows that hold one among a million, without a million texts in memory."""

from __future__ import annotations

from typing import Any

import numpy as np

from jwviewer.dossier.columns import Coded, Column, Ints, bytes_of

MOST_KNOWN = 65_536
"""So many answers are kept; it bounds memory."""


class IdIndex:
    """Positions of distinct ids, given as an array of bytes."""

    def __init__(self, ids: np.ndarray[Any, np.dtype[np.bytes_]]) -> None:
        self._ids = ids
        self._order: np.ndarray[Any, np.dtype[np.int32]] | None = None
        self._known: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def find(self, one: str) -> int:
        """Return the position of an id, -1 when it is not there."""
        found = self._known.get(one)
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            found = self._known[one] = self._search(one)
        return found

    def find_all(
        self, ids: np.ndarray[Any, np.dtype[np.bytes_]]
    ) -> np.ndarray[Any, np.dtype[np.int32]]:
        """Return the positions of many ids, -1 for those that are not there."""
        if not len(self._ids) or not len(ids):
            return np.full(len(ids), -1, np.int32)
        order = self.order
        at = np.searchsorted(self._ids, ids, sorter=order)
        found = order[np.minimum(at, len(order) - 1)]
        return np.where(self._ids[found] == ids, found, -1).astype(np.int32)

    @property
    def order(self) -> np.ndarray[Any, np.dtype[np.int32]]:
        """The positions in the order of their ids."""
        if self._order is None:
            self._order = np.argsort(self._ids, kind="stable").astype(np.int32)
        return self._order

    def _search(self, one: str) -> int:
        if not one or not one.isascii() or len(one) > 64:
            return -1
        return int(self.find_all(np.array([one.encode()]))[0])


class RowsByCell:
    """The rows of a column, cell by cell."""

    def __init__(self, column: Column) -> None:
        self._coded = column if isinstance(column, Coded) else None
        if self._coded is not None:
            keys: Ints = np.asarray(self._coded.codes)
        else:
            keys = bytes_of(column)
        self._order = np.argsort(keys, kind="stable").astype(np.int32)
        self._keys = keys[self._order]

    def rows(self, cell: str) -> Ints:
        """Return the numbers of the rows with a cell, ascending."""
        key: Any = self._coded.code(cell) if self._coded is not None else cell.encode()
        if key == -1:
            return self._order[:0]
        start, end = (int(np.searchsorted(self._keys, key, side)) for side in ("left", "right"))
        return self._order[start:end]
