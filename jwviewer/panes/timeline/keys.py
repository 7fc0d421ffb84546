"""The keyboard on a timeline: everything the mouse can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from jwviewer.drawing.timeline_crowd_layout import CrowdLayout

if TYPE_CHECKING:
    from collections.abc import Callable

    from jwviewer.panes.timeline.view import TimelineView

ZOOM = 1.5
PAN = 0.15
"""How much of the view one key press moves."""
_MODIFIERS = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
)


def press_key(view: TimelineView, event: QKeyEvent) -> bool:
    """Do what a key asks for; tell whether it asked for anything."""
    modifiers = event.modifiers() & _MODIFIERS
    key = Qt.Key(event.key())
    if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return _tab(view, forward=key == Qt.Key.Key_Tab)
    action = _ACTIONS.get((modifiers, key))
    if action is None and key in _ZOOM_KEYS and modifiers in _ZOOM_MODIFIERS:
        factor = _ZOOM_KEYS[key]
        view.zoom(factor, burst="key")
        return True
    return action is not None and action(view)


def _tab(view: TimelineView, *, forward: bool) -> bool:
    """Go from the lanes into the tray and back; else leave the timeline."""
    cursor = view.walk
    inside = cursor.in_tray(view.cursor_fact)
    if forward and not inside and cursor.tray_first() is not None:
        view.move_cursor(cursor.tray_first())
        return True
    if not forward and inside:
        view.move_cursor(cursor.first(view.view))
        return True
    return False


def _walk(along: int, across: int) -> Callable[[TimelineView], bool]:
    def walk(view: TimelineView) -> bool:
        assert view.state is not None
        here = view.cursor_fact or view.state.selection.focus
        cursor = view.walk
        if here is None or (here not in view.shown.timeline.item_of and not cursor.in_tray(here)):
            view.move_cursor(cursor.first(view.view))
        else:
            view.move_cursor(cursor.along(here, along) if along else cursor.across(here, across))
        return True

    return walk


def _pan(step: float) -> Callable[[TimelineView], bool]:
    def pan(view: TimelineView) -> bool:
        view.pan(step * view.body.layout.plot.width(), "key")
        return True

    return pan


def _scroll(step: int) -> Callable[[TimelineView], bool]:
    def scroll(view: TimelineView) -> bool:
        view.scroll_lanes(step * view.body.layout.lanes_rect.height() * 0.8)
        return True

    return scroll


def _do(name: str) -> Callable[[TimelineView], bool]:
    def do(view: TimelineView) -> bool:
        getattr(view, name)()
        return True

    return do


def _choose(view: TimelineView) -> bool:
    if view.cursor_fact is None:
        return False
    view.chosen.emit(view.cursor_fact)
    return True


def _fold(view: TimelineView) -> bool:
    """Lay open or fold the row of the cursor, else of the chosen fact."""
    assert view.state is not None
    layout, here = view.body.layout, view.cursor_fact or view.state.selection.focus
    item = view.shown.timeline.item_of.get(here) if here is not None else None
    if not isinstance(layout, CrowdLayout) or item is None:
        return False
    row = layout.row_of(int(view.shown.timeline.lane[item]))
    if row is not None:
        view.fold(row)
    return row is not None


def _escape(view: TimelineView) -> bool:
    """Undo one thing: a drag, the chosen period, the chosen fact, the cursor."""
    assert view.state is not None
    selection = view.state.selection
    if view.gestures.cancel():
        return True
    if selection.period is not None:
        view.period_chosen.emit(None)
    elif selection.focus is not None:
        view.chosen.emit(None)
    elif view.cursor_fact is not None:
        view.move_cursor(None)
    else:
        return False
    return True


_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_ACTIONS: dict[tuple[Qt.KeyboardModifier, Qt.Key], Callable[[TimelineView], bool]] = {
    (_NONE, Qt.Key.Key_Left): _walk(-1, 0),
    (_NONE, Qt.Key.Key_Right): _walk(1, 0),
    (_NONE, Qt.Key.Key_Up): _walk(0, -1),
    (_NONE, Qt.Key.Key_Down): _walk(0, 1),
    (_SHIFT, Qt.Key.Key_Left): _pan(-PAN),
    (_SHIFT, Qt.Key.Key_Right): _pan(PAN),
    (_NONE, Qt.Key.Key_PageUp): _scroll(-1),
    (_NONE, Qt.Key.Key_PageDown): _scroll(1),
    (_NONE, Qt.Key.Key_Home): _do("fit_all"),
    (_CTRL, Qt.Key.Key_0): _do("fit_all"),
    (_NONE, Qt.Key.Key_F): _do("fit_selection"),
    (_NONE, Qt.Key.Key_O): _fold,
    (_NONE, Qt.Key.Key_Backspace): _do("previous_view"),
    (_ALT, Qt.Key.Key_Up): _do("previous_view"),
    (_NONE, Qt.Key.Key_Return): _choose,
    (_NONE, Qt.Key.Key_Enter): _choose,
    (_NONE, Qt.Key.Key_Space): _choose,
    (_NONE, Qt.Key.Key_Escape): _escape,
}
_ZOOM_KEYS = {
    Qt.Key.Key_Plus: ZOOM, Qt.Key.Key_Equal: ZOOM, Qt.Key.Key_Minus: 1 / ZOOM,
    Qt.Key.Key_Underscore: 1 / ZOOM,
}  # fmt: skip
# On most keyboards a plus needs Shift.
_ZOOM_MODIFIERS = (_NONE, _SHIFT)
