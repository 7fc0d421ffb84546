from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier.dates import (
    DateError,
    DateSpan,
    describe_date,
    describe_duration,
    parse_date,
    parse_duration,
)


def days(text: str) -> tuple[str | None, str | None]:
    span = parse_date(text)
    first, last = (
        None if day is None else date.fromordinal(day).isoformat()
        for day in (span.first, span.last)
    )
    return first, last


def reason(text: str) -> str:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "precision", "first", "last", "words"),
    [
        ("2018-12-31", "day", "2018-12-31", "2018-12-31", "31 December 2018"),
        ("2016-02-29", "day", "2016-02-29", "2016-02-29", "29 February 2016"),
        ("2018-06-05", "day", "2018-06-05", "2018-06-05", "5 June 2018"),
        ("2018-02", "month", "2018-02-01", "2018-02-28", "February 2018"),
        ("2018-21", "season", "2018-03-01", "2018-05-31", "spring 2018"),
        ("2018-22", "season", "2018-06-01", "2018-08-31", "summer 2018"),
        ("2018-23", "season", "2018-09-01", "2018-11-30", "autumn 2018"),
        ("2019-24", "season", "2019-12-01", "2020-02-29", "winter 2019"),
        ("2018-33", "quarter", "2018-01-01", "2018-03-31", "Q1 2018"),
        ("2018-36", "quarter", "2018-10-01", "2018-12-31", "Q4 2018"),
        ("2018-40", "half", "2018-01-01", "2018-06-30", "first half of 2018"),
        ("2018-41", "half", "2018-07-01", "2018-12-31", "second half of 2018"),
        ("2018", "year", "2018-01-01", "2018-12-31", "2018"),
        ("201X", "decade", "2010-01-01", "2019-12-31", "2010s"),
        ("20XX", "century", "2000-01-01", "2099-12-31", "2000–2099"),
        ("2013~", "year", "2013-01-01", "2013-12-31", "about 2013"),
        ("2013?", "year", "2013-01-01", "2013-12-31", "2013 (uncertain)"),
        ("2013-05%", "month", "2013-05-01", "2013-05-31", "about May 2013 (uncertain)"),
        ("2013/..", "interval", "2013-01-01", None, "since 2013"),
        ("2013~/..", "interval", "2013-01-01", None, "since about 2013"),
        ("../2018-05", "interval", None, "2018-05-31", "until May 2018"),
        ("2013/2018", "interval", "2013-01-01", "2018-12-31", "2013 – 2018"),
        ("2018-05/2018-09", "interval", "2018-05-01", "2018-09-30", "May – September 2018"),
        ("2018-05-04/2018-05-09", "interval", "2018-05-04", "2018-05-09", "4 – 9 May 2018"),
        ("2018-05-04/2018-06-09", "interval", "2018-05-04", "2018-06-09", "4 May – 9 June 2018"),
        ("2017-12-30/2018-01-02", "interval", "2017-12-30", "2018-01-02",
         "30 December 2017 – 2 January 2018"),
        ("2018-33/2019-34", "interval", "2018-01-01", "2019-06-30", "Q1 2018 – Q2 2019"),
        ("2013?/2018", "interval", "2013-01-01", "2018-12-31", "2013 (uncertain) – 2018"),
        ("2018-06/2018", "interval", "2018-06-01", "2018-12-31", "June 2018 – 2018"),
        ("XXXX-05-04", "yearless", None, None, "4 May, year not stated"),
        ("XXXX-02-29", "yearless", None, None, "29 February, year not stated"),
        ("XXXX-05", "yearless", None, None, "May, year not stated"),
        ("000X", "decade", "0001-01-01", "0009-12-31", "0s"),
        ("9999-24", "season", "9999-12-01", "9999-12-31", "winter 9999"),
    ],
)  # fmt: skip
def test_a_date_covers_its_days_and_reads_as_english(
    text: str, precision: str, first: str | None, last: str | None, words: str
) -> None:
    span = parse_date(text)
    assert span.precision == precision
    assert days(text) == (first, last)
    assert describe_date(span) == words
    assert span.text == text


def test_an_interval_keeps_which_of_its_ends_is_known() -> None:
    span = parse_date("2013/2018-12-31")
    assert not span.open_start
    assert not span.open_end
    assert parse_date("2018-33/..").open_end
    assert parse_date("../2018").open_start


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [("2013", False, False), ("2013~", True, False), ("2013?", False, True), ("2013%", True, True),
     ("2013~/2018?", True, True), ("XXXX-05-04?", False, True)],
)  # fmt: skip
def test_doubt_is_kept(text: str, approximate: bool, uncertain: bool) -> None:
    span = parse_date(text)
    assert (span.approximate, span.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2018-02-29", "February 2018 has 28 days; write 01 to 28"),
        ("2018-06-31", "June 2018 has 30 days"),
        ("2018-06-00", "does not exist"),
        ("XXXX-02-30", "February has 29 days"),
        ("XXXX-13-01", "no month 13"),
        ("2018-13", "33–36 for quarters"),
        ("2018-13-01", "no month 13"),
        ("2018-00", "01–12 for months"),
        ("2018-37", "40 or 41 for halves"),
        ("0000", "0001 to 9999"),
        ("2018/2013", "write the earlier date first: 2013/2018"),
        ("2018-12/2018-03", "write the earlier date first"),
        ("2018/", "write .. for an open end"),
        ("/2018", "write .. for an open end"),
        ("../..", "leave the cell empty"),
        ("..", "leave the cell empty"),
        ("2013/XXXX-05-04", "an end without a year"),
        ("2013/2018-06-31", "“2018-06-31”"),
        ("2018/12/31", "write 2018-12-31"),
        ("31/12/2018", "not year first"),
        ("12-31-2018", "not year first"),
        ("31.12.2018", "not year first"),
        ("2018.12.31", "has dots"),
        ("20181231", "no hyphens"),
        ("2018-6-5", "two digits each"),
        ("2018-6", "two digits for the month"),
        ("Dec-18", "rewritten by a spreadsheet"),
        ("43465", "spreadsheet's day number"),
        ("2018Q3", "2018-33 to 2018-36"),
        ("Q3 2018", "2018-33 to 2018-36"),
        ("2018-H1", "2018-40 or 2018-41"),
        ("2018-12-31T08:00", "write the day only"),
        ("201x", "capital X"),
        ("2018-XX", "write only what is known"),
        ("XXXX", "leave the cell empty if the year is not known"),
        ("Y-170000", "outside 0001–9999"),
        ("-2018", "outside 0001–9999"),
        ("[2013,2018]", "is a set of dates"),
        ("{2013..2018}", "is a set of dates"),
        (" 2018", "has spaces around it"),
        ("2018\n", "has spaces around it"),
        ("", "is blank"),
        ("  ", "is blank"),
        ("２０１８", "digits other than 0–9"),
        ("٢٠١٨-12", "digits other than 0–9"),
        ("2018~~", "is not a date"),
        ("soon", "is not a date"),
        ("2013/2015/2018", "is not a date"),
        ("2018-12-31" * 5, "longer than 40 characters"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_to_write(text: str, part: str) -> None:
    message = reason(text)
    assert part in message
    assert any(word in message for word in ("write", "leave", "remove"))


YEARS = st.integers(1, 9999).map("{:04}".format)
PARTS = st.sampled_from([*range(1, 13), *range(21, 25), *range(33, 37), 40, 41])
SINGLES = st.one_of(
    st.dates().map(date.isoformat),
    st.builds("{}-{:02}".format, YEARS, PARTS),
    YEARS,
    st.integers(0, 999).map("{:03}X".format),
    st.integers(0, 99).map("{:02}XX".format),
)
MARKED = st.builds(str.__add__, SINGLES, st.sampled_from(["", "", "?", "~", "%"]))


def in_order(one: str, other: str) -> str:
    first, last = sorted((one, other), key=lambda text: parse_date(text).first or 0)
    return f"{first}/{last}"


INTERVALS = st.one_of(
    st.builds(in_order, MARKED, MARKED), MARKED.map("{}/..".format), MARKED.map("../{}".format)
)
YEARLESS = st.dates(min_value=date(2000, 1, 1), max_value=date(2000, 12, 31)).flatmap(
    lambda day: st.sampled_from([f"XXXX-{day:%m-%d}", f"XXXX-{day:%m}"])
)
DATES = st.one_of(MARKED, INTERVALS, YEARLESS)


@given(st.dates())
def test_every_day_of_the_calendar_comes_back(day: date) -> None:
    span = parse_date(day.isoformat())
    assert span.first == span.last == day.toordinal()


@given(DATES)
def test_a_span_never_ends_before_it_begins(text: str) -> None:
    span = parse_date(text)
    if span.first is not None and span.last is not None:
        assert 1 <= span.first <= span.last <= date.max.toordinal()
    assert (span.first is None) == (span.open_start or span.precision == "yearless")
    assert (span.last is None) == (span.open_end or span.precision == "yearless")


@given(DATES)
def test_words_hold_the_years_and_no_notation(text: str) -> None:
    words = describe_date(parse_date(text))
    assert words.strip() == words
    assert not any(sign in words for sign in ("X", "/", "~", "%", "..", "?"))
    for part in text.split("/"):
        if part[:4].isdigit():
            assert str(int(part[:4])) in words


def holds(outer: DateSpan, inner: DateSpan) -> bool:
    assert None not in (outer.first, outer.last, inner.first, inner.last)
    return outer.first <= inner.first <= inner.last <= outer.last  # type: ignore[operator]


@given(st.dates())
def test_a_day_lies_in_its_month_quarter_half_year_decade_and_century(day: date) -> None:
    year, month = f"{day.year:04}", day.month
    quarter, half = 33 + (month - 1) // 3, 40 + (month - 1) // 6
    outward = [
        day.isoformat(), f"{year}-{month:02}", f"{year}-{quarter}", f"{year}-{half}",
        year, f"{year[:3]}X", f"{year[:2]}XX",
    ]  # fmt: skip
    spans = [parse_date(text) for text in outward]
    for inner, outer in pairwise(spans):
        assert holds(outer, inner)


@given(YEARS)
def test_the_parts_of_a_year_fill_it_without_gap_or_overlap(year: str) -> None:
    whole = parse_date(year)
    for parts in (range(1, 13), range(33, 37), range(40, 42)):
        spans = [parse_date(f"{year}-{part:02}") for part in parts]
        assert spans[0].first == whole.first
        assert spans[-1].last == whole.last
        for one, following in pairwise(spans):
            assert one.last is not None
            assert following.first == one.last + 1


@given(MARKED, MARKED)
def test_an_interval_runs_from_its_first_end_to_its_last(one: str, other: str) -> None:
    text = in_order(one, other)
    left, right = (parse_date(part) for part in text.split("/"))
    span = parse_date(text)
    assert (span.first, span.last) == (left.first, right.last)


@given(SINGLES, SINGLES)
def test_an_interval_that_is_over_before_it_begins_is_refused(one: str, other: str) -> None:
    left, right = parse_date(one), parse_date(other)
    assert left.first is not None
    assert right.last is not None
    if left.first > right.last:
        assert f"{other}/{one}" in reason(f"{one}/{other}")
        parse_date(f"{other}/{one}")


@pytest.mark.parametrize(
    ("text", "words"),
    [("P7Y", "7 years"), ("P1Y", "1 year"), ("P1M", "1 month"), ("P18M", "18 months"),
     ("P2W", "2 weeks"), ("P1W", "1 week"), ("P1D", "1 day"), ("P100D", "100 days")],
)  # fmt: skip
def test_a_duration_reads_as_english(text: str, words: str) -> None:
    assert describe_duration(parse_duration(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7Y",
        "P0Y",
        "P-7Y",
        "P7",
        "PY",
        "P1Y6M",
        "P7.5Y",
        "PT7H",
        "p7y",
        "P７Y",
        "P999999D",
        "P7Y\n",
    ],
)
def test_a_duration_in_another_form_is_refused_with_examples(text: str) -> None:
    with pytest.raises(DateError, match="such as P7Y, P6M, P2W or P10D"):
        parse_duration(text)
