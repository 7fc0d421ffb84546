"""Companies side by side in a dossier of very many facts: rows are planned, and made when seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec.structs import replace

from jwviewer.dossier.columns import bytes_of
from jwviewer.dossier.each_once import each_once
from jwviewer.dossier.schema import FACT_KINDS, FACT_TABLES
from jwviewer.queries import profile_rows
from jwviewer.queries.profile_parts import Cell, CellState, Draft, Row
from jwviewer.queries.profile_plan import JoinedRows, LongRows, Owners, in_rows

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact

Array = np.ndarray[Any, np.dtype[Any]]
MOST_IN_CELL, MOST_OF_MANY = 32, 9
"""So many facts of a cell are told at most, and beside many columns; the others are counted."""
MANY_COLUMNS = 8
BRIEF = 4
"""So many facts of a cell are told in a row of one height, which has no room for more."""
Drafts = Callable[[int, list["Fact"]], Draft]
Ranks = Callable[[int, Array], tuple[Array, Array]]
"""Tells of some facts of a row which come before others, and which contradict each other."""


class LongView:
    """Plans the rows of some companies.

    ``seen`` tells by position what the filters let through, ``lend`` adds to a row what stands
    beside a company without being its own.
    """

    def __init__(
        self, dossier: Dossier, columns: tuple[str, ...], borrowed: Mapping[str, str],
        seen: Array, lend: Callable[[Draft], None],
    ) -> None:  # fmt: skip
        self.dossier, self.columns, self.lend = dossier, columns, lend
        self.facts, self.store = dossier.columns, dossier.store
        self.owners = Owners(dossier, columns, borrowed)
        self.seen, self.own = seen, self.owners.flags
        self._most = MOST_IN_CELL if len(columns) <= MANY_COLUMNS else MOST_OF_MANY

    def rows(
        self, members: Array, starts: Array, draft: Drafts,
        finished: Callable[[int, Row], Row] | None = None,
        by: Callable[[Array], Array] | None = None, ranked: Ranks | None = None,
    ) -> LongRows:  # fmt: skip
        """Return rows whose drafts are made of their facts, without those that filters empty.

        ``by`` tells whose companies a fact stands under, if not under its own. Drafts that are
        ``ranked`` put some facts before others.
        """

        def make(number: int, places: Array, brief: bool) -> Row:
            most = min(BRIEF, self._most) if brief and ranked is None else self._most
            told, columns, counts, hidden = self._told(
                places, places if by is None else by(places), most
            )
            if brief and ranked is not None:
                kept = _briefly(columns, *ranked(number, places[told]))
                told, columns = told[kept], columns[kept]
            left = counts - np.bincount(columns, minlength=len(counts))
            facts = [self.dossier.facts[n] for n in places[each_once(told)].tolist()]
            made = draft(number, facts)
            self.lend(made)
            row = made.row(self.columns, whole=not left.any())
            row = row if finished is None else finished(number, row)
            cells = []
            for column, cell in enumerate(row.cells):
                if left[column] > 0:
                    cell = replace(cell, left=int(left[column]))
                if hidden[column] and not cell.entries:
                    cell = Cell((), CellState.FILTERED)
                cells.append(cell)
            return replace(row, cells=tuple(cells))

        def stand(places: Array) -> tuple[Array, Array]:
            places = places[self.seen[places]]
            facts, columns = self.owners.pairs(places if by is None else by(places))
            return places[facts], columns

        found = LongRows(members, starts, make, stand)
        if self.seen.all() or not len(found):
            return found
        shown = np.add.reduceat(self.seen[members].astype(np.int64), starts) > 0
        return found if shown.all() else found.kept(np.flatnonzero(shown))

    def _told(self, places: Array, owners: Array, most: int) -> tuple[Array, Array, Array, Array]:
        """Return which facts of a row (by number) are told in which columns, and of how many.

        Last comes which columns are hidden: where the filters let nothing through of what there is.
        """
        facts, columns = self.owners.pairs(owners)
        shown = self.seen[places[facts]]
        per_column = np.bincount(columns[shown], minlength=len(self.columns))
        hidden = (np.bincount(columns, minlength=len(self.columns)) > 0) & (per_column == 0)
        facts, columns = facts[shown], columns[shown]
        order = np.argsort(columns, kind="stable")
        starts = np.cumsum(per_column) - per_column
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order)) - np.repeat(starts, per_column)
        kept = rank < most
        return facts[kept], columns[kept], per_column, hidden

    def company(self) -> Iterator[LongRows]:
        """Yield the rows on offices, people, headquarters and business."""
        roles = self._of_table("roles")
        texts = self.store["roles"]["role"].coded()
        names = {text.casefold(): n for n, text in reversed([*enumerate(texts.values)])}
        codes = np.array([*(names[text.casefold()] for text in texts.values), -1])[texts.codes]
        keys = codes[roles - self.facts.starts["roles"]]
        members, starts, _ = in_rows(keys, roles)
        yield self.rows(members, starts, lambda _, f: profile_rows.people(self.dossier, f)[0])
        all_roles = self.facts.slice_of("roles")
        in_office = np.zeros(len(self.store["entities"]) + 1, np.bool_)
        people = self._entities_in("roles", "person_id")[self.seen[all_roles]]
        in_office[people] = True
        in_office[-1] = False
        people = self._of_kind("person")
        yield self._one(people[~in_office[people]], profile_rows.people, -1)
        seats = self._of_relation("seated-in")
        yield self._one(seats, profile_rows.seats, 0)
        texts = self.store["entities"]["definition"].coded()
        told = np.array([*map(bool, texts.values), False], np.bool_)[texts.codes]
        firms = self._of_kind("company")
        yield self._one(firms[told[firms]], lambda _, facts: profile_rows.business(facts), 0)

    def things(self) -> Iterator[LongRows]:
        """Yield the rows on what companies belong to, own, make and work on."""
        entities = self.store["entities"]
        is_firm = np.append(entities["kind"].coded().codes == entities["kind"].coded().code(
            "company"), False) if len(entities) else np.zeros(1, np.bool_)  # fmt: skip
        start = self.facts.starts["relations"]
        subjects = self._entities_in("relations", "subject_id")
        objects = self._entities_in("relations", "object_id")
        kinds = self.store["relations"]["relation"].coded()
        here = self.facts.slice_of("relations")
        told = np.zeros(len(entities) + 1, np.bool_)
        topics = self._entities_in("topics", "entity_id")
        told[topics[self.seen[self.facts.slice_of("topics")]]] = True
        firm_sets = self.owners.flags
        for number, relation in enumerate(profile_rows.RELATION_ROWS):
            rows = (kinds.codes == kinds.code(relation)) & is_firm[subjects]
            told[objects[rows & self.seen[here]]] = True
            own = start + np.flatnonzero(rows)
            own = own[firm_sets[subjects[own - start]]]
            yield self._one(own, profile_rows.things, number, lambda at: subjects[at - start])
        told[-1] = False
        things = self._of_kind("technology")
        left = things[~told[things]]
        products = entities["kind"].coded()
        is_product = products.codes[left] == products.code("product") if len(left) else left > 0
        count = len(profile_rows.RELATION_ROWS)
        yield self._one(left[is_product], profile_rows.things, count)
        yield self._one(left[~is_product], profile_rows.things, count + 1)

    def wanted(self, rows: LongRows | JoinedRows, *, shared: bool) -> LongRows | JoinedRows:
        """Return only the rows in which several columns say something, or not all of them do.

        Rows that all columns fill count as different; to tell they would have to be made.
        """
        if isinstance(rows, JoinedRows):
            kept = (self.wanted(part, shared=shared) for part in rows.parts)
            return JoinedRows([part for part in kept if isinstance(part, LongRows)])
        told = self.owners.reporting(rows, self.seen)
        return rows.kept(np.flatnonzero(told > 1 if shared else told > 0))

    def events(self) -> tuple[LongRows, int]:
        """Return a row per event, each followed by its fields, and how many are shared."""
        events = self._of_kind("event")
        topics = self._of_table("topics")
        start = self.facts.starts["events"]
        events_of = self._entities_in("topics", "event_id")
        about = start + events_of[topics - self.facts.starts["topics"]].astype(np.int64)
        members = np.concatenate([events, topics])
        keys = np.concatenate([2 * events, 2 * about + 1])
        order = np.argsort(keys, kind="stable")
        members, starts, found = in_rows(keys[order], members[order])

        def draft(number: int, facts: list[Fact]) -> Draft:
            event, fields = divmod(int(found[number]), 2)
            if fields:
                return profile_rows.fields_row(self.dossier, self.dossier.facts[event], facts)
            return profile_rows.event_row(self.dossier, facts[0])

        rows = self.rows(members, starts, draft)
        is_event = self.facts.kind[rows.members[rows.starts]] == FACT_KINDS.index("event")
        return rows, int(np.sum(is_event & (self.owners.reporting(rows, self.seen) > 1)))

    def programmes(self) -> Iterator[LongRows]:
        """Yield a row per programme and award, and one for programmes only named."""
        events = self.facts.slice_of("events")
        kinds = [FACT_KINDS.index("programme"), FACT_KINDS.index("award")]
        flags = np.isin(self.facts.kind[events], kinds)
        mine = events.start + np.flatnonzero(flags & self.own[events])
        yield self.rows(
            mine, np.arange(len(mine)), lambda _, f: profile_rows.event_row(self.dossier, f[0])
        )
        event = self._entities_in("participants", "event_id")
        flags &= self.seen[events] & (self.facts.companies[events] > 0)
        told = np.zeros(len(self.store["entities"]) + 1, np.bool_)
        told[self._entities_in("participants", "entity_id")[np.append(flags, False)[event]]] = True
        programme = np.append(
            self.facts.kind[: len(told) - 1] == FACT_KINDS.index("programme"), False
        )
        told &= programme
        subjects = self._entities_in("relations", "subject_id")
        told[self._entities_in("relations", "object_id")[told[subjects]]] = True
        named = self._of_kind("programme", "entities")
        yield self._one(named[~told[named]], profile_rows.programmes, -1)

    def claims(self) -> LongRows:
        """Return a row per sort of claim; what is said of several companies has its own."""
        claims = self._of_table("claims")
        together = (self.facts.company_sets.sizes > 1).astype(np.int64)
        kinds = self.store["claims"]["kind"].coded().codes
        keys = 2 * kinds[claims - self.facts.starts["claims"]].astype(np.int64)
        members, starts, _ = in_rows(keys + together[self.facts.companies[claims]], claims)
        return self.rows(members, starts, lambda _, f: profile_rows.claims(self.dossier, f)[0])

    def _one(
        self,
        members: Array,
        drafts: Callable[[Dossier, Sequence[Fact]], list[Draft]],
        at: int,
        by: Callable[[Array], Array] | None = None,
    ) -> LongRows:
        """Return a single row, none without facts; ``drafts`` has it at a place."""
        starts = np.zeros(min(len(members), 1), np.int64)
        return self.rows(members, starts, lambda _, facts: drafts(self.dossier, facts)[at], by=by)

    def _of_table(self, table: str) -> Array:
        here = self.facts.slice_of(table)
        places: Array = here.start + np.flatnonzero(self.own[here])
        return places

    def _of_kind(self, kind: str, table: str = "") -> Array:
        flags = self.own & (self.facts.kind == FACT_KINDS.index(kind))
        if table:
            flags &= self.facts.table == FACT_TABLES.index(table)
        return np.flatnonzero(flags)

    def _of_relation(self, relation: str) -> Array:
        places = self.facts.starts["relations"] + self.store["relations"].rows_with(
            "relation", relation
        )
        own: Array = places[self.own[places]]
        return own

    def _entities_in(self, table: str, column: str) -> Array:
        """Return the rows of the entities (or events) that a column names, -1 for none."""
        found: Array = named(self.dossier)[f"{table}.{column}"]
        return found


def _briefly(columns: Array, early: Array, contested: Array) -> Array:
    """Tell which facts a brief row tells in their columns: the first few, ``early`` ones before.

    Where more contradict each other than a brief row has room for, it tells one of them only.
    """
    order = np.lexsort((~early, columns))
    sorted_columns = columns[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_columns, sorted_columns)
    too_many = sorted_columns[contested[order] & (rank >= BRIEF)]
    kept = np.zeros(len(order), np.bool_)
    kept[order[rank < np.where(np.isin(sorted_columns, too_many), 1, BRIEF)]] = True
    return kept


def named(dossier: Dossier) -> Mapping[str, Array]:
    """Return the rows that columns name: of entities, or of events."""
    return dossier.kept("profiles-1", lambda: _findnamed(dossier))


def _findnamed(dossier: Dossier) -> dict[str, Array]:
    store = dossier.store
    found: dict[str, Array] = {}
    for table, column, to in (
        ("roles", "person_id", "entities"), ("relations", "subject_id", "entities"),
        ("relations", "object_id", "entities"), ("topics", "entity_id", "entities"),
        ("topics", "event_id", "events"), ("participants", "entity_id", "entities"),
        ("participants", "event_id", "events"),
    ):  # fmt: skip
        found[f"{table}.{column}"] = store[to].ids.find_all(bytes_of(store[table][column]))
    return found
