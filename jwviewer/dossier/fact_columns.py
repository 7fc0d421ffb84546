"""What all facts have in common, as arrays over all facts: no fact is built to fill them.

Everything is computed from distinct cells, so the work in Python depends on how many different
dates, owners and words there are, and only numpy walks over the facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from jwviewer.dossier.columns import Text, bytes_of
from jwviewer.dossier.company_sets import CompanySets
from jwviewer.dossier.date_list import Dates
from jwviewer.dossier.dates import DateSpan, Precision, parse_date
from jwviewer.dossier.distinct_rows import combinations
from jwviewer.dossier.fact import split
from jwviewer.dossier.fact_rows import ENTITY_FACT, EVENT_FACT
from jwviewer.dossier.schema import BASES, DATE_BASES, FACT_KINDS, FACT_TABLES, MODES
from jwviewer.dossier.table import TableColumns

if TYPE_CHECKING:
    from jwviewer.dossier.columns import Coded, Ints

Array = np.ndarray[Any, np.dtype[Any]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

NO_DAY = -1
"""Stands for "no first (or last) day known" in the arrays of days; ordinals begin at 1."""
MODE_NAMES = ("", *MODES)
"""What the numbers in ``mode`` stand for."""
WHEN_BASES = ("", *DATE_BASES)
"""What the numbers in ``when_basis`` stand for."""
_KIND = {kind: number for number, kind in enumerate(FACT_KINDS)}
_KIND_OF_TABLE = {
    "roles": "role", "relations": "relation", "topics": "relation", "figures": "figure",
    "conversions": "conversion", "claims": "claim",
}  # fmt: skip
PRECISIONS = ("", *get_args(Precision))
"""What the numbers in ``precision`` stand for."""
_WEAKNESS = ("", *BASES)
"""Bases in the order in which the later one decides."""
_BASIS_COLUMNS = {
    "entities": ("company_basis",),
    "roles": ("period_basis",),
    "relations": ("basis", "period_basis"),
    "events": ("date_basis",),
    "topics": (),
    "figures": ("entity_basis", "period_basis", "base_basis", "part_basis"),
    "conversions": (),
    "claims": ("company_basis", "period_basis"),
}
_DATE_COLUMN = {
    "roles": ("period", "period_basis"), "relations": ("period", "period_basis"),
    "events": ("date", "date_basis"), "figures": ("period", "period_basis"),
    "claims": ("period", "period_basis"),
}  # fmt: skip


_KEPT = (
    "table", "row", "kind", "mode", "when", "when_basis", "companies", "inferred", "supplied",
    "timed", "first", "last", "precision",
)  # fmt: skip


class FactColumns:
    """Arrays over all facts, in the order of the tables and their rows.

    ``table`` (uint8) numbers FACT_TABLES and ``row`` (int32) the row in it; ``kind`` (uint8)
    numbers FACT_KINDS, ``mode`` MODE_NAMES and ``when_basis`` WHEN_BASES. ``when`` (int32) is a
    place in ``dates``, ``companies`` (int32) one in ``company_sets``; the first of each is
    "none". ``first`` and ``last`` (int32) are days, NO_DAY where unknown or open; ``timed`` tells
    that a date applies, ``inferred`` and ``supplied`` that anything in the fact is. ``precision``
    (int8) numbers PRECISIONS for each of ``dates``.
    """

    def __init__(self, store: Mapping[str, TableColumns]) -> None:
        sizes = self._count_rows(store)
        self.table: Array = np.repeat(np.arange(len(FACT_TABLES), dtype=np.uint8), sizes)
        self.row: Array = np.concatenate([np.arange(size, dtype=np.int32) for size in sizes])
        self.kind: Array = np.zeros(self.count, np.uint8)
        self.mode: Array = np.zeros(self.count, np.uint8)
        self.when: Array = np.zeros(self.count, np.int32)
        self.when_basis: Array = np.zeros(self.count, np.uint8)
        self.companies: Array = np.zeros(self.count, np.int32)
        self.inferred: Flags = np.zeros(self.count, np.bool_)
        self.supplied: Flags = np.zeros(self.count, np.bool_)
        self.timed: Flags = np.zeros(self.count, np.bool_)
        self._dates: dict[str, int] = {"": 0}
        self._sets: dict[tuple[str, ...], int] = {(): 0}
        self._store = store
        # A dossier may have events without any entity.
        self._entity_sets: Array = np.zeros(0, np.int32)
        self._entity_is_company: Flags = np.zeros(0, np.bool_)
        self._entity_basis: Array = np.zeros(0, np.uint8)
        self._entity_belongs: list[tuple[str, ...]] = []
        for name in FACT_TABLES:
            self._fill(name)
        self.dates: Sequence[DateSpan | None] = (
            None,
            *(parse_date(text) for text in self._dates if text),
        )
        names = ["" if date is None else date.precision for date in self.dates]
        self.precision: Array = np.array([PRECISIONS.index(name) for name in names], np.int8)
        self.company_sets = CompanySets.of(self._sets)
        self.first: Array = self._days("first")[self.when]
        self.last: Array = self._days("last")[self.when]
        del self._dates, self._sets, self._store, self._entity_belongs

    def arrays(self) -> dict[str, Array]:
        """Return what ``of_arrays`` makes the same columns of again."""
        dates = Text.of("" if date is None else date.text for date in self.dates)
        arrays = {"dates run": dates.run, "dates ends": dates.ends, **self.company_sets.arrays()}
        return arrays | {name: getattr(self, name) for name in _KEPT}

    @classmethod
    def of_arrays(
        cls, store: Mapping[str, TableColumns], arrays: Mapping[str, Array]
    ) -> FactColumns:
        """Return the columns of the same tables from their arrays."""
        self = cls.__new__(cls)
        self._count_rows(store)
        self.moved(arrays)
        self.dates = Dates(Text(arrays["dates run"], arrays["dates ends"]))
        self.company_sets = CompanySets.of_arrays(arrays)
        return self

    def moved(self, arrays: Mapping[str, Array]) -> FactColumns:
        """Take the same arrays from where they are kept, and return itself."""
        for name in _KEPT:
            setattr(self, name, arrays[name])
        return self

    def _count_rows(self, store: Mapping[str, TableColumns]) -> list[int]:
        sizes = [len(store[name]) for name in FACT_TABLES]
        self.count = sum(sizes)
        self.starts = dict(zip(FACT_TABLES, np.cumsum([0, *sizes]).tolist(), strict=False))
        return sizes

    def slice_of(self, table: str) -> slice:
        """Return where the facts of a table stand."""
        start = self.starts[table]
        end = self.starts.get(_NEXT.get(table, ""), self.count)
        return slice(start, end)

    def of_companies(self, companies: frozenset[str]) -> Flags:
        """Return which facts belong to any of some companies."""
        sets = np.zeros(len(self.company_sets), np.bool_)
        for company in companies:
            sets[self.company_sets.having(company)] = True
        return sets[self.companies]

    def _days(self, side: str) -> Array:
        days = (None if span is None else getattr(span, side) for span in self.dates)
        return np.array([NO_DAY if day is None else day for day in days], np.int32)

    def _fill(self, name: str) -> None:
        table, here = self._store[name], self.slice_of(name)
        if not len(table):
            return
        self.mode[here] = _spread(table["mode"].coded(), MODE_NAMES.index, np.uint8)
        self.supplied[here] = self.mode[here] == MODE_NAMES.index("supplied")
        for column in _BASIS_COLUMNS[name]:
            bases = table[column].coded()
            self.inferred[here] |= _spread(bases, lambda b: b == "inferred", np.bool_)
            self.supplied[here] |= _spread(bases, lambda b: b == "supplied", np.bool_)
        if name in _DATE_COLUMN:
            date, basis = (table[column].coded() for column in _DATE_COLUMN[name])
            self.when[here] = _spread(date, self._date, np.int32)
            self.when_basis[here] = _spread(basis, WHEN_BASES.index, np.uint8)
        kind = _KIND_OF_TABLE.get(name)
        if kind is not None:
            self.kind[here] = _KIND[kind]
        self.timed[here] = (
            True if name in ("events", "figures", "conversions") else self.when[here] > 0
        )
        getattr(self, f"_fill_{name}", lambda *_: None)(table, here)

    def _fill_entities(self, table: TableColumns, here: slice) -> None:
        kinds = table["kind"].coded()
        self.kind[here] = _spread(kinds, lambda k: _KIND[ENTITY_FACT.get(k, k)], np.uint8)
        is_company = self._entity_is_company = _spread(kinds, lambda k: k == "company", np.bool_)
        offices = self._offices(is_company)
        companies, belongs = [], []
        cells = zip(kinds.texts(), table["entity_id"].texts(), table["company_ids"].texts(),
                    strict=True)  # fmt: skip
        for number, (kind, entity, listed) in enumerate(cells):
            named = (entity,) if kind == "company" else split(listed)
            if kind == "person":
                held = offices.get(number, {})
                belongs.append(tuple(held))
                named = tuple(dict.fromkeys((*held, *named)))
            else:
                belongs.append(named)
            companies.append(self._set(named))
        self._entity_belongs = belongs
        self.companies[here] = companies
        self._entity_sets = self.companies[here]
        self._entity_basis = _spread(table["company_basis"].coded(), _weakness, np.uint8)

    def _offices(self, is_company: Flags) -> dict[int, dict[str, None]]:
        """Return for the rows of persons the companies they hold an office in, in table order."""
        roles, ids = self._store["roles"], self._store["entities"]["entity_id"]
        person, firm = (self._entities_in(roles, c) for c in ("person_id", "organisation_id"))
        rows = np.flatnonzero(firm >= 0)
        rows = rows[is_company[firm[rows]]]
        found: dict[int, dict[str, None]] = {}
        for one, other in zip(person[rows].tolist(), firm[rows].tolist(), strict=True):
            found.setdefault(one, {})[ids.cell(other)] = None
        return found

    def _fill_roles(self, table: TableColumns, here: slice) -> None:
        self.companies[here] = self._company_of(table, "organisation_id")

    def _fill_figures(self, table: TableColumns, here: slice) -> None:
        self.companies[here] = self._company_of(table, "entity_id")
        self.inferred[here] |= _spread(table["inferred_bound"].coded(), bool, np.bool_)

    def _fill_claims(self, table: TableColumns, here: slice) -> None:
        cells = table["company_ids"].coded()
        self.companies[here] = _spread(cells, lambda c: self._set(split(c)), np.int32)

    def _fill_relations(self, table: TableColumns, here: slice) -> None:
        one, other = (self._entities_in(table, c) for c in ("subject_id", "object_id"))
        count = len(self._entity_sets)
        firsts, which = combinations([(one, count), (other, count)])
        pairs = np.stack([one[firsts], other[firsts]], 1)
        belongs = self._entity_belongs
        sets = [
            self._set(tuple(dict.fromkeys((*belongs[a], *belongs[b])))) for a, b in pairs.tolist()
        ]
        self.companies[here] = np.array(sets, np.int32)[which]
        basis = _spread(table["basis"].coded(), _weakness, np.uint8)
        basis = np.maximum(basis, np.maximum(self._entity_basis[one], self._entity_basis[other]))
        self._add_basis(here, basis)

    def _fill_events(self, table: TableColumns, here: slice) -> None:
        types = table["event_type"].coded()
        self.kind[here] = _spread(types, lambda t: _KIND[EVENT_FACT.get(t, "event")], np.uint8)
        taking = self._store["participants"]
        event = table.ids.find_all(bytes_of(taking["event_id"]))
        entity = self._entities_in(taking, "entity_id")
        basis = _spread(taking["basis"].coded(), _weakness, np.uint8)
        counts = (event >= 0) & (entity >= 0)
        counts[counts] = self._entity_is_company[entity[counts]]
        event, entity, basis = event[counts], entity[counts], basis[counts]
        worst = np.zeros(len(table), np.uint8)
        np.maximum.at(worst, event, basis)
        self._add_basis(here, worst)
        # The same company twice in an event counts once, where it is named first.
        _, firsts = np.unique(event.astype(np.int64) * len(self._entity_basis) + entity,
                              return_index=True)  # fmt: skip
        firsts.sort()
        event, entity = event[firsts], entity[firsts]
        order = np.argsort(event, kind="stable")
        self.companies[here] = self._sets_of_rows(event[order], entity[order], len(table))

    def _fill_topics(self, table: TableColumns, here: slice) -> None:
        events = self.starts["events"] + self._store["events"].ids.find_all(
            bytes_of(table["event_id"])
        )
        self.companies[here] = self.companies[events]
        # A topic's companies are those of its event, on the same ground.
        self._add_basis(here, self._event_basis[events - self.starts["events"]])

    def _fill_conversions(self, table: TableColumns, here: slice) -> None:
        """Give conversions what the amounts have that they start from."""
        source = self.starts["figures"] + self._store["figures"].ids.find_all(
            bytes_of(table["from_id"])
        )
        figures = self._store["figures"]
        rows = source - self.starts["figures"]
        for column in (self.companies, self.when, self.when_basis):
            column[here] = column[source]
        for basis in ("entity_basis", "period_basis"):
            bases = figures[basis].take(rows).coded()
            self._add_basis(here, _spread(bases, _weakness, np.uint8))

    def _add_basis(self, here: slice, weakness: Array) -> None:
        if here == self.slice_of("events"):
            self._event_basis = weakness
        self.inferred[here] |= weakness == _WEAKNESS.index("inferred")
        self.supplied[here] |= weakness == _WEAKNESS.index("supplied")

    def _sets_of_rows(self, owner: Array, entity: Array, count: int) -> Array:
        """Return the set of companies of each of ``count`` owners; rows stand owner by owner."""
        sizes = np.bincount(owner, minlength=count)
        starts = np.cumsum(sizes) - sizes
        found: Array = np.zeros(count, np.int32)
        named = cache(self._store["entities"]["entity_id"].cell)
        for size in np.unique(sizes[sizes > 0]).tolist():
            owners = np.flatnonzero(sizes == size)
            members = entity[starts[owners][:, None] + np.arange(size)]
            firsts, which = combinations([(m, len(self._entity_sets)) for m in members.T])
            sets = [self._set(tuple(map(named, one))) for one in members[firsts].tolist()]
            found[owners] = np.array(sets, np.int32)[which]
        return found

    def _company_of(self, table: TableColumns, column: str) -> Array:
        """Return the set of the one company in a column; of none where it is something else."""
        entities = self._entities_in(table, column)
        is_company = self._entity_is_company[entities] & (entities >= 0)
        return np.where(is_company, self._entity_sets[entities], 0)

    def _entities_in(self, table: TableColumns, column: str) -> Ints:
        """Return the rows of the entities that a column names."""
        cells = table[column].coded()
        return self._store["entities"].ids.find_texts((*cells.values, ""))[cells.codes]

    def _date(self, text: str) -> int:
        return self._dates.setdefault(text, len(self._dates))

    def _set(self, companies: tuple[str, ...]) -> int:
        return self._sets.setdefault(companies, len(self._sets))


_NEXT = dict(pairwise(FACT_TABLES))


def _weakness(basis: str) -> int:
    return _WEAKNESS.index(basis) if basis in _WEAKNESS else 0


def _spread(cells: Coded, meaning: Callable[[str], object], kind: Any) -> Array:
    """Return what every cell means; each distinct one is asked about once."""
    return np.array([*map(meaning, cells.values), 0], kind)[cells.codes]
