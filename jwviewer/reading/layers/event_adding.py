"""Adding an event to those that are read already, unless it is one of them told again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.event_labels import event_label
from jwviewer.reading.layers.event_merge import DEALS
from jwviewer.reading.layers.event_parts import Parts
from jwviewer.reading.layers.triggers import Trigger
from jwviewer.reading.mentions import Mentions
from jwviewer.reading.proposal import Attribute, Proposal, Span

MOST_BACK = 30
"""An event is compared with so many others of one party."""
LASTING = DEALS | {"cooperation"}
"""Of these types one may stand for another: the agreement, and the supply that it is about."""


class ToldEvents:
    """The events of an article by their parties, so that each is compared with few others."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._by_party: dict[str, list[str]] = defaultdict(list)
        for event in draft.of_kind("event"):
            self._put(event)

    def _put(self, event: Proposal) -> None:
        for party in event.values("participants"):
            self._by_party[party].append(event.id)

    def is_titled(self, mentions: Mentions, title: Sentence) -> bool:
        """Tell whether the text below a title tells of a deal of those that it names."""
        named = dict.fromkeys(one.entity for one in mentions.within(*title.span, "company"))
        return any(one.value("event_type") in LASTING for one in self.alike(named))

    def alike(self, entities: Iterable[str]) -> list[Proposal]:
        """Return the last events of any of these parties, in the order in which they were read."""
        found = {one: None for party in entities for one in self._by_party[party][-MOST_BACK:]}
        return [self._draft.proposals[one] for one in found if one in self._draft.proposals]

    def is_read(self, sentence: Sentence, trigger: Span) -> bool:
        """Tell whether the words that tell of an event are those of one that was read already."""
        return any(
            start < trigger[1] and trigger[0] < end
            for event in self._draft.within(sentence.span, "event")
            for start, end in event.attributes["event_type"].spans
        )

    def has(
        self, sentence: Sentence, trigger: Trigger, parts: Parts, *, apart: bool = False
    ) -> bool:
        """Tell whether an event was read already; give that one the date it lacks.

        ``apart`` is for the second of two that one verb tells.
        """
        draft, entities = self._draft, set(parts.entities)
        if self.is_read(sentence, trigger.span):
            return True
        for event in draft.within(sentence.span, "event"):
            if not apart and _is_same(event, trigger.type, entities, parts):
                return True
        for event in self.alike(parts.entities):
            if _is_again(event, trigger.type, entities, parts):
                known = event.value("date") or event.value("event_type") != trigger.type
                if not known and parts.date is not None:
                    draft.change(event.id, date=parts.date)
                return True
        return False

    def part(self, sentence: Sentence, others: set[str]) -> None:
        """Take companies that are of a second event out of the first one of a sentence."""
        for event in self._draft.within(sentence.span, "event"):
            held = event.values("participants")
            kept = tuple(one for one in held if one not in others)
            if kept != held and len(kept) > 1:
                told = replace(event.attributes["participants"], value=kept)
                self._draft.change(event.id, participants=told, companies=told)

    def add(self, trigger: Trigger, parts: Parts, *, rule: str, confidence: float) -> Proposal:
        """Add an event and return it: its passage is what its sentence says of it."""
        draft = self._draft
        spans = [trigger.span, *(one for some in parts.entities.values() for one in some)]
        if parts.date is not None:
            spans += parts.date.spans
        sentence = draft.sentence(trigger.span[0])
        inside = [one for one in spans if sentence.start <= one[0] and one[1] <= sentence.end]
        label = event_label(draft, trigger.type, trigger, parts)
        made = draft.add(
            "event",
            (min(one[0] for one in inside), max(one[1] for one in inside)),
            {
                "name": Attribute(label, "inferred", (trigger.head,), "label"),
                "event_type": Attribute(trigger.type, spans=(trigger.head,)),
                "participants": parts.participants(),
                "companies": parts.participants(),
                "date": parts.date or Attribute("", "not_stated"),
                "place": parts.place or Attribute("", "not_stated"),
                "duration": parts.duration or Attribute("", "not_stated"),
            },
            rule=rule,
            confidence=confidence,
            claim=False,
        )
        self._put(made)
        return made


def _is_same(event: Proposal, kind: str, entities: set[str], parts: Parts) -> bool:
    """Tell whether an event of the sentence is the one that a clause of it tells of."""
    types = {kind, event.value("event_type")}
    if len(types) > 1 and parts.date is not None and str(parts.date.value).endswith("/.."):
        return False  # what has lasted since then is another one than what is agreed now
    mine = set(event.values("participants"))
    if len(types) == 1:
        return entities <= mine or mine <= entities
    return types <= LASTING and len(entities & mine) > 1


def _is_again(event: Proposal, kind: str, entities: set[str], parts: Parts) -> bool:
    """Tell whether an event of the article is told again."""
    mine = set(event.values("participants"))
    date = parts.date.value if parts.date else ""
    if date and event.value("date") and date != event.value("date"):
        return False
    if event.value("event_type") == kind:
        # What is dated and has one party is not the deal of that party with another one.
        return entities <= mine or (mine <= entities and (len(mine) > 1 or not event.value("date")))
    return not date and {kind, event.value("event_type")} <= LASTING and len(mine & entities) > 1
