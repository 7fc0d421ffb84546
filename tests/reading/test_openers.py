"""What opens a sentence changes when something was, and nothing else."""

from __future__ import annotations

import pytest

from jwviewer.reading.proposal import Proposal
from jwviewer.reading.reading import read_text

SENTENCES = (
    "Voltessa AB acquired Kerning AG for €5 million.",
    "Voltessa AB sold 500 cars.",
    "Voltessa AB and Kerning AG signed a supply agreement.",
    "Voltessa AB appointed Eva Lund as chief executive.",
    "Voltessa AB raised its stake in Kerning AG to 30%.",
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
OPENERS = (
    *(f"In {month} " for month in MONTHS), *(f"In {month}, " for month in MONTHS),
    *(f"Last {month} " for month in MONTHS),
    "In 2021 ", "In May 2021 ", "In early 2021, ", "On 4 May 2021 ", "On May 4, 2021, ",
    "On March 4 ",
    "On Monday ", "Last year ", "Two years later, ", "At the end of 2021 ",
    "Meanwhile, ", "In the same year, ",
)  # fmt: skip


def _facts(text: str) -> tuple[set[tuple[object, ...]], list[str]]:
    """Return what a text tells besides dates, and the dates of its events."""
    reading = read_text(text)
    names = {one.id: one.value("name") for one in (*reading.proposals, *reading.mentions)}
    told = {_told(one, names) for one in reading.proposals if one.kind in _TOLD}
    return told, [one.value("date") for one in reading.proposals if one.kind == "event"]


_TOLD = ("company", "person", "figure", "role", "event")


def _told(one: Proposal, names: dict[str, str]) -> tuple[object, ...]:
    if one.kind == "figure":
        return one.value("value"), one.value("unit"), one.value("bound")
    if one.kind == "event":
        return one.value("event_type"), *sorted(names[who] for who in one.value("participants"))
    return one.kind, one.value("role") or one.value("name")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_facts_stay_the_same_whatever_opens_their_sentence(sentence: str) -> None:
    told, _ = _facts(sentence)
    assert told
    for opener in OPENERS:
        assert told - _facts(opener + sentence)[0] == set(), opener


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_that_opens_a_sentence_dates_its_event(number: int) -> None:
    _, dates = _facts(f"In {MONTHS[number - 1]} Voltessa AB acquired Kerning AG.")
    assert dates == [f"XXXX-{number:02}"]
