"""Tables in a text: rows of cells, parted by bars, tabs or wide gaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

MOST_COLUMNS, MOST_CELLS, LONGEST_CELL = 30, 1000, 80
"""What is larger is no table of an article."""
_RULED = later(r"[\s|:+=_-]+")
_GAP = later(r"[ \u00a0]{2,}")
_TAB = later(r"(?<![ \u00a0])[ \u00a0]*\t[ \u00a0]*")
_LEAST_ROWS = 2
_FIRM_ROWS = 3
"""Of wide gaps alone so many rows are needed, or so many columns of two."""


class Grid(NamedTuple):
    """A table: its rows of cells, each the span of its words; an empty cell is an empty span."""

    rows: tuple[tuple[Span, ...], ...]

    @property
    def span(self) -> Span:
        """Return where the table begins and ends."""
        return self.rows[0][0][0], self.rows[-1][-1][1]

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return max(map(len, self.rows))


class _Line(NamedTuple):
    span: Span
    kind: str
    cells: tuple[Span, ...]

    @property
    def columns(self) -> tuple[Span, ...]:
        """Return where the cells stand in their line."""
        return tuple((start - self.span[0], end - self.span[0]) for start, end in self.cells)


def grids(text: str) -> list[Grid]:
    """Return the tables of a text in order."""
    found: list[Grid] = []
    held: list[_Line] = []
    widest: _Line | None = None
    for line in _lines(text):
        if widest is not None and (line is None or not _fits(widest, line, first=len(held) == 1)):
            found += _made(text, held, widest)
            held, widest = [], None
        if line is not None:
            held.append(line)
            if widest is None or len(line.cells) > len(widest.cells):
                widest = line
    return found


def _lines(text: str) -> Iterator[_Line | None]:
    """Yield the lines with cells; None for others, but for blank ones between rows of tabs."""
    start = 0
    kind = ""
    for words in text.split("\n"):
        end = start + len(words)
        bare = words.strip()
        line = None
        if "|" in bare and (bare.count("|") > 1 or " | " in bare):
            line = _Line((start, end), "bars", _barred(text, start, end))
        elif bare and "\t" in words:
            line = _tabbed(text, start, end)
        elif _GAP.search(bare):
            line = _gapped(text, start, end)
        skipped = (not bare and kind == "tabs") or (
            kind and bare and _RULED.fullmatch(bare) is not None
        )
        if not skipped:
            kind = line.kind if line is not None else ""
            yield line
        start = end + 1
    yield None


def _barred(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the cells between bars; those without words have an empty span."""
    start, end = trimmed(text, start, end)
    bars = [number for number in range(start, end) if text[number] == "|"]
    if bars[0] > start:
        bars.insert(0, start - 1)
    if bars[-1] < end - 1:
        bars.append(end)
    return tuple(trimmed(text, one + 1, other) for one, other in pairwise(bars))


def _tabbed(text: str, start: int, end: int) -> _Line | None:
    """Return the cells between tabs: a tab with nothing before or behind it has an empty one."""
    cells = []
    first = start
    for tab in _TAB.finditer(text, start, end):
        cells.append((first, max(first, tab.start())))
        first = tab.end()
    cells.append((first, end))
    if len(cells) < 2 or any(last - begin > LONGEST_CELL for begin, last in cells):
        return None
    return _Line((start, end), "tabs", tuple(trimmed(text, *cell) for cell in cells))


def _gapped(text: str, start: int, end: int) -> _Line | None:
    begin = start
    start, end = trimmed(text, start, end)
    cells = []
    for gap in _GAP.finditer(text, start, end):
        if text[gap.start() - 1] in ".!?,;。！？，；":
            return None  # two blanks behind a sentence
        cells.append((start, gap.start()))
        start = gap.end()
    cells.append((start, end))
    if len(cells) < 2 or any(last - first > LONGEST_CELL for first, last in cells):
        return None
    return _Line((begin, end), "gaps", tuple(cells))


def trimmed(text: str, start: int, end: int) -> Span:
    """Return a stretch of a text without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _fits(widest: _Line, line: _Line, *, first: bool) -> bool:
    """Tell whether a row has as many cells as those above.

    Between wide gaps cells may be missing where the others stand under one another.
    """
    width = len(widest.cells)
    if line.kind != widest.kind:
        return False
    if len(line.cells) == width:
        return True
    if line.kind != "gaps":
        return False
    if first and len(line.cells) > width:
        return bool(_aligned(widest, line))
    return len(line.cells) < width and bool(_aligned(line, widest))


def _aligned(line: _Line, widest: _Line) -> tuple[Span, ...]:
    """Return a row with empty cells where it has none; nothing if it is not clear where."""
    placed: list[Span] = []
    cells = list(zip(line.columns, line.cells, strict=True))
    for first, last in widest.columns:
        if cells and cells[0][0][0] < last and first < cells[0][0][1]:
            placed.append(cells.pop(0)[1])
        else:
            place = line.cells[0][0] if not placed else placed[-1][1]
            placed.append((place, place))
    return () if cells else tuple(placed)


def _is_number(words: str) -> bool:
    """Tell whether a cell is mostly a number, and no line of a chronicle."""
    signs = [sign for sign in words if not sign.isspace()]
    return 3 * sum(sign.isdigit() for sign in signs) >= max(len(signs), 1)


def _made(text: str, held: list[_Line], widest: _Line) -> list[Grid]:
    rows = [
        one.cells for one in held if not (one.kind == "bars" and _RULED.fullmatch(text, *one.span))
    ]
    if len(rows) < _LEAST_ROWS:
        return []
    width = max(map(len, rows))
    if held[0].kind == "gaps" and len(rows) < _FIRM_ROWS and width < _FIRM_ROWS:
        return []
    if width > MOST_COLUMNS or width * len(rows) > MOST_CELLS:
        return []
    data = [cell for row in rows for cell in row[1:] if cell[1] > cell[0]]
    numbers = sum(_is_number(text[slice(*cell)]) for cell in data)
    if 3 * numbers < len(data):
        return []
    if held[0].kind == "gaps":
        rows = [
            row if len(row) == width else _aligned(line, widest)
            for row, line in zip(rows, held, strict=True)
        ]
    filled = [n for n in range(width) if any(row[n][1] > row[n][0] for row in rows)]
    if len(filled) < 2 or not all(rows):
        return []
    rows = [tuple(row[n] for n in filled) for row in rows]
    return [Grid(tuple(rows))]
