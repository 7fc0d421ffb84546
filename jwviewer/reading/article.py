"""An article as the rules see it: canonical text, a view of equal length, sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from jwviewer.reading.grids import Grid
from jwviewer.reading.lexicons import Lexicons, shipped_lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span
from jwviewer.reading.sentences import splitter
from jwviewer.reading.view import Move, make_view

MOST_NUMBERS = 80
"""A sentence with more numbers than this is a table, which is not read."""

MOST_SCRAPS, SCRAP = 80, 8
"""Nor is a paragraph of more sentences than this that have fewer characters on average."""

_NUMBER = later(r"\d+|(?:one|two|three|four|five|six|seven|eight|nine|ten|hundred|million)\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the paragraph it stands in; both count from 0."""

    start: int
    end: int
    paragraph: int
    number: int

    @property
    def span(self) -> Span:
        """Return [start, end) in code points."""
        return self.start, self.end


@dataclass(frozen=True)
class Article:
    """The canonical text, never changed, and what was seen of its shape.

    ``view`` is as long as ``text``: wrapped lines are joined by spaces, boilerplate is blank,
    a newline stands only between paragraphs. Where a word was divided by a line end its first
    part has moved in the view; ``exact`` leads from there to the text.
    """

    text: str
    view: str
    language: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    moves: tuple[Move, ...] = ()
    grids: tuple[Grid, ...] = ()

    def sentence(self, position: int) -> Sentence:
        """Return the sentence around a position; the one before it where there is a gap."""
        return self.sentences[bisect_right(self._starts, position, 1) - 1]

    def row(self, position: int) -> Span | None:
        """Return the row of a table that a position stands in, with what stands beside it."""
        number = bisect_right(self._row_starts, position) - 1
        found = self._rows[number] if number >= 0 else (0, 0)
        return found if position < found[1] else None

    def exact(self, span: Span) -> Span:
        """Return the span of the text that stands behind a span of the view."""
        if not self.moves or span[0] >= span[1]:
            return span
        return span[0] + self._moved(span[0]), span[1] + self._moved(span[1] - 1)

    def is_moved(self, spans: Iterable[Span]) -> bool:
        """Tell whether a part of one of some spans of the view stands elsewhere in the text."""
        find = self._moved_signs.find
        for start, end in spans:  # noqa: SIM110 - of every proposal, and twice as fast as any()
            if find(1, start, end) >= 0:
                return True
        return False

    def _moved(self, position: int) -> int:
        number = bisect_right(self._move_starts, position) - 1
        if number < 0 or position >= self.moves[number].end:
            return 0
        return self.moves[number].by

    @cached_property
    def _rows(self) -> list[Span]:
        return [(row[0][0], row[-1][1]) for grid in self.grids for row in grid.rows]

    @cached_property
    def _row_starts(self) -> list[int]:
        return [start for start, _ in self._rows]

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.sentences]

    @cached_property
    def _moved_signs(self) -> bytearray:
        """Return 1 for every character of the view that stands elsewhere in the text."""
        signs = bytearray(len(self.view))
        for move in self.moves:
            signs[move.start : move.end] = b"\1" * (move.end - move.start)
        return signs

    @cached_property
    def _move_starts(self) -> list[int]:
        return [one.start for one in self.moves]


def article_of(text: str, language: str = "", lexicons: Lexicons | None = None) -> Article:
    """Return a normalised text as an article; ``language`` is ``en`` or ``zh``, guessed if empty.

    The text is taken as it is: ``dossier.text.normalise`` comes before.
    """
    known = lexicons or shipped_lexicons()
    splits = known.once(splitter)
    spoken = language or guess_language(text)
    view, paragraphs, moves, grids = make_view(text, known)
    sentences: list[Sentence] = []
    tables: list[Span] = []
    for number, (start, end) in enumerate(paragraphs):
        pieces = list(splits.split(view, start, end))
        if len(pieces) > MOST_SCRAPS and end - start < SCRAP * len(pieces):
            tables.append((start, end))
            continue
        for first, last in pieces:
            long = last - first > 2 * MOST_NUMBERS  # a sign beside each number at least
            if long and len(_NUMBER.findall(view, first, last)) > MOST_NUMBERS:
                tables.append((first, last))
                continue
            sentences.append(Sentence(first, last, number, len(sentences)))
    view = _blotted(view, tables)
    if not sentences:
        sentences.append(Sentence(0, len(text), 0, 0))
    return Article(text, view, spoken, paragraphs, tuple(sentences), moves, grids)


def _blotted(view: str, spans: list[Span]) -> str:
    """Return a view with blanks in the place of these spans."""
    pieces = []
    position = 0
    for start, end in spans:
        pieces += [view[position:start], " " * (end - start)]
        position = end
    return "".join([*pieces, view[position:]])


def guess_language(text: str) -> str:
    """Return ``zh`` for a text of which at least a fifth is Chinese characters, else ``en``."""
    sample = text[:20_000]
    chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in sample)
    latin = sum(sign.isascii() and sign.isalpha() for sign in sample)
    # A Chinese character stands for about two and a half letters of a word.
    return "zh" if chinese and chinese * 2.5 >= latin * 0.25 + 1 else "en"
