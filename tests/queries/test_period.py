"""A chosen period in words: as short as it can be said, and open where it has no end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier.dates import parse_date
from jwviewer.queries.period import (
    FIRST_DAY,
    LAST_DAY,
    describe_period,
    in_period,
    parse_period,
    period_edtf,
)
from jwviewer.selection import Period


@pytest.mark.parametrize(
    ("start", "end", "words", "edtf"),
    [
        ("2018", "2018", "2018", "2018"),
        ("2018", "", "since 2018", "2018/.."),
        ("", "2018", "until 2018", "../2018"),
        ("2018-05", "", "since May 2018", "2018-05/.."),
        ("", "2018-05-04", "until 4 May 2018", "../2018-05-04"),
        ("2019-03", "2019-05", "March – May 2019", "2019-03/2019-05"),
    ],
)
def test_a_side_that_was_left_out_is_said_to_be_open(
    start: str, end: str, words: str, edtf: str
) -> None:
    period = parse_period(start, end)
    assert describe_period(period) == words
    assert period_edtf(period) == edtf


def test_no_year_is_made_up_for_all_of_time() -> None:
    assert describe_period(Period(FIRST_DAY, LAST_DAY)) == "all of time"


def test_a_period_fits_behind_a_verb() -> None:
    asked = (("2018", "2018"), ("2018", ""), ("", "2018"))
    said = [in_period(parse_period(*sides)) for sides in asked]
    assert said == ["in 2018", "since 2018", "until 2018"]


@given(st.lists(st.integers(FIRST_DAY, LAST_DAY), min_size=2, max_size=2).map(sorted))
def test_the_text_has_exactly_the_days_of_the_period(days: list[int]) -> None:
    period = Period(*days)
    span = parse_date(period_edtf(period))
    assert (span.first or FIRST_DAY, span.last or LAST_DAY) == (period.first, period.last)
