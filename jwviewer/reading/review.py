"""Reviewing a reading: what a person has decided about each proposed fact, as one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from msgspec import structs

from jwviewer.dossier.units import is_currency
from jwviewer.reading.article import Article
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.reading import Reading
from jwviewer.reading.tables import Source

Decision = Literal["pending", "accepted", "rejected"]

CHECK = 0.9
"""From this confidence on a fact may be accepted with its group; below it wants a look."""
ENOUGH = 5
"""So many facts of a group are looked at one by one before the rest may be accepted at once."""
ENTITIES = ("company", "person", "place", "programme", "technology")
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("companies", ("company",)),
    ("people", ("person",)),
    ("roles", ("role",)),
    ("places", ("place",)),
    ("money", ("conversion",)),
    ("quantities", ("figure",)),
    ("events", ("event", "programme", "award")),
    ("claims", ("claim",)),
    ("rest", ("relation", "technology")),
)
"""The groups in the order in which people can verify them; amounts of money come before counts."""
_GROUP_OF = {kind: name for name, kinds in GROUPS for kind in kinds}
_NEEDS = {"conversion": ("converted_from", "converted_to")}
"""Facts that are nothing without another that is no entity."""


@dataclass(frozen=True, slots=True)
class Item:
    """One fact as it stands in the review.

    ``changed`` names the attributes that the person has set, ``into`` the entity that this one
    was found to be, ``added`` whether the person made it from a selection.
    """

    fact: Proposal
    decision: Decision = "pending"
    changed: tuple[str, ...] = ()
    into: str = ""
    added: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is; facts that are part of another one do not count."""

    total: int
    accepted: int
    rejected: int

    @property
    def reviewed(self) -> int:
        """How many facts have been decided."""
        return self.accepted + self.rejected


@dataclass(frozen=True)
class Review:
    """A reading with the person's decisions; every step makes a new one.

    ``items`` holds all facts by id, those that were merged into others too.
    """

    article: Article
    mentions: tuple[Proposal, ...]
    items: Mapping[str, Item]
    source: Source = field(default_factory=Source)
    read: Mapping[str, Proposal] = field(default_factory=dict)
    """What was proposed at first, by id."""

    @classmethod
    def of(cls, reading: Reading, source: Source | None = None) -> Review:
        """Begin: nothing is decided."""
        read = {one.id: one for one in reading.proposals}
        items = {key: Item(one) for key, one in read.items()}
        return cls(reading.article, reading.mentions, items, source or Source(), read)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All facts as they are to be looked at: by group, the surest first, then by place."""
        places = {name: number for number, (name, _) in enumerate(GROUPS)}
        shown = [key for key, item in self.items.items() if not item.into]

        def place(key: str) -> tuple[int, float, Span, str]:
            fact = self.items[key].fact
            return places[self.group(key)], -round(fact.confidence, 2), fact.span, key

        return tuple(sorted(shown, key=place))

    @cached_property
    def groups(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The groups that have facts, with these in order."""
        found: dict[str, list[str]] = {}
        for key in self.order:
            found.setdefault(self.group(key), []).append(key)
        return tuple((name, tuple(keys)) for name, keys in found.items())

    @cached_property
    def progress(self) -> Progress:
        """How far the review is."""
        decisions = [self.items[key].decision for key in self.order]
        return Progress(len(decisions), decisions.count("accepted"), decisions.count("rejected"))

    @cached_property
    def merged(self) -> dict[str, tuple[str, ...]]:
        """Which entities were found to be another one, by the id of that."""
        found: dict[str, list[str]] = {}
        for key, item in self.items.items():
            if item.into:
                found.setdefault(self.resolved(key), []).append(key)
        return {key: tuple(keys) for key, keys in found.items()}

    def group(self, key: str) -> str:
        """Return the group that a fact is shown in."""
        fact = self.items[key].fact
        if fact.kind == "figure" and is_currency(fact.value("unit")):
            return "money"
        return _GROUP_OF.get(fact.kind, "rest")

    def decision(self, key: str) -> Decision:
        """Return what was decided of a fact."""
        return self.items[key].decision

    def resolved(self, key: str) -> str:
        """Return the id under which an entity is kept, where it was merged into another."""
        seen = set()
        while key in self.items and self.items[key].into and key not in seen:
            seen.add(key)
            key = self.items[key].into
        return key

    def fact(self, key: str) -> Proposal:
        """Return a fact whole: with the names of what was merged into it, naming what is kept."""
        fact = self.items[key].fact
        attributes = {
            name: self._named(attribute) if name not in ("mentions", "aliases") else attribute
            for name, attribute in fact.attributes.items()
        }
        others = [self.items[one].fact for one in self.merged.get(key, ())]
        if others:
            attributes |= _joined(fact, others)
        return structs.replace(fact, attributes=attributes)

    def named_by(self, key: str) -> tuple[str, ...]:
        """Return the ids of the facts that a fact names."""
        found = [
            value
            for name, attribute in self.fact(key).attributes.items()
            if name not in ("mentions", "maybe_same")
            for value in _values(attribute)
            if value in self.items and value != key
        ]
        return tuple(dict.fromkeys(found))

    def needed(self, key: str) -> tuple[str, ...]:
        """Return what a fact needs beside it and is not decided yet: the entities it names.

        What these need themselves is included.
        """
        found: dict[str, None] = {}
        waiting = [key]
        while waiting:
            one = waiting.pop()
            needs = [*self.named_by(one)]
            keeps = {v for n in _NEEDS.get(self.items[one].fact.kind, ())
                     for v in self.items[one].fact.values(n)}  # fmt: skip
            for other in needs:
                fitting = self.items[other].fact.kind in ENTITIES or other in keeps
                if fitting and other not in found and self.decision(other) == "pending":
                    found[other] = None
                    waiting.append(other)
        found.pop(key, None)
        return tuple(found)

    def suggestion(self, key: str) -> str:
        """Return the entity that this one may be, as reading suggests; empty if none."""
        for value in self.items[key].fact.values("maybe_same"):
            kept = self.resolved(value)
            if kept in self.items and kept != key and self.decision(kept) != "rejected":
                return kept
        return ""

    def ready(self, group: str, shown: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return the facts of a group that may be accepted at once, of those that are shown.

        There are none before enough facts of that group were looked at one by one.
        """
        keys = dict(self.groups).get(group, ())
        if sum(self.decision(key) != "pending" for key in keys) < ENOUGH:
            return ()
        seen = set(keys if shown is None else shown)
        return tuple(
            key
            for key in keys
            if key in seen
            and self.decision(key) == "pending"
            and self.items[key].fact.confidence >= CHECK
        )

    def with_items(self, changed: Mapping[str, Item]) -> Review:
        """Return the review with some items changed or added."""
        made = replace(self, items={**self.items, **changed})
        decided = all(
            key in self.items and self.items[key].fact is item.fact
            and self.items[key].into == item.into
            for key, item in changed.items()
        )  # fmt: skip
        if decided:
            # A decision moves nothing, and sorting thousands of facts at every key would be felt.
            for name in ("order", "groups", "merged"):
                if name in self.__dict__:
                    made.__dict__[name] = self.__dict__[name]
        return made

    def _named(self, attribute: Attribute) -> Attribute:
        value = attribute.value
        if isinstance(value, str):
            kept = self.resolved(value) if value in self.items else value
            return attribute if kept == value else structs.replace(attribute, value=kept)
        kept_all = tuple(dict.fromkeys(self.resolved(v) if v in self.items else v for v in value))
        return attribute if kept_all == value else structs.replace(attribute, value=kept_all)


def accept(review: Review, key: str) -> Review:
    """Accept a fact and what it needs beside it; what was rejected stays so."""
    chosen = dict.fromkeys((*review.needed(key), key))
    return _decide(review, chosen, "accepted")


def reject(review: Review, key: str) -> Review:
    """Reject a fact; facts that name it keep their own decisions."""
    return _decide(review, (key,), "rejected")


def reopen(review: Review, key: str) -> Review:
    """Take a decision back."""
    return _decide(review, (key,), "pending")


def accept_ready(review: Review, group: str, shown: Iterable[str] | None = None) -> Review:
    """Accept the sure facts of a group that are shown, once enough of it was looked at."""
    for key in review.ready(group, shown):
        review = accept(review, key)
    return review


def changed_keys(before: Review, after: Review) -> tuple[str, ...]:
    """Return the facts in which two states of a review differ."""
    old, new = before.items, after.items
    gone = (key for key in old if key not in new)
    return (*gone, *(k for k, item in new.items() if old.get(k) is not item and old.get(k) != item))


def missing(review: Review, key: str) -> tuple[str, ...]:
    """Return what a fact still lacks to have its place in a dossier, as attributes.

    A reference to something rejected is as good as none.
    """
    fact = review.fact(key)
    lacks = [name for name in _WANTED.get(fact.kind, ("name",)) if not _has(review, fact, name)]
    if fact.kind == "claim" and lacks and fact.value("name"):
        lacks.remove("label")
    return tuple(lacks)


def mention_spans(review: Review, key: str) -> tuple[Span, ...]:
    """Return where the article names an entity, or where any other fact stands."""
    fact = review.fact(key)
    name = fact.attributes.get("name")
    if fact.kind in ENTITIES and name is not None and name.spans:
        return name.spans
    return (fact.span,)


_WANTED = {
    "role": ("person", "organisation", "role"),
    "relation": ("subject", "relation", "object"),
    "event": (),
    "award": (),
    "figure": ("companies", "value", "unit"),
    "conversion": ("converted_from", "converted_to"),
    "claim": ("label",),
}


def _has(review: Review, fact: Proposal, name: str) -> bool:
    values = fact.values(name)
    known = [value for value in values if value in review.items]
    return bool(values) and all(review.decision(value) != "rejected" for value in known[:1])


def _decide(review: Review, keys: Iterable[str], decision: Decision) -> Review:
    return review.with_items({key: replace(review.items[key], decision=decision) for key in keys})


def _values(attribute: Attribute) -> tuple[str, ...]:
    return (attribute.value,) if isinstance(attribute.value, str) else attribute.value


def _joined(fact: Proposal, others: list[Proposal]) -> dict[str, Attribute]:
    """Return names, aliases and mentions of an entity and of those that are the same."""
    same = (fact, *others)
    names = [name for one in same for name in (one.value("name"), *one.values("aliases"))]
    own = fact.value("name")
    spans = tuple(sorted(dict.fromkeys(span for one in same for span in _spans(one))))
    name = fact.attributes.get("name", Attribute(own))
    aliases = tuple(one for one in dict.fromkeys(names) if one and one != own)
    return {"name": structs.replace(name, spans=spans), "aliases": Attribute(aliases)}


def _spans(fact: Proposal) -> Iterator[Span]:
    attribute = fact.attributes.get("name")
    yield from attribute.spans if attribute is not None and attribute.spans else (fact.span,)
