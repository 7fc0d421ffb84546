"""Turns of phrase that tell of a deal, and those that look alike and do not."""

from __future__ import annotations

import pytest

from jwviewer.reading.layers.deal_turns import deal_turns, deals_told
from jwviewer.reading.lexicons import shipped_lexicons
from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records

BOTH = "Voltessa AB is a maker of cells. Kerning AG is a maker of buses. "
TOLD = {
    "Voltessa took 5% of Kerning in October 2021.": ("investment", "2021-10"),
    "Voltessa paid $40 million for a third of Kerning.": ("investment", ""),
    "Voltessa raised its stake in Kerning from 30% to 70% in 2019.": ("acquisition", "2019"),
    "Voltessa became the majority owner of Kerning in May 2020.": ("acquisition", "2020-05"),
    "In 2003 Voltessa sold Kerning to its managers.": ("acquisition", "2003"),
    "Since 2014 Voltessa has bought all its wire from Kerning.": ("supply", "2014/.."),
    "The doors are to be supplied by Kerning AG to Voltessa.": ("supply", ""),
    "Civil works for Voltessa have been entrusted to Kerning AG.": ("supply", ""),
    "In 2018 Voltessa switched from Solbank to Kerning for its frames.": ("supply", "2018"),
    "In 2016 Voltessa granted Kerning the exclusive rights to the cell.": ("licence", "2016"),
    "The cell has been licensed to Kerning by Voltessa.": ("licence", ""),
    "Orkel is a project company set up by Voltessa and Kerning.": ("joint_venture", ""),
    "Voltessa built the yard in 2014 together with Kerning.": ("cooperation", "2014"),
    "Voltessa and Kerning have agreed to finance the yard.": ("agreement", ""),
    "An agreement of 1985 binds Voltessa and Kerning.": ("agreement", "1985"),
}
NOT_TOLD = [
    "Voltessa may buy its wire from Kerning.",
    "Voltessa has not granted Kerning a licence.",
    "Voltessa would never take 5% of Kerning.",
]


@pytest.mark.parametrize("sentence", TOLD)
def test_a_turn_of_phrase_tells_of_a_deal_with_its_date(sentence: str) -> None:
    kind, date = TOLD[sentence]
    read = reading_records(read_text(BOTH + sentence))
    found = [(row["event_type"], row["date"] or "") for row in read if row["kind"] == "event"]
    assert (kind, date) in found


@pytest.mark.parametrize("sentence", NOT_TOLD)
def test_what_only_may_be_is_no_deal(sentence: str) -> None:
    read = reading_records(read_text(BOTH + sentence))
    assert [row["event_type"] for row in read if row["kind"] == "event"] == []


def test_every_turn_is_looked_for_by_a_word_of_its_own() -> None:
    turns = deal_turns(shipped_lexicons())
    assert turns.unfindable() == []
    assert list(deals_told("Rain fell.", 0, 10, turns)) == []
