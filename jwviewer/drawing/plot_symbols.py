"""The points of a plot that can be zoomed: paths around the origin, in which bounds show."""

from __future__ import annotations

from PySide6.QtGui import QPainterPath, QTransform

POINT = 10
"""A plain point's side in pixels."""
SIDE = 46
"""The side in pixels of a point with an arrow or a tail, which need room."""
TAILS = {"nearly": (-1,), "over-about": (1,), "about": (-1, 1)}
"""On which sides of an approximate number its value may lie: below -1, above 1."""


def has_arrow(bound: str) -> bool:
    """Tell whether a bound is drawn as an arrow."""
    return bound in ("gt", "ge", "lt", "le")


def is_hollow(bound: str) -> bool:
    """Tell whether a point with this bound is hollow."""
    return bound not in ("eq", "gt", "ge")


def symbol_side(bound: str) -> int:
    """Return how large a point with this bound is, in pixels."""
    return POINT if bound == "eq" else SIDE


def symbol(bound: str) -> QPainterPath:
    """Return a point in a square one unit wide: with an arrow, a tail, or as a range's bar.

    Nothing reaches beyond half a unit from the middle, where it would be cut off.
    """
    radius = 0.45 * POINT / symbol_side(bound)
    path = QPainterPath()
    if bound == "range":
        path.addRect(-radius, -radius * 0.4, 2 * radius, radius * 0.8)
        return path
    path.addEllipse(-radius, -radius, 2 * radius, 2 * radius)
    if has_arrow(bound):
        arrow = QPainterPath()
        arrow.moveTo(0, -radius)
        for x, y in ((0.0, -0.48), (-0.1, -0.36), (0.0, -0.48), (0.1, -0.36), (0.0, -0.48)):
            arrow.lineTo(x, y)
        path.addPath(QTransform.fromScale(1, -1).map(arrow) if bound in ("lt", "le") else arrow)
    for side in TAILS.get(bound, ()):
        # Two thin lines side by side, for one in the middle would look like an arrow's shaft.
        for x in (-radius * 0.45, radius * 0.45):
            path.moveTo(x, -side * radius * 1.15)
            path.lineTo(x, -side * 0.4)
    return path


def cap() -> QPainterPath:
    """Return the short line that ends the stretch in which a value lies."""
    path = QPainterPath()
    path.moveTo(-0.5, 0)
    path.lineTo(0.5, 0)
    path.closeSubpath()
    return path
