"""The gold facts are what their articles say, and are up to date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jwviewer.queries.records import FIELDS
from tests.reading.gold_names import GoldError
from tests.reading.make_gold import ARTICLES, article_of, article_text, compile_gold
from tests.reading.make_gold import gold_json as compiled
from tests.reading.measures import Comparison

SOURCES = sorted(ARTICLES.rglob("*.gold.toml"))
TEXT = "Arvika Motor said it sold more than 400 engines in 2019. Arvika was founded in Lund."
SOURCE = """
companies = [["Arvika Motor", "Arvika"]]
places = ["Lund"]
figures = [{met="Engines sold", v="400", b="gt", u="engine", q="more than 400", uq="engines",
            c="Arvika Motor", d="2019", dq="in 2019", by="Arvika Motor"}]
""".replace('engines",\n ', 'engines",')


def _name(path: Path) -> str:
    return path.relative_to(ARTICLES).as_posix()


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_the_positions_are_those_of_the_quoted_passages(source: Path) -> None:
    assert source.with_suffix(".json").read_text("utf-8") == compiled(source), (
        "python -m tests.reading.make_gold"
    )


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_gold_facts_score_full_marks_and_invent_no_date(source: Path) -> None:
    gold = json.loads(source.with_suffix(".json").read_text("utf-8"))
    comparison = Comparison(gold, gold, article_text(article_of(source)))
    measures = comparison.measures()
    assert {name: tally.errors for name, tally in measures.items() if tally.f1 < 1} == {}
    assert comparison.invented_dates() == []
    assert not any(comparison.counts().values())


def test_every_article_has_gold_and_every_gold_its_article() -> None:
    articles = {p for p in ARTICLES.rglob("*.*") if p.suffix in (".txt", ".html", ".md")}
    articles = {path for path in articles if path.name != "README.md"}
    assert {article_of(source) for source in SOURCES} == articles
    assert {source.with_suffix(".json") for source in SOURCES} == set(ARTICLES.rglob("*.json"))


def test_a_quoted_passage_gets_its_position() -> None:
    figure = compile_gold(SOURCE, TEXT)[-1]
    found = {e["supports"]: TEXT[e["start"] : e["end"]] for e in figure["evidence"]}
    assert found["value"] == "more than 400"
    assert found["bound"] == "more than"
    assert found["unit"] == "engines"
    assert found["period"] == "in 2019"
    assert (figure["period_basis"], figure["mode"]) == ("stated", "reported")
    assert set(figure) <= set(FIELDS)


def test_every_form_of_a_name_is_a_mention_of_it() -> None:
    company = compile_gold(SOURCE, TEXT)[0]
    assert [TEXT[e["start"] : e["end"]] for e in company["evidence"]] == ["Arvika Motor", "Arvika"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"more than 400"', '"nearly 400"', "0 places"),
        ('"gt"', '"ge "', "no such bound"),
        ('c="Arvika Motor"', 'c="Arvik"', "not among the names"),
        ('dq="in 2019", ', "", "needs its passage"),
        ('"Lund"', '"Oslo"', "is not in the article"),
        ('met="Engines sold"', 'met="Engines sold", colour="red"', "not understood"),
        ('by="Arvika Motor"', 'm="quote"', "needs an asserter"),
        ("places =", "palces =", "no list is called"),
    ],
)
def test_gold_that_its_article_does_not_bear_out_is_refused(old: str, new: str, told: str) -> None:
    assert old in SOURCE
    with pytest.raises(GoldError, match=told):
        compile_gold(SOURCE.replace(old, new), TEXT)


def test_a_passage_that_stands_twice_has_to_be_counted() -> None:
    text = "Lund Motor sold 40 cars and Ask Motor 40 vans."
    source = 'companies = ["Lund Motor"]\nfigures = [{met="Sold", v="40", u="car", q="40"}]'
    with pytest.raises(GoldError, match="say which"):
        compile_gold(source, text)
    figure = compile_gold(source.replace('q="40"', 'q="40#2"'), text)[-1]
    assert [e["start"] for e in figure["evidence"]] == [text.rindex("40")] * 2
