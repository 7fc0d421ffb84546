"""What lights up, what is dimmed and what is hidden: one answer for all panes."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from jwviewer.dossier.columns import bytes_of
from jwviewer.dossier.fact_columns import MODE_NAMES, NO_DAY
from jwviewer.dossier.schema import FACT_KINDS
from jwviewer.queries.bases import bases_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jwviewer.dossier.columns import Ints
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact
    from jwviewer.selection import Period, Selection

Flags = np.ndarray[Any, np.dtype[np.bool_]]


class Level(IntEnum):
    """How strongly a fact answers the chosen one."""

    NONE = 0
    RELATED = 1
    EXACT = 2


class Place(StrEnum):
    """Where a fact lies as seen from the chosen period."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNDATED = "undated"
    TIMELESS = "timeless"


class Counts(Struct, frozen=True):
    """How many visible facts lie inside and outside the period, undated, or not tied to time."""

    inside: int
    outside: int
    undated: int
    timeless: int


class Highlight:
    """Answers for one dossier and one selection."""

    def __init__(self, dossier: Dossier, selection: Selection) -> None:
        self.dossier = dossier
        self.selection = selection
        focus = selection.focus if selection.focus in dossier.positions else None
        self._focus = focus

    def level(self, fact_id: str) -> Level:
        """Return how strongly a fact lights up."""
        if self._focus is None:
            return Level.NONE
        if fact_id == self._focus:
            return Level.EXACT
        known = self.dossier.positions.get(fact_id)
        return Level.RELATED if known is not None and self.related[known] else Level.NONE

    @cached_property
    def related(self) -> Flags:
        """Which facts light up with the chosen one, by position."""
        if self._focus is None:
            return np.zeros(self.dossier.columns.count, np.bool_)
        return related(self.dossier, self._focus)

    def place(self, fact_id: str) -> Place:
        """Return where a fact lies as seen from the chosen period; dated is inside without one."""
        number = self.dossier.positions[fact_id]
        first, last = int(self.dossier.first_days[number]), int(self.dossier.last_days[number])
        if first == NO_DAY and last == NO_DAY:
            return Place.UNDATED if self.dossier.columns.timed[number] else Place.TIMELESS
        period = self.selection.period
        if period is None:
            return Place.INSIDE
        known_first = None if first == NO_DAY else first
        known_last = None if last == NO_DAY else last
        return Place.INSIDE if period.touches(known_first, known_last) else Place.OUTSIDE

    def dimmed(self, fact_id: str) -> bool:
        """Tell whether a fact lies outside the chosen period; undated facts never do."""
        return self.selection.period is not None and self.place(fact_id) is Place.OUTSIDE

    def visible(self, fact_id: str) -> bool:
        """Tell whether the filters let a fact through."""
        return passes(self.dossier.fact(fact_id), self.selection)

    @property
    def outside(self) -> Flags:
        """Which facts are dimmed because they lie outside the chosen period, by position."""
        first, last = self.dossier.first_days, self.dossier.last_days
        period = self.selection.period
        if period is None:
            return np.zeros(len(first), np.bool_)
        # A day that is not known, before or behind, keeps no fact out.
        outside: Flags = (first > period.last) | ((last != NO_DAY) & (last < period.first))
        return outside

    @property
    def counts(self) -> Counts:
        """Count the visible facts by where they lie, quickly enough for every step of a drag."""
        days = _days(self.dossier, self.selection.filters)
        outside = days.outside(self.selection.period)
        return Counts(days.dated - outside, outside, days.undated, days.timeless)

    def dims(self, positions: Ints) -> Flags:
        """Tell which of some facts, by position, are dimmed."""
        period = self.selection.period
        if period is None:
            return np.zeros(len(positions), np.bool_)
        first, last = self.dossier.first_days[positions], self.dossier.last_days[positions]
        dims: Flags = (first > period.last) | ((last != NO_DAY) & (last < period.first))
        return dims


class _Days(Struct, frozen=True, eq=False):
    """How many facts are dated or not, and how many of them begin or end before each day."""

    dated: int
    undated: int
    timeless: int
    day: int
    begun: Ints
    ended: Ints

    def outside(self, period: Period | None) -> int:
        """Return how many facts lie before or after a period."""
        if period is None:
            return 0
        most = len(self.begun) - 1
        after = self.begun[-1] - self.begun[min(max(period.last + 1 - self.day, 0), most)]
        return int(after + self.ended[min(max(period.first - self.day, 0), most)])


@lru_cache(maxsize=4)
def _days(dossier: Dossier, filters: Selection) -> _Days:
    facts, visible = dossier.columns, visible_facts(dossier, filters)
    first, last = facts.first[visible], facts.last[visible]
    unknown = (first == NO_DAY) & (last == NO_DAY)
    without = int(np.count_nonzero(unknown))
    undated = int(np.count_nonzero(unknown & facts.timed[visible]))
    first, last = first[first != NO_DAY], last[last != NO_DAY]
    ends = [int(end) for days in (first, last) if len(days) for end in (days.min(), days.max())]
    day, many = min(ends, default=0), max(ends, default=0) - min(ends, default=0) + 1
    begun, ended = (np.bincount(days - day, minlength=many).cumsum() for days in (first, last))
    return _Days(
        int(np.count_nonzero(visible)) - without, undated, without - undated, day,
        *(np.concatenate([[0], counts]).astype(np.int32) for counts in (begun, ended)),
    )  # fmt: skip


def visible_facts(dossier: Dossier, selection: Selection) -> Flags:
    """Return which facts the filters of a selection let through, by position."""
    return _visible(dossier, selection.filters)


@lru_cache(maxsize=4)
def _visible(dossier: Dossier, filters: Selection) -> Flags:
    if not filters.filtered:
        return np.ones(dossier.columns.count, np.bool_)
    facts = dossier.columns
    flags = np.ones(facts.count, np.bool_)
    if filters.kinds:
        flags &= _among(FACT_KINDS, filters.kinds)[facts.kind]
    if filters.modes:
        flags &= _among(MODE_NAMES, filters.modes)[facts.mode]
    if filters.bases:
        weak = {"inferred": facts.inferred, "supplied": facts.supplied}
        found = [known for basis, known in weak.items() if basis in filters.bases]
        if "stated" in filters.bases:
            found.append(~(facts.inferred | facts.supplied))
        flags &= np.logical_or.reduce([np.zeros(facts.count, np.bool_), *found])
    if filters.companies:
        flags &= facts.of_companies(filters.companies)
    return flags


def _among(names: Sequence[str], wanted: frozenset[str]) -> Flags:
    return np.array([name in wanted for name in names], np.bool_)


def passes(fact: Fact, selection: Selection) -> bool:
    """Tell whether the filters of a selection let a fact through."""
    if selection.kinds and fact.kind not in selection.kinds:
        return False
    if selection.modes and fact.mode not in selection.modes:
        return False
    if selection.bases and selection.bases.isdisjoint(bases_of(fact)):
        return False
    return not selection.companies or not selection.companies.isdisjoint(fact.company_ids)


@lru_cache(maxsize=4)
def related(dossier: Dossier, fact_id: str) -> Flags:
    """Return which facts belong to one: those it names, that name it, or that stand on it.

    A company lights up everything said of it.
    """
    fact, facts = dossier.fact(fact_id), dossier.columns
    flags = np.zeros(facts.count, np.bool_)
    flags[dossier.linked(fact_id)] = True
    if fact.kind == "company":
        flags |= facts.of_companies(frozenset((fact_id,)))
    more = () if fact.kind == "company" else fact.company_ids
    known = (dossier.positions.get(other) for other in (*more, fact.asserter_id))
    flags[np.array([n for n in known if n is not None], np.int32)] = True
    # Two amounts of one conversion say the same thing.
    here = facts.slice_of("conversions")
    rows = np.flatnonzero(flags[here])
    table, figures = dossier.store["conversions"], dossier.store["figures"]
    for column in ("from_id", "to_id") if len(rows) else ():
        ends = figures.ids.find_all(bytes_of(table[column].take(rows)))
        flags[facts.slice_of("figures").start + ends[ends >= 0]] = True
    flags[dossier.positions[fact_id]] = False
    return flags
