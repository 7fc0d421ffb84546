"""Rows of very many figures by period: planned from arrays, made when they come into view."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec.structs import replace

from jwviewer.dossier.each_once import each_once
from jwviewer.queries import profile_figures as figures
from jwviewer.queries.figure_columns import figure_columns
from jwviewer.queries.profile_parts import Cell, CellState, Draft, Row
from jwviewer.queries.profile_plan import LongRows, Owners, in_rows, nested
from jwviewer.queries.profile_rivals import Rivals
from jwviewer.queries.profile_terms import Terms

if TYPE_CHECKING:
    from jwviewer.dossier.fact import Fact
    from jwviewer.queries.profile_long import LongView

Array = np.ndarray[Any, np.dtype[Any]]


class LongFigures:
    """The figures of some companies, in the rows of each period, the latest one first."""

    def __init__(self, view: LongView) -> None:
        self._view, self._terms = view, Terms(view.dossier)
        self._rivals = Rivals(view.dossier)
        self._companies = Owners(view.dossier, view.columns, {})
        facts, table = view.facts, view.store["figures"]
        here = facts.slice_of("figures")
        self._places = here.start + np.flatnonzero(view.own[here])
        rows = self._places - here.start
        metric, subject = table["metric_id"].coded(), table["subject_id"].coded()
        what = metric.codes.astype(np.int64) * max(len(subject.distinct), 1) + subject.codes
        self._what = np.unique(what[rows], return_inverse=True)[1].reshape(-1)
        self._when = facts.when[self._places]
        self.keys, self._period, self._whole = self._periods()
        self._parent = self._parents(rows)
        order = np.lexsort((rows, ~self._whole, self._period))
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order))
        self._depth, order = nested(ranks, self._parent)
        self._kinds = int(self._what.max(initial=0)) + 1
        levels = int(self._depth.max(initial=0)) + 1
        keys = (self._period[order] * self._kinds + self._what[order]) * levels
        self._members, self._starts, found = in_rows(keys + self._depth[order], order)
        self._alike = found // levels
        self._period_of_row = self._alike // self._kinds
        self._row_of = np.full(len(rows), -1)
        sizes = np.diff(self._starts, append=len(self._members))
        self._row_of[self._members] = np.repeat(np.arange(len(found)), sizes)

    def groups(self) -> Iterator[tuple[str, LongRows, tuple[int, int]]]:
        """Yield each period's key, its rows, and how many metrics several report, and of all."""
        counts = self._shared(by_period=True)
        for number, key in enumerate(self.keys):
            first, last = np.searchsorted(self._period_of_row, [number, number + 1]).tolist()
            start = int(self._starts[first]) if first < len(self._starts) else 0
            end = int(self._starts[last]) if last < len(self._starts) else len(self._members)
            rows = self._view.rows(
                self._places[self._members[start:end]], self._starts[first:last] - start,
                partial(self._draft, first, key), partial(self._compared, first),
                ranked=partial(self._rank, first),
            )  # fmt: skip
            yield key, rows, counts.get(number, (0, 0))

    @property
    def shared(self) -> tuple[int, int]:
        """How many metrics more than one company reports, and how many there are."""
        return self._shared(by_period=False).get(0, (0, 0))

    def _shared(self, *, by_period: bool) -> dict[int, tuple[int, int]]:
        seen = np.flatnonzero(self._view.seen[self._places])
        columns = self._companies
        facts, column = columns.pairs(self._places[seen])
        period = self._period[seen[facts]] if by_period else np.zeros(len(facts), np.int64)
        reported = period * self._kinds + self._what[seen[facts]]
        pairs = each_once(reported * max(columns.count, 1) + column)
        metrics, reporters = np.unique(pairs // max(columns.count, 1), return_counts=True)
        groups, first = np.unique(metrics // self._kinds, return_index=True)
        several = np.split(reporters > 1, first[1:])
        return {
            group: (int(one.sum()), len(one))
            for group, one in zip(groups.tolist(), several, strict=bool(len(groups)))
        }

    def _periods(self) -> tuple[list[str], Array, Array]:
        """Return the keys of periods, each figure's period, and whether it is about all of that."""
        codes, which = np.unique(self._when, return_inverse=True)
        spans = [self._view.facts.dates[code] for code in codes.tolist()]
        texts = ["" if span is None else span.text for span in spans]
        own = ["" if span is None else figures.key_of(span) for span in spans]
        keys = sorted(set(own), key=figures.newest_first)
        number = {key: n for n, key in enumerate(keys)}
        which = which.reshape(-1)
        whole = [text == key for text, key in zip(texts, own, strict=True)]
        return (
            keys, np.array([number[key] for key in own], np.int64)[which],
            np.array(whole, np.bool_)[which],
        )  # fmt: skip

    def _parents(self, rows: Array) -> Array:
        """Return the number of the figure that each is a part or a change of, -1 for none."""
        told = figure_columns(self._view.dossier)
        part, change = told.part_of[rows], told.change_of[rows]
        number = np.full(told.count + 1, -1)
        number[rows] = np.arange(len(rows))
        parent = number[np.where(part >= 0, part, change)]
        near = (parent >= 0) & (self._period[parent] == self._period)
        return np.where(near & self._view.seen[self._places[parent]], parent, -1)

    def _draft(self, first_row: int, key: str, number: int, facts: list[Fact]) -> Draft:
        row = first_row + number
        dossier, depth = self._view.dossier, int(self._depth[self._members[self._starts[row]]])
        first = facts[0]
        draft = Draft(
            f"figure:{key}:{first.metric_id}:{first.subject_id}:{depth}",
            figures.label(dossier, first, depth), indent=depth, weight=10 if depth == 0 else 8,
            within=self._within(row),
        )  # fmt: skip
        told = np.array([dossier.positions[fact.id] for fact in facts])
        for fact, contested in zip(facts, self._contested(row, told).tolist(), strict=True):
            rivals = figures.rival_chips(dossier, fact) if contested else ()
            for company in fact.company_ids:
                draft.add(company, figures.entry(dossier, fact, key, rivals))
        figures.put_rivals_first(dossier, draft, key)
        return draft

    def _rank(self, first_row: int, number: int, told: Array) -> tuple[Array, Array]:
        """Tell which figures of a row come before others, and which of them are contradicted."""
        contested = self._contested(first_row + number, told)
        return contested | self._whole[np.searchsorted(self._places, told)], contested

    def _contested(self, row: int, told: Array) -> Array:
        """Tell which figures of a row another one of the same thing and group contradicts."""
        alike = np.flatnonzero(self._alike == self._alike[row]).tolist()
        places = self._places[np.concatenate([self._of_row(one) for one in alike])]
        return self._rivals.contested(told, places[self._view.seen[places]])

    def _within(self, row: int) -> str:
        """Return the names of the wholes that a row belongs to."""
        parent = int(self._parent[self._members[self._starts[row]]])
        if parent < 0:
            return ""
        above = int(self._row_of[parent])
        first = self._members[self._starts[above]]
        fact = self._view.dossier.facts[int(self._places[first])]
        label = figures.label(self._view.dossier, fact, int(self._depth[first]))
        outer = self._within(above)
        return f"{outer} › {label}" if outer else label

    def _compared(self, first_row: int, number: int, made: Row) -> Row:
        """Say for every cell why it cannot be compared, by all that is reported in the row."""
        view, start = self._view, self._view.facts.starts["figures"]
        places = self._places[self._of_row(first_row + number)]
        places = places[view.seen[places]]
        facts, column = self._companies.pairs(places)
        if not len(facts):
            return made
        reasons = self._terms.differences(places[facts] - start, column)
        elsewhere: tuple[Array, Array] | None = None
        cells = []
        for n, cell in enumerate(made.cells):
            if cell.entries and n in reasons:
                cell = replace(cell, reason=reasons[n])
            elif not cell.entries:
                elsewhere = elsewhere or self._everywhere(first_row + number)
                told = self._terms.elsewhere(elsewhere[0][elsewhere[1] == n] - start)
                cell = Cell((), CellState.ELSEWHERE, told) if told else cell
            cells.append(cell)
        return replace(made, cells=tuple(cells))

    def _of_row(self, row: int) -> Array:
        """Return the figures of a row, by number."""
        end = self._starts[row + 1] if row + 1 < len(self._starts) else len(self._members)
        return self._members[int(self._starts[row]) : int(end)]

    def _everywhere(self, row: int) -> tuple[Array, Array]:
        """Return the figures of a row's metric in any period, and the column of each."""
        what = self._what[self._members[self._starts[row]]]
        places = self._places[self._what == what]
        places = places[self._view.seen[places]]
        facts, column = self._view.owners.pairs(places)
        return places[facts], column
