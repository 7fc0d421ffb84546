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
