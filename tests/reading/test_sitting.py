"""Every decision is on the disk at once, and a later sitting goes on from there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jwviewer.dossier.atomic import WriteFailed
from jwviewer.reading.reading import read_text
from jwviewer.reading.review import Review, accept, reject
from jwviewer.reading.review_edits import move_span, set_attribute, set_date, set_kind
from jwviewer.reading.review_entities import merge, new_fact
from jwviewer.reading.review_log import ReviewLog
from jwviewer.reading.sitting import Sitting
from tests.reading.review_sample import TEXT, one, review


def again(folder: Path, text: str = TEXT, file: str = "") -> Review:
    return Sitting(Review.of(read_text(text)), ReviewLog(folder, text, file)).review


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    return Sitting(review(), ReviewLog(tmp_path, TEXT, "article.txt"))


def test_decisions_are_there_when_the_same_article_is_opened_again(tmp_path, sitting) -> None:
    sitting.do(accept(sitting.review, one("event", "signed")), "Accept")
    sitting.do(reject(sitting.review, one("company", "Kerning Group")), "Reject")
    assert again(tmp_path).items == sitting.review.items


def test_corrections_merges_and_own_facts_are_there_too(tmp_path, sitting) -> None:
    figure = one("figure", "260,000")
    made = set_date(move_span(sitting.review, figure, start=2), figure, "2018-01/2018-06")
    made = set_attribute(made, figure, "metric", "Motors")
    made = set_kind(made, one("claim", "plans"), "event")
    made = merge(made, one("company", "Kerning Group"), one("company", "Kerning Works"))
    made, own = new_fact(made, (TEXT.index("won an"), TEXT.index("won an") + 12), "award")
    sitting.do(accept(made, own), "All")
    opened = again(tmp_path)
    for key, item in sitting.review.items.items():
        other = opened.items[key]
        assert (other.decision, other.into, other.changed) == (
            item.decision, item.into, item.changed,
        )  # fmt: skip
        assert other.fact.kind == item.fact.kind
        assert other.fact.span == item.fact.span
        if item.changed:
            kept = {n: a for n, a in item.fact.attributes.items() if n != "mentions"}
            assert other.fact.attributes == kept


def test_in_another_edition_of_the_file_passages_are_found_by_their_words(
    tmp_path, sitting
) -> None:
    figure = one("figure", "260,000")
    made = accept(sitting.review, one("event", "signed"))
    sitting.do(set_attribute(made, figure, "metric", "Motors"), "Both")
    text = "A word before all.\n\n" + TEXT.replace("1,900 people", "1,950 people")
    opened = again(tmp_path, text, "article.txt")
    accepted = [i.fact for i in opened.items.values() if i.decision == "accepted"]
    assert {fact.kind for fact in accepted} == {"event", "company", "place"}
    changed = next(i.fact for i in opened.items.values() if i.changed)
    assert text[slice(*changed.span)] == "more than 260,000 engines"
    assert again(tmp_path, text, "other.txt").progress.reviewed == 0


def test_undo_goes_all_the_way_back_and_forward_again(tmp_path, sitting) -> None:
    first = sitting.review
    sitting.do(accept(first, one("event", "signed")), "Accept")
    sitting.do(reject(sitting.review, one("person", "Eva")), "Reject")
    last = sitting.review
    assert sitting.undo_label == "Reject"
    sitting.undo()
    assert set(sitting.undo()) == {k for k, i in last.items.items() if i.decision == "accepted"}
    assert sitting.review == first
    assert sitting.undo() == ()
    assert again(tmp_path).progress.reviewed == 0
    sitting.redo()
    sitting.redo()
    assert sitting.review == last
    assert again(tmp_path).items == last.items


def test_a_step_that_changes_nothing_is_none(sitting) -> None:
    assert sitting.do(sitting.review, "Nothing") == ()
    assert sitting.undo_label == ""


def test_what_the_person_says_of_the_article_is_kept(tmp_path, sitting) -> None:
    source = replace(sitting.review.source, published="2019-06", supplied=("published",))
    sitting.do(replace(sitting.review, source=source), "Date")
    kept = again(tmp_path).source
    assert (kept.published, kept.supplied) == ("2019-06", ("published",))


def test_a_log_that_was_cut_or_damaged_loses_only_what_is_damaged(tmp_path, sitting) -> None:
    sitting.do(reject(sitting.review, one("person", "Eva")), "Reject")
    sitting.do(reject(sitting.review, one("place", "Kiel")), "Reject")
    path = next(tmp_path.glob("*.jsonl"))
    lines = path.read_bytes().split(b"\n")
    damaged = b'{"id":"x","kind":3,"position":"q","fact":7,"changed":["a"]}'
    path.write_bytes(b"\n".join([*lines[:2], damaged, b"\xff\xfe", lines[2][:-9]]))
    opened = again(tmp_path)
    assert opened.decision(one("person", "Eva")) == "rejected"
    assert opened.decision(one("place", "Kiel")) == "pending"


def test_a_decision_after_one_that_was_cut_off_is_kept(tmp_path, sitting) -> None:
    sitting.do(reject(sitting.review, one("person", "Eva")), "Reject")
    path = next(tmp_path.glob("*.jsonl"))
    path.write_bytes(path.read_bytes()[:-7])
    sitting.do(reject(sitting.review, one("place", "Kiel")), "Reject")
    assert again(tmp_path).decision(one("place", "Kiel")) == "rejected"


def test_a_step_is_made_even_if_it_cannot_be_written(tmp_path) -> None:
    (tmp_path / "blocked").write_bytes(b"")
    sitting = Sitting(review(), ReviewLog(tmp_path / "blocked", TEXT))
    key = one("person", "Eva")
    with pytest.raises(WriteFailed):
        sitting.do(reject(sitting.review, key), "Reject")
    assert sitting.review.decision(key) == "rejected"


def test_the_log_does_not_hold_the_article(tmp_path, sitting) -> None:
    sitting.do(reject(sitting.review, one("person", "Eva")), "Reject")
    written = next(tmp_path.glob("*.jsonl")).read_text("utf-8")
    assert "Eva Lund" in written
    assert "260,000" not in written
