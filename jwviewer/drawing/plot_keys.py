"""The names of the lines of a plot, each beside its marker, over the plot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from jwviewer.drawing.mark_shapes import MARKERS, Markers, PointShape
from jwviewer.drawing.metrics_items import PointInk

if TYPE_CHECKING:
    from jwviewer.drawing.plot_area import Plot
    from jwviewer.queries.metric_view import Line, Trace


def lay_keys(plot: Plot, lines: Sequence[Line | Trace], top: float) -> float:
    """Name lines where there are several; return where the names end."""
    if len(lines) < 2:
        return top
    sheet, frame = plot.sheet, plot.frame
    x, height = frame.start, sheet.line()
    for number, line in enumerate(lines):
        room = frame.right - frame.start - sheet.px(16)
        texts = sheet.wrap(line.label, room)
        width = sheet.px(16) + max(sheet.width(text) for text in texts)
        if x > frame.start and x + width > frame.right:
            x, top = frame.start, top + height
        centre = QPointF(x + sheet.px(6), top + height / 2)
        shape = PointShape(centre, sheet.px(4.5), marker=marker_of(lines, number))
        plot.drawing.items.append(PointInk(shape, line.company_id, ""))
        for extra, text in enumerate(texts):
            rect = QRectF(x + sheet.px(16), top + extra * height, sheet.width(text), height)
            plot.words(rect, text, "body", "company", company_id=line.company_id)
        top += (len(texts) - 1) * height
        x += width + sheet.px(18)
    return top + height


def marker_of(lines: Sequence[Line | Trace], number: int) -> Markers:
    """Companies differ by colour, several measures of one company by their markers."""
    company = lines[number].company_id
    before = sum(line.company_id == company for line in lines[:number])
    return MARKERS[before % len(MARKERS)]
