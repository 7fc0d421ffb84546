"""Dates of every precision, as texts; a day is counted from the first one of the calendar."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tests.benchmarks.industry.cells import Array, chosen

FIRST_YEAR, YEARS = 2005, 21
_FIRST = np.datetime64(f"{FIRST_YEAR}-01-01")
DAYS = int((np.datetime64(f"{FIRST_YEAR + YEARS}-01-01") - _FIRST).astype(int))
"""The calendar has the days 0 … DAYS-1."""
PRECISIONS = {
    "day": 0.56, "month": 0.18, "quarter": 0.05, "half": 0.02, "season": 0.015, "year": 0.10,
    "decade": 0.003, "days": 0.03, "months": 0.012, "from": 0.018, "until": 0.004,
    "yearless": 0.008,
}  # fmt: skip
_MARKS = {"": 0.957, "~": 0.03, "?": 0.01, "%": 0.003}


class Calendar(NamedTuple):
    """The texts of the day, month, … in which each day of the calendar lies."""

    day: Array
    month: Array
    quarter: Array
    half: Array
    season: Array
    year: Array
    decade: Array


def calendar() -> Calendar:
    """Return the texts for all days."""
    dates = _FIRST + np.arange(DAYS)
    day = np.datetime_as_string(dates).tolist()
    years = [text[:4] for text in day]
    months = [int(text[5:7]) for text in day]
    seasons = [
        # Winter is that of the year in which it begins.
        f"{int(y) - (m < 3)}-{24 if m in (12, 1, 2) else 20 + m // 3}"
        for y, m in zip(years, months, strict=True)
    ]
    columns = (
        day,
        [text[:7] for text in day],
        [f"{y}-{32 + (m + 2) // 3}" for y, m in zip(years, months, strict=True)],
        [f"{y}-{40 + (m > 6)}" for y, m in zip(years, months, strict=True)],
        seasons,
        years,
        [f"{y[:3]}X" for y in years],
    )
    return Calendar(*(np.array(column, dtype=object) for column in columns))


def date_texts(rng: np.random.Generator, days: Array) -> list[str]:
    """Return for every day a text that covers it, most of them precise, some with a mark."""
    known = calendar()
    kinds = list(PRECISIONS)
    kind = chosen(rng, list(PRECISIONS.values()), len(days))
    marks = np.array(list(_MARKS), dtype=object)[chosen(rng, list(_MARKS.values()), len(days))]
    later = np.minimum(days + rng.integers(1, 30, len(days)), DAYS - 1)
    much_later = np.minimum(days + rng.integers(31, 900, len(days)), DAYS - 1)
    texts = np.empty(len(days), dtype=object)
    for n, name in enumerate(kinds):
        rows = np.flatnonzero(kind == n)
        these = days[rows]
        if name in Calendar._fields:
            texts[rows] = getattr(known, name)[these] + marks[rows]
        elif name == "days":
            texts[rows] = known.day[these] + "/" + known.day[later[rows]]
        elif name == "months":
            texts[rows] = known.month[these] + "/" + known.month[much_later[rows]]
        elif name == "from":
            texts[rows] = known.month[these] + "/.."
        elif name == "until":
            texts[rows] = "../" + known.year[these]
        else:
            texts[rows] = [f"XXXX-{text[5:]}" for text in known.day[these]]
    found: list[str] = texts.tolist()
    return found


def event_days(rng: np.random.Generator, count: int) -> Array:
    """Return days of events: more of them later on, and crowded around fairs and signings."""
    even = DAYS * rng.random(count) ** 0.65
    fairs = DAYS * rng.random(60) ** 0.65
    spread = rng.uniform(3, 25, 60)
    fair = chosen(rng, (1 / np.arange(1, 61)).tolist(), count)
    crowded = fairs[fair] + spread[fair] * rng.standard_normal(count)
    days = np.where(rng.random(count) < 0.4, crowded, even)
    return days.astype(np.int64).clip(0, DAYS - 1)
