"""Long lines as arrays: their points are not made one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jwviewer.dossier.each_once import each_once
from jwviewer.queries.figure_columns import Array, split_by
from jwviewer.queries.metric_series import FEW_DAYS, LATE, line_label
from jwviewer.queries.metric_view import Trace

if TYPE_CHECKING:
    from jwviewer.queries.figure_columns import FigureColumns
    from jwviewer.queries.metric_words import MetricWords


def traces(rows: Array, figures: FigureColumns, words: MetricWords) -> tuple[Trace, ...]:
    """Return a line per measure, its points in order of time."""
    lines = split_by(figures.measure[rows], rows)
    sizes = [len(line) for line in lines]
    number, every = np.repeat(np.arange(len(lines)), sizes), np.concatenate(lines)
    every = every[np.lexsort((figures.last[every], figures.first[every], number))]
    ends = np.cumsum(sizes)[:-1]
    exact = np.split(figures.exact[every] & ~_contested(figures, every), ends)
    lines = np.split(every, ends)
    owners = len({int(figures.owner[line[0]]) for line in lines})
    whats = len({(int(figures.metric[line[0]]), int(figures.subject[line[0]])) for line in lines})
    found = []
    for line, sure in zip(lines, exact, strict=True):
        begin, end = figures.first[line], figures.last[line]
        first = int(line[0])
        found.append(
            Trace(
                line_label(words, first, owners=owners, whats=whats),
                words.owner_at(first),
                line,
                begin,
                end,
                figures.values[line],
                sure,
                _joined(begin, end),
            )
        )
    return tuple(found)


def _contested(figures: FigureColumns, rows: Array) -> Array:
    """Tell which points are contradicted by another of the same line and period."""
    periods = len(figures.dossier.columns.dates) + 1
    keys = figures.measure[rows].astype(np.int64) * periods + figures.when[rows] + 1
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], figures.values[rows[order]]
    first = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    apart = np.minimum.reduceat(values, first) < np.maximum.reduceat(values, first)
    flags = np.empty(len(rows), np.bool_)
    flags[order] = np.repeat(apart, np.diff(first, append=len(keys)))
    return flags


def _joined(first: Array, last: Array) -> Array:
    """Tell which points are joined with the next one; a missing period leaves a gap."""
    if len(first) < 2:
        return np.zeros(max(len(first) - 1, 0), np.bool_)
    same = (np.diff(first) == 0) & (np.diff(last) == 0)
    if (first == last).all():
        steps = np.diff(each_once(first))
        usual = float(np.median(steps)) if len(steps) else 0.0
        close = np.diff(first) <= max(LATE * usual, FEW_DAYS)
    else:
        close = first[1:] - last[:-1] <= 1
    return np.asarray(close | same)
