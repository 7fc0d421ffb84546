"""Long lines cut for a range, against looking at every point."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.drawing.long_line import LongLine


def _line(seed: int, count: int) -> tuple[LongLine, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(0, 1000, count))
    exact, joined = rng.random(count) < 0.9, rng.random(count - 1) < 0.95
    return LongLine(x, rng.normal(size=count), exact, joined), exact, joined


@given(
    st.integers(0, 1 << 30), st.integers(2, 4_000), st.floats(0, 1000), st.floats(1e-3, 1000),
    st.integers(1, 300),
)  # fmt: skip
def test_what_is_cut_reaches_as_far_as_all_points_of_its_pixels(
    seed: int, count: int, low: float, span: float, pixels: int
) -> None:
    line, _, _ = _line(seed, count)
    cut = line.cut(low, low + span, pixels)
    inside = (line.x >= low) & (line.x <= low + span)
    assert len(cut.x) <= 2 * pixels + 4, "a frame costs by pixels"
    if inside.any():
        # Nothing in view is higher or lower than what is drawn.
        assert cut.y.max() >= line.y[inside].max()
        assert cut.y.min() <= line.y[inside].min()


@given(st.integers(0, 1 << 30), st.integers(2, 60))
def test_few_points_are_drawn_as_they_are(seed: int, count: int) -> None:
    line, exact, joined = _line(seed, count)
    cut = line.cut(0, 1000, 1000)
    assert cut.x.tolist() == line.x.tolist()
    assert cut.y.tolist() == line.y.tolist()
    assert (cut.sure == (joined & exact[1:] & exact[:-1])).all()
    assert (cut.weak == (joined & ~(exact[1:] & exact[:-1]))).all()


def test_a_gap_between_two_pixels_stays_one_where_points_crowd() -> None:
    x = np.r_[np.linspace(0, 400, 4000), np.linspace(600, 1000, 4000)]
    joined = np.ones(7999, np.bool_)
    joined[3999] = False
    line = LongLine(x, np.zeros(8000), np.ones(8000, np.bool_), joined)
    cut = line.cut(0, 1000, 100)
    over = (cut.x[:-1] < 450) & (cut.x[1:] > 550)
    assert over.sum() == 1
    assert not (cut.sure | cut.weak)[over].any()
    assert cut.sure[~over].all()


def test_one_inexact_point_makes_its_pixel_dotted() -> None:
    exact = np.ones(10_000, np.bool_)
    exact[5_000] = False
    line = LongLine(np.linspace(0, 1000, 10_000), np.zeros(10_000), exact, exact[1:] | True)
    cut = line.cut(0, 1000, 100)
    weak = cut.x[:-1][cut.weak]
    assert len(weak), "what is not exact is never drawn as sure"
    assert (abs(weak - 500) < 25).all()


@given(st.integers(0, 1 << 30), st.integers(2, 500), st.floats(0, 1000), st.floats(-2, 2))
def test_the_nearest_point_is_the_nearest(seed: int, count: int, x: float, y: float) -> None:
    line, _, _ = _line(seed, count)
    place, apart = line.nearest(x, y, (20.0, 0.5))
    all_apart = np.hypot((line.x - x) / 20.0, (line.y - y) / 0.5)
    if all_apart.min() > 1:
        assert place == -1
    else:
        assert apart == all_apart.min() == all_apart[place]
