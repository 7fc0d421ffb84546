"""Files that were damaged at random: read, or refused in one sentence, and nothing else."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwviewer.reading.loaders import ArticleRefused, load_bytes
from tests.reading.loaders.made_files import docx, paragraph

PAGE = (
    b"<!DOCTYPE html><html><head><title>t</title></head><body><nav>Home</nav><article>"
    b"<h1>Foo &amp; Bar</h1><p class='a'>It paid &euro;5 million.</p><!-- x --></article></body>"
)
DOCUMENT = docx(paragraph("Foo bought ", "Bar.") + paragraph("It paid 5 million euros."))


def _said(data: bytes, name: str) -> str:
    """Return the text of a file, or the sentence that refuses it."""
    try:
        return load_bytes(data, name).text
    except ArticleRefused as refused:
        return str(refused) if "\n" not in str(refused) else ""


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx"]))
def test_any_bytes(data: bytes, name: str) -> None:
    if b"%PDF-" not in data:
        assert _said(data, name).strip()


@pytest.mark.parametrize(("whole", "name"), [(PAGE, "a.html"), (DOCUMENT, "a.docx")])
def test_damaged_files(whole: bytes, name: str) -> None:
    chance = random.Random(863)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            place = chance.randrange(len(data))
            act = chance.randrange(3)
            if act == 0:
                data[place] = chance.randrange(256)
            elif act == 1:
                del data[place : place + chance.randint(1, 20)]
            else:
                data[place:place] = data[: chance.randint(1, 30)]
            data = data or bytearray(b"x")
        assert _said(bytes(data), name).strip()
