from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.drawing.time_scale import FIRST_DAY, LAST_DAY, TimeScale, View, fitted, limited


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
