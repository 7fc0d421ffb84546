"""Companies side by side."""

from jwviewer.panes.profiles.pane import ProfilesPane

__all__ = ["ProfilesPane"]
