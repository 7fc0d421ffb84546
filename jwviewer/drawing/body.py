"""What every pane's drawing offers to the screen and to exported figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from msgspec import Struct
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPainter

from jwviewer.drawing.sheet import Sheet
from jwviewer.queries.grid import Grid
from jwviewer.session import State


class LegendEntry(Struct, frozen=True):
    """One line of a legend: the name of a mark (see marks.py) and what it means."""

    mark: str
    text: str


class Body(Protocol):
    """A pane laid out for one size: knows what it shows and paints it at the origin."""

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """Facts shown, in the order of their reference numbers (the first is 1)."""

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """Only the marks that are really used."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know: what is inferred, what is not shown and how much of it."""

    @property
    def height(self) -> float:
        """The height really used, at most the height given."""

    def paint(self, painter: QPainter) -> None:
        """Paint at the origin; nothing outside the laid-out size."""


@runtime_checkable
class Tabled(Protocol):
    """A drawing that knows the table of exactly what it shows."""

    def grid(self) -> Grid:
        """Return the rows drawn, with the words drawn."""


LayOut = Callable[[State, Sheet, QSizeF], Body]
"""Each pane's drawing has one such function for figures."""
