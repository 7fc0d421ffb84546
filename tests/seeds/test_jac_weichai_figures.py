"""The figures of the first dossier: nine, each with its bound, unit, period and basis."""

from __future__ import annotations

import re

import pytest

from jwviewer.dossier.dossier import Dossier

FIGURES = {
    # id: company, its basis, value, bound, decimals, unit, period, its basis
    "sold-2018": ("jac-motors", "stated", "260000", "gt", -4, "vehicle", "2018", "stated"),
    "sold-light-2018": (
        "jac-motors", "stated", "200000", "nearly", -5, "vehicle", "2018", "inferred",
    ),
    "sold-k7-2018": ("jac-motors", "inferred", "2000", "gt", -3, "vehicle", "2018", "inferred"),
    "sold-k7-change": ("jac-motors", "inferred", "90", "nearly", -1, "%", "2018", "inferred"),
    "income-2018-cny": ("weichai", "inferred", "230000000000", "gt", -9, "CNY", "2018", "stated"),
    "income-2018-usd": ("weichai", "inferred", "33400000000", "eq", -7, "USD", "2018", "stated"),
    "patents-2018": ("jac-motors", "stated", "12333", "eq", 0, "patent", "2018-12-31", "stated"),
    "inventions-2018": ("jac-motors", "stated", "1750", "eq", 0, "patent", "2018-12-31", "stated"),
    "units-supplied-total": ("weichai", "inferred", "600000", "gt", -5, "unit", "", "undated"),
}  # fmt: skip


def test_no_figure_but_these(dossier: Dossier) -> None:
    assert [f.id for f in dossier.facts if f.kind == "figure"] == list(FIGURES)


@pytest.mark.parametrize("figure_id", FIGURES)
def test_figure(dossier: Dossier, figure_id: str) -> None:
    f = dossier.fact(figure_id)
    found = (
        *f.company_ids,
        f.company_basis,
        f.value,
        f.bound,
        f.decimals,
        f.unit,
        f.period,
        f.period_basis,
    )
    assert found == FIGURES[figure_id]


def test_parts_and_their_basis(dossier: Dossier) -> None:
    parts = {f.id: (f.part_of_id, f.part_basis) for f in dossier.facts if f.part_of_id}
    assert parts == {
        "sold-light-2018": ("sold-2018", "stated"),
        "sold-k7-2018": ("sold-2018", "inferred"),
        "inventions-2018": ("patents-2018", "stated"),
    }


def test_rise_keeps_its_direction_apart_and_its_base_inferred(dossier: Dossier) -> None:
    rise = dossier.fact("sold-k7-change")
    assert (rise.direction, rise.change_of_id) == ("increase", "sold-k7-2018")
    assert (rise.base_period, rise.base_basis) == ("2017", "inferred")


def test_conversion_is_the_sources_own_and_inherits_the_bound(dossier: Dossier) -> None:
    conversion = dossier.fact("income-conversion")
    assert (conversion.from_id, conversion.to_id) == ("income-2018-cny", "income-2018-usd")
    assert dossier.fact("income-2018-usd").inferred_bound == "gt"
    inherited = [f.id for f in dossier.facts if f.inferred_bound]
    assert inherited == ["income-2018-usd"]


def test_income_is_called_nothing_else(dossier: Dossier) -> None:
    assert dossier.row("metrics", "income")["label"] == "Income (as the article words it)"
    labels = " ".join([*dossier.tables["metrics"]["label"], *(f.label for f in dossier.facts)])
    assert not re.search(r"revenue|profit|turnover|earnings", labels, re.IGNORECASE)


def test_patents_are_a_stock_and_units_are_left_open(dossier: Dossier) -> None:
    kinds = {
        m: dossier.row("metrics", m)["period_kind"] for m in dossier.tables["metrics"]["metric_id"]
    }
    assert (kinds["authorised-patents"], kinds["invention-patents"]) == ("stock", "stock")
    assert kinds["vehicles-sold"] == "flow"
    assert kinds["units-supplied"] == "unknown"


def test_no_metric_is_reported_by_both(dossier: Dossier) -> None:
    by_metric: dict[str, set[str]] = {}
    for fact in dossier.facts:
        if fact.kind == "figure":
            by_metric.setdefault(fact.metric_id, set()).update(fact.company_ids)
    assert all(len(companies) == 1 for companies in by_metric.values())


@pytest.mark.parametrize(
    ("inputs", "bound", "value"),
    [
        ({"sold-light-2018", "sold-2018"}, "lt", "77.0"),
        ({"sold-k7-2018", "sold-k7-change"}, "gt", "1052"),
        ({"inventions-2018", "patents-2018"}, "eq", "14.2"),
        ({"income-2018-cny", "income-2018-usd"}, "about", "6.886"),
    ],
)
def test_derived_values(dossier: Dossier, inputs: set[str], bound: str, value: str) -> None:
    found = [d for d in dossier.derived if inputs <= set(d.inputs)]
    assert [(d.quantity.bound, str(d.quantity.value)) for d in found] == [(bound, value)]
