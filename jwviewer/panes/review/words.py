"""Proposed facts in words: what was understood, on what ground, and what is still missing."""

from __future__ import annotations

from jwviewer.dossier.dates import DateError, describe_date, describe_duration, parse_date
from jwviewer.dossier.dates import parse_duration as parse_length
from jwviewer.dossier.quantity import describe
from jwviewer.language import tr
from jwviewer.queries.wording import claim_name, event_name, kind_name, mode_name
from jwviewer.reading.matching import Match, quantity_of
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.review import ENTITIES, Review

SUGGESTED = 0.5
"""Below this confidence a fact is only a suggestion."""
_SILENT = ("mentions", "maybe_same", "label", "claim_kind", "event_type", "value", "value_high",
           "unit", "bound", "direction", "entity_kind", "mode", "decimals", "how")  # fmt: skip
_GROUNDS = (
    "companies", "participants", "organisation", "person", "period", "base_period", "date",
    "unit", "place", "subject", "object", "part_of", "asserter", "value",
)  # fmt: skip


def group_name(group: str) -> str:
    """Return what a group of facts is called."""
    return {
        "companies": tr("Companies and their names"), "people": tr("People"), "roles": tr("Roles"),
        "places": tr("Places"), "money": tr("Money"), "quantities": tr("Quantities"),
        "events": tr("Events and dates"), "claims": tr("Claims"),
        "rest": tr("Relations and technologies"),
    }.get(group, group)  # fmt: skip


def attribute_name(name: str) -> str:
    """Return what an attribute is called."""
    return {
        "name": tr("Name"), "aliases": tr("Also"), "companies": tr("Company"),
        "person": tr("Person"), "role": tr("Role"), "organisation": tr("Organisation"),
        "event_type": tr("Kind of event"), "participants": tr("Parties"), "metric": tr("Measure"),
        "subject": tr("Subject"), "object": tr("Object"), "part_of": tr("Part of"),
        "value": tr("Value"), "value_high": tr("Up to"), "bound": tr("Bound"), "unit": tr("Unit"),
        "direction": tr("Change"), "period": tr("Period"), "base_period": tr("Compared with"),
        "date": tr("Date"), "duration": tr("Duration"), "place": tr("Place"),
        "asserter": tr("Who says so"), "result": tr("Result"), "label": tr("In short"),
        "claim_kind": tr("Kind of claim"), "relation": tr("Relation"),
        "converted_from": tr("Amount"), "converted_to": tr("Converted"),
        "change_of": tr("Change of"), "after": tr("After"), "before": tr("Before"),
        "not_before": tr("Not before"), "not_after": tr("Not after"),
    }.get(name, name.replace("_", " ").capitalize())  # fmt: skip


def ground_words(attribute: Attribute) -> str:
    """Return on what an attribute rests."""
    if attribute.basis == "supplied":
        return tr("supplied by you")
    if attribute.basis == "not_stated" or not attribute.value:
        return tr("not stated")
    if attribute.basis == "stated":
        return tr("stated, as you read it") if attribute.how == "reviewer" else tr("stated")
    how = {
        "previous-sentence": tr("from the sentence before"),
        "same-sentence": tr("from the same sentence"), "pronoun": tr("from a pronoun"),
        "words-nearby": tr("from words nearby"), "main-company": tr("the article's main company"),
        "article-date": tr("from the article's date"),
        "article-currency": tr("from the article's currency"), "reviewer": tr("your conclusion"),
        "whole-year": tr("from “the whole year”"), "figure-beside": tr("from the figure beside it"),
    }.get(attribute.how, attribute.how.replace("-", " "))  # fmt: skip
    return tr("inferred: {how}", how=how) if how else tr("inferred")


def basis_of(fact: Proposal) -> str:
    """Return the weakest ground of a fact: stated, inferred, supplied or suggested."""
    if fact.confidence < SUGGESTED:
        return "suggested"
    grounds = [a.basis for name, a in fact.attributes.items() if name in _GROUNDS and a.value]
    if "supplied" in grounds:
        return "supplied"
    return "inferred" if "inferred" in grounds else "stated"


def basis_name(basis: str) -> str:
    """Return a basis as a badge."""
    return {
        "stated": tr("stated"), "inferred": tr("inferred"), "supplied": tr("supplied by you"),
        "suggested": tr("suggested only"),
    }[basis]  # fmt: skip


def kind_words(review: Review, key: str) -> str:
    """Return what sort of fact it is."""
    fact = review.items[key].fact
    if fact.value("event_type"):
        return event_name(fact.value("event_type"))
    if fact.kind == "claim":
        return claim_name(fact.value("claim_kind"))
    return kind_name(fact.kind)


def value_words(review: Review, key: str) -> str:
    """Return a fact as it was understood, in a few words with its bound."""
    fact = review.fact(key)
    if fact.kind == "figure":
        quantity = quantity_of(fact)
        words = describe(quantity) if quantity is not None else tr("no number")
        if fact.value("direction"):
            up = fact.value("direction") == "increase"
            return tr("up {value}", value=words) if up else tr("down {value}", value=words)
        return words
    if fact.kind == "conversion":
        ends = [named(review, fact, n) for n in ("converted_from", "converted_to")]
        return " = ".join(ends)
    if fact.kind == "role":
        return tr("{person}: {role}", person=named(review, fact, "person"), role=fact.value("role"))
    if fact.kind == "relation":
        told = fact.value("relation").replace("-", " ")
        return " ".join((named(review, fact, "subject"), told, named(review, fact, "object")))
    own = fact.value("name") or fact.value("label")
    return own or " ".join(review.article.view[slice(*fact.span)].split())


def detail_words(review: Review, key: str) -> str:
    """Return what else tells a fact from others, on one line."""
    fact = review.fact(key)
    parts = []
    if fact.kind == "figure":
        parts.append(fact.value("metric"))
    if fact.kind in ENTITIES:
        parts.append(", ".join(fact.values("aliases")))
    elif fact.kind == "role":
        parts.append(named(review, fact, "organisation"))
    elif fact.kind == "event":
        parts.append(named(review, fact, "participants"))
    else:
        parts.append(named(review, fact, "companies"))
    parts += [date_words(fact.value(name)) for name in ("date", "period") if fact.value(name)]
    return " · ".join(part for part in parts if part)


def named(review: Review, fact: Proposal, name: str) -> str:
    """Return what a fact names in one attribute, in words."""
    values = [v for v in fact.values(name) if v]
    told = [value_words(review, v) if v in review.items else v for v in values]
    return ", ".join(told)


def attribute_rows(review: Review, key: str) -> tuple[tuple[str, str, str], ...]:
    """Return name, value and ground of every attribute that a card shows."""
    fact = review.fact(key)
    rows = []
    for name, attribute in fact.attributes.items():
        if name in _SILENT or (name == "name" and fact.kind not in ENTITIES):
            continue
        if name == "companies" and "participants" in fact.attributes:
            continue
        value = named(review, fact, name)
        if name in ("date", "period", "base_period") and fact.value(name):
            words = date_words(value)
            # A plain year is its own words.
            value = words if words == value else tr("{words} ({edtf})", words=words, edtf=value)
        if name == "duration" and fact.value(name):
            value = length_words(fact.value(name))
        if not value and attribute.basis != "not_stated":
            continue
        rows.append((attribute_name(name), value, ground_words(attribute)))
    mode = fact.value("mode")
    if mode and mode != "narration":
        rows.append((tr("Voice"), mode_name(mode), ""))
    return tuple(rows)


def date_words(text: str) -> str:
    """Return an EDTF date in words; the text itself where it is none."""
    try:
        return describe_date(parse_date(text))
    except DateError:
        return text


def length_words(text: str) -> str:
    """Return a duration in words; the text itself where it is none."""
    try:
        return describe_duration(parse_length(text))
    except ValueError:
        return text


def state_name(decision: str) -> str:
    """Return what was decided, as a word."""
    return {
        "pending": tr("not reviewed"), "accepted": tr("accepted"), "rejected": tr("rejected"),
    }[decision]  # fmt: skip


def match_name(match: Match | None) -> str:
    """Return what a fact is to the dossier, as a badge; nothing for what is simply new."""
    return {
        "confirming": tr("confirms the dossier"), "refining": tr("more exact than the dossier"),
        "contradicting": tr("contradicts the dossier"),
    }.get(match.state if match is not None else "new", "")  # fmt: skip


def missing_words(names: tuple[str, ...]) -> str:
    """Return what a fact still needs to have its place in a dossier."""
    what = ", ".join(attribute_name(name).lower() for name in names)
    return tr("Needs before it can go into the dossier: {what}", what=what)
