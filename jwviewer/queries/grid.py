"""A table of texts with the fact behind each row: what a pane's table twin and CSV show."""

from __future__ import annotations

from dataclasses import dataclass


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
