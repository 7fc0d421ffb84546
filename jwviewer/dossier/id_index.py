"""Finds ids and the rows that hold one among a million, without a million texts in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from jwviewer.dossier.cell_runs import MIX, WORD, Words
from jwviewer.dossier.columns import MOST_ID, Coded, Column, Ints, bytes_of

Ids = np.ndarray[Any, np.dtype[np.bytes_]]
_SHIFT = np.uint64(29)

_AT_ONCE = 1 << 17
"""So many ids are looked at in one go; it bounds the memory for what is only passing, and how long
other threads wait."""
MOST_KNOWN = 6_144
"""So many answers are kept; it bounds memory."""
MOST_SCANS = 64
"""So often a column is looked through before it is sorted, which takes memory for good."""


class IdIndex:
    """Positions of ids, given as an array of bytes; of equal ones the first is found.

    ``keys`` and ``order`` are numbers of the ids, sorted, and the positions of those ids; they
    are made when they are needed, or given where they are known.
    """

    def __init__(self, ids: Ids, sorted_keys: tuple[Words, Ints] | None = None) -> None:
        self._ids = ids
        self._sorted = sorted_keys
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

    def find_all(self, ids: Ids) -> np.ndarray[Any, np.dtype[np.int32]]:
        """Return the positions of many ids, -1 for those that are not there."""
        found = np.full(len(ids), -1, np.int32)
        if len(self._ids):
            for at in range(0, len(ids), _AT_ONCE):
                found[at : at + _AT_ONCE] = self._find_some(ids[at : at + _AT_ONCE])
        return found

    def _find_some(self, ids: Ids) -> np.ndarray[Any, np.dtype[np.int32]]:
        keys, order = self.sorted_keys
        wanted = keys_of(ids)
        at = np.searchsorted(keys, wanted)
        found = np.full(len(ids), -1, np.int32)
        rows = np.flatnonzero(keys[np.minimum(at, len(keys) - 1)] == wanted)
        at = at[rows]
        while len(rows):
            same = self._ids[order[at]] == ids[rows]
            found[rows[same]] = order[at[same]]
            # Two ids may have one key, if hardly ever: the next one may be it.
            rows, at = rows[~same], at[~same] + 1
            left = at < len(keys)
            left[left] = keys[at[left]] == wanted[rows[left]]
            rows, at = rows[left], at[left]
        return found

    @property
    def sorted_keys(self) -> tuple[Words, Ints]:
        """The keys of the ids, ascending, and the position of each; equal ones in their order."""
        if self._sorted is None:
            keys = keys_of(self._ids)
            if (keys[1:] > keys[:-1]).all():
                self._sorted = keys, np.arange(len(keys), dtype=np.int32)
            else:
                order = np.argsort(keys, kind="stable").astype(np.int32)
                self._sorted = keys[order], order
        return self._sorted

    @property
    def surely_distinct(self) -> bool:
        """Whether no two ids have one key, so that all of them differ."""
        keys = self.sorted_keys[0]
        return bool((keys[1:] > keys[:-1]).all())

    def find_texts(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.int32]]:
        """Return the positions of many ids given as texts, -1 for those that are not there."""
        ids = [one.encode() if one.isascii() and len(one) <= MOST_ID else b"" for one in texts]
        found = self.find_all(np.array(ids or [b""], np.bytes_)[: len(ids)])
        found[[not one for one in ids]] = -1
        return found

    def _search(self, one: str) -> int:
        """Find one id; what ``find_all`` does is for many and costs more to begin with."""
        if not one or not one.isascii() or len(one) > MOST_ID or not len(self._ids):
            return -1
        keys, order = self.sorted_keys
        cell = one.encode()
        wanted = np.uint64(key_of(cell))
        at = int(keys.searchsorted(wanted))
        while at < len(keys) and keys[at] == wanted:
            if self._ids[order[at]] == cell:
                return int(order[at])
            at += 1
        return -1


def key_of(one: bytes) -> int:
    """Return the number that ``keys_of`` gives one id."""
    key = int.from_bytes(one[:WORD].ljust(WORD, b"\0"), "big")
    for at in range(WORD, len(one), WORD):
        word = int.from_bytes(one[at : at + WORD].ljust(WORD, b"\0"), "big")
        if word:
            key = ((key ^ (key >> int(_SHIFT))) * int(MIX) + word) % (1 << 64)
    return key


def keys_of(ids: Ids) -> Words:
    """Return a number for each id, whatever the width of the array; "" has 0.

    Ids of at most eight bytes have numbers of their own, in the order of the ids.
    """
    keys: Words = np.empty(len(ids), np.uint64)
    for at in range(0, len(ids), _AT_ONCE):
        keys[at : at + _AT_ONCE] = _keys_of_some(ids[at : at + _AT_ONCE])
    return keys


def _keys_of_some(ids: Ids) -> Words:
    width = -(-ids.dtype.itemsize // WORD)
    words = ids.astype(f"S{width * WORD}").view(">u8").reshape(len(ids), width)
    keys: Words = words[:, 0].astype(np.uint64)
    for word in words.T[1:]:
        rows = np.flatnonzero(word)
        mixed = (keys[rows] ^ (keys[rows] >> _SHIFT)) * MIX
        keys[rows] = mixed + word[rows]
    return keys


class RowsByCell:
    """The rows of a column, cell by cell; sorted once that pays."""

    def __init__(self, column: Column) -> None:
        self._coded = column if isinstance(column, Coded) else None
        self._keys: Any = column.codes if isinstance(column, Coded) else bytes_of(column)
        self._sorted = False
        self._asked = 0

    def rows(self, cell: str) -> Ints:
        """Return the numbers of the rows with a cell, ascending."""
        key: Any = self._coded.code(cell) if self._coded is not None else _bytes(cell)
        if key == -1:
            return np.empty(0, np.int32)
        self._asked += 1
        if not self._sorted and self._coded is not None and self._asked <= MOST_SCANS:
            return np.flatnonzero(self._keys == key).astype(np.int32)
        if not self._sorted:
            self._order = _order(self._keys)
            self._keys = self._keys if self._order is None else self._keys[self._order]
            self._sorted = True
        if self._coded is not None:
            # A number of another type would have all of them copied.
            key = self._keys.dtype.type(key)
        start, end = (int(self._keys.searchsorted(key, side)) for side in ("left", "right"))
        if self._order is None:
            return np.arange(start, end, dtype=np.int32)
        return self._order[start:end]


def _order(keys: Any) -> np.ndarray[Any, np.dtype[np.int32]] | None:
    if bool(np.all(keys[:-1] <= keys[1:])):
        return None
    return np.argsort(keys, kind="stable").astype(np.int32)


def _bytes(cell: str) -> bytes:
    return cell.encode("utf-8", "surrogatepass")
