"""Where in a long text a pattern can begin, told from its own beginnings and an index of words.

A pattern that is tried at every character costs as much for a text without anything to find as
for one that is full of it. The index is made once for a text; for each pattern it then gives
the few places that begin as its matches do.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain
from operator import add

from jwviewer.reading.beginnings import (
    ANY_HAN,
    HAN,
    STOPS,
    Beginning,
    beginnings,
    is_word,
)

LONG = 20_000
"""A text of fewer characters is read faster than an index of it is made."""

ENOUGH = 50_000
"""A pattern that has searched so many characters is asked how its matches begin."""

MOST = 0.1
"""Of more places than this share of the text none is worth choosing."""

_RUN = re.compile(r"\w+")
_OTHER = re.compile(rf"[^\x00-\x7f{STOPS}{HAN}]")
_CHINESE = re.compile(rf"[{HAN}]")
_LAST = "\U0010ffff"


class Anchors:
    """The words and signs of one text, by which the places for a pattern are found.

    A Chinese text has no words: it is looked at by pairs of signs.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: dict[tuple[str, int], Sequence[int] | None] = {}
        self.words: dict[str, list[int]] = {}
        self._spent: dict[tuple[str, int], int] = {}
        self._counts: dict[str, int] = {}
        self._chosen: dict[object, Sequence[int] | None] = {}
        self._at_signs: dict[str, list[int]] = {}
        self._pairs: dict[str, list[int]] = {}
        self._begun_so: dict[str, list[str]] = {}
        self._other = [match.start() for match in _OTHER.finditer(text)]
        self._han = [match.start() for match in _CHINESE.finditer(text)]
        if self.is_chinese:
            self._list_pairs()
        elif self.helps:
            self._list_words()

    def _list_pairs(self) -> None:
        pairs: defaultdict[str, list[int]] = defaultdict(list)
        for place, pair in enumerate(map(add, self.text, self.text[1:] + "\n")):
            pairs[pair].append(place)
        self._pairs = dict(pairs)
        for pair in pairs:
            self._begun_so.setdefault(pair[0], []).append(pair)

    def _list_words(self) -> None:
        words: defaultdict[str, list[int]] = defaultdict(list)
        for match in _RUN.finditer(self.text):
            words[match.group()].append(match.start())
        self.words = dict(words)
        self._ordered = sorted(self.words)
        ordered = sorted((word.lower(), word) for word in self._ordered)
        self._small, self._said = [one for one, _ in ordered], [word for _, word in ordered]
        self._odd = [word for word in self._ordered if not word.isascii()]

    @property
    def is_chinese(self) -> bool:
        """Tell whether a good part of the text is Chinese."""
        return len(self._han) >= MOST * len(self.text)

    @property
    def helps(self) -> bool:
        """Tell whether so few signs of the text are odd that an index is worth its while."""
        return len(self._other) < MOST * len(self.text)

    def places(self, key: tuple[str, int], reach: int = ENOUGH) -> Sequence[int] | None:
        """Return where a match of a pattern with flags can begin, in order.

        Nothing where that is almost everywhere, or where so few characters, of which ``reach``
        are to be searched now, were searched until now that it is not worth finding out.
        """
        if key not in self.known:
            spent = self._spent[key] = self._spent.get(key, 0) + reach
            if spent < ENOUGH:
                return None
            known = beginnings(*key) if self.helps else ()
            self.known[key] = self._found(known) if known else None
        return self.known[key]

    def _found(self, known: tuple[Beginning, ...]) -> Sequence[int] | None:
        words, signs = set[str](), dict[str, set[str]]()
        for one in known:
            if self.words and one.alone and one.text.isascii() and is_word(one.text[0]):
                words.update(self._odd)
                words.update(self._begun(one))
                continue
            after = signs.setdefault(one.text[0], set())
            after.add("" if one.folded else one.text[1:2])
            if one.folded:
                signs.setdefault(one.text[0].upper(), set()).add("")
        same = frozenset(words), frozenset((one, frozenset(after)) for one, after in signs.items())
        if same not in self._chosen:  # as of all patterns that begin with a digit
            self._chosen[same] = self._listed(words, signs)
        return self._chosen[same]

    def _listed(self, words: set[str], signs: dict[str, set[str]]) -> Sequence[int] | None:
        """Return where some words stand, and some signs before others; "" is any other."""
        held = [self._other, *(self.words[word] for word in words)]
        room = MOST * len(self.text)
        if self._pairs:
            for sign, after in signs.items():
                held += [self._pairs[pair] for pair in self._begun_with(sign, after)]
        else:  # counted first: that is much quicker than to list them
            room -= sum(self._count(sign) for sign in signs)
        room -= sum(map(len, held))
        if room < 0:
            return None
        return sorted(chain(*held, *(() if self._pairs else map(self._at, signs))))

    def _begun_with(self, sign: str, after: set[str]) -> list[str]:
        """Return the pairs of signs that begin with one of these."""
        if sign == ANY_HAN:
            return [pair for pair in self._pairs if _CHINESE.match(pair)]
        if "" in after:
            return self._begun_so.get(sign, [])
        return [pair for other in after if (pair := sign + other) in self._pairs]

    def _begun(self, one: Beginning) -> list[str]:
        """Return the words that begin, or that are, as a match does."""
        ordered, said = (self._small, self._said) if one.folded else (self._ordered, self._ordered)
        begin = _RUN.match(one.text)[0]  # type: ignore[index]
        first = bisect_left(ordered, begin)
        if begin != one.text:  # such as a word with a blank after it
            return said[first : bisect_right(ordered, begin, first)]
        return said[first : bisect_left(ordered, begin + _LAST, first)]

    def _count(self, sign: str) -> int:
        if sign == ANY_HAN:
            return len(self._han)
        if sign not in self._counts:
            self._counts[sign] = self.text.count(sign)
        return self._counts[sign]

    def _at(self, sign: str) -> list[int]:
        """Return where a sign stands."""
        if sign == ANY_HAN:
            return self._han
        if sign not in self._at_signs:
            found = re.finditer(re.escape(sign), self.text)
            self._at_signs[sign] = [match.start() for match in found]
        return self._at_signs[sign]


READ: ContextVar[Anchors | None] = ContextVar("read", default=None)
"""The index of the text that is being read, if it is long."""


@contextmanager
def anchored(text: str) -> Iterator[None]:
    """Have an index of this very text while it is read, if it is long."""
    token = READ.set(Anchors(text) if len(text) >= LONG else None)
    try:
        yield
    finally:
        READ.reset(token)


def words_of(text: str) -> Mapping[str, Sequence[int]] | None:
    """Return where each word of a text stands, runs of letters, digits and "_"; if indexed."""
    index = READ.get()
    return (index.words or None) if index is not None and index.text is text else None


def places_in(text: str, key: tuple[str, int], reach: int) -> Sequence[int] | None:
    """Return where in a text a match can begin, if there is an index of it that tells."""
    index = READ.get()
    if index is None or index.text is not text:
        return None
    try:
        return index.known[key]
    except KeyError:
        return index.places(key, reach)
