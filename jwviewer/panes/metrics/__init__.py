"""The figures as plots."""

from jwviewer.panes.metrics.pane import MetricsPane

__all__ = ["MetricsPane"]
