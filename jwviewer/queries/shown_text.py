"""A source's text as a text widget can bear it, and how positions in the two compare."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

MOST_CHARS = 2_000_000
"""Longer texts are not shown."""
MOST_RUN = 1_000
"""A word longer than this would take a text widget minutes to lay out; it is broken for show."""

_LONG_RUN = re.compile(rf"\S{{{MOST_RUN}}}(?=\S)")
_WIDE = re.compile("[\U00010000-\U0010ffff]")


class ShownText:
    """A text for show: long runs are broken, everything else is as it was.

    Positions in the source are code points, positions in the widget UTF-16 units of the
    shown text.
    """

    def __init__(self, source: str) -> None:
        breaks = [match.end() for match in _LONG_RUN.finditer(source)]
        pieces = [source[a:b] for a, b in zip([0, *breaks], [*breaks, len(source)], strict=True)]
        self.text = "\n".join(pieces)
        self.length = len(source)
        self._breaks = breaks
        self._wide = [match.start() for match in _WIDE.finditer(source)]
        # From which widget position on each extra unit counts.
        extra = [self.to_shown(p) for p in breaks] + [self.to_shown(p) + 1 for p in self._wide]
        self._extra = sorted(extra)

    def to_shown(self, position: int) -> int:
        """Return where a code point of the source stands in the widget."""
        position = max(0, min(position, self.length))
        return position + bisect_right(self._breaks, position) + bisect_left(self._wide, position)

    def to_source(self, position: int) -> int:
        """Return the code point of the source that stands at a position of the widget."""
        return max(0, min(position - bisect_right(self._extra, position), self.length))


@lru_cache(maxsize=4)
def shown_text(source: str) -> ShownText:
    """Return a source's text for show, made once."""
    return ShownText(source)
