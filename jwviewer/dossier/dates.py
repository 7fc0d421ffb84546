"""Dates as sources give them: whole years, quarters, open ends, no year at all.

The notation is a subset of EDTF (ISO 8601-2), read by regular expressions and
checked against the calendar. Days are proleptic Gregorian ordinals
(``datetime.date.toordinal``) and every span includes both its ends.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, date
from functools import lru_cache
from typing import Literal, cast

from msgspec import Struct

from jwviewer.language import tr

MOST_CHARS = 40
"""No date needs more characters; longer texts are refused unread."""

Precision = Literal[
    "day", "month", "season", "quarter", "half", "year", "decade", "century", "interval", "yearless"
]
DurationUnit = Literal["Y", "M", "W", "D"]


class DateError(ValueError):
    """A text that is no date; the message says what is wrong and what to write instead."""


class DateSpan(Struct, frozen=True):
    """The days a date can mean, from ``first`` to ``last``; None where a side is not known."""

    text: str
    first: int | None
    last: int | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    open_start: bool = False
    open_end: bool = False


class Duration(Struct, frozen=True):
    """How long something took, in one unit, with no word on when."""

    text: str
    count: int
    unit: DurationUnit


@lru_cache(maxsize=8192)
def parse_date(text: str) -> DateSpan:
    """Return the days that the EDTF ``text`` covers; raise DateError when it is no date."""
    if len(text) > MOST_CHARS:
        raise DateError(
            tr(
                "is longer than {most} characters; write one date such as 2018-12-31",
                most=MOST_CHARS,
            )
        )
    if "/" in text:
        return _interval(text)
    return _single(text)


@lru_cache(maxsize=8192)
def describe_date(span: DateSpan) -> str:
    """Return ``span`` in plain words, such as "Q3 2018", "since 2013" or "about 2013"."""
    if span.open_end:
        return tr("since {date}", date=describe_date(parse_date(span.text.split("/")[0])))
    if span.open_start:
        return tr("until {date}", date=describe_date(parse_date(span.text.split("/")[1])))
    if span.precision == "interval":
        start, end = (parse_date(part) for part in span.text.split("/"))
        return tr("{start} – {end}", start=_start_words(start, end), end=describe_date(end))
    words = _words(span)
    if span.approximate:
        words = tr("about {date}", date=words)
    if span.uncertain:
        words = tr("{date} (uncertain)", date=words)
    return words


def parse_duration(text: str) -> Duration:
    """Return the duration ``text`` (P7Y, P6M, P2W, P10D); raise DateError when it is none."""
    match = _DURATION.fullmatch(text) if len(text) <= MOST_CHARS else None
    if match is None:
        raise DateError(
            tr(
                "is not a duration; write P and a whole number of years, months, weeks or days, "
                "such as P7Y, P6M, P2W or P10D"
            )
        )
    return Duration(text, int(match[1]), cast(DurationUnit, match[2]))


def describe_duration(duration: Duration) -> str:
    """Return ``duration`` in plain words, such as "7 years"."""
    count = duration.count
    words = {
        "Y": (tr("{count} year", count=count), tr("{count} years", count=count)),
        "M": (tr("{count} month", count=count), tr("{count} months", count=count)),
        "W": (tr("{count} week", count=count), tr("{count} weeks", count=count)),
        "D": (tr("{count} day", count=count), tr("{count} days", count=count)),
    }[duration.unit]
    return words[count != 1]


_SINGLE = re.compile(
    r"(?:(?P<year>[0-9]{4})(?:-(?P<part>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
    r"|(?P<decade>[0-9]{3})X|(?P<century>[0-9]{2})XX"
    r"|XXXX-(?P<lone_month>[0-9]{2})(?:-(?P<lone_day>[0-9]{2}))?)"
    r"(?P<mark>[?~%]?)"
)
_DURATION = re.compile(r"P([1-9][0-9]{0,4})([YMWD])")


def _unread(text: str) -> DateError:
    from jwviewer.dossier.date_slips import advice  # only a slip needs it

    return DateError(advice(text))


def _interval(text: str) -> DateSpan:
    parts = text.split("/")
    if len(parts) != 2:
        raise _unread(text)
    left, right = parts
    if not left or not right:
        raise DateError(tr("lacks one end; write .. for an open end, such as 2018/.. or ../2018"))
    if left == right == "..":
        raise DateError(tr("is open on both sides; leave the cell empty if nothing is known"))
    start = None if left == ".." else _end(left)
    end = None if right == ".." else _end(right)
    if start and end and cast(int, start.first) > cast(int, end.last):
        raise DateError(
            tr(
                "ends before it begins; write the earlier date first: {right}/{left}",
                left=left,
                right=right,
            )
        )
    ends = [side for side in (start, end) if side is not None]
    return DateSpan(
        text,
        start.first if start else None,
        end.last if end else None,
        "interval",
        any(side.approximate for side in ends),
        any(side.uncertain for side in ends),
        open_start=start is None,
        open_end=end is None,
    )


def _end(text: str) -> DateSpan:
    try:
        span = _single(text)
    except DateError as error:
        raise DateError(
            tr("has an end, “{end}”, that {reason}", end=text, reason=str(error))
        ) from None
    if span.precision == "yearless":
        raise DateError(
            tr("has an end without a year; write an interval with years, such as 2013/2018")
        )
    return span


def _single(text: str) -> DateSpan:
    match = _SINGLE.fullmatch(text)
    if match is None:
        raise _unread(text)
    year, part, day, decade, century, lone_month, lone_day, mark = match.groups()
    approximate, uncertain = mark in ("~", "%"), mark in ("?", "%")
    if lone_month is not None:
        _check_lone(lone_month, lone_day)
        return DateSpan(text, None, None, "yearless", approximate, uncertain)
    precision, first, last = (
        _decade_or_century(decade, century) if year is None else _dated(year, part, day)
    )
    return DateSpan(text, first, last, precision, approximate, uncertain)


def _dated(year_text: str, part: str | None, day: str | None) -> tuple[Precision, int, int]:
    year = int(year_text)
    if year == 0:
        raise DateError(tr("has the year 0000, which no calendar has; write 0001 to 9999"))
    if part is None:
        return "year", date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    number = int(part)
    if 1 <= number <= 12:
        if day is None:
            return "month", _month_start(year, number), _month_end(year, number)
        _check_day(number, int(day), monthrange(year, number)[1], year_text)
        ordinal = date(year, number, int(day)).toordinal()
        return "day", ordinal, ordinal
    if day is not None:
        raise DateError(tr("has no month {part}; write a month from 01 to 12", part=part))
    if 21 <= number <= 24:
        return _season(year, number)
    if 33 <= number <= 36:
        begin = 3 * (number - 33) + 1
        return "quarter", _month_start(year, begin), _month_end(year, begin + 2)
    if number in (40, 41):
        begin = 6 * (number - 40) + 1
        return "half", _month_start(year, begin), _month_end(year, begin + 5)
    raise DateError(
        tr(
            "has {part} where a month belongs; write 01–12 for months, 21–24 for seasons, "
            "33–36 for quarters, 40 or 41 for halves",
            part=part,
        )
    )


def _season(year: int, number: int) -> tuple[Precision, int, int]:
    """Northern seasons by whole months; winter is the one that begins in ``year``."""
    begin = 3 * (number - 20)
    if number < 24:
        return "season", _month_start(year, begin), _month_end(year, begin + 2)
    end = _month_end(year + 1, 2) if year < MAXYEAR else date.max.toordinal()
    return "season", _month_start(year, 12), end


def _decade_or_century(decade: str | None, century: str | None) -> tuple[Precision, int, int]:
    if decade is not None:
        precision: Precision = "decade"
        begin, years = int(decade) * 10, 10
    else:
        assert century is not None
        precision, begin, years = "century", int(century) * 100, 100
    # There is no year 0, so the very first decade and century begin with year 1.
    first = date(max(begin, 1), 1, 1).toordinal()
    return precision, first, date(begin + years - 1, 12, 31).toordinal()


def _check_lone(month_text: str, day_text: str | None) -> None:
    month = int(month_text)
    if not 1 <= month <= 12:
        raise DateError(tr("has no month {part}; write a month from 01 to 12", part=month_text))
    if day_text is not None:
        # 29 February exists in some year, and which year it is is not known.
        _check_day(month, int(day_text), monthrange(2000, month)[1], "")


def _check_day(month: int, day: int, days: int, year_text: str) -> None:
    if 1 <= day <= days:
        return
    raise DateError(
        tr(
            "is a day that does not exist: {month} has {days} days; write 01 to {days}",
            month=" ".join(filter(None, (_month(month), year_text))),
            days=days,
        )
    )


def _month_start(year: int, month: int) -> int:
    return date(year, month, 1).toordinal()


def _month_end(year: int, month: int) -> int:
    return date(year, month, monthrange(year, month)[1]).toordinal()


def _words(span: DateSpan) -> str:
    text = span.text.rstrip("?~%")
    if span.precision == "yearless":
        month = _month(int(text[5:7]))
        if len(text) == 7:
            return tr("{month}, year not stated", month=month)
        return tr("{day} {month}, year not stated", day=int(text[8:]), month=month)
    if span.precision == "decade":
        return tr("{year}s", year=int(text[:3]) * 10)
    if span.precision == "century":
        begin = int(text[:2]) * 100
        return tr("{first}–{last}", first=max(begin, 1), last=begin + 99)
    year = int(text[:4])
    if span.precision == "year":
        return str(year)
    part = int(text[5:7])
    if span.precision == "quarter":
        return tr("Q{number} {year}", number=part - 32, year=year)
    if span.precision == "half":
        half = (tr("first half of {year}", year=year), tr("second half of {year}", year=year))
        return half[part - 40]
    if span.precision == "season":
        seasons = (
            tr("spring {year}", year=year),
            tr("summer {year}", year=year),
            tr("autumn {year}", year=year),
            tr("winter {year}", year=year),
        )
        return seasons[part - 21]
    month = _month(part)
    if span.precision == "month":
        return tr("{month} {year}", month=month, year=year)
    return tr("{day} {month} {year}", day=int(text[8:]), month=month, year=year)


def _month(number: int) -> str:
    return (
        tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June"),
        tr("July"), tr("August"), tr("September"), tr("October"), tr("November"), tr("December"),
    )[number - 1]  # fmt: skip


def _start_words(start: DateSpan, end: DateSpan) -> str:
    """Return the start of an interval without the month and year that its end repeats."""
    plain = start.precision == end.precision and start.text[-1].isdigit() and end.text[-1].isdigit()
    if not plain or start.text == end.text or start.text[:4] != end.text[:4]:
        return describe_date(start)
    month = _month(int(start.text[5:7])) if start.precision in ("day", "month") else ""
    if start.precision == "day":
        if start.text[:7] == end.text[:7]:
            return str(int(start.text[8:]))
        return tr("{day} {month}", day=int(start.text[8:]), month=month)
    if start.precision == "month":
        return month
    return describe_date(start)
