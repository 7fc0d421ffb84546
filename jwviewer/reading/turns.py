"""Turns of phrase: patterns that are tried only where a verb of theirs may stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from jwviewer.reading.patterns import later

_GROUP = "(?P<verb>"
_SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
"""One sign of a pattern: an escape, a class or a character."""


def openings(pattern: str) -> tuple[str, ...]:
    """Return how the phrases of the group ``verb`` begin, one of which is in every match.

    It is empty where that cannot be told: where the group is within another or may be left out,
    where a word begins with anything but letters, or where case does not count.
    """
    before, _, rest = pattern.partition(_GROUP)
    words, after = _branches(rest)
    outside = [*_branches(before)[0], *_branches(after[1:])[0]]
    if len(outside) != 2 or "(?i" in pattern or _depth(before) or after[1:2] in ("?", "*", "{"):
        return ()
    begins = []
    for word in words:
        letters = re.match(r"(?:[^\W\d_]+(?: (?=[^\W\d_]))?)*", word)[0]  # type: ignore[index]
        optional = word[len(letters) : len(letters) + 1] in ("?", "*", "{")
        begins.append(letters[:-1] if optional else letters)
    return tuple(dict.fromkeys(begins)) if after and all(begins) else ()


def _branches(pattern: str) -> tuple[list[str], str]:
    """Return what "|" parts outside of brackets, and what is left from an open ")" on."""
    depth, made = 0, [""]
    for match in _SIGN.finditer(pattern):
        sign = match.group()
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return made, pattern[match.start() :]
        if sign == "|" and not depth:
            made.append("")
        else:
            made[-1] += sign
    return made, ""


def _depth(pattern: str) -> int:
    signs = _SIGN.findall(pattern)
    return signs.count("(") - signs.count(")")


class Turn:
    """A pattern with a group ``verb``, much quicker than the pattern where no such verb is."""

    def __init__(self, pattern: str) -> None:
        self._pattern = later(pattern)
        self._begins = openings(pattern)
        self._held: tuple[str, list[int]] = "", []

    def finditer(self, view: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches in a stretch of a view."""
        if self._begins:
            held, places = self._held
            if held is not view:
                places = sorted(place for one in self._begins for place in _places(view, one))
                self._held = view, places
            number = bisect_left(places, start)
            if number == len(places) or places[number] >= end:
                return iter(())
        return self._pattern.finditer(view, start, end)


def _places(view: str, word: str) -> Iterator[int]:
    place = view.find(word)
    while place >= 0:
        yield place
        place = view.find(word, place + len(word))
