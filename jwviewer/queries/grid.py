"""A table of texts with the fact behind each row: what a pane's table twin and CSV show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TypeVar

from msgspec import Struct

from jwviewer.dossier.lazy_sequence import LazySequence
from jwviewer.queries.spreadsheet import guarded

T = TypeVar("T")
AT_ONCE = 500
"""After so many rows it is told how much is done."""


class Made(LazySequence[T]):
    """Items that are made when they are asked for, each by its number."""

    def __init__(self, count: int, make: Callable[[int], T]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    def _at(self, number: int) -> T:
        return self._make(number)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Made, tuple, list)):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class Grid(Struct, frozen=True):
    """Column titles, rows of texts, and per row the id of the fact it shows ("" for none).

    A row that tells several facts, or a derived value, has all their ids in ``row_ids``; its
    fact id is then the fact that choosing the row leads to.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    fact_ids: Sequence[str]
    row_ids: Sequence[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        known = () if isinstance(self.rows, Made) else self.rows
        if any(len(row) != len(self.columns) for row in known):
            raise ValueError("every row needs a cell for every column")
        if len(self.fact_ids) != len(self.rows):
            raise ValueError("every row needs a fact id, if only an empty one")
        if self.row_ids and len(self.row_ids) != len(self.rows):
            raise ValueError("every row needs its ids, or none has any")

    @property
    def told(self) -> Sequence[tuple[str, ...]]:
        """Per row the ids of everything it tells: facts, or a derived value."""
        ids = self.fact_ids
        return self.row_ids or Made(len(ids), lambda n: (ids[n],) if ids[n] else ())


def as_tsv(grid: Grid, tell: Callable[[float], None] = lambda _: None) -> str:
    """Return a grid as lines of tab-separated cells; no cell can act as a formula.

    ``tell`` hears from time to time how much is done, 0 to 1.
    """
    lines: list[str] = []
    for number, line in enumerate(chain((grid.columns,), grid.rows)):
        lines.append("\t".join(guarded(" ".join(cell.split())) for cell in line))
        if number % AT_ONCE == 0:
            tell(number / (len(grid.rows) + 1))
    return "\n".join(lines) + "\n"


def as_html(grid: Grid) -> str:
    """Return a grid as an HTML table in which all text is literal."""
    from html import escape  # with its table of entities not worth its time at the start

    head = "".join(f"<th>{escape(title)}</th>" for title in grid.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in grid.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
