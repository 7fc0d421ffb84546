"""Lists of Chinese words as patterns that give up fast where none can begin."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator

from jwviewer.reading.proposal import Span


def choice(words: Iterable[str]) -> str:
    """Return a pattern of one of the words, the longest first, sorted by their first sign."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in sorted({one for one in words if one}, key=lambda one: (-len(one), one)):
        by_first[word[0]].append(re.escape(word[1:]))
    branches = []
    for first, rests in by_first.items():
        rest = "" if rests == [""] else f"(?:{'|'.join(rests)})"
        branches.append(re.escape(first) + rest)
    return f"(?:{'|'.join(branches)})" if branches else r"(?!)"


class Choice:
    """Some words, looked up by their first two signs: ready at once, which a long pattern is not.

    Of the words that begin at a place the longest is found.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(one for one in words if one)
        self._alone = {one for one in self.words if len(one) == 1}
        sizes: dict[str, set[int]] = defaultdict(set)
        for word in self.words:
            sizes[word[:2]].update((len(word), 1) if word[0] in self._alone else (len(word),))
        self._sizes = {head: sorted(found, reverse=True) for head, found in sizes.items()}

    def end(self, text: str, start: int = 0, last: int = sys.maxsize) -> int:
        """Return where the word ends that begins at a place, up to ``last``; 0 if none does."""
        last = min(last, len(text))
        head = text[start : start + 2]
        for size in self._sizes.get(head) or self._sizes.get(head[:1]) or ():
            end: int = start + size
            if end <= last and text[start:end] in self.words:
                return end
        return 0

    def places(self, view: str) -> Iterator[Span]:
        """Yield where the words stand in a view; what belongs to one begins no other."""
        firsts, seconds = (
            "".join(map(re.escape, sorted({head[place] for head in self._sizes if head[place:]})))
            for place in (0, 1)
        )
        begins = f"[{firsts}]" if self._alone else f"[{firsts}](?=[{seconds}])"
        behind = 0
        for match in re.finditer(begins, view) if firsts else ():
            start = match.start()
            end = self.end(view, start) if start >= behind else 0
            if end:
                behind = end
                yield start, end


def places_of(words: Iterable[str], view: str) -> Iterator[Span]:
    """Yield where some words of this article stand in its view."""
    return Choice(words).places(view)
