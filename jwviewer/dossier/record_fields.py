"""The fields of a flat record of a fact, as ``jwviewer facts`` and ``jwviewer read`` print it."""

from __future__ import annotations

FIELDS = (
    "id", "kind", "label", "name", "companies", "person", "role", "organisation", "event_type",
    "participants", "metric", "subject", "part_of", "value", "value_high", "bound", "direction",
    "unit", "currency", "period", "period_basis", "base_period", "date", "date_basis", "duration",
    "place", "mode", "asserter", "evidence",
    # Beyond the agreed ones: what a careful reader also needs.
    "company_basis", "part_of_basis", "base_period_basis", "inferred_bound", "change_of",
    "participant_roles", "after", "before", "not_before", "not_after", "result", "relation",
    "object", "event", "converted_from", "converted_to", "claim_kind", "entity_kind",
    "definition", "note", "judgement", "judgement_note",
)  # fmt: skip
