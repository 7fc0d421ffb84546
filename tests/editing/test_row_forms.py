"""What a form says becomes one change, and what a person fills in is marked as theirs."""

from __future__ import annotations

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier, save_dossier
from jwviewer.editing.change import Change, ChangeRefused, apply
from jwviewer.editing.checking import new_problems, problems_of
from jwviewer.editing.merging import merge_rows
from jwviewer.editing.row_forms import RowForm, Span, add_evidence, judge
from jwviewer.places import seed

SEED = open_dossier(seed("jac-weichai"))


def done(dossier: Dossier, change: Change) -> Dossier:
    after = apply(dossier, change)
    assert [str(p) for p in new_problems(dossier, after)] == []
    back = apply(after, change.inverse)
    for name, table in dossier.tables.items():
        assert table.equals(back.tables[name]), name
    return after


def test_a_date_that_the_source_omits_is_marked_as_supplied() -> None:
    undated = next(f for f in SEED.facts if f.table == "events" and not f.date)
    form = RowForm.of(SEED, "events", undated.id)
    form.set("date", "2018-05")
    assert form.cells["date_basis"] == "supplied"
    after = done(SEED, form.change(SEED, "Date"))
    assert after.fact(undated.id).date_basis == "supplied"
    form.set("date", "")
    assert form.cells["date_basis"] == "undated"


def test_a_date_that_is_corrected_keeps_its_basis() -> None:
    dated = next(f for f in SEED.facts if f.table == "events" and f.date_basis == "stated")
    form = RowForm.of(SEED, "events", dated.id)
    form.set("date", "2013")
    assert form.cells["date_basis"] == "stated"


def test_a_new_fact_speaks_with_the_persons_voice_unless_a_passage_says_it() -> None:
    form = RowForm.new("claims")
    form.set("gist", "sells more than anybody")
    after = done(SEED, form.change(SEED, "New claim"))
    made = after.fact("sells-more-than-anybody")
    assert made.mode == "supplied"
    span = Span("article" if "article" in SEED.tables["sources"]["source_id"].tolist()
                else SEED.tables["sources"]["source_id"].iloc[0], 10, 14, "word")  # fmt: skip
    told = RowForm.new("claims", {"gist": "told so"}, span)
    after = done(SEED, told.change(SEED, "New claim"))
    assert after.fact("told-so").mode == "narration"
    (piece,) = after.evidence_of("told-so")
    assert (piece.start, piece.end, piece.supports) == (10, 14, "whole")


def test_participants_and_a_company_made_on_the_way_are_one_change(tmp_path) -> None:
    form = RowForm.new("events", {"event_type": "agreement", "label": "Third agreement"})
    company = RowForm.new("entities", {"kind": "company", "name": "Orion Gears"})
    company.cells["entity_id"] = company.new_id(SEED)
    form.made = {"entities": [company.cells]}
    assert form.participants is not None
    form.participants += [
        {"entity_id": "orion-gears", "role": "party", "basis": "supplied"},
        {"entity_id": "weichai", "role": "party", "basis": "supplied"},
    ]
    after = done(SEED, form.change(SEED, "New event"))
    made = after.fact("third-agreement")
    assert made.company_ids == ("orion-gears", "weichai")
    assert made.company_basis == "supplied"
    again = RowForm.of(after, "events", "third-agreement")
    assert again.participants is not None
    del again.participants[0]
    later = done(after, again.change(after, "Change"))
    assert later.fact("third-agreement").company_ids == ("weichai",)
    save_dossier(later, tmp_path / "x.dossier")
    read = open_dossier(tmp_path / "x.dossier")
    assert read.problems == ()
    assert read.fact("third-agreement").company_basis == "supplied"


def test_saying_the_same_again_is_no_change() -> None:
    for table in ("events", "figures", "entities", "sources", "metrics"):
        row_id = str(SEED.tables[table].iloc[0, 0])
        assert not RowForm.of(SEED, table, row_id).change(SEED, "Nothing"), table


def test_cells_of_a_source_are_marked_one_by_one() -> None:
    source = SEED.tables["sources"]["source_id"].iloc[0]
    form = RowForm.of(SEED, "sources", source)
    empty = [name for name in ("published", "publisher", "url") if not form.cells[name]]
    values = {"published": "2019-01", "publisher": "Daily", "url": "https://a.example/x"}
    for name in empty:
        form.set(name, values[name])
    assert sorted(form.supplied) == sorted(empty)
    after = done(SEED, form.change(SEED, "Source"))
    assert after.row("sources", source)["supplied"]
    form.set(empty[0], "")
    assert empty[0] not in form.supplied


def test_a_judgement_is_made_changed_and_taken_back(tmp_path) -> None:
    fact = SEED.fact_ids[0]
    one = done(SEED, judge(SEED, fact, "doubtful", "no paper", "Judge"))
    assert one.judgements[fact].note == "no paper"
    two = done(one, judge(one, fact, "verified", "", "Judge"))
    assert two.judgements[fact].verdict == "verified"
    assert done(two, judge(two, fact, "", "", "Judge")).judgements == {}
    assert not judge(SEED, fact, "", "", "Judge")
    save_dossier(one, tmp_path / "d")
    assert open_dossier(tmp_path / "d").judgements == one.judgements


def test_a_passage_becomes_evidence_for_an_attribute() -> None:
    source = SEED.tables["sources"]["source_id"].iloc[0]
    fact = SEED.fact_ids[0]
    after = done(SEED, add_evidence(SEED, fact, "name", Span(source, 3, 9, "sixsix"), "Evidence"))
    assert after.evidence_of(fact)[-1].supports == "name"


def test_merged_figures_share_their_evidence_and_no_relation_names_itself() -> None:
    figures = SEED.tables["figures"]
    one, two = figures["figure_id"].iloc[0], figures["figure_id"].iloc[1]
    both = len(SEED.evidence_of(one)) + len(SEED.evidence_of(two))
    after = apply(SEED, merge_rows(SEED, "figures", one, two, "Merge"))
    assert two not in after.fact_ids
    assert len(after.evidence_of(one)) == both
    assert [p for p in problems_of(after) if "same as" in p.reason] == []


def test_two_judgements_of_merged_facts_become_one() -> None:
    one, two = SEED.companies[:2]
    judged = apply(SEED, judge(SEED, one, "verified", "", "J"))
    judged = apply(judged, judge(judged, two, "doubtful", "", "J"))
    after = done(judged, merge_rows(judged, "entities", one, two, "Merge"))
    assert after.judgements[one].verdict == "verified"
    assert len(after.judgements) == 1


def test_companies_that_are_one_lose_the_relation_that_says_so() -> None:
    one, two = SEED.companies[:2]
    form = RowForm.new("relations", {"subject_id": one, "relation": "same-as", "object_id": two})
    same = done(SEED, form.change(SEED, "Same"))
    assert same.same_as(one) == ((two, "supplied"),)
    assert done(same, merge_rows(same, "entities", one, two, "Merge")).same_as(one) == ()


def test_sources_with_other_texts_are_not_merged() -> None:
    tutorial = open_dossier(seed("tutorial"))
    one, two = tutorial.tables["sources"]["source_id"].tolist()[:2]
    with pytest.raises(ChangeRefused, match="different texts"):
        merge_rows(tutorial, "sources", one, two, "Merge")
