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

YEAR = later(r"(?:FY ?|Year )?(?P<year>(?:19|20)\d\d)年?(?:度)?")
DATED = later(r"(?:\A|[,，] ?|[ (（])(?:FY ?)?(?P<year>(?:19|20)\d\d)年?(?:度)?(?=[,，)） ]|\Z)")
"""A year in a heading: "Sales, 2022"."""
BRACKETED = later(r"[(（](?P<inside>[^()（）]{1,30})[)）]")
_IN = later(r"(?:,| in|:|/|，|：|单位[：:]?) ?(?P<inside>[^,()]{1,24})\Z")
_SCALES = {"'000": 10**3, "’000": 10**3, "000": 10**3, "000s": 10**3, "thousand": 10**3,
           "thousands": 10**3, "million": 10**6, "millions": 10**6, "mn": 10**6,
           "billion": 10**9, "bn": 10**9, "千": 10**3, "万": 10**4, "亿": 10**8}  # fmt: skip
_PEOPLE = frozenset(
    ("headcount", "staff", "workforce", "employees", "people", "personnel", "number of employees",
     "员工", "员工人数", "员工总数", "职工人数", "从业人员", "人数")
)  # fmt: skip
_AMOUNTS = frozenset(
    ("sales", "revenues", "earnings", "profits", "costs", "expenses", "assets", "liabilities",
     "exports", "imports", "orders", "investments", "dividends", "taxes", "payments", "debts",
     "receivables", "provisions", "reserves", "savings", "proceeds", "funds", "shares", "lines")
)  # fmt: skip
"""What is counted in money, or is no noun of what is counted."""
_COUNT = later(r"(?:[A-Z][a-z]+|[a-z-]+)(?: [a-z-]+){0,4}|[\u4e00-\u9fff]{1,12}")
_DONE = later(
    r"(?<=s) (?:sold|built|made|delivered|produced|employed|shipped|carried|served|handled)\Z"
)
_LABEL = later(r"[A-Za-z][A-Za-z-]{1,11}")
_SIGN = later(r"(?P<head>[^\s\d]{1,4}?) ?(?P<tail>(?:m|mn|bn|k|million|billion|thousand))")
TIMES = {"{year}": "a", "{month}": "mo", "{week}": "wk", "{day}": "d", "{hour}": "h"}


@dataclass(frozen=True, slots=True)
class Unit:
    """What a heading says of the numbers under it: a unit's code, and by how much to multiply."""

    code: str
    factor: Decimal
    span: Span


def period_of(draft: Draft, heading: Span | None) -> Attribute | None:
    """Return the date that a heading is, if it is one."""
    if heading is None:
        return None
    year = YEAR.fullmatch(draft.article.view, *heading)
    if year is not None:
        return Attribute(year["year"], spans=(heading,))
    for one in draft.within(heading, "_date"):
        if one.value("date"):
            return Attribute(one.value("date"), spans=(one.span,))
    words = draft.article.view[slice(*heading)]
    year = DATED.search(words)
    if year is None:
        return None
    start = heading[0] + year.start("year")
    return Attribute(year["year"], spans=((start, start + 4),))


def is_period(draft: Draft, heading: Span) -> bool:
    """Tell whether a heading is nothing but a date."""
    period = period_of(draft, heading)
    if period is None:
        return False
    start, end = period.spans[0]
    return 2 * (end - start) > heading[1] - heading[0]


class Headings:
    """Reads the units in headings, each once."""

    def __init__(self, draft: Draft, rules: Iterable[Rule]) -> None:
        self._draft, self._rules = draft, tuple(rules)
        self._known: dict[str, tuple[str, Decimal] | None] = {}

    def unit(self, heading: Span | None) -> Unit | None:
        """Return the unit that a heading states: "Revenue (EUR m)", "Sales in %"."""
        if heading is None:
            return None
        view = self._draft.article.view
        for pattern in (BRACKETED, _IN):
            stated = pattern.search(view, *heading)
            if stated is None:
                continue
            found = self._read(stated["inside"].strip().removeprefix("in "))
            if found is not None:
                return Unit(*found, stated.span("inside"))
            scale = _SCALES.get(stated["inside"].strip().casefold())
            noun = self.noun(heading) if scale else None
            if scale and noun is not None:
                return Unit(noun.code, Decimal(scale), noun.span)
            label = _LABEL.fullmatch(stated["inside"].strip())
            if label is not None and pattern is BRACKETED:
                return Unit(f"{{{label.group()}}}", Decimal(1), stated.span("inside"))
        whole = self._read(view[slice(*heading)].strip())
        return Unit(*whole, heading) if whole is not None and is_currency(whole[0]) else None

    def noun(self, heading: Span | None) -> Unit | None:
        """Return what a heading counts: "Ships", "Number of employees"."""
        if heading is None:
            return None
        words = self._draft.article.view[slice(*heading)]
        bare = BRACKETED.sub("", words).strip()
        if bare.casefold() in _PEOPLE:
            return Unit("employee", Decimal(1), heading)
        named = bare.casefold().removeprefix("number of ").removeprefix("no. of ")
        named = _DONE.sub("", named)
        if _COUNT.fullmatch(bare) is None or _AMOUNTS & set(named.split()):
            return None
        found = self._read(named)
        if found is None or is_currency(found[0]) or found[1] != 1:
            return None
        return Unit(found[0], Decimal(1), heading)

    def _read(self, words: str) -> tuple[str, Decimal] | None:
        """Return the unit, and the amount of one of it, that a number beside these words has."""
        if words not in self._known:
            tried = [f"12 {words}", f"{words} 12", f"12{words}", f"{words}12"]
            parted = _SIGN.fullmatch(words) or re.fullmatch(r"(?P<head>\S+) (?P<tail>\S+)", words)
            if parted is not None:
                tried += [
                    f"{parted['head']}12{parted['tail']}",
                    f"{parted['head']} 12 {parted['tail']}",
                ]
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
        unit = TIMES.get(figure.value("unit"), figure.value("unit"))
        covered = max(end for _, end in said) - min(start for start, _ in said)
        if covered < len(words) or not unit:
            return None
        return unit, Decimal(figure.value("value")) / 12
