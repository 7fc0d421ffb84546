"""A dossier: validated tables of sourced facts, and the facts they hold."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from jwviewer.dossier.fact import Evidence, Fact, Judgement, Omission, Rate, split
from jwviewer.dossier.fact_rows import FactRows
from jwviewer.dossier.schema import FACT_TABLES, TABLES

if TYPE_CHECKING:
    import pandas as pd

    from jwviewer.dossier.derived import Derived
    from jwviewer.dossier.problems import Problem

NO_DAY = -1
"""Stands for "no first (or last) day known" in the arrays of days; ordinals begin at 1."""
INT_COLUMNS = {
    ("evidence", "start"),
    ("evidence", "end"),
    ("sources", "text_chars"),
    ("figures", "decimals"),
}


@dataclass(frozen=True, eq=False)
class Dossier:
    """Tables of sourced facts about companies.

    ``tables`` maps every table name of the schema to a frame whose cells are str ("" for
    empty) except the columns of INT_COLUMNS (nullable Int64). Facts keep the order of the
    tables. A dossier never changes; editing makes a new one.
    """

    tables: Mapping[str, pd.DataFrame]
    id: str = "untitled"
    title: str = ""
    version: str = ""
    description: str = ""
    fictional: bool = False
    origin: Path | None = None
    problems: tuple[Problem, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_rows(cls, rows: Mapping[str, Iterable[Mapping[str, object]]], **about: Any) -> Dossier:
        """Build a dossier from rows that are known to be valid, such as those of a test."""
        return cls(tables={name: frame(name, list(rows.get(name, ()))) for name in TABLES}, **about)

    @cached_property
    def _rows(self) -> FactRows:
        return FactRows(self.tables)

    @cached_property
    def fact_ids(self) -> tuple[str, ...]:
        """Every fact's id, in table order."""
        return tuple(
            fact_id
            for name in FACT_TABLES
            for fact_id in self.tables[name][TABLES[name].key[0]].tolist()
        )

    @cached_property
    def positions(self) -> dict[str, int]:
        """The position of every fact id in ``fact_ids`` and the arrays beside it."""
        return {fact_id: n for n, fact_id in enumerate(self.fact_ids)}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, in the order of ``fact_ids``."""
        return tuple(
            self._rows.build(name, n) for name in FACT_TABLES for n in range(len(self.tables[name]))
        )

    def fact(self, fact_id: str) -> Fact:
        """Return one fact; KeyError when the dossier has none of that id."""
        return self.facts[self.positions[fact_id]]

    def row(self, table: str, row_id: str) -> dict[str, Any]:
        """Return one row by its id as a dict; KeyError when there is none."""
        return self._rows.row(table, row_id)

    @cached_property
    def companies(self) -> tuple[str, ...]:
        """Entity ids of all companies: the parties of agreements first, then as listed."""
        entities = self.tables["entities"]
        listed = entities.loc[entities["kind"] == "company", "entity_id"].tolist()
        return tuple(dict.fromkeys((*self.parties, *listed)))

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Companies that are party to an event, the most involved first, then as listed."""
        entities = self.tables["entities"]
        listed = entities.loc[entities["kind"] == "company", "entity_id"].tolist()
        taking = self.tables["participants"]
        counts = taking.loc[taking["role"] == "party", "entity_id"].value_counts()
        involved = [company for company in listed if company in counts.index]
        return tuple(sorted(involved, key=lambda company: -int(counts[company])))

    def name(self, entity_id: str) -> str:
        """Return an entity's canonical name, or "" for the empty id."""
        return str(self.row("entities", entity_id)["name"]) if entity_id else ""

    def short_name(self, entity_id: str) -> str:
        """Return an entity's short name, or its name where it has none."""
        if not entity_id:
            return ""
        row = self.row("entities", entity_id)
        return str(row["short_name"] or row["name"])

    def label(self, fact_id: str) -> str:
        """Return a fact's label, or "" for the empty id."""
        return self.fact(fact_id).label if fact_id else ""

    @cached_property
    def first_days(self) -> np.ndarray[Any, np.dtype[np.int32]]:
        """First day (ordinal) each fact's date touches; NO_DAY where unknown or open."""
        return self._days("first")

    @cached_property
    def last_days(self) -> np.ndarray[Any, np.dtype[np.int32]]:
        """Last day (ordinal) each fact's date touches; NO_DAY where unknown or open."""
        return self._days("last")

    def _days(self, end: str) -> np.ndarray[Any, np.dtype[np.int32]]:
        spans = (fact.when for fact in self.facts)
        days = (None if span is None else getattr(span, end) for span in spans)
        return np.fromiter((NO_DAY if d is None else d for d in days), np.int32, len(self.facts))

    @cached_property
    def _links(self) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for fact in self.facts:
            for other in fact.references:
                if other in self.positions and other != fact.id:
                    found[fact.id][other] = None
                    found[other][fact.id] = None
        return {fact_id: tuple(others) for fact_id, others in found.items()}

    def links(self, fact_id: str) -> tuple[str, ...]:
        """Return the ids of the facts that one names or that name it."""
        return self._links.get(fact_id, ())

    @cached_property
    def _evidence(self) -> dict[str, tuple[Evidence, ...]]:
        found: defaultdict[str, list[Evidence]] = defaultdict(list)
        for piece in self.evidence:
            found[piece.fact_id].append(piece)
        return {fact_id: tuple(pieces) for fact_id, pieces in found.items()}

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every span of evidence, in table order."""
        table = self.tables["evidence"]
        return tuple(
            Evidence(*cells)
            for cells in zip(
                table["evidence_id"],
                table["source_id"],
                table["fact_id"],
                table["supports"],
                table["start"].astype(int),
                table["end"].astype(int),
                table["span_sha256"],
                strict=True,
            )
        )

    def evidence_of(self, fact_id: str) -> tuple[Evidence, ...]:
        """Return the spans that support a fact, in table order."""
        return self._evidence.get(fact_id, ())

    @cached_property
    def _paragraphs(self) -> dict[str, tuple[int, ...]]:
        table = self.tables["sources"]
        return {
            source: tuple(int(start) for start in split(starts))
            for source, starts in zip(table["source_id"], table["paragraph_starts"], strict=True)
        }

    def paragraph(self, source_id: str, position: int) -> int | None:
        """Return the paragraph, counted from 1, that a position lies in; None if not recorded."""
        starts = self._paragraphs.get(source_id, ())
        return max(1, bisect_right(starts, position)) if starts else None

    @cached_property
    def omissions(self) -> tuple[Omission, ...]:
        """What the sources do not say, in table order."""
        table = self.tables["omissions"]
        columns = ("omission_id", "label", "source_id", "fact_id", "attribute")
        return tuple(Omission(*cells) for cells in zip(*(table[c] for c in columns), strict=True))

    @cached_property
    def judgements(self) -> dict[str, Judgement]:
        """How the person who keeps the dossier judges its facts, by fact id."""
        table = self.tables["judgements"]
        cells = zip(table["fact_id"], table["verdict"], table["note"], strict=True)
        return {fact_id: Judgement(verdict, note) for fact_id, verdict, note in cells}

    @cached_property
    def rates(self) -> tuple[Rate, ...]:
        """The exchange rates that a person supplied, in table order."""
        table = self.tables["rates"]
        columns = (table[column.name] for column in TABLES["rates"].columns)
        return tuple(Rate(*cells) for cells in zip(*columns, strict=True))

    @cached_property
    def _same(self) -> dict[str, tuple[tuple[str, str], ...]]:
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        table = self.tables["relations"]
        for row in table[table["relation"] == "same-as"].to_dict("records"):
            found[row["subject_id"]].append((row["object_id"], row["basis"]))
            found[row["object_id"]].append((row["subject_id"], row["basis"]))
        return {company: tuple(dict.fromkeys(others)) for company, others in found.items()}

    def same_as(self, company: str) -> tuple[tuple[str, str], ...]:
        """Return the companies that are the same one under another name, each with its basis."""
        return self._same.get(company, ())

    @cached_property
    def derived(self) -> tuple[Derived, ...]:
        """Values computed from the figures; never stored."""
        from jwviewer.dossier.derived import derive

        return derive(self)


def frame(table: str, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Return rows as a frame with all columns of the table, cells as Dossier expects them."""
    import pandas as pd

    columns = TABLES[table].columns
    # One block of objects: a Series for every column takes ten times as long.
    cells = [
        ["" if (cell := row.get(c.name)) is None else str(cell) for c in columns] for row in rows
    ]
    made = pd.DataFrame(cells, columns=[c.name for c in columns], dtype=object)
    for column in columns:
        if (table, column.name) in INT_COLUMNS:
            whole = [int(cell) if cell else None for cell in made[column.name]]
            made[column.name] = pd.array(whole, dtype="Int64")
    return made
