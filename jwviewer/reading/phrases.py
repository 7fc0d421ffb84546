"""Words and phrases of a lexicon, looked up word by word: much faster than one long pattern."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from jwviewer.reading.anchors import words_of
from jwviewer.reading.article import Sentence
from jwviewer.reading.patterns import later

_RUN = re.compile(r"\w+")
_NONE: frozenset[str] = frozenset()
_JOINED = frozenset("'’.-")
_WORD = later(r"[\w'’.-]*\w|'ll")


@lru_cache(maxsize=8)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text; several lexicons look at the same one in turn."""
    return tuple(_WORD.findall(text.casefold()))


class Phrases:
    """Tells whether a text holds one of some phrases, in whatever case."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._single: set[str] = set()
        self._longer: dict[str, list[str]] = defaultdict(list)
        for phrase in phrases:
            words = _WORD.findall(phrase.casefold())
            if len(words) == 1:
                self._single.add(words[0])
            elif words:
                self._longer[words[0]].append(" ".join(words))
        self._first = self._single | self._longer.keys()
        self._runs = {run[0] for one in self._first if (run := _RUN.search(one)) is not None}

    def _places(self, view: str) -> Sequence[int] | None:
        """Return where in an indexed view a phrase may stand, by the letters it begins with."""
        words = words_of(view)
        if words is None:
            return None
        return sorted(
            place
            for word, found in words.items()
            if word.casefold() in self._runs
            for place in found
        )

    def within(self, text: str) -> bool:
        """Tell whether a text holds one of the phrases."""
        words = _words(text)
        if self._first.isdisjoint(words):
            return "'ll" in self._single and "'ll" in text
        if not self._single.isdisjoint(words):
            return True
        known = [word for word in words if word in self._longer]
        joined = f" {' '.join(words)} "
        return any(f" {phrase} " in joined for word in known for phrase in self._longer[word])

    def sentences(self, view: str, listed: Iterable[Sentence]) -> Iterator[Sentence]:
        """Yield the sentences of a view that hold one of the phrases."""
        places = self._places(view)
        for one in listed:
            if places is not None:
                number = bisect_left(places, one.start)
                if not self._begins(view, places, number, one.end):
                    continue
            if self.within(view[one.start : one.end]):
                yield one

    def _begins(self, view: str, places: Sequence[int], number: int, end: int) -> bool:
        """Tell whether a word that a phrase begins with stands at one of these places."""
        while number < len(places) and places[number] < end:
            place = places[number]
            word = _WORD.match(view, place, end)
            joined = view[place - 1 : place] in _JOINED  # as in "vice-president": not all of it
            if joined or (word is not None and word.group().casefold() in self._first):
                return True
            number += 1
        return False


class PhrasesOfKinds:
    """Tells of which kinds a text holds phrases, all looked up at once."""

    def __init__(self, kinds: Mapping[str, Iterable[str]]) -> None:
        self._known: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._will: set[str] = set()
        for kind, phrases in kinds.items():
            for phrase in phrases:
                words = _WORD.findall(phrase.casefold())
                if words:
                    rest = f" {' '.join(words)} " if len(words) > 1 else ""
                    self._known[words[0]].append((kind, rest))
                if words == ["'ll"]:
                    self._will.add(kind)

    def within(self, text: str) -> frozenset[str]:
        """Return the kinds of the phrases that a text holds."""
        words = _words(text)
        known = self._known
        listed = [one for word in words if word in known for one in known[word]]
        will = self._will and "'ll" in text
        if not listed and not will:
            return _NONE
        joined = f" {' '.join(words)} "
        found = {kind for kind, rest in listed if not rest or rest in joined}
        if will:
            found |= self._will - {kind for kind, _ in listed}
        return frozenset(found)
