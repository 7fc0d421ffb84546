"""A table for the clipboard: tab-separated for spreadsheets, HTML for letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from jwviewer.queries.grid import as_html, as_tsv

if TYPE_CHECKING:
    from jwviewer.queries.grid import Grid


def grid_data(grid: Grid) -> QMimeData:
    """Return a grid as plain text and as an HTML table; its texts are never markup or formula."""
    data = QMimeData()
    data.setText(as_tsv(grid))
    data.setHtml(as_html(grid))
    return data
