"""The timeline as it looks when its dossier has just been opened, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from jwviewer.drawing.timeline import whole_view
from jwviewer.drawing.timeline_crowd import CrowdBody
from jwviewer.selection import Selection
from jwviewer.session import State

if TYPE_CHECKING:
    from jwviewer.panes.timeline.view import TimelineView

MOST_FRAMES = 200
"""So many frames are enough for all labels of the largest screen."""


def sight_of(view: TimelineView, *, again: bool) -> QImage | None:
    """Return the picture, None when the view shows something else now.

    With ``again`` it is then painted beside the view, which may take a fraction of a second.
    """
    if view.state is None:
        return None
    if is_as_opened(view):
        found = _painted(view)
        if found is not None:
            return found
    if not again:
        return None
    other = type(view)()
    other.resize(view.size())
    other.show_state(State(view.state.dossier, theme=view.state.theme))
    try:
        same = other.devicePixelRatioF() == view.devicePixelRatioF()
        return _painted(other) if same else None
    finally:
        other.deleteLater()


def is_as_opened(view: TimelineView) -> bool:
    """Tell whether nobody has chosen, filtered, moved or laid open anything."""
    if view.state is None or view.state.selection != Selection():
        return False
    body = view.body
    tray = body.layout.tray
    return (
        view.view == whole_view(view.shown)
        and body.layout.scroll == 0
        and (tray is None or tray.scroll == 0)
        and view.hovered is None
        and view.cursor_fact is None
        and not (isinstance(body, CrowdBody) and body.stage.opened)
    )


def _painted(view: TimelineView) -> QImage | None:
    for _ in range(MOST_FRAMES):
        picture = view.grab()
        if view.settled:
            return picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    return None
