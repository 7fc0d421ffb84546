"""Lays out long lines: drawn by what a pixel holds, and answered by what is nearest."""

from __future__ import annotations

from datetime import date

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF

from jwviewer.drawing.metrics_items import (
    Band,
    Drawing,
    Frame,
    Rule,
    TraceHits,
    TraceInk,
    TraceLine,
)
from jwviewer.drawing.plot_area import LOG_AIR, Plot
from jwviewer.drawing.plot_keys import lay_keys
from jwviewer.drawing.pyramid import Array
from jwviewer.drawing.value_axis import ValueAxis
from jwviewer.queries.metric_view import Panel

CROWDED = 1.5
"""From so many points a pixel on, a line is drawn by the least and most of each pixel."""
DOTS_APART = 3.8
"""From dot to dot (at scale 1) where a line is not exact."""
SHORT = 1.5
"""How far, in pixels, a stretch of one point reaches to either side."""
SLACK = 1e-9
_Strokes = tuple[Array, Array, Array, Array, Array]
"""Points, between them which strokes are sure and which are not, and the line of each point."""


def lay_traces(drawing: Drawing, panel: Panel, frame: Frame, top: float) -> float:
    """Place a panel of long lines from ``top`` on; return where it ends."""
    return _Traces(drawing, panel, frame).lay(top)


class _Traces(Plot):
    def lay(self, top: float) -> float:
        frame, sheet, traces = self.frame, self.sheet, self.panel.traces
        keys = lay_keys(self, traces, top)
        below_title = self.title_line(keys if len(traces) > 1 else top)
        plot_top = max(below_title, keys) + sheet.px(12)
        height = sheet.px(96 if frame.tight else 132)
        low = min(float(trace.values.min()) for trace in traces)
        high = max(float(trace.values.max()) for trace in traces)
        axis = self.axis_over(
            [low * LOG_AIR if self.logarithmic else low], [high], plot_top, height,
            zero=False, grid=True,
        )  # fmt: skip
        bottom = self._time_axis(plot_top, height)
        if not frame.measuring:
            self._lines(axis, QRectF(frame.start, plot_top, frame.right - frame.start, height))
        return bottom + sheet.px(2)

    def _time_axis(self, top: float, height: float) -> float:
        """Draw the years along the bottom, as many as have room."""
        frame, sheet, traces = self.frame, self.sheet, self.panel.traces
        first = min(int(trace.first.min()) for trace in traces)
        last = max(int(trace.last.max()) for trace in traces) + 1
        start, length = frame.start + sheet.px(12), frame.right - frame.start - sheet.px(24)
        self.time = ValueAxis(first, last, start, length)
        y = top + height
        self.drawing.items.append(Band(QRectF(start, top, length, height), self.time))
        self.drawing.items.append(
            Rule(QPointF(frame.start, y), QPointF(frame.right, y), strong=True)
        )
        line, free = sheet.line("tiny"), frame.left
        for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
            day = date(year, 1, 1).toordinal()
            label = str(year)
            width = sheet.width(label, "tiny")
            x = self.time.at(day)
            left = min(max(x - width / 2, frame.start), frame.right - width)
            if first <= day < last and left >= free:
                self.drawing.items.append(
                    Rule(QPointF(x, y), QPointF(x, y + sheet.px(4)), strong=True)
                )
                self.words(QRectF(left, y + sheet.px(5), width, line), label)
                free = left + width + sheet.px(14)
        return y + sheet.px(5) + line

    def _lines(self, axis: ValueAxis, area: QRectF) -> None:
        traces = self.panel.traces
        sizes = [len(trace.rows) for trace in traces]
        middles = np.concatenate([trace.middles for trace in traces])
        values = np.concatenate([trace.values for trace in traces])
        x = self.time.start + self.time.length * _shares(self.time, middles)
        y = axis.start + axis.length * _shares(axis, values)
        gap = np.zeros(1, np.bool_)
        # All lines at once, with a gap behind each, for most of them are short.
        joined = np.concatenate([one for trace in traces for one in (trace.joined, gap)])[:-1]
        exact = np.concatenate([trace.exact for trace in traces])
        owner = np.repeat(np.arange(len(traces)), sizes)
        sure, weak = drawn(x, y, exact, joined, owner, self.sheet.px(DOTS_APART))
        lines = tuple(
            TraceLine(trace.company_id, sure.of(number), weak.of(number))
            for number, trace in enumerate(traces)
        )
        if len(weak.values):
            self.drawing.use("inexact-link")
        self.drawing.items.append(TraceInk(lines, area))
        self.drawing.traces.append(
            TraceHits(
                area, np.concatenate([trace.rows for trace in traces]), x, y, owner,
                tuple(trace.company_id for trace in traces),
            )
        )  # fmt: skip


class Parts(Struct, frozen=True):
    """Strokes or dots of several lines, line by line, and the number of the line of each."""

    values: Array
    owner: Array

    @classmethod
    def by_owner(cls, values: Array, owner: Array) -> Parts:
        """Return them line by line."""
        order = np.argsort(owner, kind="stable")
        return cls(values[order], owner[order])

    def of(self, number: int) -> Array:
        """Return those of one line."""
        first, end = np.searchsorted(self.owner, [number, number + 1])
        return self.values[first:end]


def _shares(axis: ValueAxis, values: Array) -> Array:
    """Return how far along an axis many values lie, as ``ValueAxis.share`` tells of one."""
    low, high = axis.low, axis.high
    if axis.logarithmic:
        values = np.log10(np.maximum(values, np.finfo(float).tiny))
        low, high = float(np.log10(low)), float(np.log10(high))
    return np.asarray(((values - low) / (high - low or 1.0)).clip(0, 1))


def drawn(
    x: Array, y: Array, exact: Array, joined: Array, owner: Array, pitch: float
) -> tuple[Parts, Parts]:
    """Return lines as strokes where they are sure, and dots ``pitch`` apart where they are not.

    ``joined`` tells which points have no gap before the next one, as the last of every line has;
    ``owner`` has the number of each point's line.
    """
    edges = np.r_[0, np.flatnonzero(~joined) + 1, len(x)]
    starts, ends = edges[:-1], edges[1:]
    sizes = ends - starts
    crowded = sizes > CROWDED * np.maximum(x[ends - 1] - x[starts], 1.0)
    dense = np.repeat(crowded, sizes)
    follows, parts = np.append(joined, False), []
    if dense.any():
        run = np.repeat(np.arange(len(sizes)), sizes)[dense]
        at, level, solid, weak, first = reduced(x[dense], y[dense], exact[dense], run)
        parts.append((at, level, solid, weak, owner[dense][first]))
    if not dense.all():
        few = ~dense
        parts.append(_plain(x[few], y[few], exact[few], follows[few][:-1], owner[few]))
    x, y, solid, weak, owner = _side_by_side(parts)
    at = np.flatnonzero(solid)
    strokes = np.column_stack([x[at], y[at], x[at + 1], y[at + 1]])
    dots, strokes_of = dots_along(x, y, weak, pitch)
    return Parts.by_owner(strokes, owner[at]), Parts.by_owner(dots, owner[strokes_of])


def _plain(x: Array, y: Array, exact: Array, joined: Array, owner: Array) -> _Strokes:
    """Return a line as it is; what nothing is joined with is a short dash, to be seen."""
    gap = np.ones(1, np.bool_)
    apart = ~joined
    lone = np.flatnonzero(np.concatenate([gap, apart]) & np.concatenate([apart, gap]))
    if len(lone):
        at = lone + np.arange(len(lone))
        x, y, exact, owner = (np.insert(one, lone, one[lone]) for one in (x, y, exact, owner))
        joined = np.insert(joined, lone, True)
        x[at] -= SHORT
        x[at + 1] += SHORT
    solid = joined & exact[:-1] & exact[1:]
    return x, y, solid, joined & ~solid, owner


def _side_by_side(parts: list[_Strokes]) -> _Strokes:
    """Return several lines as one, with gaps between them."""
    if len(parts) == 1:
        return parts[0]
    gap = np.zeros(1, np.bool_)
    x, y, owner = (np.concatenate([part[which] for part in parts]) for which in (0, 1, 4))
    solid, weak = (
        np.concatenate([one for part in parts for one in (part[which], gap)])[:-1]
        for which in (2, 3)
    )
    return x, y, solid, weak, owner


def dots_along(x: Array, y: Array, strokes: Array, pitch: float) -> tuple[Array, Array]:
    """Return the middles of dots along runs of strokes, and the stroke that each lies on."""
    at = np.flatnonzero(strokes)
    if not len(at):
        return np.empty((0, 2)), at
    left, top = x[at], y[at]
    across, down = x[at + 1] - left, y[at + 1] - top
    length = np.hypot(across, down)
    end = np.cumsum(length)
    first = np.ones(len(at), np.bool_)
    first[1:] = at[1:] - at[:-1] > 1
    begun = (end - length)[first][np.cumsum(first) - 1]
    start, end = end - length - begun, end - begun
    number = np.ceil(start / pitch - SLACK)
    many = np.maximum(np.ceil(end / pitch - SLACK) - number, 0).astype(np.int64)
    which = np.repeat(np.arange(len(at)), many)
    step = np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many)
    share = ((number[which] + step) * pitch - start[which]) / length[which]
    middles = np.column_stack([left[which] + share * across[which],
                               top[which] + share * down[which]])  # fmt: skip
    return middles, at[which]


def reduced(
    x: Array, y: Array, exact: Array, run: Array
) -> tuple[Array, Array, Array, Array, Array]:
    """Return crowded lines as two points a pixel, its least and most.

    Between these points follow which strokes are sure and which are not, last the number of a
    point that each comes from. ``run`` tells points that nothing joins by its numbers.
    """
    columns = np.floor(x).astype(np.int64)
    begins = np.ones(len(x), np.bool_)
    begins[1:] = (columns[1:] != columns[:-1]) | (run[1:] != run[:-1])
    starts = np.flatnonzero(begins)
    ends = np.append(starts[1:], len(x)) - 1
    low, high = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    sure = np.repeat(np.logical_and.reduceat(exact, starts), 2)
    up = y[starts] > y[ends]
    both = np.stack([np.where(up, high, low), np.where(up, low, high)], 1).reshape(-1)
    first = np.repeat(starts, 2)
    together = run[first][1:] == run[first][:-1]
    solid = sure[:-1] & sure[1:] & together
    return columns[first] + 0.5, both, solid, together & ~solid, first
