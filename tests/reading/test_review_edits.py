"""Corrections: what is said by the passage is stated, what the person adds is supplied."""

from __future__ import annotations

import pytest

from jwviewer.reading.review import Review, accept, missing
from jwviewer.reading.review_edits import (
    KINDS,
    CorrectionRefused,
    date_passages,
    move_span,
    set_attribute,
    set_date,
    set_kind,
    set_reference,
    set_span,
)
from tests.reading.review_sample import TEXT, one, review


def words(made: Review, key: str) -> str:
    return TEXT[slice(*made.items[key].fact.span)]


def test_a_value_that_stands_in_the_passage_is_stated_where_it_stands() -> None:
    key = one("role", "chairwoman")
    made = set_attribute(review(), key, "role", "chairwoman")
    attribute = made.items[key].fact.attributes["role"]
    assert attribute.basis == "stated"
    assert TEXT[slice(*attribute.spans[0])] == "chairwoman"
    assert made.items[key].changed == ("role",)


def test_a_value_that_stands_nowhere_is_supplied_by_the_person() -> None:
    key = one("figure", "260,000")
    made = set_attribute(review(), key, "metric", "Motors delivered")
    assert made.items[key].fact.attributes["metric"].basis == "supplied"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("value", "many", "“many”"),
        ("bound", "more", "none of"),
        ("unit", "!!", "no unit"),
        ("period", "2018-13", "month"),
        ("direction", "up", "none of"),
    ],
)
def test_a_value_that_a_figure_cannot_have_is_refused_with_a_reason(name, value, reason) -> None:
    with pytest.raises(CorrectionRefused, match=reason):
        set_attribute(review(), one("figure", "260,000"), name, value)


def test_a_date_that_the_article_states_gets_its_passage() -> None:
    key = one("claim", "trust")
    made = set_date(review(), key, "2018")
    period = made.items[key].fact.attributes["period"]
    assert (period.value, period.basis) == ("2018", "stated")
    assert "2018" in TEXT[slice(*period.spans[0])]


def test_a_date_that_the_article_does_not_state_is_supplied() -> None:
    key = one("event", "signed")
    made = set_date(review(), key, "2019-05-12")
    date = made.items[key].fact.attributes["date"]
    assert (date.value, date.basis, date.spans) == ("2019-05-12", "supplied", ())
    assert set_date(made, key, "").items[key].fact.attributes["date"].basis == "not_stated"


def test_dates_of_the_article_are_offered_the_nearest_first() -> None:
    offered = [text for text, _ in date_passages(review(), one("event", "signed"))]
    assert offered[0] == "2019-05"
    assert "2018" in offered


def test_moving_an_end_reads_the_number_anew() -> None:
    key = one("figure", "260,000")
    made = move_span(move_span(review(), key, start=1), key, start=1)
    assert words(made, key) == "260,000 engines"
    fact = made.items[key].fact
    assert (fact.value("value"), fact.value("bound")) == ("260000", "eq")
    back = move_span(made, key, start=-2)
    assert words(back, key) == "more than 260,000 engines"
    assert back.items[key].fact.value("bound") == "gt"


def test_moving_an_end_of_a_name_changes_the_name() -> None:
    key = one("company", "Kerning Group")
    made = move_span(review(), key, end=-1)
    assert made.items[key].fact.value("name") == "Kerning"
    assert move_span(made, key, end=-5) == made


def test_the_ends_stay_within_the_text() -> None:
    key = one("company", "Volta Marine AB")
    assert words(move_span(review(), key, start=-3), key).startswith("Volta")
    assert set_span(review(), key, (-4, 3)) == review()


@pytest.mark.parametrize("kind", KINDS)
def test_any_fact_can_become_one_of_any_kind_that_has_a_key(kind: str) -> None:
    for key, item in review().items.items():
        if item.fact.kind == "conversion":
            continue
        made = set_kind(review(), key, kind)
        assert made.items[key].fact.kind == kind
        if kind not in ("figure",):
            assert missing(made, key) == ()


def test_a_company_that_is_a_person_keeps_its_names() -> None:
    key = one("company", "Volta Marine AB")
    fact = set_kind(review(), key, "person").items[key].fact
    assert fact.value("name") == "Volta Marine AB"
    assert "Volta" in fact.values("aliases")


def test_a_company_in_the_same_sentence_is_stated_and_one_from_elsewhere_inferred() -> None:
    figure, kerning = one("figure", "260,000"), one("company", "Kerning Works")
    made = set_reference(review(), figure, "companies", [kerning])
    companies = made.items[figure].fact.attributes["companies"]
    assert (companies.value, companies.basis) == ((kerning,), "inferred")
    volta = one("company", "Volta Marine AB")
    made = set_reference(made, figure, "companies", [volta])
    assert made.items[figure].fact.attributes["companies"].basis == "stated"
    assert kerning not in made.needed(figure)


def test_correcting_decides_nothing() -> None:
    key = one("event", "signed")
    made = set_attribute(review(), key, "event_type", "letter_of_intent")
    assert made.decision(key) == "pending"
    made = set_attribute(accept(made, key), key, "event_type", "supply")
    assert made.decision(key) == "accepted"
