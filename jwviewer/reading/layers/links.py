"""Figures: whose they are, what they count and what they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jwviewer.dossier.units import is_currency, unit_label
from jwviewer.language import tr
from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.mentions import Mentions, Subject, mentions_of
from jwviewer.reading.patterns import later, spaced
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_CLAUSE = later(r"; |: |, (?:and|while|but|which|who) |\. ")
_PEOPLE = ("workforce", "employees", "staff", "jobs")
_WALL = spaced(r"[.;:(\n]| and (?:has|have|had|employs?|sells?|sold|runs?|operates?)\b")
_COUNTED = later(r"(?P<noun>(?:[a-z][a-z-]{2,18} ){0,3}[a-z][a-z-]{2,18})\Z")
_PART = later(r"(?:Among them|Of these|Of them|Of those|Among these)\b")
_SUBJECT = later(
    r"(?:\A|[.;:,] )(?:[Aa]mong them,? |[Oo]f these,? |"
    r"of which )?(?P<noun>(?:[a-z][a-z-]{2,16} ){1,3}[a-z][a-z-]{2,16}s)"
    r" (?:were|was|are|accounted|made up|reached|totalled|exceeded) "
)
_SALES_OF = later(
    r"\b(?:sales|deliveries|exports|shipments|production|"
    r"output) of (?:the )?(?P<noun>[\w-]+(?: [\w-]+){0,4}?)"
    r" (?:are|is|was|were|rose|fell|reached|exceeded|totalled|grew|came|amounted|stood)\b"
)


@dataclass(frozen=True)
class MetricWords:
    """What numbers measure, by noun and by verb."""

    nouns: re.Pattern[str]
    noun_label: dict[str, str]
    verbs: re.Pattern[str]
    verb_label: dict[str, str]


def metric_words(lexicons: Lexicons) -> MetricWords:
    """Gather the words that name metrics."""
    nouns = lexicons.table("en/metrics", "nouns")
    verbs = lexicons.table("en/metrics", "verbs")
    return MetricWords(
        later(rf"\b(?:{alternatives(nouns)})\b", re.IGNORECASE),
        nouns,
        later(rf"\b(?:{alternatives(verbs)})\b"),
        verbs,
    )


@rule(
    "links.company",
    examples=(
        ("In 2018 Voltessa AB sold 500 buses.", "figure companies=Voltessa AB"),
        ("Voltessa AB grew. In 2018 it sold 500 buses.", "figure companies=Voltessa AB"),
    ),
    counter_examples=("In 2018 farmers sold 500 buses.",),
)
def companies(draft: Draft) -> None:
    """Give each figure the company that its clause is about, or by inference an earlier one."""
    mentions = mentions_of(draft)
    for figure in draft.of_kind("figure"):
        subject = _owner(draft, mentions, figure)
        if subject.entities and not figure.values("companies"):
            draft.change(figure.id, companies=subject.attribute())


def _owner(draft: Draft, mentions: Mentions, figure: Proposal) -> Subject:
    sentence = draft.sentence(figure.span[0])
    start = figure.span[0]
    clause = sentence.start
    for match in _CLAUSE.finditer(draft.article.view, sentence.start, start):
        clause = match.end()
    near = mentions.subject_within(clause, start)
    if near.entities:
        return near
    if clause > sentence.start:
        earlier = mentions.subject_within(sentence.start, clause)
        if earlier.entities:
            return Subject(earlier.entities, earlier.spans, "inferred", "same-sentence")
    after = mentions.within(figure.span[1], min(sentence.end, figure.span[1] + 60), "company")
    if after and re.search(
        r"\b(?:of|by|for|from|at|in) (?:the )?\Z",
        draft.article.view[max(0, after[0].start - 9) : after[0].start],
    ):
        return Subject((after[0].entity,), (after[0].span,))
    whole = mentions.subject_of(sentence)
    if whole.basis == "stated":
        return Subject(whole.entities, whole.spans, "inferred", "same-sentence")
    return whole


@rule(
    "links.metric",
    examples=(
        ("In 2018 Voltessa AB sold 500 buses.", "figure metric=Buses sold"),
        ("Voltessa AB had revenue of EUR 5 million.", "figure metric=Revenue"),
        ("- Debt: £19m\n- Staff: about 1,650", "figure metric=Debt; value=19000000"),
    ),
    counter_examples=("In 2018 it rained.",),
)
def metrics(draft: Draft) -> None:
    """Name what each figure measures, in a word or three of our own."""
    known = draft.lexicons.once(metric_words)
    last: dict[int, str] = {}
    for figure in draft.of_kind("figure"):
        if figure.value("metric"):
            continue
        sentence = draft.sentence(figure.span[0])
        label, span = _metric(draft, known, figure, sentence.start)
        part = _PART.match(draft.article.view, sentence.start)
        if part and figure.value("unit") not in ("%", "pp") and sentence.number - 1 in last:
            label, span = last[sentence.number - 1], part.span()
        if figure.value("direction") and figure.value("unit") in ("%", "pp"):
            base = label or last.get(sentence.number, "")
            label = tr("Change: {metric}", metric=base) if base else tr("Change")
        elif label:
            last[sentence.number] = label
        if label:
            spans = (span,) if span is not None else ()
            draft.change(figure.id, metric=Attribute(label, "inferred", spans, "words-nearby"))


def _metric(
    draft: Draft, known: MetricWords, figure: Proposal, start: int
) -> tuple[str, Span | None]:
    view = draft.article.view
    first, last = figure.span
    unit = figure.value("unit")
    begin = max(start, first - 100, view.rfind("\n", 0, first) + 1)
    clause = begin
    for match in _CLAUSE.finditer(view, begin, first):
        # What stands before a colon names what follows: "Debt: £19m".
        clause = clause if match.group() == ": " else match.end()
    money = is_currency(unit) or unit in ("%", "pp")
    found = [one for one in known.nouns.finditer(view, clause, first) if _fits(unit, one)]
    if is_currency(unit) and re.search(
        r"\bfor (?:about |around |some |nearly |over )?\Z", view[clause:first]
    ):
        return tr("Price"), None
    if found and (money or unit in ("1", "unit", "h", "a", "km", "kg", "t")):
        return known.noun_label[found[-1].group().casefold()], found[-1].span()
    after = known.nouns.search(view, last, min(last + 45, len(view)))
    if money and after and _fits(unit, after) and not _WALL.search(view, last, after.start()):
        return known.noun_label[after.group().casefold()], after.span()
    if money:
        return ("", None)
    what = unit_label(unit, plural=True) if unit != "1" else ""
    if what and found and found[-1].group().casefold() == "sales":
        return tr("{things} sold", things=what.capitalize()), found[-1].span()
    verb = list(known.verbs.finditer(view, clause, first))
    units = figure.attributes["unit"].spans if "unit" in figure.attributes else ()
    if what and len(what) > 3 and verb and first - verb[-1].end() < 40:
        done = known.verb_label[verb[-1].group()]
        return tr("{things} {done}", things=what.capitalize(), done=done), verb[-1].span()
    if what and units and len(what) > 3 and what.isalpha():
        return what[:1].upper() + what[1:], units[0]
    return "", None


def _fits(unit: str, noun: re.Match[str]) -> bool:
    """Tell whether a noun can be what an amount measures: nobody has €5m of staff."""
    return not (is_currency(unit) and noun.group().casefold() in _PEOPLE)


@rule(
    "links.subject",
    examples=(
        (
            "Voltessa AB sold 500 cars. Among them, light city cars were nearly 200 units.",
            "figure subject=light city cars",
        ),
    ),
    counter_examples=("Voltessa AB sold 500 cars.",),
)
def subjects(draft: Draft) -> None:
    """Say what is counted where the clause names a product before the number."""
    view = draft.article.view
    for figure in draft.of_kind("figure"):
        sentence = draft.sentence(figure.span[0])
        before = view[sentence.start : figure.span[0]]
        match = _SUBJECT.search(before) or _SALES_OF.search(before)
        if match is None or figure.values("subject"):
            continue
        span = sentence.start + match.start("noun"), sentence.start + match.end("noun")
        draft.change(figure.id, subject=Attribute(match["noun"], spans=(span,)))


RULES = (companies, metrics, subjects)
