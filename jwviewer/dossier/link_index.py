"""Which facts name each other, and which evidence supports them, as arrays for very many facts.

In memory it takes less than sorted columns do; it is kept with the files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from jwviewer.dossier.columns import Coded, bytes_of
from jwviewer.dossier.schema import FACT_TABLES

if TYPE_CHECKING:
    from jwviewer.dossier.fact_views import Positions
    from jwviewer.dossier.kept import Arrays
    from jwviewer.dossier.table import TableColumns

Ints = np.ndarray[Any, np.dtype[Any]]
LINKS, EVIDENCE = "links-1", "evidence-1"
"""The names under which the arrays are kept."""
NAMING = (
    ("roles", "person_id"), ("roles", "organisation_id"),
    ("relations", "subject_id"), ("relations", "object_id"),
    ("events", "after_event_id"), ("events", "before_event_id"), ("events", "place_id"),
    ("topics", "entity_id"), ("topics", "event_id"),
    ("figures", "subject_id"), ("figures", "part_of_id"), ("figures", "change_of_id"),
    ("figures", "entity_id"),
    ("conversions", "from_id"), ("conversions", "to_id"),
    ("claims", "subject_id"), ("claims", "event_id"),
    *((table, "asserter_event_id") for table in FACT_TABLES),
)  # fmt: skip
"""The columns by which facts name each other, as ``Fact.references`` has them."""
OWNER = "figures", "entity_id"
"""Whose a figure is, is no link of a company: its profile holds all of them."""
Known = Callable[[str], "Arrays | None"]
"""Returns the arrays of a name where they are at hand."""


def link_arrays(store: Mapping[str, TableColumns], positions: Positions) -> Arrays:
    """Return the positions of named facts, ascending, and of the fact that names each of them."""
    parts = []
    for table, column in NAMING:
        named = _positions(store[table], column, positions)
        if (table, column) == OWNER:
            kind = store["entities"]["kind"].coded()
            companies = np.flatnonzero(kind.codes == kind.code("company"))
            named[np.isin(named, positions.starts["entities"] + companies)] = -1
        users = np.flatnonzero(named >= 0).astype(np.int32)
        parts.append((named[users], users + np.int32(positions.starts[table])))
    taking = store["participants"]
    event = _positions(taking, "event_id", positions)
    taker = _positions(taking, "entity_id", positions)
    both = (event >= 0) & (taker >= 0)
    parts.append((taker[both], event[both]))
    return _sorted(*(np.concatenate([part[side] for part in parts]) for side in (0, 1)))


def evidence_arrays(store: Mapping[str, TableColumns], positions: Positions) -> Arrays:
    """Return the positions of supported facts, ascending, and the row of evidence of each."""
    facts = _positions(store["evidence"], "fact_id", positions)
    rows = np.flatnonzero(facts >= 0).astype(np.int32)
    return _sorted(facts[rows], rows)


def found(arrays: Arrays, position: int) -> Ints:
    """Return what belongs to the fact at a position, ascending."""
    facts = arrays["facts"]
    # As a number of the same type, or all of them would be copied to compare them.
    start, end = (int(facts.searchsorted(np.int32(position), side)) for side in ("left", "right"))
    return arrays["others"][start:end]


def _sorted(facts: Ints, others: Ints) -> Arrays:
    order = np.lexsort((others, facts))
    return {"facts": facts[order], "others": others[order]}


def _positions(table: TableColumns, column: str, positions: Positions) -> Ints:
    """Return the positions of the facts that a column names, -1 for none."""
    cells = table[column]
    if isinstance(cells, Coded):
        of_code = positions.index.find_texts(cells.values)
        return np.append(of_code, np.int32(-1))[cells.codes]
    return positions.index.find_all(bytes_of(cells))
