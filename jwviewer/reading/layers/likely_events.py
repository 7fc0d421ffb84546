"""Events that no turn of phrase covers: what was learned of articles with gold facts.

One set of weights says how likely a verb or noun tells of an event at all, others of which type;
who takes part and when is read by the same grammar as for all events. They are suggestions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.event_adding import ToldEvents
from jwviewer.reading.layers.event_heads import Head, head_words, heads
from jwviewer.reading.layers.event_parts import EventReader, Parts
from jwviewer.reading.layers.event_signs import SignReader
from jwviewer.reading.layers.trigger_forms import DENIED
from jwviewer.reading.layers.triggers import MOST_TOLD, Trigger
from jwviewer.reading.layers.verb_groups import is_open
from jwviewer.reading.proposal import Proposal, Span
from jwviewer.reading.rule import rule
from jwviewer.reading.weighing import probability, shipped_kinds, shipped_weights

LEAST = 0.25
"""From this sum on an event is proposed; found with sets of articles that were left out."""
_HOPELESS = -1.0
"""Below these log-odds of telling an event nothing else can make up for it."""
_SURE, _CLEAR = 1.0, 3.0
"""More log-odds than these of an event, and of its type, count for no more."""
_OF_TYPE, _OF_LEAD = 0.4, 0.5
"""What the log-odds of a type count, and how far they are before those of the next type."""
_ALONE, _SEVERAL = -0.6, 1.0
"""For one company, and for more than two."""
_DATE_TAKEN = -3.2
"""Where another event of the sentence has its date."""
_DATED = 0.5
"""For a date of its own: a person who follows a timeline misses such an event most."""
_REACH = 120


class Guess(NamedTuple):
    """A word that may tell of an event: its trigger and clause, and how much speaks for it."""

    sentence: Sentence
    trigger: Trigger
    clause: Span
    score: float
    certainty: float


@rule(
    "events.likely",
    examples=(
        (
            "Voltessa AB uses pumps that were developed with Kerning AG.",
            "event event_type=cooperation; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB lent Kerning AG 40 million euros in 1973.",
            "event date=1973; event_type=investment; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB has entrusted its warehouses to Kerning AG.",
            "event event_type=supply; participants=Voltessa AB, Kerning AG",
        ),
    ),
    counter_examples=(
        "Voltessa AB plans to lend Kerning AG 40 million euros.",
        "Voltessa AB may entrust its warehouses to Kerning AG.",
        "Voltessa AB has not entrusted its warehouses to Kerning AG.",
        "Voltessa AB refused to lend Kerning AG 40 million euros in 1973.",
        "If Voltessa AB had entrusted its warehouses to Kerning AG, it would be rich.",
        "Has Voltessa AB entrusted its warehouses to Kerning AG?",
        "Voltessa AB competes with Kerning AG.",
        "Voltessa AB bought Kerning AG in May 2019.",
        "Ann Lee lent Bob Roe 40 million euros in 1973.",
    ),
)
def likely(draft: Draft) -> None:
    """Add the events that the words of a clause make likely, the likeliest first."""
    reader = EventReader(draft)
    others = _Others(draft)
    guesses = _guesses(draft, reader, others)
    for guess in sorted(guesses, key=lambda one: (-one.score, one.trigger.span)):
        parts = reader.parts(guess.sentence, guess.trigger, [])
        firms = [one for one in parts.entities if draft.proposals[one].kind == "company"]
        if not firms or others.tell(guess, parts):
            continue
        worth = min(guess.score, _SURE) + guess.certainty
        worth += {1: _ALONE, 2: 0}.get(len(parts.entities), _SEVERAL)
        worth += _DATE_TAKEN * others.have_date(guess, parts)
        worth += _DATED * (parts.date is not None)
        if worth >= LEAST:
            others.add(guess, parts, 0.5 * probability(worth))


class Candidate(NamedTuple):
    """A word that may tell of an event: as a trigger of no type yet, in its clause."""

    sentence: Sentence
    head: Head
    trigger: Trigger
    clause: Span


def candidates(draft: Draft, reader: EventReader, signs: SignReader) -> Iterator[Candidate]:
    """Yield the words that may tell of an event, in sentences that name a company or a date."""
    view, mentions = draft.article.view, reader.mentions
    known = draft.lexicons.once(head_words)
    for sentence in draft.article.sentences:
        named = mentions.within(*sentence.span, "company") or draft.within(sentence.span, "_date")
        if view[sentence.end - 1] == "?" or not named:
            continue
        words = signs.words(sentence)
        for head in islice(heads(view, words, known), 2 * MOST_TOLD):
            span = words.starts[head.number], words.ends[head.number]
            word = view[slice(*span)]
            noun, verb = ("", word) if head.forms else (word, "")
            trigger = Trigger("other", span, span, noun, False, verb)
            yield Candidate(sentence, head, trigger, reader.bounds(sentence, trigger))


def _guesses(draft: Draft, reader: EventReader, others: _Others) -> Iterator[Guess]:
    tells, kinds = shipped_weights("en-events"), shipped_kinds("en-event-types")
    view = draft.article.view
    signs = SignReader(draft, reader)
    for one in candidates(draft, reader, signs):
        sentence, trigger = one.sentence, one.trigger
        start, end = trigger.span
        if others.have(sentence, trigger):
            continue
        found = signs.of(sentence, one.head, one.clause, sure=True)
        if found is None or DENIED.search(view, max(sentence.start, start - _REACH), start):
            continue
        score = tells.score(found.own | found.around)
        if score < _HOPELESS:
            continue
        ranked = sorted((weights.score(found.own), kind) for kind, weights in kinds.items())
        (second, _), (first, kind) = ranked[-2:]
        if is_open(view, sentence.start, start if kind == "other" else end):
            continue  # "refused to lend" is no loan, but may be an event
        certainty = _OF_TYPE * max(-_CLEAR, min(first, _CLEAR))
        certainty += _OF_LEAD * min(first - second, _CLEAR)
        yield Guess(sentence, replace(trigger, type=kind), one.clause, score, certainty)


class _Others:
    """The events of an article that are told already, by the sentences that tell of them."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._told = ToldEvents(draft)
        self._by_sentence: dict[int, list[str]] = defaultdict(list)
        for one in draft.of_kind("event", "award", "programme"):
            self._put(one)

    def _put(self, event: Proposal) -> None:
        spans = (event.span, *_heads(event))
        for number in {self._draft.sentence(start).number for start, _ in spans}:
            self._by_sentence[number].append(event.id)

    def _in(self, sentence: Sentence) -> list[Proposal]:
        return [self._draft.proposals[one] for one in self._by_sentence[sentence.number]]

    def have(self, sentence: Sentence, trigger: Trigger) -> bool:
        """Tell whether a word tells of an event already."""
        spans = (span for one in self._in(sentence) for span in _heads(one))
        return any(_overlap(span, trigger.span) for span in spans)

    def tell(self, guess: Guess, parts: Parts) -> bool:
        """Tell whether a guess is within the passage or clause of an event, or that event again.

        An event of another date is none of these.
        """
        date = str(parts.date.value) if parts.date else ""
        entities = set(parts.entities)
        near = self._in(guess.sentence)
        return any(_is_beside(one, guess) and not _is_apart(one, date) for one in near) or any(
            (one.value("event_type") == guess.trigger.type or (date and one.value("date") == date))
            and not _is_apart(one, date)
            and _is_part(entities, set(one.values("participants")))
            for one in self._told.alike(entities)
        )

    def have_date(self, guess: Guess, parts: Parts) -> bool:
        """Tell whether an event of the sentence has the date of a guess."""
        mine = parts.date.spans if parts.date else ()
        dates = (
            one.attributes["date"].spans for one in self._in(guess.sentence) if one.value("date")
        )
        return any(_overlap(span, other) for spans in dates for span in spans for other in mine)

    def add(self, guess: Guess, parts: Parts, confidence: float) -> None:
        """Add the event of a guess."""
        self._put(self._told.add(guess.trigger, parts, rule="events.likely", confidence=confidence))


def _heads(event: Proposal) -> tuple[Span, ...]:
    return event.attributes["event_type"].spans if "event_type" in event.attributes else ()


def _is_beside(event: Proposal, guess: Guess) -> bool:
    """Tell whether a guess stands in the passage of an event, or in its clause."""
    start, end = guess.clause
    return event.span[0] <= guess.trigger.span[0] < event.span[1] or any(
        start <= head < end for head, _ in _heads(event)
    )


def _is_part(one: set[str], other: set[str]) -> bool:
    return one <= other or other <= one


def _is_apart(event: Proposal, date: str) -> bool:
    """Tell whether an event is of another date."""
    return bool(date and event.value("date")) and date != event.value("date")


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


RULES = (likely,)
