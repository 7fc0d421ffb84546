"""Headings say what is there: on the first dossier word for word, on made-up ones by counting."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.schema import FACT_KINDS, MODES
from jwviewer.places import seed
from jwviewer.queries.highlight import Highlight, Place
from jwviewer.queries.metric_view import MetricsOptions
from jwviewer.queries.period import parse_period
from jwviewer.queries.phrases import number_words
from jwviewer.queries.profiles import ProfileOptions
from jwviewer.queries.titles import heading
from jwviewer.selection import Period, Selection
from tests.title_sample import company_row, deal_rows

PANES = ("timeline", "profiles", "metrics", "evidence", "dashboard")
COMPANIES = ("ada", "bo", "cy")
SEEDS = {name: open_dossier(seed(name)) for name in ("jac-weichai", "tutorial")}
YEAR_2018 = Period(date(2018, 1, 1).toordinal(), date(2018, 12, 31).toordinal())


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return SEEDS["jac-weichai"]


def test_the_first_dossier_speaks_of_its_two_agreements(dossier: Dossier) -> None:
    shown = heading(dossier, Selection(), "timeline")
    assert shown.title == "JAC Motors and Weichai: two agreements, one of them undated"
    assert "five dates are inferred" in shown.subtitle


def test_the_first_dossier_compares_nothing(dossier: Dossier) -> None:
    shown = heading(dossier, Selection(), "metrics")
    assert shown.title == "What the article reports for 2018"
    assert shown.subtitle.startswith(
        "JAC Motors and Weichai. No metric is reported for both companies, "
        "so nothing here compares the two directly."
    )
    side_by_side = heading(dossier, Selection(), "profiles").title
    assert side_by_side == "JAC Motors and Weichai side by side: no metric is reported for both"


def test_a_chosen_period_is_said_and_the_undated_agreement_is_not_put_into_it(
    dossier: Dossier,
) -> None:
    shown = heading(dossier, Selection(period=YEAR_2018), "timeline")
    assert shown.title == "JAC Motors and Weichai, 2018: no dated agreement, one undated"
    assert shown.subtitle.endswith("Period chosen: 2018.")


def test_an_undated_agreement_known_to_be_later_is_not_counted_into_a_period(
    dossier: Dossier,
) -> None:
    early = Selection(period=parse_period("1990", "1995"))
    later = "no dated agreement, one undated but known to be later"
    shown = heading(dossier, early, "timeline")
    assert shown.title == f"JAC Motors and Weichai, 1990 – 1995: {later}"
    assert "five have no date, two undated but known to be later" in shown.subtitle
    assert heading(dossier, early, "dashboard").subtitle.startswith(f"1990 – 1995: {later}.")


def test_a_period_only_dims_figures_so_their_title_names_all_years() -> None:
    selection = Selection(period=parse_period("2019-03", "2019-05"))
    shown = heading(SEEDS["tutorial"], selection, "metrics")
    assert shown.title == "What three articles report for 2005 to 2024"
    said = "Period chosen: March – May 2019 (three figures; the others with a period are dimmed)."
    assert shown.subtitle.endswith(said)


def test_where_only_a_periods_figures_are_drawn_the_title_names_that_period() -> None:
    selection, only = Selection(period=YEAR_2018), MetricsOptions(scope="period")
    shown = heading(SEEDS["tutorial"], selection, "metrics", only)
    assert shown.title == "What two articles report for 2018"
    assert "metrics" not in shown.subtitle
    none = Selection(period=parse_period("1990", "1995"))
    title = heading(SEEDS["tutorial"], none, "metrics", only).title
    assert title == "No figure is reported in 1990 – 1995"


def test_only_companies_asked_for_are_named(dossier: Dossier) -> None:
    for one, name in (("weichai-group", "Weichai Group"), ("weichai", "Weichai")):
        asked = Selection(companies=frozenset({one}))
        assert heading(dossier, asked, "dashboard").title.startswith(f"{name}: ")
    assert heading(dossier, asked, "timeline").title.startswith("Weichai: two agreements")


def test_profiles_are_headed_by_the_columns_shown(dossier: Dossier) -> None:
    chosen = ProfileOptions(("jac-motors", "weichai", "weichai-group"))
    title = heading(dossier, Selection(), "profiles", chosen).title
    assert title.startswith("JAC Motors, Weichai and Weichai Group side by side: ")
    assert title.endswith("for two of them")


def test_sources_are_a_plural_where_there_are_several(dossier: Dossier) -> None:
    assert "things the source does not say" in heading(dossier, Selection(), "dashboard").subtitle
    several = heading(SEEDS["tutorial"], Selection(), "dashboard").subtitle
    assert "things the sources do not say" in several


def test_filters_stand_in_every_subtitle(dossier: Dossier) -> None:
    selection = Selection(companies=frozenset({"weichai"}), kinds=frozenset({"event", "figure"}))
    for pane in PANES:
        subtitle = heading(dossier, selection, pane).subtitle
        assert subtitle.endswith("Filters: Weichai; Events; Figures.")


def test_a_period_without_facts_is_not_called_timeless() -> None:
    rows = {"entities": [company_row("ada")], **deal_rows([(("ada",), "2013")])}
    shown = heading(Dossier.from_rows(rows), Selection(period=YEAR_2018), "timeline")
    assert shown.title == "Ada, 2018: no dated agreement"


def test_hidden_figures_are_not_called_missing(dossier: Dossier) -> None:
    shown = heading(dossier, Selection(kinds=frozenset({"claim"})), "metrics")
    assert shown.title == "The filters hide all figures"


def test_where_nothing_passes_the_filters_every_title_says_so(dossier: Dossier) -> None:
    hidden = Selection(kinds=frozenset({"award"}), modes=frozenset({"document"}))
    for pane in ("timeline", "evidence", "dashboard"):
        assert heading(dossier, hidden, pane).title == "No fact passes the filters"


def test_a_chosen_fact_heads_its_evidence_with_its_bound(dossier: Dossier) -> None:
    shown = heading(dossier, Selection(focus="sold-2018"), "evidence")
    assert shown.title == "Vehicles sold, 2018: > 260,000 vehicles"
    assert "stated by the article" in shown.subtitle


@pytest.mark.parametrize("pane", PANES)
def test_an_empty_dossier_gets_a_heading_too(pane: str) -> None:
    assert heading(Dossier.from_rows({}), Selection(), pane).title


@pytest.mark.parametrize("pane", PANES)
def test_a_fictional_dossier_says_so(pane: str) -> None:
    made_up = Dossier.from_rows({"entities": [company_row("ada")]}, fictional=True)
    assert "Everything here is fictional." in heading(made_up, Selection(), pane).subtitle


def test_names_from_files_stay_on_one_line_and_show_their_tricks() -> None:
    rows = {**company_row("ada"), "name": "Ada\n\u202eCo", "short_name": "Ada\n\u202eCo"}
    dossier = Dossier.from_rows({"entities": [rows], **deal_rows([(("ada",), "2013")])})
    title = heading(dossier, Selection(), "timeline").title
    assert title.startswith("Ada")
    assert "⟦U+202E⟧Co" in title
    assert "\n" not in title
    assert "\u202e" not in title


deals = st.lists(
    st.tuples(
        st.sets(st.sampled_from(COMPANIES), min_size=1).map(sorted).map(tuple),
        st.sampled_from(("", "2013", "2015-03", "2018-05-04", "2019/..")),
    ),
    min_size=1,
    max_size=30,
)
selections = st.builds(
    Selection,
    companies=st.frozensets(st.sampled_from(COMPANIES)),
    period=st.sampled_from((None, YEAR_2018)),
)


@given(deals, selections)
def test_counts_in_titles_are_counts_in_the_data(
    made: list[tuple[tuple[str, ...], str]], selection: Selection
) -> None:
    dossier = Dossier.from_rows({"entities": [*map(company_row, COMPANIES)], **deal_rows(made)})
    chosen = selection.companies or frozenset(COMPANIES)
    visible = [when for who, when in made if chosen & set(who)]
    undated = visible.count("")
    # Of the dates above one lies in 2018; all others are before or after it.
    inside = visible.count("2018-05-04") if selection.period else len(visible)
    title = heading(dossier, selection, "timeline").title
    if not visible:
        assert "agreement" not in title
        return
    _, said = title.split(": ", 1)
    count = re.match(r"(\S+) (?:dated )?agreements?\b", said)
    assert count is not None, title
    assert count[1] == number_words(inside)
    tail = said.partition(", ")[2]
    if selection.period:
        more = " more" if inside else ""
        assert tail == (f"{number_words(undated)}{more} undated" if undated else "")
    elif undated == len(visible):
        assert tail in ("undated", "both undated", "all undated")
    else:
        assert tail == (f"{number_words(undated)} of them undated" if undated else "")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(COMPANIES[:2]), st.sampled_from(("m0", "m1", "m2")),
            st.sampled_from(("", "2017", "2018")),
        ),
        unique=True, max_size=12,
    )
)  # fmt: skip
def test_shared_metrics_are_counted_right(made: list[tuple[str, str, str]]) -> None:
    dossier = _with_figures(made)
    by = {metric: {who for who, m, _ in made if m == metric} for _, metric, _ in made}
    shared = sum(len(who) == 2 for who in by.values())
    shown = heading(dossier, Selection(), "metrics")
    reporting = {who for who, _, _ in made}
    if not made:
        assert shown.title == "No figures are reported"
    elif len(reporting) == 2 and not shared:
        assert "No metric is reported for both companies" in shown.subtitle
    elif len(reporting) == 2:
        said = f"{number_words(shared)} of {number_words(len(by))} metric"
        assert said in shown.subtitle.lower()
    undated = sum(not period for *_, period in made)
    if 0 < undated < len(made):
        noun = "figure" if undated == 1 else "figures"
        assert f"{number_words(undated)} {noun} without a period" in shown.subtitle.lower()


@pytest.mark.parametrize("name", ["jac-weichai", "tutorial"])
@settings(max_examples=40)
@given(st.data())
def test_any_selection_of_a_real_dossier_gets_true_counts(name: str, data: st.DataObject) -> None:
    dossier = SEEDS[name]
    selection = Selection(
        companies=data.draw(st.frozensets(st.sampled_from(dossier.companies), max_size=3)),
        kinds=data.draw(st.frozensets(st.sampled_from(FACT_KINDS), max_size=4)),
        modes=data.draw(st.frozensets(st.sampled_from(MODES), max_size=2)),
        period=data.draw(st.sampled_from((None, YEAR_2018))),
    )
    highlight = Highlight(dossier, selection)
    visible = [fact for fact in dossier.facts if highlight.visible(fact.id)]
    places = [highlight.place(fact.id) for fact in visible]
    for pane in PANES:
        shown = heading(dossier, selection, pane)
        assert shown.title
        assert not shown.title[0].islower()
        assert not {"{", "\n"} & set(shown.title + shown.subtitle)
    evidence = heading(dossier, selection, "evidence").title.lower()
    assert evidence.startswith(number_words(len(visible)))
    timeline = heading(dossier, selection, "timeline").subtitle.lower()
    dated, undated = places.count(Place.INSIDE), places.count(Place.UNDATED)
    if "placed by guess" in timeline or "inferred" in timeline:
        said = re.match(r"(?:all )?(\S+) facts? on the timeline (\S+ \S+ \S+)", timeline)
        assert said is not None, timeline
        assert said[1] == number_words(undated if said[2].endswith("no date:") else dated)
        nouns = r"(?:ha(?:s|ve) no(?:ne|\sdate)|undated but known to (?:be|lie) \w+)"
        without = re.findall(rf", (\S+) {nouns}", timeline)
        if not said[2].endswith("no date:"):
            assert _sum(without) == undated
    else:
        assert (dated, undated) == (0, 0)


def test_numbers_up_to_twelve_are_words_and_larger_ones_grouped() -> None:
    assert [number_words(n) for n in (0, 1, 12, 13, 1234)] == ["no", "one", "twelve", "13", "1,234"]


def _sum(words: list[str]) -> int:
    return sum(next(n for n in range(2000) if number_words(n) == one) for one in words)


def _with_figures(made: list[tuple[str, str, str]]) -> Dossier:
    metrics = [
        {"metric_id": m, "label": m, "quantity": "count", "unit": "unit", "period_kind": "flow"}
        for m in ("m0", "m1", "m2")
    ]
    figures = [
        {
            "figure_id": f"f{n}", "entity_id": who, "entity_basis": "stated", "metric_id": metric,
            "value": "5", "bound": "gt", "unit": "unit", "period": period,
            "period_basis": "stated" if period else "undated", "mode": "narration",
        }
        for n, (who, metric, period) in enumerate(made)
    ]  # fmt: skip
    return Dossier.from_rows(
        {"entities": [*map(company_row, COMPANIES)], "metrics": metrics, "figures": figures}
    )
