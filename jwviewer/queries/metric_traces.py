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
    owners = len({int(figures.owner[line[0]]) for line in lines})
    whats = len({(int(figures.metric[line[0]]), int(figures.subject[line[0]])) for line in lines})
    start = figures.here.start
    found = []
    for line in lines:
        ordered = line[np.lexsort((figures.last[line], figures.first[line]))]
        first = words.dossier.facts[start + int(ordered[0])]
        found.append(
            Trace(
                line_label(words, first, owners=owners, whats=whats),
                words.owner(first),
                ordered,
                figures.first[ordered],
                figures.last[ordered],
                figures.values[ordered],
                figures.exact[ordered] & ~_contested(figures, ordered),
                _joined(figures.first[ordered], figures.last[ordered]),
            )
        )
    return tuple(found)


def _contested(figures: FigureColumns, rows: Array) -> Array:
    """Tell which points of a line are contradicted by another of the same period."""
    when, values = figures.when[rows], figures.values[rows]
    _, which = np.unique(when, return_inverse=True)
    which = which.reshape(-1)
    low = np.full(int(which.max()) + 1, np.inf)
    high = np.full(len(low), -np.inf)
    np.minimum.at(low, which, values)
    np.maximum.at(high, which, values)
    return np.asarray((low < high)[which])


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
