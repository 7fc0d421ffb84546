"""Reading as a whole: rules fail alone, nothing is invented, the same text reads the same."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers import RULES
from jwviewer.reading.proposal import Attribute
from jwviewer.reading.reading import read_text
from jwviewer.reading.rule import rule

PIECES = """Foo Bar Ltd signed an agreement in 2018 worth €5 million more than 260,000 vehicles
nearly 90% from 10 to 12 ( ) “ ” , . ; : of which 35 by the end of Q3 2019 up to $1.2-1.5bn last
year said 12,333 patents 50:50 K7 No. 3 for seven years 中国 5亿元 one hundred and 3 m km rose"""
WORDS = [*PIECES.split(), "\n", "\n\n", " "]


def test_a_rule_that_raises_is_reported_and_the_rest_goes_on() -> None:
    @rule("broken.rule", examples=(), language="en")
    def broken(draft: Draft) -> None:
        held = {"date": Attribute("2018", spans=((0, 3),)), "sense": Attribute("in")}
        draft.add("_date", (0, 3), held, rule="broken.rule", confidence=0.1)
        raise KeyError("slip")

    reading = read_text("Foo sold 260,000 vehicles in 2018.", rules=(broken, *RULES))
    assert [(one.rule, one.reason) for one in reading.failures] == [
        ("broken.rule", "KeyError: 'slip'")
    ]
    assert "260000" in [one.value("value") for one in reading.proposals]


def test_no_rule_fails_on_an_empty_text() -> None:
    for text in ("", " \n", "."):
        reading = read_text(text)
        assert reading.failures == ()
        assert reading.proposals == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_no_rule_fails_on_any_order_of_words(words: list[str]) -> None:
    text = " ".join(words)
    reading = read_text(text)
    assert reading.failures == ()
    for one in (*reading.proposals, *reading.mentions):
        for start, end in (one.span, *(s for a in one.attributes.values() for s in a.spans)):
            assert 0 <= start < end <= len(text), one


def test_words_wider_apart_are_the_same_words() -> None:
    text = "Arden Foods plc has  supplied Bexley Bakeries Ltd with oats and has  acquired its mill."
    wide, plain = read_text(text), read_text(text.replace("  ", " "))
    assert wide.failures == ()
    assert [one.kind for one in wide.proposals] == [one.kind for one in plain.proposals]


def test_the_same_text_reads_the_same() -> None:
    text = "In 2018, Foo Ltd sold more than 260,000 vehicles. It exceeded CNY230bn (US$33.40bn)."
    assert read_text(text) == read_text(text)


def _dates(text: str, **given: str) -> list[tuple[str, str, str]]:
    mentions = [one for one in read_text(text, **given).mentions if one.kind == "_date"]  # type: ignore[arg-type]
    held = [one.attributes["date"] for one in mentions]
    return [(str(one.value), one.basis, one.how) for one in held]


def test_last_year_waits_for_the_articles_date() -> None:
    text = "Foo sold 500 cars last year, it said on Friday."
    assert _dates(text) == [("", "not_stated", ""), ("", "not_stated", "")]
    given = [("2018", "inferred", "article-date"), ("2019-11-15", "inferred", "article-date")]
    assert _dates(text, article_date="2019-11-18") == given


@pytest.mark.parametrize(
    ("said", "meant"),
    [("today", "2020-01-01"), ("yesterday", "2019-12-31"), ("last month", "2019-12"),
     ("this year", "2020"), ("on Wednesday", "2020-01-01"), ("last Wednesday", "2019-12-25"),
     ("last November", "2019-11"), ("next week", ""), ("last quarter", "")],
)  # fmt: skip
def test_relative_dates_are_counted_from_the_articles_date(said: str, meant: str) -> None:
    assert _dates(f"Foo met Bar {said}.", article_date="2020-01-01")[0][0] == meant


def test_today_may_rest_on_the_dateline_above_it() -> None:
    text = "OSLO, 6 June 2022 – Foo today bought Bar, as last year."
    assert _dates(text)[1:] == [("2022-06-06", "inferred", "dateline"), ("", "not_stated", "")]


def test_passages_of_divided_words_are_those_of_the_text() -> None:
    text = "It sold more than 260,000 vehi-\ncles in the year 2018, which is a long line of text."
    figure = next(one for one in read_text(text).proposals if one.kind == "figure")
    start, end = figure.attributes["unit"].spans[0]
    assert text[start:end] == "vehi-\ncles"


def test_a_bare_dollar_is_settled_only_by_the_article() -> None:
    def units(text: str) -> list[str]:
        return [one.value("unit") for one in read_text(text).proposals if one.kind == "figure"]

    assert units("It paid $5 million.") == ["?"]
    assert units("It paid $5 million after US$3 million.") == ["USD", "USD"]
    assert units("It paid $5 million, A$2 million and US$3 million.") == ["?", "AUD", "USD"]
    assert units("It paid ¥5 million. The yuan fell.") == ["CNY"]
    assert units("It paid ¥5 million.") == ["?"]


TEXT = (
    "In 2018, Foo Motors Ltd sold more than 260,000 vehicles, up 12.3% from 2017, and its income "
    "exceeded CNY230bn (US$33.40bn). Chairman John Smith of Foo said that the venture with Bar AG, "
    "signed in Oslo on 3 May 2017, had 5,000 employees at four plants. “It is the first,” he said."
    "\n\n"
)


@pytest.mark.parametrize("kind", ["article", "numbers", "one sentence", "deals", "dated deals"])
def test_the_work_grows_with_the_length(kind: str) -> None:
    """Counted in calls, not in seconds: four times the text is at most eight times the work."""
    unit = {
        "article": TEXT,
        "numbers": "$1 12 5% 2018 ",
        "deals": "signed an agreement with Abc ",
        "dated deals": "acquired Abc in 2018 from Bcd ",
        "one sentence": TEXT.replace(".", ",").replace("\n", " "),
    }[kind]

    def calls(size: int) -> int:
        count = 0

        def note(*_: object) -> None:
            nonlocal count
            count += 1

        text = (unit * (size // len(unit) + 1))[:size]
        sys.setprofile(note)
        try:
            read_text(text)
        finally:
            sys.setprofile(None)
        return count

    calls(2_000)  # patterns are compiled once
    assert calls(16_000) < 8 * calls(4_000)
