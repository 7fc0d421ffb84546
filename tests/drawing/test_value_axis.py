from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jwviewer.drawing.value_axis import ValueAxis, axis_ends, tick_label

VALUES = st.floats(1e-6, 1e15)


def test_money_is_labelled_with_its_currency_and_counts_are_grouped() -> None:
    assert tick_label(Decimal("100000000000"), "CNY") == "CNY 100 bn"
    assert tick_label(Decimal(200_000), "vehicle") == "200,000"
    assert tick_label(Decimal(0), "CNY") == "0"


@given(VALUES, st.integers(2, 9))
def test_ticks_lie_on_the_axis_are_round_and_few(high: float, most: int) -> None:
    axis = ValueAxis(0.0, high, 10.0, 300.0)
    ticks = axis.ticks(most)
    assert 2 <= len(ticks) <= max(most, 3)
    assert list(ticks) == sorted(set(ticks))
    for value in ticks:
        assert 0 <= float(value) <= high * (1 + 1e-9)
        assert 10.0 - 1e-6 <= axis.at(float(value)) <= 310.0 + 1e-6


def test_numbers_as_long_as_a_dossier_may_hold_have_ticks() -> None:
    ticks = ValueAxis(0.0, 9e29, 0, 300).ticks(5)
    assert [tick_label(tick, "vehicle") for tick in ticks][:2] == ["0", "200" + ",000" * 9]


@given(st.lists(VALUES, min_size=1, max_size=5))
def test_a_logarithmic_axis_holds_all_values_and_has_ticks_at_its_ends(values: list[float]) -> None:
    low, high = axis_ends(values, values, logarithmic=True)
    assert low < min(values)
    assert max(values) < high
    ticks = ValueAxis(low, high, 0, 500, True).ticks(40)
    assert len(ticks) >= 2
    assert all(low * 0.999 <= float(tick) <= high * 1.001 for tick in ticks)


@given(VALUES, VALUES, st.booleans())
def test_larger_values_lie_further_along(one: float, other: float, logarithmic: bool) -> None:
    low, high = axis_ends([one, other], [one, other], logarithmic=logarithmic)
    axis = ValueAxis(low, high, 50.0, -200.0, logarithmic)
    assert (one <= other) == (axis.at(one) >= axis.at(other)) or one == other


def test_bars_begin_at_zero_but_a_narrow_series_may_not() -> None:
    assert axis_ends([90.0], [100.0], logarithmic=False)[0] == 0.0
    assert axis_ends([90.0], [100.0], logarithmic=False, zero=False)[0] > 0.0
    assert axis_ends([-5.0], [10.0], logarithmic=False)[0] == -5.0
