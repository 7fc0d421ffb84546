"""What the headings of a table say: units, dates, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from jwviewer.dossier.units import is_currency
from jwviewer.reading.article import article_of
from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import Rule
from jwviewer.reading.table_words import table_words

YEAR = later(r"(?:FY ?|Year )?(?P<year>(?:19|20)\d\d)年?(?:度)?")
DATED = later(r"(?:[,，] ?|[(（])(?:FY ?)?(?P<year>(?:19|20)\d\d)年?(?:度)?(?=[,，)）]|\Z)")
"""A year in a heading: "Sales, 2022"."""
BRACKETED = later(r"[(（](?P<inside>[^()（）]{1,30})[)）]")
_IN = later(r"(?:,| in|:|/|，|：|单位[：:]?) ?(?P<inside>[^,()]{1,24})\Z")
_BESIDE_DATE = later(r"(?:[\s,，年度]|\b(?:as|at|of|on|in|the|year|fy)\b)*", re.IGNORECASE)
_SCALES = {"'000": 10**3, "’000": 10**3, "thousand": 10**3, "thousands": 10**3, "k": 10**3,
           "million": 10**6, "millions": 10**6, "mn": 10**6, "m": 10**6,
           "billion": 10**9, "bn": 10**9, "千": 10**3, "万": 10**4, "亿": 10**8}  # fmt: skip
_NAMED = frozenset({"teu", "fte", "dwt", "kn"})
"""Units that stand in headings only."""
_COUNT = later(r"(?:[A-Z][a-z]+|[a-z-]+)(?: [a-z-]+){0,4}|[\u4e00-\u9fff]{1,12}")
_SIGN = later(r"(?P<head>[^\s\d]{1,4}?) ?(?P<tail>(?:m|mn|bn|k|million|billion|thousand))")
_PARTED = later(r"(?P<head>\S+) (?P<tail>\S+)")
_TIMES = {"{year}": "a", "{month}": "mo", "{week}": "wk", "{day}": "d", "{hour}": "h"}
_PROBE = 12
"""The number that is put beside the words of a heading to see what the two would be."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a heading says of the numbers under it: a unit's code, and by how much to multiply."""

    code: str
    factor: Decimal
    span: Span


def period_of(draft: Draft, heading: Span | None) -> Attribute | None:
    """Return the date that a heading is, or has behind its label: "Sales, 2022".

    "Six months ended 30 June" is no date, nor is "Capacity from 2027".
    """
    if heading is None:
        return None
    view = draft.article.view
    year = YEAR.fullmatch(view, *heading) or DATED.search(view, *heading)
    if year is not None:
        return Attribute(year["year"], spans=(year.span("year"),))
    for one in draft.within(heading, "_date"):
        beside = view[heading[0] : one.span[0]] + " " + view[one.span[1] : heading[1]]
        if one.value("date") and _BESIDE_DATE.fullmatch(BRACKETED.sub("", beside)):
            return Attribute(one.value("date"), spans=(one.span,))
    return None


def is_period(draft: Draft, heading: Span) -> bool:
    """Tell whether a heading is nothing but a date, perhaps with a unit: "2022 (EUR m)"."""
    period = period_of(draft, heading)
    if period is None:
        return False
    view, (start, end) = draft.article.view, period.spans[0]
    beside = view[heading[0] : start] + " " + view[end : heading[1]]
    return _BESIDE_DATE.fullmatch(BRACKETED.sub("", beside)) is not None


class Headings:
    """Reads the units in headings, each once."""

    def __init__(self, draft: Draft, rules: Iterable[Rule]) -> None:
        self._draft, self._rules = draft, tuple(rules)
        self.words = draft.lexicons.once(table_words)
        self._known: dict[str, tuple[str, Decimal] | None] = {}

    def unit(self, heading: Span | None) -> Unit | None:
        """Return the unit that a heading states: "Revenue (EUR m)", "Sales in %"."""
        if heading is None:
            return None
        view, (start, end) = self._draft.article.view, heading
        end -= len(view[start:end]) - len(view[start:end].rstrip(" :：."))
        for pattern in (BRACKETED, _IN):
            stated = pattern.search(view, start, end)
            if stated is None:
                continue
            said = stated["inside"].strip().removeprefix("in ")
            scale, noun = _SCALES.get(said.casefold()), self._counted(heading)
            if scale is not None and noun is not None:
                return Unit(noun, Decimal(scale), heading)
            named = said.casefold() in _NAMED
            found = (f"{{{said}}}", Decimal(1)) if named else self._read(said)
            if found is not None:
                return Unit(*found, stated.span("inside"))
        whole = self._read(view[slice(*heading)].strip())
        return Unit(*whole, heading) if whole is not None and is_currency(whole[0]) else None

    def noun(self, heading: Span | None) -> Unit | None:
        """Return what a heading counts: "Ships", "Number of employees".

        A heading with brackets that were not understood may mean thousands of them.
        """
        if heading is None or BRACKETED.search(self._draft.article.view, *heading):
            return None
        code = self._counted(heading)
        return Unit(code, Decimal(1), heading) if code is not None else None

    def _counted(self, heading: Span) -> str | None:
        bare = BRACKETED.sub("", self._draft.article.view[slice(*heading)]).strip()
        if bare.casefold() in self.words.people:
            return "employee"
        named = bare.casefold().removeprefix("number of ").removeprefix("no. of ")
        named = self.words.done.sub("", named)
        if _COUNT.fullmatch(bare) is None or self.words.amounts & set(named.split()):
            return None
        found = self._read(named)
        return None if found is None or is_currency(found[0]) or found[1] != 1 else found[0]

    def _read(self, words: str) -> tuple[str, Decimal] | None:
        """Return the unit, and the amount of one of it, that a number beside these words has."""
        if any(sign.isdigit() for sign in words):
            return None  # another number beside it is no unit: "2022 prices"
        if words not in self._known:
            tried = [
                f"{_PROBE} {words}",
                f"{words} {_PROBE}",
                f"{_PROBE}{words}",
                f"{words}{_PROBE}",
            ]
            parted = _SIGN.fullmatch(words) or _PARTED.fullmatch(words)
            if parted is not None:
                head, tail = parted["head"], parted["tail"]
                tried += [f"{head}{_PROBE}{tail}", f"{head} {_PROBE} {tail}"]
            self._known[words] = next(filter(None, map(self._tried, tried)), None)
        return self._known[words]

    def _tried(self, words: str) -> tuple[str, Decimal] | None:
        article = article_of(words, self._draft.article.language, self._draft.lexicons)
        draft = Draft(article, self._draft.lexicons)
        for one in self._rules:
            one.apply(draft)
        figures = draft.of_kind("figure")
        if len(figures) != 1 or figures[0].value("value_high"):
            return None
        figure = figures[0]
        said = [span for held in figure.attributes.values() for span in held.spans]
        unit = _TIMES.get(figure.value("unit"), figure.value("unit"))
        covered = max(end for _, end in said) - min(start for start, _ in said)
        factor = Decimal(figure.value("value")) / _PROBE
        # What is no power of ten was not read as the number that was put there.
        if covered < len(words) or not unit or factor.normalize().as_tuple().digits != (1,):
            return None
        return unit, factor
