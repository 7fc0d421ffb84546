"""A view of a text, equally long, in which paragraphs are whole and wrapped words are joined."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from jwviewer.reading.boilerplate import boilerplate
from jwviewer.reading.grids import Grid, grids, trimmed
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_PLAIN = {
    **dict.fromkeys(map(ord, "\t\x0b\x0c\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"), " "),
    **dict.fromkeys(range(8192, 8203), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2212\ufe63\uff0d"), "-"),
    **{code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))},
    **{code: chr(code - 0xFEE0) for code in (*range(0xFF41, 0xFF5B), 0xFF05, 0xFF04, 0xFF0E)},
    0xFFE5: "¥",
    0x02BC: "'",
}
"""Signs that only look different: odd spaces, hyphens, wide digits and letters."""

_CJK = "\u3400-\u4dbf\u4e00-\u9fff"
_APOSTROPHE = later(r"(?<=[A-Za-z])[’‘](?=[A-Za-z])")
_BULLET = later(r" {0,8}(?:[-*•·▪◦–—]|\d{1,2}[.)]|#{1,6}|>|\|) ")
_CHINESE = later(rf"[{_CJK}]")
_CHRONICLE = later(r" {0,8}(?:1[5-9]|20)\d\d(?: {2,}| ?[:–—] )")
"""A line of what happened in a year."""
_INDENTED = later(rf" {{2,8}}[“（《]?[{_CJK}]")
_DIVIDED = later(
    rf"(?P<word>[A-Za-z]{{2,30}})-[ ]?\n[ ]{{0,8}}(?=[a-z]{{2}})"
    rf"|(?P<part>[A-Za-zÀ-ɏ]{{1,30}})[\xad\u200b-\u200d\u2060\ufeff]{{1,3}}(?=[A-Za-zÀ-ɏ])"
    rf"|(?P<clause>[{_CJK}]{{1,60}})\n(?=[{_CJK}])"
)
_SOFT = later(r"[\xad\u200b-\u200d\u2060\ufeff]")
_MARKED = later(
    r"(?<![\w*])(?P<mark>\*{1,3}|"
    r"_{1,3})(?=[^\s*_])(?P<inside>[^*_\n]{1,200})(?<=[^\s*_])(?P=mark)(?![\w*])"
    r"|\[(?P<label>[^\[\]\n]{1,200})\]\([^()\s]{1,300}\)"
)
"""Emphasis and links as they are written in Markdown."""
WRAPPED = 120
"""Lines longer than this were not wrapped by hand or by an old mail program."""
WRAPPED_HAN = 45
"""The same of lines of Chinese, whose signs are twice as wide."""


@dataclass(frozen=True, slots=True)
class Move:
    """Part of the view that stands ``by`` characters before where it stands in the text."""

    start: int
    end: int
    by: int


class View(NamedTuple):
    """The view, the spans of its paragraphs, what has moved in it, and its tables."""

    text: str
    paragraphs: tuple[Span, ...]
    moves: tuple[Move, ...]
    grids: tuple[Grid, ...]


def make_view(text: str, lexicons: Lexicons) -> View:
    """Return the view of a text; each cell of a table is a paragraph."""
    plain = text.translate(_PLAIN)
    around = lexicons.once(boilerplate)
    signs = list(plain)
    paragraphs: list[Span] = []
    tables = grids(text)
    cells = {cell for table in tables for row in table.rows for cell in row}
    for start, end in _blocks(plain, tables):
        if plain[start:end] in around and (start, end) not in cells:
            signs[start:end] = " " * (end - start)
            continue
        paragraphs.append((start, end))
    for table in tables:
        _part(signs, table)
    moves = _join(plain, signs, paragraphs, lexicons)
    moved = [move.start for move in moves]
    for start, end in paragraphs:
        # What a soft hyphen moves has its own account; both at once are not worth one.
        if bisect_left(moved, start) == bisect_left(moved, end):
            moves += _unmark(plain, signs, start, end)
    moves.sort(key=lambda move: move.start)
    whole = _unbroken("".join(signs), {end for _, end in paragraphs})
    # Where signs of emphasis were taken out of a cell there are blanks behind its words.
    tables = [
        Grid(tuple(tuple(trimmed(whole, *cell) for cell in row) for row in table.rows))
        for table in tables
    ]
    return View(_APOSTROPHE.sub("'", whole), tuple(paragraphs), tuple(moves), tuple(tables))


def _part(signs: list[str], table: Grid) -> None:
    """End each cell of a table like a paragraph, with nothing between the cells."""
    end = table.span[0]
    for start, last in (cell for row in table.rows for cell in row if cell[1] > cell[0]):
        signs[end:start] = ["\n"] + [" "] * (start - end - 1) if start > end else []
        end = last
    if end < len(signs):
        signs[end] = "\n"


def _unbroken(text: str, kept: set[int]) -> str:
    """Return a text with blanks in the place of line ends but for those that are kept."""
    pieces: list[str] = []
    position = 0
    for line in text.split("\n"):
        position += len(line)
        pieces += line, "\n" if position in kept else " "
        position += 1
    return "".join(pieces[:-1])


def _blocks(plain: str, tables: list[Grid]) -> Iterator[Span]:
    """Yield the paragraphs: the cells of tables, and what lies before and behind these."""
    lines = _lines(plain)
    width = max((end - start for start, end in lines if end - start <= WRAPPED), default=0)
    starts = [start for start, _ in lines]
    number = 0
    for table in tables:
        start, end = table.span
        first = bisect_right(starts, start) - 1
        yield from _running(plain, lines[number:first], width)
        yield from (cell for row in table.rows for cell in row if cell[1] > cell[0])
        number = bisect_right(starts, end - 1)
    yield from _running(plain, lines[number:], width)


def _running(plain: str, lines: list[Span], width: int) -> Iterator[Span]:
    """Yield paragraphs: blank lines end them, and line ends that no wrapping explains."""
    begin = last = -1
    for number, (start, end) in enumerate(lines):
        blank = not plain[start:end].strip()
        if begin >= 0 and (blank or _breaks(plain, lines[number - 1], (start, end), width)):
            yield begin, last
            begin = -1
        if not blank:
            begin = start if begin < 0 else begin
            last = end
    if begin >= 0:
        yield begin, last


def _lines(plain: str) -> list[Span]:
    spans = []
    start = 0
    for line in plain.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _breaks(plain: str, above: Span, below: Span, width: int) -> bool:
    """Tell whether a line end is meant: a wrapped line has no room for the next word."""
    longest = WRAPPED_HAN if _CHINESE.search(plain, *above) else WRAPPED
    if above[1] - above[0] > longest or _BULLET.match(plain, below[0], below[1]):
        return True
    if _INDENTED.match(plain, below[0], below[1]) or _CHRONICLE.match(plain, *below):
        return True
    first = plain[below[0] : below[1]].lstrip().split(" ", 1)[0]
    if _CHINESE.match(first):
        first = first[:2]
    line = plain[above[0] : above[1]].rstrip()
    if _BULLET.match(line) and line.startswith("#"):
        return True
    ended = line.endswith((".", "!", "?", "。", "！", "？", ":", "”", '"'))
    if not ended and first[:1].islower():
        return False
    room = width - len(line) - 1 - len(first)
    return room > (width * 0.12 if ended else width * 0.3)


def _join(plain: str, signs: list[str], paragraphs: list[Span], lexicons: Lexicons) -> list[Move]:
    """Close words that a line end or a soft hyphen divides, and return what moved for it."""
    moves = []
    kept = lexicons.once(keeps_hyphen)
    for start, end in paragraphs:
        if plain.find("\n", start, end) < 0 and _SOFT.search(plain, start, end) is None:
            continue
        for match in _DIVIDED.finditer(plain, start, end):
            kind = "word" if match["word"] else "part" if match["part"] else "clause"
            word, cut = match.start(kind), match.end() - match.end(kind)
            stays = match.end(kind)
            if kind == "word" and match["word"].lower() in kept:
                stays, cut = stays + 1, cut - 1
            if not cut:
                continue
            moved = plain[word:stays]
            signs[word : word + cut] = " " * cut
            signs[word + cut : match.end()] = moved
            moves.append(Move(word + cut, match.end(), -cut))
    return moves


def _unmark(plain: str, signs: list[str], start: int, end: int) -> list[Move]:
    """Take the signs of emphasis out of a paragraph: what follows moves up, blanks fill its end."""
    taken: list[Span] = []
    for match in _MARKED.finditer(plain, start, end):
        inside = match.span("inside" if match["mark"] else "label")
        taken += [(match.start(), inside[0]), (inside[1], match.end())]
    if not taken:
        return []
    moves, kept, by = [], signs[start : taken[0][0]], 0
    borders = [*(one for one, _ in taken[1:]), end]
    for (first, last), until in zip(taken, borders, strict=True):
        by += last - first
        if last < until:
            moves.append(Move(start + len(kept), start + len(kept) + until - last, by))
            kept += signs[last:until]
    signs[start:end] = kept + [" "] * (end - start - len(kept))
    return moves


def keeps_hyphen(lexicons: Lexicons) -> frozenset[str]:
    """Return the words that keep a hyphen after them when wrapped lines are joined."""
    return frozenset(lexicons.table("en/shape", "lines").get("keeps_hyphen", ()))
