"""The pane in which a person reviews what was read in an article."""

from jwviewer.panes.review.pane import ReviewPane

__all__ = ["ReviewPane"]
