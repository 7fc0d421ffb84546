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
from jwviewer.queries.phrases import number_words
from jwviewer.queries.titles import heading
from jwviewer.selection import Period, Selection

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
    assert "nothing is placed by guess" in shown.subtitle


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


def test_filters_stand_in_every_subtitle(dossier: Dossier) -> None:
    selection = Selection(companies=frozenset({"weichai"}), kinds=frozenset({"event", "figure"}))
    for pane in PANES:
        subtitle = heading(dossier, selection, pane).subtitle
        assert subtitle.endswith("Filters: Weichai; Events; Figures.")


def test_a_period_without_facts_is_not_called_timeless() -> None:
    rows = {"entities": [_company("ada")], **_deals([(("ada",), "2013")])}
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
    made_up = Dossier.from_rows({"entities": [_company("ada")]}, fictional=True)
    assert "Everything here is fictional." in heading(made_up, Selection(), pane).subtitle


def test_names_from_files_stay_on_one_line_and_show_their_tricks() -> None:
    rows = {**_company("ada"), "name": "Ada\n\u202eCo", "short_name": "Ada\n\u202eCo"}
    dossier = Dossier.from_rows({"entities": [rows], **_deals([(("ada",), "2013")])})
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
    dossier = Dossier.from_rows({"entities": [*map(_company, COMPANIES)], **_deals(made)})
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
    if "placed by guess" in timeline:
        assert timeline.startswith(f"{number_words(dated)} fact")
        assert f"{number_words(undated) if undated else 'none'} without" in timeline
    else:
        assert (dated, undated) == (0, 0)


def test_numbers_up_to_twelve_are_words_and_larger_ones_grouped() -> None:
    assert [number_words(n) for n in (0, 1, 12, 13, 1234)] == ["no", "one", "twelve", "13", "1,234"]


def _company(name: str) -> dict[str, str]:
    return {"entity_id": name, "kind": "company", "name": name.title(), "mode": "narration"}


def _deals(made: list[tuple[tuple[str, ...], str]]) -> dict[str, list[dict[str, str]]]:
    events = [
        {
            "event_id": f"e{n}", "event_type": "agreement", "label": f"Agreement {n}",
            "date": when, "date_basis": "stated" if when else "undated", "mode": "narration",
        }
        for n, (_, when) in enumerate(made)
    ]  # fmt: skip
    takers = [
        {"event_id": f"e{n}", "entity_id": one, "role": "party", "basis": "stated"}
        for n, (who, _) in enumerate(made)
        for one in who
    ]
    return {"events": events, "participants": takers}


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
        {"entities": [*map(_company, COMPANIES)], "metrics": metrics, "figures": figures}
    )
