"""From the columns of a dossier to its timeline; only numpy walks over the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jwviewer.dossier.columns import Coded, bytes_of
from jwviewer.dossier.dates import DateSpan, parse_date
from jwviewer.dossier.fact_columns import WHEN_BASES
from jwviewer.dossier.schema import FACT_KINDS
from jwviewer.language import tr
from jwviewer.queries.bases import name_with_same
from jwviewer.queries.timeline_items import (
    EVENT_KINDS,
    Flags,
    Floats,
    Followers,
    Ints,
    Lane,
    Lengths,
    Members,
    Shape,
    Small,
    Timeline,
    UndatedFacts,
)
from jwviewer.queries.timeline_order import Order

if TYPE_CHECKING:
    from jwviewer.dossier.columns import Column
    from jwviewer.dossier.dossier import Dossier

SINGLE_SOFT = 0.22
"""How much of each side of a bar is soft when only its year (or month …) is known."""
VAGUE_SOFT = 0.5
"""The same when the source itself says "about"."""


def make_timeline(dossier: Dossier) -> Timeline:
    """Return the timeline of a dossier."""
    facts = dossier.columns
    converted = _converted(dossier)
    followers = _followers(dossier, converted)
    timed = facts.timed.copy()
    timed[followers.followers] = False
    listed = np.flatnonzero(timed).astype(np.int32)
    lanes, lane_of_set = _lanes(dossier, facts.companies[listed])
    lane = lane_of_set[facts.companies]
    is_event = _kinds(EVENT_KINDS)[facts.kind]
    dates = _Dates(facts.dates)
    undated = listed[dates.unknown[facts.when[listed]]]
    start, end, shape = dates.start[facts.when], dates.end[facts.when], dates.shape[facts.when]
    placed = timed & ~dates.unknown[facts.when]
    for event, earliest, latest in _orders(dossier, undated[is_event[undated]]):
        start[event], end[event], shape[event] = earliest, latest, Shape.ORDER
        placed[event] = True
    items = np.flatnonzero(placed).astype(np.int32)
    soft_start, soft_end = dates.soft(facts.when[items], is_event[items], _stocks(dossier)[items])
    at = np.full(facts.count, -1, np.int32)
    at[items] = np.arange(len(items), dtype=np.int32)
    at[followers.followers] = at[followers.leaders]
    topics = _topics(dossier)
    at[topics.followers] = at[topics.leaders]
    sizes = followers.sizes(undated)
    return Timeline(
        dossier, lanes, items, start[items], end[items], soft_start, soft_end, lane[items],
        _ranks(dossier)[items], shape[items],
        facts.when_basis[items] == WHEN_BASES.index("inferred"),
        facts.when_basis[items] == WHEN_BASES.index("supplied"),
        dates.vague[facts.when[items]],
        UndatedFacts(Members(dossier, undated, followers), undated, lane[undated], sizes),
        at, followers, topics, converted,
    )  # fmt: skip


class _Dates:
    """What every distinct date says of the place of a fact in time."""

    def __init__(self, dates: tuple[DateSpan | None, ...]) -> None:
        spans = [None if d is None or d.precision == "yearless" else d for d in dates]
        self.unknown: Flags = np.array([span is None for span in spans], np.bool_)
        self.start: Floats = np.array(
            [-np.inf if span is None or span.first is None else span.first for span in spans],
            np.float64,
        )
        self.end: Floats = np.array(
            [np.inf if span is None or span.last is None else span.last + 1 for span in spans],
            np.float64,
        )
        precisions = [span.precision if span is not None else "" for span in spans]
        day = np.array([precision == "day" for precision in precisions], np.bool_)
        self.shape: Small = np.where(day, Shape.POINT, Shape.BAR).astype(np.int8)
        self.vague: Flags = np.array(
            [d is not None and (d.approximate or d.uncertain) for d in dates], np.bool_
        )
        single = np.array([p not in ("day", "interval", "") for p in precisions], np.bool_)
        self._single: Flags = single
        self._ends = np.zeros((len(dates), 2), np.float32)
        for number, span in enumerate(spans):
            if span is not None and span.precision == "interval":
                self._ends[number] = [_length(part) for part in span.text.split("/")]

    def soft(self, when: Ints, is_event: Flags, is_stock: Flags) -> tuple[Lengths, Lengths]:
        """Return over how many days start and end of facts are not known exactly."""
        vague = self.vague[when]
        # A stock lies somewhere in its period, a flow is over the whole of it.
        share = np.where(vague, VAGUE_SOFT, np.where(is_event | is_stock, SINGLE_SOFT, 0.0))
        with np.errstate(invalid="ignore"):
            length = share * (self.end[when] - self.start[when])
        told = (is_event | vague)[:, None] * self._ends[when]
        soft = np.where(self._single[when, None], length[:, None], told).astype(np.float32)
        soft[self.shape[when] == Shape.POINT] = 0.0
        return np.ascontiguousarray(soft[:, 0]), np.ascontiguousarray(soft[:, 1])


def _length(text: str) -> float:
    if text == "..":
        return 0.0
    span = parse_date(text)
    assert span.first is not None
    assert span.last is not None
    return 0.0 if span.precision == "day" else float(span.last + 1 - span.first)


def _orders(dossier: Dossier, undated: Ints) -> list[tuple[int, float, float]]:
    """Return which undated events can only lie between known bounds, and these."""
    events = dossier.store["events"]
    bounded = np.zeros(len(events), np.bool_)
    for name in ("after_event_id", "before_event_id", "not_before", "not_after"):
        bounded |= filled(events[name])
    rows = undated - dossier.columns.starts["events"]
    order = Order(dossier)
    found = []
    for position in undated[bounded[rows]].tolist():
        fact = dossier.facts[position]
        start, end = order.earliest(fact), order.latest(fact)
        # Contradicting bounds leave no time at all, and no bound says nothing.
        if start < end and (np.isfinite(start) or np.isfinite(end)):
            found.append((position, start, end))
    return found


def _ranks(dossier: Dossier) -> Small:
    """Order facts by how much a lane would miss them; the lowest is drawn first."""
    facts, figures = dossier.columns, dossier.store["figures"]
    by_kind = dict.fromkeys(EVENT_KINDS, 0) | {"figure": 1, "claim": 5}
    ranks = np.array([by_kind.get(kind, 4) for kind in FACT_KINDS], np.int8)[facts.kind]
    here = facts.slice_of("figures")
    change, part = filled(figures["change_of_id"]), filled(figures["part_of_id"])
    ranks[here] = np.select([change, part], [3, 2], 1)
    return ranks


def _stocks(dossier: Dossier) -> Flags:
    """Tell which facts are figures of a metric that is measured at one time."""
    figures, metrics = dossier.store["figures"], dossier.store["metrics"]
    stocks = {row["metric_id"] for row in metrics.rows() if row["period_kind"] == "stock"}
    cells = figures["metric_id"].coded()
    flags = np.zeros(dossier.columns.count, np.bool_)
    known = np.array([*(value in stocks for value in cells.values), False], np.bool_)
    flags[dossier.columns.slice_of("figures")] = known[cells.codes]
    return flags


def _kinds(kinds: frozenset[str]) -> Flags:
    return np.array([kind in kinds for kind in FACT_KINDS], np.bool_)


def filled(column: Column) -> Flags:
    """Tell which cells of a column are not empty."""
    if isinstance(column, Coded):
        return np.array([*(value != "" for value in column.values), False])[column.codes]
    return np.asarray(bytes_of(column) != b"", np.bool_)


def _lanes(dossier: Dossier, sets: Ints) -> tuple[tuple[Lane, ...], Ints]:
    """Return the lanes of sets of companies, and the lane of every set.

    What companies share stands between them: before the own lane of the last of them.
    """
    order = {company: n for n, company in enumerate(dossier.companies)}
    known = dossier.columns.company_sets
    keys: dict[int, tuple[str, ...]] = {}
    for number in np.unique(sets).tolist():
        companies = set(known[number])
        keys[number] = tuple(sorted(companies, key=lambda one: order.get(one, len(order))))

    def position(key: tuple[str, ...]) -> tuple[int, bool, int, tuple[int, ...]]:
        numbers = tuple(order.get(company, len(order)) for company in key)
        last = max(numbers, default=len(order) + 1)
        return (last, len(numbers) == 1, len(numbers), numbers)

    ordered = sorted(set(keys.values()), key=position)
    number_of = {key: number for number, key in enumerate(ordered)}
    lanes = np.zeros(len(known), np.int32)
    for number, key in keys.items():
        lanes[number] = number_of[key]
    return tuple(_lane(dossier, key) for key in ordered), lanes


def _lane(dossier: Dossier, key: tuple[str, ...]) -> Lane:
    if not key:
        return Lane(key, tr("No company named"), tr("No company named"))
    full = " + ".join(name_with_same(dossier, company) for company in key)
    if len(key) == 2 and set(key) == set(dossier.parties):
        return Lane(key, tr("Both"), full)
    if len(key) == 1:
        return Lane(key, full, full)
    return Lane(key, " + ".join(dossier.short_name(company) for company in key), full)


def _topics(dossier: Dossier) -> Followers:
    """Return the fields of cooperation of each event."""
    here = dossier.columns.slice_of("topics")
    return Followers(
        _positions(dossier, "topics", "event_id", "events"),
        np.arange(here.start, here.stop, dtype=np.int32),
    )


def _converted(dossier: Dossier) -> dict[int, int]:
    """Map an amount to the one that the source gives as its conversion."""
    facts = dossier.columns
    ones = _positions(dossier, "conversions", "from_id", "figures")
    others = _positions(dossier, "conversions", "to_id", "figures")
    metric = dossier.store["figures"]["metric_id"].coded().codes
    first = facts.starts["figures"]
    same = facts.when[ones] == facts.when[others]
    same &= facts.companies[ones] == facts.companies[others]
    same &= metric[ones - first] == metric[others - first]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for one, other in zip(ones[same].tolist(), others[same].tolist(), strict=True):
        if one not in pairs and one not in taken and other not in pairs:
            pairs[one] = other
            taken.add(other)
    return pairs


def _followers(dossier: Dossier, converted: dict[int, int]) -> Followers:
    """Return what is drawn as part of an amount: the other amount and the conversion."""
    here = dossier.columns.slice_of("conversions")
    count = len(converted)
    leaders = np.concatenate(
        [
            np.fromiter(converted.keys(), np.int32, count),
            _positions(dossier, "conversions", "from_id", "figures"),
        ]
    )
    followers = np.concatenate(
        [
            np.fromiter(converted.values(), np.int32, count),
            np.arange(here.start, here.stop, dtype=np.int32),
        ]
    )
    return Followers(leaders, followers)


def _positions(dossier: Dossier, table: str, column: str, other: str) -> Ints:
    """Return the positions of the facts of another table that a column names."""
    rows = dossier.store[other].ids.find_all(bytes_of(dossier.store[table][column]))
    return np.asarray(rows + dossier.columns.starts[other], np.int32)
