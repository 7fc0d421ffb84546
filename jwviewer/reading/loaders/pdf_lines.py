"""From pieces of text with places on pages to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from jwviewer.reading.lexicons import shipped_lexicons
from jwviewer.reading.view import keeps_hyphen

REPEATED = 3
"""What stands first or last on so many pages is a running title."""

_PAGE_NUMBER = re.compile(r"\W{0,3}(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?\W{0,3}", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:。！？：][\"'”’」）)]{0,3}\Z")
_CJK = re.compile("[\u3000-\u9fff\uff00-\uffef]")
_DIVIDED = re.compile(r"([A-Za-z]{2,30})-\Z")
_BULLET = re.compile(r"(?:[-•▪◦●]|\d{1,2}[.)]) ")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text as a page draws it: where its line begins, in points from below, and how large."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    y: float
    size: float


def paragraphs(pages: Sequence[Sequence[Piece]]) -> str:
    """Return the text of the pages: lines joined, running titles and page numbers left out."""
    lined = [_lines(pieces) for pieces in pages]
    _drop_running_titles(lined)
    blocks: list[str] = []
    last: _Line | None = None
    for lines in lined:
        gaps = [a.y - b.y for a, b in pairwise(lines) if a.y > b.y]
        usual = median(gaps) if gaps else 0.0
        width = max((len(line.text) for line in lines), default=0)
        for number, line in enumerate(lines):
            if last is None or _begins(last, line, usual, width, new_page=number == 0):
                blocks.append(line.text)
            else:
                blocks[-1] = _joined(blocks[-1], line.text)
            last = line
    return "\n\n".join(blocks) + "\n"


def _lines(pieces: Iterable[Piece]) -> list[_Line]:
    lines: list[_Line] = []
    ended = True
    for piece in pieces:
        for number, part in enumerate(piece.text.split("\n")):
            y = piece.y - number * 1.2 * piece.size
            if part:
                if ended or not lines or abs(lines[-1].y - y) > 0.4 * max(piece.size, 1.0):
                    lines.append(_Line(part, y, piece.size))
                else:
                    lines[-1] = _Line(lines[-1].text + part, lines[-1].y, lines[-1].size)
            ended = number < piece.text.count("\n")
    tidy = (_Line(" ".join(line.text.split()), line.y, line.size) for line in lines)
    return [line for line in tidy if line.text]


def _drop_running_titles(lined: list[list[_Line]]) -> None:
    edges = Counter(key for lines in lined for key in {_key(line) for line in _edges(lines)})

    def runs(line: _Line) -> bool:
        repeated = len(lined) >= REPEATED and edges[_key(line)] >= REPEATED
        return repeated or _PAGE_NUMBER.fullmatch(line.text) is not None

    for lines in lined:
        while lines and runs(lines[0]):
            del lines[0]
        while lines and runs(lines[-1]):
            del lines[-1]


def _edges(lines: list[_Line]) -> list[_Line]:
    return [*lines[:2], *lines[-2:]]


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _begins(last: _Line, line: _Line, usual: float, width: int, *, new_page: bool) -> bool:
    """Tell whether a line begins a paragraph."""
    ended = _ENDED.search(last.text) is not None
    if _BULLET.match(line.text):
        return True
    if abs(line.size - last.size) > 0.15 * max(last.size, 1.0):
        return True
    gap = last.y - line.y
    if new_page or gap <= 0:  # another page or column goes on where a sentence does
        return ended or line.text[:1].isupper()
    if usual and gap > 1.35 * usual:
        return True
    return ended and len(last.text) < 0.75 * width


def _joined(before: str, after: str) -> str:
    divided = _DIVIDED.search(before)
    if divided and after[:1].islower():
        keeps = divided[1].lower() in shipped_lexicons().once(keeps_hyphen)
        return before + after if keeps else before[:-1] + after
    if _CJK.match(before[-1:]) and _CJK.match(after[:1]):
        return before + after
    return f"{before} {after}"
