"""The side-by-side view as a table of texts, for its twin, for CSV and for the clipboard."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from jwviewer.language import tr
from jwviewer.queries.grid import Grid, Made

if TYPE_CHECKING:
    from jwviewer.queries.profile_parts import Row
    from jwviewer.queries.profiles import Profiles


def profile_grid(shown: Profiles, kept: Mapping[str, int] | None = None) -> Grid:
    """Return every row with its group, its name and a text per company.

    With ``kept`` only the rows of these keys, and in their cells only that many entries; the
    others are counted.
    """
    if kept is None and shown.is_long:
        return _long_grid(shown)
    rows, facts, ids = [], [], []
    for group in shown.groups:
        for row in group.rows:
            if kept is None or row.key in kept:
                keep = kept[row.key] if kept else 0
                texts = (cell.told(keep) for cell in row.cells)
                rows.append((group.title, _name(row), *texts))
                facts.append(next(iter(row.fact_ids), ""))
                ids.append(_told(row, keep))
    columns = (tr("Group"), tr("Row"), *shown.names)
    return Grid(columns, tuple(rows), tuple(facts), tuple(ids))


def _long_grid(shown: Profiles) -> Grid:
    """Return the table of a long view, its rows made when they are asked for."""
    ends = [0, *accumulate(len(group.rows) for group in shown.groups)]

    def row_at(number: int) -> tuple[str, Row]:
        group = bisect_right(ends, number) - 1
        return shown.groups[group].title, shown.groups[group].rows[number - ends[group]]

    def cells(number: int) -> tuple[str, ...]:
        title, row = row_at(number)
        return (title, _name(row), *(cell.told() for cell in row.cells))

    def fact_id(number: int) -> str:
        return next(iter(row_at(number)[1].fact_ids), "")

    def ids(number: int) -> tuple[str, ...]:
        return _told(row_at(number)[1], 0)

    count = shown.row_count
    columns = (tr("Group"), tr("Row"), *shown.names)
    return Grid(columns, Made(count, cells), Made(count, fact_id), Made(count, ids))


def _name(row: Row) -> str:
    if row.detail:
        return tr("{label} ({remark})", label=row.name, remark=row.detail)
    return row.name


def _told(row: Row, keep: int) -> tuple[str, ...]:
    """Return the ids of the facts in a row, or of the values derived there."""
    entries = (entry for cell in row.cells for entry in cell.kept(keep))
    return tuple(dict.fromkeys(entry.derived_id or entry.fact_id for entry in entries))
