"""Which importer reads a file, and what comes of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from jwviewer.dossier.text import normalise, text_sha256
from jwviewer.language import tr
from jwviewer.reading.loaders.plain_text import decoded
from jwviewer.reading.loaders.refusal import ArticleRefused

MOST_BYTES = 64_000_000
"""A larger file is refused unread."""
MOST_CHARS = 8_000_000
"""A longer text is refused: no article has as many characters."""

_OTHER_KINDS = (
    (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"), (b"\xd0\xcf\x11\xe0", "DOC"), (b"{\\rtf", "RTF"), (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7Z"), (b"Rar!", "RAR"), (b"SQLite format 3", "SQLite"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LoadedArticle:
    """The canonical text of an article and where it came from.

    ``data_sha256`` is the hash of the file's bytes; ``encoding`` is empty where the format
    settles it.
    """

    text: str
    text_sha256: str
    importer: str
    name: str
    encoding: str = ""
    data_sha256: str = ""


def load_article(path: Path) -> LoadedArticle:
    """Read a .txt, .md, .html, .docx or .pdf file; raise ArticleRefused with one sentence."""
    try:
        if not path.is_file():
            raise ArticleRefused(tr("{path} is not a file", path=str(path)))
        if path.stat().st_size > MOST_BYTES:
            raise ArticleRefused(
                tr("{path} is larger than {most} MB", path=str(path), most=MOST_BYTES // 1_000_000)
            )
        data = path.read_bytes()
    except OSError as error:
        raise ArticleRefused(
            tr("{path} cannot be read: {reason}", path=str(path), reason=error.strerror or "")
        ) from error
    return load_bytes(data, path.name)


def load_bytes(data: bytes, name: str) -> LoadedArticle:
    """Read the bytes of a file of this name; raise ArticleRefused with one sentence."""
    try:
        importer, text, encoding = _imported(data, name)
        _check(text)
    except ArticleRefused as refused:
        raise ArticleRefused(tr("{name} {reason}", name=name, reason=str(refused))) from refused
    return LoadedArticle(
        text, text_sha256(text), importer, name, encoding, hashlib.sha256(data).hexdigest()
    )


def load_clipboard(text: str) -> LoadedArticle:
    """Take pasted text as an article; raise ArticleRefused when there is nothing in it."""
    canonical = normalise(text)
    try:
        _check(canonical)
    except ArticleRefused as refused:
        raise ArticleRefused(tr("The clipboard {reason}", reason=str(refused))) from refused
    return LoadedArticle(canonical, text_sha256(canonical), "clipboard", tr("Pasted text"))


def _imported(data: bytes, name: str) -> tuple[str, str, str]:
    suffix = Path(name).suffix.lower()
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        from jwviewer.reading.loaders.pdf import pdf_text

        return "pdf", pdf_text(data), ""
    if data.startswith(b"PK\x03\x04"):
        from jwviewer.reading.loaders.docx import docx_text

        return "docx", docx_text(data), ""
    for mark, kind in _OTHER_KINDS:
        if data.startswith(mark):
            raise ArticleRefused(tr("is a {kind} file, not a text", kind=kind))
    if suffix in (".pdf", ".docx"):
        raise ArticleRefused(tr("is not a {kind} file", kind=suffix[1:].upper()))
    text, encoding = decoded(data, html=suffix in (".html", ".htm", ".xhtml"))
    canonical = normalise(text)
    beginning = canonical[:400].lstrip().lower()
    if suffix in (".html", ".htm", ".xhtml") or beginning.startswith(("<!doctype html", "<html")):
        from jwviewer.reading.loaders.html import html_text

        return "html", html_text(canonical), encoding
    return ("md" if suffix in (".md", ".markdown") else "txt"), canonical, encoding


def _check(text: str) -> None:
    if not text.strip():
        raise ArticleRefused(tr("holds no text"))
    if len(text) > MOST_CHARS:
        raise ArticleRefused(
            tr("holds more than {most} million characters", most=MOST_CHARS // 1_000_000)
        )
