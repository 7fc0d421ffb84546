"""The reading in progress: the article, and what the layers have found in it so far."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from jwviewer.reading.article import Article, Sentence
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.proposal import Attribute, Proposal, Span

LONGEST = 400
"""No proposal whose place is looked up by a position within it is longer than this."""

Place = tuple[int, int, str]
"""Where a proposal begins and ends, and its id."""


@dataclass
class Draft:
    """Proposals in the order in which they were made, and the characters they have claimed.

    A layer claims the characters that it has understood, so that a later one does not read
    a year as a count or a model name as a number. Spans refer to the article's view.
    """

    article: Article
    lexicons: Lexicons
    article_date: str = ""
    proposals: dict[str, Proposal] = field(default_factory=dict)
    claimed: bytearray = field(default_factory=bytearray)
    shared: dict[object, Any] = field(default_factory=dict)
    """What several rules look things up in, made once: see ``Mentions``."""
    _numbers: dict[str, int] = field(default_factory=dict)
    _places: dict[str, list[Place]] = field(default_factory=dict)
    _listed: dict[str, list[Proposal]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.claimed = bytearray(len(self.article.text))

    def add(
        self,
        kind: str,
        span: Span,
        attributes: dict[str, Attribute],
        *,
        rule: str,
        confidence: float,
        claim: bool = True,
    ) -> Proposal:
        """Record a proposal under an id of its own and claim its characters."""
        number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
        made = Proposal(f"{kind}-{number}", kind, span, attributes, rule, confidence)
        self.proposals[made.id] = made
        self._listed.pop(kind, None)
        self._place(made)
        if claim:
            self.claim(span)
        return made

    def change(self, proposal_id: str, **attributes: Attribute) -> Proposal:
        """Give a proposal more attributes, or other ones."""
        return self.put(
            replace(
                self.proposals[proposal_id],
                attributes={**self.proposals[proposal_id].attributes, **attributes},
            )
        )

    def put(self, proposal: Proposal) -> Proposal:
        """Put a proposal, such as one of another span or confidence, in the place of its id."""
        old = self.proposals[proposal.id]
        self._listed.pop(proposal.kind, None)
        if (old.kind, old.span) != (proposal.kind, proposal.span):
            self._forget(old)
            self._place(proposal)
        self.proposals[proposal.id] = proposal
        return proposal

    def drop(self, proposal_id: str) -> None:
        """Take a proposal back; its characters stay claimed."""
        old = self.proposals.pop(proposal_id)
        self._forget(old)

    def claim(self, span: Span) -> None:
        """Mark characters as understood."""
        start, end = span
        self.claimed[start:end] = b"\1" * (end - start)

    def is_free(self, span: Span) -> bool:
        """Tell whether no layer has claimed any of these characters."""
        return self.claimed.find(1, span[0], span[1]) < 0

    def count(self, kind: str) -> int:
        """Return how many proposals of a kind there are."""
        return len(self._places.get(kind, ()))

    def of_kind(self, *kinds: str) -> list[Proposal]:
        """Return the proposals of these kinds, or all, in the order of the text."""
        if len(kinds) == 1:
            held = self._listed.get(kinds[0])
            if held is None:
                places = self._places.get(kinds[0], ())
                held = self._listed[kinds[0]] = [self.proposals[number] for _, _, number in places]
            return held.copy()
        chosen = kinds or tuple(self._places)
        places = [place for kind in chosen for place in self._places.get(kind, ())]
        places.sort()
        return [self.proposals[number] for _, _, number in places]

    def within(self, span: Span, *kinds: str) -> list[Proposal]:
        """Return the proposals of these kinds whose span lies in ``span``, in order."""
        start, end = span
        found: list[Place] = []
        for kind in kinds:
            places = self._places.get(kind)
            if not places:
                continue
            for number in range(bisect_left(places, (start,)), len(places)):
                place = places[number]
                if place[0] >= end:
                    break
                if place[1] <= end:
                    found.append(place)
        if len(kinds) > 1 and len(found) > 1:
            found.sort()
        proposals = self.proposals
        return [proposals[number] for _, _, number in found]

    def at(self, position: int, *kinds: str) -> list[Proposal]:
        """Return the proposals of these kinds that cover a position, in order."""
        around = (position - LONGEST, position + LONGEST)
        return [one for one in self.within(around, *kinds) if one.span[0] <= position < one.span[1]]

    def sentence(self, position: int) -> Sentence:
        """Return the sentence around a position."""
        return self.article.sentence(position)

    def _place(self, proposal: Proposal) -> None:
        place = *proposal.span, proposal.id
        places = self._places.setdefault(proposal.kind, [])
        if not places or places[-1] < place:
            places.append(place)  # most are found in the order of the text
        else:
            insort(places, place)

    def _forget(self, proposal: Proposal) -> None:
        self._listed.pop(proposal.kind, None)
        places = self._places[proposal.kind]
        del places[bisect_left(places, (*proposal.span, proposal.id))]
