"""Rows on people, seats, business, events, programmes, awards and claims."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from jwviewer.dossier.schema import DEALS
from jwviewer.language import tr
from jwviewer.queries.bases import WEAK, basis_words, with_basis
from jwviewer.queries.profile_parts import Cell, CellState, Draft, Entry, chips_of
from jwviewer.queries.wording import (
    claim_name,
    date_words,
    duration_words,
    order_words,
    participant_role,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact

RELATION_ROWS = ("part-of", "member-of", "owns", "makes", "develops", "uses", "located-in")


def people(dossier: Dossier, facts: Sequence[Fact]) -> list[Draft]:
    """Return a row per office, then one for people without a known office."""
    rows: dict[str, Draft] = {}
    in_office = {fact.person_id for fact in facts if fact.kind == "role"}
    for fact in facts:
        if fact.kind == "role":
            key = fact.role.casefold()
            row = rows.setdefault(key, Draft(f"role:{key}", _capital(fact.role), weight=8))
            entry = Entry(
                fact.id, rest=dossier.name(fact.person_id), also=(fact.person_id,),
                chips=chips_of(dossier, fact, date_words(fact)),
            )  # fmt: skip
            for company in fact.company_ids:
                row.add(company, entry)
    others = Draft("people", tr("People"), weight=4)
    for fact in facts:
        if fact.kind == "person" and fact.id not in in_office:
            _put(
                others,
                fact,
                Entry(fact.id, rest=fact.label, chips=chips_of(dossier, fact), inline=True),
            )
    return [*rows.values(), others]


def seats(dossier: Dossier, facts: Sequence[Fact]) -> list[Draft]:
    """Return the row of headquarters, each with the wider places it is said to lie in."""
    row = Draft("seat", tr("Headquarters"), weight=7)
    for fact in facts:
        if fact.relation == "seated-in":
            names, also, place = [dossier.name(fact.object_id)], [fact.object_id], fact.object_id
            while (step := _wider(dossier, place)) is not None and step.object_id not in also:
                place = step.object_id
                names.append(dossier.name(place))
                also += [step.id, place]
            _put(
                row,
                fact,
                Entry(
                    fact.id, rest=", ".join(names), also=tuple(also), chips=chips_of(dossier, fact)
                ),
            )
    return [row]


def _wider(dossier: Dossier, place: str) -> Fact | None:
    """Return the fact that tells in which wider place one lies, the last if there are several."""
    relations = dossier.store["relations"]
    start: int = dossier.columns.starts["relations"]
    for row in reversed(relations.rows_with("subject_id", place).tolist()):
        if relations["relation"].cell(row) == "located-in":
            wider: Fact = dossier.facts[start + int(row)]
            return wider
    return None


def business(facts: Sequence[Fact]) -> list[Draft]:
    """Return what the companies are."""
    row = Draft("business", tr("Business"), weight=6)
    for fact in facts:
        if fact.kind == "company" and fact.definition:
            row.add(fact.id, Entry(fact.id, rest=fact.definition))
    return [row]


def things(dossier: Dossier, facts: Sequence[Fact]) -> list[Draft]:
    """Return what the companies belong to, own, make and work on."""
    titles = {
        "part-of": tr("Part of"), "member-of": tr("Member of"), "owns": tr("Owns"),
        "makes": tr("Makes"), "develops": tr("Develops"),
        "uses": tr("Uses"), "located-in": tr("Located in"),
    }  # fmt: skip
    rows = {key: Draft(f"relation:{key}", titles[key], weight=4) for key in RELATION_ROWS}
    told: set[str] = {fact.subject_id for fact in facts if fact.relation == "field-of-cooperation"}
    for fact in facts:
        if fact.relation in rows and fact.subject_id in fact.company_ids:
            told.add(fact.object_id)
            weak = fact.basis in WEAK and fact.company_basis != fact.basis
            chip = basis_words(fact.basis) if weak else ""
            entry = Entry(
                fact.id, rest=dossier.name(fact.object_id), also=(fact.object_id,),
                chips=chips_of(dossier, fact, chip, date_words(fact)), inline=True,
            )  # fmt: skip
            rows[fact.relation].add(fact.subject_id, entry)
    named = {
        "product": Draft("product", tr("Products"), weight=5),
        "technology": Draft("technology", tr("Technologies"), weight=5),
    }
    for fact in facts:
        if fact.kind == "technology" and fact.id not in told:
            entry = Entry(
                fact.id, rest=fact.label, also=_own_relations(dossier, fact.id),
                chips=chips_of(dossier, fact), inline=True,
            )  # fmt: skip
            _put(named.get(fact.entity_kind, named["technology"]), fact, entry)
    return [*rows.values(), *named.values()]


def events(dossier: Dossier, facts: Sequence[Fact]) -> list[Draft]:
    """Return a row per event, each followed by its fields of cooperation."""
    fields: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.relation == "field-of-cooperation":
            fields[fact.event_id].append(fact)
    rows = []
    for fact in facts:
        if fact.kind == "event":
            rows.append(event_row(dossier, fact))
        topics = fields.pop(fact.id, [])
        if topics:
            rows.append(fields_row(dossier, fact, topics))
    for event_id, topics in fields.items():
        rows.append(fields_row(dossier, dossier.fact(event_id), topics))
    return rows


def programmes(dossier: Dossier, facts: Sequence[Fact]) -> list[Draft]:
    """Return a row per programme and award, and one for programmes only named."""
    rows = [
        event_row(dossier, f)
        for f in facts
        if f.kind in ("programme", "award") and f.table == "events"
    ]
    told = {
        i for row in rows for entries in row.by_company.values() for e in entries for i in e.also
    }
    named = Draft("programmes", tr("Programmes named"), weight=2)
    for fact in facts:
        if fact.kind == "programme" and fact.table == "entities" and fact.id not in told:
            entry = Entry(
                fact.id, rest=fact.label, also=_own_relations(dossier, fact.id),
                chips=chips_of(dossier, fact), inline=True,
            )  # fmt: skip
            _put(named, fact, entry)
    return [*rows, named]


def claims(dossier: Dossier, facts: Sequence[Fact]) -> list[Draft]:
    """Return a row per sort of claim; what is said of several companies at once has its own."""
    titles = {
        "superlative": tr("Superlatives"), "first": tr("Said to be first"),
        "intent": tr("Intentions"), "quality": tr("Qualities"),
        "outcome": tr("Outcomes"), "activity": tr("Activities"),
    }  # fmt: skip
    rows: dict[tuple[str, bool], Draft] = {}
    for fact in facts:
        if fact.kind == "claim":
            together = len(fact.company_ids) > 1
            title = titles.get(fact.claim_kind, claim_name(fact.claim_kind))
            row = rows.setdefault(
                (fact.claim_kind, together),
                Draft(f"claim:{fact.claim_kind}:{together}", title, weight=2),
            )
            weak = ((fact.period_basis, tr("period")),)
            chips = chips_of(dossier, fact, date_words(fact), weak=weak)
            _put(row, fact, Entry(fact.id, rest=fact.label, chips=chips))
    return list(rows.values())


def event_row(dossier: Dossier, fact: Fact) -> Draft:
    """Return the row of an event, programme or award."""
    projects = [
        p.entity_id for p in fact.participants if dossier.fact(p.entity_id).kind == "programme"
    ]
    also = dict.fromkeys(i for one in projects for i in (one, *_own_relations(dossier, one)))
    silence = CellState.NOT_PARTY if fact.kind == "event" else CellState.SILENT
    row = Draft(f"event:{fact.id}", fact.label, weight=_event_weight(fact), silence=silence)
    words = [fact.result] if fact.result else []
    lasted = tr("lasted {duration}", duration=duration_words(fact))
    if fact.duration:
        words.append(lasted)
    date = with_basis(date_words(fact), fact.date_basis)
    words.append(date or tr("date not given"))
    if fact.place_id:
        words.append(tr("in {place}", place=dossier.name(fact.place_id)))
    known = [text for text in order_words(dossier, fact) if text != lasted]
    for company in fact.company_ids:
        mine = [p for p in fact.participants if p.entity_id == company]
        weak = tuple((p.basis, participant_role(p.role)) for p in mine)
        told = (participant_role(p.role) for p in mine if p.basis == "stated" and p.role != "party")
        plain = replace(fact, company_basis="stated")
        chips = chips_of(dossier, plain, *known, *told, *_guest_words(dossier, fact), weak=weak)
        row.add(company, Entry(fact.id, rest=", ".join(words), chips=chips, also=tuple(also)))
    return row


def _event_weight(fact: Fact) -> int:
    if fact.kind != "event":
        return 8
    return 9 if fact.event_type in DEALS else 6


def _guest_words(dossier: Dossier, fact: Fact) -> Iterable[str]:
    by_role: defaultdict[str, list[str]] = defaultdict(list)
    for participant in fact.participants:
        if participant.entity_id not in fact.company_ids:
            role = participant_role(participant.role)
            by_role[role].append(dossier.name(participant.entity_id))
    for role, names in by_role.items():
        yield tr("{role}: {names}", role=role, names=", ".join(names))


def fields_row(dossier: Dossier, event: Fact, topics: list[Fact]) -> Draft:
    """Return the row of the fields of cooperation of an event."""
    row = Draft(
        f"fields:{event.id}", tr("Fields of cooperation"), detail=event.label, indent=1, weight=5,
        silence=CellState.NOT_PARTY, empty={party: Cell() for party in event.company_ids},
    )  # fmt: skip
    for topic in topics:
        also = (topic.subject_id,) if topic.subject_id else ()
        _put(
            row,
            topic,
            Entry(
                topic.id, rest=topic.name, also=also, chips=chips_of(dossier, topic), inline=True
            ),
        )
    return row


def _own_relations(dossier: Dossier, entity_id: str) -> tuple[str, ...]:
    found = []
    for other in dossier.links(entity_id):
        fact = dossier.fact(other)
        if fact.table == "relations" and fact.subject_id == entity_id:
            found += [fact.id, fact.object_id]
    return tuple(dict.fromkeys(found))


def _put(row: Draft, fact: Fact, entry: Entry) -> None:
    for company in fact.company_ids:
        row.add(company, entry)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
