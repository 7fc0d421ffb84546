"""Events that a date gives away: whatever a clause says was done on a day or in a month."""

from __future__ import annotations

import re
from collections import Counter

from msgspec.structs import replace

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.event_labels import event_label
from jwviewer.reading.layers.event_merge import DEALS, meant_types
from jwviewer.reading.layers.event_parts import EventReader
from jwviewer.reading.layers.milestone_types import REFERRED, typed
from jwviewer.reading.layers.milestone_words import (
    Governor,
    MilestoneWords,
    chronicled,
    clause_start,
    gerund_before,
    milestone_words,
    noun_after,
    noun_before,
    verb_after,
    verb_before,
)
from jwviewer.reading.layers.outsiders import is_outsiders
from jwviewer.reading.layers.plain_verbs import told_plainly
from jwviewer.reading.layers.triggers import MOST_TOLD, Trigger
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule

_SENSES = ("in", "since", "early", "around", "between")
_YEAR_TO = later(
    r"\b(?:year|years|months|quarter|half|half-year|weeks|period|season)(?: ended| ending)?"
    r"(?: to| through| on| in)?(?: the end of| end)? \Z"
)
_EARNED = later(
    r" (?:an? |its |their )?(?:[\w-]+ ){0,3}(?:EBITDA|EBIT|profits?|loss(?:es)?|sales|revenues?|"
    r"turnover|income|earnings|margins?|headlines)\b"
)
_SHARED = later(r"(?:shar|work|cooperat|run\b|ran\b|operat|develop|market|exchang|us)")
_LISTED = later(r"(?:listed|quoted|traded|floated)\b")
"""Done once, and so ever since: "listed in Oslo since 1997"."""
_SOMEBODY = later(r"\b[Tt]he [a-z-]{3,16}['’]s (?:[a-z]+ )?\Z")
_LASTING = ("cooperation", "supply", "licence")
_LINE = later(r" ?(?::|[–—-]|\|) ")
_OPENS = later(
    r"[\s\"“‘*•–-]*(?:(?:And|But|Then|Only|Already|Later|Earlier|Also|Finally|So|Early|Late|"
    r"it was|It was|it was not|It was not|then|"
    r"later|already|only|and|but|just|as early as|as recently as|back|early|late),? ?){0,3}"
)
_PREPOSITION = later(
    r"(?:in|on|since|during|as early as|back in|in early|in late|in mid|around|between|from|"
    r"late in|"
    r"early in|as far back as|at|until|dating from|dated)\b",
    re.IGNORECASE,
)
_STRONG = later(
    r"(?:found|open|acquir|b[ou]ught|invest|sign|launch|merg|t[oa]ken? over|took over|w[io]n|"
    r"establish|"
    r"struck|agreed|inaugurat|set up|formed|created|introduc|unveil|incorporat|ordered|licen[cs]ed|"
    r"listed|floated|granted|awarded|placed|clos|complet|mov|relocat|shut|start|beg[au]n|sold|"
    r"raised)"
)
_CLAUSE_END = later(r"; |: | [–—] |, (?:and|but|while|after|before|because|as) |[“”\"]")
_DEFINITE = later(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hese|[Bb]oth) (?:[a-z]+-year |long-term |new |latest |final |two )?\Z"
)


@rule(
    "events.dated",
    examples=(
        (
            "Voltessa AB moved its head office to Kiel in 2012.",
            "event date=2012; event_type=other; participants=Voltessa AB",
        ),
        (
            "Voltessa AB has been listed in Oslo since 1997.",
            "event date=1997/..; event_type=other; participants=Voltessa AB",
        ),
        (
            "Voltessa AB has grown since its 2016 flotation.",
            "event date=2016; event_type=other; participants=Voltessa AB",
        ),
        (
            "Voltessa AB sells the Iris bus, first exhibited in May 2014.",
            "event date=2014-05; event_type=other; participants=Voltessa AB",
        ),
    ),
    counter_examples=(
        "The council approved a plan of Voltessa AB in May 2019.",
        "Voltessa AB will open a yard in 2030.",
        "Voltessa AB said in 2019 that it would never sell.",
        "Voltessa AB had 500 staff in 2018, fewer than in 2015.",
        "Voltessa AB plans to move in 2031.",
    ),
)
def dated(draft: Draft) -> None:
    """Read what a clause with a date says was done, unless an event has taken that date."""
    known = draft.lexicons.once(milestone_words)
    reader = EventReader(draft)
    taken = _taken(draft)
    seen: Counter[int] = Counter()
    for date in draft.of_kind("_date"):
        if not date.value("date") or date.value("sense") not in _SENSES:
            continue
        if taken.find(1, *date.span) >= 0:
            continue
        sentence = draft.article.sentence(date.span[0])
        seen[sentence.number] += 1
        if seen[sentence.number] > MOST_TOLD:
            continue
        found = _governor(draft, sentence, date, known)
        if found is None and not _counted(draft, date):
            found = _plainly(draft, reader, sentence, date, known)
        if found is None or _is_of_figures(draft.article.view, sentence, date, found):
            continue
        if _counted(draft, date) and not _STRONG.match(draft.article.view[found.span[0] :][:12]):
            continue
        if _settle(draft, reader, sentence, date, found, known):
            taken[slice(*date.span)] = b"\1" * (date.span[1] - date.span[0])


def _is_of_figures(view: str, sentence: Sentence, date: Proposal, found: Governor) -> bool:
    """Tell whether a date closes a year of account, or a verb has an amount for its object."""
    before = view[max(sentence.start, date.span[0] - 24) : date.span[0]]
    return bool(_YEAR_TO.search(before) or _EARNED.match(view, found.span[1]))


def _taken(draft: Draft) -> bytearray:
    """Mark the characters of dates that events, prizes and programmes have already."""
    taken = bytearray(len(draft.article.view))
    for one in draft.of_kind("event", "award", "programme"):
        if one.value("date"):
            for start, end in one.attributes["date"].spans:
                taken[start:end] = b"\1" * (end - start)
    return taken


def _counted(draft: Draft, date: Proposal) -> bool:
    """Tell whether a figure of the sentence holds at this date."""
    sentence = draft.article.sentence(date.span[0])
    return any(
        span[0] < date.span[1] and date.span[0] < span[1]
        for one in draft.within(sentence.span, "figure")
        if one.value("period")
        for span in one.attributes["period"].spans
    )


def _governor(
    draft: Draft, sentence: Sentence, date: Proposal, known: MilestoneWords
) -> Governor | None:
    view = draft.article.view
    start, end = date.span
    led = _PREPOSITION.match(view, start)
    if not led or (date.value("sense") == "in" and view[start : start + 2].isdigit()):
        named = noun_after(view, end, known)
        if named is not None and view[end : end + 1] == " ":
            return named
    begin = clause_start(view, sentence.start, start)
    bracket = view.rfind("(", begin, start)
    if bracket >= 0 and view.find(")", bracket, start) < 0:
        for noun in known.noun.finditer(view, max(begin, bracket - 40), bracket - 1):
            if noun.end() == bracket - 1:
                kind = known.noun_type[" ".join(noun.group().casefold().split())]
                return Governor(kind, noun.span(), False, noun.group())
        begin = bracket + 1
    bare = not led and not re.match(r"[A-Z]|\d{1,2} |the ", view[start : start + 4])
    line = (
        _LINE.match(view, end)
        if not led and _OPENS.fullmatch(view, sentence.start, start)
        else None
    )
    if line is not None:
        return chronicled(view, line.end(), sentence.end, known)
    if _OPENS.fullmatch(view, begin, start):
        return verb_after(view, end, min(sentence.end, _clause_end(view, end, sentence.end)), known)
    if bare and not re.search(r"[,(]\s?\Z|ed \Z", view[max(begin, start - 4) : start]):
        return None
    return (
        noun_before(view, begin, start, known)
        or verb_before(view, begin, start, known)
        or gerund_before(view, max(sentence.start, start - 120), start, known)
    )


def _plainly(
    draft: Draft, reader: EventReader, sentence: Sentence, date: Proposal, known: MilestoneWords
) -> Governor | None:
    """Return what a company did on a date by a verb of no type."""
    view = draft.article.view
    start, end = date.span
    if date.value("sense") != "in" or not _PREPOSITION.match(view, start):
        return None
    begin = clause_start(view, sentence.start, start)
    if view.rfind("(", begin, start) > view.rfind(")", begin, start):
        return None
    if _OPENS.fullmatch(view, begin, start):
        last = min(sentence.end, _clause_end(view, end, sentence.end))
        return told_plainly(draft, reader.mentions, known, (end, last), end)
    return told_plainly(draft, reader.mentions, known, (begin, start), start)


def _clause_end(view: str, start: int, end: int) -> int:
    match = _CLAUSE_END.search(view, start, end)
    return match.start() if match is not None else min(end, start + 260)


def _settle(
    draft: Draft,
    reader: EventReader,
    sentence: Sentence,
    date: Proposal,
    found: Governor,
    known: MilestoneWords,
) -> bool:
    """Give the date to the event that its verb or noun tells of already, or add one."""
    view = draft.article.view
    kind, noun, head = typed(view, sentence, found, known)
    attribute = date.attributes["date"]
    held = Attribute(attribute.value, attribute.basis, (date.span,), attribute.how)
    for event in draft.within(sentence.span, "event"):
        heads = event.attributes["event_type"].spans
        if any(
            (a < head[1] and head[0] < b) or (a < found.span[1] and found.span[0] < b)
            for a, b in heads
        ):
            if not event.value("date"):
                draft.change(event.id, date=held)
            return True
    if date.value("sense") == "since" and kind not in _LASTING:
        if _LISTED.match(view, found.span[0]):
            kind, held = (
                "other",
                replace(held, value=f"{attribute.value}/..".replace("/../..", "/..")),
            )
        elif not _SHARED.match(view, found.span[0]):
            return False
        else:
            kind = "cooperation"
    if not kind or is_outsiders(view, sentence, found.span[0]):
        return False
    if (
        noun
        and REFERRED.match(view, found.span[0])
        and _DEFINITE.search(view, max(sentence.start, head[0] - 24), head[0])
    ):
        target = _meant(draft, noun, sentence.end)
        if target is not None:
            draft.change(target.id, date=held)
            return True
    trigger = Trigger(kind, head, found.span, noun, False, view[found.span[0] : found.span[1]])
    parts = reader.parts(sentence, trigger, [])
    if noun and _SOMEBODY.search(view, max(sentence.start, head[0] - 24), head[0]):
        parts.entities = {}  # "the chain's foundation": which chain, another rule may tell
    parts.date = held
    label = event_label(draft, kind, trigger, parts)
    spans = [found.span, head, date.span]
    draft.add(
        "event",
        (min(one[0] for one in spans), max(one[1] for one in spans)),
        {
            "name": Attribute(label, "inferred", (head,), "label"),
            "event_type": Attribute(kind, spans=(found.span,)),
            "participants": parts.participants(),
            "companies": parts.participants(),
            "date": held,
            "place": parts.place or Attribute("", "not_stated"),
            "duration": Attribute("", "not_stated"),
        },
        rule="events.dated",
        confidence=0.55 if kind == "other" else 0.65,
        claim=False,
    )
    return True


def _meant(draft: Draft, noun: str, position: int) -> Proposal | None:
    """Return the last undated event before a position that "the deal" can stand for."""
    types = meant_types(noun.split()[-1])
    first = draft.article.sentences[max(0, draft.article.sentence(position - 1).number - 4)].start
    for event in reversed(list(draft.within((first, position), "event"))):
        if event.value("event_type") in types & (DEALS | {"ceremony"}):
            return None if event.value("date") else event
    return None


RULES = (dated,)
