"""Least and most values of stretches of a long line, against looking at every value."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.drawing.pyramid import Pyramid
from jwviewer.drawing.trace_plot import reduced


@given(st.integers(1, 3_000), st.integers(0, 1 << 30))
def test_every_stretch_has_the_ends_of_its_values(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=count)
    cuts = rng.integers(0, count, min(count, 9))
    edges = np.unique([0, *cuts, count])
    low, high = Pyramid(values).ends(edges)
    for number, (start, end) in enumerate(pairwise(edges)):
        assert low[number] == values[start:end].min()
        assert high[number] == values[start:end].max()


def test_a_stretch_of_just_so_many_values_as_make_a_step_is_not_lost() -> None:
    for count in (8, 64, 512):
        values = np.arange(count, dtype=float)
        low, high = Pyramid(values).ends(np.array([0, count]))
        assert (low[0], high[0]) == (0.0, count - 1.0)


@given(st.integers(2, 4_000), st.integers(0, 1 << 30))
def test_a_reduced_line_reaches_as_far_as_the_line_itself(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(0, 60, count))
    y = rng.normal(size=count)
    exact = rng.random(count) < 0.9
    run = np.sort(rng.integers(0, 3, count))
    across, down, sure, weak, first = reduced(x, y, exact, run)
    for column in np.unique(np.floor(x)):
        for line in range(3):
            inside = (np.floor(x) == column) & (run == line)
            there = (across == column + 0.5) & (run[first] == line)
            if not inside.any():
                assert not there.any()
                continue
            assert set(down[there]) == {y[inside].min(), y[inside].max()}
            one = int(np.flatnonzero(there)[0])
            assert sure[one] == exact[inside].all(), "one inexact value makes its pixel inexact"
            assert weak[one] != sure[one]
    apart = run[first][1:] != run[first][:-1]
    assert not (sure | weak)[apart].any(), "nothing joins what is not joined"
