"""Every fact with all that is known of it, and its passage in the source."""

from jwviewer.panes.evidence.pane import EvidencePane

__all__ = ["EvidencePane"]
