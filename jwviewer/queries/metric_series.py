"""Lines over time: which points belong to one line, and which neighbours are joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from jwviewer.language import tr
from jwviewer.queries.metric_view import Aside, Line, Point

if TYPE_CHECKING:
    from jwviewer.dossier.fact import Fact
    from jwviewer.queries.metric_words import MetricWords

FEW_DAYS = 4
"""A pause in daily points that is no gap: a week-end with a holiday."""
LATE = 1.6
"""A pause between moments up to so many times the usual one is no gap."""


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


def line_label(words: MetricWords, first: Fact, *, owners: int, whats: int) -> str:
    """Return what tells a line from the others of its panel."""
    name = words.dossier.short_name(words.owner(first))
    what = words.what(first)
    if whats == 1:
        return name
    return what if owners == 1 else tr("{company}: {what}", company=name, what=what)


def conflicts(facts: list[Fact], words: MetricWords) -> frozenset[str]:
    """Return figures of one measure and period that differ: sources that contradict each other.

    Two that say the same agree.
    """
    same: defaultdict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        same[(*_measure(fact, words), fact.period)].append(fact)
    groups = (
        group
        for group in same.values()
        if len(group) > 1 and len({words.quantity(fact).interval for fact in group}) > 1
    )
    return frozenset(fact.id for group in groups for fact in group)


def series_lines(facts: list[Fact], words: MetricWords) -> tuple[Line, ...]:
    """Return a line per measure, its points in order of time."""
    measures: defaultdict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        measures[_measure(fact, words)].append(fact)
    owners = {owner for owner, _, _ in measures}
    whats = {(metric, subject) for _, metric, subject in measures}
    rivals = conflicts(facts, words)
    lines = []
    for (owner, _, _), group in measures.items():
        group.sort(key=lambda fact: (fact.when.first or 0) if fact.when else 0)
        points = tuple(_point(fact, fact.id in rivals, words) for fact in group)
        label = line_label(words, group[0], owners=len(owners), whats=len(whats))
        lines.append(Line(label, owner, points, _links(points)))
    return tuple(lines)


def _measure(fact: Fact, words: MetricWords) -> tuple[str, str, str]:
    """Return what makes figures points of one line: whose, of which metric and subject."""
    return words.owner(fact), fact.metric_id, fact.subject_id


def _point(fact: Fact, contested: bool, words: MetricWords) -> Point:
    when = fact.when
    assert when is not None
    asides = [*words.conversion(fact)]
    asides.extend(map(words.changed, words.changes(fact)))
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


def _links(points: tuple[Point, ...]) -> tuple[tuple[int, int], ...]:
    """Join points of neighbouring periods; a missing period leaves a gap."""
    firsts = list(dict.fromkeys((point.first, point.last) for point in points))
    steps = [after[0] - before[0] for before, after in pairwise(firsts)]
    if not steps:
        return ()
    usual = median(steps)
    moments = all(point.last == point.first for point in points)

    def close(before: int, after: int) -> bool:
        if moments:
            return points[after].first - points[before].first <= max(LATE * usual, FEW_DAYS)
        return points[after].first - points[before].last <= 1

    return join(points, close)


def join(
    points: tuple[Point, ...], close: Callable[[int, int], bool]
) -> tuple[tuple[int, int], ...]:
    """Join points of neighbouring periods that are close; several of one period fork.

    ``close`` is asked about the last point of a period and the first of the next one.
    """
    by_period: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, point in enumerate(points):
        by_period[point.first, point.last].append(number)
    links: list[tuple[int, int]] = []
    for starts, ends in pairwise(by_period.values()):
        if close(starts[-1], ends[0]):
            links.extend((start, end) for start in starts for end in ends)
    return tuple(links)
