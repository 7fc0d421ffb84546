"""Long lines: solid where they are sure, dots where they are not, nothing over a gap."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.drawing.pyramid import Array
from jwviewer.drawing.trace_plot import CROWDED, dots_along, drawn

PITCH = 3.8


def _alone(x: Array, y: Array, exact: Array, joined: Array) -> tuple[Array, Array]:
    """Return the strokes and the dots of one line."""
    sure, weak = drawn(x, y, exact, joined, np.zeros(len(x), np.int64), PITCH)
    return sure.values, weak.values


@given(st.integers(1, 60), st.integers(0, 1 << 30), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_what_is_sure_is_solid_and_the_rest_is_dots(
    count: int, seed: int, sure: float, near: float
) -> None:
    rng = np.random.default_rng(seed)
    x, y = np.cumsum(rng.uniform(2.0, 9.0, count)), rng.uniform(0, 90, count)
    exact, joined = rng.random(count) < sure, rng.random(count - 1) < near
    strokes, dots = _alone(x, y, exact, joined)
    solid = {((a, b), (c, d)) for a, b, c, d in strokes.tolist()}
    wanted, weak = set(), []
    for n in range(count):
        before = n > 0 and joined[n - 1]
        after = n < count - 1 and joined[n]
        if not before and not after:
            dash = ((x[n] - 1.5, y[n]), (x[n] + 1.5, y[n]))
            wanted.add(dash) if exact[n] else weak.append(dash)
        if after:
            stroke = ((x[n], y[n]), (x[n + 1], y[n + 1]))
            wanted.add(stroke) if exact[n] and exact[n + 1] else weak.append(stroke)
    assert solid == wanted
    apart = [min((_apart(dot, stroke) for stroke in weak), default=1e9) for dot in dots]
    assert max(apart, default=0.0) < 1e-6, "every dot lies on a stroke that is not sure"
    length = sum(np.hypot(b[0] - a[0], b[1] - a[1]) for a, b in weak)
    assert (len(dots) > 0) == bool(weak)
    assert len(dots) >= length / PITCH - 1e-6, "and every such stroke has its dots"


def _apart(dot: np.ndarray, stroke: tuple[tuple[float, float], tuple[float, float]]) -> float:
    start, end = np.array(stroke[0]), np.array(stroke[1])
    run = end - start
    share = min(max(float((dot - start) @ run / (run @ run)), 0.0), 1.0)
    return float(np.hypot(*(start + share * run - dot)))


def test_dots_keep_their_distance_around_corners() -> None:
    x, y = np.array([0.0, 3.0, 3.0, 20.0]), np.array([0.0, 0.0, 6.0, 6.0])
    dots, strokes = dots_along(x, y, np.array([True, True, False]), 2.0)
    assert strokes.tolist() == [0, 0, 1, 1, 1]
    assert dots.tolist() == [[0.0, 0.0], [2.0, 0.0], [3.0, 1.0], [3.0, 3.0], [3.0, 5.0]]


def test_a_crowded_stretch_is_as_high_as_its_values() -> None:
    rng = np.random.default_rng(3)
    x = np.concatenate([np.sort(rng.uniform(0, 40, 400)), [60.0, 70.0]])
    y = rng.normal(size=402)
    joined = np.ones(401, np.bool_)
    joined[399] = False
    assert CROWDED * 40 < 400
    strokes, dots = _alone(x, y, np.ones(402, np.bool_), joined)
    assert not len(dots)
    heights = strokes[:-1][:, [1, 3]]
    assert (heights.min(), heights.max()) == (y[:400].min(), y[:400].max())
    assert len(heights) <= 2 * 41
    assert strokes[-1].tolist() == [60.0, y[400], 70.0, y[401]], "and the rest is as it is"


@given(st.lists(st.integers(1, 90), min_size=1, max_size=5), st.integers(0, 1 << 30))
def test_several_lines_are_drawn_as_each_alone(counts: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    lines = [
        (np.sort(rng.uniform(0, 50, n)), rng.uniform(0, 90, n), rng.random(n) < 0.7,
         rng.random(n - 1) < 0.95)
        for n in counts
    ]  # fmt: skip
    x, y, exact = (np.concatenate([line[which] for line in lines]) for which in range(3))
    joined = np.concatenate([part for line in lines for part in (line[3], [False])])[:-1]
    owner = np.repeat(np.arange(len(lines)), counts)
    sure, weak = drawn(x, y, exact, joined, owner, PITCH)
    for number, line in enumerate(lines):
        strokes, dots = _alone(*line)
        assert np.array_equal(sure.of(number), strokes)
        assert np.allclose(weak.of(number), dots)
