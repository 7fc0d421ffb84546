"""Of which event a date is, where a sentence tells of several things."""

from __future__ import annotations

import pytest

from tests.reading.layers.test_events import told


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        (
            "Voltessa AB teamed up with Kerning AG, lost millions and went bust in October 2019.",
            "cooperation", "",
        ),
        (
            "Voltessa AB teamed up with Kerning AG, lost millions and went bust in October 2019.",
            "other", "2019-10",
        ),
        ("Voltessa AB bought Kerning AG, hired 40 people and moved to Kiel in 2016.",
         "acquisition", ""),
        ("Voltessa AB bought and rebuilt the Kiel mill of Kerning AG in 2016.",
         "acquisition", "2016"),
        ("Voltessa AB has agreed to buy Kerning AG and hopes to close the deal in June 2027.",
         "acquisition", ""),
        ("Voltessa AB has agreed to buy Kerning AG, subject to a vote on 12 May 2026.",
         "acquisition", ""),
        ("Voltessa AB bought Kerning AG for 12 times its profit of 2019.", "acquisition", ""),
        ("Voltessa AB has ordered 120 buses from Kerning AG for delivery from January 2027.",
         "supply", ""),
        ("Voltessa AB signed a contract with Kerning AG to supply wire between 2024 and 2029.",
         "supply", ""),
        ("A supply contract between Voltessa AB and Kerning AG followed in January 2014.",
         "supply", "2014-01"),
    ],
)  # fmt: skip
def test_a_date_is_of_the_verb_it_stands_with(text: str, kind: str, date: str) -> None:
    assert [day for one, _, day in told(text) if one == kind] == [date]


@pytest.mark.parametrize(
    "text",
    [
        "Voltessa AB, the maker of cells, had no intention of acquiring Kerning AG.",
        "The court prevented Voltessa AB from acquiring Kerning AG in 2012.",
        "Voltessa AB's attempt to take over Kerning AG failed in 2019.",
        "Far from buying Kerning AG, Voltessa AB is now its rival.",
        "Unions fear that Voltessa AB has bought Kerning AG.",
        "A sale of Voltessa AB to Kerning AG is out of the question.",
    ],
)
def test_what_was_only_thought_of_or_prevented_is_no_event(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Orkel Oy sold ships after its rival Voltessa AB bought Kerning AG in 2014.",
            ("acquisition", {"Voltessa AB", "Kerning AG"}, "2014"),
        ),
        (
            "Voltessa AB bought Kerning AG two years later and sold it to Orkel Oy in 2010.",
            ("acquisition", {"Voltessa AB", "Orkel Oy"}, "2010"),
        ),
        (
            "Voltessa AB agreed to buy Kerning AG, a chain that filed for insolvency in March.",
            ("other", {"Kerning AG"}, "XXXX-03"),
        ),
        (
            "Voltessa AB gave Kerning AG an order for two tankers in November 2025.",
            ("supply", {"Voltessa AB", "Kerning AG"}, "2025-11"),
        ),
        (
            "Voltessa AB will buy 40,000 tonnes a year from Kerning AG.",
            ("supply", {"Voltessa AB", "Kerning AG"}, ""),
        ),
    ],
)
def test_each_deal_has_its_own_parties(text: str, event: tuple[str, set[str], str]) -> None:
    assert event in [(kind, set(who), date) for kind, who, date in told(text)]
