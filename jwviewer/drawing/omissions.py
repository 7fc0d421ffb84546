"""What the sources do not say, as a list for a figure."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from jwviewer.dossier.text import visible
from jwviewer.drawing.body import LegendEntry
from jwviewer.drawing.sheet import Sheet
from jwviewer.language import tr
from jwviewer.session import State

_INDENT = 14.0
_BETWEEN = 6.0


class OmissionsBody:
    """As many omissions as the size holds; the rest is counted at the end. See Body."""

    fact_ids: tuple[str, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    notes: tuple[str, ...] = ()

    def __init__(self, state: State, sheet: Sheet, size: QSizeF) -> None:
        self._sheet = sheet
        line, gap = sheet.line("small"), sheet.px(_BETWEEN)
        width = size.width() - sheet.px(_INDENT)
        labels = [" ".join(visible(o.label).split()) for o in state.dossier.omissions]
        wrapped = [sheet.wrap(label, width, "small") for label in labels]
        heights = [len(lines) * line + gap for lines in wrapped]
        shown = len(wrapped)
        while (
            shown and sum(heights[:shown]) + (line if shown < len(wrapped) else 0) > size.height()
        ):
            shown -= 1
        self._items = wrapped[:shown]
        left = len(wrapped) - shown
        self._more = tr("… and {count} more", count=left) if left and shown else ""
        if left and not shown:
            self._more = tr("{count} things, without room here", count=left)
        self.height = sum(heights[:shown]) + (line if self._more else 0)

    def paint(self, painter: QPainter) -> None:
        """Paint at the origin."""
        sheet, ink = self._sheet, self._sheet.theme.ink
        line, indent, top = sheet.line("small"), sheet.px(_INDENT), 0.0
        for lines in self._items:
            painter.setPen(sheet.pen(ink["dim"], 1.4))
            painter.drawEllipse(QPointF(sheet.px(4), top + line / 2), sheet.px(3), sheet.px(3))
            for text in lines:
                rect = QRectF(indent, top, sheet.width(text, "small"), line)
                sheet.text(painter, rect, text, "small")
                top += line
            top += sheet.px(_BETWEEN)
        if self._more:
            rect = QRectF(indent, top, sheet.width(self._more, "small"), line)
            sheet.text(painter, rect, self._more, "small", ink["dim"])


def omissions_body(state: State, sheet: Sheet, size: QSizeF) -> OmissionsBody:
    """Lay out what the sources do not say."""
    return OmissionsBody(state, sheet, size)
