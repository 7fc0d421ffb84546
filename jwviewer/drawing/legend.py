"""The legend of a figure: a sample of each mark and its meaning, flowing over lines."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from jwviewer.drawing.body import LegendEntry
from jwviewer.drawing.sheet import Sheet

SAMPLE_WIDTH = 24.0
SAMPLE_HEIGHT = 9.0
_GAP = 6.0
_BETWEEN = 20.0
LEADING = 1.2


class _Placed(Struct, frozen=True):
    entry: LegendEntry
    at: QPointF
    lines: tuple[str, ...]


class Legend:
    """Legend entries laid out in a width; a text too long for one line is wrapped, never cut."""

    def __init__(self, entries: Sequence[LegendEntry], sheet: Sheet, width: float) -> None:
        self._sheet = sheet
        self._placed: list[_Placed] = []
        left, top, row = 0.0, 0.0, _line(sheet)
        sample, between = sheet.px(SAMPLE_WIDTH + _GAP), sheet.px(_BETWEEN)
        for entry in entries:
            lines = tuple(sheet.wrap(entry.text, max(width - sample, sheet.px(20)), "tiny"))
            needed = sample + max(sheet.width(line, "tiny") for line in lines)
            if left and left + needed > width:
                left, top, row = 0.0, top + row, _line(sheet)
            self._placed.append(_Placed(entry, QPointF(left, top), lines))
            row = max(row, len(lines) * _line(sheet))
            left += needed + between
        self.height = top + row if self._placed else 0.0

    def paint(self, painter: QPainter) -> None:
        """Paint at the origin."""
        sheet, line = self._sheet, _line(self._sheet)
        width, height = sheet.px(SAMPLE_WIDTH), sheet.px(SAMPLE_HEIGHT)
        for placed in self._placed:
            sample = QRectF(placed.at.x(), placed.at.y() + (line - height) / 2, width, height)
            paint_sample(painter, sample, placed.entry.mark, sheet)
            left = placed.at.x() + width + sheet.px(_GAP)
            for number, text in enumerate(placed.lines):
                rect = QRectF(left, placed.at.y() + number * line, sheet.width(text, "tiny"), line)
                sheet.text(painter, rect, text, "tiny", sheet.theme.ink["dim"])


def _line(sheet: Sheet) -> float:
    return sheet.line("tiny") * LEADING


def paint_sample(painter: QPainter, rect: QRectF, mark: str, sheet: Sheet) -> None:
    """Draw a mark's sample in the neutral colour."""
    from jwviewer.drawing.swatches import paint_mark
    from jwviewer.drawing.timeline_marks import TIMELINE_MARKS, paint_timeline_mark

    painter.save()
    paint = paint_timeline_mark if mark in TIMELINE_MARKS else paint_mark
    paint(painter, rect, mark, sheet, sheet.theme.ink["dim"])
    painter.restore()
