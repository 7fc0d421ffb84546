"""Finds the passages of a dossier again in the copy of the source that a person has."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, Protocol

from msgspec import Struct

from jwviewer.dossier.text import matching_view

State = Literal["exact", "moved", "ambiguous", "lost"]

MOST_HASHES = 1_000_000
"""How many windows of a long text are tried before the rest counts as lost."""
_LONG_WINDOW = 512
"""A window counts once more for each stretch of this length: long ones take longer to hash."""

_MOST_SHIFTS = 50
_WORD = re.compile(r"(?<!\w)(?=\w)|(?<=\s)(?=\S)")


class Span(Protocol):
    """What is known of a passage: its place in the source that was read, and its hash."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def sha256(self) -> str: ...  # noqa: D102


class Anchor(Struct, frozen=True):
    """Where a passage stands in another copy of the text.

    ``exact``: at the position the dossier gives. ``moved``: found elsewhere. ``ambiguous``:
    found several times, none of them more likely. ``lost``: not found. Only exact and moved
    have ``start`` and ``end``.
    """

    state: State
    start: int | None = None
    end: int | None = None


_Key = tuple[str, int]
_LOST = Anchor("lost")
_AMBIGUOUS = Anchor("ambiguous")


def reanchor(spans: Iterable[Span], text: str) -> tuple[Anchor, ...]:
    """Return for every span where it stands in ``text``, which is normalised (jw-1)."""
    wanted = list(spans)
    windows = _Windows(matching_view(text))
    anchors: list[Anchor | None] = [None] * len(wanted)
    rest: list[int] = []
    for n, span in enumerate(wanted):
        if windows.holds(span, span.start):
            anchors[n] = Anchor("exact", span.start, span.end)
        else:
            rest.append(n)
    words = windows.find_all([wanted[n] for n in rest])
    several: list[int] = []
    for n in rest:
        places = windows.places(words.get(_key(wanted[n])))
        if len(places) == 1:
            anchors[n] = Anchor("moved", places[0], places[0] + _length(wanted[n]))
        else:
            anchors[n] = _AMBIGUOUS if places else _LOST
            if places:
                several.append(n)
    return tuple(_settled(wanted, anchors, several, windows))


def _settled(
    spans: Sequence[Span],
    anchors: Sequence[Anchor | None],
    several: Iterable[int],
    windows: _Windows,
) -> Iterator[Anchor]:
    """Give the anchors; a repeated passage is found if its neighbours moved by the same way."""
    fixed = sorted(
        (span.start, anchor.start - span.start)
        for span, anchor in zip(spans, anchors, strict=True)
        if anchor is not None and anchor.start is not None
    )
    starts = [start for start, _ in fixed]
    result = [anchor or _LOST for anchor in anchors]
    for n in several if fixed else ():
        span = spans[n]
        place = bisect_left(starts, span.start)
        around = {shift for _, shift in fixed[max(0, place - 1) : place + 1]}
        if len(around) == 1:
            start = span.start + around.pop()
            if windows.holds(span, start):
                result[n] = Anchor("moved", start, start + _length(span))
    yield from result


def _key(span: Span) -> _Key:
    return span.sha256, _length(span)


def _length(span: Span) -> int:
    return span.end - span.start


class _Windows:
    """Hashes of pieces of one text."""

    def __init__(self, view: str) -> None:
        self.view = view
        self._bytes = view.encode("utf-8", "surrogatepass")
        # Slicing bytes spares an encoding per window; offsets are needed beyond ASCII only.
        self._offsets: list[int] | None = None
        if len(self._bytes) != len(view):
            self._offsets = [0]
            for character in view:
                code = ord(character)
                size = 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
                self._offsets.append(self._offsets[-1] + size)

    def holds(self, span: Span, start: int) -> bool:
        """Tell whether the span's passage stands at ``start``."""
        end = start + _length(span)
        return 0 <= start < end <= len(self.view) and self.hash(start, end) == span.sha256

    def places(self, words: str | None) -> list[int]:
        """Return where ``words`` stand, at most two places."""
        if not words:
            return []
        first = self.view.find(words)
        second = self.view.find(words, first + 1)
        return [first] if second < 0 else [first, second]

    def find_all(self, spans: Sequence[Span]) -> dict[_Key, str]:
        """Return the words behind each span's hash, where the text holds them."""
        search = _Search(self, spans)
        # Most passages begin with a word; only what is then missing is sought everywhere.
        search.look_at([match.start() for match in _WORD.finditer(self.view)])
        search.look_at(range(len(self.view)))
        return search.found

    def hash(self, start: int, end: int) -> str:
        """Return the hash of one window."""
        if self._offsets is not None:
            start, end = self._offsets[start], self._offsets[end]
        return hashlib.sha256(self._bytes[start:end]).hexdigest()


class _Search:
    """Looks for passages of which only length and hash are known."""

    def __init__(self, windows: _Windows, spans: Sequence[Span]) -> None:
        self._windows = windows
        self._left = MOST_HASHES
        self._shifts: set[int] = set()
        size = len(windows.view)
        self._open = {_key(s): s for s in spans if 0 < _length(s) <= size}
        self.found: dict[_Key, str] = {}

    def look_at(self, starts: Sequence[int]) -> None:
        """Try the windows that begin at ``starts``, those near the old places first."""
        by_length: defaultdict[int, list[Span]] = defaultdict(list)
        for span in self._open.values():
            by_length[_length(span)].append(span)
        for length, spans in by_length.items():
            wanted = [_key(span) for span in spans]
            middle = bisect_left(starts, min(span.start for span in spans))
            for place in _outwards(middle, len(starts)):
                if self._left <= 0 or self._open.keys().isdisjoint(wanted):
                    break
                self._try(starts[place], length)

    def _try(self, start: int, length: int) -> None:
        if start + length > len(self._windows.view):
            return
        self._left -= 1 + length // _LONG_WINDOW
        span = self._open.pop((self._windows.hash(start, start + length), length), None)
        if span is None:
            return
        self._take(span, start)
        shift = start - span.start
        if shift in self._shifts or len(self._shifts) >= _MOST_SHIFTS:
            return
        # What was added or cut before this passage has moved others by as much.
        self._shifts.add(shift)
        for other in list(self._open.values()):
            if self._windows.holds(other, other.start + shift):
                del self._open[_key(other)]
                self._take(other, other.start + shift)

    def _take(self, span: Span, start: int) -> None:
        self.found[_key(span)] = self._windows.view[start : start + _length(span)]


def _outwards(middle: int, count: int) -> Iterator[int]:
    """Give 0 … count-1, those near ``middle`` first."""
    middle = max(0, min(middle, count - 1))
    for distance in range(max(middle, count - 1 - middle) + 1):
        if middle + distance < count:
            yield middle + distance
        if distance and middle - distance >= 0:
            yield middle - distance
