"""What a timeline shows: lanes, dated items as columns of numbers, and what has no date."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from jwviewer.dossier.dates import parse_date
from jwviewer.language import tr
from jwviewer.queries.bases import name_with_same
from jwviewer.queries.highlight import passes
from jwviewer.queries.timeline_order import Order

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact
    from jwviewer.selection import Selection

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int32]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
EVENT_KINDS = frozenset({"event", "programme", "award"})
SINGLE_SOFT = 0.22
"""How much of each side of a bar is soft when only its year (or month …) is known."""
VAGUE_SOFT = 0.5
"""The same when the source itself says "about"."""
RANKS = 6
"""How many ranks of importance there are; events have rank 0."""


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


class Undated(Struct, frozen=True):
    """A fact that a date applies to but has none, with the facts that are shown as part of it."""

    members: tuple[str, ...]
    lane: int

    @property
    def fact_id(self) -> str:
        """The id of the fact itself."""
        return self.members[0]


@dataclass(frozen=True, eq=False)
class Timeline:
    """Everything of one dossier that has to do with time.

    Items are columns: ``start`` and ``end`` are days (ordinals; the end is exclusive, an
    infinity is an open side), ``soft_start`` and ``soft_end`` the days over which an end is
    not known exactly. ``members`` are the timed facts that an item stands for, its own first;
    ``item_of`` finds the item of any fact, fields of cooperation included.
    """

    lanes: tuple[Lane, ...]
    members: tuple[tuple[str, ...], ...]
    start: Floats
    end: Floats
    soft_start: Floats
    soft_end: Floats
    lane: Ints
    rank: Ints
    shape: Ints
    inferred: Flags
    supplied: Flags
    vague: Flags
    undated: tuple[Undated, ...]
    item_of: dict[str, int]
    topics: dict[str, tuple[str, ...]]
    converted: dict[str, str]

    @cached_property
    def sizes(self) -> Ints:
        """How many facts each item stands for."""
        return np.fromiter(map(len, self.members), np.int32, len(self.members))

    def fact_id(self, item: int) -> str:
        """Return the id of the fact that an item is drawn for."""
        return self.members[item][0]


@dataclass(frozen=True, eq=False)
class Shown:
    """What the filters of a selection let through."""

    timeline: Timeline
    visible: Flags
    undated: tuple[Undated, ...]
    lanes: tuple[int, ...]
    hidden: int

    @property
    def dated_facts(self) -> int:
        """How many facts with a date the filters let through."""
        dated = (self.timeline.shape != Shape.ORDER) & self.visible
        return int(self.timeline.sizes[dated].sum())

    @property
    def undated_facts(self) -> int:
        """How many facts without a date the filters let through."""
        return sum(len(entry.members) for entry in self.undated)

    def extent(self) -> tuple[float, float, bool, bool] | None:
        """Return first day, end, and whether anything is open at the left and at the right.

        None when nothing has a date.
        """
        line, dated = self.timeline, self.visible
        edges = np.concatenate([line.start[dated], line.end[dated]])
        edges = edges[np.isfinite(edges)]
        if not len(edges):
            return None
        open_left = bool(np.isneginf(line.start[dated]).any())
        open_right = bool(np.isposinf(line.end[dated]).any())
        return float(edges.min()), float(edges.max()), open_left, open_right


@lru_cache(maxsize=8)
def timeline(dossier: Dossier) -> Timeline:
    """Return the timeline of a dossier, made once."""
    converted = _converted(dossier)
    followers = _followers(dossier, converted)
    folded = {follower for many in followers.values() for follower in many}
    timed = [fact for fact in dossier.facts if fact.timed and fact.id not in folded]
    order = {company: n for n, company in enumerate(dossier.companies)}
    keys = [_lane_key(order, fact) for fact in timed]
    lanes = _lanes(dossier, order, set(keys))
    number = {lane.company_ids: n for n, lane in enumerate(lanes)}
    rows: list[tuple[float, float, float, float, int, int, int, bool, bool, bool]] = []
    members: list[tuple[str, ...]] = []
    undated: list[Undated] = []
    known = Order(dossier)
    for fact, key in zip(timed, keys, strict=True):
        group = (fact.id, *followers.get(fact.id, ()))
        span = fact.when
        if span is None or span.precision == "yearless":
            undated.append(Undated(group, number[key]))
        placed = _place(dossier, fact, known)
        if placed is not None:
            vague = span is not None and (span.approximate or span.uncertain)
            weak = (fact.when_basis == "inferred", fact.when_basis == "supplied")
            rows.append((*placed[:4], number[key], _rank(fact), placed[4], *weak, vague))
            members.append(group)
    columns = list(zip(*rows, strict=True)) if rows else [()] * 10
    start, end, soft_start, soft_end = (np.array(c, np.float64) for c in columns[:4])
    lane, rank, shape_of = (np.array(c, np.int32) for c in columns[4:7])
    inferred_flags, supplied_flags, vague_flags = (np.array(c, np.bool_) for c in columns[7:])
    topics = _topics(dossier)
    item_of = {fact_id: item for item, ids in enumerate(members) for fact_id in ids}
    item_of |= {
        topic: item_of[event] for event, ids in topics.items() if event in item_of for topic in ids
    }
    return Timeline(
        lanes, tuple(members), start, end, soft_start, soft_end, lane, rank, shape_of,
        inferred_flags, supplied_flags, vague_flags, tuple(undated), item_of, topics, converted,
    )  # fmt: skip


def shown(dossier: Dossier, selection: Selection) -> Shown:
    """Return what the filters of a selection leave of the timeline."""
    return _filtered(dossier, replace(selection, focus=None, period=None))


@lru_cache(maxsize=16)
def _filtered(dossier: Dossier, filters: Selection) -> Shown:
    line = timeline(dossier)
    passing = {fact.id for fact in dossier.facts if passes(fact, filters)}
    visible = np.fromiter(
        (not passing.isdisjoint(ids) for ids in line.members), np.bool_, len(line.members)
    )
    undated = tuple(entry for entry in line.undated if not passing.isdisjoint(entry.members))
    used = {*line.lane[visible].tolist(), *(entry.lane for entry in undated)}
    hidden = int(line.sizes[~visible & (line.shape != Shape.ORDER)].sum())
    hidden += sum(len(entry.members) for entry in line.undated) - sum(
        len(entry.members) for entry in undated
    )
    return Shown(line, visible, undated, tuple(sorted(used)), hidden)


def _place(
    dossier: Dossier, fact: Fact, order: Order
) -> tuple[float, float, float, float, int] | None:
    span = fact.when
    if span is None or span.precision == "yearless":
        if fact.kind not in EVENT_KINDS:
            return None
        start, end = order.earliest(fact), order.latest(fact)
        # Contradicting bounds leave no time at all, and no bound says nothing.
        known = start < end and (np.isfinite(start) or np.isfinite(end))
        return (start, end, 0.0, 0.0, Shape.ORDER) if known else None
    start = -np.inf if span.first is None else float(span.first)
    end = np.inf if span.last is None else float(span.last + 1)
    vague = span.approximate or span.uncertain
    if span.precision == "day":
        return start, end, 0.0, 0.0, Shape.POINT
    if span.precision != "interval":
        soft = VAGUE_SOFT if vague else SINGLE_SOFT if _at_some_time(dossier, fact) else 0.0
        return start, end, soft * (end - start), soft * (end - start), Shape.BAR
    if fact.kind not in EVENT_KINDS and not vague:
        return start, end, 0.0, 0.0, Shape.BAR
    soft_start, soft_end = (_length(part) for part in span.text.split("/"))
    return start, end, soft_start, soft_end, Shape.BAR


def _at_some_time(dossier: Dossier, fact: Fact) -> bool:
    """Tell whether a fact lies somewhere in its period rather than over the whole of it."""
    if fact.kind in EVENT_KINDS:
        return True
    if not fact.metric_id:
        return False
    return bool(dossier.row("metrics", fact.metric_id)["period_kind"] == "stock")


def _length(text: str) -> float:
    if text == "..":
        return 0.0
    span = parse_date(text)
    assert span.first is not None
    assert span.last is not None
    return 0.0 if span.precision == "day" else float(span.last + 1 - span.first)


def _rank(fact: Fact) -> int:
    """Order facts by how much a lane would miss them; the lowest is drawn first."""
    if fact.kind in EVENT_KINDS:
        return 0
    if fact.kind == "figure":
        return 3 if fact.change_of_id else 2 if fact.part_of_id else 1
    return 5 if fact.kind == "claim" else 4


def _lane_key(order: dict[str, int], fact: Fact) -> tuple[str, ...]:
    return tuple(sorted(set(fact.company_ids), key=lambda company: order.get(company, len(order))))


def _lanes(dossier: Dossier, order: dict[str, int], keys: set[tuple[str, ...]]) -> tuple[Lane, ...]:
    """Put what companies share between them: before the own lane of the last of them."""

    def position(key: tuple[str, ...]) -> tuple[int, bool, int, tuple[int, ...]]:
        numbers = tuple(order.get(company, len(order)) for company in key)
        last = max(numbers, default=len(order) + 1)
        return (last, len(numbers) == 1, len(numbers), numbers)

    return tuple(_lane(dossier, key) for key in sorted(keys, key=position))


def _lane(dossier: Dossier, key: tuple[str, ...]) -> Lane:
    if not key:
        return Lane(key, tr("No company named"), tr("No company named"))
    full = " + ".join(name_with_same(dossier, company) for company in key)
    if len(key) == 2 and set(key) == set(dossier.parties):
        return Lane(key, tr("Both"), full)
    if len(key) == 1:
        return Lane(key, full, full)
    return Lane(key, " + ".join(dossier.short_name(company) for company in key), full)


def _topics(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for fact in dossier.facts:
        if fact.table == "topics":
            found[fact.event_id].append(fact.id)
    return {event: tuple(ids) for event, ids in found.items()}


def _converted(dossier: Dossier) -> dict[str, str]:
    """Map an amount to the one that the source gives as its conversion."""
    pairs: dict[str, str] = {}
    for fact in dossier.facts:
        if fact.kind != "conversion":
            continue
        one, other = dossier.fact(fact.from_id), dossier.fact(fact.to_id)
        same = (one.period, one.company_ids, one.metric_id) == (
            other.period,
            other.company_ids,
            other.metric_id,
        )
        if same and one.id not in pairs and one.id not in pairs.values() and other.id not in pairs:
            pairs[one.id] = other.id
    return pairs


def _followers(dossier: Dossier, converted: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Map an amount to what is drawn as part of it: its conversion and the other amount."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in converted.items():
        found[one].append(other)
    for fact in dossier.facts:
        if fact.kind == "conversion":
            found[fact.from_id].append(fact.id)
    return {leader: tuple(ids) for leader, ids in found.items()}
