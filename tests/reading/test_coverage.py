"""What no fact uses, and what the article leaves open, is listed for a person to see."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from jwviewer.reading.coverage import gaps, loose_ends
from jwviewer.reading.reading import read_text
from jwviewer.reading.review import Review, accept, reject
from jwviewer.reading.review_edits import set_attribute
from tests.reading.review_sample import TEXT, one, review


def loose(made: Review) -> dict[str, str]:
    return {TEXT[slice(*one.span)]: one.kind for one in loose_ends(made)}


def test_numbers_and_dates_that_no_fact_uses_are_listed() -> None:
    found = loose(review())
    assert found["300"] == "number"
    assert not any("260,000" in text or "Eva" in text for text in found)


def test_what_a_rejected_fact_used_is_loose_again() -> None:
    made = reject(review(), one("figure", "260,000"))
    assert loose(made)["260,000"] == "number"
    made = reject(made, one("claim", "300 ferries"))
    assert any("2030" in text for text in loose(made))
    made = reject(made, one("person", "Eva"))
    assert loose(reject(made, one("role", "chairwoman")))["Eva Lund"] == "name"


def test_what_a_rule_passed_over_on_purpose_says_so() -> None:
    target = next(one for one in loose_ends(review()) if TEXT[slice(*one.span)] == "300")
    assert target.refused


@settings(max_examples=25)
@given(st.lists(st.integers(2, 99_999), min_size=1, max_size=8))
def test_every_number_of_a_text_is_used_or_listed(numbers: list[int]) -> None:
    text = " ".join(f"Volta Marine AB counted {number} things." for number in numbers)
    made = Review.of(read_text(text))
    seen = [one.span for one in loose_ends(made)]
    seen += [i.fact.span for i in made.items.values() if i.fact.kind == "figure"]
    seen += [s for i in made.items.values() for n, a in i.fact.attributes.items()
             if n in ("date", "period", "duration") for s in a.spans]  # fmt: skip
    for match in re.finditer(r"\d+", text):
        assert any(a <= match.start() and match.end() <= b for a, b in seen), match.group()


def test_empty_slots_of_accepted_facts_are_what_the_article_does_not_say() -> None:
    event, people = one("event", "signed"), one("figure", "1,900")
    made = set_attribute(review(), event, "date", "")
    assert {gap.attribute for gap in gaps(made)} == {"published", "publisher", "author"}
    made = accept(accept(made, event), people)
    asked = {(gap.attribute, gap.fact) for gap in gaps(made)}
    assert ("date", event) in asked
    assert ("period", people) in asked
    assert ("place", event) not in asked


def test_what_the_person_told_is_still_not_said_by_the_article() -> None:
    source = replace(review().source, published="2019", supplied=("published",))
    made = replace(review(), source=source)
    assert "published" in {gap.attribute for gap in gaps(made)}
    told = replace(review(), source=replace(source, supplied=()))
    assert "published" not in {gap.attribute for gap in gaps(told)}


def test_numbers_between_chinese_signs_are_listed_too_and_parts_of_model_names_are_not() -> None:
    text = "年产能达到1.5吉瓦时，预计新增就业岗位超过340个。新车型为A6和K7。"
    found = [text[slice(*one.span)] for one in loose_ends(Review.of(read_text(text)))]
    assert "1.5" in found
    assert "340" in found
    assert not {"6", "7"} & set(found)
