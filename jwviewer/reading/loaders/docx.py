"""The words of a Word document, with a blank line between its paragraphs."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from jwviewer.language import tr
from jwviewer.reading.loaders.refusal import ArticleRefused

MOST_XML_BYTES = 60_000_000
"""A document whose text unpacks to more is refused; no article is near it."""
MOST_FILES = 5_000

_BODY = "word/document.xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_SKIPPED = frozenset({"moveFrom", "del", "Fallback"})
"""Deleted and moved text, and the second copy of drawings for older programs."""


def docx_text(data: bytes) -> str:
    """Return the words of a .docx file; raise ArticleRefused for anything else or a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MOST_FILES:
                raise ArticleRefused(tr("holds too many files to be a document"))
            if _BODY not in archive.namelist():
                raise ArticleRefused(tr("is a ZIP file, not a text"))
            with archive.open(_BODY) as part:
                xml = part.read(MOST_XML_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise ArticleRefused(tr("is a broken DOCX file")) from error
    if len(xml) > MOST_XML_BYTES:
        raise ArticleRefused(tr("unpacks to more than {most} MB", most=MOST_XML_BYTES // 1_000_000))
    return _Paragraphs().read(xml)


class _Paragraphs:
    """Collects paragraphs from the events of the XML reader, without building a tree."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[list[str]] = []
        self._rows: list[list[list[str]]] = []
        self._skipping = 0
        self._in_text = False

    def read(self, xml: bytes) -> str:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._say
        try:
            parser.Parse(xml, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            # The latter two are about an encoding that nobody knows.
            raise ArticleRefused(tr("is a broken DOCX file")) from error
        return "\n\n".join(part for part in self._done if part) + "\n"

    def _start(self, name: str, _: object) -> None:
        local = name.rpartition(" ")[2]
        if local in _SKIPPED or self._skipping:
            self._skipping += 1
            return
        if not name.startswith((_WORD, _STRICT)):
            return
        if local == "p":
            self._open.append([])
        elif local == "tr":
            self._rows.append([])
        elif local == "tc" and self._rows:
            self._rows[-1].append([])
        elif local == "t":
            self._in_text = True
        elif local in _SIGNS and self._open:
            self._open[-1].append(_SIGNS[local])

    def _end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        if not name.startswith((_WORD, _STRICT)):
            return
        local = name.rpartition(" ")[2]
        if local == "t":
            self._in_text = False
        elif local == "p" and self._open:
            self._put("".join(self._open.pop()).strip())
        elif local == "tr" and self._rows:
            cells = [" ".join(filter(None, cell)) for cell in self._rows.pop()]
            self._put("\t".join(cells) if any(cells) else "")

    def _put(self, words: str) -> None:
        """Add a paragraph to the cell that it stands in, else to the text."""
        cells = self._rows[-1] if self._rows else []
        (cells[-1] if cells else self._done).append(words)

    def _say(self, words: str) -> None:
        if self._in_text and self._open and not self._skipping:
            self._open[-1].append(words)


def _refuse_doctype(*_: object) -> None:
    # No word processor writes one; it is how entities are made to grow without end.
    raise ArticleRefused(tr("holds declarations that no document needs"))
