"""The words of Word documents, and documents that attack."""

from __future__ import annotations

import pytest

from jwviewer.reading.loaders import ArticleRefused, load_bytes
from jwviewer.reading.loaders import docx as loader
from jwviewer.reading.loaders.docx import docx_text
from tests.reading.loaders.made_files import docx, paragraph


def test_paragraphs_runs_tabs_and_breaks() -> None:
    body = (
        paragraph("Foo bought ", "Bar &amp; Co.") + paragraph()
        + "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"
    )  # fmt: skip
    assert docx_text(docx(body)) == "Foo bought Bar & Co.\n\na\tb\nc\n"


def test_rows_are_paragraphs_and_deleted_text_is_gone() -> None:
    body = (
        f"<w:tbl><w:tr><w:tc>{paragraph('2018')}</w:tc><w:tc>{paragraph('500')}</w:tc></w:tr></w:tbl>"
        "<w:p><w:del><w:r><w:t>old</w:t></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
    )
    assert docx_text(docx(body)) == "2018\t500\n\nnew\n"


def test_an_empty_cell_keeps_its_place() -> None:
    cells = "".join(f"<w:tc>{paragraph(*one)}</w:tc>" for one in ((), ("2022",), ()))
    assert docx_text(docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")) == "\t2022\t\n"


def test_a_document_is_loaded_by_its_name_and_bytes() -> None:
    loaded = load_bytes(docx(paragraph("Foo bought Bar.")), "news.docx")
    assert (loaded.importer, loaded.text) == ("docx", "Foo bought Bar.\n")


def test_entities_are_refused_before_they_grow() -> None:
    lots = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9))
    bomb = docx("&e9;", doctype=f'<!DOCTYPE w:document [<!ENTITY e0 "lol">{lots}]>')
    with pytest.raises(ArticleRefused, match="declarations"):
        docx_text(bomb)


def test_a_document_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "MOST_XML_BYTES", 100_000)
    bomb = docx(paragraph("a" * 1_000_000))
    assert len(bomb) < 10_000
    with pytest.raises(ArticleRefused, match="unpacks to more"):
        docx_text(bomb)


@pytest.mark.parametrize(
    "data",
    [
        docx(paragraph("x"))[:-30],
        docx("<w:p><w:t>unclosed"),
        docx(paragraph("x")).replace(b"word/document.xml", b"word/xxxxxxxx.xml"),
        b"PK\x03\x04" + bytes(100),
    ],
    ids=["cut", "unclosed", "renamed", "empty"],
)
def test_broken_documents_are_refused(data: bytes) -> None:
    with pytest.raises(ArticleRefused):
        docx_text(data)


def test_deep_nesting_needs_no_stack() -> None:
    deep = "<w:sdt>" * 50_000 + paragraph("Foo") + "</w:sdt>" * 50_000
    assert docx_text(docx(deep)) == "Foo\n"
