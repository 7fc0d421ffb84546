"""What of an article no fact uses, and what its facts leave open: so that a person sees both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from jwviewer.dossier.schema import DEALS
from jwviewer.dossier.units import UNSETTLED
from jwviewer.language import tr
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.review import Review

LooseKind = Literal["number", "date", "name"]
_NUMBER = later(
    r"(?<![^\W一-龥])(?<![.,])(?:"
    r"[+-]?\d{1,3}(?:[,. ]\d{3}){1,6}(?:\.\d{1,6})?(?![\d])|\d+(?:[.,]\d+)?)|"
    r"[〇零一二三四五六七八九十百千万亿两]{2,12}"
)
# What names a whole sentence uses none of the numbers in it.
_WIDE = ("label", "claim_kind", "mode", "name", "event_type", "relation")
_ENTITIES = ("company", "person", "place", "programme", "technology")
_REFUSED = ("_refused", "_target", "_rate")


@dataclass(frozen=True, slots=True)
class Loose:
    """Something in the text that no fact uses; ``refused`` tells that a rule passed over it."""

    kind: LooseKind
    span: Span
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """An attribute of an accepted fact, or of the article itself, that the article lacks.

    ``fact`` is empty for what is missing of the article as a whole.
    """

    label: str
    attribute: str
    fact: str = ""


def loose_ends(review: Review) -> tuple[Loose, ...]:
    """Return every number, date and capitalised name that no fact uses, in order."""
    used = _Used(span for key in review.order for span in _spans(review, key))
    refused = _Used(one.span for one in review.mentions if one.kind in _REFUSED)
    found: dict[Span, Loose] = {}
    for one in review.mentions:
        kind: LooseKind | None = {"_date": "date", "_name": "name"}.get(one.kind)  # type: ignore[assignment]
        if kind is not None and not used.touches(one.span):
            found[one.span] = Loose(kind, one.span, refused.touches(one.span))
    noted = _Used(one.span for one in review.mentions if one.kind in ("_date", "_duration"))
    for match in _NUMBER.finditer(review.article.view):
        span = match.span()
        if not used.touches(span) and not noted.touches(span):
            found[span] = Loose("number", span, refused.touches(span))
    return tuple(found[span] for span in sorted(found))


def gaps(review: Review) -> tuple[Gap, ...]:
    """Return what the article does not say: of itself, and in the slots of accepted facts."""
    found = []
    source = review.source
    told = {"published": source.published, "publisher": source.publisher, "author": source.author}
    names = {
        "published": tr("the article's own date"),
        "publisher": tr("who published it"),
        "author": tr("who wrote it"),
    }
    found += [
        Gap(names[name], name)
        for name, value in told.items()
        if not value or name in source.supplied
    ]
    for key in review.order:
        if review.decision(key) == "accepted":
            fact = review.fact(key)
            found += [Gap(label, name, key) for name, label in _open(fact, title(review, key))]
    return tuple(found)


def title(review: Review, key: str) -> str:
    """Return a short name of a fact for a list."""
    fact = review.fact(key)
    own = fact.value("name") or fact.value("label") or fact.value("metric")
    return own or " ".join(review.article.view[slice(*fact.span)].split())


def _open(fact: Proposal, name: str) -> Iterable[tuple[str, str]]:
    if fact.kind in ("event", "award", "programme") and "event_type" in fact.attributes:
        if not fact.value("date"):
            yield "date", tr("date: {fact}", fact=name)
        elif fact.value("date").startswith("XXXX"):
            yield "date", tr("year: {fact}", fact=name)
        if fact.value("event_type") in DEALS and not fact.value("place"):
            yield "place", tr("place: {fact}", fact=name)
    if fact.kind == "figure":
        if not fact.value("period"):
            yield "period", tr("period: {fact}", fact=name)
        if fact.value("direction") and not fact.value("base_period"):
            yield "base_period", tr("compared with what: {fact}", fact=name)
        if fact.value("unit") == UNSETTLED:
            yield "unit", tr("currency: {fact}", fact=name)
    if fact.value("mode") in ("quote", "quote-unnamed", "hedged") and not fact.values("asserter"):
        yield "asserter", tr("who says so: {fact}", fact=name)


def _spans(review: Review, key: str) -> Iterable[Span]:
    if review.decision(key) == "rejected":
        return
    fact = review.fact(key)
    if fact.kind in (*_ENTITIES, "figure", "conversion"):
        yield fact.span
    for name, attribute in fact.attributes.items():
        if name not in _WIDE or (name == "name" and fact.kind in _ENTITIES):
            yield from _of(review, attribute)


def _of(review: Review, attribute: Attribute) -> tuple[Span, ...]:
    """Return where an attribute stands; what names only rejected facts uses nothing."""
    values = (attribute.value,) if isinstance(attribute.value, str) else attribute.value
    told = [v for v in values if v not in review.items or review.decision(v) != "rejected"]
    return attribute.spans if any(told) else ()


class _Used:
    """Stretches of a text, joined where they touch, to be asked whether something lies in one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, span: Span) -> bool:
        """Tell whether any of these characters is in one of the stretches."""
        place = bisect_right(self._starts, span[1] - 1) - 1
        return place >= 0 and self._ends[place] > span[0]
