"""Rows of a million told apart by their distinct cells, which Python sees once each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from jwviewer.dossier.cell_runs import MIX, Ints, Words
from jwviewer.dossier.columns import Coded, Column, Digests, Flags, Ids, Text, Whole
from jwviewer.dossier.id_index import keys_of

_MOST_PAIRS = 1 << 22
"""So many combinations of cells are counted in a table; more of them are sorted."""
_FEW, _ROOMY = 1 << 16, 8
"""A table of so many is quickly made; a longer one may have so many times as many as rows."""


def filled(column: Column) -> Flags:
    """Return which cells are not empty."""
    flags: Flags
    if isinstance(column, Coded):
        flags = np.array([bool(cell) for cell in column.values] or [False])[column.codes]
    elif isinstance(column, Whole):
        flags = ~column.empty
    elif isinstance(column, Ids):
        flags = column.cells != b""
    elif isinstance(column, Text):
        flags = np.diff(column.ends.astype(np.int64), prepend=0) > 0
    else:
        assert isinstance(column, Digests)
        flags = np.ones(len(column), np.bool_)
    return flags


def rows_passing(
    test: Callable[..., bool], columns: Sequence[Column], whether: Sequence[Column] = ()
) -> list[int]:
    """Return the rows whose combination of cells passes a test, ascending.

    Of the columns in ``whether`` the test gets "" or "x", for an empty or a filled cell.
    """
    coded = [column.coded() for column in columns]
    coded += [Coded(filled(column).view(np.uint8), ("", "x")) for column in whether]
    if not len(coded[0]):
        return []
    places, keys = combinations([(one.codes, len(one.values)) for one in coded])
    cells = [[one.values[code] for code in one.codes[places].tolist()] for one in coded]
    hits = np.fromiter(map(test, *cells), np.bool_, len(places))
    return np.flatnonzero(hits[keys]).tolist() if hits.any() else []


def sum_of_keys(columns: Sequence[Column]) -> Words:
    """Return a number for each row's combination of ids and words: equal ones have equal ones."""
    total = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        if isinstance(column, Ids):
            keys = keys_of(column.cells)
        else:
            cells = column.coded()
            keys = np.arange(len(cells.values), dtype=np.uint64)[cells.codes]
        total = (total ^ (total >> np.uint64(31))) * MIX + keys
    return total


def combinations(parts: Sequence[tuple[Ints, int]]) -> tuple[Ints, Ints]:
    """Return a row of each distinct combination of codes, and for every row which one it has.

    Each part has the codes of every row and how many codes there are. Combinations are in the
    order of their codes. Unlike numpy's own way this lets other threads go on meanwhile.
    """
    keys, count = parts[0]
    for codes, many in parts[1:]:
        if count * many > _MOST_PAIRS:
            _, keys, count = _numbered(keys, count)
        keys, count = keys.astype(np.int64) * many + codes, count * many
    firsts, keys, _ = _numbered(keys, count)
    return firsts, keys


def _numbered(keys: Ints, count: int) -> tuple[Ints, Ints, int]:
    """Return a row of each distinct key, the keys numbered without gaps, and how many."""
    if count > min(_MOST_PAIRS, _ROOMY * len(keys) + _FEW):
        _, firsts, found = np.unique(keys, return_index=True, return_inverse=True)
        return firsts, found, len(firsts)
    last = np.full(count, -1, np.int64)
    last[keys] = np.arange(len(keys))
    used = np.flatnonzero(last >= 0)
    number = np.zeros(count, np.int64)
    number[used] = np.arange(len(used))
    return last[used], number[keys], len(used)
