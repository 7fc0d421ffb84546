"""A date axis: which ticks, from days to millennia, and labels that never touch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from jwviewer.drawing.time_scale import FIRST_DAY, LAST_DAY, TimeScale
from jwviewer.language import tr

Measure = Callable[[str], float]
_YEAR = 365.2425
MOST_TICKS = 4096
"""Of so many ticks it stays known where they stand and what they are called."""


class Cell(Struct, frozen=True):
    """A stretch between two ticks: its days, its pixels, and its label where there is room.

    ``label_x`` is the label's left edge.
    """

    start: float
    end: float
    x0: float
    x1: float
    label: str = ""
    label_x: float = 0.0
    label_width: float = 0.0


class Axis(Struct, frozen=True):
    """The ticks in view: fine cells, and above them coarser ones where they say more."""

    level: str
    minor: tuple[Cell, ...]
    major: tuple[Cell, ...]


class _Level(Struct, frozen=True):
    name: str
    days: float
    step: int
    sample: str
    least: float = 1.0
    centred: bool = True
    major: str = ""


_LEVELS = (
    _Level("day", 1, 1, "30", major="month"),
    _Level("week", 7, 7, "27–31", major="month"),
    _Level("month", 29, 1, "May", 1.3, major="year"),
    _Level("quarter", 90, 3, "Q3", 3.4, major="year"),
    _Level("year", _YEAR, 1, "2000"),
    *(
        _Level("years", step * _YEAR, step, "2000", centred=False)
        for step in (2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
    ),
)
_BY_NAME = {level.name: level for level in _LEVELS}


def date_axis(scale: TimeScale, measure: Measure, gap: float) -> Axis:
    """Lay out the axis of a time scale.

    ``measure`` tells a label's width; ``gap`` is the least space between two labels.
    """
    level = next(
        (
            level
            for level in _LEVELS
            if level.days * scale.per_day >= level.least * measure(level.sample) + gap
        ),
        _LEVELS[-1],
    )
    minor = tuple(_cells(level, scale, measure, gap))
    major = (
        tuple(_cells(_BY_NAME[level.major], scale, measure, gap, sticky=True))
        if level.major
        else ()
    )
    return Axis(level.name, minor, major)


def nearest_tick(axis: Axis, x: float, reach: float) -> float | None:
    """Return the day of the tick nearest to pixel ``x``, or None when none is within reach."""
    ticks = [(abs(cell.x0 - x), cell.start) for cell in axis.minor]
    ticks += [(abs(cell.x1 - x), cell.end) for cell in axis.minor[-1:]]
    distance, day = min(ticks, default=(reach + 1, 0.0))
    return day if distance <= reach else None


def _cells(
    level: _Level, scale: TimeScale, measure: Measure, gap: float, sticky: bool = False
) -> Iterator[Cell]:
    bounds = list(_bounds(level, scale))
    per_day, free = scale.per_day, scale.left
    places = [scale.left + (day - scale.view.lo) * per_day for day in bounds]
    texts = [_texts(level.name, start, sticky) for start in bounds[:-1]]
    variant = _variant(texts, level.days * per_day - gap, measure)
    for (start, end), (x0, x1), names in zip(
        pairwise(bounds), pairwise(places), texts, strict=True
    ):
        left, right = max(x0, scale.left), min(x1, scale.right)
        text = names[variant] if names else ""
        width = measure(text)
        # The label of a coarse cell stays in view as long as a wide enough part of the cell does.
        middle = (left + right) / 2 if sticky else (x0 + x1) / 2
        at = middle - width / 2 if level.centred else x0 - width / 2
        fits = not level.centred or width <= (right - left if sticky else x1 - x0)
        if text and fits and at >= free and at + width <= scale.right:
            free = at + width + gap
            yield Cell(start, end, x0, x1, text, at, width)
        else:
            yield Cell(start, end, x0, x1)


def _variant(texts: list[tuple[str, ...]], room: float, measure: Measure) -> int:
    """Return the longest way to write labels in which all of them fit, the same for all."""
    many = [names for names in texts if names]
    most = min((len(names) for names in many), default=1)
    for variant in range(most - 1):
        if all(measure(names[variant]) <= room for names in many):
            return variant
    return most - 1


def _bounds(level: _Level, scale: TimeScale) -> Iterator[float]:
    """Yield the ticks from the last one before the view to the first one after it."""
    lo, hi = scale.view.lo, scale.view.hi
    if level.name in ("day", "week"):
        # Ordinal 1 was a Monday, as weeks begin here.
        number = 1 + (int(lo) - 1) // level.step * level.step
        while number < hi + level.step:
            yield float(number)
            number += level.step
        return
    months = level.step if level.name in ("month", "quarter") else 12 * level.step
    first = date.fromordinal(min(max(int(lo), 1), int(LAST_DAY) - 1))
    index = (first.year * 12 + first.month - 1) // months * months
    while True:
        day = _month_start(index)
        yield day
        if day >= hi or day >= LAST_DAY:
            return
        index += months


@lru_cache(MOST_TICKS)
def _month_start(index: int) -> float:
    year, month = divmod(index, 12)
    if year < 1:
        return FIRST_DAY
    return LAST_DAY if year > 9999 else float(date(year, month + 1, 1).toordinal())


@lru_cache(MOST_TICKS)
def _texts(level: str, start: float, full: bool) -> tuple[str, ...]:
    """Return what a cell can be called, the longest first."""
    if start >= LAST_DAY:
        return ()
    day = date.fromordinal(int(start))
    if level == "day":
        return (
            tr("{weekday} {day}", weekday=_weekdays()[day.weekday()], day=day.day),
            str(day.day),
        )
    if level == "week":
        last = date.fromordinal(min(int(start) + 6, int(LAST_DAY) - 1))
        return (tr("{first}–{last}", first=day.day, last=last.day),)
    if level == "quarter":
        return (tr("Q{number}", number=(day.month + 2) // 3),)
    if level == "month":
        long, short = _months()[day.month - 1]
        if full:
            texts = (tr("{month} {year}", month=name, year=day.year) for name in (long, short))
            return tuple(texts)
        return long, short
    return (str(day.year),)


def _months() -> tuple[tuple[str, str], ...]:
    return (
        (tr("January"), tr("Jan")), (tr("February"), tr("Feb")), (tr("March"), tr("Mar")),
        (tr("April"), tr("Apr")), (tr("May"), tr("May")), (tr("June"), tr("Jun")),
        (tr("July"), tr("Jul")), (tr("August"), tr("Aug")), (tr("September"), tr("Sep")),
        (tr("October"), tr("Oct")), (tr("November"), tr("Nov")), (tr("December"), tr("Dec")),
    )  # fmt: skip


def _weekdays() -> tuple[str, ...]:
    return (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))
