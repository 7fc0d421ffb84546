"""A small valid dossier about made-up companies, to be spoilt by tests one cell at a time."""

from __future__ import annotations

import copy
import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from jwviewer.dossier.descriptor import About, write_descriptor
from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.problems import Problem
from jwviewer.dossier.schema import TABLES
from jwviewer.dossier.text import span_sha256, text_sha256

TEXT = "Orion Gears made more than 5,000 gearboxes in 2020.\n\nIt signed with Lyra Trucks.\n"

Row = dict[str, str]
Rows = dict[str, list[Row]]

_ROWS: Rows = {
    "sources": [
        {
            "source_id": "src", "title": "A report", "published": "2021-03", "language": "en",
            "text_sha256": text_sha256(TEXT), "text_chars": str(len(TEXT)), "text_norm": "jw-1",
        }
    ],
    "entities": [
        {"entity_id": "orion", "kind": "company", "name": "Orion Gears", "country": "NO"},
        {
            "entity_id": "lyra", "kind": "company", "name": "Lyra Trucks, Ltd",
            "aliases": "Lyra;天琴",
        },
        {"entity_id": "ada", "kind": "person", "name": "Ada Berg"},
        {"entity_id": "oslo", "kind": "place", "name": "Oslo"},
        {
            "entity_id": "g7", "kind": "product", "name": 'The "G7" gearbox',
            "company_ids": "orion", "company_basis": "stated",
        },
    ],
    "roles": [
        {
            "role_id": "chair", "person_id": "ada", "role": "chair", "organisation_id": "orion",
            "period_basis": "undated",
        }
    ],
    "relations": [
        {
            "relation_id": "seat", "subject_id": "orion", "relation": "seated-in",
            "object_id": "oslo", "basis": "stated", "period_basis": "undated",
        }
    ],
    "events": [
        {
            "event_id": "deal", "event_type": "agreement", "label": "First agreement",
            "date": "2019-05-04", "date_basis": "stated", "place_id": "oslo",
        },
        {
            "event_id": "deal-2", "event_type": "agreement", "label": "Second agreement",
            "date_basis": "undated", "after_event_id": "deal", "not_before": "2019",
            "not_after": "2021",
        },
    ],
    "participants": [
        {"event_id": "deal", "entity_id": "orion", "role": "party", "basis": "stated"},
        {"event_id": "deal", "entity_id": "lyra", "role": "party", "basis": "stated"},
    ],
    "topics": [{"topic_id": "topic", "event_id": "deal", "label": "Gearboxes", "entity_id": "g7"}],
    "metrics": [
        {
            "metric_id": "made", "label": "made", "quantity": "count", "unit": "unit",
            "period_kind": "flow",
        },
        {"metric_id": "income", "label": "income", "quantity": "money", "period_kind": "flow"},
    ],
    "figures": [
        {
            "figure_id": "all", "entity_id": "orion", "entity_basis": "stated",
            "metric_id": "made", "value": "5000", "bound": "gt", "decimals": "-3",
            "unit": "unit", "period": "2020", "period_basis": "stated",
        },
        {
            "figure_id": "part", "entity_id": "orion", "entity_basis": "inferred",
            "metric_id": "made", "part_of_id": "all", "part_basis": "stated", "value": "1000",
            "value_high": "1200", "bound": "range", "unit": "unit", "period_basis": "undated",
        },
        {
            "figure_id": "nok", "entity_id": "orion", "entity_basis": "stated",
            "metric_id": "income", "value": "7.5", "bound": "eq", "unit": "NOK",
            "period_basis": "undated",
        },
        {
            "figure_id": "usd", "entity_id": "orion", "entity_basis": "stated",
            "metric_id": "income", "value": "0.8", "bound": "eq", "unit": "USD",
            "period_basis": "undated", "mode": "quote", "asserter_id": "ada",
        },
    ],
    "conversions": [{"conversion_id": "fx", "from_id": "nok", "to_id": "usd"}],
    "claims": [
        {
            "claim_id": "first", "kind": "first", "gist": "the first of its kind",
            "company_ids": "orion;lyra", "company_basis": "inferred", "period_basis": "undated",
            "mode": "document", "asserter_event_id": "deal",
        }
    ],
    "omissions": [{"omission_id": "gap", "label": "who signed", "fact_id": "deal"}],
    "evidence": [
        {
            "evidence_id": "e1", "source_id": "src", "fact_id": "all", "supports": "value",
            "start": "17", "end": "32", "span_sha256": span_sha256(TEXT, 17, 32),
        }
    ],
}  # fmt: skip
for _table in _ROWS:
    for _row in _ROWS[_table]:
        if "mode" in TABLES[_table].by_name:
            _row.setdefault("mode", "narration")


def rows() -> Rows:
    """Return the tables as lists of rows, free to be changed."""
    return copy.deepcopy(_ROWS)


def csv_bytes(table: str, table_rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return one table as this program writes it, unknown columns last."""
    table_rows = list(table_rows)
    names = list(dict.fromkeys((*TABLES[table].by_name, *(n for row in table_rows for n in row))))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(table_rows)
    return out.getvalue().encode()


def parts(tables: Mapping[str, Iterable[Mapping[str, str]]] | None = None) -> dict[str, bytes]:
    """Return the files of a dossier by name."""
    tables = rows() if tables is None else tables
    files = {f"data/{name}.csv": csv_bytes(name, tables.get(name, ())) for name in TABLES}
    about = About("orion-lyra", "Orion and Lyra", "1.0", "Made up.", fictional=True)
    return {"datapackage.json": write_descriptor(about, files, {}), **files}


def write_folder(folder: Path, files: Mapping[str, bytes] | None = None) -> Path:
    """Write the files into ``folder`` and return it."""
    for name, data in (parts() if files is None else files).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def problems_of(folder: Path, tables: Rows) -> tuple[Problem, ...]:
    """Return what the reader says of the tables."""
    return open_dossier(write_folder(folder, parts(tables))).problems
