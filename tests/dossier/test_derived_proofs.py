from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from jwviewer.dossier.quantity import Interval, Quantity
from jwviewer.dossier.schema import BOUNDS
from tests.dossier.figure_sample import change, derived, figure, part


def true_numbers(row: dict[str, Any]) -> st.SearchStrategy[Fraction]:
    """Numbers that the source's words allow, close to the ends as well."""
    amount = Quantity(
        Decimal(row["value"]), row["bound"], "vehicle",
        Decimal(row["value_high"]) if "value_high" in row else None, row["decimals"],
    )  # fmt: skip
    interval = amount.interval.meet(Interval(0, False, None, False))
    assume(interval is not None)
    assert interval is not None
    low = interval.low or Fraction(0)
    high = low * 2 + 5000 if interval.high is None else interval.high
    between = st.fractions(0, 1).map(lambda share: low + (high - low) * share)
    return between.filter(lambda number: number in interval)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    value, bound = draw(st.integers(1, 5000)), draw(st.sampled_from(BOUNDS))
    row = {"value": str(value), "bound": bound, "decimals": draw(st.integers(-2, 1))}
    if bound == "range":
        row["value_high"] = str(value + draw(st.integers(1, 500)))
    return row


@given(rows(), rows(), st.data())
def test_no_share_excludes_a_pair_of_numbers_that_the_figures_allow(
    one: dict[str, Any], whole: dict[str, Any], data: st.DataObject
) -> None:
    found = derived(part(**one), figure("whole", **whole))
    numbers = data.draw(true_numbers(one)), data.draw(true_numbers(whole))
    assume(numbers[0] <= numbers[1])
    for share in found:
        exact = numbers[0] / numbers[1] * 100
        if one["bound"] == whole["bound"] == "eq":
            assert abs(Fraction(share.quantity.value) - exact) <= Fraction(1, 20)
        else:
            assert exact in share.quantity.interval


@given(rows(), rows(), st.sampled_from(["increase", "decrease"]), st.data())
def test_no_base_excludes_a_number_that_the_figures_allow(
    level: dict[str, Any], step: dict[str, Any], direction: str, data: st.DataObject
) -> None:
    found = derived(figure("level", **level), change(**step, direction=direction))
    now, percent = data.draw(true_numbers(level)), data.draw(true_numbers(step))
    factor = 1 + percent / 100 if direction == "increase" else 1 - percent / 100
    assume(factor > 0)
    for base in found:
        assert now / factor in base.quantity.interval
