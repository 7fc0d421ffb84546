"""Events that no turn of phrase covers are suggested, and nothing that was not done."""

from __future__ import annotations

import pytest

from jwviewer.reading.proposal import Proposal
from jwviewer.reading.reading import read_text


def suggested(text: str) -> list[Proposal]:
    reading = read_text(text)
    assert not reading.failures
    return [one for one in reading.proposals if one.rule == "events.likely"]


def test_an_event_without_a_turn_of_phrase_is_a_suggestion_with_its_date_and_parties() -> None:
    text = "Voltessa AB lent Kerning AG 40 million euros in 1973."
    [event] = suggested(text)
    held = {one.id: one.value("name") for one in read_text(text).proposals}
    assert event.value("date") == "1973"
    assert [held[one] for one in event.values("participants")] == ["Voltessa AB", "Kerning AG"]
    assert 0 < event.confidence <= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Voltessa AB has entrusted nothing to Kerning AG.",
        "Voltessa AB denied that it had lent Kerning AG 40 million euros.",
        "Rumours that Voltessa AB lent Kerning AG 40 million euros in 1973 are false.",
        "Voltessa AB may have lent Kerning AG 40 million euros in 1973.",
        "Voltessa AB will decide in May whether to lend Kerning AG 40 million euros.",
        "Ann lent her brother 40 million euros in 1973, and he gave her his yard.",
    ],
)
def test_what_was_not_done_is_not_suggested(text: str) -> None:
    assert suggested(text) == []


def test_what_is_told_already_is_not_suggested_again() -> None:
    text = (
        "Voltessa AB acquired Kerning AG in May 2023. Kerning AG, which Voltessa AB has "
        "purchased, makes trams. In May 2023 it had bought and paid for it."
    )
    assert suggested(text) == []


def test_a_date_that_no_grammar_gives_to_it_is_not_its_date() -> None:
    text = "Voltessa AB has entrusted its warehouses to Kerning AG, which sold 40 trams in 2019."
    assert [one.value("date") for one in suggested(text)] == [""]
