from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.quantity import describe
from jwviewer.places import seed
from tests.dossier.figure_sample import change, derived, figure, part, shown


@pytest.mark.parametrize(
    ("one", "whole", "share"),
    [
        (("200000", "nearly", -5), ("260000", "gt", -4), "< 77.0 %"),
        (("1750", "eq", 0), ("12333", "eq", 0), "14.2 %"),
        (("1", "eq", 0), ("4", "eq", 0), "25.0 %"),
        (("1", "eq", 0), ("8", "eq", 0), "12.5 %"),
        (("1", "eq", 0), ("16", "eq", 0), "6.2 %"),
        (("3", "eq", 0), ("16", "eq", 0), "18.8 %"),
        (("1", "eq", 0), ("3000", "eq", 0), "0.03 %"),
        (("50", "gt", 0), ("100", "eq", 0), "> 50.0 %"),
        (("50", "ge", 0), ("100", "eq", 0), "≥ 50.0 %"),
        (("50", "lt", 0), ("100", "eq", 0), "< 50.0 %"),
        (("50", "eq", 0), ("100", "gt", 0), "< 50.0 %"),
        (("50", "eq", 0), ("100", "ge", 0), "≤ 50.0 %"),
        (("50", "eq", 0), ("150", "ge", 0), "< 33.4 %"),
        (("50", "eq", 0), ("150", "lt", 0), "> 33.3 %"),
        (("50", "eq", 0), ("100", "about", -1), "47.6 – 52.7 %"),
        (("50", "over-about", -1), ("100", "eq", 0), "50.0 – 55.0 %"),
        (("100", "eq", 0), ("100", "eq", 0), "100.0 %"),
        (("0", "eq", 0), ("100", "eq", 0), "0.0 %"),
    ],
)
def test_a_share_keeps_what_its_two_figures_prove(
    one: tuple[str, str, int], whole: tuple[str, str, int], share: str
) -> None:
    numbers = [
        part(one[0], one[1], decimals=one[2]),
        figure("whole", whole[0], whole[1], decimals=whole[2]),
    ]
    assert shown(*numbers) == [share]


@pytest.mark.parametrize(
    ("one", "whole"),
    [
        (("2000", "gt"), ("260000", "gt")),
        (("2000", "lt"), ("2500", "lt")),
        (("2500", "lt"), ("2000", "gt")),
        (("100", "eq"), ("0", "eq")),
    ],
)
def test_a_share_of_which_nothing_is_proven_is_not_shown(
    one: tuple[str, str], whole: tuple[str, str]
) -> None:
    assert shown(part(*one), figure("whole", *whole)) == []


def test_a_part_above_its_whole_is_left_for_all_to_see() -> None:
    assert shown(part("120"), figure("whole", "100")) == ["120.0 %"]


@pytest.mark.parametrize(
    "unlike",
    [
        {"unit": "unit"},
        {"entity_id": "birch"},
        {"period": "2020"},
        {"period": "2021-33"},
        {"period": ""},
        {"period": "XXXX-05-04"},
        {"direction": "increase"},
    ],
)
def test_no_share_across_units_companies_or_periods(unlike: dict[str, str]) -> None:
    assert shown(part("50", **unlike), figure("whole", "100")) == []
    assert shown(part("50"), figure("whole", "100", **unlike)) == []


@pytest.mark.parametrize(
    ("metric", "unit"), [("share", "%"), ("income", "?"), ("share", "CNY/USD"), ("share", "Cel")]
)
def test_no_share_of_what_does_not_add_up(metric: str, unit: str) -> None:
    alike = {"metric_id": metric, "unit": unit}
    assert shown(part("50", **alike), figure("whole", "100", **alike)) == []


def test_the_same_period_in_other_words_is_the_same() -> None:
    assert shown(part("50", period="2021-01/2021-12"), figure("whole", "100")) == ["50.0 %"]
    assert shown(part("50", period=""), figure("whole", "100", period="")) == ["50.0 %"]
    days = {"period": "XXXX-05-04"}, {"period": "XXXX-05-05"}
    assert shown(part("50", **days[0]), figure("whole", "100", **days[0])) == ["50.0 %"]
    assert shown(part("50", **days[0]), figure("whole", "100", **days[1])) == []


def test_a_part_of_an_income_may_be_more_than_all_of_it() -> None:
    """Losses elsewhere can take it away again, so 100 % is no upper end for money."""
    money = {"metric_id": "income", "unit": "CNY", "subject_id": ""}
    whole = figure("whole", "100", **money)
    assert shown(part("80", "range", value_high="120", **money), whole) == ["80.0 – 120.0 %"]
    counted = part("80", "range", value_high="120")
    assert shown(counted, figure("whole", "100")) == ["≥ 80.0 %"]
    assert shown(part("50", "ge", **money), figure("whole", "100", "lt", **money)) == []


def test_a_share_tells_how_it_came_about() -> None:
    (share,) = derived(
        part("200000", "nearly", decimals=-5, period_basis="inferred", part_basis="inferred"),
        figure("whole", "260000", "gt", decimals=-4, entity_basis="inferred"),
    )
    assert share.id == "derived-share-part"
    assert share.kind == "share"
    assert share.label == "Light vans, share of vehicles sold, 2021"
    assert share.formula == "Light vans ÷ vehicles sold = just under 200,000 ÷ > 260,000"
    assert share.inputs == ("part", "whole")
    assert share.companies == ("alder",)
    assert (share.period, share.period_basis) == ("2021", "inferred")
    assert share.inferred == (
        "that Light vans is a part of vehicles sold is inferred",
        "Light vans: the period is inferred",
        "vehicles sold: which company it belongs to is inferred",
    )
    assert share.rounded
    assert share.quantity.unit == "%"


def test_parts_that_count_the_same_thing_are_told_apart_by_their_figures() -> None:
    (share,) = derived(part("50", subject_id=""), figure("whole", "100"))
    assert share.formula.startswith("Vehicles sold, 2021 ÷ Vehicles sold, 2021")


def test_what_is_exact_is_not_called_rounded() -> None:
    assert [d.rounded for d in derived(part("1"), figure("whole", "4"))] == [False]
    assert [d.rounded for d in derived(part("1"), figure("whole", "3"))] == [True]
    assert [d.rounded for d in derived(part("1", "gt"), figure("whole", "4"))] == [False]


@pytest.mark.parametrize(
    ("level", "step", "direction", "before"),
    [
        (("2000", "gt", -3), ("90", "nearly", -1), "increase", "> 1,052 vehicles"),
        (("110", "eq", 0), ("10", "eq", 0), "increase", "100 vehicles"),
        (("100", "eq", 0), ("5", "eq", 0), "increase", "about 95 vehicles"),
        (("95", "eq", 0), ("5", "eq", 0), "decrease", "100 vehicles"),
        (("100", "gt", 0), ("50", "eq", 0), "decrease", "> 200 vehicles"),
        (("100", "lt", 0), ("25", "eq", 0), "increase", "< 80 vehicles"),
        (("100", "eq", 0), ("25", "gt", 0), "increase", "< 80 vehicles"),
        (("100", "eq", 0), ("25", "lt", 0), "increase", "80 – 100 vehicles"),
        (("100", "eq", 0), ("60", "gt", 0), "decrease", "> 250 vehicles"),
        (("100", "eq", 0), ("100", "ge", 0), "increase", "≤ 50 vehicles"),
        (("20000", "about", -3), ("10", "about", 0), "increase", "17,647 – 18,722 vehicles"),
    ],
)
def test_the_value_before_a_change_keeps_its_bound(
    level: tuple[str, str, int], step: tuple[str, str, int], direction: str, before: str
) -> None:
    assert shown(
        figure("level", level[0], level[1], decimals=level[2]),
        change(step[0], step[1], decimals=step[2], direction=direction),
    ) == [before]


@pytest.mark.parametrize(
    ("level", "step", "direction"),
    [
        (("100", "gt"), ("25", "gt"), "increase"),
        (("100", "lt"), ("25", "gt"), "decrease"),
        (("100", "eq"), ("100", "eq"), "decrease"),
    ],
)
def test_a_base_of_which_nothing_is_proven_is_not_shown(
    level: tuple[str, str], step: tuple[str, str], direction: str
) -> None:
    assert shown(figure("level", *level), change(*step, direction=direction)) == []


@pytest.mark.parametrize(
    "unlike",
    [{"entity_id": "birch"}, {"subject_id": "r5"}, {"period": "2020"}, {"period": ""},
     {"direction": ""}, {"unit": "pp"}, {"unit": "CNY", "metric_id": "income"}],
)  # fmt: skip
def test_no_base_across_units_companies_subjects_or_periods(unlike: dict[str, str]) -> None:
    assert shown(figure("level", "100"), change("10", **unlike)) == []


def test_a_change_in_the_same_unit_is_taken_off_or_added() -> None:
    grown = change("10", "gt", unit="vehicle", metric_id="sold")
    assert shown(figure("level", "100"), grown) == ["< 90 vehicles"]
    assert shown(figure("level", "100"), {**grown, "direction": "decrease"}) == ["> 110 vehicles"]
    level = figure("level", "12.5", metric_id="share", unit="%")
    points = change("1.25", unit="pp", metric_id="step")
    assert shown(level, points) == ["11.25 %"]
    # Whether 10 % of 12.5 % are meant or ten points is not said.
    assert shown(level, change("10")) == []


def test_money_before_a_change_shows_four_digits() -> None:
    level = figure("level", "230000000000", "gt", unit="CNY", metric_id="income", decimals=-9)
    assert shown(level, change("10")) == ["> CNY 209.0 bn"]
    assert shown({**level, "bound": "eq"}, change("10")) == ["about CNY 209.1 bn"]


def test_a_base_tells_how_it_came_about() -> None:
    level = figure("level", "2000", "gt", decimals=-3, subject_id="r5", entity_basis="inferred")
    (base,) = derived(
        level, change("90", "nearly", decimals=-1, subject_id="r5", base_basis="inferred")
    )
    assert base.id == "derived-base-value-step"
    assert base.kind == "base-value"
    assert base.label == "Vehicles sold: R5 tractor, 2020"
    assert base.formula == "R5 tractor ÷ (1 + increase) = > 2,000 ÷ (1 + just under 90 %)"
    assert base.inputs == ("level", "step")
    assert (base.period, base.period_basis, base.base_period) == ("2020", "inferred", "2020")
    assert base.inferred == (
        "the base period is inferred",
        "R5 tractor: which company it belongs to is inferred",
    )
    assert base.rounded


def test_a_base_without_a_stated_period_says_so() -> None:
    (base,) = derived(figure("level", "110"), change("10", base_period="", base_basis=""))
    assert base.label == "Vehicles sold, before the change"
    assert (base.period, base.period_basis) == ("", "undated")


@pytest.mark.parametrize(
    ("unit", "direction", "formula"),
    [
        ("%", "decrease", "Vehicles sold ÷ (1 − decrease) = 100 ÷ (1 − 10 %)"),
        ("vehicle", "increase", "Vehicles sold − increase = 100 − 10 vehicles"),
        ("vehicle", "decrease", "Vehicles sold + decrease = 100 + 10 vehicles"),
    ],
)
def test_the_formula_says_which_way_it_went(unit: str, direction: str, formula: str) -> None:
    (base,) = derived(figure("level", "100"), change("10", unit=unit, direction=direction))
    assert base.formula == formula


def money(figure_id: str, value: str, unit: str, bound: str = "eq", **more: Any) -> dict[str, Any]:
    return figure(figure_id, value, bound, unit=unit, metric_id="income", **more)


CONVERSION = [{"conversion_id": "c", "from_id": "cny", "to_id": "usd", "mode": "narration"}]


def rates(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    found = derived(one, other, conversions=CONVERSION)
    return [describe(value.quantity) for value in found]


@pytest.mark.parametrize(
    ("cny", "usd", "rate"),
    [
        (("230000000000", -9), ("33400000000", -7), "about 6.886 CNY per USD"),
        (("230000000000", -9), ("33000000000", -9), "about 6.970 CNY per USD"),
        (("1", 0), ("8", 0), "about 8.000 USD per CNY"),
        (("65123456", 0), ("9876543", 0), "about 6.593750 CNY per USD"),
        (("1000000", None), ("1", 0), "about 1,000,000 CNY per USD"),
    ],
)
def test_a_rate_is_implied_by_the_numbers_as_printed(
    cny: tuple[str, int | None], usd: tuple[str, int | None], rate: str
) -> None:
    one, other = money("cny", cny[0], "CNY", "gt"), money("usd", usd[0], "USD")
    assert rates({**one, "decimals": cny[1]}, {**other, "decimals": usd[1]}) == [rate]


def test_a_rate_tells_how_it_came_about() -> None:
    (rate,) = derived(
        money("cny", "230000000000", "CNY", "gt", decimals=-9),
        money("usd", "33400000000", "USD", decimals=-7, inferred_bound="gt"),
        conversions=CONVERSION,
    )
    assert rate.id == "derived-rate-c"
    assert rate.kind == "rate"
    assert rate.quantity.value == Decimal("6.886")
    assert rate.quantity.bound == "about"
    assert rate.label == "CNY per USD, implied by the source's own conversion, 2021"
    assert rate.formula == (
        "Income in CNY ÷ the same in USD = > CNY 230 bn ÷ US$ 33.40 bn, the numbers as printed"
    )
    assert rate.inputs == ("cny", "usd", "c")
    assert rate.companies == ("alder",)


@pytest.mark.parametrize(
    "usd",
    [
        money("usd", "33", "?"),
        money("usd", "33", "CNY"),
        money("usd", "0", "USD"),
        money("usd", "-33", "USD"),
        money("usd", "33", "USD", "range", value_high="34"),
    ],
)
def test_no_rate_without_two_settled_amounts(usd: dict[str, Any]) -> None:
    assert rates(money("cny", "230", "CNY"), usd) == []


def test_figures_that_nothing_links_are_left_alone() -> None:
    assert shown(figure("whole", "100"), figure("other", "50", subject_id="vans")) == []


def test_figures_that_point_at_themselves_do_no_harm() -> None:
    assert shown(figure("whole", "100", part_of_id="whole")) == []
    assert shown(change("5", change_of_id="step")) == []


def test_what_follows_from_the_first_dossier() -> None:
    found = {value.id: value for value in open_dossier(seed("jac-weichai")).derived}
    assert {name: describe(value.quantity) for name, value in found.items()} == {
        "derived-share-sold-light-2018": "< 77.0 %",
        "derived-base-value-sold-k7-change": "> 1,052 vehicles",
        "derived-share-inventions-2018": "14.2 %",
        "derived-rate-income-conversion": "about 6.886 CNY per USD",
    }
    before = found["derived-base-value-sold-k7-change"]
    assert "the base period is inferred" in before.inferred
    assert before.quantity.bound == "gt"
