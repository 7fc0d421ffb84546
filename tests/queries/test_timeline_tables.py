"""What the tables tell must be what counting one by one tells, at any zoom."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.queries import timeline_tables
from jwviewer.queries.timeline import Shape, Shown, shown
from jwviewer.queries.timeline_tables import Tables
from jwviewer.selection import Selection
from tests import timeline_sample as sample

FILTERS = (Selection(), Selection(kinds=frozenset(("figure",))))


@lru_cache(maxsize=8)
def view_of(seed: int, which: int) -> Shown:
    return shown(sample.crowd(seed, 4, 160, 120), FILTERS[which])


Stretch = tuple[int, int, float, float, int, int]
stretches = st.tuples(
    st.integers(1, 5),
    st.integers(0, 1),
    st.floats(-1000, 3_660_000) | st.floats(728_000, 740_000),
    st.floats(-3, 6).map(lambda power: 10.0**power),
    st.integers(0, 20),
    st.integers(0, 20),
)


def some(view: Shown, one: int, other: int) -> tuple[tuple[int, int], np.ndarray]:
    """Return some neighbouring lanes, and which items are dated, shown and in them."""
    line = view.timeline
    first, last = sorted((one % len(line.lanes), other % len(line.lanes)))
    inside = (line.lane >= first) & (line.lane <= last) & view.visible
    return (first, last + 1), np.flatnonzero(inside & (line.shape != Shape.ORDER))


@pytest.mark.parametrize("most_days", [1 << 16, 0])
@given(stretches)
def test_counts_of_columns_are_exact(most_days: int, stretch: Stretch) -> None:
    seed, which, lo, length, one, other = stretch
    view = view_of(seed, which)
    lanes, items = some(view, one, other)
    line, edges = view.timeline, np.linspace(lo, lo + length, 41, dtype=np.float64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timeline_tables, "MOST_DAYS", most_days)
        found = Tables(view).columns([lanes], edges)[0]
    for column, count in enumerate(found.tolist()):
        touching = (line.start[items] < edges[column + 1]) & (line.end[items] > edges[column])
        assert count == np.count_nonzero(touching)


@given(stretches)
def test_culled_items_are_those_that_touch_the_view(stretch: Stretch) -> None:
    seed, which, lo, length, one, other = stretch
    view, tables = view_of(seed, which), Tables(view_of(seed, which))
    lanes, items = some(view, one, other)
    line, hi = view.timeline, lo + length
    touching = items[(line.start[items] < hi) & (line.end[items] > lo)]
    track = tables.track(*lanes)
    alive = track.alive(lo, hi)
    assert sorted(track.items[alive].tolist()) == touching.tolist()
    assert (np.diff(alive) > 0).all()
    assert tables.counts([[lanes]], lo, hi) == [len(touching)]
    assert tables.facts(*lanes, lo, hi) == int(line.sizes[touching].sum())


@given(stretches)
def test_what_lies_beyond_the_view_is_counted(stretch: Stretch) -> None:
    seed, which, lo, length, _, _ = stretch
    view = view_of(seed, which)
    line, hi = view.timeline, lo + length
    before = line.sizes[view.visible & (line.end <= lo)].sum()
    after = line.sizes[view.visible & (line.start >= hi)].sum()
    assert Tables(view).beyond(lo, hi) == (int(before), int(after))


@given(stretches, st.integers(0, 14))
def test_the_most_important_item_leads_each_stretch(stretch: Stretch, level: int) -> None:
    seed, which, lo, length, one, other = stretch
    view, tables = view_of(seed, which), Tables(view_of(seed, which))
    lanes, items = some(view, one, other)
    line, side, track = view.timeline, 1 << level, tables.track(*lanes)
    led = track.items[track.leaders(level, lo, lo + length)].tolist()
    begun = items[np.isfinite(line.start[items])]
    first, last = np.floor(lo / side), np.ceil((lo + length) / side)
    expected: dict[float, int] = {}
    for item in sorted(begun.tolist(), key=lambda n: (line.rank[n], line.start[n], n)):
        cell = line.start[item] // side
        if first <= cell < last:
            expected.setdefault(cell, item)
    assert [line.rank[n] for n in led] == [line.rank[n] for _, n in sorted(expected.items())]
    assert [line.start[n] // side for n in led] == sorted(expected)


def test_everything_is_found_again() -> None:
    view = view_of(2, 0)
    tables, line = Tables(view), view.timeline
    found = np.concatenate(
        [
            part
            for lane in range(len(line.lanes))
            for part in (tables.track(lane, lane + 1).items, tables.track(lane, lane + 1).orders)
        ]
    )
    assert sorted(found.tolist()) == list(range(len(line.members)))


@pytest.mark.parametrize("few", [1 << 12, -1])
@given(stretches)
def test_counts_of_rows_are_exact(few: int, stretch: Stretch) -> None:
    seed, which, lo, length, one, other = stretch
    view = view_of(seed, which)
    lanes, items = some(view, one, other)
    line, hi = view.timeline, lo + length
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timeline_tables, "FEW", few)
        found = Tables(view).counts([[lanes], []], lo, hi)
    touching = (line.start[items] < hi) & (line.end[items] > lo)
    assert found == [np.count_nonzero(touching), 0]
