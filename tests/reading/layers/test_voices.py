"""Who says what: the asserter of what is quoted or reported."""

from __future__ import annotations

import pytest

from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records

SAID = [
    (
        "Hinode Kiko will build the plant with Brazil's Petrolux, which said the first tanks "
        "would be filled in 2026.",
        {"first tanks": "Petrolux"},
    ),
    (
        "Eva Lund, the chief financial officer, declined to name the buyer but hinted that a "
        "signing was close.",
        {"signing was close": "Eva Lund"},
    ),
    (
        'Its director, Sverre Lunde, called the order "a lifeline", adding that it would keep 200 '
        "people busy.",
        {"a lifeline": "Sverre Lunde", "200 people": "Sverre Lunde"},
    ),
    (
        "Asked whether more closures would follow, Ms Whitlam shook her head and said the network "
        "was now the right size.\n\nGail Whitlam has run Pentland Stores since 2019.",
        {"right size": "Gail Whitlam"},
    ),
    (
        "Lola Finch, who speaks for Pebblebank, got back to me to say the outage was tiny.",
        {"outage was tiny": "Lola Finch"},
    ),
    (
        "A spokeswoman for Tarrant Homes confirmed that the showroom would shut for good.",
        {"showroom": "Tarrant Homes"},
    ),
    (
        "Kaito Mori, a spokesperson for the Nagoya-based company said the order was the largest "
        "in its history.",
        {"largest": "Kaito Mori"},
    ),
    (
        "The licence, Pebblebank tells me, is a formality. Pebblebank AB is a bank.",
        {"formality": "Pebblebank AB"},
    ),
    (
        "In a letter to staff, chief executive Ruth Kinsella wrote that no site would close.\n\n"
        'The company, according to Kinsella\'s letter, "has never been in better health".',
        {"no site": "Ruth Kinsella", "better health": "Ruth Kinsella"},
    ),
    (
        "What counts, in the words of the head of sales, Katrin Voss, is "
        '"who answers the phone at three in the morning".',
        {"answers the phone": "Katrin Voss"},
    ),
    (
        '"This is the missing link," Chief Executive Odile Barbaste told Nordlys Press and others '
        'in Lyon. "It took us four years to get here."',
        {"missing link": "Odile Barbaste", "four years": "Odile Barbaste"},
    ),
    (
        "Delphine Roussard runs Quorum Metals.\n\n"
        '"Not at this price, not at any price," the 58-year-old told the Tribune in March.',
        {"Not at this price": "Delphine Roussard"},
    ),
    (
        "At 71 Henrietta Quill still voices every pipe.\n\nHer husband Robert kept the books. "
        '"He could add up, I could listen," she says.',
        {"could add up": "Henrietta Quill"},
    ),
    (
        '"They deserved better from us," said Colin Hepworth. Fiona Castellari said the same. '
        '"They have seen the drill core." Hiroshi Tanabe, who heads the base metals, said the '
        "mine was promising.",
        {
            "deserved better": "Colin Hepworth",
            "drill core": "Fiona Castellari",
            "promising": "Hiroshi Tanabe",
        },
    ),
    (
        '"We needed cells," commented Dr. Callum Reyes, who founded ReefSight in 2016 together '
        'with the biologist Mei-Lin Foo. "It brings us closer to the sea."',
        {"We needed cells": "Callum Reyes", "closer to the sea": "Callum Reyes"},
    ),
    (
        'Caroline Stead says she now pays for losses. "The machine is always right, apparently."',
        {"always right": "Caroline Stead"},
    ),
    (
        'Hakan Demir has heard it all before. "They said the same about my grandfather," the '
        "founder of Demir Optik says.",
        {"the same about": "Hakan Demir"},
    ),
    (
        'Marlstone, said managing partner Joost de Wit, had "tripled its money, and then some".',
        {"tripled": "Joost de Wit"},
    ),
    (
        "Vantry AB has been telling investors that its new battery lasts for good.",
        {"lasts for good": "Vantry AB"},
    ),
    (
        "'We were naive,' admits the co-founder Jan-Ole Petersen, whose partner Lasse Brandt left.",
        {"We were naive": "Jan-Ole Petersen"},
    ),
    (
        "Majority owner Cementos Ría Baja SA, which bought its 58.6% in 2013, has repeatedly "
        "denied that it wants out.",
        {"it wants out": "Cementos Ría Baja SA"},
    ),
    (
        "Gunnar Holt, the former head of Statnett, was quoted by the daily Aften as saying that "
        'the cable "should never have been built".',
        {"should never": "Gunnar Holt"},
    ),
    (
        "Voltessa AB has signed with Kerning AB, which supplies cells and says that they last "
        "for good.",
        {"they last": "Kerning AB"},
    ),
]
NOBODYS = [
    ("Critics say that the fund of Eva Lund pays too much.", "pays too much"),
    ('"Everyone knew it by then," the paper quoted an insider.', "Everyone knew it"),
    ("It was reported that Zelmar AB had bought the best patents for a song.", "best patents"),
    ('The yard was run by Eva Lund. "It\'ll ruin the view," said one resident.', "ruin the view"),
    ("Kerning AB and Voltessa AB said they would build the best yard in Kiel.", "best yard"),
    ("People who know Eva Lund say she never sleeps on planes.", "never sleeps"),
    ('Voltessa AB was dubbed "the quietest place in the whole land" then.', "quietest place"),
    ('Karl Lund ran the yard. "It is the best in the land," she said.', "best in the land"),
]


def asserters(text: str, words: str) -> list[str | None]:
    """Return who asserts the claims in whose passage some words stand."""
    at = text.index(words)
    return [
        row["asserter"]
        for row in reading_records(read_text(text))
        if row["kind"] == "claim"
        and any(
            one["start"] <= at + 3 < one["end"]
            for one in row["evidence"]
            if one["supports"] == "whole"
        )
    ]


@pytest.mark.parametrize(("text", "said"), SAID, ids=[text[:40] for text, _ in SAID])
def test_whoever_says_something_is_named_for_it(text: str, said: dict[str, str | None]) -> None:
    for words, who in said.items():
        assert set(asserters(text, words)) == {who}, words


@pytest.mark.parametrize(("text", "words"), NOBODYS)
def test_what_nobody_is_named_for_has_no_asserter(text: str, words: str) -> None:
    assert set(asserters(text, words)) <= {None}
