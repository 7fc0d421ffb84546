"""Labels of a timeline: styled words, broken into lines, in several forms to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from jwviewer.language import tr
from jwviewer.queries.phrases import superscript
from jwviewer.queries.timeline_words import Words

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import FontRole, Sheet

REF = "\u00a0\ue000"
"""Stands in a label, with a space that never breaks, for a number not yet known."""

ROOM_STEP = 24.0
MOST_KEPT = 4_000
_PIECES = re.compile("[\u2e80-\u9fff\uf900-\uffef]|[^ \u2e80-\u9fff\uf900-\uffef]+ *| +")


class Run(Struct, frozen=True):
    """Words in one font and one ink."""

    text: str
    role: FontRole = "body"
    dim: bool = False


class Line(Struct, frozen=True):
    """Runs side by side, and how wide they are together."""

    runs: tuple[Run, ...]
    width: float


class Block(Struct, frozen=True):
    """Lines of a label below each other."""

    lines: tuple[Line, ...]

    @property
    def width(self) -> float:
        """The width of the widest line."""
        return max(line.width for line in self.lines)


class _Kept:
    """What an iterator yields, kept for the next time; it runs only as far as anybody asks."""

    def __init__(self, blocks: Iterator[Block]) -> None:
        self._blocks = blocks
        self._kept: list[Block] = []

    def __iter__(self) -> Iterator[Block]:
        at = 0
        while True:
            if at == len(self._kept):
                block = next(self._blocks, None)
                if block is None:
                    return
                self._kept.append(block)
            yield self._kept[at]
            at += 1


class Typesetter:
    """Measures and breaks labels for one sheet; remembers widths, which cost most."""

    def __init__(self, sheet: Sheet, most_refs: int = 0) -> None:
        self.sheet = sheet
        self._ref = reference(10 ** len(str(most_refs)) - 1) if sheet.refs else ""
        self._headings: dict[tuple[str, float], list[tuple[str, FontRole]]] = {}
        self._widths: dict[tuple[str, FontRole], float] = {}
        self._forms: dict[tuple[Words, bool, int, bool, bool], _Kept] = {}

    def width(self, text: str, role: FontRole = "body") -> float:
        """Return the width of a text, in pixels; a reference counts with the widest number."""
        key = (text, role)
        if key not in self._widths:
            self._widths[key] = self.sheet.width(text.replace(REF, self._ref), role)
        return self._widths[key]

    def line(self, runs: tuple[Run, ...]) -> Line:
        """Return runs as one line."""
        return Line(runs, sum(self.width(run.text, run.role) for run in runs))

    def forms(
        self,
        words: Words,
        bold: bool,
        room: float,
        compact: bool = False,
        tall: bool = False,
    ) -> Iterator[Block]:
        """Yield a label in ever narrower forms, none wider than ``room``.

        Where lanes are crowded (``compact``) one line is better than all fields of cooperation;
        with ``tall`` what is known of the time rather stands below.
        """
        # In steps, so that a label keeps its form while the view moves, and is broken once.
        step = self.sheet.px(ROOM_STEP)
        key = (words, bold, int(room / step), compact, tall)
        if key not in self._forms:
            if len(self._forms) >= MOST_KEPT:
                self._forms.clear()
            made = self._make_forms(words, bold, max(key[2], 1) * step, compact, tall)
            self._forms[key] = _Kept(made)
        return iter(self._forms[key])

    def single(self, words: Words, bold: bool, room: float) -> Line | None:
        """Return a label as one line no wider than ``room``, its fields only counted if need be."""
        head, known = self._head(words, bold), Run(" — " + words.known, "small", True)
        after = (known,) if words.known else ()
        tails: list[tuple[Run, ...]] = [()]
        if words.fields:
            tails = [(Run(": " + " · ".join(words.fields), "body", True),), (_few(words),)]
        lines = (self.line((*head, *tail, *after)) for tail in tails)
        return next((line for line in lines if line.width <= room), None)

    def shortened(self, words: Words, bold: bool, room: float) -> Line:
        """Return a label as one line, what it is cut off where need be; a number never is."""
        whole = self.single(words, bold, room)
        if whole is not None:
            return whole
        main, *rest = self._head(words, bold)
        free = room - sum(self.width(run.text, run.role) for run in rest)
        text = self.sheet.elide(main.text, max(free, self.sheet.px(24)), main.role)
        return self.line((Run(text, main.role), *rest))

    def _make_forms(
        self, words: Words, bold: bool, room: float, compact: bool, tall: bool
    ) -> Iterator[Block]:
        head = self._head(words, bold)
        fields = Run(": " + " · ".join(words.fields), "body", True) if words.fields else None
        few = _few(words)
        known = Run(words.known, "small", True) if words.known else None
        dash = Run(" — " + words.known, "small", True)
        full = (*head, fields) if fields else head
        single = self.line((*full, dash) if known else full)
        two = (self.line(full), self.line((known,))) if known else ()
        if single.width <= room:
            if two and tall and not compact:
                yield Block(two)
            yield Block((single,))
        if compact and fields:
            short = self.line((*head, few, dash) if known else (*head, few))
            if short.width <= room:
                yield Block((short,))
        if two and max(line.width for line in two) <= room:
            yield Block(two)
        for share in (1.0, 0.62, 0.4) if single.width > room else (0.62, 0.4):
            width = max(room * share, min(room, self.sheet.px(150)))
            below = tuple(self.broken((known,), width)) if known else ()
            yield Block((*self.even(full, width), *below))
            if fields:
                yield Block((*self.even((*head, few), width), *below))

    def even(self, runs: tuple[Run, ...], width: float) -> list[Line]:
        """Break runs into as few lines as ``width`` allows, and make these about as long."""
        lines = self.broken(runs, width)
        narrow, wide = width / max(len(lines), 1), width
        for _ in range(4 if 1 < len(lines) < 5 else 0):
            middle = (narrow + wide) / 2
            tried = self.broken(runs, middle)
            if len(tried) == len(lines):
                lines, wide = tried, middle
            else:
                narrow = middle
        return lines

    def heading(self, title: str, width: float) -> list[tuple[str, FontRole]]:
        """Break a lane's title into lines, in a smaller font where three lines are not enough."""
        key = (title, width)
        if key not in self._headings:
            roles: tuple[FontRole, ...] = ("bold", "small", "tiny")
            broken = [(role, self.sheet.wrap(title, width, role)) for role in roles]
            role, lines = next((pair for pair in broken if len(pair[1]) <= 3), broken[-1])
            self._headings[key] = [(line, role) for line in lines]
        return self._headings[key]

    def broken(self, runs: tuple[Run, ...], width: float) -> list[Line]:
        """Break runs into lines no wider than ``width``; a longer word is broken inside."""
        lines: list[Line] = []
        here: list[Run] = []
        filled = 0.0
        # Words measured one by one can be a hair narrower than together.
        limit = max(width - 1, 1.0)
        for word in _words(runs):
            bare = self._bare(word)
            if here and filled + bare > limit:
                lines.append(self.line(_joined(here)))
                here, filled = [], 0.0
            rest = word
            while bare > limit and sum(len(run.text) for run in rest) > 1:
                cut = self._cut(rest, limit)
                lines.append(self.line(_joined(_slice(rest, 0, cut))))
                rest = _slice(rest, cut, None)
                bare = self._bare(rest)
            here += rest
            filled += sum(self.width(run.text, run.role) for run in rest)
        if here or not lines:
            lines.append(self.line(_joined(here)))
        return lines

    def _bare(self, word: list[Run]) -> float:
        """Return the width of a word without the blanks behind it."""
        return sum(self.width(run.text.rstrip(" "), run.role) for run in word)

    def _cut(self, word: list[Run], width: float) -> int:
        low, high = 1, sum(len(run.text) for run in word) - 1
        while low < high:
            middle = (low + high + 1) // 2
            fits = self._bare(_slice(word, 0, middle)) <= width
            low, high = (middle, high) if fits else (low, middle - 1)
        return low

    def _head(self, words: Words, bold: bool) -> tuple[Run, ...]:
        ref = REF if self.sheet.refs else ""
        role: FontRole = "bold" if bold else "body"
        if words.value:
            return (Run(words.main + " ", role), Run(words.value + ref, "bold"))
        return (Run(words.main + ref, role),)


def _few(words: Words) -> Run:
    """Return how many fields a label has, where there is no room to name them."""
    count = len(words.fields)
    told = tr("1 field") if count == 1 else tr("{count} fields", count=count)
    return Run(" · " + told, "small", True)


def reference(number: int) -> str:
    """Return a reference as it follows a label: apart, or 260,000 would get an exponent."""
    return "\u00a0" + superscript(number)


def _words(runs: tuple[Run, ...]) -> Iterator[list[Run]]:
    """Yield what must stay together: words with their blanks, and single CJK characters."""
    word: list[Run] = []
    before = ""
    for run in runs:
        for piece in _PIECES.findall(run.text):
            if word and (before == " " or _is_cjk(before) or _is_cjk(piece[0])):
                yield word
                word = []
            word.append(Run(piece, run.role, run.dim))
            before = piece[-1]
    if word:
        yield word


def _is_cjk(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\uffef"


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Join runs of the same style and drop blanks at the end of the line."""
    joined: list[Run] = []
    for run in runs:
        if joined and (joined[-1].role, joined[-1].dim) == (run.role, run.dim):
            joined[-1] = Run(joined[-1].text + run.text, run.role, run.dim)
        else:
            joined.append(run)
    if joined:
        joined[-1] = Run(joined[-1].text.rstrip(" "), joined[-1].role, joined[-1].dim)
    return tuple(run for run in joined if run.text)


def _slice(runs: list[Run], first: int, last: int | None) -> list[Run]:
    """Return the characters from ``first`` to ``last`` with their styles."""
    taken, at = [], 0
    for run in runs:
        text = run.text[max(first - at, 0) : None if last is None else max(last - at, 0)]
        if text:
            taken.append(Run(text, run.role, run.dim))
        at += len(run.text)
    return taken
