"""Offices that change hands, as a reader of the article would tell them."""

from __future__ import annotations

import pytest

from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records

CASES = {
    "named-with-a-past": (
        "Kerning AG has named Oda Brask, a former minister, as chair.",
        {("Oda Brask", "Chair", "Kerning AG")},
    ),
    "hired-from-a-rival": (
        "Kerning AG has hired Eva Lund from Voltessa Oy as head of sales.",
        {("Eva Lund", "Head of sales", "Kerning AG")},
    ),
    "hired-to-lead": (
        "Kerning AG has hired Eva Lund, who ran a bank until May, to head its new Paris office.",
        {("Eva Lund", "Head", "Kerning AG")},
    ),
    "both-of-a-succession": (
        "Eva Lund succeeded Oda Brask as finance chief of Kerning AG in January.",
        {
            ("Eva Lund", "Finance chief", "Kerning AG"),
            ("Oda Brask", "Finance chief", "Kerning AG"),
        },
    ),
    "designate": (
        "Kerning AG grew. Chairwoman-designate Eva Lund said so.",
        {("Eva Lund", "Chairwoman-designate", "Kerning AG")},
    ),
    "what-somebody-was-before-is-not-of-the-new-house": (
        "Eva Lund joined Kerning AG after eight years as finance chief.",
        set(),
    ),
    "the-office-of-the-one-named-behind-it": (
        "Eva Lund joins Kerning AG as its chairman Ole Brask retires.",
        {("Ole Brask", "Chairman", "Kerning AG")},
    ),
    "the-house-behind-the-office": (
        "Eva Lund joined Kerning AG in May as chief executive of Voltessa Oy.",
        {("Eva Lund", "Chief executive", "Voltessa Oy")},
    ),
    "replaced-by-several": (
        "Kerning AG chairman Ole Brask was replaced by a committee led by Eva Lund.",
        {("Ole Brask", "Chairman", "Kerning AG")},
    ),
    "replaced-elsewhere": (
        "Kerning AG chairman Ole Brask was replaced on the board of Voltessa Oy by Eva Lund.",
        {("Ole Brask", "Chairman", "Kerning AG")},
    ),
    "never-hired": ("Kerning AG has not hired Eva Lund from Voltessa Oy as head of sales.", set()),
    "two-houses-two-bosses": (
        "Ole Kirk, who chairs Kerning AG, and Eva Lund, who heads Voltessa Oy, met.",
        {("Ole Kirk", "Chair", "Kerning AG"), ("Eva Lund", "Head", "Voltessa Oy")},
    ),
    "her-predecessor": (
        "Eva Lund took over as chief executive of Kerning AG. She was previously sales chief of "
        "Voltessa Oy. Her predecessor, Ole Brask, retires.",
        {
            ("Eva Lund", "Chief executive", "Kerning AG"),
            ("Eva Lund", "Sales chief", "Voltessa Oy"),
            ("Ole Brask", "Chief executive", "Kerning AG"),
        },
    ),
    "her-successor-where-she-was": (
        "Kerning AG's finance chief at the time, Eva Lund, left.\n\nLund has since moved to "
        "Voltessa Oy as chief executive. Her successor, Ole Brask, is young.",
        {
            ("Eva Lund", "Finance chief", "Kerning AG"),
            ("Eva Lund", "Chief executive", "Voltessa Oy"),
            ("Ole Brask", "Finance chief", "Kerning AG"),
        },
    ),
    "several-with-what-they-were": (
        "Managing directors of Kerning AG will be Ole Brask, hitherto head of sales at Voltessa "
        "Oy, and Nord's Eva Lund.",
        {
            ("Ole Brask", "Managing director", "Kerning AG"),
            ("Ole Brask", "Head of sales", "Voltessa Oy"),
            ("Eva Lund", "Managing director", "Kerning AG"),
        },
    ),
    "no-person": ("Kerning AG grew. Infrastructure manager Rete Nord paid.", set()),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES)
def test_an_office_goes_to_whoever_takes_it(text: str, wanted: set[tuple[str, str, str]]) -> None:
    roles = [one for one in reading_records(read_text(text)) if one["kind"] == "role"]
    assert {(one["person"], one["role"], one["organisation"]) for one in roles} == wanted
