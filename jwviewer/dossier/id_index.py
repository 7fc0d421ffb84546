"""Finds ids and the rows that hold one among a million, without a million texts in memory."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import Any

import numpy as np

from jwviewer.dossier.columns import Coded, Column, Ints, bytes_of

MOST_KNOWN = 65_536
"""So many answers are kept; it bounds memory."""
MOST_SCANS = 64
"""So often a column is looked through before it is sorted, which takes memory for good."""


class IdIndex:
    """Positions of distinct ids, given as an array of bytes."""

    def __init__(self, ids: np.ndarray[Any, np.dtype[np.bytes_]]) -> None:
        self._ids = ids
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
        found = np.minimum(at, len(self._ids) - 1)
        if order is not None:
            found = order[found]
        return np.where(self._ids[found] == ids, found, -1).astype(np.int32)

    @cached_property
    def order(self) -> np.ndarray[Any, np.dtype[np.int32]] | None:
        """The positions in the order of their ids; None where they stand in it already."""
        return _order(self._ids)

    def _search(self, one: str) -> int:
        if not one or not one.isascii() or len(one) > 64 or not len(self._ids):
            return -1
        wanted, order, ids = one.encode(), self.order, self._ids
        if order is None:
            at = int(np.searchsorted(ids, wanted))
        else:
            # Not numpy's own: it makes a wider copy of the order for every call.
            at = bisect_left(order, wanted, key=lambda place: ids[place])
        if at == len(ids):
            return -1
        place = at if order is None else int(order[at])
        return place if ids[place] == wanted else -1


class RowsByCell:
    """The rows of a column, cell by cell; sorted once that pays."""

    def __init__(self, column: Column) -> None:
        self._coded = column if isinstance(column, Coded) else None
        self._keys: Any = column.codes if isinstance(column, Coded) else bytes_of(column)
        self._sorted = False
        self._asked = 0

    def rows(self, cell: str) -> Ints:
        """Return the numbers of the rows with a cell, ascending."""
        key: Any = self._coded.code(cell) if self._coded is not None else cell.encode()
        if key == -1:
            return np.empty(0, np.int32)
        self._asked += 1
        if not self._sorted and self._coded is not None and self._asked <= MOST_SCANS:
            return np.flatnonzero(self._keys == key).astype(np.int32)
        if not self._sorted:
            self._order = _order(self._keys)
            self._keys = self._keys if self._order is None else self._keys[self._order]
            self._sorted = True
        start, end = (int(np.searchsorted(self._keys, key, side)) for side in ("left", "right"))
        if self._order is None:
            return np.arange(start, end, dtype=np.int32)
        return self._order[start:end]


def _order(keys: Any) -> np.ndarray[Any, np.dtype[np.int32]] | None:
    if bool(np.all(keys[:-1] <= keys[1:])):
        return None
    return np.argsort(keys, kind="stable").astype(np.int32)
