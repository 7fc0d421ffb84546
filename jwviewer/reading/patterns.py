"""Patterns over an article's view, in which words may be parted by more than one blank."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, cast

from jwviewer.reading.anchors import READ, places_in

MOST_BLANKS = 4
"""More blanks than this, as where something was blotted out, part two phrases."""


class LatePattern:
    """What a pattern is told by, compiled or not."""

    made: re.Pattern[str]

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.given = flags
        self.key = pattern, flags

    def __eq__(self, other: object) -> bool:
        """Tell whether this is the pattern of a match, which is always the compiled one."""
        return isinstance(other, re.Pattern | LatePattern) and other.pattern == self.pattern

    def __hash__(self) -> int:
        return hash(self.pattern)


class _Later(LatePattern):
    """Compiles a pattern when it is first used, and then is as quick as the pattern itself."""

    def __getattr__(self, name: str) -> Any:
        made = re.compile(self.pattern, self.given)
        kind = _Compiled if self.pattern.endswith(_AT_END) else _Sought
        vars(self).update({one: getattr(made, one) for one in _SAME if not hasattr(kind, one)})
        vars(self).update(made=made)
        cast(
            "Any", self
        ).__class__ = kind  # a class without __getattr__ finds everything much faster
        return getattr(self, name)


class _Compiled(LatePattern):
    """A compiled pattern; a long text is tried only where a match can begin.

    Patterns for the end of a text are looked for in short stretches, as re does it.
    """

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Yield the matches in a part of a text."""
        index = READ.get()
        if index is None or index.text is not text:
            return self.made.finditer(text, start, end)
        try:  # as places_in does, which is called too often
            places = index.known[self.key]
        except KeyError:
            places = index.places(self.key, min(end, len(text)) - start)
        if places is None:
            return self.made.finditer(text, start, end)
        first = bisect_left(places, start)
        if first == len(places) or places[first] >= end:
            return _NONE
        return _tried(self.made, text, places, first, end)


class _Sought(_Compiled):
    """A compiled pattern of which the first match in a part of a long text may be far."""

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match in a part of a text."""
        if end - start <= _STRETCH:
            return self.made.search(text, start, end)
        index = READ.get()
        if index is None or index.text is not text:
            return self.made.search(text, start, end)
        try:
            places = index.known[self.key]
        except KeyError:
            places = index.places(self.key, end - start)
        if places is None:
            return self.made.search(text, start, end)
        match_at = self.made.match
        for number in range(bisect_left(places, start), len(places)):
            place = places[number]
            if place >= end:
                break
            match = match_at(text, place, end)
            if match is not None:
                return match
        return None


def _tried(
    made: re.Pattern[str], text: str, places: Sequence[int], first: int, end: int
) -> Iterator[re.Match[str]]:
    """Yield the matches that begin at some of these places, from the first on."""
    match_at = made.match
    behind = 0
    for number in range(first, len(places)):
        place = places[number]
        if place < behind:
            continue
        if place >= end:
            return
        match = match_at(text, place, end)
        if match is not None:
            behind = match.end()
            yield match


_NONE: Iterator[re.Match[str]] = iter(())
_AT_END = (r"\Z", r"\Z)")
_STRETCH = 40
"""A shorter part of a text is searched faster than the places in it are looked up."""
_SAME = (
    "match", "search", "fullmatch", "findall", "sub", "subn", "split", "flags", "groups",
    "groupindex",
)  # fmt: skip


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is first used.

    There are hundreds, which take longer to compile than a short article takes to read, and an
    article needs only those of its language and for what it speaks of.
    """
    return cast("re.Pattern[str]", _Later(pattern, flags))


@lru_cache(maxsize=1024)
def spaced(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern in which each blank outside of brackets stands for one to four."""
    return later(widened(pattern), flags)


def widened(pattern: str) -> str:
    """Return a pattern whose blanks, outside of classes and not counted already, match a run."""
    made = []
    in_class = escaped = False
    for position, sign in enumerate(pattern):
        following = pattern[position + 1 : position + 2]
        if sign == " " and not in_class and not escaped and following not in ("{", "*", "+"):
            optional = following == "?"
            made.append("[ ]{0,4}" if optional else "[ ]{1,4}")
        elif sign == "?" and made and made[-1] == "[ ]{0,4}" and pattern[position - 1] == " ":
            pass
        else:
            made.append(sign)
        if escaped:
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == "[":
            in_class = True
        elif sign == "]":
            in_class = False
    return "".join(made)


def matches_at(
    pattern: re.Pattern[str], view: str, starts: Iterable[int], end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """Yield the matches that begin at some of these places, which are in order.

    Where few places can begin a match this is much faster than to try all.
    """
    behind = 0
    for start in starts:
        match = pattern.match(view, start, end) if start >= behind else None
        if match is not None:
            behind = match.end()
            yield match


def around(
    pattern: re.Pattern[str], view: str, before: int, after: int
) -> tuple[tuple[int, int], ...]:
    """Return the parts of a view that reach so far before and after what a pattern finds."""
    made: list[tuple[int, int]] = []
    for match in pattern.finditer(view):
        start, end = match.start() - before, match.end() + after
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], end
        else:
            made.append((max(0, start), end))
    return tuple(made)


def matches_within(
    pattern: re.Pattern[str], view: str, parts: Iterable[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """Yield the matches in some parts of a view, outside of which there are none; in order."""
    listed = list(parts)
    places = None
    made: Any = pattern
    if isinstance(made, LatePattern):
        places = places_in(view, made.key, sum(min(e, len(view)) - s for s, e in listed))
        made = made.made
    if places is None:
        for start, end in listed:
            yield from made.finditer(view, start, end)
        return
    number = behind = 0
    for start, end in listed:
        number = bisect_left(places, start, number)
        while number < len(places) and (place := places[number]) < end:
            number += 1
            match = made.match(view, place, end) if place >= behind else None
            if match is not None:
                behind = match.end()
                yield match


def matches_near(
    pattern: re.Pattern[str], view: str, words: Iterable[str]
) -> Iterator[re.Match[str]]:
    """Yield the matches in the lines that hold one of these words, without which there is none.

    The pattern must not reach beyond a line.
    """
    lines = sorted({line for word in words for line in _lines(view, word)})
    return matches_within(pattern, view, lines)


def _lines(view: str, word: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that hold a word, with the newline at their end."""
    position = view.find(word)
    while position >= 0:
        end = view.find("\n", position) + 1 or len(view)
        yield view.rfind("\n", 0, position) + 1, end
        position = view.find(word, end)


class Phrases:
    """Many phrases to be looked for at once: only where the first word of one stands.

    ``after`` is a pattern that must follow the phrase. Case does not count.
    """

    def __init__(self, phrases: Iterable[str], after: str = r"(?![\w-])") -> None:
        ordered = sorted({phrase.strip() for phrase in phrases}, key=lambda one: (-len(one), one))
        by_word: dict[str, list[str]] = {}
        for phrase in ordered:
            first = _WORD.match(phrase)
            if first is not None:
                by_word.setdefault(first.group().lower(), []).append(phrase)
        self._patterns = {
            word: later(
                rf"(?i)(?P<said>{'|'.join(map(_escaped, found))}){widened(after)}",
            )
            for word, found in by_word.items()
        }

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first phrase in a part of a text."""
        last = len(text) if end is None else end
        if self._patterns.keys().isdisjoint(_WORD.findall(text[start:last].lower())):
            return None
        for word in _WORD.finditer(text, start, last):
            pattern = self._patterns.get(word.group().lower())
            if pattern is not None and text[word.start() - 1 : word.start()] != "-":
                match = pattern.match(text, word.start(), last)
                if match is not None:
                    return match
        return None


class Ending:
    """A pattern for the end of a text, looked for only where one of some words is at that end.

    It may have a plural s; blanks, commas and asterisks may stand behind it.
    """

    def __init__(self, pattern: str, words: Iterable[str]) -> None:
        self._pattern = later(pattern)
        last = {word.split()[-1].casefold() for word in words}
        ends = last | {f"{word}s" for word in last}
        self._ends = tuple(sorted(ends))
        self._least = min(map(len, ends), default=0)
        self._tails = frozenset(word[-self._least :] for word in ends)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match at the end of a part of a text."""
        last = text[max(start, min(end, len(text)) - 60) : end].rstrip(" ,*").casefold()
        if last[-self._least :] not in self._tails or not last.endswith(self._ends):
            return None
        return self._pattern.search(text, start, end)


_WORD = later(r"[^\W\d_]+")


def _escaped(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", "[ ]{1,4}")
