"""Long lines as arrays: their points are not made one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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
    ends = np.cumsum(sizes)
    begin, end, values = figures.first[every], figures.last[every], figures.values[every]
    exact, joined = figures.exact[every] & ~_contested(figures, every), _joined(begin, end, ends)
    heads = every[ends - sizes].tolist()
    owners = len({figures.owner.item(head) for head in heads})
    whats = len({(figures.metric.item(head), figures.subject.item(head)) for head in heads})
    found = []
    for head, stop, size in zip(heads, ends.tolist(), sizes, strict=True):
        own = slice(stop - size, stop)
        found.append(
            Trace(
                line_label(words, head, owners=owners, whats=whats),
                words.owner_at(head),
                every[own],
                begin[own],
                end[own],
                values[own],
                exact[own],
                joined[stop - size : stop - 1],
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


def _joined(first: Array, last: Array, ends: Array) -> Array:
    """Tell which points are joined with the next one; a missing period leaves a gap.

    ``ends`` tells where each line ends; what is told of its last point means nothing.
    """
    steps = np.diff(first)
    joined = (first[1:] - last[:-1] <= 1) | ((steps == 0) & (np.diff(last) == 0))
    starts = np.append(0, ends[:-1])
    moments = np.flatnonzero(np.logical_and.reduceat(first == last, starts))
    for start, end in zip(starts[moments].tolist(), ends[moments].tolist(), strict=True):
        own = steps[start : end - 1]
        apart = own[own > 0]
        usual = float(np.median(apart)) if len(apart) else 0.0
        joined[start : end - 1] = own <= max(LATE * usual, FEW_DAYS)
    return np.asarray(joined)
