"""Rows of any table in words: what a person chooses, changes or deletes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jwviewer.dossier.quantity import describe
from jwviewer.dossier.schema import FACT_TABLES, TABLES
from jwviewer.language import tr
from jwviewer.queries.bases import verdict_words
from jwviewer.queries.wording import participant_role, supports_name, value_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jwviewer.dossier.dossier import Dossier


def table_name(table: str) -> str:
    """Return what the rows of a table are, for people."""
    return {
        "sources": tr("Sources"), "entities": tr("Companies, people, places, things"),
        "roles": tr("Roles"), "relations": tr("Relations"), "events": tr("Events"),
        "participants": tr("Who took part"), "topics": tr("Fields of cooperation"),
        "metrics": tr("Metrics"), "figures": tr("Figures"), "conversions": tr("Conversions"),
        "claims": tr("Claims"), "omissions": tr("What is not said"),
        "judgements": tr("My judgements"), "rates": tr("Exchange rates of mine"),
        "evidence": tr("Passages"),
    }.get(table, table)  # fmt: skip


def row_words(dossier: Dossier, table: str, row: Mapping[str, object]) -> str:
    """Return one row in a line; ids are told by the names they stand for."""
    cells = {name: str(cell) if cell is not None else "" for name, cell in row.items()}
    if table in FACT_TABLES:
        return _fact_words(dossier, cells[TABLES[table].key[0]])
    match table:
        case "participants":
            return tr(
                "{who}, {role}: {event}",
                who=_name(dossier, cells["entity_id"]), role=participant_role(cells["role"]),
                event=_fact_words(dossier, cells["event_id"]),
            )  # fmt: skip
        case "evidence":
            return tr(
                "{what} of {fact}, characters {start}–{end}",
                what=supports_name(cells["supports"]), fact=_fact_words(dossier, cells["fact_id"]),
                start=cells["start"], end=cells["end"],
            )  # fmt: skip
        case "judgements":
            return tr(
                "{verdict}: {fact}",
                verdict=verdict_words(cells["verdict"]),
                fact=_fact_words(dossier, cells["fact_id"]),
            )
        case "rates":
            return rate_words(cells)
    return cells.get("label") or cells.get("title") or cells[TABLES[table].key[0]]


def rate_words(cells: Mapping[str, str]) -> str:
    """Return a rate as one reads it: "1 USD = 6.88 CNY (2018-12)"."""
    about = "≈" if cells["bound"] == "about" else "="
    rate = f"1 {cells['from_currency']} {about} {cells['value']} {cells['to_currency']}"
    return f"{rate} ({cells['period']})" if cells["period"] else rate


def _name(dossier: Dossier, entity_id: str) -> str:
    return dossier.name(entity_id) if entity_id in dossier.positions else entity_id


def _fact_words(dossier: Dossier, fact_id: str) -> str:
    if fact_id not in dossier.positions:
        return fact_id
    fact = dossier.fact(fact_id)
    names = ", ".join(map(dossier.short_name, fact.company_ids))
    quantity = fact.quantity
    value = describe(quantity) if quantity is not None else value_words(dossier, fact)
    said = tr("{label}: {value}", label=fact.label, value=value) if value else fact.label
    known = fact.kind == "company" or not names or names in said
    return said if known else tr("{what} — {companies}", what=said, companies=names)
