"""The side-by-side view as a table of texts, for its twin, for CSV and for the clipboard."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jwviewer.language import tr
from jwviewer.queries.grid import Grid

if TYPE_CHECKING:
    from jwviewer.queries.profiles import Profiles

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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


def as_tsv(grid: Grid) -> str:
    """Return a grid as lines of tab-separated cells; no cell can act as a formula."""
    lines = (grid.columns, *grid.rows)
    return "\n".join("\t".join(_harmless(cell) for cell in line) for line in lines) + "\n"


def as_html(grid: Grid) -> str:
    """Return a grid as an HTML table in which all text is literal."""
    head = "".join(f"<th>{escape(title)}</th>" for title in grid.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in grid.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _harmless(cell: str) -> str:
    flat = " ".join(cell.split())
    return "'" + flat if flat.startswith(_FORMULA) else flat
