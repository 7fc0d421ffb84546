"""Which files are articles, in which encoding, and how the others are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from jwviewer.dossier.text import text_sha256
from jwviewer.reading.loaders import (
    ArticleRefused,
    LoadedArticle,
    article_file,
    load_article,
    load_bytes,
    load_clipboard,
)

ENGLISH = "Société Foo paid €5 million – “more” than Bar.\n"
CHINESE = "江淮汽车与某公司在合肥签署战略合作协议，销量超过26万辆。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"), (ENGLISH, "utf-8-sig"), (ENGLISH, "utf-16"), (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"), (ENGLISH, "cp1252"), (CHINESE, "utf-8"), (CHINESE, "gb18030"),
        (CHINESE, "utf-16"), ("plain", "ascii"), ("Müller café naïve", "cp1252"),
    ],
)  # fmt: skip
def test_an_encoding_is_told_by_its_bytes(text: str, encoding: str) -> None:
    loaded = load_bytes(text.encode(encoding), "article.txt")
    assert loaded.text == text
    assert loaded.importer == "txt"
    assert loaded.text_sha256 == text_sha256(text)


def test_line_ends_are_made_one_and_nothing_else_changes() -> None:
    loaded = load_bytes("a  b\r\nc\rd \u00a0é\u0301\n".encode(), "article.md")
    assert loaded.text == "a  b\nc\nd \u00a0é\u0301\n"
    assert loaded.importer == "md"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"MZ" + bytes(100), "EXE"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "DOC"),
        (bytes(range(256)) * 4, "not a text"),
        (b"abc\x00def", "not a text"),
        (b"", "no text"),
        (b"  \n \t\n", "no text"),
        (b"PK\x03\x04 nothing", "broken DOCX"),
        (b"\xff\xfe\x00", "broken at byte"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(ArticleRefused) as refused:
        load_bytes(data, "thing.txt")
    assert said in str(refused.value)
    assert str(refused.value).startswith("thing.txt ")
    assert "\n" not in str(refused.value)


def test_files_are_told_by_what_is_in_them() -> None:
    page = b"<!DOCTYPE html><html><body><p>Foo bought Bar.</p></body></html>"
    assert load_bytes(page, "page.txt").importer == "html"
    with pytest.raises(ArticleRefused, match="not a PDF"):
        load_bytes(b"just words", "article.pdf")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.txt", tmp_path):
        with pytest.raises(ArticleRefused, match="is not a file"):
            load_article(path)


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(CHINESE, encoding="gb18030")
    loaded = load_article(path)
    assert (loaded.text, loaded.encoding, loaded.name) == (CHINESE, "gb18030", "article.txt")


def test_sizes_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"word " * 100)
    monkeypatch.setattr(article_file, "MOST_BYTES", 99)
    with pytest.raises(ArticleRefused, match="larger than"):
        load_article(path)
    monkeypatch.setattr(article_file, "MOST_CHARS", 99)
    with pytest.raises(ArticleRefused, match="million characters"):
        load_bytes(b"word " * 100, "large.txt")


def test_pasted_text_is_an_article() -> None:
    assert isinstance(load_clipboard("Foo bought\r\nBar."), LoadedArticle)
    assert load_clipboard("Foo bought\r\nBar.").text == "Foo bought\nBar."
    with pytest.raises(ArticleRefused, match="holds no text"):
        load_clipboard("  \n")
