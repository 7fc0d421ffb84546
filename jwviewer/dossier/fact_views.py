"""A dossier's facts, ids, links and evidence as sequences whose items are made when asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from jwviewer.dossier.columns import bytes_of
from jwviewer.dossier.each_once import each_once
from jwviewer.dossier.fact import Evidence, Fact
from jwviewer.dossier.id_index import IdIndex
from jwviewer.dossier.kept import Arrays
from jwviewer.dossier.lazy_sequence import KeptSequence, LazySequence
from jwviewer.dossier.link_index import EVIDENCE, LINKS, NAMING, OWNER, Known, found
from jwviewer.dossier.schema import FACT_TABLES, TABLES
from jwviewer.dossier.table import TableColumns

if TYPE_CHECKING:
    import pandas as pd

    from jwviewer.dossier.columns import Ints
    from jwviewer.dossier.fact_rows import FactRows

Store = Mapping[str, TableColumns]


class Frames(Mapping[str, "pd.DataFrame"]):
    """Tables as frames, each made at the first look."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            self._made[name] = self._store[name].frame()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._store)

    def __len__(self) -> int:
        return len(self._store)


class Positions(Mapping[str, int]):
    """The position of each fact by its id."""

    def __init__(self, store: Store, arrays: Arrays) -> None:
        self.store = store
        sizes = [len(store[name]) for name in FACT_TABLES]
        self._bounds = [0, *accumulate(sizes)]
        self.starts = dict(zip(FACT_TABLES, self._bounds, strict=False))
        self.index = IdIndex(arrays["ids"], (arrays["keys"], arrays["order"]))

    @staticmethod
    def arrays(store: Store) -> Arrays:
        """Return the ids of all facts as bytes, and what finds them."""
        parts = [bytes_of(store[name][TABLES[name].key[0]]) for name in FACT_TABLES]
        ids = np.concatenate(parts)
        keys, order = IdIndex(ids).sorted_keys
        return {"ids": ids, "keys": keys, "order": order}

    def __getitem__(self, fact_id: str) -> int:
        position = self.index.find(fact_id)
        if position < 0:
            raise KeyError(fact_id)
        return position

    def __contains__(self, fact_id: object) -> bool:
        return isinstance(fact_id, str) and self.index.find(fact_id) >= 0

    def __iter__(self) -> Iterator[str]:
        for name in FACT_TABLES:
            yield from self.store[name][TABLES[name].key[0]].texts()

    def __len__(self) -> int:
        return len(self.index)

    def place(self, position: int) -> tuple[str, int]:
        """Return the table and the row in it of the fact at a position."""
        number = bisect_right(self._bounds, position) - 1
        return FACT_TABLES[number], position - self._bounds[number]


class FactIds(LazySequence[str]):
    """The ids of all facts, in the order of their positions."""

    def __init__(self, positions: Positions) -> None:
        self._positions = positions

    def __len__(self) -> int:
        return len(self._positions)

    def _at(self, number: int) -> str:
        table, row = self._positions.place(number)
        return self._positions.store[table][TABLES[table].key[0]].cell(row)

    def __contains__(self, fact_id: object) -> bool:
        return fact_id in self._positions

    def __iter__(self) -> Iterator[str]:
        return iter(self._positions)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (FactIds, tuple, list)):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class Facts(KeptSequence[Fact]):
    """All facts; those asked for last stay at hand."""

    MOST = 6_144  # no pane shows as many at once

    def __init__(self, positions: Positions, rows: FactRows) -> None:
        self.positions = positions
        self._rows = rows
        self._size = len(positions)
        super().__init__()

    def __len__(self) -> int:
        return self._size

    def _make(self, number: int) -> Fact:
        return self._rows.build(*self.positions.place(number))


class Links:
    """Which facts name each other.

    Where no arrays of that are at hand, columns are looked through, which costs less to begin
    with.
    """

    def __init__(self, store: Store, facts: Facts, known: Known) -> None:
        self._store = store
        self._facts = facts
        self._known = known

    def of(self, fact_id: str) -> tuple[str, ...]:
        """Return the ids of the facts that one names or that name it, in table order."""
        ids = FactIds(self._facts.positions)
        return tuple(ids[n] for n in self.positions_of(fact_id).tolist())

    def positions_of(self, fact_id: str) -> Ints:
        """Return the positions of those facts: what stands before it, what it names, the rest."""
        positions = self._facts.positions
        own, users = positions[fact_id], self.users(fact_id)
        named = [positions[i] for i in self._facts[own].references if i in positions]
        before, after = users[users < own], users[users > own]
        late = [n for n in named if n != own and n not in before]
        after = after[~np.isin(after, late)] if late else after
        return np.concatenate([before, np.array(late, np.int32), after])

    def users(self, fact_id: str) -> Ints:
        """Return the positions of the facts that name a fact, ascending."""
        position = self._facts.positions[fact_id]
        known = self._known(LINKS)
        if known is not None:
            return each_once(found(known, position))
        starts = self._facts.positions.starts
        company = self._facts[position].kind == "company"
        users = [
            starts[table] + self._store[table].rows_with(column, fact_id)
            for table, column in NAMING
            if not (company and (table, column) == OWNER)
        ]
        taking = self._store["participants"]
        rows = taking.rows_with("entity_id", fact_id)
        events = self._store["events"].ids.find_all(bytes_of(taking["event_id"].take(rows)))
        users.append(starts["events"] + events[events >= 0])
        return each_once(np.concatenate(users))


class EvidenceRows(LazySequence[Evidence]):
    """All spans of evidence."""

    def __init__(self, table: TableColumns, positions: Positions, known: Known) -> None:
        self._table, self._positions, self._known = table, positions, known

    def __len__(self) -> int:
        return len(self._table)

    def _at(self, number: int) -> Evidence:
        row = self._table.row(number)
        return Evidence(
            row["evidence_id"], row["source_id"], row["fact_id"], row["supports"],
            int(row["start"]), int(row["end"]), row["span_sha256"],
        )  # fmt: skip

    def of(self, fact_id: str) -> tuple[Evidence, ...]:
        """Return the spans that support a fact, in table order."""
        return tuple(self[n] for n in self.rows_of(fact_id))

    def rows_of(self, fact_id: str) -> list[int]:
        """Return the numbers of those spans."""
        known = self._known(EVIDENCE)
        if known is None:
            rows = self._table.rows_with("fact_id", fact_id)
        else:
            rows = found(known, self._positions.get(fact_id, -1))
        numbers: list[int] = rows.tolist()
        return numbers
