from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.drawing.time_scale import (
    FIRST_DAY,
    LAST_DAY,
    TimeScale,
    View,
    fitted,
    including,
    limited,
)


def test_zooming_keeps_the_day_under_the_pointer():
    view = View(735000.0, 736000.0)
    scale = TimeScale(view, 100.0, 900.0)
    day = scale.day(350.0)
    zoomed = TimeScale(view.zoomed(2.5, day), 100.0, 900.0)
    assert zoomed.x(day) == pytest.approx(350.0)
    assert zoomed.view.span == pytest.approx(400.0)


def test_nothing_is_shorter_than_a_day_or_longer_than_all_dates():
    view = View(735000.0, 736000.0)
    assert view.zoomed(1e9, 735500.0).span == 1
    assert view.zoomed(1e-9, 735500.0) == View(FIRST_DAY, LAST_DAY)


def test_panning_stops_at_the_ends_of_time():
    view = View(735000.0, 736000.0)
    assert view.panned(-1e9) == View(FIRST_DAY, FIRST_DAY + 1000)
    assert view.panned(1e9) == View(LAST_DAY - 1000, LAST_DAY)


def test_an_open_side_gets_more_room():
    closed, opened = fitted(735000, 736000), fitted(735000, 736000, open_right=True)
    assert opened.hi > closed.hi
    assert opened.lo == closed.lo
    assert closed.lo < 735000
    assert closed.hi > 736000


def test_a_single_day_is_shown_with_its_fortnight():
    assert fitted(735000, 735001).span >= 14


@given(st.floats(-1e7, 1e7), st.floats(-1e7, 1e7))
def test_every_view_lies_within_the_dates_there_are(lo, hi):
    view = limited(lo, hi)
    assert FIRST_DAY <= view.lo < view.hi <= LAST_DAY
    assert view.span >= 1 - 1e-9


def test_a_view_grows_to_show_a_period_but_not_without_end():
    view = View(1000.0, 2000.0)
    assert including(view, 1200, 1300) == view
    earlier = including(view, 100, 200)
    assert earlier.lo < 100
    assert earlier.hi == 2000
    assert including(view, FIRST_DAY, 1500) == view
    assert including(view, 1500, LAST_DAY) == view
    assert including(view, 100_000, 100_100) == view, "the facts would no longer be seen"
