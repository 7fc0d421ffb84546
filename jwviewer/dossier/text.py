"""The text that evidence positions refer to, and how strange characters are shown."""

from __future__ import annotations

import codecs
import hashlib
import re
from bisect import bisect_right
from functools import lru_cache

from jwviewer.language import tr

NORM = "jw-1"
"""Name of the normalisation: drop the byte-order mark, CRLF and CR to LF, nothing else."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_SPACE = dict.fromkeys(map(ord, "\n\x0b\x0c\x85\u2028\u2029\u00a0\u2007\u202f"), " ")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSEEN = re.compile(
    "[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_WRITTEN_OUT = re.compile(f"[\t\n]|{_CONTROL.pattern}|{_UNSEEN.pattern}")
_ON_ONE_LINE = {"\n": "⏎", "\t": "⇥"}


class TextError(ValueError):
    """The bytes of a text cannot be read; the message says why and what to do."""


def decode(data: bytes) -> str:
    """Return the text of ``data``, which is UTF-8 unless a byte-order mark says otherwise."""
    mark, encoding = next((bom for bom in _BOMS if data.startswith(bom[0])), (b"", "utf-8"))
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as e:
        raise TextError(
            tr("byte {position} is not {encoding}; save the text as UTF-8",
               position=e.start + len(mark) + 1, encoding=encoding.upper())
        ) from None  # fmt: skip


def normalise(text: bytes | str) -> str:
    """Return the jw-1 form of a text: no byte-order mark, every line end is LF."""
    if isinstance(text, bytes):
        text = decode(text)
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def matching_view(text: str) -> str:
    """Return a text of the same length whose line ends and no-break spaces are spaces."""
    return text.translate(_AS_SPACE)


def text_sha256(text: str) -> str:
    """Return the hash of a normalised text in UTF-8, as ``sources.text_sha256`` holds it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def span_sha256(text: str, start: int, end: int) -> str:
    """Return the hash of the matching view of ``text[start:end]``, as evidence holds it."""
    return text_sha256(matching_view(text[start:end]))


@lru_cache(maxsize=4)
def paragraph_starts(text: str) -> tuple[int, ...]:
    """Return where each paragraph begins; blank lines separate paragraphs."""
    starts = []
    blank = True
    position = 0
    for line in text.split("\n"):
        empty = not line or line.isspace()
        if blank and not empty:
            starts.append(position)
        blank = empty
        position += len(line) + 1
    return tuple(starts)


def paragraph_of(text: str, position: int) -> int:
    """Return the number, counted from 1, of the paragraph at ``position``."""
    return max(1, bisect_right(paragraph_starts(text), position))


def has_control(text: str) -> bool:
    """Tell whether ``text`` holds control characters other than tabs and line ends."""
    return _CONTROL.search(text) is not None


def has_unseen(text: str) -> bool:
    """Tell whether ``text`` holds characters that reorder it or take no room."""
    return _UNSEEN.search(text) is not None


def visible(text: str, most: int = 0) -> str:
    """Return ``text`` on one line, unseen characters written out, cut to ``most`` characters."""
    short = text if not most or len(text) <= most else text[: most - 1] + "…"
    return _WRITTEN_OUT.sub(_written_out, short)


def _written_out(match: re.Match[str]) -> str:
    if match.group() in _ON_ONE_LINE:
        return _ON_ONE_LINE[match.group()]
    code = ord(match.group())
    if 0xDC80 <= code <= 0xDCFF:  # a byte that was not UTF-8, kept by surrogateescape
        return f"⟦byte {code - 0xDC00:02X}⟧"
    return f"⟦U+{code:04X}⟧"
