from __future__ import annotations

import random
import warnings
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwviewer.dossier.dates import DateError, describe_date, parse_date, parse_duration

with warnings.catch_warnings():
    # The other reader's grammar makes pyparsing complain at import.
    warnings.simplefilter("ignore")
    from edtf import parse_edtf


def ours(text: str) -> list[str]:
    span = parse_date(text)
    assert span.first is not None
    assert span.last is not None
    return [date.fromordinal(day).isoformat() for day in (span.first, span.last)]


def theirs(text: str) -> list[str]:
    found = parse_edtf(text)
    return [
        f"{day.tm_year:04}-{day.tm_mon:02}-{day.tm_mday:02}"
        for day in (found.lower_strict(), found.upper_strict())
    ]


def refused(text: str) -> bool:
    try:
        parse_date(text)
    except DateError as error:
        return bool(str(error))
    return False


YEARS = st.integers(1, 9999).map("{:04}".format)
MONTHS = st.integers(1, 12)
# Winter is left out, and seasons in intervals: see below.
PARTS = st.sampled_from([*range(1, 13), 21, 22, 23, *range(33, 37), 40, 41])
SINGLES = st.one_of(
    st.dates().map(date.isoformat),
    st.builds("{}-{:02}".format, YEARS, PARTS),
    YEARS,
    st.integers(1, 999).map("{:03}X".format),
    st.integers(1, 99).map("{:02}XX".format),
)
ENDS = st.one_of(st.dates().map(date.isoformat), st.builds("{}-{:02}".format, YEARS, MONTHS), YEARS)
INTERVALS = st.builds(lambda *ends: "/".join(sorted(ends, key=ours)), ENDS, ENDS)


@settings(max_examples=200, deadline=None)
@given(st.one_of(SINGLES, INTERVALS))
def test_days_agree_with_another_reader_of_the_notation(text: str) -> None:
    assert ours(text) == theirs(text)


@pytest.mark.parametrize(
    ("text", "lets_pass"),
    [
        ("2018-02-29", ["2018-02-29", "2018-02-29"]),  # a day that is in no calendar
        ("2018/2013", ["2018-01-01", "2013-12-31"]),  # an end before the beginning
        ("2018/", ["2018-01-01", "2028-01-01"]),  # ten years made up
        ("/2018-12-31", ["2008-12-31", "2018-12-31"]),
    ],
)
def test_what_the_other_reader_lets_pass_is_refused(text: str, lets_pass: list[str]) -> None:
    assert theirs(text) == lets_pass
    assert refused(text)


def test_winter_lasts_into_the_next_year_unlike_in_the_other_reader() -> None:
    assert theirs("2018-24") == ["2018-12-01", "2018-12-31"]
    assert ours("2018-24") == ["2018-12-01", "2019-02-28"]


def test_twenty_thousand_hostile_texts_are_read_or_refused_and_nothing_else() -> None:
    chance = random.Random(20181231)
    seeds = ["2018", "2018-12-31", "2013/2018", "../2018", "201X", "XXXX-05-04", "2018-33~", "P7Y"]
    signs = "0123456789X-/.~?%TZ:[]{},+ \t\n\x00\u202e\u00b2\uff11\u0661\U0001f600é∞"
    accepted = 0
    for _ in range(20_000):
        text = list(chance.choice(seeds))
        for _ in range(chance.randrange(4)):
            place = chance.randrange(len(text) + 1)
            text[place : place + chance.randrange(2)] = chance.choices(signs, k=chance.randrange(3))
        given_text = "".join(text) * chance.choice((1, 1, 1, 1, 1, 1, 2, 9))
        if refused(given_text):
            continue
        accepted += 1
        assert given_text.isascii()
        assert describe_date(parse_date(given_text))
    assert 1_000 < accepted < 15_000


@given(st.text(max_size=60))
def test_no_text_at_all_raises_anything_but_a_date_error(text: str) -> None:
    if not refused(text):
        assert describe_date(parse_date(text))
    try:
        parse_duration(text)
    except DateError:
        return
    assert text.startswith("P")


def test_a_text_of_megabytes_is_refused_unread() -> None:
    with pytest.raises(DateError, match="longer than 40"):
        parse_date("2018/" * 1_000_000)
