"""What a crowded timeline shows around a view: good for many steps of panning and scrolling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPixmap

from jwviewer.drawing.time_scale import TimeScale, View
from jwviewer.drawing.timeline_bands import (
    Bands,
    Marks,
    Strip,
    ramp,
    strip_image,
    thin_marks,
)
from jwviewer.drawing.timeline_callouts import (
    FEW,
    Caller,
    candidates,
    cell_level,
    distinct,
    marks_of,
)
from jwviewer.drawing.timeline_layout import Placed
from jwviewer.drawing.timeline_packing import POINT
from jwviewer.queries.timeline import NO_ITEMS, Flags, Floats, Ints

if TYPE_CHECKING:
    from jwviewer.drawing.date_axis import Axis
    from jwviewer.drawing.theme import CompanyColours
    from jwviewer.drawing.timeline_rows import RowSizes
    from jwviewer.drawing.timeline_stage import Stage, Told
    from jwviewer.queries.timeline import Timeline
    from jwviewer.queries.timeline_rows import Row
    from jwviewer.queries.timeline_tables import Counts, Tables
    from jwviewer.queries.timeline_words import Words

BESIDE = 0.5
"""How much of a view's width is made ready on each side of it."""
OWN_SHARE = 0.6
"""How much of a band a company's own facts have where it also holds shared ones."""
THIN = 0.3
"""Up to so many facts per pixel of width, a row's band shows each of them."""


class Scene:
    """Labels and bands of some rows, in pixels of the view that the scene was made for.

    Downwards pixels count from the top of all rows, whatever is scrolled. ``colours`` are those
    of each label; ``finished`` tells that no label had to wait for another frame. What paints
    a scene keeps its ``backdrop`` here once the scene was ``shown`` before.
    """

    def __init__(
        self, scale: TimeScale, first: int, rows: tuple[Row, ...], sizes: RowSizes,
        labels: list[Placed], colours: list[CompanyColours], bands: Bands, finished: bool,
    ) -> None:  # fmt: skip
        self.scale, self.first, self.rows, self.sizes = scale, first, rows, sizes
        self._grid: list[tuple[str, Floats]] | None = None
        self.shown = False
        self.backdrop: QPixmap | None = None
        self.labels, self.colours = labels, colours
        self.bands, self.finished = bands, finished
        self.outlines = [_whole(placed.outline) for placed in labels]
        self._row = np.array([int(p.mark.center().y() / sizes.height) for p in labels], np.int32)
        x = [
            (
                min(p.spot.x, p.spot.mark.x0) if p.spot.mark.body is POINT else p.spot.x,
                max(p.spot.x + p.spot.block.width, p.spot.mark.x1 if p.spot.mark.body is POINT
                    else p.spot.x),
                p.spot.mark.in1, p.spot.inside,
            )
            for p in labels
        ]  # fmt: skip
        self._x = np.array(x, np.float64).reshape(-1, 4)

    def covers(self, left: float, right: float, first: int, end: int) -> bool:
        """Tell whether the scene reaches from pixel to pixel and holds rows up to ``end``."""
        across = self.scale.left <= left + 0.5 and right - 0.5 <= self.scale.right
        return across and self.first <= first and end <= self.first + len(self.rows)

    def told(self, left: float, right: float, rows: range) -> list[int]:
        """Return the numbers of the labels of some rows that lie whole between two pixels.

        A label on its mark moves along it, as far as the mark goes.
        """
        begin, end, most, inside = self._x.T
        width = end - begin
        seen = (begin >= left) & (end <= right)
        seen |= (inside > 0) & (begin < left) & (left + 8 + width <= np.minimum(most, right))
        seen &= (self._row >= rows.start) & (self._row < rows.stop)
        return np.flatnonzero(seen).tolist()

    def grid(self, axis: Callable[[TimeScale], Axis]) -> list[tuple[str, Floats]]:
        """Return the lines of the axis over all rows, which stop at labels: inks, rectangles."""
        if self._grid is None:
            cells = axis(self.scale)
            majors = {cell.start for cell in cells.major}
            x = np.array([cell.x0 for cell in cells.minor], np.float64)
            strong = np.array([cell.start in majors for cell in cells.minor], np.bool_)
            free = np.ones((len(self.rows), len(x)), np.bool_)
            met = (x >= self._x[:, 0, None] - 3) & (x <= self._x[:, 1, None] + 3)
            label, line = np.nonzero(met)
            free[self._row[label] - self.first, line] = False
            self._grid = [
                (name, self._uprights(free, x, which))
                for name, which in (("line", ~strong), ("strong", strong))
            ]
        return self._grid

    def _uprights(self, free: Flags, x: Floats, which: Flags) -> Floats:
        row, line = np.nonzero(np.broadcast_to(which, free.shape))
        rects = np.empty((len(row), 4))
        short = ~free[row, line]
        height, band = self.sizes.height, self.sizes.band_top
        rects[:, 0], rects[:, 2] = np.round(x[line]), 1
        rects[:, 1] = (row + self.first) * height + np.where(short, band, 0)
        rects[:, 3] = np.where(short, height - band, height)
        return rects


def _whole(rect: QRectF) -> QRectF:
    """Return a rectangle of whole pixels around one, with a little air."""
    return QRectF(rect.adjusted(-2, -2, 2, 2).toAlignedRect())


class SceneMaker(Struct, frozen=True):
    """What a scene is made from; ``first`` are the items of lanes that come before others."""

    stage: Stage
    tables: Tables
    line: Timeline
    words: Callable[[str], Words]
    sizes: RowSizes
    colours: Callable[[Row], tuple[CompanyColours, CompanyColours]]
    first: Callable[[tuple[int, int]], Ints]

    def make(
        self, scale: TimeScale, view: View, first: int, rows: tuple[Row, ...], old: Scene | None
    ) -> Scene:
        """Return the scene of rows, the first of which has number ``first``.

        ``scale`` is wider than ``view`` by what is made ready beside it. What was not finished
        in the ``old`` scene of the same rows and scale were only labels.
        """
        labels: list[Placed] = []
        hues: list[CompanyColours] = []
        totals = self.tables.counts((row.parts for row in rows), view.lo, view.hi)
        for number, (row, total) in enumerate(zip(rows, totals, strict=True), first):
            first_of_all = np.concatenate([NO_ITEMS, *map(self.first, row.parts)])
            forced = tuple(first_of_all.tolist())
            key = (scale, view, number, row, self.sizes, forced)
            told = self.stage.told.get(key)
            if told is None:
                told = self._told(scale, view, number, row, total, first_of_all)
                if not self.stage.unfinished:
                    self.stage.told.put(key, told)
            labels += told[0]
            hues += told[1]
        bands = old.bands if old is not None else self._bands(scale, view, rows)
        return Scene(scale, first, rows, self.sizes, labels, hues, bands, not self.stage.unfinished)

    def _told(
        self, scale: TimeScale, view: View, number: int, row: Row, total: int, first: Ints
    ) -> Told:
        """Return the labels of a row of ``total`` facts in view, those of ``first`` before all."""
        line, level = self.line, cell_level(self.stage.sheet, scale)
        caller = Caller(self.stage, line, self.words, scale, view, self.sizes)
        few = FEW * self.sizes.label_rows
        tracks = [self.tables.track(*lanes) for lanes in row.parts]
        found = candidates(tracks, line, level, scale.view.lo, scale.view.hi, total <= few)
        items = distinct(np.concatenate([first, found]))
        marks = marks_of(items, line, scale, self.stage.sheet)
        placed = caller.place(marks, number * self.sizes.height, frozenset(first.tolist()))
        own, shared = self.colours(row)
        return placed, [shared if line.lane[one.item] < row.own[0] else own for one in placed]

    def _bands(self, scale: TimeScale, view: View, rows: tuple[Row, ...]) -> Bands:
        lo, hi, height = scale.view.lo, scale.view.hi, self.sizes.band
        most = THIN * view.span * scale.per_day
        strips: list[Strip] = []
        parts: list[tuple[Ints, Ints, float, int]] = []
        palette: list[QColor] = []
        totals = self.tables.counts((row.parts for row in rows), view.lo, view.hi)
        for number, (row, total) in enumerate(zip(rows, totals, strict=True)):
            top = number * height
            hues = [hue.mark for hue in self.colours(row)]
            split = height * OWN_SHARE if len(row.parts) > 1 else height
            for lanes in row.parts:
                shared = lanes == row.shared
                if total > most:
                    part = (split, height - split) if shared else (0.0, split)
                    strips.append(Strip(lanes, hues[shared], top + part[0], part[1]))
                    continue
                track = self.tables.track(*lanes)
                alive = track.alive(lo, hi)
                parts.append((track.items[alive], alive, top, len(palette)))
                palette.append(hues[shared])
        marks = tuple(self._thin(parts, palette, scale))
        image = self._image(strips, scale) if strips else None
        return Bands(scale, height, len(rows), marks, tuple(strips), image)

    def _thin(
        self, parts: list[tuple[Ints, Ints, float, int]], palette: list[QColor], scale: TimeScale
    ) -> Iterator[Marks]:
        if not parts:
            return
        items = np.concatenate([part[0] for part in parts])
        places = np.concatenate([part[1] for part in parts])
        lengths = [len(part[0]) for part in parts]
        tops = np.repeat([part[2] for part in parts], lengths)
        colours = np.repeat([part[3] for part in parts], lengths)
        yield from thin_marks(
            items, places, tops, colours, palette, self.line, scale, self.stage.sheet,
            self.sizes.band,
        )  # fmt: skip

    def _image(self, strips: list[Strip], scale: TimeScale) -> QImage:
        counts = columns_of(self.tables, [strip.lanes for strip in strips], scale)
        return strip_image(counts, [ramp(strip.colour) for strip in strips])


def columns_of(tables: Tables, tracks: list[tuple[int, int]], scale: TimeScale) -> Counts:
    """Return how many facts each track has in each column, a pixel wide, of a scale."""
    columns = max(round(scale.right - scale.left), 1)
    step = scale.view.span / columns
    edges = scale.view.lo + np.arange(columns + 1, dtype=np.float64) * step
    return tables.columns(tracks, edges)


def widened(scale: TimeScale, beside: float) -> TimeScale:
    """Return a scale that goes on to both sides, by whole pixels."""
    more = float(round((scale.right - scale.left) * beside))
    days = more / scale.per_day
    return TimeScale(
        View(scale.view.lo - days, scale.view.hi + days), scale.left - more, scale.right + more
    )
