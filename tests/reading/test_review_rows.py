"""Accepted facts become rows; what is known gets evidence, what lacks something stays out."""

from __future__ import annotations

from jwviewer.dossier.dossier import Dossier
from jwviewer.editing.change import apply
from jwviewer.editing.checking import problems_of
from jwviewer.editing.edits import add_rows
from jwviewer.reading.reading import read_text
from jwviewer.reading.review import Review, accept, reject
from jwviewer.reading.review_edits import set_attribute, set_date
from jwviewer.reading.review_entities import merge
from jwviewer.reading.review_rows import matches, omission_rows, placed, placement
from jwviewer.reading.tables import Source
from tests.reading.review_sample import TEXT, one, review

EMPTY = Dossier.from_rows({}, id="new", title="New")


def with_all(made: Review) -> Review:
    for key in made.order:
        if made.decision(key) == "pending":
            made = accept(made, key)
    return made


def put(made: Review, dossier: Dossier = EMPTY) -> Dossier:
    after = apply(dossier, add_rows(dossier, placement(made, dossier).tables, "Put"))
    assert [str(p) for p in problems_of(after) if p.severity == "error"] == []
    return after


def test_only_accepted_facts_get_rows() -> None:
    made = accept(review(), one("event", "signed"))
    dossier = put(made)
    assert {fact.kind for fact in dossier.facts} == {"event", "company", "place"}
    assert dossier.tables["sources"]["text_chars"].tolist() == [len(TEXT)]
    assert set(placed(made, dossier)) == {
        key for key in made.items if made.decision(key) == "accepted"
    }


def test_a_figure_without_its_company_is_left_out_and_says_why() -> None:
    figure = one("figure", "260,000")
    made = accept(reject(review(), one("company", "Volta Marine AB")), figure)
    found = placement(made, EMPTY)
    assert found.left_out == {figure: "companies"}
    assert "figures" not in found.tables


def test_what_is_put_in_later_joins_what_is_there() -> None:
    made = accept(review(), one("event", "signed"))
    dossier = put(made)
    made = accept(made, one("figure", "260,000"))
    later = placement(made, dossier)
    assert {name: len(rows) for name, rows in later.tables.items() if name != "evidence"} == {
        "metrics": 1, "figures": 1,
    }  # fmt: skip
    after = put(made, dossier)
    assert len(after.tables["sources"]) == 1
    assert after.fact(after.tables["figures"]["figure_id"][0]).company_ids[0] in dossier.companies
    assert placement(made, after).tables == {}


def test_merged_companies_become_one_row_with_both_names() -> None:
    made = merge(review(), one("company", "Kerning Group"), one("company", "Kerning Works"))
    dossier = put(with_all(made))
    names = dossier.tables["entities"].set_index("name")["aliases"]
    assert "Kerning Group" not in names.index
    assert "Kerning Group" in names["Kerning Works Ltd"]


def test_what_the_person_supplied_is_marked_as_theirs() -> None:
    event = one("event", "signed")
    made = set_date(review(), event, "2019-05-12")
    source = Source(published="2019-06", supplied=("published",))
    made = Review(made.article, made.mentions, made.items, source, made.read)
    dossier = put(accept(made, event))
    row = dossier.tables["events"].iloc[0]
    assert (row["date"], row["date_basis"]) == ("2019-05-12", "supplied")
    assert dossier.tables["sources"]["supplied"].tolist() == ["published"]


def test_a_second_article_confirms_with_evidence_and_overwrites_nothing() -> None:
    first = put(with_all(review()))
    text = "Volta Marine AB sold 263,100 engines in 2018. It employs about 1,900 people.\n"
    second = with_all(Review.of(read_text(text)))
    states = {second.items[key].fact.value("value"): match.state
              for key, match in matches(second, first).items()}  # fmt: skip
    assert states["263100"] == "refining"
    after = put(second, first)
    for name, table in first.tables.items():
        assert after.tables[name].head(len(table)).equals(table)
    values = after.tables["figures"].query("unit == 'engine'")["value"].tolist()
    assert values == ["260000", "263100"]
    volta = next(e for e in after.companies if after.name(e) == "Volta Marine AB")
    assert {piece.source_id for piece in after.evidence_of(volta)} == {"article", "article-2"}
    assert after.tables["figures"]["metric_id"].nunique() == first.tables["metrics"].shape[0]


def test_what_the_article_does_not_say_becomes_omissions_once() -> None:
    made = with_all(set_attribute(review(), one("event", "signed"), "date", ""))
    dossier = put(made)
    rows = omission_rows(made, dossier)
    after = apply(dossier, add_rows(dossier, {"omissions": rows}, "Unsaid"))
    assert [str(p) for p in problems_of(after) if p.severity == "error"] == []
    event = dossier.tables["events"]["event_id"][0]
    assert ("date", event) in {(row["attribute"], row["fact_id"]) for row in rows}
    assert omission_rows(made, after) == []
