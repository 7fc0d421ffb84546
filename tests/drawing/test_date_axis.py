from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.drawing.date_axis import date_axis, nearest_tick
from jwviewer.drawing.time_scale import TimeScale, View, limited

GAP = 10.0


def measure(text: str) -> float:
    return 7.0 * len(text)


def axis_of(first: date, last: date, width: float = 800.0):
    return date_axis(TimeScale(View(first.toordinal(), last.toordinal()), 0.0, width), measure, GAP)


def labels(cells):
    return [cell.label for cell in cells if cell.label]


@pytest.mark.parametrize(
    ("first", "last", "level"),
    [
        (date(2018, 5, 4), date(2018, 5, 5), "day"),
        (date(2018, 5, 1), date(2018, 5, 20), "day"),
        (date(2018, 5, 1), date(2018, 8, 1), "week"),
        (date(2018, 1, 1), date(2019, 1, 1), "month"),
        (date(2015, 1, 1), date(2018, 1, 1), "quarter"),
        (date(2012, 1, 1), date(2020, 1, 1), "year"),
        (date(1950, 1, 1), date(2020, 1, 1), "years"),
        (date(1, 1, 1), date(9999, 12, 31), "years"),
    ],
)
def test_ticks_go_from_days_to_millennia(first, last, level):
    axis = axis_of(first, last)
    assert axis.level == level
    assert labels(axis.minor)


def test_a_year_stands_in_the_middle_of_its_year():
    axis = axis_of(date(2012, 1, 1), date(2020, 1, 1))
    cell = next(cell for cell in axis.minor if cell.label == "2018")
    assert cell.start == date(2018, 1, 1).toordinal()
    assert cell.label_x + cell.label_width / 2 == pytest.approx((cell.x0 + cell.x1) / 2)


def test_months_say_their_year_below():
    axis = axis_of(date(2018, 3, 1), date(2019, 3, 1))
    assert "May" in labels(axis.minor)
    assert labels(axis.major) == ["2018", "2019"]


def test_names_of_months_are_all_long_or_all_short():
    short = labels(axis_of(date(2018, 1, 1), date(2019, 1, 1), 700).minor)
    assert {"Jan", "Feb", "Dec"} <= set(short)
    long = labels(axis_of(date(2018, 1, 1), date(2019, 1, 1), 1600).minor)
    assert {"January", "May", "December"} <= set(long)


def test_weeks_begin_on_monday():
    axis = axis_of(date(2018, 5, 1), date(2018, 7, 20))
    assert {date.fromordinal(int(cell.start)).weekday() for cell in axis.minor} == {0}


def test_the_nearest_tick_is_only_found_within_reach():
    axis = axis_of(date(2012, 1, 1), date(2020, 1, 1))
    tick = next(cell for cell in axis.minor if cell.label == "2018")
    assert nearest_tick(axis, tick.x0 + 3, 6) == tick.start
    assert nearest_tick(axis, tick.x0 + 30, 6) is None


@given(
    st.floats(1, 3652059),
    st.floats(1, 3652059),
    st.floats(60, 4000),
)
def test_labels_never_touch_and_never_leave_the_axis(one, other, width):
    view = limited(min(one, other), max(one, other))
    axis = date_axis(TimeScale(view, 100.0, 100.0 + width), measure, GAP)
    for cells in (axis.minor, axis.major):
        shown = [cell for cell in cells if cell.label]
        for cell in shown:
            assert cell.label_x >= 100 - 1e-6
            assert cell.label_x + cell.label_width <= 100 + width + 1e-6
        for before, after in pairwise(shown):
            assert before.label_x + before.label_width + GAP <= after.label_x + 1e-6
    assert len(axis.minor) < width


@given(st.integers(1, 3652059), st.integers(1, 20000))
def test_cells_follow_each_other_and_cover_the_view(first, days):
    view = limited(float(first), float(first + days))
    axis = date_axis(TimeScale(view, 0.0, 900.0), measure, GAP)
    assert axis.minor[0].start <= max(view.lo, 1)
    assert axis.minor[-1].end >= view.hi
    assert all(a.end == b.start and a.start < a.end for a, b in pairwise(axis.minor))
