"""The side-by-side view as a table of texts, for its twin, for CSV and for the clipboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jwviewer.language import tr
from jwviewer.queries.grid import Grid

if TYPE_CHECKING:
    from jwviewer.queries.profile_parts import Row
    from jwviewer.queries.profiles import Profiles


def profile_grid(shown: Profiles, kept: Mapping[str, int] | None = None) -> Grid:
    """Return every row with its group, its name and a text per company.

    With ``kept`` only the rows of these keys, and in their cells only that many entries; the
    others are counted.
    """
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


def _name(row: Row) -> str:
    if row.detail:
        return tr("{label} ({remark})", label=row.name, remark=row.detail)
    return row.name


def _told(row: Row, keep: int) -> tuple[str, ...]:
    """Return the ids of the facts in a row, or of the values derived there."""
    entries = (entry for cell in row.cells for entry in cell.kept(keep))
    return tuple(dict.fromkeys(entry.derived_id or entry.fact_id for entry in entries))
