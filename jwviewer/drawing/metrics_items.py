"""What a laid-out metrics picture consists of: words, bars, points and lines, each placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt

from jwviewer.drawing.mark_shapes import BarShape, PointShape
from jwviewer.drawing.sheet import FontRole, Sheet
from jwviewer.drawing.value_axis import ValueAxis

RIGHT = Qt.AlignmentFlag.AlignRight
REACH = 7.0
"""How near, in pixels, one must point to a point of a long line."""
Array = np.ndarray[Any, np.dtype[Any]]
Tone = Literal["text", "dim", "faint", "company", "link"]


class Words(Struct, frozen=True):
    """One line of text in its place; ``company_id`` colours it where the tone says so."""

    rect: QRectF
    text: str
    role: FontRole = "body"
    tone: Tone = "text"
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    company_id: str = ""
    fact_id: str = ""


class BarInk(Struct, frozen=True):
    """A bar; a track is a whole repeated behind its parts."""

    shape: BarShape
    company_id: str
    fact_id: str
    opacity: float = 1.0


class PointInk(Struct, frozen=True):
    """A point; hollow ones are derived."""

    shape: PointShape
    company_id: str
    fact_id: str
    hollow: bool = False


class LinkInk(Struct, frozen=True):
    """A line to a point: a change's arrow, or a leader from the axis."""

    start: QPointF
    end: QPointF
    company_id: str
    kind: Literal["change", "leader"]
    fact_id: str = ""


class Strokes(Struct, frozen=True):
    """The lines between the points of a series; dashed where an end is not exact."""

    lines: tuple[QLineF, ...]
    company_id: str
    exact: bool


class TraceLine(Struct, frozen=True, eq=False):
    """One long line: strokes (from, to) where it is exact, middles of dots where it is not."""

    company_id: str
    sure: Array
    dots: Array


class TraceInk(Struct, frozen=True, eq=False):
    """Long lines inside an area."""

    lines: tuple[TraceLine, ...]
    area: QRectF


class TraceHits(Struct, frozen=True, eq=False):
    """The points of long lines: rows of the table of figures, their pixels, numbers of lines.

    ``companies`` has the company of each line.
    """

    area: QRectF
    rows: Array
    x: Array
    y: Array
    lines: Array
    companies: tuple[str, ...]

    def nearest(self, x: float, y: float) -> int:
        """Return which point lies at a place, -1 for none."""
        if not self.area.adjusted(-REACH, -REACH, REACH, REACH).contains(x, y):
            return -1
        apart = np.hypot(self.x - x, self.y - y)
        place = int(np.argmin(apart))
        return place if apart[place] <= REACH else -1

    def company_of(self, place: int) -> str:
        """Return the company of a point."""
        return self.companies[int(self.lines[place])]

    def place_of(self, row: int) -> int:
        """Return which point is that of a row, -1 for none."""
        found = np.flatnonzero(self.rows == row)
        return int(found[0]) if len(found) else -1


class Rule(Struct, frozen=True):
    """A thin line of an axis or a grid."""

    start: QPointF
    end: QPointF
    strong: bool = False


class Band(Struct, frozen=True):
    """Where a series would show the chosen period: its area and its axis of days."""

    rect: QRectF
    days: ValueAxis


class Swatch(Struct, frozen=True):
    """A mark in the legend."""

    rect: QRectF
    mark: str
    company_id: str = ""


Item = Words | BarInk | PointInk | LinkInk | Strokes | TraceInk | Rule | Band | Swatch


class Hit(Struct, frozen=True):
    """Where a fact can be pointed at; ``derived`` adds a formula to what hovering tells.

    ``series`` names the panel that a click opens for zooming, instead of choosing a fact.
    ``lit`` ones get a background when the fact is chosen; the others lie on such a one.
    ``unmarked`` is the point of a line that has too many to mark: it shows when it is chosen.
    """

    rect: QRectF
    fact_id: str
    derived: str = ""
    series: str = ""
    lit: bool = False
    unmarked: PointInk | None = None


@dataclass
class Drawing:
    """Collects items while a picture is laid out.

    ``marks`` are those a legend must explain, and ``ways`` tells of those that only points have
    whether they go "up" or "along".
    """

    items: list[Item] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    traces: list[TraceHits] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    ways: dict[str, str] = field(default_factory=dict)
    refs: dict[str, int] = field(default_factory=dict)
    first_ref: int = 1
    known: Mapping[str, int] = field(default_factory=dict)

    def reference(self, fact_id: str) -> int:
        """Return a fact's reference number; they count in the order of reading."""
        if fact_id not in self.refs:
            new = self.first_ref + len(self.refs.keys() - self.known.keys())
            self.refs[fact_id] = self.known.get(fact_id, new)
        return self.refs[fact_id]

    def use(self, mark: str, bound: str = "", way: Literal["", "up", "along"] = "") -> None:
        """Remember that a mark is used, for which bound, and which way if by a point."""
        known = self.ways.get(mark, way)
        self.ways[mark] = way if known and way else ""
        self.marks[mark] = bound if self.marks.get(mark, bound) == bound else "both"


class Frame(Struct, frozen=True):
    """Where panels of one column stand: the column, its names' width, and how tight it is.

    While ``measuring``, what does not add to a panel's height need not be placed.
    """

    sheet: Sheet
    left: float
    width: float
    names: float
    tight: bool = False
    logarithmic: bool = False
    measuring: bool = False

    @property
    def start(self) -> float:
        """Where bars begin."""
        return self.left + self.names + self.sheet.px(10)

    @property
    def right(self) -> float:
        """Where the column ends."""
        return self.left + self.width

    @property
    def bar(self) -> float:
        """How thick a bar is."""
        return self.sheet.px(17 if self.tight else 19)

    @property
    def gap(self) -> float:
        """The space between rows."""
        return self.sheet.px(4 if self.tight else 8)
