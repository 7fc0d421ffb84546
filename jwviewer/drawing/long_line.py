"""A long line over time, cut to what a plot shows of it: at most two points a pixel."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from jwviewer.drawing.pyramid import Array, Pyramid
from jwviewer.drawing.trace_plot import CROWDED


class Cut(NamedTuple):
    """Points to draw, and which strokes between them are sure and which are not."""

    x: Array
    y: Array
    sure: Array
    weak: Array


class LongLine:
    """Points in order of time; ``joined`` tells which have no gap before the next one."""

    def __init__(self, x: Array, y: Array, exact: Array, joined: Array) -> None:
        self.x, self.y = x, y
        self._exact, self._joined = exact, joined
        self._pyramid = Pyramid(y)
        self._inexact = np.r_[0, np.cumsum(~exact)]

    def inside(self, low: float, high: float) -> tuple[int, int]:
        """Return where the points from one moment to another begin and end."""
        start, end = self.x.searchsorted(low, "left"), self.x.searchsorted(high, "right")
        return int(start), int(end)

    def cut(self, low: float, high: float, pixels: int) -> Cut:
        """Return what is drawn between two moments, with what leads in and out.

        Where points crowd, each pixel has the least and the most of its own.
        """
        start, end = self.inside(low, high)
        start, end = max(start - 1, 0), min(end + 1, len(self.x))
        if end - start <= CROWDED * pixels:
            joined = self._joined[start : end - 1]
            exact = self._exact[start:end]
            sure = joined & exact[:-1] & exact[1:]
            return Cut(self.x[start:end], self.y[start:end], sure, joined & ~sure)
        return self._reduced(start, end, low, high, pixels)

    def nearest(self, x: float, y: float, reach: tuple[float, float]) -> tuple[int, float]:
        """Return the nearest point and how far it is, in units of ``reach``; (-1, inf) for none."""
        start, end = self.inside(x - reach[0], x + reach[0])
        if start == end:
            return -1, np.inf
        apart = np.hypot((self.x[start:end] - x) / reach[0], (self.y[start:end] - y) / reach[1])
        place = int(apart.argmin())
        return (start + place, float(apart[place])) if apart[place] <= 1 else (-1, np.inf)

    def _reduced(self, start: int, end: int, low: float, high: float, pixels: int) -> Cut:
        walls = low + (high - low) / pixels * np.arange(1, pixels)
        edges = np.unique(np.r_[start, start + self.x[start:end].searchsorted(walls), end])
        firsts, lasts = edges[:-1], edges[1:] - 1
        least, most = self._pyramid.ends(edges)
        exact = self._inexact[edges[1:]] == self._inexact[edges[:-1]]
        falls = self.y[firsts] > self.y[lasts]
        x = np.repeat((self.x[firsts] + self.x[lasts]) / 2, 2)
        y = np.stack([np.where(falls, most, least), np.where(falls, least, most)], 1).reshape(-1)
        # Within a pixel all is one stroke; between two, as their nearest points are joined.
        joined = np.ones(len(x) - 1, np.bool_)
        joined[1::2] = self._joined[lasts[:-1]]
        both = np.repeat(exact, 2)
        sure = joined & both[:-1] & both[1:]
        return Cut(x, y, sure, joined & ~sure)
