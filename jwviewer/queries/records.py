"""Every fact as a flat record with canonical names: what ``jwviewer facts`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jwviewer.dossier.quantity import describe
from jwviewer.dossier.record_fields import FIELDS as FIELDS
from jwviewer.dossier.units import is_currency
from jwviewer.queries.spreadsheet import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jwviewer.dossier.derived import Derived
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact

Record = dict[str, Any]

DERIVED_FIELDS = (*FIELDS, "derived", "rounded", "inputs", "formula")


def records(dossier: Dossier, *, derived: bool = False) -> list[Record]:
    """Return a record per fact, in table order, then one per derived value if asked for.

    None stands where a field does not apply. Values are decimal text in base units.
    """
    found = [_record(dossier, fact) for fact in dossier.facts]
    if derived:
        for one in found:
            one.update(derived=False, rounded=None, inputs=None, formula=None)
        found.extend(_derived_record(dossier, value) for value in dossier.derived)
    return found


def flat(record: Record) -> dict[str, str]:
    """Return a record as one line of a CSV: lists joined by "; ", None as nothing, no formulas."""
    return {key: guarded(_cell(key, value)) for key, value in record.items()}


def _record(dossier: Dossier, fact: Fact) -> Record:
    judgement = dossier.judgements.get(fact.id)
    values: Record = {
        "id": fact.id,
        "kind": fact.kind,
        "label": _label(dossier, fact),
        "name": fact.name,
        "companies": _names(dossier, fact.company_ids),
        "person": dossier.name(fact.person_id) or (fact.name if fact.kind == "person" else ""),
        "role": fact.role,
        "organisation": dossier.name(fact.organisation_id),
        "event_type": fact.event_type,
        "participants": _names(dossier, (p.entity_id for p in fact.participants)),
        "metric": dossier.row("metrics", fact.metric_id)["label"] if fact.metric_id else "",
        "subject": dossier.name(fact.subject_id),
        "part_of": fact.part_of_id,
        "value": fact.value,
        "value_high": fact.value_high,
        "bound": fact.bound,
        "direction": fact.direction,
        "unit": fact.unit,
        "currency": fact.unit if fact.value and is_currency(fact.unit) else "",
        "period": fact.period,
        "period_basis": fact.period_basis,
        "base_period": fact.base_period,
        "date": fact.date,
        "date_basis": fact.date_basis,
        "duration": fact.duration,
        "place": dossier.name(fact.place_id) or (fact.name if fact.kind == "place" else ""),
        "mode": fact.mode,
        "asserter": dossier.name(fact.asserter_id) or dossier.label(fact.asserter_event_id),
        "company_basis": fact.company_basis,
        "part_of_basis": fact.part_basis,
        "base_period_basis": fact.base_basis,
        "inferred_bound": fact.inferred_bound,
        "change_of": fact.change_of_id,
        "participant_roles": [p.role for p in fact.participants],
        "after": fact.after_event_id,
        "before": fact.before_event_id,
        "not_before": fact.not_before,
        "not_after": fact.not_after,
        "result": fact.result,
        "relation": fact.relation,
        "object": dossier.name(fact.object_id),
        "event": fact.event_id,
        "converted_from": fact.from_id,
        "converted_to": fact.to_id,
        "claim_kind": fact.claim_kind,
        "entity_kind": fact.entity_kind,
        "definition": fact.definition,
        "note": fact.note,
        "judgement": judgement.verdict if judgement else "",
        "judgement_note": judgement.note if judgement else "",
    }
    values = {key: value or None for key, value in values.items()}
    values["evidence"] = [
        {"source": e.source_id, "start": e.start, "end": e.end, "supports": e.supports}
        for e in dossier.evidence_of(fact.id)
    ]
    return {key: values[key] for key in FIELDS}


def _derived_record(dossier: Dossier, value: Derived) -> Record:
    quantity = value.quantity
    empty: Record = dict.fromkeys(DERIVED_FIELDS)
    return {
        **empty,
        "id": value.id,
        "kind": "figure",
        "label": value.label,
        "companies": _names(dossier, value.companies) or None,
        "value": format(quantity.value, "f"),
        "value_high": None if quantity.high is None else format(quantity.high, "f"),
        "bound": quantity.bound,
        "unit": quantity.unit,
        "period": value.period or None,
        "period_basis": value.period_basis or None,
        "base_period": value.base_period or None,
        "evidence": [],
        "derived": True,
        "rounded": value.rounded,
        "inputs": list(value.inputs),
        "formula": value.formula,
        "note": "; ".join(value.inferred) or None,
    }


def _label(dossier: Dossier, fact: Fact) -> str:
    if fact.kind != "conversion":
        return fact.label
    amounts = [dossier.fact(i).quantity for i in (fact.from_id, fact.to_id)]
    return f"{fact.label} ({' = '.join(describe(q) for q in amounts if q is not None)})"


def _names(dossier: Dossier, entity_ids: Iterable[str]) -> list[str]:
    return [dossier.name(entity_id) for entity_id in dict.fromkeys(entity_ids)]


def _cell(key: str, value: object) -> str:
    if value is None:
        return ""
    if key == "evidence" and isinstance(value, list):
        return "; ".join(f"{e['source']}:{e['start']}-{e['end']}" for e in value)
    if isinstance(value, list):
        return "; ".join(str(item) for item in value)
    return str(value)
