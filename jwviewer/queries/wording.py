"""Short plain words for what tables hold as codes: voices, bounds, bases, kinds, dates."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jwviewer.dossier.dates import describe_date, describe_duration, parse_date, parse_duration
from jwviewer.dossier.quantity import describe, describe_number, describe_unit
from jwviewer.dossier.text import paragraph_of, text_sha256
from jwviewer.dossier.units import is_currency
from jwviewer.language import tr
from jwviewer.queries.bases import with_basis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Evidence, Fact
    from jwviewer.dossier.quantity import Quantity


def mode_name(mode: str) -> str:
    """Return a voice as a filter names it."""
    return {
        "narration": tr("stated by the article"),
        "reported": tr("reported speech"),
        "document": tr("from a document"),
        "quote": tr("quoted, speaker named"),
        "quote-unnamed": tr("quoted, speaker not named"),
        "hedged": tr("it is claimed"),
        "supplied": tr("supplied by me"),
    }.get(mode, mode)


def voice(dossier: Dossier, fact: Fact) -> str:
    """Return who says so; nobody is ever made up."""
    who = dossier.name(fact.asserter_id) or dossier.label(fact.asserter_event_id)
    match fact.mode:
        case "narration":
            return tr("stated by the article")
        case "reported":
            return tr("says {who}", who=who) if who else tr("reported, by nobody named")
        case "document":
            return tr("according to: {who}", who=who) if who else tr("according to a document")
        case "quote":
            return tr("quoted: {who}", who=who) if who else tr("quoted, speaker not named")
        case "quote-unnamed":
            return tr("quoted, speaker not named")
        case "hedged":
            return (
                tr("it is claimed, by {who}", who=who)
                if who
                else tr("it is claimed, by nobody named")
            )
    return mode_name(fact.mode)


def short_voice(dossier: Dossier, fact: Fact) -> str:
    """Return the voice as a chip beside a value; "" for plain narration, which needs none."""
    who = dossier.short_name(fact.asserter_id)
    match fact.mode:
        case "narration":
            return ""
        case "reported":
            return tr("{who} says", who=who) if who else tr("reported, by nobody named")
        case "document":
            return (
                tr("says the agreement") if _is_agreement(dossier, fact) else tr("says a document")
            )
        case "quote":
            return tr("quote: {who}", who=who) if who else tr("quote, speaker not named")
        case "quote-unnamed":
            return tr("quote, speaker not named")
        case "hedged":
            return tr("claimed by {who}", who=who) if who else tr("“it is claimed”")
    return mode_name(fact.mode)


def bound_words(bound: str) -> str:
    """Return what a bound means in two or three words."""
    return {
        "eq": tr("as printed"),
        "gt": tr("lower bound"),
        "ge": tr("lower bound, included"),
        "lt": tr("upper bound"),
        "le": tr("upper bound, included"),
        "about": tr("approximate"),
        "nearly": tr("approximate, from below"),
        "over-about": tr("approximate, from above"),
        "range": tr("range"),
    }.get(bound, bound)


def kind_name(kind: str, *, plural: bool = False) -> str:
    """Return one fact's kind, or with ``plural`` the name of all facts of a kind."""
    one, many = {
        "company": (tr("company"), tr("Companies")),
        "person": (tr("person"), tr("People")),
        "role": (tr("role"), tr("Roles")),
        "place": (tr("place"), tr("Places")),
        "relation": (tr("relation"), tr("Relations and fields")),
        "event": (tr("event"), tr("Events")),
        "figure": (tr("figure"), tr("Figures")),
        "conversion": (tr("conversion"), tr("Conversions")),
        "programme": (tr("programme"), tr("Programmes")),
        "award": (tr("award"), tr("Awards")),
        "technology": (tr("technology or product"), tr("Technologies and products")),
        "claim": (tr("claim"), tr("Claims")),
    }.get(kind, (kind, kind))
    return many if plural else one


def event_name(event_type: str) -> str:
    """Return what sort of event it is."""
    return {
        "agreement": tr("agreement"), "letter_of_intent": tr("letter of intent"),
        "joint_venture": tr("joint venture"), "acquisition": tr("acquisition"),
        "investment": tr("investment"), "supply": tr("supply contract"), "licence": tr("licence"),
        "launch": tr("launch"), "award": tr("award"), "programme": tr("programme"),
        "plan": tr("plan"), "cooperation": tr("cooperation"), "ceremony": tr("ceremony"),
        "other": tr("event"),
    }.get(event_type, event_type)  # fmt: skip


def claim_name(claim_kind: str) -> str:
    """Return what sort of claim it is."""
    return {
        "superlative": tr("superlative"), "first": tr("claim to be first"),
        "intent": tr("intention"), "quality": tr("claim of quality"),
        "outcome": tr("claimed outcome"),
        "activity": tr("claimed activity"),
    }.get(claim_kind, claim_kind)  # fmt: skip


def entity_kind_name(entity_kind: str) -> str:
    """Return what sort of thing an entity is."""
    return {
        "company": tr("company"), "person": tr("person"), "place": tr("place"),
        "programme": tr("programme"), "technology": tr("technology"), "product": tr("product"),
    }.get(entity_kind, entity_kind)  # fmt: skip


def participant_role(role: str) -> str:
    """Return as what somebody took part in an event."""
    return {
        "party": tr("party"), "attendee": tr("attended"), "host": tr("host"),
        "winner": tr("winner"), "subject": tr("subject"),
        "developer": tr("developer"), "investor": tr("investor"),
        "target": tr("target"), "supplier": tr("supplier"), "customer": tr("customer"),
    }.get(role, role)  # fmt: skip


def supports_name(supports: str) -> str:
    """Return which attribute of a fact a passage supports."""
    return {
        "whole": tr("the whole fact"), "name": tr("name"), "value": tr("value"), "unit": tr("unit"),
        "bound": tr("bound"), "change": tr("change"), "part": tr("part of"), "period": tr("period"),
        "base": tr("base period"), "date": tr("date"), "duration": tr("duration"),
        "order": tr("order in time"), "place": tr("place"), "person": tr("person"),
        "role": tr("role"), "organisation": tr("organisation"), "party": tr("party"),
        "subject": tr("subject"), "company": tr("company"), "result": tr("result"),
        "object": tr("object"), "voice": tr("voice"),
    }.get(supports, supports)  # fmt: skip


def value_parts(quantity: Quantity) -> tuple[str, str]:
    """Return a number with its bound, and the unit that follows it; money is one piece."""
    if is_currency(quantity.unit):
        return describe(quantity), ""
    return describe_number(quantity), describe_unit(quantity)


def value_words(dossier: Dossier, fact: Fact) -> str:
    """Return a fact's value in words with its bound, or "" for a fact that has none."""
    quantity = fact.quantity
    if quantity is not None:
        words = describe(quantity)
        return changed_words(fact.direction, words) if fact.direction else words
    if fact.kind == "conversion":
        amounts = (dossier.fact(fact.from_id), dossier.fact(fact.to_id))
        one, other = (value_words(dossier, amount) for amount in amounts)
        return tr("{one}, given as {other}", one=one, other=other)
    return fact.result or duration_words(fact)


def changed_words(direction: str, value: str) -> str:
    """Return by how much something went up (direction "increase") or down."""
    up = direction == "increase"
    return tr("up {value}", value=value) if up else tr("down {value}", value=value)


def duration_words(fact: Fact) -> str:
    """Return how long something took, or ""."""
    return describe_duration(parse_duration(fact.duration)) if fact.duration else ""


def date_words(fact: Fact) -> str:
    """Return a fact's date or period without its basis, or "" where the source gives none."""
    span = fact.when
    return describe_date(span) if span is not None else ""


def when_words(dossier: Dossier, fact: Fact) -> str:
    """Return the date or period with its basis; "date not given" and what is known instead.

    "" for facts that no date applies to.
    """
    words = date_words(fact)
    if words:
        return with_basis(words, fact.when_basis)
    if not fact.timed:
        return ""
    missing = (
        tr("period not given") if fact.kind in ("figure", "conversion") else tr("date not given")
    )
    known = order_words(dossier, fact)
    return "; ".join((missing, *known))


def order_words(dossier: Dossier, fact: Fact) -> tuple[str, ...]:
    """Return what is known of the time of an undated fact."""
    known = []
    if fact.after_event_id:
        known.append(tr("later than: {event}", event=dossier.label(fact.after_event_id)))
    if fact.before_event_id:
        known.append(tr("earlier than: {event}", event=dossier.label(fact.before_event_id)))
    if fact.not_before:
        known.append(tr("not before {date}", date=describe_date(parse_date(fact.not_before))))
    if fact.not_after:
        known.append(tr("not after {date}", date=describe_date(parse_date(fact.not_after))))
    if fact.duration:
        known.append(tr("lasted {duration}", duration=duration_words(fact)))
    return tuple(known)


def place_in_source(dossier: Dossier, piece: Evidence, articles: Mapping[str, str]) -> str:
    """Return where a passage stands: its paragraph where that is known, else its characters.

    ``articles`` are the person's own copies, normalised, by source id. A copy that differs
    from the dossier's text counts as none, because positions in it mean something else.
    """
    number = dossier.paragraph(piece.source_id, piece.start)
    if number is None:
        text = articles.get(piece.source_id)
        if text is not None and matches(dossier, piece.source_id, text):
            number = paragraph_of(text, piece.start)
    return _characters(piece) if number is None else tr("paragraph {number}", number=number)


def position_in_source(dossier: Dossier, piece: Evidence, articles: Mapping[str, str]) -> str:
    """Return a passage's paragraph, where that is known, and its characters."""
    place, characters = place_in_source(dossier, piece, articles), _characters(piece)
    return characters if place == characters else f"{place}, {characters}"


def matches(dossier: Dossier, source_id: str, text: str) -> bool:
    """Tell whether a normalised text is the very text that the dossier's positions refer to."""
    return _sha256(text) == str(dossier.row("sources", source_id)["text_sha256"])


def main_evidence(dossier: Dossier, fact_id: str) -> Evidence | None:
    """Return the passage that best stands for a fact: its value or whole, else the first."""
    table = dossier.store["evidence"]
    rows = dossier.evidence.rows_of(fact_id)
    # Only the one that is wanted is made.
    told = [table["supports"].cell(row) for row in rows]
    best = next((told.index(wanted) for wanted in ("value", "whole") if wanted in told), 0)
    return dossier.evidence[rows[best]] if rows else None


def source_words(dossier: Dossier, fact_id: str, articles: Mapping[str, str]) -> str:
    """Return a fact's source and the place in it, or that no passage is recorded."""
    piece = main_evidence(dossier, fact_id)
    if piece is None:
        return tr("no passage recorded")
    title = dossier.row("sources", piece.source_id)["title"]
    return tr("{source}, {place}", source=title, place=place_in_source(dossier, piece, articles))


def _characters(piece: Evidence) -> str:
    return tr("characters {start}–{end}", start=f"{piece.start:,}", end=f"{piece.end:,}")


def _is_agreement(dossier: Dossier, fact: Fact) -> bool:
    return (
        bool(fact.asserter_event_id)
        and dossier.fact(fact.asserter_event_id).event_type == "agreement"
    )


@lru_cache(maxsize=8)
def _sha256(text: str) -> str:
    return text_sha256(text)
