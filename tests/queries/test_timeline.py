from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.queries.timeline import Shape, shown, timeline
from jwviewer.selection import Period, Selection
from tests import timeline_sample as sample


def day(*parts: int) -> float:
    return float(date(*parts).toordinal())


@pytest.fixture
def line():
    return timeline(sample.dossier())


def item(line, fact_id):
    return line.item_of[fact_id]


def test_lanes_stand_as_the_partnership_does(line):
    titles = [lane.title for lane in line.lanes]
    assert titles[:3] == ["Aurora Motors", "Both", "Borealis Industry"]
    assert titles[3:] == [
        "Aurora Motors + Borealis Industry + Cirrus",
        "Cirrus",
        "No company named",
    ]


def test_an_event_appears_once_in_the_lane_of_its_exact_parties(line):
    ids = [fact_id for ids in line.members for fact_id in ids]
    assert len(ids) == len(set(ids))
    assert line.lanes[line.lane[item(line, "pact")]].company_ids == ("aurora", "borealis")
    # The order in which the parties are listed makes no other lane.
    assert line.lane[item(line, "together")] == line.lane[item(line, "pact")]
    assert line.lanes[line.lane[item(line, "meeting")]].company_ids[-1] == "cirrus"


def test_an_event_known_by_its_year_is_soft_and_a_flow_is_crisp(line):
    pact, sold = item(line, "pact"), item(line, "sold-2018")
    assert line.shape[pact] == line.shape[sold] == Shape.BAR
    assert (line.start[pact], line.end[pact]) == (day(2013, 1, 1), day(2014, 1, 1))
    assert line.soft_start[pact] > 0
    assert line.soft_end[pact] > 0
    assert line.soft_start[sold] == line.soft_end[sold] == 0


def test_a_stock_is_a_point_on_its_day_and_soft_where_only_the_year_is_known(line):
    assert line.shape[item(line, "plants-day")] == Shape.POINT
    year = item(line, "plants-year")
    assert line.shape[year] == Shape.BAR
    assert line.soft_start[year] > 0


def test_the_ends_of_an_interval_are_as_soft_as_they_are_known(line):
    study = item(line, "study")
    assert line.soft_start[study] == 31
    assert line.soft_end[study] == 365


def test_an_open_end_stays_open(line):
    together = item(line, "together")
    assert line.start[together] == day(2014, 1, 1)
    assert np.isposinf(line.end[together])


def test_inferred_and_approximate_dates_are_marked(line):
    assert line.inferred[item(line, "guess")]
    assert not line.inferred[item(line, "pact")]
    assert line.vague[item(line, "rough")]


def test_a_known_order_makes_a_line_over_all_the_time_the_event_can_lie_in(line):
    second, between = item(line, "second"), item(line, "between")
    assert line.shape[second] == Shape.ORDER
    # Later than an event of 2013 may still be in 2013.
    assert line.start[second] == day(2013, 1, 1)
    assert np.isposinf(line.end[second])
    assert line.end[between] == day(2016, 7, 1)


def test_what_has_no_date_is_undated_and_nothing_more_is_placed(line):
    undated = {entry.fact_id for entry in line.undated}
    assert undated == {"second", "between", "yearless", "prize", "long", "supplied"}
    placed = {line.fact_id(n) for n in range(len(line.members))}
    assert placed & undated == {"second", "between"}


def test_the_given_conversion_is_drawn_with_its_amount(line):
    assert line.members[item(line, "money")] == ("money", "money-usd", "rate")
    assert item(line, "rate") == item(line, "money")


def test_a_field_of_cooperation_leads_to_its_event(line):
    assert item(line, "topic-rd") == item(line, "together")


def test_events_that_wait_for_each_other_do_not_hang():
    rows = {
        "entities": [sample.company("aurora", "Aurora")],
        "events": [
            sample.event("one", "One", after_event_id="two"),
            sample.event("two", "Two", after_event_id="one"),
        ],
    }
    line = timeline(Dossier.from_rows(rows))
    assert len(line.members) == 0
    assert len(line.undated) == 2


def test_a_chain_of_orders_begins_with_the_last_date():
    rows = {
        "events": [
            sample.event("one", "One", "2013"),
            sample.event("two", "Two", after_event_id="one"),
            sample.event("three", "Three", after_event_id="two"),
        ],
    }
    line = timeline(Dossier.from_rows(rows))
    assert line.start[item(line, "three")] == day(2013, 1, 1)


def test_a_chain_may_be_longer_than_any_stack():
    links = [sample.event(f"e{n}", "Next", after_event_id=f"e{n - 1}") for n in range(1, 3000)]
    line = timeline(Dossier.from_rows({"events": [sample.event("e0", "First", "2013"), *links]}))
    assert line.start[item(line, "e2999")] == day(2013, 1, 1)


def test_bounds_that_contradict_each_other_place_nothing():
    rows = {"events": [sample.event("one", "One", not_before="2018", not_after="2013")]}
    line = timeline(Dossier.from_rows(rows))
    assert len(line.members) == 0
    assert [entry.fact_id for entry in line.undated] == ["one"]


def test_filters_hide_and_count_what_they_hide():
    dossier = sample.dossier()
    everything = shown(dossier, Selection())
    only = shown(dossier, Selection(companies=frozenset({"cirrus"})))
    assert everything.hidden == 0
    assert [only.timeline.lanes[lane].title for lane in only.lanes][-1] == "Cirrus"
    assert only.dated_facts + only.undated_facts + only.hidden == (
        everything.dated_facts + everything.undated_facts
    )


def test_a_period_and_a_choice_hide_nothing():
    dossier = sample.dossier()
    chosen = Selection(focus="pact", period=Period(735000, 735001))
    assert shown(dossier, chosen).dated_facts == shown(dossier, Selection()).dated_facts


def test_counts_agree_with_those_of_the_status_bar():
    from jwviewer.queries.highlight import Highlight

    dossier = sample.dossier()
    counts, facts = Highlight(dossier, Selection()).counts, shown(dossier, Selection())
    assert facts.dated_facts == counts.inside + counts.outside
    assert facts.undated_facts == counts.undated


def test_an_empty_dossier_has_no_extent():
    assert shown(Dossier.from_rows({}), Selection()).extent() is None
