"""Which kind of entity a column may name: a person holds a role, a place is where it was."""

from __future__ import annotations

from collections.abc import Mapping

from jwviewer.dossier.links import Sheets, split_ids
from jwviewer.dossier.references import Owners
from jwviewer.dossier.schema import FACT_TABLES
from jwviewer.dossier.sheet import Sheet
from jwviewer.language import tr

_THINGS = ("technology", "product")
_ACTORS = ("company", "person", "place", "programme")

_COLUMNS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("entities", "company_ids", ("company",)),
    ("roles", "person_id", ("person",)),
    ("roles", "organisation_id", ("company", "place", "programme")),
    ("events", "place_id", ("place",)),
    ("topics", "entity_id", (*_THINGS, "programme")),
    ("claims", "company_ids", ("company",)),
    *((table, "asserter_id", _ACTORS) for table in FACT_TABLES),
)
_DEPENDING: tuple[tuple[str, str, str, Mapping[str, tuple[str, ...]]], ...] = (
    ("relations", "object_id", "relation", {
        "seated-in": ("place",),
        "located-in": ("place",),
        "makes": _THINGS,
        "develops": (*_THINGS, "programme"),
        "uses": (*_THINGS, "programme"),
        "same-as": ("company",),
    }),
    ("relations", "subject_id", "relation", {"same-as": ("company",)}),
    ("participants", "entity_id", "role", dict.fromkeys(
        ("party", "attendee", "host", "investor", "supplier", "customer", "developer"), _ACTORS
    )),
)  # fmt: skip
"""What a column may name depends on the word in another one; no word, no demand."""


def check_kinds(sheets: Sheets, owners: Owners) -> None:
    """Report references to entities of a kind that does not fit their column."""
    entities = sheets["entities"]
    kind_of = {
        entity: entities.columns["kind"][row]
        for entity, row in owners["entities"].items()
        if (row, "kind") not in entities.bad_cells
    }

    def odd(cell: str, wanted: tuple[str, ...]) -> str:
        kinds = (kind_of.get(entity) for entity in split_ids(cell))
        return next((kind for kind in kinds if kind and kind not in wanted), "")

    for table, column, wanted in _COLUMNS:
        sheet = sheets[table]
        if column in sheet.present:
            rows = sheet.select(lambda cell, wanted=wanted: bool(odd(cell, wanted)), column)
            for row in rows:
                _report(sheet, row, column, odd(sheet.columns[column][row], wanted), wanted)
    for table, column, word, kinds in _DEPENDING:
        sheet = sheets[table]
        rows = sheet.select(
            lambda cell, word, kinds=kinds: word in kinds and bool(odd(cell, kinds[word])),
            column, word,
        )  # fmt: skip
        for row in rows:
            wanted = kinds[sheet.columns[word][row]]
            _report(sheet, row, column, odd(sheet.columns[column][row], wanted), wanted)


def _report(sheet: Sheet, row: int, column: str, kind: str, wanted: tuple[str, ...]) -> None:
    reason = tr("is a {kind}", kind=kind)
    sheet.report(row, column, reason, tr("name a {kinds}", kinds=tr(" or ").join(wanted)))


def kinds_of(table: str, column: str) -> tuple[str, ...]:
    """Return the kinds of entities that a column may name; () where any will do."""
    return next((kinds for t, c, kinds in _COLUMNS if (t, c) == (table, column)), ())
