"""A table of texts with the fact behind each row: what a pane's table twin and CSV show."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from jwviewer.queries.spreadsheet import guarded


@dataclass(frozen=True, slots=True)
class Grid:
    """Column titles, rows of texts, and per row the id of the fact it shows ("" for none)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fact_ids: tuple[str, ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row needs a cell for every column")
        if len(self.fact_ids) != len(self.rows):
            raise ValueError("every row needs a fact id, if only an empty one")


def as_tsv(grid: Grid) -> str:
    """Return a grid as lines of tab-separated cells; no cell can act as a formula."""
    lines = (grid.columns, *grid.rows)
    return (
        "\n".join("\t".join(guarded(" ".join(cell.split())) for cell in line) for line in lines)
        + "\n"
    )


def as_html(grid: Grid) -> str:
    """Return a grid as an HTML table in which all text is literal."""
    head = "".join(f"<th>{escape(title)}</th>" for title in grid.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in grid.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
