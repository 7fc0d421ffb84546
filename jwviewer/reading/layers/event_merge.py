"""Which mentions are of one event, and which of two."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.event_parts import Parts
from jwviewer.reading.layers.triggers import Trigger
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

DEALS = frozenset(
    {
        "agreement",
        "acquisition",
        "joint_venture",
        "supply",
        "licence",
        "letter_of_intent",
        "investment",
    }
)


_SIGNED = ("agreement", "letter_of_intent", "joint_venture", "licence", "acquisition")


_ANEW = later(
    r"\b(?:[Pp]reviously|[Ee]arlier|[Bb]efore that|[Aa]nother|[Ss]econd|[Ss]eparate(?:ly)?|"
    r"[Ff]urther|"
    r"[Ff]ollow-on|[Ff]irst|[Aa]lready|[Aa]s early as|[Bb]ack in|[Ii]n addition|new)\b"
)


@dataclass
class Event:
    """One event: the mentions that were merged into it."""

    type: str
    trigger: Trigger
    sentence: Sentence
    parts: Parts
    spans: list[Span] = field(default_factory=list)
    heads: list[Span] = field(default_factory=list)
    looks: tuple[object, ...] = ()
    """All that another mention is compared with; many events may differ in nothing of it."""

    def __post_init__(self) -> None:
        self.look()

    def look(self) -> None:
        """Take note of what has changed."""
        date = self.parts.date and self.parts.date.value
        self.looks = (self.type, *self.parts.entities, date, self.trigger.noun, self.trigger.verb)


def is_meant(noun: str, event: Event) -> bool:
    """Tell whether "the deal" or "the purchase" can stand for an event."""
    return event.type in meant_types(noun)


def meant_types(noun: str) -> frozenset[str]:
    """Return the types of the events that "the deal" or "the purchase" can stand for."""
    by_noun = {
        "purchase": {"acquisition"},
        "acquisition": {"acquisition"},
        "takeover": {"acquisition"},
        "sale": {"acquisition"},
        "merger": {"acquisition"},
        "venture": {"joint_venture"},
        "order": {"supply"},
        "memorandum": {"letter_of_intent"},
        "letter": {"letter_of_intent"},
        "MoU": {"letter_of_intent"},
        "agreement": {"agreement", "letter_of_intent", "licence", "supply"},
        "partnership": {"agreement", "cooperation", "joint_venture"},
        "ceremony": {"ceremony"},
        "signing": {"ceremony", *DEALS},
    }
    return frozenset(by_noun.get(noun, DEALS))


_ANY, _NONE = "*", ""
MOST_BACK = 600
"""An event is told again before so many others are told."""


class _Told:
    """The numbers of the events told so far, in order, by their type and each of their parties."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._known = 0

    def put(self, number: int, event: Event) -> None:
        """Take note of the parties that an event has by now."""
        for party in (_ANY, *(event.parts.entities or (_NONE,))):
            numbers = self._numbers[event.type, party]
            place = bisect_left(numbers, number)
            if numbers[place : place + 1] != [number]:
                numbers.insert(place, number)

    def alike(self, found: list[Event], made: Event, first: int) -> list[int]:
        """Return, the last first, which events from a number on may be the one of a mention.

        They are of its type, and share a party with it unless one of the two names none.
        """
        for number in range(self._known, len(found)):
            self.put(number, found[number])
        self._known = len(found)
        parties = (*made.parts.entities, _NONE) if made.parts.entities else (_ANY,)
        lists = [self._numbers.get((made.type, one), []) for one in parties]
        numbers = {one for some in lists for one in some[bisect_left(some, first) :]}
        return sorted(numbers, reverse=True)


def merge(found: list[Event], made: Event, draft: Draft) -> None:
    """Merge a mention into the event that it is another mention of, or take it for a new one."""
    # What was asked of an event, and is asked again for a mention like the last, has its answer.
    asked: dict[object, int] = draft.shared.setdefault("unlike", {})
    sentence = draft.article.view[made.sentence.start : made.sentence.end]
    question = made.looks, made.trigger.definite, _is_anew(sentence)
    first = max(asked.get(question, 0), len(found) - MOST_BACK)
    others: set[object] = set()
    told: _Told = draft.shared.setdefault("told", _Told())
    for number in told.alike(found, made, first):
        old = found[number]
        if old.looks in others:
            continue
        if not _same(old, made, draft):
            others.add(old.looks)
        else:
            old.spans += made.spans
            old.heads += [made.trigger.head]
            if old.parts.date is None:
                old.parts.date = made.parts.date
            if old.parts.place is None:
                old.parts.place = made.parts.place
            if old.parts.duration is None:
                old.parts.duration = made.parts.duration
            if old.type != "ceremony" and made.type == old.type:
                for entity, spans in made.parts.entities.items():
                    if len(old.parts.entities) < 2 or made.trigger.nominal:
                        old.parts.entities.setdefault(entity, spans)
            old.look()
            told.put(number, old)
            asked.clear()
            return
    asked[question] = len(found)
    made.heads.append(made.trigger.head)
    found.append(made)


def _same(old: Event, made: Event, draft: Draft) -> bool:
    mine, other = set(made.parts.entities), set(old.parts.entities)
    if not (mine <= other or other <= mine):
        return False
    dates = [one.parts.date.value if one.parts.date else "" for one in (old, made)]
    if dates[0] and dates[1] and dates[0] != dates[1]:
        return False
    if not dates[0] and len(dates[1]) == 4 and not made.trigger.nominal:
        # The news has no date or a near one; "in 2015" tells of what was before.
        return made.trigger.definite
    firsts = [next(iter(one.parts.entities), "") for one in (old, made)]
    if (
        made.type in ("acquisition", "investment")
        and dates[0] != dates[1]
        and firsts[0] != firsts[1]
    ):
        # Who bought it first is another buyer than the one who buys it now.
        return made.trigger.definite
    if made.type == "ceremony" and not _one_ceremony(old.trigger.noun, made.trigger.noun):
        return False
    if made.trigger.definite:
        return True
    sentence = draft.article.view[made.sentence.start : made.sentence.end]
    anew = _is_anew(sentence)
    if dates[0] != dates[1] and (anew or made.type in ("other", "launch")):
        return False
    if made.type in ("agreement", "letter_of_intent", "supply", "launch", "other") and anew:
        return dates[0] == dates[1] != ""
    if made.type in ("launch", "other") and old.trigger.verb != made.trigger.verb:
        return dates[0] == dates[1] != "" and made.type == "other"
    return len(mine & other) > 1 or made.type not in ("agreement", "supply", "investment", "launch")


@lru_cache(maxsize=4)
def _is_anew(sentence: str) -> bool:
    """Tell whether a sentence speaks of another deal; it is asked for each of its events."""
    return _ANEW.search(sentence) is not None


def _covers(other: Event, ceremony: Event, parties: set[str]) -> bool:
    """Tell whether what a ceremony was held for is already told as an event of its own."""
    if other.parts.date is not None or not parties <= set(other.parts.entities):
        return False
    if other.type in ("agreement", "letter_of_intent"):
        return True
    return other.type in _SIGNED and other.sentence.number <= ceremony.sentence.number


def _one_ceremony(old: str, made: str) -> bool:
    words = [one.casefold().removeprefix("the ").strip() for one in (old, made)]
    return (
        words[0] == words[1]
        or ("ceremony" in words and all(words))
        or (all("signing" in one for one in words))
    )


def add_signed(found: list[Event]) -> None:
    """Add the agreement of which only the signing ceremony is told."""
    for one in list(found):
        phrase = one.trigger.noun.casefold()
        if one.type != "ceremony" or "signing" not in phrase:
            continue
        parties = set(one.parts.entities)
        if len(parties) < 2 or any(_covers(other, one, parties) for other in found):
            continue
        kind = "letter_of_intent" if "memorandum" in phrase or "intent" in phrase else "agreement"
        kind = "joint_venture" if "venture" in phrase else kind
        noun = re.sub(r" ?signing ceremony", " agreement", one.trigger.noun).strip()
        head = Trigger(kind, one.trigger.head, one.trigger.span, noun, False, "signed")
        parts = replace(one.parts, entities=dict(one.parts.entities), duration=None)
        found.append(Event(kind, head, one.sentence, parts, list(one.spans)))
