from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from operator import add, mul, sub, truediv
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jwviewer.dossier.interval import Interval

NUMBERS = st.fractions(min_value=-50, max_value=50, max_denominator=12)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    closed = (True, True) if low == high else (draw(st.booleans()), draw(st.booleans()))
    ends = draw(
        st.sampled_from([(low, high), (low, high), (low, None), (None, high), (None, None)])
    )
    return Interval(ends[0], closed[0], ends[1], closed[1])


@st.composite
def with_a_number(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """An interval and a number in it, often one at or close to an end."""
    interval = draw(intervals())
    close = Fraction(1, draw(st.sampled_from([1, 3, 1000])))
    ends = [end for end in (interval.low, interval.high) if end is not None]
    if len(ends) == 2:
        close *= ends[1] - ends[0]
    number = draw(st.sampled_from(
        [*ends, *(end + close for end in ends), *(end - close for end in ends), Fraction(0)]
    ))  # fmt: skip
    assume(number in interval)
    return interval, number


OPERATIONS = pytest.mark.parametrize("operation", [add, sub, mul, truediv])


@OPERATIONS
@given(one=with_a_number(), other=with_a_number())
def test_the_result_holds_the_result_of_any_two_numbers(
    operation: Any, one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    if operation is truediv and 0 in other[0]:
        with pytest.raises(ArithmeticError, match="may be zero"):
            operation(one[0], other[0])
        return
    assert operation(one[1], other[1]) in operation(one[0], other[0])


def near(end: Fraction | None, other: Fraction | None, inward: int) -> list[Fraction]:
    """Return numbers that come close to an end of an interval from within."""
    if end is None:
        return [(other or Fraction(0)) - inward * Fraction(10) ** power for power in (3, 12)]
    room = Fraction(1) if other is None else abs(other - end)
    return [end, *(end + inward * room / 10**power for power in (3, 12))]


def samples(interval: Interval) -> list[Fraction]:
    found = near(interval.low, interval.high, 1) + near(interval.high, interval.low, -1)
    return [number for number in (*found, Fraction(0)) if number in interval]


@OPERATIONS
@given(one=intervals(), other=intervals())
def test_the_result_holds_nothing_that_no_two_numbers_give(
    operation: Any, one: Interval, other: Interval
) -> None:
    if operation is truediv and 0 in other:
        return
    result = operation(one, other)
    # Each end of the result must be come close to, and be met if it is closed.
    reached = [operation(a, b) for a in samples(one) for b in samples(other)]
    for end, closed, best in (
        (result.low, result.low_closed, min(reached)),
        (result.high, result.high_closed, max(reached)),
    ):
        if closed:
            assert best == end
        elif end is not None:
            assert best != end
            assert abs(best - end) <= Fraction(1, 2)
        else:
            assert abs(best) >= 100


@given(intervals(), intervals())
def test_order_does_not_matter_where_it_does_not_for_numbers(
    one: Interval, other: Interval
) -> None:
    assert one + other == other + one
    assert one * other == other * one


@given(intervals(), intervals(), NUMBERS)
def test_meet_and_hull_are_what_they_say(one: Interval, other: Interval, number: Fraction) -> None:
    common, both = one.meet(other), one.hull(other)
    assert (number in one and number in other) == (common is not None and number in common)
    if number in one or number in other:
        assert number in both
    assert both.holds(one)
    assert both.holds(other)
    assert one.holds(other) == (one.hull(other) == one)


def interval(text: str) -> Interval:
    low, high = (part.strip() for part in text[1:-1].split(","))
    return Interval(
        Decimal(low) if low else None,
        text[0] == "[",
        Decimal(high) if high else None,
        text[-1] == "]",
    )


@pytest.mark.parametrize(
    ("one", "operation", "other", "result"),
    [
        ("(1, 2]", add, "[3, 4]", "(4, 6]"),
        ("(1, 2]", sub, "[3, 4)", "(-3, -1]"),
        ("[2000, )", add, "(1, 5)", "(2001, )"),
        ("(-2, 3]", mul, "[-5, 4)", "[-15, 12)"),
        ("[0, 1]", mul, "(5, )", "[0, )"),
        ("(0, 1]", mul, "(5, )", "(0, )"),
        ("[0, 0]", mul, "(, )", "[0, 0]"),
        ("[0, 3]", mul, "(0, 2]", "[0, 6]"),
        ("(, 0]", mul, "(, 0)", "[0, )"),
        ("(, -1)", mul, "[2, )", "(, -2)"),
        ("[1, 2]", truediv, "(0, 4]", "[0.25, )"),
        ("[1, 2]", truediv, "(4, )", "(0, 0.5)"),
        ("(150000, 200000]", truediv, "(250000, )", "(0, 0.8)"),
        ("[1, 2]", truediv, "[-4, -2)", "(-1, -0.25]"),
        ("[1, 1]", truediv, "[4, 4]", "[0.25, 0.25]"),
    ],
)
def test_ends_are_open_where_they_are_not_reached(
    one: str, operation: Any, other: str, result: str
) -> None:
    assert operation(interval(one), interval(other)) == interval(result)


def test_nothing_is_lost_in_arithmetic() -> None:
    third = Interval.point(1) / Interval.point(3)
    assert third + third + third == Interval.point(1)
    huge = Decimal("123456789012345678901234567890.123456789012")
    assert Interval.point(huge) - Interval.point(huge - 1) != Interval.point(0)
    assert (Interval.point(huge) * Interval.point(huge)).low == Fraction(huge) ** 2


@pytest.mark.parametrize("divisor", ["[0, 1]", "(-1, 1)", "[0, 0]", "(, 5)", "(, 0]", "[-1, )"])
def test_dividing_by_what_may_be_zero_is_refused(divisor: str) -> None:
    with pytest.raises(ArithmeticError, match="divisor may be zero"):
        interval("[1, 2]") / interval(divisor)


@pytest.mark.parametrize("text", ["[2, 1]", "(1, 1]", "[1, 1)", "(1, 1)"])
def test_an_interval_without_numbers_cannot_be_made(text: str) -> None:
    with pytest.raises(ValueError, match=r"before it begins|no number lies"):
        interval(text)


def test_an_end_that_is_not_known_is_never_closed() -> None:
    assert Interval(None, True, None, True) == Interval(None, False, None, False)
