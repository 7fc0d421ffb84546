"""Of which organisation somebody is, where the words of the office name none."""

from __future__ import annotations

import pytest

from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records

CASES = {
    "the company that the paragraph is about": (
        "Kerning AB buys Voltessa Oy of Turku.\n\nVoltessa has 40 engineers. Chief executive "
        "Eva Lund stays.",
        "Voltessa Oy",
    ),
    "the article's own company, where a new paragraph begins": (
        "Kerning AB buys Voltessa Oy of Turku. Kerning paid in cash.\n\nKerning has 90 "
        "engineers. Voltessa has 40.\n\nChief executive Eva Lund was pleased.",
        "Kerning AB",
    ),
    "the company of the whole paragraph before, where a new one begins": (
        "Kerning AB buys Voltessa Oy of Turku. Kerning paid in cash.\n\nVoltessa has 40 "
        "engineers. It is small.\n\nChief executive Eva Lund was pleased.",
        "Voltessa Oy",
    ),
    "no fund that is named by the way": (
        "Kerning AB grows. Kerning is building a mill. The EU Innovation Fund awarded it €3 "
        "million. Chief executive Eva Lund was pleased.",
        "Kerning AB",
    ),
    "the firm of the family": (
        "Kerning AB buys Voltessa Oy of Ny. Voltessa, which has been in the Lund family for four "
        "generations, is small. Kerning is not. President Eva Lund was pleased.",
        "Voltessa Oy",
    ),
    "whose people the sentence before tells of": (
        "Kerning AB bid for Voltessa Oy of Ny. Voltessa's management board welcomed the offer of "
        "Kerning AB, which is in cash. Founder Eva Lund will sell.",
        "Voltessa Oy",
    ),
    "a later clause of the sentence before": (
        "Kerning AB trades on nine times earnings; Voltessa Oy itself trades on six. "
        "Finance director Eva Lund stays.",
        "Voltessa Oy",
    ),
    "who has been named is called by the office": (
        "Kerning AB met its customers. First came Eva Lund. The head of research at Voltessa Oy "
        "reported that it works.",
        "Voltessa Oy",
    ),
    "the venture that was named last": (
        "Kerning AB grows. In 2020 it formed the joint venture Voltessa Oy with a partner. "
        "Eva Lund, general manager of the joint venture, was pleased.",
        "Voltessa Oy",
    ),
    "the firm before a colon in a list of contacts": (
        "Kerning AB buys cells. Kerning grows.\n\nEnquiries\nVoltessa Ltd (Broker): Eva Lund, head "
        "of sales\n",
        "Voltessa Ltd",
    ),
    "the firm where she was": (
        "Kerning AB grows. Eva Lund comes from Voltessa Oy, where she was head of the paper mill.",
        "Voltessa Oy",
    ),
    "the firm that its head of sales speaks for": (
        "Voltessa Oy signed a contract with Noordzee Kracht, its head of sales, Eva Lund, said.",
        "Voltessa Oy",
    ),
    "the venture, which has nobody yet": (
        "Kerning AB and Nord Oy formed a joint venture. Voltessa GmbH, as the new company is "
        "called, is in Ny. Managing director will be Eva Lund.",
        "Voltessa GmbH",
    ),
    "what a firm of several is called, where its manager speaks": (
        "Nord Oy and Kerning AB said they had set up a company, Voltessa GmbH. Kerning is old. "
        "The new company will grow, said its manager, Eva Lund.",
        "Voltessa GmbH",
    ),
    "no investor that is named by the way": (
        "Voltessa Oy is young. It has raised money from investors including Kerning Ventures. It "
        "works, said Eva Lund, the firm's chief scientist.",
        "Voltessa Oy",
    ),
    "the article's own company, after a paragraph about a customer": (
        "Voltessa Oy grows. Voltessa made a profit. Voltessa and Kerning AB agree.\n\nSales to "
        "Kerning, which is in Ny, rose. The deal obliges Kerning to buy. Voltessa will build."
        '\n\n"We sold more," Chief Executive Eva Lund said.',
        "Voltessa Oy",
    ),
    "the firm that bears half her name": (
        "Lunds AB, a bakery in Ny, goes to Kerning AB. Kerning is in Turku. Kerning has 90 shops. "
        "Eva Lund-Brask stays on as honorary president.",
        "Lunds AB",
    ),
    "whom she will report to, where somebody joins": (
        "Ole Brask of Kerning AB joins Voltessa Oy and will report to chief executive Eva Lund.",
        "Voltessa Oy",
    ),
    "the firm of the founder's estate": (
        "Kerning AB grows. The Swedish group bought a tenth of Voltessa Oy from the estate of "
        "founder Eva Lund.",
        "Voltessa Oy",
    ),
    "the firm that a title in capitals names": (
        "VOLTESSA WORKS N.V. – THIRD-QUARTER RESULTS\n\nEva Lund, CEO, comments: It was good."
        "\n\nKerning AB was bought. "
        "On Monday Voltessa signed a contract. Kerning sold it. Voltessa AB paid Voltessa staff.",
        "Voltessa AB",
    ),
    "whose note it is": (
        "Voltessa Securities | Oslo | Steel\n\nRating: Hold\nAnalyst: Eva Lund\n\n"
        "We cut Kerning AB to Hold.",
        "Voltessa Securities",
    ),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES)
def test_an_office_without_a_house_is_of(text: str, wanted: str) -> None:
    roles = [one for one in reading_records(read_text(text)) if one["kind"] == "role"]
    assert [(one["person"][:8], one["organisation"]) for one in roles] == [("Eva Lund", wanted)]


@pytest.mark.parametrize(
    "text",
    [
        "Voltessa Oy won. The prize was handed over by the jury's president, Eva Lund.",
        "Voltessa Oy grew. Eva Lund, chairwoman of the American subsidiary, left.",
        "A venture formed by Voltessa Oy and Kerning AB grew. Eva Lund is head of the venture.",
        "Voltessa Oy grew. Kerning AB grew.\n\nSource: Nord Daily\nEditor: Eva Lund",
        "Voltessa Oy grew. That is bad, said Eva Lund, president of the seamen's union of Ny.",
        "Voltessa Oy grew. Trade Secretary Eva Lund was pleased.",
        "Voltessa Oy grew. Eva Lund and Oda Brask came. The chairman of Kerning AB left.",
    ],
)
def test_nobody_is_given_an_office_in_a_company_named_by_the_way(text: str) -> None:
    roles = [one for one in reading_records(read_text(text)) if one["kind"] == "role"]
    assert [one for one in roles if one["organisation"]] == []
