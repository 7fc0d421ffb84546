"""Where a company's name begins in a text without blanks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.words import choice
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

MOST = 34
"""Signs of a name before its legal form."""

_FOREIGN = later(r"[^一-鿿A-Za-z0-9·&-]")
_INNER = later(r"[（(][一-鿿]{2,6}[）)]\Z")


class StartWords:
    """The words after which a name begins, and those that only look like them."""

    def __init__(self, lexicons: Lexicons) -> None:
        stops = choice(lexicons.words("zh/firms", "stops"))
        safe = choice(lexicons.words("zh/firms", "not_stops"))
        self.pattern = later(rf"(?P<ok>{safe})|(?P<stop>{stops})")
        countries = lexicons.words("zh/places", "countries")
        self.abroad = later(choice(one for one in countries if one != "中国"))


def start_words(lexicons: Lexicons) -> StartWords:
    """Return the words after which names begin."""
    return StartWords(lexicons)


class NameStarts:
    """Finds where names begin; dates and figures end them, numbers within names do not."""

    def __init__(self, draft: Draft, people: Iterable[Span]) -> None:
        self.view = draft.article.view
        self.known = draft.lexicons.once(start_words)
        barred = {match.start() for match in _FOREIGN.finditer(self.view)}
        for one in draft.of_kind("_date", "_duration", "figure", "_target"):
            barred.update(range(*one.span))
        for span in people:
            barred.update(range(*span))
        self.barred = sorted(barred)
        self.found: dict[tuple[str, int, bool], int] = {}

    def at(self, floor: int, end: int, *, strict: bool = False) -> int:
        """Return where a name begins that ends here; ``end`` if there is none.

        ``strict`` lets a single sign such as 对 at the very end cut the whole name off.
        """
        view, position = self.view, end
        least = max(floor, end - MOST)
        while position > least:
            sign = view[position - 1]
            if sign in "）)":
                inner = _INNER.search(view, max(least, position - 8), position)
                if inner is None:
                    break
                position = inner.start()
                continue
            number = bisect_left(self.barred, position)
            begin = max(least, self.barred[number - 1] + 1 if number else 0)
            if begin == position:
                break
            position = begin
        key = view[max(0, position - 1) : end + 2], end - position, strict
        if key not in self.found:
            self.found[key] = end - self._start(position, end, strict=strict)
        return end - self.found[key]

    def _start(self, position: int, end: int, *, strict: bool) -> int:
        view = self.view
        start = position
        for match in self.known.pattern.finditer(view, position, end):
            # A word at the very end belongs to the name: 恒信投资有限公司.
            cut = match.end() < end or (strict and len(match.group()) == 1)
            if match["stop"] == "和" and match.start() == start and view[start - 1] not in "）)":
                continue  # No "and" opens a phrase: 由和光资本领投.
            if match["stop"] and cut:
                start = match.end()
        abroad = self.known.abroad.match(view, start, end)
        if abroad is not None and end - abroad.end() >= 2 and not view.startswith("有限", end):
            start = abroad.end()
        return start
