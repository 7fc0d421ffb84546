"""What a heading may speak of: the facts that a selection leaves, counted and named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from jwviewer.dossier.dates import DateSpan, describe_date, parse_date
from jwviewer.dossier.schema import DEALS
from jwviewer.dossier.text import visible
from jwviewer.language import tr
from jwviewer.queries.highlight import Highlight, Place
from jwviewer.queries.period import describe_period, in_period
from jwviewer.queries.phrases import LONG_NAME, listed, number_words, sentence
from jwviewer.queries.shared_metrics import shared_metrics
from jwviewer.queries.timeline import EVENT_KINDS
from jwviewer.queries.timeline_order import Order

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact
    from jwviewer.selection import Selection

MOST_NAMED = 3
"""More companies than this are counted instead of named."""
LONGEST = 70
_COARSE = ("decade", "century")


class Shown:
    """What the filters and the chosen period let a picture speak of."""

    def __init__(self, dossier: Dossier, selection: Selection) -> None:
        self.dossier = dossier
        self.selection = selection
        self.highlight = Highlight(dossier, selection)
        self.visible = [fact for fact in dossier.facts if self.highlight.visible(fact.id)]
        self.period = describe_period(selection.period) if selection.period else ""
        self.in_period = in_period(selection.period) if selection.period else ""

    @cached_property
    def inside(self) -> list[Fact]:
        """Visible facts with a date, inside the chosen period if there is one."""
        return [fact for fact in self.visible if self.highlight.place(fact.id) is Place.INSIDE]

    @cached_property
    def undated(self) -> list[Fact]:
        """Visible facts without the date they could have; they may lie in the chosen period."""
        return [fact for fact in self._without_date if fact.id not in self.elsewhere]

    @cached_property
    def elsewhere(self) -> dict[str, bool]:
        """Undated events that cannot lie in the chosen period, and whether they are later."""
        period = self.selection.period
        if period is None:
            return {}
        order = Order(self.dossier)
        events = [fact for fact in self._without_date if fact.kind in EVENT_KINDS]
        later = [fact.id for fact in events if order.earliest(fact) > period.last]
        earlier = [fact.id for fact in events if order.latest(fact) <= period.first]
        return {**dict.fromkeys(earlier, False), **dict.fromkeys(later, True)}

    @cached_property
    def _without_date(self) -> list[Fact]:
        return [fact for fact in self.visible if self.highlight.place(fact.id) is Place.UNDATED]

    def split(self, facts: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
        """Return those of the facts that are dated and inside the period, and the undated ones."""
        inside, undated = {f.id for f in self.inside}, {f.id for f in self.undated}
        return [f for f in facts if f.id in inside], [f for f in facts if f.id in undated]

    @cached_property
    def deals(self) -> list[Fact]:
        """Visible events that bind companies to each other, and so make the best headline."""
        return [fact for fact in self.visible if fact.kind == "event" and fact.event_type in DEALS]

    @cached_property
    def figures(self) -> list[Fact]:
        """Visible figures; a chosen period only dims those outside it."""
        return [fact for fact in self.visible if fact.kind == "figure"]

    @property
    def partial(self) -> bool:
        """Whether filters may hide what would make a statement about all figures untrue."""
        return bool(self.selection.kinds or self.selection.modes or self.selection.bases)

    def companies_of(self, facts: Sequence[Fact]) -> list[str]:
        """Return the companies of the facts, in the dossier's order."""
        found = {company for fact in facts for company in fact.company_ids}
        return [company for company in self.dossier.companies if company in found]

    def named(self, facts: Sequence[Fact]) -> list[str]:
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
        return *shared_metrics(self.figures), self.companies_of(self.figures)


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


def sources_words(
    shown: Shown, facts: Sequence[Fact], *, counted: bool = False
) -> tuple[str, bool]:
    """Return the sources of the facts as a phrase, and whether it is a plural."""
    found = {piece.source_id for fact in facts for piece in shown.dossier.evidence_of(fact.id)}
    if not found:
        return ("" if counted else tr("the dossier")), False
    if len(found) == 1:
        return (tr("one article") if counted else tr("the article")), False
    return tr("{count} articles", count=number_words(len(found))), True


def years_of(facts: Sequence[Fact]) -> str:
    """Return the years that dated facts are stated for, "" when none is known."""
    found = _first_and_last(facts)
    if found is None:
        return ""
    start, end = (_year_words(*one) for one in zip(found, _days(found), strict=True))
    return start if start == end else tr("{first} to {last}", first=start, last=end)


def span_words(facts: Sequence[Fact]) -> str:
    """Return the years of what happened, and apart from them those that plans speak of."""
    happened = [fact for fact in facts if not is_plan(fact)]
    plans = [fact for fact in facts if is_plan(fact)]
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


def is_plan(fact: Fact) -> bool:
    """Tell whether a fact speaks of what someone means to do, not of what happened."""
    return fact.event_type == "plan" or fact.claim_kind == "intent"


def _first_and_last(facts: Sequence[Fact]) -> tuple[DateSpan, DateSpan] | None:
    """Return the dates that begin and end what facts are stated for; None when none is known.

    An open side adds nothing, and a decade or century only where no year of it is stated.
    """
    ends = [end for fact in facts if (span := fact.when) for end in _ends(span)]
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
