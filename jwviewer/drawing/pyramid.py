"""Least and most values of a long line over any stretch, quickly: what a pixel column spans."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
STEP = 8
"""How many values, or pairs of the level below, one pair stands for."""


class Pyramid:
    """Values in order, with the least and most of every STEP, STEP², … of them."""

    def __init__(self, values: Array) -> None:
        self._levels = [(values, values)]
        while len(self._levels[-1][0]) >= STEP:
            low, high = self._levels[-1]
            starts = np.arange(0, len(low), STEP)
            self._levels.append(
                (np.minimum.reduceat(low, starts), np.maximum.reduceat(high, starts))
            )

    def __len__(self) -> int:
        return len(self._levels[0][0])

    def ends(self, edges: Array) -> tuple[Array, Array]:
        """Return the least and most of the values between neighbouring edges (ascending).

        Every stretch ``edges[n] … edges[n+1]`` must hold at least one value.
        """
        edges = np.asarray(edges, np.int64)
        low = np.full(len(edges) - 1, np.inf)
        high = np.full(len(edges) - 1, -np.inf)
        starts, stops = edges[:-1], edges[1:]
        for lows, highs in self._levels:
            if not (starts < stops).any():
                break
            # What does not fill whole steps is looked at here, the rest one level up.
            inner, outer = -(-starts // STEP), stops // STEP
            whole = inner < outer
            _take(lows, highs, starts, np.where(whole, inner * STEP, stops), low, high)
            _take(lows, highs, np.where(whole, outer * STEP, stops), stops, low, high)
            starts, stops = np.where(whole, inner, 0), np.where(whole, outer, 0)
        return low, high


def _take(lows: Array, highs: Array, starts: Array, stops: Array, low: Array, high: Array) -> None:
    """Widen ``low`` and ``high`` by the values of some short stretches."""
    for step in range(int(np.max(stops - starts, initial=0))):
        at = starts + step
        inside = np.flatnonzero(at < stops)
        low[inside] = np.minimum(low[inside], lows[at[inside]])
        high[inside] = np.maximum(high[inside], highs[at[inside]])
