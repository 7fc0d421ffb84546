"""What a person decides about proposed facts, as one value that is never changed in place."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from jwviewer.reading.review import (
    CHECK,
    ENOUGH,
    Item,
    Review,
    accept,
    accept_ready,
    changed_keys,
    missing,
    reject,
    reopen,
)
from tests.reading.review_sample import one, review


def decided(made: Review) -> dict[str, str]:
    return {key: item.decision for key, item in made.items.items() if item.decision != "pending"}


def test_facts_come_in_the_order_in_which_people_can_verify_them() -> None:
    made = review()
    assert [name for name, _ in made.groups] == [
        "companies", "people", "roles", "places", "money", "quantities", "events", "claims",
    ]  # fmt: skip
    for _, keys in made.groups:
        sure = [round(made.items[key].fact.confidence, 2) for key in keys]
        assert sure == sorted(sure, reverse=True)
    companies = [made.items[key].fact.span for key in made.groups[0][1]]
    assert companies == sorted(companies)


def test_amounts_of_money_and_their_conversion_stand_together() -> None:
    made = review()
    money = dict(made.groups)["money"]
    assert {made.items[key].fact.kind for key in money} == {"figure", "conversion"}
    assert one("figure", "412 million", made) in money
    assert one("figure", "260,000", made) not in money


def test_accepting_a_fact_accepts_the_entities_that_it_names_and_nothing_else() -> None:
    before = review()
    event = one("event", "signed")
    after = accept(before, event)
    volta, kerning = one("company", "Volta Marine AB"), one("company", "Kerning Works")
    assert set(decided(after)) == {event, volta, kerning, one("place", "Kiel")}
    assert decided(before) == {}
    assert set(changed_keys(before, after)) == set(decided(after))
    assert after.progress.reviewed == 4


def test_a_conversion_brings_its_two_amounts() -> None:
    after = accept(review(), one("conversion", "412"))
    assert one("figure", "412 million") in decided(after)
    assert one("figure", "455") in decided(after)


def test_what_was_rejected_stays_so_and_is_missed_by_what_names_it() -> None:
    volta = one("company", "Volta Marine AB")
    figure = one("figure", "260,000")
    made = accept(reject(review(), volta), figure)
    assert made.decision(volta) == "rejected"
    assert missing(made, figure) == ("companies",)
    assert missing(accept(reopen(made, volta), volta), figure) == ()


def test_a_role_without_its_person_says_what_it_lacks() -> None:
    made = reject(review(), one("person", "Eva"))
    assert missing(made, one("role", "chairwoman")) == ("person",)


def many(count: int, confidence: float) -> Review:
    made = review()
    key = one("figure", "260,000")
    fact = made.items[key].fact
    added = {
        f"figure-x{n}": Item(replace(fact, id=f"figure-x{n}", confidence=confidence))
        for n in range(count)
    }
    return made.with_items(added)


def test_the_rest_of_a_group_is_offered_only_after_enough_was_looked_at() -> None:
    made = many(8, 0.95)
    for number in range(ENOUGH):
        assert made.ready("quantities") == ()
        assert accept_ready(made, "quantities") == made
        made = reject(made, f"figure-x{number}")
    assert set(made.ready("quantities")) >= {"figure-x5", "figure-x6", "figure-x7"}
    after = accept_ready(made, "quantities", ["figure-x5", "figure-x6"])
    assert after.decision("figure-x6") == "accepted"
    assert after.decision("figure-x7") == "pending"


def test_what_is_not_sure_is_never_accepted_with_its_group() -> None:
    made = many(8, CHECK - 0.05)
    for number in range(ENOUGH):
        made = accept(made, f"figure-x{number}")
    assert not any(key.startswith("figure-x") for key in made.ready("quantities"))


@pytest.mark.parametrize("kind", ["company", "event", "figure"])
def test_every_step_can_be_taken_back_by_reopening(kind: str) -> None:
    made = review()
    key = next(key for key, item in made.items.items() if item.fact.kind == kind)
    assert reopen(reject(made, key), key).items == made.items
