from __future__ import annotations

from datetime import date

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.places import seed
from jwviewer.queries.highlight import Highlight, Level, Place
from jwviewer.selection import Period, Selection


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    voice = {"mode": "narration"}
    return Dossier.from_rows({
        "entities": [
            {"entity_id": "north", "kind": "company", "name": "North Works", **voice},
            {"entity_id": "south", "kind": "company", "name": "South Yard", **voice},
            {"entity_id": "quay", "kind": "place", "name": "Quay Town", **voice},
        ],
        "events": [
            {"event_id": "pact", "event_type": "agreement", "label": "Pact", "date": "2013",
             "date_basis": "stated", "place_id": "quay", **voice},
            {"event_id": "later", "event_type": "agreement", "label": "Later pact",
             "date_basis": "undated", "after_event_id": "pact", **voice},
        ],
        "participants": [
            {"event_id": "pact", "entity_id": "north", "role": "party", "basis": "stated"},
            {"event_id": "pact", "entity_id": "south", "role": "party", "basis": "stated"},
        ],
        "metrics": [{"metric_id": "ships", "label": "Ships built", "quantity": "count",
                     "unit": "ship", "period_kind": "flow"}],
        "figures": [
            {"figure_id": "ships-2018", "entity_id": "south", "entity_basis": "inferred",
             "metric_id": "ships", "value": "7", "bound": "gt", "unit": "ship", "period": "2018",
             "period_basis": "stated", "mode": "hedged"},
        ],
    })  # fmt: skip


def _year(number: int) -> Period:
    return Period(date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal())


def test_the_chosen_fact_is_exact_and_what_it_names_is_related(dossier: Dossier):
    highlight = Highlight(dossier, Selection(focus="pact"))
    assert highlight.level("pact") is Level.EXACT
    related = {i for i in dossier.fact_ids if highlight.level(i) is Level.RELATED}
    assert related == {"north", "south", "quay", "later"}


def test_a_company_lights_up_everything_said_of_it(dossier: Dossier):
    highlight = Highlight(dossier, Selection(focus="south"))
    assert highlight.level("ships-2018") is Level.RELATED
    assert highlight.level("quay") is Level.NONE


def test_an_unknown_focus_lights_up_nothing(dossier: Dossier):
    highlight = Highlight(dossier, Selection(focus="gone"))
    assert not any(highlight.level(i) for i in dossier.fact_ids)


def test_a_period_dims_what_is_outside_and_never_the_undated(dossier: Dossier):
    highlight = Highlight(dossier, Selection(period=_year(2018)))
    assert highlight.dimmed("pact")
    assert not highlight.dimmed("ships-2018")
    assert not highlight.dimmed("later")
    assert not highlight.dimmed("north")
    counts = highlight.counts
    assert (counts.inside, counts.outside, counts.undated, counts.timeless) == (1, 1, 1, 3)


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        (Selection(companies=frozenset({"south"})), {"south", "pact", "ships-2018"}),
        (Selection(kinds=frozenset({"place"})), {"quay"}),
        (Selection(modes=frozenset({"hedged"})), {"ships-2018"}),
        (Selection(bases=frozenset({"inferred"})), {"ships-2018"}),
    ],
)
def test_filters_let_through_only_what_they_name(
    dossier: Dossier, selection: Selection, left: set[str]
) -> None:
    highlight = Highlight(dossier, selection)
    assert {i for i in dossier.fact_ids if highlight.visible(i)} == left


@pytest.mark.parametrize("period", [None, _year(1999), Period(1, 3_652_059), _year(2018)])
@pytest.mark.parametrize("kinds", [(), ("event", "figure"), ("place",)])
def test_the_counts_are_those_of_the_facts_one_by_one(
    period: Period | None, kinds: tuple[str, ...]
) -> None:
    tutorial = open_dossier(seed("tutorial"))
    highlight = Highlight(tutorial, Selection(period=period, kinds=frozenset(kinds)))
    places = [highlight.place(i) for i in tutorial.fact_ids if highlight.visible(i)]
    counts = highlight.counts
    assert [counts.inside, counts.outside, counts.undated, counts.timeless] == [
        places.count(place) for place in Place
    ]
