"""All that is known of one fact, worded for a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from jwviewer.dossier.dates import describe_date, parse_date
from jwviewer.dossier.derived import derive_from
from jwviewer.dossier.quantity import describe, describe_inherited
from jwviewer.dossier.schema import BASES, FACT_KINDS
from jwviewer.language import tr
from jwviewer.queries.bases import basis_words, judgement_words, weak_lines, weak_parts
from jwviewer.queries.wording import (
    bound_words,
    claim_name,
    date_words,
    duration_words,
    entity_kind_name,
    event_name,
    kind_name,
    main_evidence,
    order_words,
    participant_role,
    place_in_source,
    value_parts,
    value_words,
    voice,
    when_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact

MOST_LINKS = 40


class CardLink(Struct, frozen=True):
    """A linked fact: how it hangs together with the chosen one, and what it says."""

    fact_id: str
    how: str
    text: str


class CardDerived(Struct, frozen=True):
    """A value that follows from the chosen fact and others, with its formula."""

    label: str
    value: str
    formula: str
    inferred: tuple[str, ...]


class FactCard(Struct, frozen=True):
    """A fact's title, value, chips, rows of attributes, and what hangs on it."""

    fact_id: str
    title: str
    company_ids: tuple[str, ...]
    strong: str
    rest: str
    chips: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    derived: tuple[CardDerived, ...]
    unsaid: tuple[str, ...]
    links: tuple[CardLink, ...]
    more_links: int

    @property
    def text(self) -> str:
        """The whole card as plain text, for the clipboard and screen readers."""
        lines = [self.title, f"{self.strong} {self.rest}".strip(), " · ".join(self.chips)]
        lines += [f"{label}: {value}" for label, value in self.rows]
        for value in self.derived:
            how = "; ".join((value.formula, *value.inferred))
            lines.append(f"ƒ {value.label}: {value.value} ({how})")
        lines += [tr("Not said: {what}", what=what) for what in self.unsaid]
        lines += [f"{link.how}: {link.text}" for link in self.links]
        return "\n".join(line for line in lines if line)


def fact_card(dossier: Dossier, fact_id: str, articles: Mapping[str, str]) -> FactCard:
    """Return everything known of one fact; KeyError when the dossier has none of that id."""
    fact = dossier.fact(fact_id)
    names = ", ".join(dossier.name(company) for company in fact.company_ids)
    title = tr("{label} — {companies}", label=fact.label, companies=names)
    strong, rest = _value(dossier, fact)
    links, more = _links(dossier, fact)
    return FactCard(
        fact_id=fact_id,
        title=fact.label if names in ("", fact.label) or names in fact.label else title,
        company_ids=fact.company_ids,
        strong=strong,
        rest=rest,
        chips=tuple(_chips(dossier, fact, articles)),
        rows=tuple((label, text) for label, text in _rows(dossier, fact) if text),
        derived=tuple(
            CardDerived(d.label, describe(d.quantity), d.formula, d.inferred)
            for d in derive_from(dossier, fact_id)
        ),
        unsaid=tuple(o.label for o in dossier.omissions if o.fact_id == fact_id),
        links=links,
        more_links=more,
    )


def _value(dossier: Dossier, fact: Fact) -> tuple[str, str]:
    quantity = fact.quantity
    if quantity is None:
        return value_words(dossier, fact), ""
    strong, rest = value_parts(quantity)
    if fact.direction:
        up = fact.direction == "increase"
        strong = tr("up {value}", value=strong) if up else tr("down {value}", value=strong)
    return strong, rest


def _chips(dossier: Dossier, fact: Fact, articles: Mapping[str, str]) -> Iterator[str]:
    yield kind_name(fact.kind)
    if fact.bound:
        yield bound_words(fact.bound)
    yield voice(dossier, fact)
    missing = when_words(dossier, fact)
    if missing and not date_words(fact):
        yield missing.split(";")[0]
    judged = judgement_words(dossier, fact.id)
    if judged:
        yield judged
    yield from weak_lines(weak_parts(fact))
    piece = main_evidence(dossier, fact.id)
    yield place_in_source(dossier, piece, articles) if piece else tr("no passage recorded")


def _rows(dossier: Dossier, fact: Fact) -> Iterator[tuple[str, str]]:
    yield from _what(dossier, fact)
    for other, basis in dossier.same_as(fact.id):
        yield tr("Same company as"), _with_basis(dossier.name(other), basis)
    if fact.kind != "company":
        names = ", ".join(map(dossier.name, fact.company_ids))
        yield tr("Companies"), _with_basis(names, fact.company_basis)
    yield tr("Period") if fact.period else tr("Date"), _when(dossier, fact)
    if fact.base_period:
        base = describe_date(parse_date(fact.base_period))
        yield tr("Against"), _with_basis(base, fact.base_basis)
    if fact.date:
        yield tr("Known of it"), "; ".join(order_words(dossier, fact))
    elif fact.duration:
        yield tr("Duration"), duration_words(fact)
    yield tr("Place"), dossier.name(fact.place_id)
    yield tr("Part of"), _with_basis(_told(dossier, fact.part_of_id), fact.part_basis)
    yield tr("Change of"), _told(dossier, fact.change_of_id)
    linked = dossier.linked(fact.id)
    conversions = linked[dossier.columns.kind[linked] == FACT_KINDS.index("conversion")]
    for conversion in map(dossier.facts.__getitem__, conversions.tolist()):
        other = conversion.to_id if conversion.from_id == fact.id else conversion.from_id
        amount = value_words(dossier, dossier.fact(other))
        yield tr("Converted"), tr("{amount}, the source's own conversion", amount=amount)
    for participant in fact.participants:
        role = participant_role(participant.role)
        yield (
            dossier.name(participant.entity_id),
            _with_basis(role, participant.basis, only_weak=True),
        )
    who = dossier.name(fact.asserter_id) or dossier.label(fact.asserter_event_id)
    yield tr("Said by"), who or _nobody(fact)
    yield tr("Remark"), fact.note
    yield tr("My judgement"), judgement_words(dossier, fact.id, note=True)


def _what(dossier: Dossier, fact: Fact) -> Iterator[tuple[str, str]]:
    if fact.event_type:
        yield tr("What"), event_name(fact.event_type)
    elif fact.claim_kind:
        yield tr("What"), claim_name(fact.claim_kind)
    elif fact.entity_kind:
        yield tr("What"), entity_kind_name(fact.entity_kind)
    yield tr("In our words"), fact.definition
    if fact.table == "entities":
        row = dossier.row("entities", fact.id)
        known = (row["short_name"], row["name_local"], *row["aliases"].split(";"))
        others = dict.fromkeys(name.strip() for name in known if name.strip() and name != fact.name)
        yield tr("Also called"), ", ".join(others)
    if fact.metric_id:
        metric = dossier.row("metrics", fact.metric_id)
        yield (
            tr("Measures"),
            "; ".join(part for part in (metric["label"], metric["definition"]) if part),
        )
    if fact.quantity is not None and fact.inferred_bound:
        yield tr("Bound"), tr("{bound}; not printed here", bound=describe_inherited(fact.quantity))
    yield tr("Counted"), dossier.name(fact.subject_id) if fact.kind == "figure" else ""
    yield tr("Person"), dossier.name(fact.person_id)
    yield tr("Role"), fact.role
    yield tr("Organisation"), dossier.name(fact.organisation_id)
    yield tr("Result"), fact.result if fact.duration else ""


def _when(dossier: Dossier, fact: Fact) -> str:
    if not date_words(fact):
        return when_words(dossier, fact)
    return _with_basis(date_words(fact), fact.when_basis)


def _with_basis(text: str, basis: str, *, only_weak: bool = False) -> str:
    if not text or basis not in BASES or (only_weak and basis == "stated"):
        return text
    return tr("{what} ({basis})", what=text, basis=basis_words(basis))


def _nobody(fact: Fact) -> str:
    return (
        tr("nobody named") if fact.mode in ("reported", "quote", "quote-unnamed", "hedged") else ""
    )


def _told(dossier: Dossier, fact_id: str) -> str:
    if not fact_id:
        return ""
    fact = dossier.fact(fact_id)
    value = value_words(dossier, fact)
    return tr("{label}: {value}", label=fact.label, value=value) if value else fact.label


def _links(dossier: Dossier, fact: Fact) -> tuple[tuple[CardLink, ...], int]:
    """Return the nearest linked facts in words, and how many more there are."""
    places = dossier.linked(fact.id)
    if fact.kind == "company":
        flags = dossier.columns.of_companies(frozenset((fact.id,)))
        flags[places] = flags[dossier.positions[fact.id]] = False
        places = np.concatenate([places, np.flatnonzero(flags)])
    first = (tr("part"), tr("whole"), tr("change"), tr("changed"), tr("conversion"))
    total = len(places)
    if fact.kind != "figure":
        # Only figures have parts and changes; of all else conversions come first.
        later = dossier.columns.kind[places] != FACT_KINDS.index("conversion")
        places = places[np.argsort(later, kind="stable")][:MOST_LINKS]
    known = [(_how(fact, other), other.id) for other in map(dossier.facts.__getitem__, places)]
    known.sort(key=lambda one: first.index(one[0]) if one[0] in first else len(first))
    shown = tuple(CardLink(i, how, _told(dossier, i)) for how, i in known[:MOST_LINKS])
    return shown, total - len(shown)


def _how(fact: Fact, other: Fact) -> str:
    """Say what the other fact is to this one."""
    if other.part_of_id == fact.id:
        return tr("part")
    if fact.part_of_id == other.id:
        return tr("whole")
    if other.change_of_id == fact.id:
        return tr("change")
    if fact.change_of_id == other.id:
        return tr("changed")
    if other.after_event_id == fact.id or fact.before_event_id == other.id:
        return tr("later")
    if fact.after_event_id == other.id or other.before_event_id == fact.id:
        return tr("earlier")
    if other.asserter_event_id == fact.id:
        return tr("it says")
    if fact.asserter_event_id == other.id:
        return tr("says so")
    if other.relation == "field-of-cooperation":
        return tr("field")
    return kind_name(other.kind)
