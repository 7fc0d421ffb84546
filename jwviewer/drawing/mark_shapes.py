"""How a number with its bound looks as a bar and as a point: pure geometry.

A test can ask a shape whether anything but an exact number ends like one.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF

from jwviewer.dossier.quantity import Quantity
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.value_axis import ValueAxis

End = Literal["flat", "arrow", "notch", "fade", "range"]
Markers = Literal["circle", "square", "diamond", "triangle"]
MARKERS: tuple[Markers, ...] = ("circle", "square", "diamond", "triangle")
SHORTEST_TAIL = 12
"""How far (at scale 1) the tail of an approximate number reaches beyond its point at least."""


class BarShape(Struct, frozen=True):
    """A bar: what is surely reached, what is only possible, and how it ends.

    ``soft`` runs from opacity ``full`` to ``faded``; ``tip`` is an arrow or the notch of an
    open bar. ``value`` is the pixel of the number printed.
    """

    solid: QRectF
    end: End
    value: float
    soft: QRectF | None = None
    full: float = 1.0
    faded: float = 0.0
    tip: tuple[QPointF, ...] = ()

    @property
    def right(self) -> float:
        """Where the drawing ends, in pixels."""
        ends = [self.solid.right(), *(p.x() for p in self.tip)]
        return max(ends if self.soft is None else [*ends, self.soft.right()])


def bar_shape(
    quantity: Quantity, axis: ValueAxis, top: float, height: float, sheet: Sheet
) -> BarShape:
    """Return the bar of a number that is not negative, on a horizontal linear axis."""
    zero, value = axis.at(0.0), axis.at(float(quantity.value))
    least = sheet.px(7)

    def solid(right: float) -> QRectF:
        return QRectF(zero, top, max(right - zero, 0.0), height)

    match drawn_bound(quantity):
        case "gt" | "ge":
            reach = arrow_length(height)
            tip = (
                QPointF(value, top),
                QPointF(value + reach, top + height / 2),
                QPointF(value, top + height),
            )
            return BarShape(solid(value), "arrow", value, tip=tip)
        case "lt" | "le":
            end = max(value, zero + least)
            notch = (
                QPointF(end, top),
                QPointF(max(end - arrow_length(height), zero), top + height / 2),
                QPointF(end, top + height),
            )
            return BarShape(solid(end), "notch", value, tip=notch)
        case "eq":
            return BarShape(solid(value), "flat", value)
    low, high = (axis.at(end) for end in soft_ends(quantity))
    if high - low < least:
        # Nearer than the eye can tell: the soft end keeps a width that says it is one.
        low = {"nearly": value - least, "over-about": value, "range": low}.get(
            quantity.bound, value - least / 2
        )
        low = max(low, zero)
        high = low + least
    soft = QRectF(low, top, high - low, height)
    if quantity.bound == "range":
        return BarShape(solid(low), "range", value, soft, 0.35, 0.35)
    return BarShape(
        solid(low), "fade", value, soft, 0.92, 0.22 if quantity.bound == "nearly" else 0.0
    )


class PointShape(Struct, frozen=True):
    """A point: its centre, an arrow for a bound, and a soft stroke over what is possible.

    Open ones are hollow: what is printed is no exact number, nor one that it surely exceeds.
    """

    centre: QPointF
    radius: float
    arrow: QPointF | None = None
    stroke: tuple[QPointF, QPointF] | None = None
    range: bool = False
    open: bool = False
    marker: Markers = "circle"

    @property
    def plain(self) -> bool:
        """Whether it looks exact."""
        return self.arrow is None and self.stroke is None and not self.open

    def moved(self, aside: float) -> PointShape:
        """Return the same point further right, by so many pixels."""
        step = QPointF(aside, 0.0)
        return replace(
            self,
            centre=self.centre + step,
            arrow=self.arrow and self.arrow + step,
            stroke=self.stroke and (self.stroke[0] + step, self.stroke[1] + step),
        )

    @property
    def box(self) -> QRectF:
        """What the drawing covers."""
        r = self.radius * 1.25
        box = QRectF(self.centre.x() - r, self.centre.y() - r, 2 * r, 2 * r)
        for end in ((self.arrow,) if self.arrow else ()) + (self.stroke or ()):
            box = box.united(QRectF(end.x() - r, end.y() - r, 2 * r, 2 * r))
        return box


def point_shape(
    quantity: Quantity,
    axis: ValueAxis,
    across: float,
    sheet: Sheet,
    *,
    upright: bool = True,
    radius: float = 4.5,
    marker: Markers = "circle",
) -> PointShape:
    """Return the point of a number; ``across`` is its pixel on the other axis."""

    def place(along: float) -> QPointF:
        return QPointF(across, along) if upright else QPointF(along, across)

    size = sheet.px(radius)
    value = axis.at(float(quantity.value))
    rising = 1.0 if axis.length >= 0 else -1.0
    reach = size + sheet.px(11)
    match drawn_bound(quantity):
        case "eq":
            return PointShape(place(value), size, marker=marker)
        case "gt" | "ge":
            return PointShape(
                place(value), size, arrow=place(value + rising * reach), marker=marker
            )
        case "lt" | "le":
            return PointShape(
                place(value), size, arrow=place(value - rising * reach), open=True, marker=marker
            )
    low, high = (axis.at(end) for end in soft_ends(quantity))
    # As long as an arrow: what reaches less far beyond the point is taken for a speck.
    least = size + sheet.px(SHORTEST_TAIL)
    if quantity.bound in ("nearly", "about") and abs(value - low) < least:
        low = value - rising * least
    if quantity.bound in ("over-about", "about") and abs(high - value) < least:
        high = value + rising * least
    if quantity.bound == "range":
        if abs(high - low) < least:
            high = low + rising * least
        return PointShape(
            place((low + high) / 2),
            size,
            stroke=(place(low), place(high)),
            range=True,
            marker=marker,
        )
    return PointShape(
        place(value), size, stroke=(place(low), place(high)), open=True, marker=marker
    )


def drawn_bound(quantity: Quantity) -> str:
    """Return the bound to draw: an inherited one makes even a bare number no exact one."""
    return quantity.inferred_bound or "eq" if quantity.bound == "eq" else quantity.bound


def soft_ends(quantity: Quantity) -> tuple[float, float]:
    """Return between which values an approximate number or a range lies."""
    value = float(quantity.value)
    if drawn_bound(quantity) in ("eq", "gt", "ge", "lt", "le"):
        return value, value
    interval = quantity.interval
    low = value if interval.low is None else float(interval.low)
    high = value if interval.high is None else float(interval.high)
    return low, high


def arrow_length(height: float) -> float:
    """Return how far a bar's arrow reaches beyond the stated value."""
    return height * 0.62
