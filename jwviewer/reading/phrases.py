"""Words and phrases of a lexicon, looked up word by word: much faster than one long pattern."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from jwviewer.reading.anchors import words_of
from jwviewer.reading.article import Sentence
from jwviewer.reading.patterns import later

_RUN = re.compile(r"\w+")
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

    def may_stand(self, text: str) -> bool:
        """Tell whether a text holds the first word of one of the phrases."""
        return not self._first.isdisjoint(_words(text)) or "'ll" in text

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
                if number == len(places) or places[number] >= one.end:
                    continue
            if self.within(view[one.start : one.end]):
                yield one
