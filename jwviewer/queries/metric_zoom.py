"""A panel to look at alone: its points in order of time, and those of long lines one by one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from jwviewer.queries.figure_columns import Array, figure_columns
from jwviewer.queries.metric_series import join, series_lines
from jwviewer.queries.metric_words import MetricWords

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.queries.metric_view import Line, Panel, Trace


def points_between(dossier: Dossier, panel: Panel, first: float, last: float) -> Panel:
    """Return a panel whose long lines have only the points between two days, each made."""
    lines = [line for trace in panel.traces if (line := _line(dossier, trace, first, last))]
    return replace(panel, lines=tuple(lines), traces=())


def _line(dossier: Dossier, trace: Trace, first: float, last: float) -> Line | None:
    middles = trace.middles
    start, end = int(middles.searchsorted(first, "left")), int(middles.searchsorted(last, "right"))
    if start == end:
        return None
    figures = figure_columns(dossier)
    (line,) = series_lines(trace.rows[start:end], figures, MetricWords(dossier))
    # The whole line tells where its gaps are; a part of it might have another usual step.
    gaps = np.r_[0, np.cumsum(~trace.joined[start : end - 1])]
    links = join(line.points, lambda before, after: bool(gaps[before] == gaps[after]))
    return replace(line, label=trace.label, links=links)


def figure_id(dossier: Dossier, row: int) -> str:
    """Return the id of a row of the table of figures."""
    return str(dossier.fact_ids[figure_columns(dossier).here.start + row])


def row_of(dossier: Dossier, fact_id: str | None) -> int:
    """Return the row of a figure in their table, -1 for anything else."""
    if not fact_id or fact_id not in dossier.positions:
        return -1
    here = figure_columns(dossier).here
    position = dossier.positions[fact_id]
    return position - here.start if here.start <= position < here.stop else -1


def beside(dossier: Dossier, panel: Panel, focus: str | None, by: int) -> str:
    """Return the figure so many steps of time after another, "" beyond the ends.

    The first figure of all follows what is not drawn in the panel.
    """
    if panel.traces:
        rows, places = _in_time(panel)
        row = row_of(dossier, focus)
        known = row >= 0 and row < len(places) and places[row] >= 0
        place = int(places[row]) + by if known else 0
        return figure_id(dossier, int(rows[place])) if 0 <= place < len(rows) else ""
    ids = walk(panel)
    place = ids.index(focus) + by if focus in ids else 0
    return ids[place] if 0 <= place < len(ids) else ""


def walk(panel: Panel) -> tuple[str, ...]:
    """Return the figures of short lines in order of time, each once."""
    points = sorted((p for line in panel.lines for p in line.points), key=lambda p: p.middle)
    return tuple(dict.fromkeys(point.fact_id for point in points))


@lru_cache(maxsize=2)
def _in_time(panel: Panel) -> tuple[Array, Array]:
    """Return the rows of long lines in order of time, and each row's place among them or -1."""
    rows = np.concatenate([trace.rows for trace in panel.traces])
    middles = np.concatenate([trace.middles for trace in panel.traces])
    rows = rows[np.argsort(middles, kind="stable")]
    places = np.full(int(rows.max()) + 1, -1, np.int32)
    places[rows] = np.arange(len(rows), dtype=np.int32)
    return rows, places
