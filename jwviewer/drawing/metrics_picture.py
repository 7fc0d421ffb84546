"""A panel on screen, kept as a picture: painted anew is only what looks different from before."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion

from jwviewer.drawing.metrics_items import Band
from jwviewer.drawing.metrics_paint import reach

if TYPE_CHECKING:
    from jwviewer.dossier.columns import Ints
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.drawing.metrics_items import Drawing
    from jwviewer.drawing.metrics_paint import MetricsPainter
    from jwviewer.drawing.sheet import Sheet
    from jwviewer.queries.highlight import Flags

MOST_PIXELS = 1_200_000
"""Of a larger panel no picture is kept."""
CLOSE = 4.0
"""How far (at scale 1) a mark may reach beyond its own rectangle."""
NOTHING = np.empty(0, np.int64)
AROUND = 8.0
"""How many pixels the marks of a panel may reach beyond it."""


class PanelPicture:
    """Paints one laid-out panel from a picture of it.

    A choice is painted under and over the picture, and what a period dims is painted into it.
    """

    def __init__(
        self, drawing: Drawing, dossier: Dossier, sheet: Sheet, width: float, height: float
    ) -> None:
        self._drawing, self._dossier, self._sheet = drawing, dossier, sheet
        self._place = QRectF(-AROUND, -AROUND, width + 2 * AROUND, height + 2 * AROUND)
        self._picture: QPixmap | None = None
        self._dims: Flags = np.zeros(0, np.bool_)

    def paint(self, painter: QPainter, marks: MetricsPainter, clip: QRectF) -> None:
        """Paint at the origin what touches ``clip``."""
        ratio = painter.device().devicePixelRatioF()
        self.prepare(marks, ratio)
        if self._picture is None:
            marks.paint(painter, self._drawing, clip)
            return
        corner = self._place.topLeft()
        marks.paint_under(painter, self._drawing, self._bands)
        painter.drawPixmap(corner, self._picture)
        marks.paint_over(painter, self._drawing)

    def prepare(self, marks: MetricsPainter, ratio: float) -> bool:
        """Bring the picture up to date, unless it were too large; tell whether it was not."""
        size = (self._place.size() * ratio).toSize()
        if size.width() * size.height() > MOST_PIXELS:
            self._picture = None
            return False
        # Without a period nothing is dimmed, and no fact need be known.
        period, before = marks.highlight.selection.period, self._dims
        quiet = period is None and not before.any()
        self._dims = before[:0] if quiet else marks.highlight.dims(self._facts)
        picture = self._picture
        if picture is None or picture.devicePixelRatio() != ratio:
            picture = self._picture = QPixmap(size)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            self._draw(picture, marks, None)
            return True
        changed = NOTHING if quiet else _differing(self._dims, before)
        if len(changed):
            self._draw(picture, marks, changed)
        return bool(len(changed))

    def forget(self) -> None:
        """Let go of the picture; it is out of sight."""
        self._picture = None

    def _draw(self, picture: QPixmap, marks: MetricsPainter, changed: Ints | None) -> None:
        """Draw all, or what lies where some facts (by number) have their marks."""
        with QPainter(picture) as painter:
            painter.translate(-self._place.topLeft())
            if changed is None:
                marks.paint_still(painter, self._drawing.items)
                return
            parts = [rect for number in changed.tolist() for rect in self._marks[number]]
            region = QRegion()
            for part in parts:
                region += part
            painter.setClipRegion(region)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(self._place, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            around = [QRectF(part) for part in parts]
            items = zip(self._drawing.items, self._reaches, strict=True)
            marks.paint_still(
                painter, [item for item, far in items if any(map(far.intersects, around))]
            )

    @cached_property
    def _bands(self) -> list[Band]:
        return [item for item in self._drawing.items if isinstance(item, Band)]

    @cached_property
    def _reaches(self) -> list[QRectF]:
        return [reach(item, self._sheet) for item in self._drawing.items]

    @cached_property
    def _owned(self) -> dict[int, list[QRect]]:
        """Where the marks of each fact lie, by its position."""
        found: dict[int, list[QRect]] = {}
        known = self._dossier.positions
        for item in self._drawing.items:
            fact_id = getattr(item, "fact_id", "")
            if fact_id and fact_id in known:
                rect = reach(item, self._sheet, CLOSE).toAlignedRect()
                found.setdefault(known[fact_id], []).append(rect)
        return found

    @cached_property
    def _facts(self) -> Ints:
        return np.fromiter(self._owned, np.int32)

    @cached_property
    def _marks(self) -> list[list[QRect]]:
        return list(self._owned.values())


def _differing(dims: Flags, before: Flags) -> Ints:
    """Return which facts are dimmed otherwise than before, when none may have been."""
    return np.flatnonzero(dims != before if len(before) else dims)
