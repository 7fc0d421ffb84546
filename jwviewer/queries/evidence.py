"""The list of facts and all that is known of one of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from jwviewer.language import tr
from jwviewer.queries.bases import all_bases_words, judgement_words, with_judgements
from jwviewer.queries.grid import Grid
from jwviewer.queries.highlight import passes
from jwviewer.queries.search import matching
from jwviewer.queries.wording import (
    kind_name,
    source_words,
    value_words,
    voice,
    when_words,
)
from jwviewer.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jwviewer.dossier.derived import Derived
    from jwviewer.dossier.dossier import Dossier


class FactLine(Struct, frozen=True):
    """One fact as a list shows it; ``number`` counts all facts of the dossier from 1."""

    number: int
    fact_id: str
    label: str
    value: str
    detail: str
    company_ids: tuple[str, ...]

    @property
    def text(self) -> str:
        """The line as plain text."""
        return " — ".join(part for part in (self.label, self.value, self.detail) if part)


def listed(dossier: Dossier, selection: Selection, text: str = "") -> tuple[int, ...]:
    """Return the positions of the facts that the filters let through and that hold the words."""
    return _listed(
        dossier,
        selection.without_filters() == selection,
        Selection(
            companies=selection.companies,
            kinds=selection.kinds,
            modes=selection.modes,
            bases=selection.bases,
        ),
        text,
    )


def fact_line(dossier: Dossier, position: int) -> FactLine:
    """Return the fact at a position of ``dossier.fact_ids`` as a line of the list."""
    fact = dossier.facts[position]
    value = value_words(dossier, fact) if fact.table != "conversions" else ""
    plain = fact.kind != "claim" and fact.mode == "narration"
    spoken = "" if plain else voice(dossier, fact)
    judged = judgement_words(dossier, fact.id)
    parts = (judged, kind_name(fact.kind), when_words(dossier, fact), spoken)
    detail = " · ".join(part for part in parts if part)
    return FactLine(position + 1, fact.id, fact.label, value, detail, fact.company_ids)


def evidence_grid(
    dossier: Dossier, positions: tuple[int, ...], articles: Mapping[str, str]
) -> Grid:
    """Return the listed facts as a table with value, date, voice, basis and place in the source."""
    rows, ids = [], []
    for position in positions:
        fact = dossier.facts[position]
        rows.append(
            (
                f"{position + 1:,}",
                kind_name(fact.kind),
                fact.label,
                value_words(dossier, fact),
                when_words(dossier, fact),
                ", ".join(dossier.name(company) for company in fact.company_ids),
                voice(dossier, fact),
                all_bases_words(fact),
                source_words(dossier, fact.id, articles),
            )
        )
        ids.append(fact.id)
    columns = (
        tr("Number"), tr("Kind"), tr("Fact"), tr("Value"), tr("When"),
        tr("Companies"), tr("Voice"), tr("Basis"), tr("Source"),
    )  # fmt: skip
    return with_judgements(dossier, Grid(columns, tuple(rows), tuple(ids)))


def derived_from(dossier: Dossier, fact_id: str) -> tuple[Derived, ...]:
    """Return the values that a fact helps to derive."""
    return tuple(value for value in dossier.derived if fact_id in value.inputs)


@lru_cache(maxsize=32)
def _listed(dossier: Dossier, unfiltered: bool, filters: Selection, text: str) -> tuple[int, ...]:
    found = matching(dossier, text)
    if unfiltered and found is None:
        return tuple(range(len(dossier.fact_ids)))
    return tuple(
        position
        for position, fact in enumerate(dossier.facts)
        if (found is None or fact.id in found) and (unfiltered or passes(fact, filters))
    )
