"""Finds facts in a laid-out metrics picture, and what is at a place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from jwviewer.drawing.metrics_items import REACH, BarInk, Drawing, Hit, PointInk

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier


def hit_at(drawing: Drawing, dossier: Dossier, x: float, y: float) -> Hit | None:
    """Return the topmost fact at a place; on a long line the one that is nearest."""
    for hit in reversed(drawing.hits):
        if hit.rect.contains(x, y):
            return hit
    for traces in drawing.traces:
        place = traces.nearest(x, y)
        if place >= 0:
            fact_id = dossier.store["figures"]["figure_id"].cell(int(traces.rows[place]))
            return Hit(_box(float(traces.x[place]), float(traces.y[place])), fact_id)
    return None


def trace_box(drawing: Drawing, dossier: Dossier, fact_id: str) -> QRectF | None:
    """Return where a fact lies on a long line, or None."""
    if not drawing.traces:
        return None
    row = dossier.store["figures"].find(fact_id)
    for traces in drawing.traces:
        place = traces.place_of(row) if row >= 0 else -1
        if place >= 0:
            return _box(float(traces.x[place]), float(traces.y[place]))
    return None


def rect_of(drawing: Drawing, dossier: Dossier, fact_id: str) -> QRectF | None:
    """Return where a fact is told first, or None where it is not."""
    rows = [hit for hit in drawing.hits if hit.fact_id == fact_id]
    if rows:
        return min(rows, key=lambda hit: (not hit.lit, hit.rect.top())).rect
    return trace_box(drawing, dossier, fact_id)


def reach_of(drawing: Drawing, dossier: Dossier, fact_id: str, near: float) -> QRectF | None:
    """Return where a fact is told first, with its bar or point if that is no further than near."""
    told = rect_of(drawing, dossier, fact_id)
    if told is None:
        return None
    around = told.adjusted(0, -near, 0, near)
    for item in drawing.items:
        if isinstance(item, BarInk | PointInk) and item.fact_id == fact_id:
            ink = item.shape.solid if isinstance(item, BarInk) else item.shape.box
            if around.intersects(ink):
                told = told.united(ink)
    return told


def _box(x: float, y: float) -> QRectF:
    return QRectF(x - REACH, y - REACH, 2 * REACH, 2 * REACH)
