"""What lights up, what is dimmed and what is hidden: one answer for all panes."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from jwviewer.dossier.fact_columns import MODE_NAMES, NO_DAY
from jwviewer.dossier.schema import FACT_KINDS
from jwviewer.queries.bases import bases_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact
    from jwviewer.selection import Selection

_Flags = np.ndarray[Any, np.dtype[np.bool_]]


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
        self._related = related(dossier, focus) if focus else frozenset()
        self._focus = focus

    def level(self, fact_id: str) -> Level:
        """Return how strongly a fact lights up."""
        if fact_id == self._focus:
            return Level.EXACT
        return Level.RELATED if fact_id in self._related else Level.NONE

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
    def counts(self) -> Counts:
        """Count the visible facts by where they lie, quickly enough for every step of a drag."""
        first, last = self.dossier.first_days, self.dossier.last_days
        visible = visible_facts(self.dossier, self.selection)
        dated = visible & ((first != NO_DAY) | (last != NO_DAY))
        inside, period = dated, self.selection.period
        if period is not None:
            inside = dated & ((first == NO_DAY) | (first <= period.last))
            inside &= (last == NO_DAY) | (last >= period.first)
        undated = visible & ~dated & self.dossier.columns.timed
        sums = (inside, dated & ~inside, undated, visible & ~dated & ~undated)
        return Counts(*(int(np.count_nonzero(facts)) for facts in sums))


def visible_facts(dossier: Dossier, selection: Selection) -> _Flags:
    """Return which facts the filters of a selection let through, by position."""
    return _visible(dossier, replace(selection, focus=None, period=None))


@lru_cache(maxsize=8)
def _visible(dossier: Dossier, filters: Selection) -> _Flags:
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


def _among(names: Sequence[str], wanted: frozenset[str]) -> _Flags:
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


@lru_cache(maxsize=64)
def related(dossier: Dossier, fact_id: str) -> frozenset[str]:
    """Return the facts that belong to one: those it names, that name it, or that stand on it.

    A company lights up everything said of it.
    """
    fact = dossier.fact(fact_id)
    found = set(dossier.links(fact_id))
    if fact.kind == "company":
        own = np.flatnonzero(dossier.columns.of_companies(frozenset((fact_id,))))
        found.update(dossier.fact_ids[n] for n in own.tolist())
    else:
        found.update(fact.company_ids)
    for other in tuple(found):
        # Two amounts of one conversion say the same thing.
        if dossier.fact(other).kind == "conversion":
            found.update((dossier.fact(other).from_id, dossier.fact(other).to_id))
    if fact.asserter_id:
        found.add(fact.asserter_id)
    found.discard(fact_id)
    return frozenset(found & dossier.positions.keys())
