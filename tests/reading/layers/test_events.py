"""What happened: type, parties, date and place, each event once, and nothing that is only hoped."""

from __future__ import annotations

import pytest

from jwviewer.reading.article import article_of
from jwviewer.reading.layers.trigger_forms import trigger_words
from jwviewer.reading.layers.triggers import MOST_TOLD, triggers
from jwviewer.reading.lexicons import shipped_lexicons
from jwviewer.reading.proposal import Proposal
from jwviewer.reading.reading import Reading, read_text


def events(reading: Reading) -> list[Proposal]:
    return [one for one in reading.proposals if one.value("event_type")]


def told(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    reading = read_text(text)
    held = {one.id: one.value("name") for one in reading.proposals}
    return [
        (
            one.value("event_type"),
            tuple(held[who] for who in one.values("participants")),
            one.value("date"),
        )
        for one in events(reading)
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sorvik AB and Kerning AG signed a framework agreement.", "agreement"),
        ("Sorvik AB and Kerning AG signed a letter of intent.", "letter_of_intent"),
        ("Sorvik AB and Kerning AG have formed a joint venture.", "joint_venture"),
        ("Sorvik AB has agreed to buy 60 percent of Kerning AG.", "acquisition"),
        ("Sorvik AB took a 20% stake in Kerning AG.", "investment"),
        ("Sorvik AB won an order from Kerning AG.", "supply"),
        ("Sorvik AB and Kerning AG concluded a licence agreement.", "licence"),
        ("Sorvik AB has launched a new ferry.", "launch"),
        ("Since 2013 Sorvik AB and Kerning AG have worked together.", "cooperation"),
        ("Sorvik AB and Kerning AG held a signing ceremony for a plant.", "ceremony"),
        ("Sorvik AB was founded in 1974.", "other"),
        ("Sorvik AB won the Nordic Ferry Award.", "award"),
    ],
)
def test_the_type_follows_from_the_words(text: str, kind: str) -> None:
    assert kind in [one for one, _, _ in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Sorvik AB plans to buy Kerning AG.",
        "Sorvik AB could sign a supply agreement with Kerning AG.",
        "Sorvik AB is in talks about a joint venture with Kerning AG.",
        "Sorvik AB sold 260,000 vehicles in 2018.",
        "Sorvik AB has no agreement with Kerning AG.",
    ],
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    assert told(text) == []


def test_a_date_counts_only_where_the_grammar_gives_it() -> None:
    assert told("Sorvik AB bought Kerning AG, whose bonds fall due in 2031.") == [
        ("acquisition", ("Sorvik AB", "Kerning AG"), "")
    ]
    assert told("On 3 May 2019 Sorvik AB bought Kerning AG.") == [
        ("acquisition", ("Sorvik AB", "Kerning AG"), "2019-05-03")
    ]


def test_two_agreements_of_the_same_parties_stay_two() -> None:
    text = (
        "Sorvik AB and Kerning AG have signed a cooperation agreement in Kiel. "
        "As early as 2013, the two sides signed a cooperation agreement."
    )
    assert [(kind, date) for kind, _, date in told(text)] == [
        ("agreement", ""),
        ("agreement", "2013"),
    ]
    assert {one.value("name") for one in events(read_text(text))} == {
        "New cooperation agreement",
        "Cooperation agreement of 2013",
    }


def test_two_mentions_of_one_deal_are_one_event() -> None:
    text = (
        "Sorvik AB has agreed to buy Kerning AG.\n\n"
        "The acquisition of Kerning AG by Sorvik AB is its third. "
        "The deal was signed in Hamburg on 4 June 2020."
    )
    assert told(text) == [("acquisition", ("Sorvik AB", "Kerning AG"), "2020-06-04")]


def test_a_label_is_short_and_no_sentence_of_the_article() -> None:
    text = "Sorvik AB and Kerning AG signed a long-term supply agreement for 340 engines in Kiel."
    (one,) = events(read_text(text))
    assert 0 < len(one.value("name").split()) <= 6
    assert one.attributes["name"].basis == "inferred"


def test_a_list_without_an_end_is_not_read_to_its_end() -> None:
    article = article_of(f"Voltessa AB bought Kerning AG {'and acquired Sorvik AB ' * 60}.", "en")
    known = trigger_words(shipped_lexicons())
    assert len(triggers(article.view, article.sentences[0], known)) == MOST_TOLD


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Eva Lund, head of Sorvik AB, whose father founded the firm in 1950, smiled.",
            [("other", ("Sorvik AB",), "1950")],
        ),
        (
            "Eva Lund, head of Sorvik AB, met Oda Brask, whose father founded the firm in 1950.",
            [("other", (), "1950")],
        ),
        (
            "Eva Lund, head of Sorvik AB, whose father founded the bakery Kerning AG in 1950, "
            "smiled.",
            [("other", ("Kerning AG",), "1950")],
        ),
    ],
)
def test_a_family_founded_the_house_of_who_is_meant(
    text: str, wanted: list[tuple[str, tuple[str, ...], str]]
) -> None:
    assert told(text) == wanted
