"""Lines over time: which points belong to one line, and which neighbours are joined."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from jwviewer.language import tr
from jwviewer.queries.metric_view import Aside, Line, Point

if TYPE_CHECKING:
    from jwviewer.dossier.fact import Fact
    from jwviewer.queries.metric_words import MetricWords

SERIES_FROM = 3
"""Periods of one measure that make a series."""
DAYS_OF_MONTH = 30.44
FEW_DAYS = 4
"""A pause in daily points that is no gap: a week-end with a holiday."""


def series_groups(cluster: list[Fact], words: MetricWords) -> tuple[list[list[Fact]], list[Fact]]:
    """Return groups of figures that make series, one per length of period, and the rest.

    A part that is no series itself stands in its whole and not beside it: both are in the
    rest, and the whole is a point of its series as well.
    """
    groups: defaultdict[str, list[Fact]] = defaultdict(list)
    rest: dict[str, None] = {}
    for fact in cluster:
        when = fact.when
        if when is None or when.first is None or when.last is None:
            rest[fact.id] = None
        else:
            groups["instant" if words.is_stock(fact) else when.precision].append(fact)
    series = []
    ids = {fact.id for fact in cluster}
    for group in groups.values():
        periods: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
        for fact in group:
            periods[measure(fact, words)].add(fact.period)
        long = {key for key, found in periods.items() if len(found) >= SERIES_FROM}
        lone = {f.id for f in group if f.part_of_id in ids and measure(f, words) not in long}
        wholes = {f.part_of_id for f in group if f.id in lone}
        series_here = [fact for fact in group if fact.id not in lone] if long else []
        if series_here:
            series.append(series_here)
        rest.update((f.id, None) for f in group if not long or f.id in lone)
        rest.update((fact_id, None) for fact_id in wholes)
    return series, [fact for fact in cluster if fact.id in rest]


def by_length(facts: list[Fact], words: MetricWords) -> list[list[Fact]]:
    """Part figures so that what flows in a month never stands beside what flows in a year."""
    groups: defaultdict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        when = fact.when
        if not words.is_flow(fact):
            groups[""].append(fact)
        elif when is None or when.first is None or when.last is None:
            groups[fact.period].append(fact)
        else:
            groups[round((when.last - when.first + 1) / DAYS_OF_MONTH)].append(fact)
    return list(groups.values())


def steps_words(precision: str) -> str:
    """Return in which steps a series goes, or "" where they are moments."""
    return {
        "day": tr("by day"),
        "month": tr("by month"),
        "quarter": tr("by quarter"),
        "season": tr("by season"),
        "half": tr("by half-year"),
        "year": tr("by year"),
        "decade": tr("by decade"),
    }.get(precision, "")


def measure(fact: Fact, words: MetricWords) -> tuple[str, str, str]:
    """Return what makes figures points of one line: whose, of which metric and subject."""
    return words.owner(fact), fact.metric_id, fact.subject_id


def conflicts(facts: list[Fact], words: MetricWords) -> frozenset[str]:
    """Return figures of one measure and period that differ: sources that contradict each other.

    Two that say the same agree.
    """
    groups = (
        group
        for group in told_twice(facts, words)
        if len({words.quantity(fact).interval for fact in group}) > 1
    )
    return frozenset(fact.id for group in groups for fact in group)


def told_twice(facts: list[Fact], words: MetricWords) -> list[list[Fact]]:
    """Return figures of one measure and period, where there are several."""
    same: defaultdict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        same[(*measure(fact, words), fact.period)].append(fact)
    return [group for group in same.values() if len(group) > 1]


def series_lines(facts: list[Fact], words: MetricWords) -> tuple[Line, ...]:
    """Return a line per measure, its points in order of time."""
    measures: defaultdict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        measures[measure(fact, words)].append(fact)
    owners = {owner for owner, _, _ in measures}
    whats = {(metric, subject) for _, metric, subject in measures}
    rivals = conflicts(facts, words)
    lines = []
    for (owner, _, _), group in measures.items():
        group.sort(key=lambda fact: (fact.when.first or 0) if fact.when else 0)
        points = tuple(_point(fact, fact.id in rivals, words) for fact in group)
        name = words.dossier.short_name(owner)
        what = words.what(group[0])
        label = (
            name
            if len(whats) == 1
            else what
            if len(owners) == 1
            else tr("{company}: {what}", company=name, what=what)
        )
        lines.append(Line(label, owner, points, _links(points, group)))
    return tuple(lines)


def _point(fact: Fact, contested: bool, words: MetricWords) -> Point:
    when = fact.when
    assert when is not None
    asides = [*words.conversion(fact)]
    asides.extend(a for change in words.changes.get(fact.id, ()) for a in words.change(change)[:1])
    if contested and (source := words.source_title(fact)):
        asides.append(Aside(tr("according to: {source}", source=source)))
    return Point(
        fact.id,
        words.period(fact),
        words.quantity(fact),
        words.value(fact),
        when.first or 0,
        when.last or 0,
        asides=tuple(asides),
        contested=contested,
    )


def _links(points: tuple[Point, ...], facts: list[Fact]) -> tuple[tuple[int, int], ...]:
    """Join points of neighbouring periods; contested ones fork, a missing period leaves a gap."""
    by_period: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, point in enumerate(points):
        by_period[point.first, point.last].append(number)
    steps = [after[0] - before[0] for before, after in pairwise(by_period)]
    if not steps:
        return ()
    usual = median(steps)
    moments = all(point.last == point.first for point in points)
    links: list[tuple[int, int]] = []
    for (before, starts), (after, ends) in pairwise(by_period.items()):
        if moments:
            close = after[0] - before[0] <= max(1.6 * usual, FEW_DAYS)
        else:
            close = after[0] - before[1] <= 1
        if close:
            links.extend((start, end) for start in starts for end in ends)
    return tuple(links)
