"""Mouse and touchpad on a timeline: click, pan, zoom, choose a period, move its ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from jwviewer.drawing.date_axis import nearest_tick
from jwviewer.drawing.time_scale import FIRST_DAY, LAST_DAY, View
from jwviewer.drawing.timeline_crowd_layout import CrowdLayout
from jwviewer.drawing.timeline_layout import period_rect
from jwviewer.panes.timeline.range import DRAG
from jwviewer.selection import Period

if TYPE_CHECKING:
    from jwviewer.panes.timeline.view import TimelineView

GRIP = 5.0
"""How near, in pixels, the pointer must come to the end of a period to hold it."""
SNAP = 6.0
"""How near to a tick an end of a period takes the tick's day."""
ZOOM_STEP = 1.0018
"""Magnification per eighth of a degree of the wheel."""


@dataclass
class _Drag:
    kind: Literal["click", "pan", "period"]
    at: QPointF
    view: View
    anchor: float = 0.0
    before: Period | None = None
    period: Period | None = None


class Gestures:
    """Turns the events of one view into what it does and proposes."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._drag: _Drag | None = None

    def press(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        view = self._view
        if event.button() != Qt.MouseButton.LeftButton or view.state is None:
            return
        before = view.state.selection.period
        self._drag = _Drag("click", event.position(), view.view, before=before)
        if not self._over_lanes(event.position()):
            return
        held = self._held_end(event.position())
        if held is not None and before is not None:
            # The end that is not held stays where it is.
            self._drag.kind = "period"
            self._drag.anchor = before.last + 1 if held == "first" else before.first
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._drag.kind = "period"
            self._drag.anchor = self._day(event.position().x())

    def move(self, event: QMouseEvent) -> None:
        """Go on with a drag; without one, show what is under the pointer."""
        drag, view = self._drag, self._view
        if view.state is None:
            return
        if drag is None:
            view.hover(event.position())
            self._shape(event)
            return
        far = (event.position() - drag.at).manhattanLength() >= QApplication.startDragDistance()
        if drag.kind == "click" and far and self._over_lanes(drag.at):
            drag.kind = "pan"
            view.hover(None)
            view.setCursor(Qt.CursorShape.ClosedHandCursor)
        if drag.kind == "pan":
            moved = (drag.at.x() - event.position().x()) / view.body.layout.scale.per_day
            view.set_view(drag.view.panned(moved), DRAG)
        elif drag.kind == "period" and (far or drag.period is not None):
            drag.period = self._period(drag.anchor, self._day(event.position().x()))
            view.period_previewed.emit(drag.period)

    def release(self, event: QMouseEvent) -> None:
        """End a drag with a proposal, or choose what was clicked."""
        drag, self._drag, view = self._drag, None, self._view
        if drag is None or event.button() != Qt.MouseButton.LeftButton or view.state is None:
            return
        self._shape(event)
        view.range.end_burst()
        if drag.kind == "period" and drag.period is not None:
            view.period_chosen.emit(drag.period)
        elif drag.kind != "pan":
            self._click(event.position())

    def cancel(self) -> bool:
        """Give up a period that is being dragged; tell whether there was one."""
        drag = self._drag
        if drag is None or drag.kind != "period":
            return False
        self._drag = None
        if drag.period is not None:
            self._view.period_previewed.emit(drag.before)
        return True

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; sideways or with Shift pan; over headings and tray scroll."""
        view = self._view
        if view.state is None:
            return
        layout, at = view.body.layout, event.position()
        pixels, angle = event.pixelDelta(), event.angleDelta()
        down = -(pixels.y() or angle.y() / 2)
        across = -(pixels.x() or angle.x() / 2)
        event.accept()
        if layout.tray is not None and layout.tray.rect.contains(at):
            view.scroll_tray(down)
        elif at.x() < layout.plot.left():
            view.scroll_lanes(down)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            view.pan(across or down, "wheel")
        elif abs(across) > abs(down):
            view.pan(across, "wheel")
        else:
            view.zoom(ZOOM_STEP ** (-2 * down), layout.scale.day(at.x()), "wheel")

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Zoom by a pinch of two fingers; tell whether it was one."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        at = self._view.body.layout.scale.day(event.position().x())
        self._view.zoom(max(1 + event.value(), 0.1), at, "pinch")
        return True

    def _click(self, at: QPointF) -> None:
        view = self._view
        assert view.state is not None
        layout, selection = view.body.layout, view.state.selection
        if layout.axis_rect.contains(at) and at.x() >= layout.plot.left():
            period = self._axis_period(at)
            if period is not None:
                view.period_chosen.emit(None if period == selection.period else period)
            return
        if isinstance(layout, CrowdLayout) and at.x() < layout.plot.left():
            number = layout.row_at(at.y())
            if number is not None:
                view.fold(number)
                return
        fact_id = view.body.fact_at(at)
        view.cursor_fact = None
        if fact_id is not None or selection.focus is not None:
            view.chosen.emit(fact_id)

    def _axis_period(self, at: QPointF) -> Period | None:
        layout = self._view.body.layout
        coarse = layout.axis.major and at.y() > layout.axis_rect.center().y()
        cells = layout.axis.major if coarse else layout.axis.minor
        cell = next((cell for cell in cells if cell.x0 <= at.x() < cell.x1), None)
        if cell is None or cell.end <= cell.start:
            return None
        return Period(int(cell.start), int(cell.end) - 1)

    def _held_end(self, at: QPointF) -> Literal["first", "last"] | None:
        view = self._view
        assert view.state is not None
        band = period_rect(view.body.layout, view.state.selection.period)
        if band is None:
            return None
        distances = (abs(at.x() - band.left()), abs(at.x() - band.right()))
        if min(distances) > GRIP:
            return None
        return "first" if distances[0] < distances[1] else "last"

    def _day(self, x: float) -> float:
        """Return the day at a pixel, that of a tick where one is near."""
        layout = self._view.body.layout
        x = min(max(x, layout.plot.left()), layout.plot.right())
        tick = nearest_tick(layout.axis, x, SNAP)
        return layout.scale.day(x) if tick is None else tick

    def _period(self, one: float, other: float) -> Period:
        first, end = sorted((one, other))
        whole = int(max(first, FIRST_DAY))
        # A tick is where a day begins, so an end that snapped to one leaves that day out.
        last = int(end) - 1 if end == int(end) else int(end)
        return Period(whole, max(min(last, int(LAST_DAY) - 1), whole))

    def _over_lanes(self, at: QPointF) -> bool:
        layout = self._view.body.layout
        return layout.lanes_rect.contains(at) and at.x() >= layout.plot.left()

    def _shape(self, event: QMouseEvent) -> None:
        at, shape = event.position(), Qt.CursorShape.ArrowCursor
        layout = self._view.body.layout
        if self._over_lanes(at) and self._held_end(at) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif self._view.hovered is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif self._over_lanes(at) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            shape = Qt.CursorShape.IBeamCursor
        elif layout.axis_rect.contains(at) and at.x() >= layout.plot.left():
            shape = Qt.CursorShape.PointingHandCursor
        self._view.setCursor(shape)
