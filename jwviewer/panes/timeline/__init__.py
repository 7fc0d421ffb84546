"""What happened when, lane by lane."""

from jwviewer.panes.timeline.pane import TimelinePane

__all__ = ["TimelinePane"]
