"""A column of metrics as small dossiers have it: every panel laid out."""

from __future__ import annotations

from jwviewer.drawing.metrics import MetricsBody, metrics_column
from jwviewer.drawing.sheet import Sheet
from jwviewer.queries.metric_view import MetricsOptions
from jwviewer.session import State


def column(
    state: State, sheet: Sheet, width: float, options: MetricsOptions | None = None
) -> MetricsBody:
    """Return the panels of a dossier that is small enough to lay all of them out."""
    body = metrics_column(state, sheet, width, options or MetricsOptions())
    assert isinstance(body, MetricsBody)
    return body
