"""Reading articles with the finished program: each kind of file has code of its own."""

from __future__ import annotations

import json

from tests.bundle.stranger import Stranger
from tests.reading.loaders.made_files import docx, paragraph, pdf

SENTENCE = "Foo Motors and Bar Engines signed an agreement in 2018."
HTML = f"<!DOCTYPE html><html><body><p>{SENTENCE}</p></body></html>"


def test_every_kind_of_article_is_read(stranger: Stranger) -> None:
    """A PDF file is read by a second process, which is the program started once more."""
    articles = {
        "news.txt": SENTENCE.encode(),
        "news.html": HTML.encode(),
        "news.docx": docx(paragraph(SENTENCE)),
        "news.pdf": pdf([(72, 700, SENTENCE)]),
    }
    for name, content in articles.items():
        (stranger.folder / name).write_bytes(content)
    found = {}
    for name in articles:
        done = stranger.run("read", name, "--json")
        assert (done.code, done.errors) == (0, ""), name
        found[name] = {row["label"] for row in json.loads(done.output)}
    assert found["news.txt"]
    assert all(labels == found["news.txt"] for labels in found.values())


def test_claims_are_told_by_the_weights_that_came_with_the_program(stranger: Stranger) -> None:
    for text in (
        "“We are the leading maker of pumps,” said Eva Lund.",
        "江淮汽车是全球领先的商用车企业之一。",
    ):
        (stranger.folder / "news.txt").write_text(text, encoding="utf-8")
        done = stranger.run("read", "news.txt", "--json")
        assert (done.code, done.errors) == (0, "")
        assert any(row["kind"] == "claim" for row in json.loads(done.output)), text


def test_many_articles_are_read_by_processes_of_the_program(stranger: Stranger) -> None:
    """The bundle starts itself as a worker, and the worker starts it again for a PDF file."""
    inside = stranger.folder / "articles"
    inside.mkdir()
    for number in range(8):
        (inside / f"{number}.txt").write_text(SENTENCE, encoding="utf-8")
    (inside / "news.pdf").write_bytes(pdf([(72, 700, SENTENCE)]))
    done = stranger.run("read", "articles", "--output", "all.dossier")
    assert (done.code, done.errors) == (0, "")
    assert "9 of 9 articles read" in done.output
    facts = stranger.run("facts", "all.dossier", "--json")
    companies = [row["label"] for row in json.loads(facts.output) if row["kind"] == "company"]
    assert sorted(companies) == ["Bar Engines", "Foo Motors"]
