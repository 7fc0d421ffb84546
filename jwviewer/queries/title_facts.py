"""What a heading may speak of: the facts that a selection leaves, counted and named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from jwviewer.dossier.text import visible
from jwviewer.language import tr
from jwviewer.queries.highlight import Highlight, Place
from jwviewer.queries.period import describe_period
from jwviewer.queries.phrases import LONG_NAME, listed, number_words, sentence, years_words

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact
    from jwviewer.selection import Selection

DEALS = (
    "agreement", "letter_of_intent", "joint_venture", "acquisition", "investment", "supply",
    "licence",
)  # fmt: skip
"""Event types that bind companies to each other, and so make the best headline."""
MOST_NAMED = 3
"""More companies than this are counted instead of named."""
LONGEST = 70


class Shown:
    """What the filters and the chosen period let a picture speak of."""

    def __init__(self, dossier: Dossier, selection: Selection) -> None:
        self.dossier = dossier
        self.selection = selection
        self.highlight = Highlight(dossier, selection)
        self.visible = [fact for fact in dossier.facts if self.highlight.visible(fact.id)]
        self.period = describe_period(selection.period) if selection.period else ""

    @cached_property
    def inside(self) -> list[Fact]:
        """Visible facts with a date, inside the chosen period if there is one."""
        return [fact for fact in self.visible if self.highlight.place(fact.id) is Place.INSIDE]

    @cached_property
    def undated(self) -> list[Fact]:
        """Visible facts that a date applies to and that have none."""
        return [fact for fact in self.visible if self.highlight.place(fact.id) is Place.UNDATED]

    def split(self, facts: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
        """Return those of the facts that are dated and inside the period, and the undated ones."""
        inside, undated = {f.id for f in self.inside}, {f.id for f in self.undated}
        return [f for f in facts if f.id in inside], [f for f in facts if f.id in undated]

    @cached_property
    def deals(self) -> list[Fact]:
        """Visible events that bind companies to each other."""
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

    def who(self, companies: Sequence[str]) -> str:
        """Name the companies, or count them where they are many."""
        if len(companies) > MOST_NAMED:
            return sentence(tr("{count} companies", count=number_words(len(companies))))
        return listed([called(self.dossier, company) for company in companies])

    def shared_metrics(self) -> tuple[int, int, list[str]]:
        """Return how many metrics several companies report, of how many, and which companies."""
        reporters: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for fact in self.figures:
            reporters[fact.metric_id, fact.subject_id].update(fact.company_ids)
        shared = sum(len(companies) > 1 for companies in reporters.values())
        return shared, len(reporters), self.companies_of(self.figures)


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
    """Return the years that dated facts lie in, "" when none is known."""
    days = [
        day
        for fact in facts
        if (span := fact.when)
        for day in (span.first, span.last)
        if day is not None
    ]
    return (
        years_words(date.fromordinal(min(days)).year, date.fromordinal(max(days)).year)
        if days
        else ""
    )


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
