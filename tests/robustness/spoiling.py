"""Articles with something wrong in them: bytes, words, lines, tags, objects of a format."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.dossier.test_mutations import spoilt
from tests.reading.loaders.made_files import docx, paragraph, pdf

ARTICLES = Path(__file__).parents[1] / "reading" / "articles" / "dev"
_TEXTS = (
    "Orion Gears Ltd and Lyra Trucks, a maker of lorries in Oslo, signed a letter of intent on"
    " 4 May 2019. Ada Berg, chair of Orion Gears, said that “more than 5,000 gearboxes” were made.",
    "The joint venture, held 51/49, costs about 7.5 billion kroner (US$0.8 billion) by 2031.",
    "天琴卡车与猎户齿轮有限公司于2020年3月签署协议，投资超过12.5亿元，年产近30万台。",
)
_WORDS = (
    "", "\u202e", "\0", "\ufeff", "\x1b[31m", "\ud7ff", "😀" * 40, "(" * 300, "“" * 300, "9" * 400,
    "1," * 300, "2019" * 80, "Ltd " * 200, "of the " * 200, "£$¥€", "1/2/3/4/5", "31 February 2019",
    "0000-00-00", "亿" * 300, "一二三四五六七八九十" * 30, "百分之", "-" * 400, "\t" * 300,
    "A." * 300, "US$", "99999999999999999999 billion", "up to more than about nearly", "51/49/0",
    "Mr " * 100, "e\u0301" * 200, "\u3000" * 200, "http://" + "a" * 400, "＄１２３．４５", "½",
)  # fmt: skip
_TAGS = (
    b"<p>", b"</p>", b"<div>" * 300, b"</article>", b"<!--", b"-->", b"<script>", b"</script>",
    b"&#0;", b"&#x110000;", b"&amp;" * 200, b"&#xd800;", b"<table><tr><td>" * 100, b"<![CDATA[",
    b'<meta charset="utf-7">', b'<meta charset="x">', b"<pre>", b"<textarea>", b"<svg><title>",
    b"<a b='", b"<br>" * 500, b"<?xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<ul><li>" * 200,
)  # fmt: skip
_OBJECTS = (
    b"<<", b">>", b"[", b"]", b"stream\n", b"endstream", b"endobj", b"2 0 R", b"99999 0 R", b"BT",
    b"/Kids", b"/Length 999999999", b"/Filter /FlateDecode", b"/Filter /LZWDecode", b"/Prev 9",
    b"null", b"(\\377\\", b"Tj", b"-1", b"/Encrypt 1 0 R", b"/Type /ObjStm", b"%%EOF",
    b"1e309 0 0 1e309 0 0 Tm",
)  # fmt: skip
MOST_CHARS = 40_000
"""How long an article is at most: what is longer is a book, and has a limit of its own."""
Spoil = Callable[[random.Random], bytes]


def _files(suffix: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(ARTICLES.glob(f"*{suffix}"))]


PLAIN = [*_files(".txt"), *(text.encode() for text in _TEXTS)]
MARKED = _files(".md")
PAGES = _files(".html")
DOCUMENT = docx("".join(paragraph(*text.split(". ")) for text in _TEXTS))
PRINTED = pdf(
    [(72, 700 - 14 * number, line) for number, line in enumerate(re.findall(".{1,80}", _TEXTS[1]))],
    [(72, 700, "Orion Gears Ltd signed a letter of intent on 4 May 2019."), (72, 686, "It ends.")],
)


def text(chance: random.Random) -> bytes:
    """Return a plain text in which bytes or words are wrong."""
    return _text(PLAIN, chance)


def markdown(chance: random.Random) -> bytes:
    """Return a text with marks in which bytes or words are wrong."""
    return _text(MARKED, chance)


def _text(whole: Sequence[bytes], chance: random.Random) -> bytes:
    data = chance.choice(whole)
    if chance.random() < 0.4:
        data = bytes(spoilt(bytearray(data), chance))
    if chance.random() < 0.2:
        return data.decode("utf-8", "replace").encode(
            chance.choice(("utf-16", "gb18030", "cp1252", "utf-32", "utf-7")), "replace"
        )
    return _reworded(data.decode("utf-8", "replace"), chance).encode("utf-8", "replace")


def _reworded(text: str, chance: random.Random) -> str:
    pieces = re.split(chance.choice((r"(\s+)", r"(\n)", r"([.,;:]\s)", r"(\d+)", r"()")), text)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(pieces))
        action = chance.randrange(5)
        if action == 0:
            pieces[place] = chance.choice(_WORDS)
        elif action == 1:
            pieces[place : place + 1] = [pieces[place]] * chance.choice((2, 3, 200))
        elif action == 2:
            del pieces[place : place + chance.randint(1, 20)]
            pieces = pieces or [""]
        elif action == 3:
            other = chance.randrange(len(pieces))
            pieces[place], pieces[other] = pieces[other], pieces[place]
        else:
            pieces.insert(place, chance.choice(PLAIN).decode("utf-8", "replace")[:400])
    return "".join(pieces)[:MOST_CHARS]


def page(chance: random.Random) -> bytes:
    """Return a page whose bytes, words or tags are wrong."""
    data = bytearray(chance.choice(PAGES))
    if chance.random() < 0.5:
        return _text(PAGES, chance)
    for _ in range(chance.randint(1, 6)):
        tags = [match.span() for match in re.finditer(rb"<[^>]*>", data)] or [(0, 0)]
        start, end = chance.choice(tags)
        data[start:end] = chance.choice((*_TAGS, b"", bytes(data[start:end]) * 50))
    return bytes(data)


def document(chance: random.Random) -> bytes:
    """Return a Word document whose archive or whose XML is wrong."""
    if chance.random() < 0.4:
        return bytes(spoilt(bytearray(DOCUMENT), chance))
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(DOCUMENT)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if chance.random() < 0.5:
                data = bytes(spoilt(bytearray(data), chance))
            else:
                data = _reworded(data.decode(), chance).encode("utf-8", "replace")
            new.writestr(name, data)
    return made.getvalue()


def printed(chance: random.Random) -> bytes:
    """Return a PDF file whose bytes or objects are wrong."""
    data = bytearray(PRINTED)
    if chance.random() < 0.5:
        return bytes(spoilt(data, chance))
    for _ in range(chance.randint(1, 4)):
        words = [match.span() for match in re.finditer(rb"[^\s()]+", data)]
        start, end = chance.choice(words)
        data[start:end] = chance.choice((*_OBJECTS, b"", bytes(data[start:end]) * 2))
    return bytes(data)


KINDS: dict[str, Spoil] = {
    "a.txt": text, "a.md": markdown, "a.html": page, "a.docx": document, "a.pdf": printed,
}  # fmt: skip
