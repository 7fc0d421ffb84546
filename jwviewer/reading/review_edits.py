"""Correcting proposed facts: their attributes, kinds, dates and passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from jwviewer.dossier.dates import parse_date, parse_duration
from jwviewer.dossier.quantity import parse_decimal
from jwviewer.dossier.schema import BOUNDS, EVENT_TYPES, TABLES
from jwviewer.dossier.units import is_currency, is_unit
from jwviewer.language import tr
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Basis, Proposal, Span
from jwviewer.reading.read_span import edtf_of, number_in
from jwviewer.reading.review import ENTITIES, Review, mention_spans

REVIEWER = "reviewer"
"""Stands where a rule would stand: the person who reviews has concluded it."""
KINDS = (
    "company", "person", "place", "figure", "event", "claim", "technology", "programme", "award",
)  # fmt: skip
"""The kinds that the keys 1 to 9 give a fact."""
_WORD = later(r"\w+(?:[.,]\d+)*|[^\w\s]")
_DATES = ("date", "period", "base_period")
_PERIODS = ("figure", "role", "claim", "relation")
_CHOICES: dict[str, tuple[str, ...]] = {
    "bound": BOUNDS,
    "event_type": EVENT_TYPES,
    "claim_kind": TABLES["claims"].by_name["kind"].values,
    "relation": TABLES["relations"].by_name["relation"].values,
    "direction": ("", "increase", "decrease"),
}


class CorrectionRefused(ValueError):
    """A value that a fact cannot have; the message says why and what to write."""


def choices(name: str) -> tuple[str, ...]:
    """Return the values that an attribute is chosen from; none where any text will do."""
    return _CHOICES.get(name, ())


def date_name(kind: str) -> str:
    """Return the attribute that holds when a fact of this kind was."""
    return "period" if kind in _PERIODS else "date"


def set_attribute(review: Review, key: str, name: str, value: str) -> Review:
    """Give a fact another value; raise CorrectionRefused for one that it cannot have.

    What the passage itself says is stated, anything else is supplied by the person. A date may be
    written in words.
    """
    value = edtf_of(value) if name in _DATES else value.strip()
    _check(name, value)
    fact = review.items[key].fact
    if name in _DATES:
        return _set_date(review, key, name, value)
    old = fact.attributes.get(name)
    if not value:
        return _put(review, key, name, Attribute("", "not_stated"))
    start, end = fact.span
    said = review.article.text[start:end]
    place = said.find(value)
    if place >= 0:
        made = Attribute(value, "stated", ((start + place, start + place + len(value)),))
    elif name in _CHOICES or name in ("value", "value_high", "unit"):
        # The person reads the same passage in another way.
        spans = old.spans if old is not None and old.spans else (fact.span,)
        made = Attribute(value, "stated", spans, REVIEWER)
    else:
        made = Attribute(value, "supplied", (), REVIEWER)
    return _put(review, key, name, made)


def set_date(review: Review, key: str, text: str) -> Review:
    """Set when something was; raise CorrectionRefused where ``text`` is no EDTF date."""
    return set_attribute(review, key, date_name(review.items[key].fact.kind), text)


def date_passages(review: Review, key: str, text: str = "") -> tuple[tuple[str, Span], ...]:
    """Return the dates that the article states, the nearest to a fact first; or only one date.

    They are offered, never taken by themselves.
    """
    start, end = review.items[key].fact.span
    middle = (start + end) // 2
    dates = [
        (one.value("date"), one.span)
        for one in review.mentions
        if one.kind == "_date" and one.value("date") and text in ("", one.value("date"))
    ]
    return tuple(sorted(dates, key=lambda pair: (abs(sum(pair[1]) // 2 - middle), pair)))


def set_reference(review: Review, key: str, name: str, others: Sequence[str]) -> Review:
    """Let a fact name other facts; it is stated if its own sentence names them."""
    fact = review.items[key].fact
    sentence = review.article.sentence(fact.span[0])
    spans = tuple(
        span
        for other in others
        for span in mention_spans(review, other)
        if sentence.start <= span[0] < sentence.end
    )
    basis: Basis = "stated" if spans and others else "inferred" if others else "not_stated"
    several = name in ("companies", "participants")
    value = tuple(others) if several else next(iter(others), "")
    how = "" if basis == "stated" else REVIEWER
    review = _put(review, key, name, Attribute(value, basis, spans, how))
    if name == "participants":
        companies = tuple(one for one in others if review.items[one].fact.kind == "company")
        review = _put(review, key, "companies", Attribute(companies, basis, spans, how))
    return review


def set_kind(review: Review, key: str, kind: str) -> Review:
    """Make a fact one of another kind; what can be kept of it is kept."""
    item = review.items[key]
    old = item.fact
    if kind == old.kind:
        return review
    fact = structs.replace(old, kind=kind, attributes=attributes_of(review, old, kind))
    changed = tuple(dict.fromkeys((*item.changed, "kind")))
    return review.with_items({key: replace(item, fact=fact, changed=changed)})


def move_span(review: Review, key: str, *, start: int = 0, end: int = 0) -> Review:
    """Move the ends of a fact's passage by words: before the passage is negative, as in text."""
    fact = review.items[key].fact
    words = [match.span() for match in _WORD.finditer(review.article.view)]
    first = _moved([one[0] for one in words], fact.span[0], start)
    last = _moved([one[1] for one in words], fact.span[1], end)
    return set_span(review, key, (first, last)) if first < last else review


def set_span(review: Review, key: str, span: Span) -> Review:
    """Give a fact another passage; only its own number, date or name is read anew."""
    item = review.items[key]
    old = item.fact
    start, end = span
    if not 0 <= start < end <= len(review.article.text) or span == old.span:
        return review
    attributes = {**old.attributes}
    if old.kind == "figure":
        attributes |= _number(review, span, old)
    if old.kind in ENTITIES:
        name = old.attributes.get("name")
        others = tuple(s for s in name.spans if s != old.span) if name is not None else ()
        words = words_at(review, span)
        attributes["name"] = Attribute(words, "stated", tuple(sorted({span, *others})))
    changed = tuple(dict.fromkeys((*item.changed, "span")))
    fact = structs.replace(old, span=span, attributes=attributes)
    return review.with_items({key: replace(item, fact=fact, changed=changed)})


def _put(review: Review, key: str, name: str, attribute: Attribute) -> Review:
    item = review.items[key]
    fact = structs.replace(item.fact, attributes={**item.fact.attributes, name: attribute})
    changed = tuple(dict.fromkeys((*item.changed, name)))
    return review.with_items({key: replace(item, fact=fact, changed=changed)})


def _set_date(review: Review, key: str, name: str, text: str) -> Review:
    if not text:
        return _put(review, key, name, Attribute("", "not_stated"))
    places = date_passages(review, key, text)
    if places:
        return _put(review, key, name, Attribute(text, "stated", (places[0][1],), REVIEWER))
    return _put(review, key, name, Attribute(text, "supplied", (), REVIEWER))


def _check(name: str, value: str) -> None:
    try:
        if name in _DATES and value:
            parse_date(value)
        elif name == "duration" and value:
            parse_duration(value)
        elif name == "value" or (name == "value_high" and value):
            parse_decimal(value)
    except ValueError as refused:
        raise CorrectionRefused(tr("“{value}” {reason}", value=value, reason=refused)) from refused
    if name == "unit" and not is_unit(value) and not is_unit("{" + value.strip("{}") + "}"):
        raise CorrectionRefused(
            tr("“{value}” is no unit; write one noun, %, km or EUR", value=value)
        )
    if name in _CHOICES and value not in _CHOICES[name]:
        raise CorrectionRefused(
            tr("“{value}” is none of: {choices}", value=value, choices=", ".join(_CHOICES[name]))
        )
    if name == "name" and not value:
        raise CorrectionRefused(tr("a name cannot be empty; reject what is none"))


def attributes_of(review: Review, old: Proposal, kind: str) -> dict[str, Attribute]:
    """Return the attributes that a fact has as one of another kind."""
    words = old.value("name") or words_at(review, old.span)
    held = {n: a for n, a in old.attributes.items() if n in ("companies", "mode", "asserter")}
    name = structs.replace(old.attributes.get("name", Attribute("")), value=words, basis="stated")
    name = name if name.spans else structs.replace(name, spans=(old.span,))
    if kind in ENTITIES:
        kept = ("aliases", "mentions") if old.kind in ENTITIES else ()
        return {"name": name, **{n: a for n, a in old.attributes.items() if n in kept}}
    if kind == "figure":
        return {**held, **number_in(review.article, old.span, alone=False)}
    label = Attribute(words[:160], "inferred", (old.span,), REVIEWER)
    if kind == "claim":
        return {**held, "label": label, "claim_kind": Attribute("quality", spans=(old.span,))}
    parties = held.get("companies", Attribute((), "not_stated"))
    event_type = "award" if kind == "award" else "other"
    return {
        **held, "name": structs.replace(name, how="label"), "participants": parties,
        "event_type": Attribute(event_type, spans=(old.span,), how=REVIEWER),
        "date": old.attributes.get("date", Attribute("", "not_stated")),
    }  # fmt: skip


def _number(review: Review, span: Span, old: Proposal) -> dict[str, Attribute]:
    """Return the number of a new passage; a currency that the whole article settles stays."""
    found = number_in(review.article, span, alone=True)
    if found and found.get("unit", Attribute("")).value == "?" and is_currency(old.value("unit")):
        found["unit"] = old.attributes["unit"]
    gone = {n: Attribute("", "not_stated") for n in ("value_high",) if found and n not in found}
    return {**gone, **found}


def words_at(review: Review, span: Span) -> str:
    """Return the words of a passage on one line."""
    return " ".join(review.article.view[slice(*span)].split())


def _moved(ends: list[int], here: int, by: int) -> int:
    """Return the end of a word so many words away; stays where the text ends."""
    if not by:
        return here
    if by > 0:
        after = [end for end in ends if end > here]
        return after[min(by, len(after)) - 1] if after else here
    before = [end for end in ends if end < here]
    return before[max(by, -len(before))] if before else here
