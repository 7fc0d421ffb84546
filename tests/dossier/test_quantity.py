from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier.quantity import (
    Interval,
    Quantity,
    describe,
    describe_inherited,
    describe_long,
    describe_number,
    describe_unit,
    parse_decimal,
    round_interval,
    rounded,
)
from jwviewer.dossier.schema import BOUNDS


def qty(
    value: str,
    bound: str = "eq",
    unit: str = "vehicle",
    high: str = "",
    decimals: int | None = None,
    inferred_bound: str = "",
) -> Quantity:
    top = parse_decimal(high) if high else None
    return Quantity(parse_decimal(value), bound, unit, top, decimals, inferred_bound)


@pytest.mark.parametrize(
    ("given_quantity", "shown", "read_out"),
    [
        (qty("12333", unit="patent", decimals=0), "12,333 patents", "12,333 patents"),
        (qty("260000", "gt", decimals=-4), "> 260,000 vehicles", "more than 260,000 vehicles"),
        (qty("260000", "ge"), "≥ 260,000 vehicles", "at least 260,000 vehicles"),
        (qty("260000", "lt"), "< 260,000 vehicles", "less than 260,000 vehicles"),
        (qty("260000", "le"), "≤ 260,000 vehicles", "at most 260,000 vehicles"),
        (qty("200000", "nearly"), "just under 200,000 vehicles", "just under 200,000 vehicles"),
        (qty("3000", "over-about"), "just over 3,000 vehicles", "just over 3,000 vehicles"),
        (qty("6.886", "about", "CNY/USD"), "about 6.886 CNY per USD", "about 6.886 CNY per USD"),
        (qty("4.1", "range", "%", "4.6"), "4.1 – 4.6 %", "4.1 to 4.6 percent"),
        (qty("4", "range", "%", "4.5"), "4.0 – 4.5 %", "4.0 to 4.5 percent"),
        (qty("90", "nearly", "%"), "just under 90 %", "just under 90 percent"),
        (qty("77.0", "lt", "%"), "< 77.0 %", "less than 77.0 percent"),
        (qty("1"), "1 vehicle", "1 vehicle"),
        (qty("1", "gt"), "> 1 vehicle", "more than 1 vehicle"),
        (qty("1.0"), "1.0 vehicles", "1.0 vehicles"),
        (qty("1", "range", high="2"), "1 – 2 vehicles", "1 to 2 vehicles"),
        (qty("0"), "0 vehicles", "0 vehicles"),
        (qty("7", unit="a"), "7 years", "7 years"),
        (qty("1.5", unit="1"), "1.5", "1.5"),
        (qty("-5", unit="Cel"), "−5 °C", "−5 degrees Celsius"),
        (qty("12", unit="{excavator}"), "12 excavators", "12 excavators"),
        (qty("230000000000", "gt", "CNY", decimals=-9), "> CNY 230 bn",
         "more than CNY 230 billion"),
        (qty("33400000000", "eq", "USD", decimals=-7), "US$ 33.40 bn", "US$ 33.40 billion"),
        (qty("33400000000", "eq", "USD"), "US$ 33.4 bn", "US$ 33.4 billion"),
        (qty("5000000", "about", "EUR"), "about € 5 m", "about € 5 million"),
        (qty("999999", "eq", "EUR"), "€ 999,999", "€ 999,999"),
        (qty("1234567.89", "eq", "EUR"), "€ 1,234,567.89", "€ 1,234,567.89"),
        (qty("1234567", "eq", "EUR", decimals=0), "€ 1,234,567", "€ 1,234,567"),
        (qty("1500000000000", "ge", "JPY"), "≥ JPY 1,500 bn", "at least JPY 1,500 billion"),
        (qty("4100000000", "range", "GBP", "4600000000"), "£ 4.1 – 4.6 bn",
         "£ 4.1 to 4.6 billion"),
        (qty("500000000", "range", "GBP", "2000000000"), "£ 500 – 2,000 m",
         "£ 500 to 2,000 million"),
        (qty("-2000000000", "eq", "CNY"), "CNY −2 bn", "CNY −2 billion"),
        (qty("230000000000", "gt", "?", decimals=-9), "> ? 230 bn (currency not stated)",
         "more than ? 230 billion (currency not stated)"),
        (qty("123456789012345678901234567890.123456789012", unit="1"),
         "123,456,789,012,345,678,901,234,567,890.123456789012",
         "123,456,789,012,345,678,901,234,567,890.123456789012"),
    ],
)  # fmt: skip
def test_a_number_is_shown_with_its_bound_and_unit(
    given_quantity: Quantity, shown: str, read_out: str
) -> None:
    assert describe(given_quantity) == shown
    assert describe_long(given_quantity) == read_out


def test_number_and_unit_are_to_be_had_apart() -> None:
    sold = qty("260000", "gt")
    assert (describe_number(sold), describe_unit(sold)) == ("> 260,000", "vehicles")
    assert describe_unit(qty("1")) == "vehicle"
    income = qty("230000000000", "gt", "CNY", decimals=-9)
    assert (describe_number(income), describe_unit(income)) == ("> 230 bn", "CNY")
    assert describe_number(income, compact=False) == "> 230,000,000,000"
    assert describe(income, compact=False) == "> CNY 230,000,000,000"
    assert describe(income, unit=False) == "> 230 bn"


def test_an_inherited_bound_is_said_beside_the_number_and_never_as_printed() -> None:
    converted = qty("33400000000", "eq", "USD", decimals=-7, inferred_bound="gt")
    assert describe(converted) == "US$ 33.40 bn"
    assert describe_inherited(converted) == "more than, inherited from the amount it converts"
    assert describe_inherited(converted) in describe_long(converted)
    assert describe_inherited(qty("5")) == ""


def test_an_inherited_bound_counts_in_arithmetic() -> None:
    converted = qty("33400000000", "eq", "USD", inferred_bound="gt")
    assert converted.interval == Interval(33_400_000_000, True, None, False)


VALUES = st.from_regex(r"-?[0-9]{1,30}(\.[0-9]{1,12})?", fullmatch=True).filter(str.isascii)
QUANTITIES = st.builds(
    lambda value, bound, unit, decimals, more: Quantity(
        value, bound, unit, value + more if bound == "range" else None, decimals
    ),
    VALUES.map(parse_decimal),
    st.sampled_from(BOUNDS),
    st.sampled_from(["vehicle", "%", "CNY", "USD", "?", "1", "CNY/USD"]),
    st.none() | st.integers(-18, 12),
    st.integers(0, 10**6).map(Decimal),
)

SIGNS = {
    "gt": ("> ", "more than "), "ge": ("≥ ", "at least "), "lt": ("< ", "less than "),
    "le": ("≤ ", "at most "), "about": ("about ",) * 2, "nearly": ("just under ",) * 2,
    "over-about": ("just over ",) * 2,
}  # fmt: skip


@given(QUANTITIES, st.booleans(), st.booleans())
def test_no_number_is_ever_shown_without_its_bound(
    amount: Quantity, compact: bool, unit: bool
) -> None:
    shown = describe(amount, compact=compact, unit=unit)
    if amount.bound == "range":
        assert " – " in shown
        assert " to " in describe_long(amount)
    elif amount.bound == "eq":
        assert not any(shown.startswith(sign) for signs in SIGNS.values() for sign in signs)
    else:
        assert shown.startswith(SIGNS[amount.bound][0])
        assert describe_long(amount).startswith(SIGNS[amount.bound][1])


@given(QUANTITIES.filter(lambda amount: amount.high is None), st.booleans())
def test_no_digit_is_lost_on_the_way_to_the_screen(amount: Quantity, compact: bool) -> None:
    shown = describe_number(amount, compact=compact)
    number = re.search(r"−?[0-9,]+(?:\.[0-9]+)?", shown)
    assert number is not None
    scale = 10**9 if shown.endswith(" bn") else 10**6 if shown.endswith(" m") else 1
    value = Fraction(number[0].replace(",", "").replace("−", "-")) * scale
    assert value == Fraction(amount.value)


@pytest.mark.parametrize(
    ("bound", "low", "low_closed", "high", "high_closed"),
    [
        ("eq", 200_000, True, 200_000, True),
        ("about", 150_000, True, 250_000, True),
        ("nearly", 150_000, False, 200_000, True),
        ("over-about", 200_000, True, 250_000, False),
        ("gt", 200_000, False, None, False),
        ("ge", 200_000, True, None, False),
        ("lt", None, False, 200_000, False),
        ("le", None, False, 200_000, True),
    ],
)
@pytest.mark.parametrize("decimals", [-5, None])
def test_a_bound_allows_these_numbers(
    bound: str,
    low: int | None,
    low_closed: bool,
    high: int | None,
    high_closed: bool,
    decimals: int | None,
) -> None:
    amount = qty("200000", bound, decimals=decimals)
    assert amount.interval == Interval(low, low_closed, high, high_closed)


def test_a_range_allows_its_ends_and_what_is_between() -> None:
    assert qty("4.1", "range", "%", "4.6").interval == Interval(
        Decimal("4.1"), True, Decimal("4.6"), True
    )


@pytest.mark.parametrize(
    ("value", "known"),
    [("200000", -5), ("260000", -4), ("12333", 0), ("4.1", 1), ("4.10", 2), ("0", 0), ("0.0", 1),
     ("10", -1)],
)  # fmt: skip
def test_where_nothing_is_said_zeros_at_the_end_of_a_whole_number_are_not_known(
    value: str, known: int
) -> None:
    assert qty(value).known_decimals == known
    assert qty(value, decimals=3).known_decimals == 3


@pytest.mark.parametrize(
    ("bound", "high", "part"),
    [("exact", "", "not a bound"), ("", "", "not a bound"), ("range", "", "without an upper end"),
     ("range", "4", "below its beginning"), ("gt", "6", "is no range")],
)  # fmt: skip
def test_a_bound_that_does_not_fit_its_numbers_is_refused(bound: str, high: str, part: str) -> None:
    with pytest.raises(ValueError, match=part):
        qty("5", bound, high=high)


@given(VALUES)
def test_decimal_text_comes_back_as_it_was(text: str) -> None:
    value = parse_decimal(text)
    assert Fraction(value) == Fraction(text)
    assert value.as_tuple().exponent == -len(text.partition(".")[2])


@pytest.mark.parametrize(
    "text",
    ["", " ", "1_000", "１２", "٣", "nan", "inf", "1e5", "1E300000", "+5", "5.", ".5", "1,000",
     "33,4", "0x10", "--5", "5-", "²", "1" * 31, "1." + "0" * 13, "5\n", " 5", "−5",
     pytest.param("1" * 1_000_000, id="a million digits")],
)  # fmt: skip
def test_what_python_would_take_for_a_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="such as 260000"):
        parse_decimal(text)


@given(st.text(max_size=50) | st.text("0123456789.-+eE_, ١９", max_size=12))
def test_only_the_grammar_is_accepted(text: str) -> None:
    fits = re.fullmatch(r"-?[0-9]{1,30}(\.[0-9]{1,12})?", text) is not None
    try:
        parse_decimal(text)
    except ValueError:
        assert not fits
    else:
        assert fits


ENDS = st.none() | st.fractions(min_value=-(10**12), max_value=10**12)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    ends = [end for end in (draw(ENDS), draw(ENDS)) if end is not None]
    if len(ends) == 2 and ends[0] != ends[1]:
        return Interval(min(ends), draw(st.booleans()), max(ends), draw(st.booleans()))
    end = ends[0] if ends else Fraction(0)
    closed = draw(st.booleans())
    one_sided = Interval(end, closed, None, False), Interval(None, False, end, closed)
    return draw(st.sampled_from([Interval.point(end), *one_sided]))


@given(intervals(), st.integers(-12, 12))
def test_rounding_never_claims_more_than_is_proven(interval: Interval, decimals: int) -> None:
    amount = rounded(interval, decimals)
    assert amount.interval.holds(interval)
    if amount.bound in ("lt", "le"):
        assert interval.high is not None
        assert amount.value >= interval.high
    if amount.bound in ("gt", "ge"):
        assert interval.low is not None
        assert amount.value <= interval.low


@given(intervals(), st.integers(-12, 12))
def test_rounding_moves_no_end_further_than_one_unit(interval: Interval, decimals: int) -> None:
    amount = rounded(interval, decimals)
    unit = Fraction(10) ** -decimals
    lower = amount.bound in ("gt", "ge", "range", "eq", "about")
    end = interval.low if lower else interval.high
    assert end is not None
    assert abs(Fraction(amount.value) - end) < unit
    assert (Fraction(amount.value) / unit).denominator == 1


@pytest.mark.parametrize(
    ("interval", "decimals", "expected"),
    [
        (Interval(0, False, Fraction(1000, 13), False), 1, ("0.0 – 77.0", "range")),
        (Interval(None, False, Fraction(1000, 13), False), 1, ("77.0", "lt")),
        (Interval(None, False, Fraction(1000, 13), True), 1, ("77.0", "lt")),
        (Interval(None, False, 77, True), 1, ("77.0", "le")),
        (Interval(None, False, 77, False), 1, ("77.0", "lt")),
        (Interval(Fraction(20000, 19), False, None, False), 0, ("1,052", "gt")),
        (Interval(Fraction(20000, 19), True, None, False), 0, ("1,052", "gt")),
        (Interval(1052, True, None, False), 0, ("1,052", "ge")),
        (Interval.point(Decimal("14.2")), 1, ("14.2", "eq")),
        (Interval.point(Fraction(1, 3)), 3, ("0.333", "about")),
        (Interval.point(2500), -3, ("2,000", "about")),
        (Interval(Fraction(-7, 3), True, Fraction(-1, 3), True), 0, ("−3 – 0", "range")),
    ],
)
def test_upper_ends_round_up_and_lower_ends_down(
    interval: Interval, decimals: int, expected: tuple[str, str]
) -> None:
    assert round_interval(interval, decimals) == expected


def test_a_number_of_which_nothing_is_known_cannot_be_rounded() -> None:
    with pytest.raises(ValueError, match="nothing is known"):
        rounded(Interval(None, False, None, False), 0)
