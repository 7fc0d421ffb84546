"""Columns that grow block by block: by distinct cells while they repeat, else as they are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from jwviewer.dossier.cell_runs import (
    Bytes,
    Ints,
    ends_of,
    fixed,
    hashes_of,
    numbers_at,
    places_in,
)
from jwviewer.dossier.columns import (
    DIGEST,
    EMPTY,
    FEW,
    MOST_ID,
    Coded,
    Column,
    Digests,
    Ids,
    Text,
    Whole,
)
from jwviewer.dossier.distinct_cells import DistinctCells

_AT_ONCE = 24
"""So many parts stay in memory before they are moved."""


class Collector:
    """Takes the cells of one column, block by block, and makes a column of them.

    ``move`` puts cells where they need no memory and returns the column from there.
    """

    def __init__(self, kind: str, move: Callable[[Column], Column] | None = None) -> None:
        self._kind = kind
        self._move = move
        self._moved = 0
        self._distinct = None if kind in ("id", "int", "sha256") else DistinctCells()
        self._parts: list[Column] = []

    def add(self, run: Bytes, starts: Ints, sizes: Ints) -> None:
        """Take the cells at some places of a run, which goes on behind them."""
        if self._distinct is None:
            self._take(compact(self._kind, Text.of_parts(run, starts, sizes)))
            return
        self._distinct.add(run, starts, sizes)
        if self._distinct.too_many:
            self._take(compact(self._kind, _coded(self._distinct).text()))
            self._distinct = None

    def column(self) -> Column:
        """Return the column of all cells."""
        if self._distinct is None:
            return joined(self._parts)
        found = _coded(self._distinct)
        few = FEW * len(found.distinct) <= len(found)
        return found if few else compact(self._kind, found.text())

    def _take(self, part: Column) -> None:
        """Take a part; many that have come since parts were moved are moved as one."""
        self._parts.append(part)
        if self._move is not None and len(self._parts) - self._moved >= _AT_ONCE:
            self._parts[self._moved :] = [self._move(joined(self._parts[self._moved :]))]
            self._moved += 1


def _coded(cells: DistinctCells) -> Coded:
    codes, run, ends = cells.all()
    return Coded(codes, Text(run, ends))


def compact(kind: str, cells: Text) -> Column:
    """Return cells in the form for their type, or as they are when one does not fit it."""
    if kind == "int":
        run, starts, sizes = places_in(cells.run, cells.ends)
        numbers = numbers_at(run, starts, sizes, EMPTY)
        return cells if numbers is None else Whole(numbers)
    if kind == "sha256" and len(cells) and (np.diff(cells.ends, prepend=0) == 2 * DIGEST).all():
        raw = hashes_of(cells.run)
        return cells if raw is None else Digests(raw.reshape(-1, DIGEST))
    if kind in ("id", "ref"):
        run, starts, sizes = places_in(cells.run, cells.ends)
        if sizes.max(initial=0) <= MOST_ID and (run < 0x80).all():
            return Ids(fixed(run, starts, sizes))
    return cells


def joined(parts: list[Column]) -> Column:
    """Return one column of several of the same type, one behind the other."""
    kinds = {type(part) for part in parts}
    if kinds == {Whole}:
        return Whole(np.concatenate([part.numbers for part in parts]))  # type: ignore[attr-defined]
    if kinds == {Digests}:
        return Digests(np.concatenate([part.raw for part in parts]))  # type: ignore[attr-defined]
    if kinds == {Ids}:
        return Ids(np.concatenate([part.cells for part in parts]))  # type: ignore[attr-defined]
    texts = [part if isinstance(part, Text) else Text.of(part.texts()) for part in parts]
    if not texts:
        return Text.of(())
    sizes = np.concatenate([np.diff(text.ends.astype(np.int64), prepend=0) for text in texts])
    return Text(np.concatenate([text.run for text in texts]), ends_of(sizes))
