"""Lines over time: which points belong to one line, and which neighbours are joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from jwviewer.dossier.fact_columns import NO_DAY
from jwviewer.language import tr
from jwviewer.queries.figure_columns import Array, split_by
from jwviewer.queries.metric_view import Aside, Line, Point

if TYPE_CHECKING:
    from jwviewer.dossier.quantity import Quantity
    from jwviewer.queries.figure_columns import FigureColumns
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


def line_label(words: MetricWords, row: int, *, owners: int, whats: int) -> str:
    """Return what tells the line of a figure from the others of its panel."""
    name = words.dossier.short_name(words.owner_at(row))
    if whats == 1:
        return name
    what = words.what_at(row)
    return what if owners == 1 else tr("{company}: {what}", company=name, what=what)


def series_lines(rows: Array, figures: FigureColumns, words: MetricWords) -> tuple[Line, ...]:
    """Return a line per measure, its points in order of time."""
    groups = split_by(figures.measure[rows], rows)
    owners = len({int(figures.owner[group[0]]) for group in groups})
    whats = len(
        {(int(figures.metric[group[0]]), int(figures.subject[group[0]])) for group in groups}
    )
    lines = []
    for group in groups:
        ordered = group[np.argsort(_known(figures.first[group]), kind="stable")]
        points = tuple(_points(ordered, figures, words))
        label = line_label(words, int(ordered[0]), owners=owners, whats=whats)
        lines.append(Line(label, words.owner_at(int(ordered[0])), points, _links(points)))
    return tuple(lines)


def _points(rows: Array, figures: FigureColumns, words: MetricWords) -> Iterator[Point]:
    """Yield the points of one line; of those that nothing is told beside no fact is built."""
    numbers, whens = rows.tolist(), figures.when[rows].tolist()
    quantities = words.quantities(numbers)
    contested = _contested(whens, quantities)
    changed = figures.changed[rows].tolist()
    days = zip(
        _known(figures.first[rows]).tolist(), _known(figures.last[rows]).tolist(), strict=True
    )
    for row, when, quantity, told, (first, last) in zip(
        numbers, whens, quantities, changed, days, strict=True
    ):
        asides: list[Aside] = []
        if told or row in figures.converted:
            fact = words.fact(row)
            asides = [*words.conversion(fact), *map(words.changed, words.changes(fact))]
        if when in contested and (source := words.source_title(row)):
            asides.append(Aside(tr("according to: {source}", source=source)))
        yield Point(
            figures.id(row),
            words.period_at(row),
            quantity,
            words.number(quantity),
            first,
            last,
            asides=tuple(asides),
            contested=when in contested,
        )


def _contested(whens: list[int], quantities: list[Quantity]) -> frozenset[int]:
    """Return the periods in which figures of one line differ: sources that contradict each other.

    Two that say the same agree.
    """
    said: defaultdict[int, list[Quantity]] = defaultdict(list)
    for when, quantity in zip(whens, quantities, strict=True):
        said[when].append(quantity)
    return frozenset(when for when, several in said.items() if _differ(several))


def _differ(several: list[Quantity]) -> bool:
    """Tell whether numbers do not all say the same; most are equal, or plain and others."""
    first = several[0]
    if all(one == first for one in several):
        return False
    exact = {one.value for one in several if one.bound == "eq" and not one.inferred_bound}
    return len(exact) > 1 or len({one.interval for one in several}) > 1


def _known(days: Array) -> Array:
    """Return days with 0 for those that are not known."""
    return np.where(days == NO_DAY, 0, days)


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
