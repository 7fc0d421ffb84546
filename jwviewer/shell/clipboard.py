"""A table for the clipboard: tab-separated for spreadsheets, HTML for letters."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

if TYPE_CHECKING:
    from jwviewer.queries.grid import Grid


def grid_data(grid: Grid) -> QMimeData:
    """Return a grid as plain text and as an HTML table; its texts are never markup."""
    lines = (grid.columns, *grid.rows)
    data = QMimeData()
    data.setText("\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines))
    head = "".join(f"<th>{escape(title)}</th>" for title in grid.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in grid.rows
    )
    data.setHtml(f"<table><tr>{head}</tr>{body}</table>")
    return data
