"""The words of PDF files, read by a process that may use only so much."""

from __future__ import annotations

import zlib

import pytest

from jwviewer.reading.loaders import ArticleRefused, load_bytes
from jwviewer.reading.loaders import pdf as loader
from jwviewer.reading.loaders.pdf import pdf_text, read_pages
from jwviewer.reading.loaders.pdf_lines import Piece, paragraphs
from tests.reading.loaders.made_files import pdf

LINES = [
    (72, 700, "Foo and Bar have signed an agreement on the coop-"),
    (72, 686, "eration of their plants, which begins in 2018 and goes"),
    (72, 672, "on for seven years."),
    (72, 640, "The second paragraph stands below a gap."),
    (300, 30, "1"),
]


def test_lines_become_paragraphs_and_divided_words_whole() -> None:
    loaded = load_bytes(pdf(LINES), "news.pdf")
    assert loaded.importer == "pdf"
    assert loaded.text == (
        "Foo and Bar have signed an agreement on the cooperation of their plants, which begins in "
        "2018 and goes on for seven years.\n\nThe second paragraph stands below a gap.\n"
    )


def test_running_titles_are_left_out() -> None:
    pages = [
        [Piece("Foo News\n", 72, 780, 8), Piece(f"{word} is on this page.\n", 72, 700, 11),
         Piece(f"More of {word} follows.\n", 72, 686, 11), Piece(f"And {word}.\n", 72, 672, 11),
         Piece(f"Page {n} of 3", 300, 20, 8)]
        for n, word in enumerate(("one", "two", "three"), 1)
    ]  # fmt: skip
    text = paragraphs(pages)
    assert "Foo News" not in text
    assert "of 3" not in text
    assert "two is on this page." in text
    assert "And three." in text


def test_a_picture_without_text_is_refused() -> None:
    with pytest.raises(ArticleRefused, match="holds no text"):
        read_pages(pdf([]))


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "MOST_PAGES", 2)
    with pytest.raises(ArticleRefused, match="more than 2 pages"):
        read_pages(pdf(LINES, LINES, LINES))


def test_a_page_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "MOST_CONTENT_BYTES", 100_000)
    bomb = zlib.compress(b"0 0 m\n" * 100_000)
    with pytest.raises(ArticleRefused, match="too large"):
        read_pages(pdf([], contents=bomb))


def test_broken_files_are_refused_in_one_sentence() -> None:
    for data in (b"%PDF-1.4\nnothing", pdf(LINES)[:200], b"%PDF-1.4\n" + bytes(2000)):
        with pytest.raises(ArticleRefused) as refused:
            pdf_text(data)
        assert "\n" not in str(refused.value)


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(ArticleRefused, match="takes longer than"):
        pdf_text(pdf(LINES), seconds=0.001)
