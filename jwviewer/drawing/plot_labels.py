"""Which values are written at the points of a zoomed series, and where they have room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF

FEW = 18
"""So many points in view are all labelled; of more, those with a bound and those near the mouse."""
MOST = 24
NEAR = 70
"""How far (in pixels, along time) the mouse may be from a point that it labels."""
GAP = 2


class Spot(Struct, frozen=True):
    """A point in view: where it is drawn and what it covers, in pixels, and its label's size."""

    number: int
    centre: QPointF
    box: QRectF
    size: QSizeF
    inexact: bool
    chosen: bool = False


def labelled(spots: Sequence[Spot], mouse_x: float | None) -> list[Spot]:
    """Return the points to label, those first that need it most."""
    if len(spots) <= FEW:
        near = list(spots)
    elif mouse_x is None:
        near = []
    else:
        near = [spot for spot in spots if abs(spot.centre.x() - mouse_x) <= NEAR]
        near.sort(key=lambda spot: abs(spot.centre.x() - mouse_x))
    first = [spot for spot in spots if spot.chosen]
    inexact = [spot for spot in spots if spot.inexact]
    found = {spot.number: spot for spot in (*first, *near[:FEW], *inexact)}
    # Where there is no room for all, bounds are told before exact numbers.
    return sorted(found.values(), key=lambda spot: (not spot.chosen, not spot.inexact))[:MOST]


def place_labels(
    wanted: Iterable[Spot], taken: Iterable[QRectF], area: QRectF
) -> dict[int, QPointF]:
    """Return where the labels stand, by the number of their point; without room there is none."""
    used = list(taken)
    found: dict[int, QPointF] = {}
    for spot in wanted:
        width, height = spot.size.width(), spot.size.height()
        x = min(max(spot.centre.x() - width / 2, area.left()), area.right() - width)
        middle = spot.centre.y() - height / 2
        corners = (
            QPointF(x, spot.box.top() - height - GAP),
            QPointF(x, spot.box.bottom() + GAP),
            QPointF(spot.box.right() + GAP, middle),
            QPointF(spot.box.left() - width - GAP, middle),
        )
        for corner in corners:
            rect = QRectF(corner, spot.size)
            if area.contains(rect) and not any(rect.intersects(other) for other in used):
                used.append(rect)
                found[spot.number] = corner
                break
    return found
