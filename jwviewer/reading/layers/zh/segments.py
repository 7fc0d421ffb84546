"""Words of a Chinese text, which has no blanks: the likeliest cut of each run of signs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later

_RUN = later(r"[一-鿿]+")
_STEP = 1.386
"""How much likelier a word is than one of the frequency below (the logarithm of four)."""
_UNKNOWN = -14.0
_TOTAL = 18.0
_NEVER = -1e9
OWN = 7
"""The frequency that words of the other lexicons have."""
LONGEST = 8
"""Signs of the longest word."""

# Classes of words, by which the borders of names are found.
NOUN, VERB, GERUND, PARTICLE, NUMBER, QUALITY, PLACE = "nvwfmqs"
TRADE, FORM, HEAD, TITLE, BODY, UNKNOWN = "xFhtb?"

_LISTS = (
    ("zh/firms", "stops", VERB),
    ("zh/terms", "nouns", NOUN),
    ("zh/terms", "verbs", VERB),
    ("zh/terms", "qualities", QUALITY),
    ("zh/voices", "says", VERB),
    ("zh/people", "titles", TITLE),
    ("zh/firms", "heads", HEAD),
    ("zh/firms", "inner", GERUND),
    ("zh/firms", "works", TRADE),
    ("zh/firms", "suffixes", TRADE),
    ("zh/firms", "bodies", BODY),
    ("zh/firms", "legal_forms", FORM),
    ("zh/firms", "group_words", FORM),
    ("zh/places", "provinces", PLACE),
    ("zh/places", "cities", PLACE),
    ("zh/places", "countries", PLACE),
    ("zh/places", "regions", PLACE),
    ("zh/places", "world", PLACE),
)
"""Lists of other lexicons whose words are known as well; what stands below counts."""


class Token(NamedTuple):
    """One word, or one sign that belongs to none."""

    start: int
    end: int
    kind: str


class WordList:
    """The common words with how likely they are and their classes."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.known: dict[str, tuple[float, str]] = {}
        classes = (
            ("noun", NOUN), ("verb", VERB), ("gerund", GERUND), ("particle", PARTICLE),
            ("number", NUMBER), ("quality", QUALITY), ("place", PLACE),
        )  # fmt: skip
        for section, kind in classes:
            for often, lines in lexicons.table("zh/words", section).items():
                held = (_STEP * (int(often) + 0.5) - _TOTAL, kind)
                for line in str(lines).split():
                    single, *longer = line[1:].split(",")
                    for rest in (*single, *longer):
                        self.known[line[0] + rest] = held
        for file, section, kind in _LISTS:
            for word in lexicons.words(file, section):
                if 1 < len(word) <= LONGEST:
                    before = self.known.get(word, (0.0, ""))[0] or -99.0
                    self.known[word] = (max(before, _STEP * OWN - _TOTAL), kind)
        for table in lexicons.files.get("zh/events", {}).values():
            for key, words in table.items():
                kind = VERB if key == "verbs" else NOUN
                for word in words if key in ("verbs", "nouns") else ():
                    self.known.setdefault(word, (_STEP * OWN - _TOTAL, kind))
        for word in lexicons.words("zh/terms", "not_words"):
            self.known.pop(word, None)
        for first in {word[0] for word in self.known}:
            self.known.setdefault(first, (0.0, ""))
        for word in [one for one in self.known if len(one) > 2]:
            for size in range(2, len(word)):
                self.known.setdefault(word[:size], (0.0, ""))

    def cut(self, text: str) -> list[tuple[int, int, str]]:
        """Return the words of a text as starts, ends and classes; in linear time."""
        known, size = self.known.get, len(text)
        best = [_NEVER] * (size + 1)
        best[0] = 0.0
        back = [0] * (size + 1)
        for start in range(size):
            here = best[start]
            held = known(text[start])
            score = here + (held[0] if held and held[1] else _UNKNOWN)
            if score > best[start + 1]:
                best[start + 1], back[start + 1] = score, start
            end = start + 2
            # None: no word begins so; a class of "": only the beginning of longer ones.
            while held is not None and end <= size:
                held = known(text[start:end])
                if held is not None and held[1] and (score := here + held[0]) > best[end]:
                    best[end], back[end] = score, start
                end += 1
        found, end = [], size
        while end:
            start = back[end]
            held = known(text[start:end])
            found.append((start, end, (held[1] if held else "") or UNKNOWN))
            end = start
        found.reverse()
        return found


def word_list(lexicons: Lexicons) -> WordList:
    """Gather the common words."""
    return WordList(lexicons)


class Segments:
    """The words around any position of an article, cut when they are first asked for."""

    def __init__(self, draft: Draft) -> None:
        self.view = draft.article.view
        self.words = draft.lexicons.once(word_list)
        self.runs = [match.span() for match in _RUN.finditer(self.view)]
        self._starts = [start for start, _ in self.runs]
        self._cut: dict[int, tuple[list[Token], list[int]]] = {}
        self._same: dict[str, list[tuple[int, int, str]]] = {}

    def around(self, position: int) -> list[Token]:
        """Return the words of the run of signs in which a position lies; none outside of one."""
        number = bisect_right(self._starts, position) - 1
        if number < 0 or position >= self.runs[number][1]:
            return []
        return self._words(number)[0]

    def number(self, position: int) -> int:
        """Return the number of the run of signs in which a position lies."""
        return max(0, bisect_right(self._starts, position) - 1)

    def words_of(self, number: int) -> list[Token]:
        """Return the words of a run of signs."""
        return self._words(number)[0]

    def every(self) -> Iterator[list[Token]]:
        """Yield the words of each run of signs, in order."""
        for number in range(len(self.runs)):
            yield self._words(number)[0]

    def _words(self, number: int) -> tuple[list[Token], list[int]]:
        """Return the words of a run and where they begin."""
        held = self._cut.get(number)
        if held is None:
            start, end = self.runs[number]
            text = self.view[start:end]
            if text not in self._same:
                self._same[text] = self.words.cut(text)
            make = tuple.__new__  # much faster than to call the class, and there are many words
            words = [make(Token, (start + a, start + b, kind)) for a, b, kind in self._same[text]]
            held = self._cut[number] = words, [one[0] for one in words]
        return held

    def within(self, start: int, end: int) -> list[Token]:
        """Return the words that lie in a stretch, those of all its runs of signs."""
        number = max(0, bisect_right(self._starts, start) - 1)
        found: list[Token] = []
        while number < len(self.runs) and self._starts[number] < end:
            if self.runs[number][1] > start:
                words, starts = self._cut.get(number) or self._words(number)
                first, last = bisect_left(starts, start), bisect_left(starts, end)
                if last > first and words[last - 1][1] > end:
                    last -= 1
                found += words[first:last]
            number += 1
        return found

    def often(self, text: str) -> float:
        """Return how frequent a word is, as a power of four; 0 for what is none."""
        held = self.words.known.get(text)
        return (held[0] + _TOTAL) / _STEP if held and held[1] else 0.0

    def kind(self, text: str) -> str:
        """Return the class of a word; empty for what is none."""
        held = self.words.known.get(text)
        return held[1] if held else ""


def segments_of(draft: Draft) -> Segments:
    """Return the words of an article, the same for every rule."""
    held: Segments | None = draft.shared.get("zh-segments")
    if held is None:
        held = draft.shared["zh-segments"] = Segments(draft)
    return held
