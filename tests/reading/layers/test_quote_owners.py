"""Whose words a quotation is where no verb of speech stands beside it."""

from __future__ import annotations

import pytest

from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records

FIRM = "Voltessa AB is a maker of cells, says Eva Lund, its chairwoman. It has a yard.\n\n"
OWNED = {
    'Eva Lund laughs. "He should know the yard by now."': "Eva Lund",
    'Karin Ekblad termed the document "a napkin with far too many signatures".': "Karin Ekblad",
    'Head of production Karin Ekblad is proud: "We train engineers who used to leave."': (
        "Karin Ekblad"
    ),
    '"We wanted to sell bicycles." That is how Karin Ekblad remembers it.': "Karin Ekblad",
    '"Nobody wanted it," deadpanned Karin Ekblad.': "Karin Ekblad",
}
NOBODYS = [
    'The yard was called "the quietest place in the whole land" then.',
    'The yard was sold by Eva Lund to "the quietest people in the whole land" then.',
    'Eva Lund met Karin Ekblad in Kiel. "The quietest yard in the whole land."',
]


@pytest.mark.parametrize("text", OWNED)
def test_words_are_of_whom_the_sentence_is_about(text: str) -> None:
    claims = [row for row in reading_records(read_text(FIRM + text)) if row["kind"] == "claim"]
    assert OWNED[text] in [row["asserter"] for row in claims if row["mode"] == "quote"]


@pytest.mark.parametrize("text", NOBODYS)
def test_words_of_nobody_have_no_asserter(text: str) -> None:
    claims = [row for row in reading_records(read_text(FIRM + text)) if row["kind"] == "claim"]
    assert [row["asserter"] for row in claims if row["mode"] == "quote"] == []


def test_answers_of_an_interview_are_of_whoever_is_asked() -> None:
    text = (
        "Eva Lund is chairwoman of Voltessa AB.\n\n**Why the yard?**\n\nWe were its best customer."
        "\n\n**You lost money.**\n\nWe always do in a first year.\n\n**And now?**\n\nI hope to "
        "build the best yard in Norway.\n\n**They say a yard is a risk.**\n\nThen others will take "
        "it.\n\n*Voltessa AB has the oldest yard in Norway.*"
    )
    claims = [row for row in reading_records(read_text(text)) if row["kind"] == "claim"]
    told = {text[e["start"] : e["end"]]: row["asserter"] for row in claims for e in row["evidence"]}
    assert told["We were its best customer"] == "Eva Lund"
    assert told["Then others will take it"] == "Eva Lund"
    assert told["I hope to build the best yard in Norway"] == "Eva Lund"
    assert told.get("Voltessa AB has the oldest yard in Norway") is None
