"""The rows of a crowded timeline: a company with what it shares, folded into one or laid open."""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from jwviewer.queries.timeline import Shown, shown
from jwviewer.queries.timeline_tables import tables_of
from jwviewer.queries.timeline_words import words_of
from jwviewer.selection import Selection

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

FIRST = 30
"""How many rows a screen shows at most when a dossier is opened."""


class Fold(Enum):
    """Whether a row stands for a company with all it shares, and whether that is laid open."""

    NONE = "none"
    CLOSED = "closed"
    OPEN = "open"
    INNER = "inner"


class Row(Struct, frozen=True):
    """One row: the lanes of a company's own facts, and of those it shares (first, end).

    A closed row holds both, each in its own colour.
    """

    company: str
    fold: Fold
    own: tuple[int, int]
    shared: tuple[int, int] = (0, 0)

    @property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """The lanes of own facts and those of shared ones, if there are any."""
        return tuple(lanes for lanes in (self.own, self.shared) if lanes[0] < lanes[1])

    @property
    def lanes(self) -> tuple[int, int]:
        """The first of the row's lanes and the one behind its last."""
        first, end = self.own
        return (min(first, self.shared[0]), end) if self.shared[0] < self.shared[1] else self.own


def rows_of(shown: Shown, opened: frozenset[str]) -> tuple[Row, ...]:
    """Return the rows of what the filters let through; companies in ``opened`` are laid open.

    What several companies did belongs to the last of them, as lanes are ordered.
    """
    line = shown.timeline
    used = np.array(shown.lanes, np.int32)
    groups = line.lane_group[used]
    edges = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1]))).tolist()
    rows: list[Row] = []
    for first, end in pairwise([*edges, len(used)]) if len(used) else ():
        last = int(used[end - 1])
        companies = line.lanes.companies(last)
        company = companies[-1] if companies else ""
        alone = len(companies) <= 1
        own = (last, last + 1) if alone else (last + 1, last + 1)
        shared = used[first : end - 1 if alone else end]
        if not len(shared):
            rows.append(Row(company, Fold.NONE, own))
        elif company not in opened:
            rows.append(Row(company, Fold.CLOSED, own, (int(shared[0]), int(shared[-1]) + 1)))
        else:
            rows.append(Row(company, Fold.OPEN, own))
            rows += [Row(company, Fold.INNER, (lane, lane + 1)) for lane in shared.tolist()]
    return tuple(rows)


def foresee(dossier: Dossier, selection: Selection) -> None:
    """Find out what the first look at some filters needs, for a thread that nobody waits for."""
    view = _looked_at(dossier, selection)
    if view.items:
        tables = tables_of(view)
        for part in _first_lanes(view):
            tables.sums(*part)


def _looked_at(dossier: Dossier, selection: Selection) -> Shown:
    view = shown(dossier, selection)
    _ = view.extent(), view.dated_facts, view.undated_facts, view.hidden, view.items
    for lane in view.fullest:
        _ = view.timeline.lanes[lane]
    return view


def _first_lanes(view: Shown) -> list[tuple[int, int]]:
    rows = rows_of(view, frozenset())[:FIRST]
    return [part for row in rows for part in row.parts]


def prepare(dossier: Dossier) -> None:
    """Find out what the first look at a timeline needs, for a thread that nobody waits for."""
    view = _looked_at(dossier, Selection())
    if view.items:
        tables = tables_of(view)
        lanes = _first_lanes(view)
        tables.take(dossier.kept("timeline-rows-1", lambda: tables.kept(lanes)))
    # Whoever is asked first what stands beside a fact sorts for all that follow.
    for table in ("events", "figures"):
        here = dossier.columns.slice_of(table)
        if here.start < here.stop:
            words_of(dossier, dossier.fact_ids[here.start])
