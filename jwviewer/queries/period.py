"""A chosen period in words and as typed by a person."""

from __future__ import annotations

from datetime import date

from jwviewer.dossier.dates import DateError, describe_date, parse_date
from jwviewer.language import tr
from jwviewer.selection import Period

FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
"""A period from the one or to the other is open on that side: dates go no further."""
_UNITS = ("year", "month", "day")


def describe_period(period: Period) -> str:
    """Return a period as briefly as it can be said: "2018", "2013 – 2018", "since May 2018"."""
    if (period.first, period.last) == (FIRST_DAY, LAST_DAY):
        return tr("all of time")
    return describe_date(parse_date(period_edtf(period)))


def in_period(period: Period) -> str:
    """Return a period as it stands behind a verb: "in 2018", "since 2018", "until 2018"."""
    words = describe_period(period)
    open_sided = period.first == FIRST_DAY or period.last == LAST_DAY
    return words if open_sided else tr("in {period}", period=words)


def period_edtf(period: Period) -> str:
    """Return the shortest EDTF text with exactly these days; as wide as dates go is open."""
    first, last = date.fromordinal(period.first), date.fromordinal(period.last)
    starts = _starts(first)
    ends = _ends(last)
    if period.first == FIRST_DAY and period.last < LAST_DAY:
        return f"../{_shortest(ends)}"
    if period.last == LAST_DAY and period.first > FIRST_DAY:
        return f"{_shortest(starts)}/.."
    for unit in _UNITS:
        if unit in starts and unit in ends:
            one, other = starts[unit], ends[unit]
            return one if one == other else f"{one}/{other}"
    raise AssertionError("days always match")


def parse_period(start: str, end: str) -> Period:
    """Return the period from the first day of one EDTF date to the last day of another.

    An empty text leaves that side as wide as dates go; DateError says what is wrong.
    """
    if not start.strip() and not end.strip():
        raise DateError(tr("a period needs a first or a last date"))
    first = parse_date(start.strip()).first if start.strip() else FIRST_DAY
    last = parse_date(end.strip()).last if end.strip() else LAST_DAY
    if first is None:
        raise DateError(tr("'{date}' has no first day; write a date such as 2018", date=start))
    if last is None:
        raise DateError(tr("'{date}' has no last day; write a date such as 2018", date=end))
    if last < first:
        raise DateError(
            tr(
                "the period ends ({end}) before it begins ({start}); swap the two",
                start=start,
                end=end,
            )
        )
    return Period(first, last)


def _shortest(texts: dict[str, str]) -> str:
    return next(texts[unit] for unit in _UNITS if unit in texts)


def _starts(day: date) -> dict[str, str]:
    found = {"day": day.isoformat()}
    if day.day == 1:
        found["month"] = day.isoformat()[:7]
        if day.month == 1:
            found["year"] = day.isoformat()[:4]
    return found


def _ends(day: date) -> dict[str, str]:
    found = {"day": day.isoformat()}
    is_last = day == date.max or date.fromordinal(day.toordinal() + 1).day == 1
    if is_last:
        found["month"] = day.isoformat()[:7]
        if day.month == 12:
            found["year"] = day.isoformat()[:4]
    return found
