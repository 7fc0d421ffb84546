"""A second article: what the dossier knows, and what the article adds or disputes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.interval import Interval
from jwviewer.dossier.quantity import Quantity
from jwviewer.dossier.schema import BOUNDS
from jwviewer.reading.matching import Matching, compare
from jwviewer.reading.reading import read_text
from jwviewer.reading.review import Review, accept
from jwviewer.reading.review_rows import matches, placement


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    value = Decimal(draw(st.integers(1, 60)))
    bound = draw(st.sampled_from(BOUNDS))
    high = value + draw(st.integers(0, 9)) if bound == "range" else None
    return Quantity(value, bound, "unit", high, draw(st.sampled_from([None, 0, -1]))).interval


def numbers(interval: Interval) -> set[Fraction]:
    """Return which of a fine comb of numbers lie in an interval."""
    return {Fraction(n, 4) for n in range(-40, 400) if Fraction(n, 4) in interval}


@given(intervals(), intervals())
def test_values_contradict_only_when_no_number_fits_both(one: Interval, other: Interval) -> None:
    disjoint = not numbers(one) & numbers(other)
    assert (compare(one, other) == "contradicting") == disjoint
    assert (compare(other, one) == "contradicting") == disjoint


@given(intervals(), intervals())
def test_a_value_refines_only_when_it_rules_something_out(one: Interval, other: Interval) -> None:
    state = compare(one, other)
    if state == "confirming":
        assert numbers(one) <= numbers(other)
    if state == "refining":
        assert one.meet(other) != one


@given(intervals())
def test_a_value_confirms_itself(one: Interval) -> None:
    assert compare(one, one) == "confirming"


FIRST = """Volta Marine AB sold more than 260,000 engines in 2018. It employs 1,900 people.

In May 2013 Volta Marine AB and Kerning Works Ltd signed an agreement. Volta Marine AB acquired
Delta Boats Ltd in 2015. Eva Lund is chairwoman of Volta Marine AB.
"""


def dossier_of(text: str) -> Dossier:
    made = Review.of(read_text(text))
    for key in made.order:
        made = accept(made, key)
    return Dossier.from_rows(placement(made, Dossier.from_rows({})).tables)


def state_of(text: str, kind: str, words: str) -> str:
    made = Review.of(read_text(text))
    found = matches(made, dossier_of(FIRST))
    keys = [k for k, i in made.items.items()
            if i.fact.kind == kind and words in text[slice(*i.fact.span)]]  # fmt: skip
    assert keys, f"no {kind} at {words} was read"
    return found[keys[0]].state


@pytest.mark.parametrize(
    ("sentence", "words", "state"),
    [
        ("Volta Marine AB sold 263,100 engines in 2018.", "263,100", "refining"),
        ("Volta Marine AB sold more than 260,000 engines in 2018.", "260,000", "confirming"),
        ("Volta Marine AB sold more than 250,000 engines in 2018.", "250,000", "confirming"),
        ("Volta Marine AB sold 250,000 engines in 2018.", "250,000", "contradicting"),
        ("Volta Marine AB sold 250,000 engines in 2017.", "250,000", "new"),
        ("Kerning Works Ltd sold 250,000 engines in 2018.", "250,000", "new"),
        ("Volta Marine AB sold 250,000 boats in 2018.", "250,000", "new"),
    ],
)
def test_figures_are_compared_by_their_bounds(sentence: str, words: str, state: str) -> None:
    assert state_of(sentence, "figure", words) == state


@pytest.mark.parametrize(
    ("sentence", "words", "state"),
    [
        ("In May 2013 Volta Marine AB and Kerning Works Ltd signed an agreement.", "signed",
         "confirming"),
        ("On 4 May 2013 Volta Marine AB and Kerning Works Ltd signed an agreement.", "signed",
         "refining"),
        ("In 2013 Volta Marine AB and Kerning Works Ltd signed an agreement.", "signed",
         "confirming"),
        ("In 2020 Volta Marine AB and Kerning Works Ltd signed an agreement.", "signed", "new"),
        ("Volta Marine AB and Kerning Works Ltd signed an agreement.", "signed", "new"),
        ("Volta Marine AB acquired Delta Boats Ltd in 2016.", "acquired", "contradicting"),
        ("Volta Marine AB acquired Delta Boats Ltd in March 2015.", "acquired", "refining"),
    ],
)  # fmt: skip
def test_events_are_the_same_by_kind_parties_and_date(sentence, words, state) -> None:
    assert state_of(sentence, "event", words) == state


@pytest.mark.parametrize(
    ("sentence", "words", "state"),
    [
        ("Volta Marine signed a contract with Delta Boats Ltd.", "Volta Marine", "confirming"),
        ("Volta Marine Group signed a contract with Delta Boats Ltd.", "Volta", "new"),
        ("Kerning Works signed a contract.", "Kerning Works", "confirming"),
        ("Kerning Boats Ltd signed a contract.", "Kerning", "new"),
    ],
)
def test_companies_are_the_same_as_far_as_names_allow(sentence, words, state) -> None:
    assert state_of(sentence, "company", words) == state


def test_a_short_name_of_two_companies_is_neither() -> None:
    dossier = Dossier.from_rows({"entities": [
        {"entity_id": "a", "kind": "company", "name": "Volta Marine Ltd", "mode": "narration"},
        {"entity_id": "b", "kind": "company", "name": "Volta Boats Ltd", "mode": "narration"},
    ]})  # fmt: skip
    text = "The maker Volta Ltd signed a contract."
    company = next(one for one in read_text(text).proposals if one.kind == "company")
    assert Matching(dossier).entity(company) == ""


def test_a_role_is_known_by_person_office_and_company() -> None:
    text = "Eva Lund, chairwoman of Volta Marine AB, spoke."
    assert state_of(text, "role", "chairwoman") == "confirming"
    assert state_of("Eva Lund, chairwoman of Kerning Works Ltd, spoke.", "role", "chair") == "new"
