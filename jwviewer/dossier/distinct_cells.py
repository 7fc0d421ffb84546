"""Numbers the distinct ones among cells that lie in a run of bytes, without a loop over them."""

from __future__ import annotations

import numpy as np

from jwviewer.dossier.cell_runs import (
    MIX,
    WORD,
    Bytes,
    Ints,
    Words,
    ends_of,
    gathered,
    keys_at,
    padded,
    same_at,
    smallest,
)

MOST_DISTINCT = 1 << 16
"""So many distinct cells are borne before they must be few beside the rows."""
_FEW = 4
_FEWEST_SLOTS = 1 << 10
_ROOM = 4
"""So many slots there are for each key, at least."""


class SameKey(Exception):
    """Two different cells have one key, so that their numbers cannot be told by it."""


class DistinctCells:
    """Numbers cells by distinct ones, which it finds again by a table of their keys.

    Raises SameKey for the hardly possible case of two different cells with one key.
    """

    def __init__(self) -> None:
        self._run: Bytes = padded(np.empty(0, np.uint8))
        self._starts: Ints = np.empty(0, np.int64)
        self._sizes: Ints = np.empty(0, np.int64)
        self._keys: Words = np.empty(0, np.uint64)
        self._slots: Ints = np.full(_FEWEST_SLOTS, -1, np.int32)
        self._empty = -1
        self._codes: list[Ints] = []
        self._rows = 0

    @property
    def too_many(self) -> bool:
        """Whether cells repeat too seldom to be kept by their numbers."""
        return len(self._keys) > MOST_DISTINCT and _FEW * len(self._keys) > self._rows

    def add(self, run: Bytes, starts: Ints, sizes: Ints) -> None:
        """Take the cells of one block."""
        self._rows += len(starts)
        filled = np.flatnonzero(sizes)
        if len(filled) == len(starts):
            codes = self._numbered(run, starts, sizes)
        else:
            if self._empty < 0:
                self._empty = len(self._keys)
                self._note(np.empty(0, np.uint8), np.zeros(1, np.int64), np.zeros(1, np.uint64))
            codes = np.full(len(starts), self._empty, np.int32)
            if len(filled):
                codes[filled] = self._numbered(run, starts[filled], sizes[filled])
        self._codes.append(codes.astype(smallest(len(self._keys))))

    def all(self) -> tuple[Ints, Bytes, Ints]:
        """Return the number of every cell so far, and the distinct cells as a run with its ends."""
        kind = smallest(len(self._keys))
        codes = [part.astype(kind) for part in self._codes]
        run = gathered(self._run, self._starts, self._sizes)
        return np.concatenate(codes) if codes else np.empty(0, kind), run, ends_of(self._sizes)

    def _numbered(self, run: Bytes, starts: Ints, sizes: Ints) -> Ints:
        keys = keys_at(run, starts, sizes)
        codes = self._look_up(keys)
        unknown = np.flatnonzero(codes < 0)
        if len(unknown):
            new = np.sort(unknown[_firsts(keys[unknown])])
            self._note(gathered(run, starts[new], sizes[new]), sizes[new], keys[new])
            self._place(len(self._keys) - len(new))
            codes[unknown] = self._look_up(keys[unknown])
        # Two cells may have one key, if hardly ever by chance.
        if not np.array_equal(self._sizes[codes], sizes):
            raise SameKey
        long = np.flatnonzero(sizes > WORD)
        places = self._starts[codes[long]]
        if not same_at(run, starts[long], sizes[long], self._run, places):
            raise SameKey
        return codes

    def _note(self, run: Bytes, sizes: Ints, keys: Words) -> None:
        used = len(self._run) - WORD
        ends = np.cumsum(sizes, dtype=np.int64)
        self._starts = np.concatenate([self._starts, used + ends - sizes])
        self._sizes = np.concatenate([self._sizes, sizes.astype(np.int64)])
        self._keys = np.concatenate([self._keys, keys])
        self._run = padded(np.concatenate([self._run[:used], run]))

    def _place(self, first: int) -> None:
        """Enter the keys from number ``first`` on into the slots."""
        if _ROOM * len(self._keys) > len(self._slots):
            size = 1 << (_ROOM * len(self._keys)).bit_length()
            self._slots, first = np.full(size, -1, np.int32), 0
        waiting = np.arange(first, len(self._keys), dtype=np.int32)
        waiting = waiting[waiting != self._empty]
        at = self._slots_of(self._keys[waiting])
        while len(waiting):
            free = self._slots[at] < 0
            self._slots[at[free]] = waiting[free]
            left = self._slots[at] != waiting
            waiting, at = waiting[left], (at[left] + 1) & (len(self._slots) - 1)

    def _look_up(self, keys: Words) -> Ints:
        """Return the number of each key, -1 where it is not known."""
        at = self._slots_of(keys)
        codes = self._slots[at]
        if not len(self._keys):
            return codes
        open_rows = np.flatnonzero((codes >= 0) & (self._keys[codes] != keys))
        at, keys = at[open_rows], keys[open_rows]
        while len(open_rows):
            at = (at + 1) & (len(self._slots) - 1)
            found = self._slots[at]
            codes[open_rows] = found
            left = (found >= 0) & (self._keys[found] != keys)
            open_rows, at, keys = open_rows[left], at[left], keys[left]
        return codes

    def _slots_of(self, keys: Words) -> Ints:
        shift = np.uint64(65 - len(self._slots).bit_length())
        places: Ints = ((keys * MIX) >> shift).astype(np.int64)
        return places


def _firsts(keys: Words) -> Ints:
    """Return where each distinct key first stands."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    new = np.ones(len(keys), np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return order[new]
