"""The list of facts and all that is known of one of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from jwviewer.language import tr
from jwviewer.queries.bases import all_bases_words, judgement_words
from jwviewer.queries.grid import Grid, Made
from jwviewer.queries.highlight import visible_facts
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

    from jwviewer.dossier.columns import Ints
    from jwviewer.dossier.dossier import Dossier

MANY = 5_000
"""From so many facts on links and evidence are found by arrays."""
FIRST = 40
"""So many facts come into sight first."""
NOTHING = np.empty(0, np.int32)
"""The positions of no facts."""


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


def listed(dossier: Dossier, selection: Selection, text: str = "") -> Ints:
    """Return the positions of the facts that the filters let through and that hold the words.

    They are ascending and must not be changed.
    """
    return _listed(dossier, selection.filters, text)


def prepare(dossier: Dossier) -> None:
    """Make what the first look at the list, and at links of a fact, needs."""
    for position in listed(dossier, Selection())[:FIRST].tolist():
        fact_line(dossier, position)
    if len(dossier.fact_ids) > MANY:
        dossier.index_links()


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


def evidence_grid(dossier: Dossier, positions: Ints, articles: Mapping[str, str]) -> Grid:
    """Return the listed facts as a table with value, date, voice, basis and place in the source.

    Its rows are made when they are asked for.
    """
    columns = [
        tr("Number"), tr("Kind"), tr("Fact"), tr("Value"), tr("When"),
        tr("Companies"), tr("Voice"), tr("Basis"), tr("Source"),
    ]  # fmt: skip
    judged = bool(dossier.judgements)
    if judged:
        columns.append(tr("My judgement"))

    def row(number: int) -> tuple[str, ...]:
        fact = dossier.facts[int(positions[number])]
        cells = (
            f"{int(positions[number]) + 1:,}",
            kind_name(fact.kind),
            fact.label,
            value_words(dossier, fact),
            when_words(dossier, fact),
            ", ".join(dossier.name(company) for company in fact.company_ids),
            voice(dossier, fact),
            all_bases_words(fact),
            source_words(dossier, fact.id, articles),
        )
        return (*cells, judgement_words(dossier, fact.id, note=True)) if judged else cells

    def fact_id(number: int) -> str:
        return dossier.fact_ids[int(positions[number])]

    return Grid(tuple(columns), Made(len(positions), row), Made(len(positions), fact_id))


@lru_cache(maxsize=4)
def _listed(dossier: Dossier, filters: Selection, text: str) -> Ints:
    found = matching(dossier, text)
    if filters.filtered:
        visible = visible_facts(dossier, filters)
        found = visible if found is None else visible & found
    if found is None:
        return np.arange(len(dossier.fact_ids), dtype=np.int32)
    return np.flatnonzero(found).astype(np.int32)
