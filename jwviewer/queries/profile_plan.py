"""Which facts stand in which row when companies with very many facts stand side by side.

Everything here is arrays over facts; a row's text is made when it comes into view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from jwviewer.dossier.each_once import each_once
from jwviewer.dossier.lazy_sequence import KeptSequence, LazySequence
from jwviewer.queries.profile_parts import Row

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

Array = np.ndarray[Any, np.dtype[Any]]
MOST_LEVELS = 16
"""Figures nest no deeper than this."""


MakeRow = Callable[[int, Array, bool], Row]
"""Takes a row's number, the positions of its facts, and whether it is to be brief."""
Stand = Callable[[Array], tuple[Array, Array]]
"""Returns of some facts, by position, which stand in which columns, pair by pair."""


class LongRows(KeptSequence[Row]):
    """Rows that are made when they are asked for.

    ``members`` are the positions of all facts in the rows, row by row, ``starts`` where each
    row's begin. ``brief`` has the same rows with no more in a cell than a row of one height
    has room for.
    """

    MOST = 512  # no table shows as many at once

    def __init__(self, members: Array, starts: Array, row: MakeRow, stand: Stand) -> None:
        self.members = members
        self.starts = starts
        self.brief = _BriefRows(self)
        self._row, self._stand = row, stand
        super().__init__()

    def __len__(self) -> int:
        return len(self.starts)

    def _make(self, number: int) -> Row:
        return self.make(number, brief=False)

    def make(self, number: int, *, brief: bool) -> Row:
        """Make a row."""
        return self._row(number, self.places(number), brief)

    def standing(self, number: int) -> tuple[Array, Array]:
        """Return the facts of a row, by position, and the column in which each of them stands."""
        return self._stand(self.places(number))

    def places(self, number: int) -> Array:
        """Return the positions of the facts in a row."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.members)
        return self.members[int(self.starts[number]) : int(end)]

    def find(self, position: int) -> int:
        """Return the first row with the fact at a position, -1 when none has it."""
        at = np.flatnonzero(self.members == position)
        return int(np.searchsorted(self.starts, at[0], "right")) - 1 if len(at) else -1

    def kept(self, rows: Array) -> LongRows:
        """Return only some of the rows (ascending numbers)."""
        sizes = np.diff(self.starts, append=len(self.members))
        wanted = np.zeros(len(self), np.bool_)
        wanted[rows] = True
        numbers, left = rows.tolist(), sizes[rows]
        return LongRows(
            self.members[np.repeat(wanted, sizes)], np.cumsum(left) - left,
            lambda n, places, brief: self._row(numbers[n], places, brief), self._stand,
        )  # fmt: skip


class _BriefRows(KeptSequence[Row]):
    """The rows of a plan with the first facts of their cells alone."""

    MOST = LongRows.MOST

    def __init__(self, rows: LongRows) -> None:
        self._rows = rows
        super().__init__()

    def __len__(self) -> int:
        return len(self._rows)

    def _make(self, number: int) -> Row:
        return self._rows.make(number, brief=True)


class JoinedRows(LazySequence[Row]):
    """Rows of several plans, one behind the other."""

    def __init__(self, parts: Sequence[LongRows]) -> None:
        self.parts = tuple(parts)
        self._ends = np.cumsum([0, *map(len, self.parts)])

    def __len__(self) -> int:
        return int(self._ends[-1])

    def _at(self, number: int) -> Row:
        part, place = self.part(number)
        return part[place]

    @property
    def brief(self) -> Iterator[Row]:
        """The same rows with no more in a cell than a row of one height has room for."""
        return chain.from_iterable(part.brief for part in self.parts)

    def part(self, number: int) -> tuple[LongRows, int]:
        """Return the plan that a row is of, and its number there."""
        part = int(np.searchsorted(self._ends, number, "right")) - 1
        return self.parts[part], number - int(self._ends[part])

    def find(self, position: int) -> int:
        """Return the first row with the fact at a position, -1 when none has it."""
        for start, part in zip(self._ends.tolist(), self.parts, strict=False):
            found = part.find(position)
            if found >= 0:
                return int(start) + found
        return -1


def in_rows(keys: Array, members: Array) -> tuple[Array, Array, Array]:
    """Gather members by their keys, rows in the order in which keys first come.

    Return the members row by row, where each row begins, and each row's key.
    """
    distinct, first, which = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    row = np.empty(len(distinct), np.int64)
    row[order] = np.arange(len(distinct))
    rows = row[which.reshape(-1)]
    sorting = np.argsort(rows, kind="stable")
    sizes = np.bincount(rows, minlength=len(distinct))
    return members[sorting], np.cumsum(sizes) - sizes, distinct[order]


class Owners:
    """Which columns each fact stands in: those of its companies, or of companies beside them."""

    def __init__(
        self, dossier: Dossier, columns: Sequence[str], borrowed: Mapping[str, str]
    ) -> None:
        number = {company: n for n, company in enumerate(columns)}
        number |= {company: number[host] for company, host in borrowed.items()}
        facts = dossier.columns
        self.count = len(columns)
        parts = [
            facts.company_sets.having(company).astype(np.int64) * max(self.count, 1) + column
            for company, column in number.items()
        ]
        pairs = each_once(np.concatenate([np.empty(0, np.int64), *parts]))
        self._columns = pairs % max(self.count, 1)
        self._sizes = np.bincount(pairs // max(self.count, 1), minlength=len(facts.company_sets))
        self._starts = np.cumsum(self._sizes) - self._sizes
        self._sets = facts.companies

    @property
    def flags(self) -> Array:
        """Which facts stand in any column, by position."""
        return (self._sizes > 0)[self._sets]

    def pairs(self, positions: Array) -> tuple[Array, Array]:
        """Return which of some facts (by number) stand in which columns, pair by pair."""
        sets = self._sets[positions]
        sizes = self._sizes[sets]
        facts = np.repeat(np.arange(len(positions)), sizes)
        ends = np.cumsum(sizes)
        inside = np.arange(len(facts)) - np.repeat(ends - sizes, sizes)
        return facts, self._columns[np.repeat(self._starts[sets], sizes) + inside]

    def reporting(self, rows: LongRows, seen: Array) -> Array:
        """Return in how many columns each row has a fact that is seen (flags by position)."""
        facts, columns = self.pairs(rows.members)
        shown = seen[rows.members[facts]]
        row = np.searchsorted(rows.starts, facts[shown], "right") - 1
        keys = each_once(row * max(self.count, 1) + columns[shown])
        return np.bincount(keys // max(self.count, 1), minlength=len(rows))


def nested(ranks: Array, parents: Array) -> tuple[Array, Array]:
    """Return the depth of things and the order in which parts follow their wholes.

    ``ranks`` orders things beside each other, ``parents`` are numbers of things, -1 for none.
    The depth of what is part of itself is -1; it is left out of the order.
    """
    depth = np.where(parents < 0, 0, -1)
    path = [np.where(parents < 0, ranks, -1)]
    for level in range(1, MOST_LEVELS):
        here = np.flatnonzero((depth < 0) & (parents >= 0))
        here = here[depth[parents[here]] == level - 1]
        if not len(here):
            break
        for above in path:
            above[here] = above[parents[here]]
        depth[here] = level
        own = np.full(len(ranks), -1)
        own[here] = ranks[here]
        path.append(own)
    order = np.lexsort(tuple(path[::-1]))
    return depth, order[depth[order] >= 0]
