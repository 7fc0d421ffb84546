from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.places import seed
from jwviewer.queries.metric_plan import MOST_ROWS
from jwviewer.queries.metric_view import MetricsOptions, MetricsView, Panel
from jwviewer.queries.metrics import metrics_view
from jwviewer.selection import Period, Selection
from tests.metric_sample import dossier, entity, everything, figure


@pytest.fixture(scope="module")
def jac() -> Dossier:
    return open_dossier(seed("jac-weichai"))


def _view(of: Dossier, selection: Selection = Selection(), **options: object) -> MetricsView:  # noqa: B008
    return metrics_view(of, selection, MetricsOptions(**options))  # type: ignore[arg-type]


def _panel(view: MetricsView, title: str) -> Panel:
    return next(panel for panel in view.panels if panel.title.startswith(title))


def test_the_seed_compares_nothing_and_draws_eight_of_nine(jac: Dossier) -> None:
    view = _view(jac)
    assert (view.total, view.drawn, view.listed, view.shared) == (9, 8, 1, 0)
    assert [section.title for section in view.sections] == ["JAC Motors", "Weichai"]


def test_parts_stand_under_their_whole_and_keep_their_bounds(jac: Dossier) -> None:
    bars = _panel(_view(jac), "Vehicles sold").bars
    assert [(b.fact_id, b.value, b.whole_id) for b in bars] == [
        ("sold-2018", "> 260,000", ""),
        ("sold-light-2018", "just under 200,000", "sold-2018"),
        ("sold-k7-2018", "> 2,000", "sold-2018"),
    ]
    assert bars[1].asides[0].text == "< 77.0 % of all (derived)"
    assert "÷" in bars[1].asides[0].derived


def test_only_a_stated_part_is_called_one(jac: Dossier) -> None:
    bars = _panel(_view(jac), "Vehicles sold").bars
    assert bars[1].label.startswith("of which")
    assert not bars[2].label.startswith("of which")


def test_an_exact_part_of_an_exact_whole_is_drawn_inside_it(jac: Dossier) -> None:
    whole, part = _panel(_view(jac), "Authorised patents").bars
    assert (part.inside, part.whole_id, whole.inside) == (True, whole.fact_id, False)
    assert "14.2 %" in part.asides[0].text


def test_a_change_is_no_bar_but_leads_from_the_derived_base(jac: Dossier) -> None:
    view = _view(jac)
    assert "sold-k7-change" not in {bar.fact_id for panel in view.panels for bar in panel.bars}
    change = next(panel.changes[0] for panel in view.panels if panel.changes)
    assert (change.start.value, change.end.value) == ("> 1,052", "> 2,000")
    assert change.start.derived
    assert "up just under 90 %" in change.words
    assert "2017 (inferred)" in change.start.label


def test_without_room_for_a_change_it_is_told_in_words(jac: Dossier) -> None:
    bars = _panel(_view(jac, draw_changes=False), "Vehicles sold").bars
    assert [aside.text for aside in bars[2].asides] == [
        "up just under 90 % on 2017 (inferred)",
        "> 1,052 vehicles then (derived)",
    ]


def test_money_is_drawn_once_with_the_sources_own_conversion_beside_it(jac: Dossier) -> None:
    (bar,) = _panel(_view(jac), "Income").bars
    assert (bar.value, bar.quantity.unit) == ("> CNY 230 bn", "CNY")
    given, rate = bar.asides
    assert given.fact_id == "income-2018-usd"
    assert given.text.startswith("US$ 33.40 bn as the source converts it")
    assert rate.text == "implied about 6.886 CNY per USD (derived)"
    assert rate.derived


def test_a_converted_amount_whose_origin_is_filtered_away_still_shows_its_bound() -> None:
    amounts = [
        figure("cny", "aurora", "revenue", 230, "CNY", bound="gt", mode="hedged"),
        figure("usd", "aurora", "revenue", 33, "USD", inferred_bound="gt"),
    ]
    of = dossier(
        amounts,
        conversions=[{"conversion_id": "c", "from_id": "cny", "to_id": "usd", "mode": "narration"}],
    )
    (bar,) = _view(of, Selection(modes=frozenset({"narration"}))).panels[0].bars
    assert bar.fact_id == "usd"
    assert "more than" in bar.asides[0].text


def test_an_amount_converted_from_one_that_is_not_drawn_is_listed_itself() -> None:
    of = dossier(
        (
            figure("yuan", "aurora", "revenue", 230, "CNY", period=""),
            figure("dollar", "aurora", "revenue", 33, "USD", period=""),
        ),
        conversions=[{"conversion_id": "rate", "from_id": "yuan", "to_id": "dollar"}],
    )
    view = _view(of)
    assert view.listed == 2
    assert [m.fact_id for panel in view.panels for m in panel.mentions] == ["yuan", "dollar"]


def test_amounts_that_convert_each_other_do_not_vanish() -> None:
    of = dossier(
        (
            figure("yuan", "aurora", "revenue", 230, "CNY"),
            figure("dollar", "aurora", "revenue", 33, "USD"),
        ),
        conversions=[
            {"conversion_id": "there", "from_id": "yuan", "to_id": "dollar"},
            {"conversion_id": "back", "from_id": "dollar", "to_id": "yuan"},
        ],
    )
    assert {bar.fact_id for panel in _view(of).panels for bar in panel.bars} == {"yuan", "dollar"}


def test_figures_without_a_period_are_listed_with_the_reason(jac: Dossier) -> None:
    mention = next(m for panel in _view(jac).panels for m in panel.mentions)
    assert (mention.value, mention.why) == (
        "> 600,000 units",
        "period and product not stated: not drawn",
    )


def test_companies_that_report_the_same_share_a_panel_unless_asked_otherwise() -> None:
    of = everything()
    together = _panel(_view(of), "Employees")
    assert together.company_ids == ("aurora", "borealis", "north")
    apart = [p for p in _view(of, arrangement="company").panels if p.title.startswith("Employees")]
    assert [panel.company_ids for panel in apart] == [("aurora",), ("borealis",), ("north",)]


def test_only_what_several_report_is_shown_on_request() -> None:
    view = _view(everything(), scope="shared")
    assert {section.title for section in view.sections} == {"Reported by several companies"}
    assert view.listed == 0


def test_where_nothing_is_shared_the_view_says_so(jac: Dossier) -> None:
    assert "more than one company" in _view(jac, scope="shared").message


def test_a_missing_period_leaves_a_gap_in_the_line() -> None:
    line = _panel(_view(everything()), "Vehicles sold").lines[0]
    years = [point.label for point in line.points]
    assert years == ["2012", "2013", "2014", "2016", "2017", "2018", "2019"]
    assert {(years[a], years[b]) for a, b in line.links} == {
        ("2012", "2013"),
        ("2013", "2014"),
        ("2016", "2017"),
        ("2017", "2018"),
        ("2018", "2019"),
    }


def test_sources_that_disagree_give_two_points_and_a_forked_line() -> None:
    of = dossier(
        figure(f"f-{year}-{n}", "aurora", "sold", 100 + n, "vehicle", str(year))
        for year, n in ((2017, 0), (2018, 0), (2018, 1), (2019, 0))
    )
    (line,) = _view(of).panels[0].lines
    assert len(line.points) == 4
    assert set(line.links) == {(0, 1), (0, 2), (1, 3), (2, 3)}


def test_sources_that_disagree_give_two_bars_named_after_them() -> None:
    labels = [bar.label for bar in _panel(_view(everything()), "Revenue").bars]
    assert labels == ["Aurora, Aurora almanac", "Aurora, Borealis gazette"]


def test_quarters_and_years_of_a_flow_never_share_a_line() -> None:
    of = dossier(
        figure(f"f-{n}", "aurora", "sold", 100 + n, "vehicle", period)
        for n, period in enumerate(("2017", "2018", "2019", "2019-33", "2019-34", "2019-35"))
    )
    lines = [panel.lines for panel in _view(of).panels]
    assert [len(only.points) for (only,) in lines] == [3, 3]


def test_two_points_make_no_series() -> None:
    of = dossier(
        figure(f"f-{year}", "aurora", "sold", 100, "vehicle", str(year)) for year in (2017, 2019)
    )
    (panel,) = _view(of).panels
    assert panel.form == "bars"
    assert [bar.label for bar in panel.bars] == ["Aurora, 2017", "Aurora, 2019"]


def test_amounts_in_unsettled_currencies_never_share_an_axis() -> None:
    of = dossier(
        figure(f"f-{n}", company, "revenue", 100, "?")
        for n, company in enumerate(("aurora", "borealis"))
    )
    assert len(_view(of).panels) == 2


def test_a_change_without_a_known_base_is_only_told() -> None:
    view = _view(everything())
    mention = next(m for p in view.panels for m in p.mentions if m.fact_id == "sold-change-b")
    assert mention.value == "down about 12 %"
    assert "not drawn" in mention.why


def test_a_reported_base_is_preferred_to_a_derived_one() -> None:
    of = dossier(
        [
            figure("now", "aurora", "sold", 200, "vehicle", "2020"),
            figure("then", "aurora", "sold", 100, "vehicle", "2018"),
            figure(
                "change",
                "aurora",
                "sold-change",
                100,
                "%",
                "2020",
                direction="increase",
                base_period="2018",
                base_basis="stated",
                change_of_id="now",
            ),
        ]
    )
    change = next(panel.changes[0] for panel in _view(of).panels if panel.changes)
    assert (change.start.fact_id, change.start.derived) == ("then", "")


def test_the_period_chosen_can_hide_and_what_it_hides_is_counted() -> None:
    days = Period(date(2019, 1, 1).toordinal(), date(2019, 12, 31).toordinal())
    view = _view(everything(), Selection(period=days), scope="period")
    assert view.outside > 0
    assert view.outside + len(view.table_rows) == view.total
    everywhere = _view(everything(), Selection(period=days))
    assert everywhere.outside == 0


def test_filters_are_counted(jac: Dossier) -> None:
    view = _view(jac, Selection(companies=frozenset({"weichai"})))
    assert (view.filtered, view.drawn, view.listed) == (6, 2, 1)
    nothing = _view(jac, Selection(kinds=frozenset({"place"})))
    assert (nothing.sections, nothing.message) == ((), "The filters hide all 9 figures.")


def test_a_crowded_panel_is_cut_but_never_loses_the_chosen_figure() -> None:
    products = [entity(f"p-{n}", f"Product {n}", kind="product") for n in range(MOST_ROWS + 20)]
    of = Dossier.from_rows(
        {
            "entities": [entity("aurora", "Aurora"), *products],
            "metrics": [
                {
                    "metric_id": "sold",
                    "label": "Sold",
                    "quantity": "count",
                    "unit": "vehicle",
                    "period_kind": "flow",
                }
            ],
            "figures": [
                figure(f"f-{n}", "aurora", "sold", n + 1, "vehicle", subject_id=f"p-{n}")
                for n in range(MOST_ROWS + 20)
            ],
        }
    )
    assert _view(of).more == 20
    last = f"f-{MOST_ROWS + 19}"
    assert last not in _view(of).fact_ids
    assert last in _view(of, Selection(focus=last)).fact_ids


def test_no_figure_is_ever_summed(jac: Dossier) -> None:
    printed = {Decimal(f.value) for f in jac.facts if f.kind == "figure"}
    drawn = {bar.quantity.value for panel in _view(jac).panels for bar in panel.bars}
    assert drawn <= printed


def test_what_flows_in_a_month_never_stands_beside_what_flows_in_a_year() -> None:
    of = dossier(
        [
            figure("year", "aurora", "sold", 1200, "vehicle", "2020"),
            figure("month", "borealis", "sold", 90, "vehicle", "2020-06"),
        ]
    )
    assert [panel.company_ids for panel in _view(of).panels] == [("aurora",), ("borealis",)]


def test_a_single_part_of_a_point_in_a_series_is_drawn_in_its_whole() -> None:
    years = [figure(f"f-{y}", "aurora", "sold", y, "vehicle", str(y)) for y in (2018, 2019, 2020)]
    part = figure(
        "part",
        "aurora",
        "sold",
        7,
        "vehicle",
        "2020",
        "gt",
        subject_id="van",
        part_of_id="f-2020",
        part_basis="stated",
    )
    lines, bars = _view(dossier([*years, part])).panels
    assert (lines.form, lines.title) == ("series", "Vehicles sold, by year")
    assert [point.fact_id for line in lines.lines for point in line.points] == [
        "f-2018",
        "f-2019",
        "f-2020",
    ]
    assert [(bar.fact_id, bar.whole_id) for bar in bars.bars] == [
        ("f-2020", ""),
        ("part", "f-2020"),
    ]


def test_among_very_many_figures_each_point_of_a_panel_keeps_its_bound() -> None:
    bounds = ["gt" if n % 4 == 0 else "eq" for n in range(100)]
    sparse = [
        figure(f"s-{n}", "aurora", "sold", str(900 + n), "vehicle", str(1910 + n), bound=bound)
        for n, bound in enumerate(bounds)
    ]
    start = date(2001, 1, 1).toordinal()
    others = [
        figure(f"o-{n}", "borealis", "staff", str(n + 1), "person", _day(start + n))
        for n in range(1100)
    ]
    view = _view(dossier([*sparse, *others]))
    assert view.large
    lines = [line for panel in view.panels for line in panel.lines if line.company_id == "aurora"]
    assert [p.quantity.bound for line in lines for p in line.points] == bounds


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
