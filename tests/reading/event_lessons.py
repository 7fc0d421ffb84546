"""What is learned of the events of articles with gold facts: the words that tell them, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.event_parts import EventReader
from jwviewer.reading.layers.event_signs import SignReader, Signs
from jwviewer.reading.layers.likely_events import Candidate, candidates
from tests.reading.fields import whole_places
from tests.reading.matching import Row, plain_name

_FOUND, _A_VERB = 1.5, 0.2
"""That a rule tells the event by a word, and that it is a verb, against a party or a date."""


def told_events(draft: Draft, gold: list[Row]) -> Iterator[tuple[set[str], bool]]:
    """Yield every word that may tell of an event; it does if a gold one is best told by it."""
    for signs, kind in _labelled(draft, gold):
        yield set(signs.own | signs.around), bool(kind)


def event_types(draft: Draft, gold: list[Row]) -> Iterator[tuple[set[str], str]]:
    """Yield every word that tells of an event, with its type."""
    for signs, kind in _labelled(draft, gold):
        if kind:
            yield set(signs.own), kind


def _labelled(draft: Draft, gold: list[Row]) -> Iterator[tuple[Signs, str]]:
    """Yield the signs of each word, and the type of the event that it tells or none.

    Of the words in the passage of an event it is the one that gives its parties and its date. The
    others, and all in those of plans and of what may be left out, are neither.
    """
    reader = EventReader(draft)
    signs_of = SignReader(draft, reader)
    found = list(candidates(draft, reader, signs_of))
    kinds: dict[int, str] = {}
    passed: set[int] = set()
    fits: list[tuple[float, int, int]] = []
    for row_number, row in enumerate(gold):
        if not row.get("event_type") or row["kind"] != "event":
            continue
        places = whole_places(row)
        hit = [
            number
            for number, one in enumerate(found)
            if any(start <= one.trigger.span[0] < end for start, end in places)
        ]
        passed.update(hit)
        if not row.get("optional") and row["event_type"] != "plan":
            fits += [(_fit(draft, reader, found[one], row), -one, row_number) for one in hit]
    done: set[int] = set()
    for _, number, row_number in sorted(fits, reverse=True):
        if row_number not in done and -number not in kinds:
            done.add(row_number)
            kinds[-number] = gold[row_number]["event_type"]
    for number, one in enumerate(found):
        if number in kinds or number not in passed:
            signs = signs_of.of(one.sentence, one.head, one.clause)
            if signs is not None:
                yield signs, kinds.get(number, "")


def _fit(draft: Draft, reader: EventReader, known: Candidate, row: Row) -> float:
    """Return how well a word gives the parties and the date of a gold event."""
    sentence, one = known.sentence, known.trigger
    types = [row["event_type"], *row.get("also", ())]
    parties = {plain_name(name) for name in row.get("participants") or ()}
    best = 0
    for kind in types:
        parts = reader.parts(sentence, replace(one, type=kind), [])
        companies = (draft.proposals[entity] for entity in parts.entities)
        names = (
            form for made in companies for form in (made.value("name"), *made.values("aliases"))
        )
        date = parts.date.value if parts.date else ""
        best = max(
            best, any(plain_name(name) in parties for name in names) + (date == row.get("date", ""))
        )
    told = any(
        event.value("event_type") in types
        and any(
            start < one.span[1] and one.span[0] < end
            for start, end in event.attributes["event_type"].spans
        )
        for event in draft.within(sentence.span, "event")
    )
    return best + _FOUND * told + _A_VERB * (not one.nominal)
