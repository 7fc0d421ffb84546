"""Many articles are read as one is; what fails is told and stops nothing."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from jwviewer.reading.batch import (
    Failed,
    Found,
    Options,
    articles_in,
    own_words,
    read_file,
    read_here,
    tables_of,
)
from tests.reading.loaders.made_files import pdf

TEXT = (
    "Voltessa AB and Kerning AG signed a supply agreement in Kiel on 3 May 2019. "
    "Voltessa AB sold 500 ferries in 2018. The yard is said to be fine."
)
OTHER = "Kerning AG sold more than 700 ferries in 2018."


def found(one: Found | Failed) -> Found:
    assert isinstance(one, Found), one
    return one


def test_the_same_text_gives_the_same_tables() -> None:
    assert tables_of(TEXT, "a.txt", Options()) == tables_of(TEXT, "a.txt", Options())


def test_only_sure_facts_are_accepted_and_all_others_wait_with_a_reason() -> None:
    lax, strict = (tables_of(TEXT, "a.txt", Options(threshold=t)) for t in (0.0, 0.94))
    assert strict.accepted < lax.accepted
    assert all(one["confidence"] < 0.94 for one in strict.waiting if "below" in one["reason"][:5])
    assert strict.accepted + len(strict.waiting) == lax.accepted + len(lax.waiting)
    assert all(one["reason"] for one in strict.waiting)


def test_nothing_is_accepted_above_the_highest_confidence() -> None:
    assert tables_of(TEXT, "a.txt", Options(threshold=1.0)).accepted == 0


def test_a_fact_waits_when_what_it_names_waits() -> None:
    made = tables_of(TEXT, "a.txt", Options(threshold=0.9))
    entities = {row["entity_id"] for row in made.tables.get("entities", ())}
    assert all(row["entity_id"] in entities for row in made.tables.get("figures", ()))


def test_a_failed_article_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG")
    (tmp_path / "c.pdf").write_bytes(pdf([(72, 700, OTHER)]))
    outcomes = {
        Path(one.name).name: one for one in read_here(articles_in([tmp_path]), Options(), 2)
    }
    assert isinstance(outcomes["b.txt"], Failed)
    assert "PNG" in outcomes["b.txt"].reason
    assert found(outcomes["a.txt"]).accepted > 0
    # A worker may start the process that reads a PDF file.
    assert found(outcomes["c.pdf"]).accepted > 0


def test_a_process_that_dies_takes_only_its_own_article_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "deadly.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr("jwviewer.reading.batch.read_file", deadly)
    outcomes = {
        Path(one.name).name: one for one in read_here(articles_in([tmp_path]), Options(), 2)
    }
    assert isinstance(outcomes["deadly.txt"], Failed)
    assert "brought down" in outcomes["deadly.txt"].reason
    assert found(outcomes["a.txt"]).accepted == found(outcomes["b.txt"]).accepted > 0


def deadly(path: str, options: Options) -> Found | Failed:
    """Stand in for ``read_file`` in a worker, which one article ends at once."""
    if "deadly" in Path(path).name:
        os._exit(7)
    return read_file(path, options)


def test_folders_give_their_articles_and_every_file_counts_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("in/b.md", "in/a.txt", "in/picture.png", "c.odd"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    listed = articles_in([tmp_path / "c.odd", tmp_path / "in", tmp_path / "in" / "a.txt"])
    assert [Path(one).name for one in listed] == ["c.odd", "a.txt", "b.md"]


def test_the_words_that_a_person_taught_are_used(tmp_path: Path) -> None:
    text = "Then Quxbar lay on the table."
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "known.toml").write_text('company = ["Quxbar"]\n', encoding="utf-8")
    plain = tables_of(text, "a.txt", Options(threshold=0.0))
    taught = tables_of(text, "a.txt", Options(threshold=0.0, words=own_words(tmp_path)))
    kinds = [[row["kind"] for row in one.tables.get("entities", ())] for one in (plain, taught)]
    assert "company" not in kinds[0]
    assert "company" in kinds[1]


def test_what_is_sent_to_a_cluster_and_back_can_be_sent() -> None:
    made = tables_of(TEXT, "a.txt", Options(whole=True))
    again = pickle.loads(pickle.dumps(made))
    assert again.tables == made.tables
    assert again.review is not None
    assert again.review.article.text == TEXT
