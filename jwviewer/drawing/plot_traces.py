"""The long lines of a zoomed series, for the one door to pyqtgraph.

They are cut anew for every range, so that a frame costs by pixels and not by points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPen

from jwviewer.drawing.long_line import LongLine
from jwviewer.drawing.pyramid import Array

if TYPE_CHECKING:
    from jwviewer.queries.metric_view import Trace

REACH = 10
"""How far (in pixels) the mouse may be from a point that it means."""
# One pixel wide: Qt strokes wider lines several times as slowly.
WIDTH = 1


class TraceCurves:
    """Curves of long lines in a plot; ``moment`` and ``height`` place days and values in it."""

    def __init__(self, pg: Any, plot: Any) -> None:
        self._pg, self._plot = pg, plot
        self._lines: list[tuple[LongLine, Array, Any, Any]] = []

    def clear(self) -> None:
        """Forget the lines; their curves have left the plot with everything else."""
        self._lines = []

    def show(
        self,
        traces: Sequence[Trace],
        colours: Sequence[QColor],
        moment: Callable[[Array], Array],
        height: Callable[[Array], Array],
    ) -> None:
        """Put lines into the plot, which are drawn once ``draw`` tells what of them is seen."""
        for trace, colour in zip(traces, colours, strict=True):
            line = LongLine(
                np.asarray(moment(trace.middles), np.float64),
                np.asarray(height(trace.values), np.float64), trace.exact, trace.joined,
            )  # fmt: skip
            curves = []
            for style in (Qt.PenStyle.SolidLine, Qt.PenStyle.DotLine):
                pen = QPen(colour, WIDTH, style)
                pen.setCosmetic(True)
                curves.append(self._pg.PlotCurveItem(pen=pen))
                self._plot.addItem(curves[-1], ignoreBounds=True)
            self._lines.append((line, trace.rows, *curves))

    def count(self, low: float, high: float) -> int:
        """Return how many points lie between two moments."""
        ends = (line.inside(low, high) for line, *_ in self._lines)
        return sum(end - start for start, end in ends)

    def draw(self, low: float, high: float) -> None:
        """Draw what lies between two moments."""
        pixels = max(int(self._plot.getViewBox().width()), 1)
        for line, _, solid, dotted in self._lines:
            cut = line.cut(low, high, pixels)
            for curve, strokes in ((solid, cut.sure), (dotted, cut.weak)):
                if strokes.any():
                    connect = np.r_[strokes, False].astype(np.int32)
                    curve.setData(x=cut.x, y=cut.y, connect=connect)
                else:
                    curve.clear()

    def at(self, scene: QPointF) -> int:
        """Return the row of the figure at a place of the plot's scene, -1 for none."""
        box = self._plot.getViewBox()
        if not box.sceneBoundingRect().contains(scene):
            return -1
        place = box.mapSceneToView(scene)
        width, height = box.viewPixelSize()
        reach = (REACH * width, REACH * height)
        found = []
        for line, rows, *_ in self._lines:
            point, apart = line.nearest(place.x(), place.y(), reach)
            if point >= 0:
                found.append((apart, int(rows[point])))
        return min(found)[1] if found else -1

    def places_of(self, row: int) -> list[tuple[float, float]]:
        """Return where the point of a row is."""
        return [
            (float(line.x[at]), float(line.y[at]))
            for line, rows, *_ in self._lines
            for at in np.flatnonzero(rows == row)
        ]
