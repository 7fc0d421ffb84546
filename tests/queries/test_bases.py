"""What a person supplies or thinks of a fact is said wherever the fact is shown."""

from __future__ import annotations

import numpy as np
import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.table import TableColumns
from jwviewer.drawing.hover import hover_text
from jwviewer.queries.alt_text import fact_words
from jwviewer.queries.bases import bases_of, name_with_same
from jwviewer.queries.evidence import evidence_grid, fact_line, listed
from jwviewer.queries.fact_card import fact_card
from jwviewer.queries.metric_grid import metrics_grid
from jwviewer.queries.metric_view import MetricsOptions
from jwviewer.queries.metrics import metrics_view
from jwviewer.queries.profiles import profiles
from jwviewer.queries.records import records
from jwviewer.queries.references import source_words
from jwviewer.queries.timeline_words import timeline_grid
from jwviewer.selection import Selection


@pytest.fixture
def dossier() -> Dossier:
    voice = {"mode": "narration"}
    undated = {"period_basis": "undated", **voice}
    return Dossier.from_rows({
        "sources": [{"source_id": "s", "title": "A report", "published": "2019-03",
                     "publisher": "Daily Gear", "supplied": "published;publisher",
                     "text_sha256": "0" * 64, "text_chars": "10", "text_norm": "jw-1"}],
        "entities": [
            {"entity_id": "orion", "kind": "company", "name": "Orion Gears", **voice},
            {"entity_id": "orion-2", "kind": "company", "name": "Orion Works", **voice},
        ],
        "relations": [{"relation_id": "one", "subject_id": "orion", "relation": "same-as",
                       "object_id": "orion-2", "basis": "supplied", "mode": "supplied",
                       "period_basis": "undated"}],
        "events": [{"event_id": "deal", "event_type": "agreement", "label": "First deal",
                    "date": "2019-03-01", "date_basis": "supplied", **voice}],
        "participants": [{"event_id": "deal", "entity_id": "orion", "role": "party",
                          "basis": "supplied"}],
        "metrics": [{"metric_id": "made", "label": "made", "quantity": "count",
                     "unit": "vehicle", "period_kind": "flow"}],
        "figures": [{"figure_id": "f", "entity_id": "orion", "entity_basis": "inferred",
                     "metric_id": "made", "value": "5", "bound": "gt", "unit": "vehicle",
                     **undated},
                    {"figure_id": "g", "entity_id": "orion", "entity_basis": "supplied",
                     "metric_id": "made", "value": "7", "bound": "eq", "unit": "vehicle",
                     "period_basis": "undated", "mode": "supplied"}],
        "judgements": [{"fact_id": "deal", "verdict": "doubtful", "note": "no paper seen"}],
    })  # fmt: skip


def test_a_supplied_date_and_a_judgement_are_told_in_every_view(dossier: Dossier) -> None:
    everything = Selection()
    card = fact_card(dossier, "deal", {})
    evidence = evidence_grid(dossier, listed(dossier, everything), {})
    timeline = timeline_grid(dossier, everything)
    told = {
        "card": card.text,
        "hover": hover_text(dossier, "deal"),
        "list": fact_line(dossier, dossier.positions["deal"]).text,
        "alt text": fact_words(dossier, "deal"),
        "evidence table": " ".join(evidence.rows[evidence.fact_ids.index("deal")]),
        "timeline table": " ".join(timeline.rows[timeline.fact_ids.index("deal")]),
        "profiles": " ".join(
            cell.text for g in profiles(dossier, everything).groups for r in g.rows
            for cell in r.cells if "deal" in r.fact_ids
        ),
    }  # fmt: skip
    for place, text in told.items():
        assert "supplied by me" in text, place
        assert "doubtful to me" in text, place
    assert "no paper seen" in told["hover"]


def test_a_fact_of_ones_own_is_never_taken_for_the_sources(dossier: Dossier) -> None:
    view = metrics_view(dossier, Selection(), MetricsOptions())
    grid = metrics_grid(dossier, Selection(), view)
    mine = grid.rows[grid.fact_ids.index("g")]
    assert "supplied by me" in " ".join(mine)
    assert "supplied" not in " ".join(grid.rows[grid.fact_ids.index("f")])
    record = next(r for r in records(dossier) if r["id"] == "g")
    assert record["mode"] == "supplied"
    assert record["company_basis"] == "supplied"


def test_the_basis_filter_finds_what_a_person_supplied(dossier: Dossier) -> None:
    ids = {
        basis: {dossier.fact_ids[n] for n in listed(dossier, Selection(bases=frozenset({basis})))}
        for basis in ("stated", "inferred", "supplied")
    }
    assert ids["supplied"] == {"one", "deal", "g"}
    assert ids["inferred"] == {"f"}
    assert ids["stated"] == {"orion", "orion-2"}
    assert bases_of(dossier.fact("g")) == {"supplied"}


def test_records_end_with_the_judgement(dossier: Dossier) -> None:
    record = next(r for r in records(dossier) if r["id"] == "deal")
    assert list(record)[-2:] == ["judgement", "judgement_note"]
    assert (record["judgement"], record["judgement_note"]) == ("doubtful", "no paper seen")
    assert records(dossier)[0]["judgement"] is None


def test_a_table_has_no_column_of_judgements_where_nobody_judged(dossier: Dossier) -> None:
    plain = Dossier({**dossier.store, "judgements": TableColumns.of_rows("judgements", ())})
    positions = np.arange(len(plain.fact_ids))
    assert "My judgement" not in evidence_grid(plain, positions, {}).columns
    assert "My judgement" in evidence_grid(dossier, positions, {}).columns


def test_one_company_with_two_names_is_marked_and_its_facts_stay_apart(dossier: Dossier) -> None:
    assert name_with_same(dossier, "orion-2") == "Orion Works = Orion Gears (supplied by me)"
    shown = profiles(dossier, Selection())
    assert "Orion Gears = Orion Works (supplied by me)" in shown.names
    assert dossier.fact("f").company_ids == ("orion",)
    assert "Same company as: Orion Works (supplied by me)" in fact_card(dossier, "orion", {}).text


def test_of_many_other_names_some_are_told_and_the_rest_counted() -> None:
    works = [
        {"entity_id": f"w{n}", "kind": "company", "name": f"Works {n}", "mode": "narration"}
        for n in range(6)
    ]
    same = [
        {"relation_id": f"s{n}", "subject_id": "w0", "relation": "same-as", "object_id": f"w{n}"}
        for n in range(1, 6)
    ]
    many = Dossier.from_rows({"entities": works, "relations": same}, id="m", title="Many")
    assert name_with_same(many, "w0") == "Works 0 = Works 1, Works 2, Works 3, 2 more"
    assert name_with_same(many, "w4") == "Works 4 = Works 0"


def test_a_source_says_which_of_its_cells_are_supplied(dossier: Dossier) -> None:
    said = source_words(dossier, "s")
    assert "March 2019" in said
    assert "supplied by me: date, publisher" in said
