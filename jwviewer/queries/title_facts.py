"""What a heading may speak of: the facts that a selection leaves, counted and named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from jwviewer.dossier.dates import DateSpan, describe_date, parse_date
from jwviewer.dossier.each_once import each_once
from jwviewer.dossier.fact_columns import NO_DAY
from jwviewer.dossier.schema import DEALS, FACT_KINDS
from jwviewer.dossier.text import visible
from jwviewer.language import tr
from jwviewer.queries.highlight import visible_facts
from jwviewer.queries.period import describe_period, in_period
from jwviewer.queries.phrases import LONG_NAME, listed, number_words, sentence
from jwviewer.queries.shared_metrics import shared_metrics_at
from jwviewer.queries.timeline import EVENT_KINDS
from jwviewer.queries.timeline_order import Order

if TYPE_CHECKING:
    from jwviewer.dossier.columns import Coded
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.selection import Selection

MOST_NAMED = 3
"""More companies than this are counted instead of named."""
LONGEST = 70
_COARSE = ("decade", "century")


Places = np.ndarray[Any, np.dtype[Any]]
"""Positions of facts in the dossier, ascending."""
Flags = np.ndarray[Any, np.dtype[np.bool_]]


class Shown:
    """What the filters and the chosen period let a picture speak of, by position."""

    def __init__(self, dossier: Dossier, selection: Selection) -> None:
        self.dossier = dossier
        self.selection = selection
        self.columns = dossier.columns
        self._flags = visible_facts(dossier, selection)
        self.period = describe_period(selection.period) if selection.period else ""
        self.in_period = in_period(selection.period) if selection.period else ""

    @cached_property
    def visible(self) -> Places:
        """What the filters let through."""
        return np.flatnonzero(self._flags)

    @cached_property
    def inside(self) -> Places:
        """Visible facts with a date, inside the chosen period if there is one."""
        return np.flatnonzero(self._inside)

    @cached_property
    def _inside(self) -> Flags:
        first, last, period = self.columns.first, self.columns.last, self.selection.period
        flags: Flags = self._flags & ((first != NO_DAY) | (last != NO_DAY))
        if period is not None:
            flags &= (first == NO_DAY) | (first <= period.last)
            flags &= (last == NO_DAY) | (last >= period.first)
        return flags

    @cached_property
    def undated(self) -> Places:
        """Visible facts without the date they could have; they may lie in the chosen period."""
        return np.flatnonzero(self._undated)

    @cached_property
    def _undated(self) -> Flags:
        flags = self._without_date.copy()
        flags[list(self.elsewhere)] = False
        return flags

    @cached_property
    def elsewhere(self) -> dict[int, bool]:
        """Undated events that cannot lie in the chosen period, and whether they are later."""
        period = self.selection.period
        if period is None:
            return {}
        order = Order(self.dossier)
        kinds = [FACT_KINDS.index(kind) for kind in EVENT_KINDS]
        events = np.flatnonzero(self._without_date & np.isin(self.columns.kind, kinds))
        # Only what hangs on a day or on another event can be known to lie elsewhere.
        bound = self._ordered[self.columns.row[events]]
        found = [(n, self.dossier.facts[n]) for n in events[bound].tolist()]
        later = [n for n, fact in found if order.earliest(fact) > period.last]
        earlier = [n for n, fact in found if order.latest(fact) <= period.first]
        return {**dict.fromkeys(earlier, False), **dict.fromkeys(later, True)}

    @property
    def _ordered(self) -> Flags:
        events = self.dossier.store["events"]
        flags = np.zeros(len(events), np.bool_)
        for name in ("not_before", "not_after", "after_event_id", "before_event_id"):
            flags |= of_cells(events[name].coded(), bool)
        return flags

    @cached_property
    def _without_date(self) -> Flags:
        first, last = self.columns.first, self.columns.last
        flags: Flags = self._flags & self.columns.timed & (first == NO_DAY) & (last == NO_DAY)
        return flags

    def split(self, facts: Places) -> tuple[Places, Places]:
        """Return those of the facts that are dated and inside the period, and the undated ones."""
        return facts[self._inside[facts]], facts[self._undated[facts]]

    @cached_property
    def deals(self) -> Places:
        """Visible events that bind companies to each other, and so make the best headline."""
        here = self.columns.slice_of("events")
        types = self.dossier.store["events"]["event_type"].coded()
        places: Places = np.flatnonzero(
            self._flags[here] & of_cells(types, lambda name: name in DEALS)
        )
        found: Places = places + here.start
        return found

    @property
    def deal_types(self) -> set[str]:
        """The types of the deals."""
        types = self.dossier.store["events"]["event_type"].coded()
        codes = types.codes[self.columns.row[self.deals]]
        return {types.values[code] for code in each_once(codes).tolist()}

    @cached_property
    def figures(self) -> Places:
        """Visible figures; a chosen period only dims those outside it."""
        here = self.columns.slice_of("figures")
        places: Places = np.flatnonzero(self._flags[here])
        found: Places = places + here.start
        return found

    @property
    def partial(self) -> bool:
        """Whether filters may hide what would make a statement about all figures untrue."""
        return bool(self.selection.kinds or self.selection.modes or self.selection.bases)

    def company_sets(self, facts: Places) -> list[tuple[str, ...]]:
        """Return the different sets of companies that facts belong to."""
        codes = each_once(self.columns.companies[facts])
        return [self.columns.company_sets[code] for code in codes.tolist()]

    def companies_of(self, facts: Places) -> list[str]:
        """Return the companies of the facts, in the dossier's order."""
        found = {company for one in self.company_sets(facts) for company in one}
        return [company for company in self.dossier.companies if company in found]

    def named(self, facts: Places) -> list[str]:
        """Return the companies that a title names: of the facts, but only those asked for."""
        asked = self.selection.companies
        return [one for one in self.companies_of(facts) if not asked or one in asked]

    def who(self, companies: Sequence[str]) -> str:
        """Name the companies, or count them where they are many."""
        if len(companies) > MOST_NAMED:
            return sentence(tr("{count} companies", count=number_words(len(companies))))
        return listed([called(self.dossier, company) for company in companies])

    def shared_metrics(self) -> tuple[int, int, list[str]]:
        """Return how many metrics several companies report, of how many, and which companies."""
        return *shared_metrics_at(self.dossier, self.figures), self.companies_of(self.figures)

    def years(self, facts: Places) -> str:
        """Return the years that dated facts are stated for, "" when none is known."""
        return years_of(self._dates(facts))

    def span(self, facts: Places) -> str:
        """Return the years of what happened, and apart from them those that plans speak of."""
        plans = self._plans[facts]
        return span_words(self._dates(facts[~plans]), self._dates(facts[plans]))

    def _dates(self, facts: Places) -> list[DateSpan]:
        codes = each_once(self.columns.when[facts]).tolist()
        return [span for code in codes if (span := self.columns.dates[code]) is not None]

    @cached_property
    def _plans(self) -> Flags:
        """What speaks of what someone means to do, not of what happened."""
        flags = np.zeros(self.columns.count, np.bool_)
        for table, column, word in (("events", "event_type", "plan"), ("claims", "kind", "intent")):
            cells = self.dossier.store[table][column].coded()
            flags[self.columns.slice_of(table)] = of_cells(cells, word.__eq__)
        return flags

    def sources(self, facts: Places) -> int:
        """Return how many sources the passages of some facts stand in."""
        evidence = self.dossier.store["evidence"]
        flags = np.zeros(self.columns.count + 1, np.bool_)
        flags[facts] = True
        named = evidence["source_id"].coded().codes[flags[self.dossier.evidence_positions]]
        return len(each_once(named))


def of_cells(cells: Coded, test: Callable[[str], bool]) -> Flags:
    """Return which rows of a column pass a test, which sees each distinct cell once."""
    return np.array([*map(test, cells.values), False], np.bool_)[cells.codes]


def facts_words(count: int) -> str:
    """Return a count of facts in words."""
    return tr("one fact") if count == 1 else tr("{count} facts", count=number_words(count))


def figures_words(count: int) -> str:
    """Return a count of figures in words."""
    return tr("one figure") if count == 1 else tr("{count} figures", count=number_words(count))


def metrics_are(metrics: int, shared: int) -> str:
    """Return a count of metrics with the verb that ``shared`` of them take."""
    verb = tr("is") if shared == 1 else tr("are")
    noun = tr("metric") if metrics == 1 else tr("metrics")
    return tr("{count} {noun} {verb}", count=number_words(metrics), noun=noun, verb=verb)


def sources_words(shown: Shown, facts: Places, *, counted: bool = False) -> tuple[str, bool]:
    """Return the sources of the facts as a phrase, and whether it is a plural."""
    found = shown.sources(facts)
    if not found:
        return ("" if counted else tr("the dossier")), False
    if found == 1:
        return (tr("one article") if counted else tr("the article")), False
    return tr("{count} articles", count=number_words(found)), True


def years_of(dates: Sequence[DateSpan]) -> str:
    """Return the years that dates name, "" when none is known."""
    found = _first_and_last(dates)
    if found is None:
        return ""
    start, end = (_year_words(*one) for one in zip(found, _days(found), strict=True))
    return start if start == end else tr("{first} to {last}", first=start, last=end)


def span_words(happened: Sequence[DateSpan], plans: Sequence[DateSpan]) -> str:
    """Return the years of what happened, and apart from them those that plans speak of."""
    years, found, planned = years_of(happened), _first_and_last(happened), _first_and_last(plans)
    if planned is None:
        return years
    if found is None:
        return tr("plans: {years}", years=years_of(plans))
    (first, last), (plan_first, plan_last) = _days(found), _days(planned)
    if plan_first < first.replace(month=1, day=1):
        return tr("{years}; plans: {planned}", years=years, planned=years_of(plans))
    if plan_last.year > last.year:
        until = _year_words(planned[1], plan_last)
        return tr("{years}, plans to {last}", years=years, last=until)
    return years


def _first_and_last(dates: Sequence[DateSpan]) -> tuple[DateSpan, DateSpan] | None:
    """Return the dates that begin and end a stretch of them; None when none is known.

    An open side adds nothing, and a decade or century only where no year of it is stated.
    """
    ends = [end for span in dates for end in _ends(span)]
    fine = [end for end in ends if end.precision not in _COARSE] or ends
    if not fine:
        return None
    first, last = min(fine, key=_first_day), max(fine, key=_last_day)
    first = min(
        (end for end in ends if _last_day(end) < _first_day(first)), key=_first_day, default=first
    )
    last = max(
        (end for end in ends if _first_day(end) > _last_day(last)), key=_last_day, default=last
    )
    return first, last


def _days(ends: tuple[DateSpan, DateSpan]) -> tuple[date, date]:
    return date.fromordinal(_first_day(ends[0])), date.fromordinal(_last_day(ends[1]))


def called(dossier: Dossier, entity_id: str) -> str:
    """Return a company's name as a title uses it: the short one if the full one is long."""
    name = dossier.name(entity_id)
    return plain(name if len(name) <= LONG_NAME else dossier.short_name(entity_id))


def plain(text: str, most: int = LONGEST) -> str:
    """Return text from a file on one line, its unseen characters written out."""
    return " ".join(visible(text, most).split())


def headed(shown: Shown, who: str, what: str, *, period: bool = True) -> str:
    """Return a title of who and what, with the chosen period between them."""
    if period and shown.period:
        who = tr("{who}, {period}", who=who, period=shown.period) if who else shown.period
    return tr("{who}: {what}", who=who, what=what) if who else sentence(what)


def _ends(span: DateSpan) -> list[DateSpan]:
    """Return the date, or the known ends of an interval, without those that name no year."""
    parts = span.text.split("/")
    known = [parse_date(part) for part in parts if part != ".."]
    return [one for one in known if one.first is not None and one.last is not None]


def _first_day(span: DateSpan) -> int:
    assert span.first is not None
    return span.first


def _last_day(span: DateSpan) -> int:
    assert span.last is not None
    return span.last


def _year_words(span: DateSpan, day: date) -> str:
    if span.precision in _COARSE:
        return tr("the {decade}", decade=describe_date(span))
    return str(day.year)
