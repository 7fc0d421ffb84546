"""What a timeline is made of: lanes, dated items as columns of numbers, what has no date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from jwviewer.dossier.lazy_sequence import KeptSequence, LazySequence
from jwviewer.language import tr
from jwviewer.queries.bases import name_with_same

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int32]]
Array = np.ndarray[Any, np.dtype[Any]]
Small = np.ndarray[Any, np.dtype[np.int8]]
Lengths = np.ndarray[Any, np.dtype[np.float32]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
EVENT_KINDS = frozenset({"event", "programme", "award"})
_MOST_DAYS = 3652062
"""More than there are days from the year 1 to the end of the year 9999."""
RANKS = 6
"""How many ranks of importance there are; events have rank 0."""


NO_ITEMS: Ints = np.empty(0, np.int32)


class Shape(IntEnum):
    """How an item lies in time: on one day, over days, or somewhere between known bounds."""

    POINT = 0
    BAR = 1
    ORDER = 2


class Lane(Struct, frozen=True):
    """One row of the timeline: the exact set of companies whose facts it holds."""

    company_ids: tuple[str, ...]
    title: str
    full_title: str


class Lanes(KeptSequence[Lane]):
    """The lanes of a timeline, from sets of companies by number; named when asked for."""

    MOST = 4096

    def __init__(self, dossier: Dossier, sets: Ints) -> None:
        self._dossier, self._sets = dossier, sets
        super().__init__()

    def __len__(self) -> int:
        return len(self._sets)

    @cached_property
    def _order(self) -> dict[str, int]:
        return {company: n for n, company in enumerate(self._dossier.companies)}

    def companies(self, number: int) -> tuple[str, ...]:
        """Return the companies of a lane, without naming it."""
        return lane_key(self._order, self._dossier.columns.company_sets[int(self._sets[number])])

    def _make(self, number: int) -> Lane:
        dossier, key = self._dossier, self.companies(number)
        if not key:
            return Lane(key, tr("No company named"), tr("No company named"))
        full = " + ".join(name_with_same(dossier, company) for company in key)
        if len(key) == 2 and set(key) == set(dossier.parties):
            return Lane(key, tr("Both"), full)
        if len(key) == 1:
            return Lane(key, full, full)
        return Lane(key, " + ".join(dossier.short_name(company) for company in key), full)


class Undated(Struct, frozen=True):
    """A fact that a date applies to but has none, with the facts that are shown as part of it."""

    members: tuple[str, ...]
    lane: int

    @property
    def fact_id(self) -> str:
        """The id of the fact itself."""
        return self.members[0]


class Followers:
    """Which facts are shown as part of another: positions, leader by leader."""

    def __init__(self, leaders: Ints, followers: Ints) -> None:
        if (leaders[1:] < leaders[:-1]).any():
            order = np.argsort(leaders, kind="stable")
            leaders, followers = leaders[order], followers[order]
        self.leaders, self.followers = leaders, followers

    def of(self, leader: int) -> list[int]:
        """Return the positions of what is shown as part of a fact."""
        first, end = np.searchsorted(self.leaders, (leader, leader + 1))
        return self.followers[first:end].tolist()  # type: ignore[no-any-return]

    def sizes(self, facts: Ints) -> Ints:
        """Return how many facts each of some facts stands for, itself included."""
        first = np.searchsorted(self.leaders, facts, "left")
        return np.asarray(np.searchsorted(self.leaders, facts, "right") - first + 1, np.int32)

    def spread(self, facts: Ints, lanes: Ints) -> tuple[Ints, Ints]:
        """Return facts each with its followers behind it, and for each the lane of its leader."""
        sizes = self.sizes(facts)
        found, behind = np.repeat(facts, sizes), np.arange(int(sizes.sum()))
        behind -= np.repeat(np.cumsum(sizes) - sizes, sizes)
        led = np.flatnonzero(behind)
        first = np.searchsorted(self.leaders, found[led])
        found[led] = self.followers[first + behind[led] - 1]
        return found, np.repeat(lanes, sizes)

    def any_of(self, flags: Flags, facts: Ints) -> Flags:
        """Return which of some facts are flagged, or have a follower that is."""
        if not len(self.leaders):
            return flags[facts]
        led = flags.copy()
        led[self.leaders[flags[self.followers]]] = True
        return led[facts]


class Members(LazySequence[tuple[str, ...]]):
    """The ids of the facts that each item stands for, its own first; made when asked for."""

    def __init__(self, dossier: Dossier, facts: Ints, followers: Followers) -> None:
        self._dossier, self._facts, self._followers = dossier, facts, followers
        self._ids = dossier.fact_ids

    def __len__(self) -> int:
        return len(self._facts)

    def _at(self, number: int) -> tuple[str, ...]:
        fact = int(self._facts[number])
        return tuple(self._ids[n] for n in (fact, *self._followers.of(fact)))

    def take(self, places: Ints) -> Members:
        """Return those at some places."""
        return Members(self._dossier, self._facts[places], self._followers)


class UndatedFacts(LazySequence[Undated]):
    """What has no date, by positions of facts; entries are made when asked for."""

    def __init__(self, members: Members, facts: Ints, lanes: Ints, sizes: Ints) -> None:
        self._members = members
        self.facts, self.lanes, self.sizes = facts, lanes, sizes

    def __len__(self) -> int:
        return len(self.facts)

    def _at(self, number: int) -> Undated:
        return Undated(self._members[number], int(self.lanes[number]))

    def where(self, flags: Flags) -> UndatedFacts:
        """Return the flagged ones."""
        places = np.flatnonzero(flags).astype(np.int32)
        return UndatedFacts(
            self._members.take(places), self.facts[places], self.lanes[places], self.sizes[places]
        )


class ItemOf(Mapping[str, int]):
    """The item of a fact, by its id; facts that are not drawn have none."""

    def __init__(self, dossier: Dossier, items: Ints) -> None:
        self._dossier, self._items = dossier, items

    def __getitem__(self, fact_id: str) -> int:
        item = int(self._items[self._dossier.positions[fact_id]])
        if item < 0:
            raise KeyError(fact_id)
        return item

    def __contains__(self, fact_id: object) -> bool:
        return isinstance(fact_id, str) and self.get(fact_id) is not None

    def __iter__(self) -> Iterator[str]:
        ids = self._dossier.fact_ids
        return (ids[n] for n in np.flatnonzero(self._items >= 0).tolist())

    def __len__(self) -> int:
        return int(np.count_nonzero(self._items >= 0))


@dataclass(frozen=True, eq=False)
class Timeline:
    """Everything of one dossier that has to do with time.

    Items are columns: ``facts`` are the positions of the facts that they are drawn for,
    ``start`` and ``end`` days (ordinals; the end is exclusive, an infinity is an open side),
    ``soft_start`` and ``soft_end`` the days over which an end is not known exactly. ``items``
    has the item of every fact, of those drawn as part of another and of fields of cooperation
    too, or -1. ``lane_group`` is the same number for a company's lane and all that it shares
    with companies before it.

    ``by_lane`` are the items lane by lane, in each by their start; ``lane_starts`` is where each
    lane begins there, and where the last one ends. ``days`` are those on which anything begins
    or ends; ``codes`` tell where start and end of each item stand among them, counted from 1:
    0 is a start at no known time, one more than there are days an end at none.
    """

    dossier: Dossier
    lanes: Lanes
    lane_group: Ints
    facts: Ints
    start: Floats
    end: Floats
    soft_start: Lengths
    soft_end: Lengths
    lane: Ints
    rank: Small
    shape: Small
    inferred: Flags
    supplied: Flags
    vague: Flags
    undated: UndatedFacts
    items: Ints
    followers: Followers
    topics: Followers
    converted: Mapping[int, int]
    by_lane: Ints
    lane_starts: Ints
    days: Floats
    codes: tuple[Ints, Ints]
    sizes: Ints
    """How many facts each item stands for."""

    @cached_property
    def members(self) -> Members:
        """The ids of the facts that each item stands for, its own first."""
        return Members(self.dossier, self.facts, self.followers)

    @cached_property
    def item_of(self) -> ItemOf:
        """The item of a fact, by its id."""
        return ItemOf(self.dossier, self.items)

    def fact_id(self, item: int) -> str:
        """Return the id of the fact that an item is drawn for."""
        return self.dossier.fact_ids[int(self.facts[item])]

    def topics_of(self, fact_id: str) -> tuple[str, ...]:
        """Return the ids of the fields of cooperation of an event."""
        ids = self.dossier.fact_ids
        return tuple(ids[n] for n in self.topics.of(self.dossier.positions[fact_id]))

    def conversion_of(self, fact_id: str) -> str:
        """Return the amount that the source gives as the conversion of another, or ""."""
        other = self.converted.get(self.dossier.positions[fact_id]) if self.converted else None
        return "" if other is None else self.dossier.fact_ids[other]


def lane_key(order: Mapping[str, int], companies: tuple[str, ...]) -> tuple[str, ...]:
    """Return a set of companies in the order of companies."""
    return tuple(sorted(set(companies), key=lambda company: order.get(company, len(order))))


def sorted_columns(lane: Ints, start: Floats, end: Floats, lanes: int) -> dict[str, Array]:
    """Return items sorted by lane and start, where lanes begin, and starts and ends as codes."""
    begin = np.clip(start, 0, _MOST_DAYS).astype(np.int64)
    by_lane = np.argsort(lane * np.int64(2 * _MOST_DAYS) + begin, kind="stable")
    known = np.zeros(_MOST_DAYS, np.bool_)
    for edges in (start, end):
        known[edges[np.isfinite(edges)].astype(np.int32)] = True
    number = np.cumsum(known, dtype=np.int32)
    counts = np.bincount(lane, minlength=lanes)
    return {
        "by_lane": by_lane.astype(np.int32),
        "lane_starts": np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
        "days": np.flatnonzero(known).astype(np.float64),
        "start_codes": _codes(start, number),
        "end_codes": _codes(end, number),
    }


def _codes(edges: Floats, number: Ints) -> Ints:
    finite = np.isfinite(edges)
    codes = np.where(edges < 0, 0, number[-1] + 1).astype(np.int32)
    codes[finite] = number[edges[finite].astype(np.int32)]
    return codes
