"""A panel of long lines point by point, to look at alone."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec.structs import replace

from jwviewer.language import tr
from jwviewer.queries.figure_columns import figure_columns
from jwviewer.queries.metric_series import series_lines
from jwviewer.queries.metric_words import MetricWords

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.queries.metric_view import Panel

MOST_POINTS = 5_000
"""Points that are made for one plot; further lines wait for a filter."""


@lru_cache(maxsize=2)
def pointwise(dossier: Dossier, panel: Panel) -> Panel:
    """Return a panel whose lines have all their points, as many lines as MOST_POINTS allow."""
    if not panel.traces:
        return panel
    sizes = accumulate(len(trace.rows) for trace in panel.traces)
    count = max(1, sum(size <= MOST_POINTS for size in sizes))
    start = figure_columns(dossier).here.start
    rows = [row for trace in panel.traces[:count] for row in trace.rows[:MOST_POINTS].tolist()]
    facts = [dossier.facts[start + row] for row in sorted(rows)]
    title = panel.title
    if count < len(panel.traces):
        title = tr("{title}: {count} of {all} lines", title=title, count=count,
                   all=len(panel.traces))  # fmt: skip
    return replace(panel, title=title, lines=series_lines(facts, MetricWords(dossier)), traces=())
