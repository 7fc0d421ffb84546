"""The order of bars: every part right under its whole, as many as a panel holds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from jwviewer.dossier.fact_columns import NO_DAY
from jwviewer.queries.figure_columns import NO_ROW, Array, distinct
from jwviewer.queries.metric_plan import MOST_ROWS

if TYPE_CHECKING:
    from jwviewer.dossier.fact import Fact
    from jwviewer.queries.figure_columns import FigureColumns


def first_bars(figures: FigureColumns, rows: Array, focus: int) -> list[int]:
    """Return the rows of a group that are shown, in order; the chosen one is among them."""
    first = figures.first[rows]
    ordered = rows[np.argsort(np.where(first == NO_DAY, 0, first), kind="stable")]
    among = np.isin(figures.part_of[ordered], rows)
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for row in ordered[among].tolist():
        parts[int(figures.part_of[row])].append(row)
    shown: list[int] = []
    waiting: list[int] = ordered[~among].tolist()[::-1]
    while waiting and len(shown) < MOST_ROWS:
        row = waiting.pop()
        shown.append(row)
        waiting.extend(reversed(parts.pop(row, [])))
    if not waiting and len(shown) < MOST_ROWS:
        # What is over circles a part of itself has no place of its own.
        seen = set(shown)
        shown += [row for row in ordered.tolist() if row not in seen][: MOST_ROWS - len(shown)]
    if focus != NO_ROW and focus not in shown and focus in rows:
        shown[-1] = focus
    return shown


def inside_bars(facts: list[Fact], ids: set[str]) -> frozenset[str]:
    """Return the parts that fit into their whole's own bar: one part, both numbers exact."""
    by_id = {fact.id: fact for fact in facts}
    parts: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.part_of_id in ids:
            parts[fact.part_of_id].append(fact)
    return frozenset(
        group[0].id
        for whole, group in parts.items()
        if len(group) == 1
        and by_id[whole].bound == group[0].bound == "eq"
        and group[0].id not in parts
        and not by_id[whole].part_of_id
    )


def kinds_of_what(figures: FigureColumns, rows: Array) -> list[int]:
    """Return a row of each kind that could be called differently: all others are called alike."""
    if not len(rows):
        return []
    split = figures.are_split(rows)
    keys = distinct(figures.subject[rows].astype(np.int64) * 2 + split)
    keys = keys * len(figures.metrics) + figures.metric[rows]
    keys = distinct(keys) * len(figures.units) + figures.unit[rows]
    _, first = np.unique(keys, return_index=True)
    found: list[int] = rows[np.sort(first)].tolist()
    return found
