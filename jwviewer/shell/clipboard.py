"""A table for the clipboard: tab-separated for spreadsheets, HTML for letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from jwviewer.queries.grid import as_html, as_tsv

if TYPE_CHECKING:
    from collections.abc import Callable

    from jwviewer.queries.grid import Grid


MOST_IN_LETTER = 20_000
"""A table with more rows is copied for spreadsheets only."""


def texts_of(grid: Grid, tell: Callable[[float], None] = lambda _: None) -> tuple[str, str]:
    """Return a grid as plain text and as HTML, "" where it has too many rows for a letter."""
    return as_tsv(grid, tell), as_html(grid) if len(grid.rows) <= MOST_IN_LETTER else ""


def data_of(texts: tuple[str, str]) -> QMimeData:
    """Return plain text and HTML for the clipboard."""
    data = QMimeData()
    data.setText(texts[0])
    if texts[1]:
        data.setHtml(texts[1])
    return data
