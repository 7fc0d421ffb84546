"""Where sentences end, in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

LONGEST = 2_000
"""Characters after which a sentence is cut: a list of names or numbers may have no end."""

_END = later(
    r"(?P<cjk>[。！？]{1,9}[”’」』）\"]{0,3})"
    r"|(?P<stop>[.!?…]{1,4})[\"'”’»)\]]{0,3}"
    r"(?= {1,8}[\"'“‘«(\[]{0,3}[A-Z0-9À-ÞΑ-Ω一-鿿€£$¥•])"
)
_WORD_BEFORE = later(r"[\w.&'-]{1,24}\Z")
_LETTERS = later(r"(?:[a-z]\.){1,5}[a-z]")
_FIRST_WORD = later(r"[\"'“‘«(\[ ]*([A-Za-z]+)")


@dataclass(frozen=True, slots=True)
class Splitter:
    """Knows the words after which a full stop is no end."""

    never: frozenset[str]
    sometimes: frozenset[str]
    starters: frozenset[str]

    def split(self, view: str, start: int, end: int) -> Iterator[Span]:
        """Yield the sentences of one paragraph of a view, without the blanks around them."""
        begin = start
        for match in _END.finditer(view, start, end):
            if match["stop"] and not self._ends(view, begin, match):
                continue
            yield from _trimmed(view, begin, match.end())
            begin = match.end()
        yield from _trimmed(view, begin, end)

    def _ends(self, view: str, begin: int, match: re.Match[str]) -> bool:
        if match["stop"] != ".":
            return True
        stop = match.start()
        before = _WORD_BEFORE.search(view, max(begin, stop - 24), stop)
        if before is None:
            return True
        word = before.group().lower().strip("'&-")
        if word in self.never or word.rsplit("-", 1)[-1] in self.never:
            return False
        following = _FIRST_WORD.match(view, match.end())
        starts = following is not None and following[1].lower() in self.starters
        if word in self.sometimes or _LETTERS.fullmatch(word):
            return starts
        # An initial, as in "J. Smith"; but "plan B. The" ends.
        return starts if len(word) == 1 and word.isalpha() else True


def splitter(lexicons: Lexicons) -> Splitter:
    """Return the splitter that the English lexicon describes; Chinese needs no words."""
    stops = lexicons.table("en/shape", "stops")
    return Splitter(*(frozenset(stops.get(key, ())) for key in ("never", "sometimes", "starters")))


def _trimmed(view: str, start: int, end: int) -> Iterator[Span]:
    """Yield a sentence without blanks around it, in pieces where it has no end for long."""
    while end - start > LONGEST:
        cut = max(view.rfind(sign, start, start + LONGEST) for sign in (" ", "，", "、"))
        cut = cut if cut > start else start + LONGEST
        yield from _trimmed(view, start, cut)
        start = cut
    while start < end and view[start].isspace():
        start += 1
    while end > start and view[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
