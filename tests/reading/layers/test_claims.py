"""Who says what: each statement with its voice, and nobody named where the article names nobody."""

from __future__ import annotations

import pytest

from jwviewer.reading.reading import read_text


def said(text: str) -> list[tuple[str, str, str]]:
    reading = read_text(text)
    held = {one.id: one.value("name") for one in reading.proposals}
    return [
        (
            one.value("mode"),
            held.get(one.value("asserter"), one.value("asserter")),
            reading.article.text[one.span[0] : one.span[1]],
        )
        for one in reading.proposals
        if one.kind == "claim"
    ]


def test_a_quotation_is_of_the_person_named_after_it() -> None:
    assert said('"It runs like a clock," said Maja Lindh of Sorvik AB.') == [
        ("quote", "Maja Lindh", "It runs like a clock")
    ]


def test_a_quotation_goes_on_with_its_speaker() -> None:
    text = '"It runs like a clock," said Maja Lindh. "Nobody else has such a drive."'
    assert [who for _, who, _ in said(text)] == ["Maja Lindh", "Maja Lindh"]


def test_a_report_is_of_the_company() -> None:
    assert said("Sorvik AB said it will build a second yard.") == [
        ("reported", "Sorvik AB", "it will build a second yard")
    ]


def test_it_is_claimed_has_no_asserter() -> None:
    ((mode, who, _),) = said("The drive of Sorvik AB breaks a monopoly, it is claimed.")
    assert (mode, who) == ("hedged", "")


def test_a_quotation_without_a_name_has_no_asserter() -> None:
    found = said("Sorvik AB holds a ‘decisive position in the whole industry’.")
    assert ("quote-unnamed", "", "decisive position in the whole industry") in found


def test_an_agreement_speaks_for_itself() -> None:
    text = (
        "Sorvik AB and Kerning AG signed a framework agreement. "
        "According to the agreement, the two sides will share their yards."
    )
    assert said(text) == [
        ("document", "Framework agreement", "the two sides will share their yards")
    ]


def test_one_sentence_with_two_promises_is_two_claims() -> None:
    text = "Sorvik AB said it will build a second yard and create a hundred new posts there."
    assert [words for _, _, words in said(text)] == [
        "it will build a second yard",
        "create a hundred new posts there",
    ]


def test_what_an_event_tells_is_no_claim_as_well() -> None:
    assert said("Sorvik AB signed a supply agreement with Kerning AG.") == []


@pytest.mark.parametrize(
    "text",
    [
        "It was put out in May, on a Friday.",
        "Sorvik AB sold a backrest of steel.",
        "Sorvik AB won Best Bread at a fair in Kiel.",
        "Eva Lund told some 250 workers.",
    ],
)
def test_what_values_and_promises_nothing_is_hardly_a_claim(text: str) -> None:
    sure = [one.confidence for one in read_text(text).proposals if one.kind == "claim"]
    assert max(sure, default=0) < 0.5


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Eva Lund came. The head of research at Sorvik AB reported that it works well.",
            "Eva Lund",
        ),
        ("One rival, Kerning Foods AG, argued that it would not work.", "Kerning Foods AG"),
        ("Its parent, Kerning AG of Kiel, has stated that it will not sell.", "Kerning AG"),
        ("Sorvik AB forecasts growth of 2% in 2026.", "Sorvik AB"),
        ("Eva Lund has promised to raise the quality.", "Eva Lund"),
    ],
)
def test_who_says_it_is_named_otherwise_than_before_the_verb(text: str, who: str) -> None:
    assert {asserter for _, asserter, _ in said(text)} == {who}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Money is still the sore spot.", "Money is still the sore spot"),
        ("Nor is Sorvik without scars.", "Nor is Sorvik without scars"),
        ("It is the yard's largest contract since 2008.", None),
        ("The plan: 1,500 more masts within five years.", None),
        ("Sorvik AB has never made a profit of more than €400,000.", None),
    ],
)
def test_a_short_sentence_that_values_or_denies_is_a_claim(text: str, words: str | None) -> None:
    assert [what for _, _, what in said(text)] == [words or text.removesuffix(".")]


def test_a_claim_is_the_surer_the_more_its_words_speak_for_it() -> None:
    text = "Sorvik AB is the largest yard of the country. Its boats come in green since May."
    sure = {
        text[one.span[0] : one.span[1]]: one.confidence
        for one in read_text(text).proposals
        if one.kind == "claim"
    }
    rank = sure.pop("Sorvik AB is the largest yard of the country")
    assert rank > 0.7
    assert all(other < rank for other in sure.values())


def test_words_beside_the_point_do_not_end_a_statement() -> None:
    text = "Its microscopes, by contrast, have stagnated."
    assert [what for _, _, what in said(text)] == [text.removesuffix(".")]


def test_what_is_told_to_an_audience_stands_before() -> None:
    text = "Sorvik AB may list in London next year, its chairman, Joseph Lund, told a fair in Kiel."
    assert said(text) == [("reported", "Joseph Lund", "Sorvik AB may list in London next year")]


def test_whose_comment_a_quotation_was_is_who_said_it() -> None:
    text = '"We read the contract twice," was the only comment of its chairman, Eva Lund.'
    assert said(text) == [("quote", "Eva Lund", "We read the contract twice")]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "There are no plans for a sale of the yard, Eva Lund said, dismissing the talk.",
            [("Eva Lund", "There are no plans for a sale of the yard")],
        ),
        (
            "Eva Lund came. A train three times a week, she complained, was no train at all.",
            [("Eva Lund", "was no train at all")],
        ),
        (
            "Eva Lund said that she would need no more money; the yard is the best of all.",
            [("Eva Lund", "she would need no more money"), ("", "the yard is the best of all")],
        ),
        ("Eva Lund came. She won't need money, she said.", [("Eva Lund", "She won't need money")]),
    ],
)
def test_how_far_the_words_of_somebody_reach(text: str, claims: list[tuple[str, str]]) -> None:
    found = [(who, words) for _, who, words in said(text)]
    assert [one for one in claims if one not in found] == []
    assert {who for who, _ in found} == {who for who, _ in claims}
