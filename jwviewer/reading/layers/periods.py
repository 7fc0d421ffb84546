"""When a figure holds: the date at it, the date that leads its sentence, or the year before.

Only a construction attaches a date, never its nearness: "538 billion won in 2018", "In 2018,
… sold", "in the whole year" after a sentence on 2018. A date after "founded in" or "than in"
belongs to something else.
"""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import later, spaced
from jwviewer.reading.proposal import Attribute, Basis, Proposal, Span
from jwviewer.reading.rule import rule
from jwviewer.reading.scopes import around

_BETWEEN = spaced(
    r"\)?(?: ?\([^()\n]{0,60}\))?(?: (?:[\w'’&-]{1,24}|R&D),?){0,7}?,? ?"
)  # what may stand between a figure and the date at it
_BROKEN = later(
    r"[;:]|\b(?:and|but|while|which|who|that|founded|established|launched|signed|since|than|from|"
    r"against|compared|to|agreement|contract|opened|created)\b"
)
_OTHER = spaced(
    r"\b(?:founded|established|launched|launch|introduced|signed|created|formed|set up|built|"
    r"opened|"
    r"acquired|bought|began|started|incorporated|listed|merged|born|agreed|dating|shown|deal|"
    r"agreement|contract|than|from|against|compared (?:with|to)|spun off[\w ]{0,24}|memorandum)"
    r"(?:,? (?:in|on|of|back|to|by|with|that of|only))*,? ?\Z",
    re.IGNORECASE,
)
_VERB = spaced(
    r",? (?:came|come|amount|total|reach|stood|stand|was\b|were\b|rose|fell|grew|increas|declin|"
    r"dropp|hit\b|"
    r"exceed|surpass|climb|jump|slid|slipp|doubl|surg|averag|remain|shrank|plung|advanc|improv|"
    r"contract)"
)
_NOUNS = spaced(r"(?:[\w'’&-]{1,24} ){1,7}\Z")
_JOINS = spaced(r"(?:[;:]|, (?:and|but|while)) \Z")
_AND_THEN = spaced(r"\band \Z")
_FORECAST = spaced(r" (?:[a-z]+ ){0,3}(?:estimates?|forecasts?|guidance|targets?)\b")
_LEAD = spaced(r"(?:(?:[A-Za-z]{2,12} ){0,2}[\"'“‘(]?)?")
_EVENTS = spaced(
    r"\b(?:sign(?:s|ed|ing)?|agree[sd]?|announce[sd]?|found(?:ed|s)|establish(?:ed|es)|"
    r"acquire[sd]?|bought|buys|"
    r"order(?:s|ed)|launch(?:es|ed)|set up|formed|win[s]?|won|merge[sd]?|sold its|sells its|"
    r"awarded|granted|"
    r"approved|completed)\b"
)
_FLOWS = spaced(
    r"\b(?:sales|sold|sell|revenues?|turnover|income|profits?|earn(?:ed|ings)|loss(?:es)?|lost|"
    r"produced|production|"
    r"output|deliver(?:ed|ies)|shipped|shipments|exports?|exported|made|manufactured|orders?|"
    r"backlog|"
    r"invest(?:ed|ment|ments)|spent|spending|employ(?:ed|s|ees)|staff|workforce|capacity|share|"
    r"margin|"
    r"volumes?|assets|cash|debt|registered|registrations|carried|handled|throughput|passengers|"
    r"cargo|built|"
    r"generated|collected|reached|grew|rose|fell|total(?:led|ed)?|had|held|supplied|reported|posted|"
    r"recorded|installed)\b"
)
_WHOLE_YEAR = spaced(
    r"\b(?:[Ii]n|[Ff]or|[Oo]ver|[Dd]uring|[Tt]hroughout) (?:the|that) (?:whole|full|entire|same) "
    r"(?:year|period)\b"
    r"|\b[Ii]n (?:that|the same) (?:year|period|quarter|half)\b|\b[Oo]ver the (?:same )?period\b"
    r"|\b[Ff]or the year(?: as a whole)?\b|\bfull-year\b"
)
_OTHER_SUBJECT = spaced(
    r"\b(?:a year|each year|annually|which|who|whose|where|since|was founded|while|but|will|has|"
    r"have|is|are|holds|owns)\b"
)
_COMPARED = spaced(
    r"\b(?:from|than|against|versus|compared with|compared to|after|previous|earlier)"
    r"(?: (?:about|around|some|a|the|just|only))? ?\Z"
)
_AND = later(r"\band\b")
_STRAIGHT = later(r"\)?[ ]{0,2}:[ ]{0,2}|[ ]{1,2}")
_MONTH = later(r"\d{4}-(?:0\d|1[0-2])(?:-\d\d)?\Z")
_STOCK = ("by", "as-of", "until", "at")


@rule(
    "periods.at",
    examples=(
        ("It had sales of 538 billion won in 2018.", "figure period=2018; value=538000000000"),
        (
            "turnover of €390 million (£330 million) in 2018",
            "figure period=2018; unit=EUR | figure period=2018; unit=GBP",
        ),
        ("down from €236m in 2021", "figure period=2021"),
        ("Sales were €5m in 2020 and in 2021 €6m.", "figure period=2021; value=6000000"),
        ("in 2019 (2018: €4m)", "figure period=2018; unit=EUR"),
    ),
    counter_examples=(
        "It sold 500 cars and was founded in 1974.",
        "It holds 60 percent of Foo, established in 2018.",
        "€5 million; in 2018 it",
        "It trades at 11.8 times our 2027 earnings estimate.",
    ),
)  # fmt: skip
def at(draft: Draft) -> None:
    """Attach a date that stands straight at a figure."""
    view = draft.article.view
    for date in _dates(draft):
        if _OTHER.search(view, max(0, date.span[0] - 40), date.span[0]):
            continue
        sentence = around(draft, date.span[0])
        before = list(draft.within((max(sentence[0], date.span[0] - 80), date.span[0]), "figure"))
        for one in reversed(before):
            gap = view[one.span[1] : date.span[0]]
            if (
                _BROKEN.search(_unbracketed(gap))
                or not _BETWEEN.fullmatch(gap)
                or "," in _unbracketed(gap)
            ):
                break
            _attach(draft, one, date, "stated", "")
        after = next(iter(draft.within((date.span[1], date.span[1] + 40), "figure")), None)
        if after and _STRAIGHT.fullmatch(view, date.span[1], after.span[0]):
            _attach(draft, after, date, "stated", "")


def _unbracketed(text: str) -> str:
    return re.sub(r"\([^()]{0,60}\)?|against the (?:US )?(?:dollar|euro|yen|pound)", "", text)


def _dates(draft: Draft) -> list[Proposal]:
    return [
        one
        for one in draft.of_kind("_date")
        if one.value("date")
        and not one.value("date").startswith("XXXX")
        and one.value("relative") != "day:0"
        and not _FORECAST.match(draft.article.view, one.span[1])
        and one.value("sense") not in ("dateline", "before", "after", "from")
        and one.value("role") != "base"
        and not (
            one.value("sense") in ("by", "until")
            and one.rule != "dates.fiscal"
            and one.value("date").startswith("../")
        )
    ]


def _attach(draft: Draft, one: Proposal, date: Proposal, basis: Basis, how: str) -> None:
    if draft.proposals[one.id].value("period"):
        return
    held = date.attributes["date"]
    if held.basis == "inferred":
        basis, how = "inferred", held.how
    period = Attribute(held.value, basis, (date.span,), how)
    draft.change(one.id, period=period)


@rule(
    "periods.lead",
    examples=(
        ("Sales in the first quarter of 2022 came to THB 7.83 billion.", "figure period=2022-33"),
        ("In 2018, Foo sold 260,000 vehicles.", "figure period=2018; value=260000"),
        ("By the end of 2018, Foo had 12,333 patents.", "figure period=2018-12-31"),
        (
            "In the year to March 2020 it lost £6.3m on sales of £4.1m.",
            "figure period=../2020-03 | figure period=../2020-03",
        ),
        ("Since 2017 Foo has sold 50 buses.", "figure period=2017/.."),
        ("It has 80 shops and in 2025 sold 9,000 chairs.", "figure period=2025; value=9000"),
    ),
    counter_examples=(
        "In 2016 the two signed a deal worth €5 million.",
        "Foo, founded in 1974, has 500 dealers.",
        "Founded in 1998 and based in Bar, Foo has supplied 19.4 GW.",
        "In May 2018 Foo bought 60 percent of Bar.",
    ),
)
def lead(draft: Draft) -> None:
    """Attach the date with which a sentence or clause begins to the figures in it."""
    view = draft.article.view
    for date in _dates(draft):
        sentence = draft.sentence(date.span[0])
        before = view[max(sentence.start, date.span[0] - 200) : date.span[0]]
        begins = (
            _LEAD.fullmatch(before) is not None
            or _JOINS.search(before) is not None
            or _is_subject(before, view, date.span[1])
            or _goes_on(before, view[date.span[1] : sentence.end][:40])
        )
        if not begins or _OTHER.search(view, max(sentence.start, date.span[0] - 40), date.span[0]):
            continue
        end = _reach(draft, date, min(sentence.end, date.span[1] + 500))
        clause = view[date.span[1] : end]
        day = _MONTH.match(date.value("date")) and date.value("sense") not in _STOCK
        if _EVENTS.search(clause[:90]) and not _FLOWS.search(clause[:60]):
            continue
        if day and not _FLOWS.search(before + clause):
            continue
        first = True
        for one in draft.within((date.span[1], end), "figure"):
            if one.value("period"):
                break
            _attach(
                draft,
                one,
                date,
                "stated" if first else "inferred",
                "" if first else "same-sentence",
            )
            first = False


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a clause without a subject begins with a date: "and in 2025 sold 90"."""
    return _AND_THEN.search(before) is not None and _FLOWS.match(after.strip()) is not None


def _is_subject(before: str, view: str, end: int) -> bool:
    """Tell whether a date stands with the measure and before its verb: "Sales in 2018 rose"."""
    measure = _NOUNS.fullmatch(before) is not None and _FLOWS.search(before.lower()) is not None
    return measure and _VERB.match(view, end) is not None


def _reach(draft: Draft, date: Proposal, end: int) -> int:
    """Return where the next date in the sentence takes over."""
    later = [one for one in draft.within((date.span[1], end), "_date") if one.id != date.id]
    later = [one for one in later if one.value("role") != "base" and one.value("date")]
    return later[0].span[0] if later else end


@rule(
    "periods.carried",
    examples=(
        (
            "It had sales of €5 million in 2018 and posted a loss of €1 million.",
            "figure period=2018; value=1000000",
        ),
        ("Sales rose 5% to €5 million in 2018.", "figure period=2018; unit=%"),
    ),
    counter_examples=("It had sales of €5 million in 2018. It has 50 dealers.",),
)
def carried(draft: Draft) -> None:
    """Carry the period of a figure to those that its sentence joins to it."""
    view = draft.article.view
    figures = draft.of_kind("figure")
    for number, one in enumerate(figures):
        if one.value("period") or _COMPARED.search(view, max(0, one.span[0] - 24), one.span[0]):
            continue
        if one.rule.startswith(("zh-", "shares.split")):
            continue
        for other in _neighbours(figures, number, around(draft, one.span[0])):
            if _COMPARED.search(view, max(0, other.span[0] - 24), other.span[0]):
                continue
            period = draft.proposals[other.id].attributes.get("period")
            if period is None or not period.value:
                continue
            gap = view[min(one.span[1], other.span[1]) : max(one.span[0], other.span[0])]
            changed = one.value("change_of") == other.id
            backward = one.span[0] < other.span[0] and _AND.search(gap) is not None
            relative = any(
                date.value("sense") == "relative"
                for date in draft.within(_gap(one, other), "_date")
            )
            if changed or (_joined(gap) and not relative and not backward):
                held = Attribute(period.value, "inferred", period.spans, "same-sentence")
                draft.change(one.id, period=held)
                break


def _neighbours(figures: list[Proposal], number: int, sentence: Span) -> list[Proposal]:
    """Return the three nearest figures of a sentence, the nearest first."""
    one = figures[number]
    beside = figures[max(0, number - 3) : number] + figures[number + 1 : number + 4]
    inside = [
        other for other in beside if sentence[0] <= other.span[0] and other.span[1] <= sentence[1]
    ]
    return sorted(inside, key=lambda other: (abs(other.span[0] - one.span[0]), other.span[0]))[:3]


def _gap(one: Proposal, other: Proposal) -> Span:
    return min(one.span[1], other.span[1]), max(one.span[0], other.span[0])


def _joined(gap: str) -> bool:
    """Tell whether two figures stand in one clause or in clauses with one subject."""
    return (
        ";" not in gap and gap.count("(") == gap.count(")") and _OTHER_SUBJECT.search(gap) is None
    )


@rule(
    "periods.same-year",
    examples=(
        (
            "In 2018 Foo sold 500 cars. Of these, 90 vans went abroad in the whole year.",
            "figure period=2018; value=90",
        ),
    ),
    counter_examples=(
        "It sold 90 vans in the whole year.",
        "In 2018 Foo sold 500 cars. It has 90 vans.",
    ),
)
def same_year(draft: Draft) -> None:
    """Read "in the whole year" as the year of the sentences before it in the paragraph."""
    view = draft.article.view
    for match in _WHOLE_YEAR.finditer(view):
        sentence = draft.sentence(match.start())
        paragraph = (
            draft.article.paragraphs[sentence.paragraph] if draft.article.paragraphs else (0, 0)
        )
        earlier = [
            one
            for one in draft.within(
                (max(paragraph[0], match.start() - 1200), match.start()), "figure"
            )
            if one.value("period")[:4].isdigit()
        ]
        if not earlier:
            continue
        source = earlier[-1].attributes["period"]
        assert isinstance(source.value, str)
        spans = (*source.spans[:1], match.span())
        held = Attribute(source.value[:4], "inferred", spans, "whole-year")
        for one in draft.within(around(draft, match.start()), "figure"):
            if not one.value("period"):
                draft.change(one.id, period=held)


RULES = (at, lead, same_year, carried)
