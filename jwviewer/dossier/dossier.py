"""A dossier: validated tables of sourced facts, and the facts they hold."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from jwviewer.dossier.columns import bytes_of
from jwviewer.dossier.fact import Evidence, Fact, Judgement, Omission, Rate, split
from jwviewer.dossier.fact_columns import NO_DAY, FactColumns
from jwviewer.dossier.fact_rows import FactRows
from jwviewer.dossier.fact_views import EvidenceRows, FactIds, Facts, Frames, Links, Positions
from jwviewer.dossier.kept import Arrays, Store
from jwviewer.dossier.link_index import EVIDENCE, LINKS, evidence_arrays, link_arrays
from jwviewer.dossier.schema import TABLES
from jwviewer.dossier.table import TableColumns

if TYPE_CHECKING:
    import pandas as pd

    from jwviewer.dossier.columns import Ints
    from jwviewer.dossier.derived import Derived
    from jwviewer.dossier.problems import Problem

__all__ = ["NO_DAY", "Dossier"]


@dataclass(frozen=True, eq=False)
class Dossier:
    """Tables of sourced facts about companies.

    ``store`` holds every table of the schema as columns. Facts keep the order of the tables;
    they and rows become Python objects only when asked for. A dossier never changes; editing
    makes a new one.
    """

    store: Mapping[str, TableColumns]
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
        store = {name: TableColumns.of_rows(name, list(rows.get(name, ()))) for name in TABLES}
        return cls(store=store, **about)

    @cached_property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The tables as frames, each made when it is asked for: cells are str, "" for empty.

        Columns of whole numbers are nullable Int64. Meant for small dossiers and other tools.
        """
        return Frames(self.store)

    @cached_property
    def _rows(self) -> FactRows:
        return FactRows(self.store)

    @cached_property
    def columns(self) -> FactColumns:
        """What all facts have in common, as arrays over all of them."""
        made: list[FactColumns] = []

        def make() -> Arrays:
            made.append(FactColumns(self.store))
            return made[0].arrays()

        arrays = self.kept("facts-3", make)
        return made[0].moved(arrays) if made else FactColumns.of_arrays(self.store, arrays)

    @cached_property
    def positions(self) -> Positions:
        """The position of every fact id in ``fact_ids`` and the arrays beside it."""
        return Positions(self.store, self.kept("positions-1", lambda: Positions.arrays(self.store)))

    @cached_property
    def fact_ids(self) -> FactIds:
        """Every fact's id, in table order."""
        return FactIds(self.positions)

    @cached_property
    def facts(self) -> Facts:
        """All facts, in the order of ``fact_ids``, each built when it is asked for."""
        return Facts(self.positions, self._rows)

    def kept(self, name: str, make: Callable[[], Arrays]) -> Arrays:
        """Return arrays that follow from the tables alone, made once and kept with the files.

        ``name`` ends in a number that its owner raises whenever ``make`` makes something else.
        The arrays must not be changed: they may be memory maps.
        """
        kept = self.store.kept if isinstance(self.store, Store) else None
        return make() if kept is None else kept.arrays(name, make)

    def _known(self, name: str) -> Arrays | None:
        """Return kept arrays if they are at hand."""
        return self.store.kept.known(name) if isinstance(self.store, Store) else None

    def index_links(self) -> None:
        """Make what finds links and evidence of single facts among very many."""
        self.kept(LINKS, lambda: link_arrays(self.store, self.positions))
        self.kept(EVIDENCE, lambda: evidence_arrays(self.store, self.positions))

    def fact(self, fact_id: str) -> Fact:
        """Return one fact; KeyError when the dossier has none of that id."""
        return self.facts[self.positions[fact_id]]

    def row(self, table: str, row_id: str) -> Mapping[str, str]:
        """Return one row by its id; KeyError when there is none."""
        return self._rows.row(table, row_id)

    @cached_property
    def companies(self) -> tuple[str, ...]:
        """Entity ids of all companies: the parties of agreements first, then as listed."""
        return tuple(dict.fromkeys((*self.parties, *self._listed)))

    @cached_property
    def company_numbers(self) -> Mapping[str, int]:
        """The place of each company among ``companies``."""
        return {company: number for number, company in enumerate(self.companies)}

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Companies that are party to an event, the most involved first, then as listed."""
        taking = self.store["participants"]
        takers, roles = taking["entity_id"].coded(), taking["role"].coded()
        codes = takers.codes[roles.codes == roles.code("party")] if len(taking) else ()
        counts = dict(zip(takers.values, np.bincount(codes, minlength=len(takers.values)).tolist(),
                          strict=True)) if len(taking) else {}  # fmt: skip
        involved = [company for company in self._listed if counts.get(company)]
        return tuple(sorted(involved, key=lambda company: -counts[company]))

    @cached_property
    def _listed(self) -> list[str]:
        entities = self.store["entities"]
        return [entities["entity_id"].cell(n) for n in entities.rows_with("kind", "company")]

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

    @property
    def first_days(self) -> np.ndarray[Any, np.dtype[np.int32]]:
        """First day (ordinal) each fact's date touches; NO_DAY where unknown or open."""
        return self.columns.first

    @property
    def last_days(self) -> np.ndarray[Any, np.dtype[np.int32]]:
        """Last day (ordinal) each fact's date touches; NO_DAY where unknown or open."""
        return self.columns.last

    @cached_property
    def _links(self) -> Links:
        return Links(self.store, self.facts, self._known)

    def links(self, fact_id: str) -> tuple[str, ...]:
        """Return the ids of the facts that one names or that name it."""
        return self._links.of(fact_id) if fact_id in self.positions else ()

    def linked(self, fact_id: str) -> Ints:
        """Return the positions of the facts in ``links``."""
        return self._links.positions_of(fact_id)

    def users(self, fact_id: str) -> Ints:
        """Return the positions of the facts that name a fact, ascending."""
        return self._links.users(fact_id)

    @cached_property
    def evidence(self) -> EvidenceRows:
        """Every span of evidence, in table order, each built when it is asked for."""
        return EvidenceRows(self.store["evidence"], self.positions, self._known)

    @cached_property
    def evidence_positions(self) -> np.ndarray[Any, np.dtype[np.int32]]:
        """The position of the fact that each span supports, -1 for none, in table order."""
        return self.positions.index.find_all(bytes_of(self.store["evidence"]["fact_id"]))

    def evidence_of(self, fact_id: str) -> tuple[Evidence, ...]:
        """Return the spans that support a fact, in table order."""
        return self.evidence.of(fact_id)

    @cached_property
    def _paragraphs(self) -> dict[str, tuple[int, ...]]:
        return {}

    def paragraph(self, source_id: str, position: int) -> int | None:
        """Return the paragraph, counted from 1, that a position lies in; None if not recorded."""
        if source_id not in self._paragraphs:
            row = self.store["sources"].find(source_id)
            cell = self.store["sources"]["paragraph_starts"].cell(row) if row >= 0 else ""
            self._paragraphs[source_id] = tuple(map(int, split(cell)))
        starts = self._paragraphs[source_id]
        return max(1, bisect_right(starts, position)) if starts else None

    @cached_property
    def omissions(self) -> tuple[Omission, ...]:
        """What the sources do not say, in table order."""
        columns = ("omission_id", "label", "source_id", "fact_id", "attribute")
        return tuple(
            Omission(*(row[name] for name in columns)) for row in self.store["omissions"].rows()
        )

    @cached_property
    def judgements(self) -> dict[str, Judgement]:
        """How the person who keeps the dossier judges its facts, by fact id."""
        rows = self.store["judgements"].rows()
        return {row["fact_id"]: Judgement(row["verdict"], row["note"]) for row in rows}

    @cached_property
    def rates(self) -> tuple[Rate, ...]:
        """The exchange rates that a person supplied, in table order."""
        names = [column.name for column in TABLES["rates"].columns]
        return tuple(Rate(*(row[name] for name in names)) for row in self.store["rates"].rows())

    @cached_property
    def _same(self) -> dict[str, tuple[tuple[str, str], ...]]:
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        relations = self.store["relations"]
        for row in map(relations.row, relations.rows_with("relation", "same-as").tolist()):
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
