from __future__ import annotations

import pytest

from jwviewer.queries.search import matching, search
from tests import fact_sample as sample


def _ids(text: str, limit: int = 20) -> list[str]:
    return [hit.fact_id for hit in search(sample.dossier(), text, limit)]


@pytest.mark.parametrize("text", ["260000", "260,000"])
def test_a_number_is_found_with_and_without_commas(text: str) -> None:
    assert _ids(text) == ["all"]


@pytest.mark.parametrize("text", ["230bn", "230 bn", "CNY 230", "33.40"])
def test_money_is_found_as_it_is_printed(text: str) -> None:
    assert set(_ids(text)) & {"cny", "usd"}


@pytest.mark.parametrize(
    ("text", "fact_id"),
    [
        ("nroth works", "north"),
        ("north", "north"),
        ("Southh", "south"),
        ("golden ruder", "prize"),
        ("北方", "north"),
        ("NW", "north"),
        ("ada", "ada"),
        ("quay", "quay"),
    ],
)
def test_the_best_hit_forgives_slips_and_knows_other_names(text: str, fact_id: str) -> None:
    assert _ids(text)[0] == fact_id


def test_the_whole_name_comes_before_names_that_go_on() -> None:
    assert _ids("North Works")[:2] == ["north", "group"]


def test_every_word_must_be_in_the_fact() -> None:
    assert _ids("pact 2013")[0] == "pact"
    assert "later" not in _ids("pact 2018")
    assert _ids("ferry zzzzqqq") == []


def test_short_words_and_numbers_are_never_guessed() -> None:
    assert _ids("zq") == []
    assert _ids("260001") == []


@pytest.mark.parametrize("text", ["", "   ", "…", "?!"])
def test_no_words_find_nothing(text: str) -> None:
    assert search(sample.dossier(), text) == ()
    assert matching(sample.dossier(), text) is None


def test_a_hit_tells_what_it_found() -> None:
    hit = search(sample.dossier(), "260,000")[0]
    assert hit.label == "Boats built, 2018"
    assert hit.kind == "figure"
    assert "> 260,000 units" in hit.detail
    assert "North" in hit.detail


@pytest.mark.parametrize("text", ["(" * 500, "a" * 5000, "\x00\u202e", "[^]*+?{}|\\", "%" * 99])
def test_any_text_can_be_asked(text: str) -> None:
    assert len(search(sample.dossier(), text)) <= 20


def test_no_more_than_asked_are_returned() -> None:
    assert len(_ids("north", 3)) == 3
