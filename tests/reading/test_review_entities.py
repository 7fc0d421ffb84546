"""Which companies are one, which are two, and facts that a person points at."""

from __future__ import annotations

import pytest

from jwviewer.reading.reading import read_text
from jwviewer.reading.review import Review, accept
from jwviewer.reading.review_edits import CorrectionRefused
from jwviewer.reading.review_entities import merge, new_fact, parts, split
from tests.reading.review_sample import TEXT, one, review


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_a_merged_company_gives_its_names_and_all_that_names_it() -> None:
    group, works = one("company", "Kerning Group"), one("company", "Kerning Works")
    made = merge(review(), group, works)
    assert group not in made.order
    assert "Kerning Group" in made.fact(works).values("aliases")
    claim = one("claim", "not part")
    assert made.fact(claim).values("companies") == (works,)
    assert set(accept(made, claim).merged) == {works}
    assert accept(made, claim).decision(works) == "accepted"


def test_splitting_takes_a_merge_back() -> None:
    group, works = one("company", "Kerning Group"), one("company", "Kerning Works")
    made = split(merge(review(), group, works), works, "Kerning Group")
    assert made.items == review().items


def test_splitting_off_an_alias_makes_another_company_with_its_own_passages() -> None:
    volta = one("company", "Volta Marine AB")
    assert set(parts(review(), volta)) == {"Volta Marine", "Volta"}
    made = split(review(), volta, "Volta")
    own = one("company", "Volta", made.with_items({volta: made.items[volta]}))
    own = next(k for k, i in made.items.items() if i.added)
    assert made.items[own].fact.value("name") == "Volta"
    assert TEXT[slice(*made.items[own].fact.span)] == "Volta"
    assert "Volta" not in made.fact(volta).values("aliases")
    assert made.decision(own) == "pending"


def test_only_two_of_a_kind_can_be_one() -> None:
    with pytest.raises(CorrectionRefused, match="of a kind"):
        merge(review(), one("person", "Eva"), one("company", "Volta Marine AB"))


def test_a_number_that_is_pointed_at_is_read_with_its_bound_and_company() -> None:
    made, key = new_fact(review(), at("about 1,900 people"), "figure")
    fact = made.fact(key)
    assert (fact.value("value"), fact.value("bound"), fact.value("unit")) == (
        "1900", "about", "person",
    )  # fmt: skip
    assert made.items[key].added
    assert made.decision(key) == "pending"


def test_a_company_that_is_pointed_at_has_the_name_that_was_selected() -> None:
    made, key = new_fact(review(), at("Works"), "company")
    assert made.fact(key).value("name") == "Works"


def test_an_event_that_is_pointed_at_names_the_companies_of_the_review() -> None:
    made, key = new_fact(review(), at("signed an agreement with Kerning Works"), "event")
    named = {made.fact(one).value("name") for one in made.fact(key).values("participants")}
    assert named == {"Volta Marine AB", "Kerning Works Ltd"}
    assert made.fact(key).value("date") == "2019-05"


def test_what_no_rule_knows_still_becomes_a_fact_of_its_words() -> None:
    made, key = new_fact(review(), at("won an award"), "award")
    assert made.fact(key).value("name") == "won an award"
    assert made.fact(key).value("event_type") == "award"
    other, second = new_fact(made, at("a yard"), "claim")
    assert second != key
    assert other.fact(second).value("label") == "a yard"


@pytest.mark.parametrize("words", ["more than 340 people", "340 people", "340"])
def test_a_figure_of_ones_own_keeps_the_bound_before_what_was_selected(words: str) -> None:
    text = "The new plant of Volta Marine AB is expected to employ more than 340 people."
    start = text.index(words)
    made, key = new_fact(Review.of(read_text(text)), (start, start + len(words)), "figure")
    fact = made.fact(key)
    assert (fact.value("value"), fact.value("bound")) == ("340", "gt")
    assert fact.value("unit") == "person"
