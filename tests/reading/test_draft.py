"""The draft: proposals by place, claimed characters, changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jwviewer.reading.article import article_of
from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import load_lexicons
from jwviewer.reading.proposal import Attribute

SPANS = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9)), max_size=30)


def _draft(spans: list[tuple[int, int]]) -> Draft:
    draft = Draft(article_of("x" * 100), load_lexicons())
    for number, (start, length) in enumerate(spans):
        kind = ("figure", "_date")[number % 2]
        draft.add(kind, (start, start + length), {}, rule="test", confidence=1.0)
    return draft


@given(SPANS, st.integers(0, 100), st.integers(0, 100))
def test_within_finds_what_a_search_of_all_finds(
    spans: list[tuple[int, int]], start: int, end: int
) -> None:
    draft = _draft(spans)
    wanted = [
        one for one in draft.of_kind("figure", "_date")
        if start <= one.span[0] and one.span[1] <= end and one.span[0] < end
    ]  # fmt: skip
    assert list(draft.within((start, end), "figure", "_date")) == wanted


@given(SPANS)
def test_the_order_is_that_of_the_text(spans: list[tuple[int, int]]) -> None:
    draft = _draft(spans)
    places = [one.span for one in draft.of_kind()]
    assert places == sorted(places)


def test_claimed_characters_are_not_free() -> None:
    draft = _draft([(10, 5)])
    assert not draft.is_free((14, 20))
    assert draft.is_free((15, 20))
    draft.add("_name", (20, 25), {}, rule="test", confidence=1.0, claim=False)
    assert draft.is_free((20, 25))


def test_a_proposal_can_be_changed_moved_renamed_and_dropped() -> None:
    draft = _draft([(10, 5)])
    one = draft.change("figure-1", unit=Attribute("km"))
    assert draft.at(12, "figure") == [one]
    moved = draft.put(replace(one, kind="_target", span=(30, 35)))
    assert draft.at(12, "figure", "_target") == []
    assert draft.at(30, "_target") == [moved]
    draft.drop("figure-1")
    assert draft.of_kind() == []
