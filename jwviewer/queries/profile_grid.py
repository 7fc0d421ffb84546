"""The side-by-side view as a table of texts, for its twin, for CSV and for the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jwviewer.language import tr
from jwviewer.queries.grid import Grid

if TYPE_CHECKING:
    from jwviewer.queries.profiles import Profiles


def profile_grid(shown: Profiles) -> Grid:
    """Return every row with its group, its label and a text per company."""
    rows, ids = [], []
    for group in shown.groups:
        for row in group.rows:
            label = (
                tr("{label} ({remark})", label=row.label, remark=row.detail)
                if row.detail
                else row.label
            )
            rows.append((group.title, label, *(cell.text for cell in row.cells)))
            ids.append(next(iter(row.fact_ids), ""))
    return Grid((tr("Group"), tr("Row"), *shown.names), tuple(rows), tuple(ids))
