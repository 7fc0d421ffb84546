"""From the columns of a dossier to its timeline; only numpy walks over the facts."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import merge
from typing import TYPE_CHECKING

import numpy as np

from jwviewer.dossier.columns import Coded, bytes_of
from jwviewer.dossier.dates import DateSpan, parse_date
from jwviewer.dossier.each_once import each_once
from jwviewer.dossier.fact_columns import WHEN_BASES
from jwviewer.dossier.schema import FACT_KINDS
from jwviewer.queries.timeline_items import (
    EVENT_KINDS,
    Array,
    Flags,
    Floats,
    Followers,
    Ints,
    Lanes,
    Lengths,
    Members,
    Shape,
    Small,
    Timeline,
    UndatedFacts,
    lane_key,
    sorted_columns,
)
from jwviewer.queries.timeline_order import orders

if TYPE_CHECKING:
    from jwviewer.dossier.columns import Column
    from jwviewer.dossier.dossier import Dossier

SINGLE_SOFT = 0.22
"""How much of each side of a bar is soft when only its year (or month …) is known."""
VAGUE_SOFT = 0.5
"""The same when the source itself says "about"."""
_AT_ONCE = 1 << 20
"""So many facts are looked at in one go; it bounds the memory for what is only passing."""
_SORTED = 4096
"""So many lanes are sorted in one go, for no other thread has a turn meanwhile."""


def make_timeline(dossier: Dossier) -> Timeline:
    """Return the timeline of a dossier; its arrays are kept from one opening to the next."""
    known = dossier.kept("timeline-2", lambda: _arrays(dossier))
    leaders = Followers(known["leaders"], known["followers"])
    undated, lane = known["undated"], known["undated_lane"]
    members = Members(dossier, undated, leaders)
    return Timeline(
        dossier, Lanes(dossier, known["lane_set"]), known["lane_group"], known["facts"],
        known["start"], known["end"], known["soft_start"], known["soft_end"], known["lane"],
        known["rank"], known["shape"], known["inferred"], known["supplied"], known["vague"],
        UndatedFacts(members, undated, lane, known["undated_sizes"]), known["items"], leaders,
        Followers(known["topic_events"], known["topics"]),
        dict(zip(known["from"].tolist(), known["to"].tolist(), strict=True)),
        known["by_lane"], known["lane_starts"], known["days"],
        (known["start_codes"], known["end_codes"]), known["sizes"],
    )  # fmt: skip


def _arrays(dossier: Dossier) -> dict[str, Array]:
    """Return everything of a timeline but words."""
    facts = dossier.columns
    converted = _converted(dossier)
    followers = _followers(dossier, converted)
    timed = facts.timed.copy()
    timed[followers.followers] = False
    listed = np.flatnonzero(timed).astype(np.int32)
    lane_set, lane_group, lane_of_set = _lanes(dossier, facts.companies[listed])
    lane = lane_of_set[facts.companies]
    is_event = _kinds(EVENT_KINDS)[facts.kind]
    dates = _Dates(facts.dates)
    undated = listed[dates.unknown[facts.when[listed]]]
    start, end, shape = dates.start[facts.when], dates.end[facts.when], dates.shape[facts.when]
    placed = timed & ~dates.unknown[facts.when]
    ordered, earliest, latest = orders(dossier, undated[is_event[undated]], dates.days)
    start[ordered], end[ordered], shape[ordered] = earliest, latest, Shape.ORDER
    placed[ordered] = True
    items = np.flatnonzero(placed).astype(np.int32)
    soft_start, soft_end = dates.soft(facts.when[items], is_event[items], _stocks(dossier)[items])
    at = np.full(facts.count, -1, np.int32)
    at[items] = np.arange(len(items), dtype=np.int32)
    at[followers.followers] = at[followers.leaders]
    topics = _topics(dossier)
    at[topics.followers] = at[topics.leaders]
    found: dict[str, Array] = {
        "lane_set": lane_set, "lane_group": lane_group, "facts": items, "start": start[items],
        "end": end[items], "soft_start": soft_start, "soft_end": soft_end, "lane": lane[items],
        "rank": _ranks(dossier)[items], "shape": shape[items],
        "inferred": facts.when_basis[items] == WHEN_BASES.index("inferred"),
        "supplied": facts.when_basis[items] == WHEN_BASES.index("supplied"),
        "vague": dates.vague[facts.when[items]], "undated": undated,
        "undated_lane": lane[undated], "items": at, "leaders": followers.leaders,
        "followers": followers.followers, "topic_events": topics.leaders,
        "topics": topics.followers, "from": np.array([*converted.keys()], np.int32),
        "to": np.array([*converted.values()], np.int32),
        "sizes": followers.sizes(items), "undated_sizes": followers.sizes(undated),
    }  # fmt: skip
    return found | sorted_columns(found["lane"], found["start"], found["end"], len(lane_set))


class _Dates:
    """What every distinct date says of the place of a fact in time."""

    def __init__(self, dates: Sequence[DateSpan | None]) -> None:
        dates = tuple(dates)
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
        # Of a date without a year, or of none, nothing is known.
        self.days = (self.start, self.end)
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
        soft = np.zeros((2, len(when)), np.float32)
        for at in range(0, len(when), _AT_ONCE):
            some = slice(at, at + _AT_ONCE)
            soft[:, some] = self._soft(when[some], is_event[some], is_stock[some]).T
        return soft[0], soft[1]

    def _soft(self, when: Ints, is_event: Flags, is_stock: Flags) -> Lengths:
        vague = self.vague[when]
        # A stock lies somewhere in its period, a flow is over the whole of it.
        share = np.where(vague, VAGUE_SOFT, np.where(is_event | is_stock, SINGLE_SOFT, 0.0))
        with np.errstate(invalid="ignore"):
            length = share * (self.end[when] - self.start[when])
        told = (is_event | vague)[:, None] * self._ends[when]
        soft = np.where(self._single[when, None], length[:, None], told).astype(np.float32)
        soft[self.shape[when] == Shape.POINT] = 0.0
        return soft


def _length(text: str) -> float:
    if text == "..":
        return 0.0
    span = parse_date(text)
    assert span.first is not None
    assert span.last is not None
    return 0.0 if span.precision == "day" else float(span.last + 1 - span.first)


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


def _lanes(dossier: Dossier, sets: Ints) -> tuple[Ints, Ints, Ints]:
    """Return a set of companies for each lane, its group, and the lane of every set.

    What companies share stands between them: before the own lane of the last of them, with
    which it makes a group.
    """
    order = {company: n for n, company in enumerate(dossier.companies)}
    known = dossier.columns.company_sets
    used = each_once(sets).tolist()
    keys = {number: lane_key(order, known[number]) for number in used}

    def position(key: tuple[str, ...]) -> tuple[int, bool, int, tuple[int, ...]]:
        numbers = tuple(order.get(company, len(order)) for company in key)
        last = max(numbers, default=len(order) + 1)
        return (last, len(numbers) == 1, len(numbers), numbers)

    places = {key: position(key) for key in keys.values()}
    every, at = [*places], places.__getitem__
    parts = (sorted(every[n : n + _SORTED], key=at) for n in range(0, len(every), _SORTED))
    ordered = [*merge(*parts, key=at)]
    number_of = {key: number for number, key in enumerate(ordered)}
    lanes = np.zeros(len(known), np.int32)
    lane_set = np.zeros(len(ordered), np.int32)
    for number, key in keys.items():
        lanes[number] = number_of[key]
        lane_set[number_of[key]] = number
    groups = [places[key][0] for key in ordered]
    return lane_set, np.array(groups, np.int32), lanes


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
