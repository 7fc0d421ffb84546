"""A small fictional dossier with its source, for profiles, evidence, search and hover texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.text import span_sha256, text_sha256

TEXT = (
    "North Works 🚢 and South Yard signed a pact in 2013.\n\n"
    "Ada Moor, chair of North Works Group, was there. It is claimed that their ferry is quiet.\n\n"
    "In 2018 North Works built more than 260,000 boats, nearly 200,000 of them small.\n"
)
SOURCE = "ferry-news"
Row = dict[str, object]


def dossier(**more: Sequence[Mapping[str, object]]) -> Dossier:
    """Return the sample; ``more`` adds rows to tables."""
    rows = _rows()
    for table, extra in more.items():
        rows.setdefault(table, []).extend(extra)
    return Dossier.from_rows(rows, id="sample", title="Sample", fictional=True)


def figure(figure_id: str, company: str, metric: str, value: str, **more: object) -> Row:
    """Return a row of figures; stated by the article for 2018 unless ``more`` says otherwise."""
    row: Row = {
        "figure_id": figure_id, "entity_id": company, "entity_basis": "stated",
        "metric_id": metric, "value": value, "bound": "eq", "unit": "unit", "period": "2018",
        "period_basis": "stated", "mode": "narration",
    }  # fmt: skip
    return row | more


def entity(entity_id: str, name: str, kind: str = "company", **more: object) -> Row:
    """Return a row of entities."""
    return {"entity_id": entity_id, "kind": kind, "name": name, "mode": "narration"} | more


def evidence(fact_id: str, words: str, supports: str = "value") -> Row:
    """Return a span of evidence around words of the sample's text."""
    start = TEXT.index(words)
    end = start + len(words)
    return {
        "evidence_id": f"{fact_id}-{supports}", "source_id": SOURCE, "fact_id": fact_id,
        "supports": supports, "start": start, "end": end,
        "span_sha256": span_sha256(TEXT, start, end),
    }  # fmt: skip


def taker(event: str, company: str, role: str = "party", basis: str = "stated") -> Row:
    """Return a row of participants."""
    return {"event_id": event, "entity_id": company, "role": role, "basis": basis}


def metric(metric_id: str, label: str, quantity: str, unit: str) -> Row:
    """Return a row of metrics."""
    return {
        "metric_id": metric_id, "label": label, "quantity": quantity, "unit": unit,
        "period_kind": "flow",
    }  # fmt: skip


def _rows() -> dict[str, list[Mapping[str, object]]]:
    said = {"mode": "narration"}
    inferred = {"company_ids": "north", "company_basis": "inferred"}
    return {
        "sources": [
            {
                "source_id": SOURCE,
                "title": "Ferry News",
                "text_sha256": text_sha256(TEXT),
                "text_chars": len(TEXT),
                "text_norm": "jw-1",
            },
        ],
        "entities": [
            entity(
                "north",
                "North Works",
                short_name="North",
                definition="Boat builder",
                name_local="北方工厂",
                aliases="NW; Northern",
            ),
            entity("south", "South Yard"),
            entity("group", "North Works Group"),
            entity("lake", "Lake & <b>Sons</b>"),
            entity("ada", "Ada Moor", "person"),
            entity("quay", "Quay Town", "place"),
            entity("shire", "Quayshire", "place"),
            entity("ferry", "Quiet ferry", "product", **inferred),
        ],
        "roles": [
            {
                "role_id": "ada-chair",
                "person_id": "ada",
                "role": "chair",
                "organisation_id": "group",
                "period_basis": "undated",
                **said,
            },
        ],
        "relations": [
            {
                "relation_id": "seat",
                "subject_id": "north",
                "relation": "seated-in",
                "object_id": "quay",
                "basis": "stated",
                "period_basis": "undated",
                **said,
            },
            {
                "relation_id": "lies",
                "subject_id": "quay",
                "relation": "located-in",
                "object_id": "shire",
                "basis": "stated",
                "period_basis": "undated",
                **said,
            },
        ],
        "events": [
            {
                "event_id": "pact",
                "event_type": "agreement",
                "label": "Pact of 2013",
                "date": "2013",
                "date_basis": "stated",
                **said,
            },
            {
                "event_id": "later",
                "event_type": "agreement",
                "label": "Later pact",
                "date_basis": "undated",
                "after_event_id": "pact",
                **said,
            },
            {
                "event_id": "prize",
                "event_type": "award",
                "label": "Golden Rudder",
                "date_basis": "undated",
                "result": "first prize",
                **said,
            },
        ],
        "participants": [
            taker("pact", "north"),
            taker("pact", "south"),
            taker("later", "north"),
            taker("later", "south"),
            taker("prize", "south", "winner", "inferred"),
        ],
        "topics": [{"topic_id": "hulls", "event_id": "pact", "label": "Hulls", **said}],
        "metrics": [
            metric("built", "Boats built", "count", "unit"),
            metric("growth", "Growth", "change", "%"),
            metric("income", "Income", "money", ""),
            metric("staff", "Staff", "count", "employee"),
        ],
        "figures": [
            figure("all", "north", "built", "260000", bound="gt", decimals=-4),
            figure(
                "small",
                "north",
                "built",
                "200000",
                bound="nearly",
                decimals=-5,
                subject_id="ferry",
                part_of_id="all",
                part_basis="stated",
                period_basis="inferred",
            ),
            figure("cny", "north", "income", "230000000000", bound="gt", decimals=-9, unit="CNY"),
            figure(
                "usd",
                "north",
                "income",
                "33400000000",
                inferred_bound="gt",
                decimals=-7,
                unit="USD",
            ),
            figure("eur", "south", "income", "5000000", unit="EUR"),
            figure("staff-north", "north", "staff", "120", unit="employee", period="2017"),
            figure("staff-south", "south", "staff", "80", unit="employee", period="2018"),
            figure(
                "supplied", "south", "built", "600", bound="gt", period="", period_basis="undated"
            ),
        ],
        "conversions": [{"conversion_id": "rate", "from_id": "cny", "to_id": "usd", **said}],
        "claims": [
            {
                "claim_id": "quiet",
                "kind": "quality",
                "gist": "The ferry is quiet",
                **inferred,
                "subject_id": "ferry",
                "period_basis": "undated",
                "mode": "hedged",
            },
            {
                "claim_id": "together",
                "kind": "intent",
                "gist": "Build more together",
                "company_ids": "north;south",
                "company_basis": "stated",
                "period_basis": "undated",
                "mode": "document",
                "asserter_event_id": "pact",
            },
            {
                "claim_id": "best",
                "kind": "superlative",
                "gist": "Best in the bay",
                "company_ids": "south",
                "company_basis": "stated",
                "period_basis": "undated",
                "mode": "reported",
                "asserter_id": "south",
            },
        ],
        "omissions": [
            {
                "omission_id": "no-day",
                "label": "The day of the later pact",
                "source_id": SOURCE,
                "fact_id": "later",
                "attribute": "date",
            },
            {"omission_id": "no-author", "label": "Who wrote the article", "source_id": SOURCE},
        ],
        "evidence": [
            evidence("all", "more than 260,000"),
            evidence("all", "In 2018 North Works built more than 260,000 boats", "whole"),
            evidence("small", "nearly 200,000"),
            evidence("pact", "North Works 🚢 and South Yard signed a pact in 2013", "whole"),
            evidence("quiet", "It is claimed that their ferry is quiet", "whole"),
            evidence("ada-chair", "Ada Moor, chair of North Works Group", "whole"),
        ],
    }
