"""Which names are those of companies, and which are none."""

from __future__ import annotations

import pytest

from jwviewer.reading.layers.vocabulary import vocabulary
from jwviewer.reading.lexicons import shipped_lexicons
from jwviewer.reading.reading import read_text


def _companies(text: str) -> list[str]:
    return [one.value("name") for one in read_text(text).proposals if one.kind == "company"]


@pytest.mark.parametrize(
    "text",
    [
        "Stacks will be supplied by Voltessa AB.",
        "Notice M/24 – Proposed acquisition of Voltessa AB",
        "Voltessa AB buys it (the “Acquisition”). The money of the Acquisition is due.",
        "Bids for Voltessa AB closed on Monday. Final offers are due in May.",
        "Voltessa AB is a friend of the Swedes. The Nordic authorities said so.",
        "Voltessa AB got money from the EU's Innovation Fund.",
        "Voltessa AB was named Young Company of the Year by its town.",
        "Voltessa AB sold the AV190-E3, which has a list price of $56 million.",
        "Voltessa AB ordered cells from a Dutch-Norwegian supplier.",
        "Voltessa AB is led by captain Eva Sand.",
    ],
)
def test_what_is_no_company_is_not_taken_for_one(text: str) -> None:
    assert _companies(text) == ["Voltessa AB"]


def test_a_common_word_within_a_sentence_may_be_a_company() -> None:
    assert _companies("On Monday Anchor signed a contract. Anchor makes chains.") == ["Anchor"]


def test_two_firms_with_a_plus_between_are_two() -> None:
    text = "Voltessa Marine + Kerning Foundries\n\nVoltessa Marine AB met Kerning Foundries AS."
    assert _companies(text) == ["Voltessa Marine AB", "Kerning Foundries AS"]


def test_a_name_with_its_last_word_cut_is_the_same_firm() -> None:
    text = "Voltessa Micro goes west. Voltessa Microelectronics K.K. said so. Voltessa is small."
    assert _companies(text) == ["Voltessa Microelectronics K.K."]


@pytest.mark.parametrize("word", ["Stacks", "Proposed", "Shipping", "Planned", "Companies", "Bids"])
def test_a_common_word_is_known_in_all_its_forms(word: str) -> None:
    assert word in shipped_lexicons().once(vocabulary)


@pytest.mark.parametrize("word", ["Voltessa", "Kerning", "Anchorage", "Sias"])
def test_a_name_is_no_common_word(word: str) -> None:
    assert word not in shipped_lexicons().once(vocabulary)


@pytest.mark.parametrize(
    "text",
    [
        "Voltessa, a maker of pumps, grew. Voltessa will sell a version called Voltessa Drive.",
        "Voltessa, a maker of pumps, grew. Eva Lund of Voltessa showed the Voltessa Drive app.",
    ],
)
def test_what_a_firm_makes_is_not_a_longer_form_of_its_name(text: str) -> None:
    assert "Voltessa" in _companies(text)
