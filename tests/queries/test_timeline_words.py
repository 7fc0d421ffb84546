from __future__ import annotations

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.queries.timeline_words import known_of, timeline_grid, words_of
from jwviewer.selection import Selection
from tests import timeline_sample as sample


@pytest.fixture(scope="module")
def dossier():
    return sample.dossier()


@pytest.mark.parametrize(
    ("fact_id", "known"),
    [
        ("second", "later than the 2013 agreement"),
        ("between", "later than the 2013 agreement, not after June 2016"),
        ("long", "7 years long"),
        ("supplied", "period not stated"),
        ("yearless", "4 May, year not stated"),
        ("together", "end not stated"),
        ("pact", ""),
        ("prize", ""),
    ],
)
def test_what_is_known_of_the_time(dossier, fact_id, known):
    assert known_of(dossier, dossier.fact(fact_id)) == known


def test_two_events_alike_are_told_apart_by_their_labels():
    rows = {
        "events": [
            sample.event("one", "First pact", "2013", event_type="agreement"),
            sample.event("other", "Other pact", "2013", event_type="agreement"),
            sample.event("later", "Later", after_event_id="one"),
        ]
    }
    dossier = Dossier.from_rows(rows)
    assert known_of(dossier, dossier.fact("later")) == "later than “First pact”"


@pytest.mark.parametrize(
    ("fact_id", "plain"),
    [
        ("sold-2018", "Vehicles sold > 260,000"),
        ("plants-day", "Plants 7"),
        ("money", "Income > CNY 100,000,000 (US$ 14,000,000)"),
        ("together", "Cooperation: Research · Sales — end not stated"),
        ("prize", "Prize, first prize"),
    ],
)
def test_labels_carry_value_bound_and_fields(dossier, fact_id, plain):
    assert words_of(dossier, fact_id).plain == plain


def test_a_label_with_line_breaks_stays_on_one_line():
    rows = {"events": [sample.event("one", "One\n  two\tthree", "2013")]}
    assert words_of(Dossier.from_rows(rows), "one").main == "One two three"


def test_the_table_holds_every_fact_once_and_no_cell_is_empty(dossier):
    grid = timeline_grid(dossier, Selection())
    assert len(grid.fact_ids) == len(set(grid.fact_ids))
    assert {"money", "money-usd", "rate", "second", "prize"} <= set(grid.fact_ids)
    assert all(cell for row in grid.rows for cell in row)


def test_the_table_never_dates_the_undated(dossier):
    grid = timeline_grid(dossier, Selection())
    rows = dict(zip(grid.fact_ids, grid.rows, strict=True))
    assert rows["second"][2:4] == ("later than the 2013 agreement", "not given")
    assert rows["prize"][2] == "date not stated"
    assert rows["pact"][2:4] == ("2013", "stated")
