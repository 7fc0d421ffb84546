"""Deals that an office tells of: "Volta, a partner of Kerning since 2019"."""

from __future__ import annotations

import re

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.event_adding import ToldEvents
from jwviewer.reading.layers.event_parts import Parts
from jwviewer.reading.layers.trigger_forms import DENIED
from jwviewer.reading.layers.triggers import Trigger
from jwviewer.reading.layers.verb_groups import is_open
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.mentions import Mention, Mentions, mentions_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_OWNER = later(r"['’]s? (?:[\w-]+ ){0,3}\Z")
_PAST = later(r"\b(?:former|ex|one-time|erstwhile|previous|no longer)\b")
_OF = later(r" (?:of|to|for|with) (?:the )?(?:[\w’'-]+ ){0,4}\Z")
_APPOSED = later(r"(?: \([^()]{1,40}\))?, (?:(?:an?|the|one of|[a-z-]+) ){0,5}\Z")
_VERB = later(
    r"\b(?P<verb>is|are|was|were|been|became|become|becoming|remains?|remained)"
    r" (?:(?:an?|the|one of|[a-z-]+) ){0,5}\Z"
)
_BESIDE = 60
"""The other party, and the date, stand within so many characters."""


class Offices(dict[str, str]):
    """Nouns of offices that one firm holds for another, with the type of event they tell of."""

    def __init__(self, lexicons: Lexicons) -> None:
        listed = lexicons.table("en/frames", "standing")
        super().__init__({noun: kind for kind, nouns in listed.items() for noun in nouns})
        self.noun: re.Pattern[str] = later(rf"(?<![\w-])(?P<noun>{alternatives(self)})s?(?![\w-])")


@rule(
    "events.standing",
    examples=(
        (
            "Voltessa AB, a partner of Kerning AG since 2019, makes seals.",
            "event date=2019/..; event_type=cooperation; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB became a supplier to Kerning AG in 2008.",
            "event date=2008; event_type=supply; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB, which had been Kerning AG's distributor since 2012, left.",
            "event date=2012/..; event_type=agreement; participants=Voltessa AB, Kerning AG",
        ),
    ),
    counter_examples=(
        "Voltessa AB is a partner of Kerning AG.",
        "Voltessa AB was never a partner of Kerning AG in 2008.",
        "Voltessa AB hopes to become a partner of Kerning AG in 2028.",
        "Voltessa AB may become a partner of Kerning AG in 2028.",
        "Voltessa AB, not a partner of Kerning AG since 2019, makes seals.",
        "Voltessa AB, a former partner of Kerning AG since 2019, makes seals.",
        "Voltessa AB became a partner of Kerning AG's rival Halden in 2008.",
    ),
)
def standing(draft: Draft) -> None:
    """Read since when one firm has been another one's partner, supplier or agent."""
    known = draft.lexicons.once(Offices)
    mentions = mentions_of(draft)
    if len(mentions.companies) < 2:
        return
    told = ToldEvents(draft)
    view = draft.article.view
    for match in known.noun.finditer(view):
        sentence = draft.sentence(match.start())
        date = _date(draft, match.end(), sentence)
        if date is None:
            continue
        parties = _parties(view, mentions, sentence, match.span(), date)
        if len(parties) < 2 or DENIED.search(
            view, max(sentence.start, match.start() - 120), match.start()
        ):
            continue
        held = date.attributes["date"]
        value = str(held.value)
        if date.value("sense") == "since" and "/" not in value:
            value = f"{value}/.."
        made = Parts({one.entity: (one.span,) for one in parties})
        made.date = Attribute(value, held.basis, held.spans or (date.span,), held.how)
        trigger = Trigger(known[match["noun"]], match.span(), match.span(), "", False, "")
        if not told.has(sentence, trigger, made):
            told.add(trigger, made, rule="events.standing", confidence=0.6)


def _date(draft: Draft, end: int, sentence: Sentence) -> Proposal | None:
    """Return the date right behind an office: "since 2019", or "in 2008"."""
    stretch = end, min(sentence.end, end + 2 * _BESIDE)
    for one in draft.within(stretch, "_date"):
        if one.value("date") and one.value("sense") in ("since", "in", "early"):
            return one
        return None
    return None


def _parties(
    view: str, mentions: Mentions, sentence: Sentence, noun: Span, date: Proposal
) -> list[Mention]:
    """Return who holds an office for whom; nobody where the sentence does not say both."""
    named = mentions.within(sentence.start, date.span[0], "company")
    before = [one for one in named if one.end <= noun[0]]
    behind = [one for one in named if one.start >= noun[1]]
    if any(sign in view[noun[1] : date.span[0]] for sign in ",;:"):
        return []
    begin, other = noun[0], None
    if before and _OWNER.fullmatch(view, before[-1].end, noun[0]):
        other = before.pop()
        begin = other.start
    elif behind and _OF.fullmatch(view, noun[1], behind[0].start):
        other = behind[0]
        if view.startswith(("'", "’"), other.end):
            return []  # "a partner of Volta's rival Kerning"
    verb = _VERB.search(view, max(sentence.start, begin - _BESIDE), begin)
    since = date.value("sense") == "since"
    if verb is not None:
        if is_open(view, sentence.start, verb.start()) or not (
            since or verb["verb"].startswith("bec")
        ):
            return []
        subject = mentions.joined_at(before)
    elif since and before and _APPOSED.fullmatch(view, before[-1].end, begin):
        held = before[-1].end, noun[0]
        if is_open(view, *held) or _PAST.search(view, *held):
            return []
        subject = before[-1:]
    else:
        subject = []
    if other is None:
        return subject if len(subject) > 1 and view[noun[1] - 1] == "s" else []
    return [*subject[:1], other] if subject and subject[0].entity != other.entity else []


RULES = (standing,)
