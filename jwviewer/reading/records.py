"""A reading as flat records, in the form of ``jwviewer facts --json`` and with their grounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jwviewer.dossier.record_fields import FIELDS
from jwviewer.dossier.units import is_currency
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.reading import Reading

Record = dict[str, Any]

LISTS = ("companies", "participants", "participant_roles")
ENTITIES = ("company", "person", "place", "programme", "technology")
SUPPORTS = {
    "name": "name", "mentions": "name", "companies": "company", "person": "person",
    "role": "role", "organisation": "organisation", "event_type": "name",
    "participants": "party", "subject": "subject", "object": "object", "part_of": "part",
    "value": "value", "value_high": "value", "bound": "bound", "unit": "unit",
    "direction": "change", "period": "period", "base_period": "base", "date": "date",
    "duration": "duration", "place": "place", "result": "result", "mode": "voice",
    "asserter": "voice", "after": "order", "before": "order", "not_before": "order",
    "not_after": "order",
}  # fmt: skip
"""Which support an attribute's passage gives, in the words of a dossier's evidence."""


def reading_records(reading: Reading, source: str = "article") -> list[Record]:
    """Return a record per proposed fact: its fields, then rule, confidence and basis.

    ``basis`` says of each attribute whether it is stated, inferred (and how) or not stated.
    """
    by_id = {one.id: one for one in reading.proposals}
    return [_record(one, by_id, source) for one in reading.proposals]


def _record(proposal: Proposal, by_id: dict[str, Proposal], source: str) -> Record:
    values: Record = dict.fromkeys(FIELDS)
    for name, attribute in proposal.attributes.items():
        if name in values:
            values[name] = _value(name, attribute, by_id)
    values["id"], values["kind"] = proposal.id, proposal.kind
    name = proposal.value("name")
    if proposal.kind in ENTITIES:
        values["entity_kind"] = proposal.value("entity_kind") or proposal.kind
    if proposal.kind == "company":
        values["companies"] = [name]
    elif proposal.kind in ("person", "place"):
        values[proposal.kind] = name
    if proposal.value("value"):
        unit = proposal.value("unit")
        values["currency"] = unit if is_currency(unit) else None
    for date, basis in (("date", "date_basis"), ("period", "period_basis")):
        values[basis] = _date_basis(proposal, date)
    for reference, basis in (
        ("companies", "company_basis"),
        ("part_of", "part_of_basis"),
        ("base_period", "base_period_basis"),
    ):
        given = proposal.attributes.get(reference)
        if given is not None and given.value and given.basis != "not_stated":
            values[basis] = given.basis
    values["mode"] = values["mode"] or "narration"
    values["evidence"] = _evidence(proposal, source)
    values["label"] = values["label"] or _label(proposal, values)
    return {
        **values,
        "rule": proposal.rule,
        "confidence": round(proposal.confidence, 2),
        "basis": {name: _ground(one) for name, one in sorted(proposal.attributes.items())},
    }


def _value(name: str, attribute: Attribute, by_id: dict[str, Proposal]) -> object:
    held = attribute.value if isinstance(attribute.value, tuple) else (attribute.value,)
    # These refer to records; all others name what they refer to.
    keeps_id = name in ("part_of", "change_of", "converted_from", "converted_to", "event",
                        "after", "before")  # fmt: skip
    named = [
        value if keeps_id or value not in by_id else _name(by_id[value]) for value in held if value
    ]
    if name in LISTS:
        return list(dict.fromkeys(named)) or None
    return named[0] if named else None


def _name(proposal: Proposal) -> str:
    return proposal.value("name") or proposal.value("label") or proposal.id


def _date_basis(proposal: Proposal, name: str) -> str | None:
    attribute = proposal.attributes.get(name)
    if attribute is not None and attribute.value:
        return attribute.basis
    dated = {"date": ("event", "programme", "award"), "period": ("figure", "claim", "role")}
    return "undated" if proposal.kind in dated[name] else None


def _ground(attribute: Attribute) -> str:
    return f"{attribute.basis}:{attribute.how}" if attribute.how else attribute.basis


def _evidence(proposal: Proposal, source: str) -> list[Record]:
    # An entity's whole is its name, and it has no other.
    rows: list[tuple[Span, str]] = []
    if proposal.kind not in ENTITIES or "name" not in proposal.attributes:
        rows.append((proposal.span, "whole"))
    for name, attribute in proposal.attributes.items():
        support = SUPPORTS.get(name)
        if support is not None:
            rows += [(span, support) for span in attribute.spans]
    if not rows:
        rows.append((proposal.span, "name"))
    return [
        {"source": source, "start": start, "end": end, "supports": support}
        for (start, end), support in sorted(dict.fromkeys(rows))
    ]


def _label(proposal: Proposal, values: Record) -> str | None:
    if values["name"]:
        return str(values["name"])
    return _joined(
        [values["role"], values["metric"], values["event_type"], values["relation"],
         values["value"], values["unit"]]
    )  # fmt: skip


def _joined(parts: Iterable[object]) -> str | None:
    return " ".join(str(part) for part in parts if part) or None
