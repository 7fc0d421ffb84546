"""Names that were accepted or rejected are known in the next article, unless that is off."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from jwviewer.reading.arguments import run_read
from jwviewer.reading.lexicons import shipped_lexicons
from jwviewer.reading.reading import read_text
from jwviewer.reading.review import Review, accept, reject
from jwviewer.reading.review_edits import set_kind
from jwviewer.reading.review_entities import merge
from jwviewer.reading.teaching import NONE, Taught, Teaching, call, learn
from tests.reading.review_sample import one, review


@pytest.fixture
def teaching(tmp_path: Path) -> Teaching:
    return Teaching(tmp_path)


def companies(text: str, teaching: Teaching) -> set[str]:
    reading = read_text(text, lexicons=teaching.lexicons())
    assert reading.failures == ()
    return {p.value("name") for p in reading.proposals if p.kind == "company"}


def test_only_what_was_decided_is_learnt() -> None:
    made = accept(review(), one("company", "Volta Marine AB"))
    made = reject(made, one("company", "Kerning Group"))
    assert learn(Taught(), made).names == {"Volta Marine AB": "company", "Kerning Group": NONE}


def test_a_name_that_was_accepted_is_found_where_no_rule_would(teaching) -> None:
    text = "It rained on Zorvan all day, and elsewhere on easyzor too."
    assert companies(text, teaching) == set()
    teaching.save(call(call(Taught(), "Zorvan", "company"), "easyzor", "company"))
    assert companies(text, teaching) == {"Zorvan", "easyzor"}


def test_a_name_that_was_rejected_is_not_proposed_again(teaching) -> None:
    text = "Zorvan Ltd signed a contract."
    assert companies(text, teaching) == {"Zorvan Ltd"}
    teaching.save(call(Taught(), "Zorvan Ltd", NONE))
    assert companies(text, teaching) == set()


def test_a_merge_is_remembered(teaching) -> None:
    text = "Kerning Group signed a contract with Volta Marine AB. Kerning Works Ltd sold boats."
    assert len(companies(text, teaching)) == 3
    made = merge(review(), one("company", "Kerning Group"), one("company", "Kerning Works"))
    teaching.save(learn(Taught(), made))
    assert companies(text, teaching) == {"Kerning Works Ltd", "Volta Marine AB"}


def test_a_name_of_another_kind_is_learnt_as_that() -> None:
    key = one("company", "Kerning Group")
    made = accept(set_kind(review(), key, "person"), key)
    assert learn(Taught(), made).names["Kerning Group"] == "person"


def test_what_was_learnt_can_be_read_edited_and_switched_off(teaching) -> None:
    odd = 'Quote " back \\ slash'
    teaching.save(Taught({"Zorvan": "company", "华星船舶": "company", odd: NONE}, {"Z": "Zorvan"}))
    assert teaching.load() == Taught(
        {"Zorvan": "company", "华星船舶": "company", odd: NONE}, {"Z": "Zorvan"}
    )
    assert "Zorvan" in (teaching.folder / "en" / "known.toml").read_text("utf-8")
    teaching.use(False)
    assert not teaching.used
    assert teaching.lexicons() is shipped_lexicons()
    teaching.use(True)
    teaching.save(teaching.load().without(["Zorvan", "Z"]))
    assert "Zorvan" not in teaching.load().names
    assert teaching.load().same == {}


def test_a_chinese_name_is_known_in_a_chinese_article(teaching) -> None:
    text = "昨天下雨，左尔文很安静。"
    teaching.save(call(Taught(), "左尔文", "company"))
    assert companies(text, teaching) == {"左尔文"}


def test_a_merge_of_chinese_names_is_remembered(teaching) -> None:
    text = "远帆航运集团与舟海重工集团签署合同。"
    assert len(companies(text, teaching)) == 2
    teaching.save(Taught({}, {"舟海重工集团": "远帆航运集团"}))
    assert companies(text, teaching) == {"远帆航运集团"}


@pytest.mark.parametrize("used", [True, False])
def test_the_command_reads_with_what_was_learnt_unless_that_is_off(
    used, tmp_path, monkeypatch, capsys
) -> None:
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: str(tmp_path))
    own = Teaching(tmp_path / "lexicons")
    own.save(call(Taught(), "Zorvan", "company"))
    own.use(used)
    article = tmp_path / "article.txt"
    article.write_text("It rained on Zorvan all day.", encoding="utf-8")
    asked = {"articles": [article], "json": True, "date": "", "output": None}
    assert run_read(argparse.Namespace(**asked)) == 0
    named = [row["name"] for row in json.loads(capsys.readouterr().out or "[]")]
    assert ("Zorvan" in named) is used


def test_a_damaged_file_is_passed_over(teaching) -> None:
    teaching.save(call(Taught(), "Zorvan", "company"))
    (teaching.folder / "en" / "known.toml").write_text("company = [", encoding="utf-8")
    assert teaching.load().names == {}
    assert teaching.lexicons() is shipped_lexicons()


def test_learning_twice_changes_nothing_more() -> None:
    made = accept(review(), one("company", "Volta Marine AB"))
    once = learn(Taught(), made)
    assert learn(once, made) == once
    assert Review.of(read_text("Nothing.")).order == ()
