"""Lays out long lines: drawn by what a pixel holds, and answered by what is nearest."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from jwviewer.drawing.metrics_items import Band, Drawing, Frame, Rule, TraceHits, TraceInk
from jwviewer.drawing.plot_area import LOG_AIR, Plot
from jwviewer.drawing.plot_keys import lay_keys
from jwviewer.drawing.pyramid import Array, Pyramid
from jwviewer.drawing.value_axis import ValueAxis
from jwviewer.queries.metric_view import Panel

CROWDED = 1.5
"""From so many points a pixel on, a line is drawn by the least and most of each pixel."""


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
        strokes: list[tuple[QPolygonF, str, bool]] = []
        rows, across, down, owners = [], [], [], []
        for trace in self.panel.traces:
            x = self.time.start + self.time.length * _shares(self.time, trace.middles)
            y = axis.start + axis.length * _shares(axis, trace.values)
            for start, end in _stretches(trace.joined):
                part = slice(start, end)
                for polygon, exact in _drawn(x[part], y[part], trace.exact[part]):
                    strokes.append((polygon, trace.company_id, exact))
                    if not exact:
                        self.drawing.use("inexact-link")
            rows.append(trace.rows)
            across.append(x)
            down.append(y)
            owners += [trace.company_id] * len(trace.rows)
        self.drawing.items.append(TraceInk(tuple(strokes), area))
        self.drawing.traces.append(
            TraceHits(
                area, np.concatenate(rows), np.concatenate(across), np.concatenate(down),
                tuple(owners),
            )
        )  # fmt: skip


def _shares(axis: ValueAxis, values: Array) -> Array:
    """Return how far along an axis many values lie, as ``ValueAxis.share`` tells of one."""
    low, high = axis.low, axis.high
    if axis.logarithmic:
        values = np.log10(np.maximum(values, np.finfo(float).tiny))
        low, high = float(np.log10(low)), float(np.log10(high))
    return np.asarray(((values - low) / (high - low or 1.0)).clip(0, 1))


def _stretches(joined: Array) -> list[tuple[int, int]]:
    """Return where a line is unbroken, as pairs of first and behind the last."""
    gaps = np.flatnonzero(~joined) + 1
    edges = [0, *gaps.tolist(), len(joined) + 1]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def _drawn(x: Array, y: Array, exact: Array) -> list[tuple[QPolygonF, bool]]:
    """Return an unbroken line as polygons that are sure throughout or not."""
    if len(x) > CROWDED * max(x[-1] - x[0], 1.0):
        x, y, sure = reduced(x, y, exact)
    elif len(x) == 1:
        # A point that nothing is joined with is a short dash, for it must be seen.
        x, y, sure = np.array([x[0] - 1.5, x[0] + 1.5]), np.repeat(y, 2), exact
    else:
        sure = exact[:-1] & exact[1:]
    edges = [0, *(np.flatnonzero(np.diff(sure.astype(np.int8))) + 1).tolist(), len(sure)]
    return [
        (QPolygonF([QPointF(a, b) for a, b in zip(x[i : j + 1].tolist(), y[i : j + 1].tolist(),
                                                  strict=True)]), bool(sure[i]))
        for i, j in pairwise(edges)
        if j > i
    ]  # fmt: skip


def reduced(x: Array, y: Array, exact: Array) -> tuple[Array, Array, Array]:
    """Return a crowded line as two points a pixel, its least and most, and which are sure."""
    columns = np.floor(x).astype(np.int64)
    edges = np.r_[np.flatnonzero(np.diff(columns, prepend=columns[0] - 1)), len(x)]
    low, high = Pyramid(y).ends(edges)
    sure = np.minimum.reduceat(exact.astype(np.int8), edges[:-1]).astype(np.bool_)
    at = columns[edges[:-1]] + 0.5
    up = y[edges[:-1]] > y[edges[1:] - 1]
    both = np.stack([np.where(up, high, low), np.where(up, low, high)], 1).reshape(-1)
    twice = np.repeat(sure, 2)
    return np.repeat(at, 2), both, twice[:-1] & twice[1:]
