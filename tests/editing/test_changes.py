"""Changing, undoing, deleting and merging, on the dossiers that ship."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwviewer.dossier.columns import column_of
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier, save_dossier
from jwviewer.dossier.schema import SCHEMA
from jwviewer.dossier.table import TableColumns
from jwviewer.editing.change import Change, ChangeRefused, RowChange, apply, row_at
from jwviewer.editing.checking import new_problems, problems_of
from jwviewer.editing.edits import (
    add_rows,
    delete_row,
    new_id,
    set_about,
    set_cells,
    table_of,
)
from jwviewer.editing.merging import merge_rows
from jwviewer.places import seed

SEED = open_dossier(seed("jac-weichai"))
TUTORIAL = open_dossier(seed("tutorial"))
dossiers = st.sampled_from((SEED, TUTORIAL))


def same(one: Dossier, other: Dossier) -> bool:
    for table in SCHEMA:
        pd.testing.assert_frame_equal(one.tables[table.name], other.tables[table.name])
    return (one.id, one.title, one.fictional) == (other.id, other.title, other.fictional)


@settings(max_examples=25)
@given(st.data())
def test_a_deletion_leaves_a_dossier_without_faults_and_can_be_undone(data: st.DataObject) -> None:
    dossier = data.draw(dossiers)
    fact_id = data.draw(st.sampled_from(dossier.fact_ids))
    change = delete_row(dossier, table_of(dossier, fact_id), fact_id, "Delete")
    after = apply(dossier, change)
    assert fact_id not in after.fact_ids
    assert not after.evidence_of(fact_id)
    assert [p for p in problems_of(after) if p.severity == "error"] == []
    assert same(apply(after, change.inverse), dossier)


@settings(max_examples=25)
@given(st.data())
def test_a_merged_company_takes_over_all_that_was_said_of_the_other(data: st.DataObject) -> None:
    dossier = data.draw(dossiers)
    kept, merged = data.draw(
        st.lists(st.sampled_from(dossier.companies), min_size=2, max_size=2, unique=True)
    )
    name = dossier.name(merged)
    change = merge_rows(dossier, "entities", kept, merged, "Merge")
    after = apply(dossier, change)
    assert merged not in after.fact_ids
    row = after.row("entities", kept)
    assert name in row["aliases"].split(";") or name in (row["name"], row["short_name"])
    figures = dossier.tables["figures"]
    mine = figures["entity_id"].isin([kept, merged]).sum()
    assert (after.tables["figures"]["entity_id"] == kept).sum() == mine
    assert same(apply(after, change.inverse), dossier)


def test_a_removed_asserter_leaves_a_quote_without_a_name() -> None:
    claims = TUTORIAL.tables["claims"]
    quoted = claims[(claims["mode"] == "quote") & (claims["asserter_id"] != "")].iloc[0]
    change = delete_row(TUTORIAL, "entities", quoted["asserter_id"], "Delete")
    after = apply(TUTORIAL, change)
    if quoted["claim_id"] in after.fact_ids:
        assert after.row("claims", quoted["claim_id"])["mode"] == "quote-unnamed"
    assert new_problems(TUTORIAL, after) == ()


def test_a_change_made_for_another_row_is_refused_and_changes_nothing() -> None:
    right = set_cells(SEED, "entities", 0, {"note": "seen"}, "Note")
    changed = apply(SEED, right)
    assert changed.row("entities", SEED.companies[0])["note"] == "seen"
    with pytest.raises(ChangeRefused, match="is another now"):
        apply(changed, right)
    with pytest.raises(ChangeRefused):
        apply(SEED, Change("", (RowChange("entities", 10_000, {"entity_id": "x"}, None),)))


def test_what_was_edited_is_saved_and_read_again_equal(tmp_path) -> None:
    added = add_rows(
        SEED,
        {"entities": [{"entity_id": new_id(SEED, "Weichai"), "kind": "company",
                       "name": "潍柴动力", "mode": "narration"}]},
        "Add",
    )  # fmt: skip
    edited = apply(apply(SEED, added), set_about(SEED, {"title": "Another"}, "Title"))
    assert edited.name("weichai-2") == "潍柴动力"
    save_dossier(edited, tmp_path / "x.dossier")
    again = open_dossier(tmp_path / "x.dossier")
    assert again.problems == ()
    assert same(again, edited)


def test_columns_of_other_programs_survive_an_edit(tmp_path) -> None:
    entities = SEED.store["entities"]
    marks = {"mark": column_of("text", ["mine"] * len(entities))}
    marked = TableColumns("entities", {**entities.columns, **marks})
    strange = Dossier({**SEED.store, "entities": marked}, id="x")
    edited = apply(strange, set_cells(strange, "entities", 0, {"note": "n"}, "Note"))
    assert edited.tables["entities"]["mark"].tolist() == ["mine"] * len(edited.tables["entities"])
    assert row_at(edited, "entities", 0)["mark"] == "mine"


@pytest.mark.parametrize(
    ("table", "cells", "says"),
    [
        ("events", {"date": "2013-02-30"}, "30"),
        ("events", {"date": "", "date_basis": "stated"}, "needs a date"),
        ("figures", {"value": "1,5"}, "value"),
        ("figures", {"entity_id": "nobody"}, "not found"),
    ],
)
def test_an_edit_with_a_fault_is_told_as_reading_would_tell_it(table, cells, says) -> None:
    broken = apply(SEED, set_cells(SEED, table, 0, cells, "Edit"))
    (problem, *_) = new_problems(SEED, broken)
    assert problem.file == f"data/{table}.csv"
    assert problem.line == 2
    assert says in str(problem)


def test_the_shipped_dossiers_have_no_problem_in_memory_either() -> None:
    assert [p for p in problems_of(SEED) if p.severity == "error"] == []
    assert [p for p in problems_of(TUTORIAL) if p.severity == "error"] == []
