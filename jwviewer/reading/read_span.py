"""Reading a stretch of an article again: the number in it, or the fact that a person points at."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from jwviewer.dossier.dates import DateError, parse_date
from jwviewer.reading.article import Article
from jwviewer.reading.layers import (
    RULES,
    bare_numbers,
    bounds,
    changes,
    date_spans,
    dates,
    durations,
    money,
    quantities,
    refusals,
    relative_dates,
    shares,
    years,
    zh,
)
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.reading import Reading, read_text
from jwviewer.reading.rule import Rule

_LAYERS = (
    dates, years, relative_dates, date_spans, refusals, shares, durations, money, quantities,
    bare_numbers, bounds, changes, zh.dates, zh.refusals, zh.durations, zh.coins,
    zh.figures, zh.bounds,
)  # fmt: skip
NUMBERS: tuple[Rule, ...] = tuple(rule for layer in _LAYERS for rule in layer.RULES)
"""The rules that understand numbers; they need no names and take a few milliseconds."""
_NORMALISED = ("value", "value_high", "bound", "unit", "direction", "decimals")


def number_in(article: Article, span: Span, *, alone: bool) -> dict[str, Attribute]:
    """Return value, bound and unit of the number in a span.

    ``alone`` asks for what the span by itself says, as when a person moves its ends; where that is
    not enough, such as a bare number in a list, its sentence is asked. Otherwise the sentence is
    asked first, which may have a bound before the span.
    """
    pieces = (span, _around(article, span))
    for start, end in pieces if alone else reversed(pieces):
        piece = article.view[start:end]
        reading = read_text(piece, language=article.language, rules=NUMBERS)
        found = _nearest(reading.proposals, "figure", (span[0] - start, span[1] - start))
        if found is not None:
            kept = {n: a for n, a in found.attributes.items() if n in _NORMALISED}
            return {name: _shifted(attribute, start) for name, attribute in kept.items()}
    return {}


def edtf_of(text: str) -> str:
    """Return a date as a person types it, "11 March 2024", as EDTF; as it is where it is none.

    Only a date that is all of the text will do: words beside it may say what EDTF cannot.
    """
    text = text.strip()
    try:
        parse_date(text)
    except DateError:
        dates = [one for one in read_text(text, rules=NUMBERS).mentions if one.kind == "_date"]
        if len(dates) == 1 and dates[0].span == (0, len(text)):
            return dates[0].value("date") or text
    return text


def fact_in(
    article: Article, span: Span, kind: str, entities: Iterable[Proposal]
) -> Proposal | None:
    """Return what the rules find of one kind at a span, reading no more than its sentences.

    What it names is looked for among ``entities``; a reference to anything else is left out.
    """
    start, end = _around(article, span)
    reading = read_text(article.view[start:end], language=article.language, rules=RULES)
    found = _nearest(reading.proposals, kind, (span[0] - start, span[1] - start))
    if found is None:
        return None
    known = _known(reading, start, list(entities))
    attributes = {}
    for name, attribute in found.attributes.items():
        referred = [v for v in _values(attribute) if any(p.id == v for p in reading.proposals)]
        if not referred:
            attributes[name] = _shifted(attribute, start)
            continue
        mapped = tuple(known[value] for value in referred if value in known)
        if mapped:
            value = mapped[0] if isinstance(attribute.value, str) else mapped
            attributes[name] = replace(_shifted(attribute, start), value=value)
    attributes.pop("mentions", None)
    return replace(found, span=_moved(found.span, start), attributes=attributes)


def _around(article: Article, span: Span) -> Span:
    """Return the stretch of the sentences that a span touches."""
    return (
        min(span[0], article.sentence(span[0]).start),
        max(span[1], article.sentence(max(span[0], span[1] - 1)).end),
    )


def _nearest(proposals: Iterable[Proposal], kind: str, span: Span) -> Proposal | None:
    """Return the fact of a kind that shares most with a span, the one that adds least of them."""

    def shared(one: Proposal) -> int:
        return min(one.span[1], span[1]) - max(one.span[0], span[0])

    fitting = [one for one in proposals if one.kind == kind and shared(one) > 0]
    return max(fitting, key=lambda one: (shared(one), one.span[0] - one.span[1]), default=None)


def _known(reading: Reading, offset: int, entities: list[Proposal]) -> dict[str, str]:
    """Return which entity each one of a small reading is: by its place, else by its name."""
    by_place = {span: one.id for one in entities for span in one.attributes["name"].spans}
    by_name = {
        name.casefold(): one.id
        for one in entities
        for name in (one.value("name"), *one.values("aliases"))
    }
    found = {}
    for one in reading.proposals:
        name = one.attributes.get("name")
        if name is None:
            continue
        places = [by_place.get(_moved(span, offset)) for span in name.spans]
        known = next(filter(None, places), None) or by_name.get(one.value("name").casefold())
        if known:
            found[one.id] = known
    return found


def _shifted(attribute: Attribute, by: int) -> Attribute:
    return replace(attribute, spans=tuple(_moved(span, by) for span in attribute.spans))


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _values(attribute: Attribute) -> tuple[str, ...]:
    return (attribute.value,) if isinstance(attribute.value, str) else attribute.value
