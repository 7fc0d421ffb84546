"""What lies over a painted timeline on screen: grips of the period, outlines, hover texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from jwviewer.drawing.hover import hover_text
from jwviewer.drawing.timeline import TimelineBody
from jwviewer.drawing.timeline_crowd import CrowdBody
from jwviewer.drawing.timeline_layout import period_rect
from jwviewer.language import tr
from jwviewer.queries.timeline_words import words_of

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

MOST_HOVERED = 6
"""How many facts of a strip a hover text lists."""


def paint_over(
    painter: QPainter, body: TimelineBody | CrowdBody, hovered: str | None, cursor: str | None
) -> None:
    """Paint the grips of the chosen period and the outlines of pointer and keyboard."""
    layout, sheet = body.layout, body.sheet
    line = sheet.theme.line
    band = period_rect(layout, body.state.selection.period)
    if band is not None:
        painter.setPen(sheet.pen(sheet.theme.surface["pane"], 1))
        painter.setBrush(line["period"])
        for x in (band.left(), band.right()):
            # On the axis, where they cover no label.
            painter.drawRoundedRect(QRectF(x - 3.5, band.bottom() - 9, 7, 16), 3.5, 3.5)
    _paint_thumb(painter, body, layout.lanes_rect, layout.content, layout.scroll)
    if layout.tray is not None:
        _paint_thumb(painter, body, layout.tray.rect, layout.tray.content, layout.tray.scroll)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for fact_id, style in ((hovered, Qt.PenStyle.SolidLine), (cursor, Qt.PenStyle.DashLine)):
        outline = _outline(body, fact_id)
        if outline is not None:
            painter.setPen(sheet.pen(line["focus"], 1.4, style))
            painter.drawRoundedRect(outline.adjusted(-4, -1.5, 4, 1.5), 6, 6)


def tip_at(body: TimelineBody | CrowdBody, at: QPointF) -> str:
    """Return what hovering at a point tells, as plain text; "" for nothing."""
    dossier, layout = body.state.dossier, body.layout
    told = _tip_in_rows(body, at) if isinstance(body, CrowdBody) else _tip_in_lanes(body, at)
    if told:
        return told
    if layout.axis_rect.contains(at) and at.x() < layout.plot.left() and any(layout.beyond):
        before, after = layout.beyond
        return tr("{before} facts earlier than shown, {after} later", before=before, after=after)
    fact_id = body.fact_at(at)
    return hover_text(dossier, fact_id, dict(body.state.articles)) if fact_id else ""


def _tip_in_lanes(body: TimelineBody, at: QPointF) -> str:
    """Return what a lane tells at a point: its name, or several facts of its strip."""
    layout = body.layout
    for box in layout.lanes:
        if not (box.rect.contains(at) and layout.lanes_rect.contains(at)):
            continue
        if at.x() < layout.plot.left():
            return body.shown.timeline.lanes[box.lane].full_title
        crowd = body.facts_in_strip(box, at)
        if len(crowd) > 1:
            return _crowd_words(body.state.dossier, crowd[:MOST_HOVERED], len(crowd))
    return ""


def _tip_in_rows(body: CrowdBody, at: QPointF) -> str:
    """Return what a crowded row tells at a point: its name, or several facts of its band."""
    layout, line = body.layout, body.shown.timeline
    number = layout.row_at(at.y())
    if number is None:
        return ""
    if at.x() < layout.plot.left():
        return body.row_words(number)
    items = body.items_in_band(at)
    if len(items) < 2:
        return ""
    ids = tuple(line.fact_id(item) for item in items[:MOST_HOVERED].tolist())
    return _crowd_words(body.state.dossier, ids, len(items))


def _crowd_words(dossier: Dossier, ids: tuple[str, ...], count: int) -> str:
    labels = [words_of(dossier, fact_id).plain for fact_id in ids]
    more = count - len(labels)
    return "\n".join([*labels, tr("+{count} more", count=f"{more:,}")] if more else labels)


def _paint_thumb(
    painter: QPainter, body: TimelineBody | CrowdBody, window: QRectF, content: float, scroll: float
) -> None:
    """Paint where in its content a scrolled part is; nothing where all of it can be seen."""
    if content <= window.height() + 1:
        return
    share = window.height() / content
    top = window.top() + scroll * share
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(body.sheet.theme.line["strong"])
    painter.drawRoundedRect(QRectF(window.right() - 4, top, 4, window.height() * share), 2, 2)


def _outline(body: TimelineBody | CrowdBody, fact_id: str | None) -> QRectF | None:
    if fact_id is None:
        return None
    layout = body.layout
    rects = [placed.outline for placed in layout.placed() if placed.fact_id == fact_id]
    cells = layout.tray.cells if layout.tray else ()
    rects += [cell.rect for cell in cells if cell.fact_id == fact_id]
    return next((rect for rect in rects if rect.bottom() <= layout.size.height()), None)
