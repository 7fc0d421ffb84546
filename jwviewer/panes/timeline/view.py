"""The timeline as a widget: which stretch of time it shows, and everything painted over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from jwviewer.dossier.dates import DateSpan
from jwviewer.drawing.hover import hover_html
from jwviewer.drawing.time_scale import View, fitted
from jwviewer.drawing.timeline import NO_DATES, whole_view
from jwviewer.drawing.timeline_crowd import CrowdBody
from jwviewer.drawing.timeline_crowd_layout import CrowdLayout
from jwviewer.language import tr
from jwviewer.panes.timeline.cursor import Cursor
from jwviewer.panes.timeline.gestures import Gestures
from jwviewer.panes.timeline.keys import press_key
from jwviewer.panes.timeline.over import paint_over, tip_at
from jwviewer.panes.timeline.range import TimeRange, read_date, revealing
from jwviewer.panes.timeline.setting import AnyBody, Place, Setting
from jwviewer.queries.timeline import Shown, shown
from jwviewer.queries.timeline_words import words_of
from jwviewer.session import State

MORE = 12
"""After so many milliseconds labels follow that one frame had no time for."""


class TimelineView(QWidget):
    """Paints a State's timeline; proposes by signals, decides only what time is in view.

    Signals:
        chosen: the id of a fact, or None to choose none.
        period_previewed: a Period (or None) while it is being dragged.
        period_chosen: a Period or None, settled.
        view_changed: another stretch of time is in view.
    """

    chosen = Signal(object)
    period_previewed = Signal(object)
    period_chosen = Signal(object)
    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: State | None = None
        self.range = TimeRange(NO_DATES, self)
        self.range.changed.connect(self._show_range)
        self.cursor_fact: str | None = None
        self.hovered: str | None = None
        self.settled = False  # whether the last frame had everything in it
        self._scroll = self._tray_scroll = 0.0
        self._body: AnyBody | None = None
        self._picture: QPixmap | None = None
        self._setting: Setting | None = None
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(MORE)
        self._more.timeout.connect(self._redraw)
        self.gestures = Gestures(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(120, 80)
        self.setAccessibleName(tr("Timeline"))
        self.installEventFilter(self)

    def show_state(self, state: State) -> None:
        """Show a state; a newly chosen fact that is out of sight is brought into view."""
        before, self.state = self.state, state
        if before is None or before.dossier is not state.dossier:
            self._scroll = self._tray_scroll = 0.0
            self.range.restart(whole_view(self.shown))
            self.cursor_fact = self.hovered = None
        if self._setting is None or self._setting.theme != state.theme:
            opened = self._setting.stage.opened if self._setting is not None else frozenset()
            self._setting = Setting(state.theme)
            self._setting.stage.opened = opened
        self._redraw()
        focus = state.selection.focus
        if focus and (before is None or focus != before.selection.focus):
            self.cursor_fact = None
            self.reveal(focus)

    @property
    def shown(self) -> Shown:
        """What the filters let through."""
        assert self.state is not None
        return shown(self.state.dossier, self.state.selection)

    @property
    def walk(self) -> Cursor:
        """The keyboard's way through what is shown."""
        layout = self.body.layout
        rows = [row.parts for row in layout.rows] if isinstance(layout, CrowdLayout) else None
        return Cursor(self.shown, rows)

    @property
    def body(self) -> AnyBody:
        """The layout for the present size, view and state."""
        if self._body is None:
            assert self.state is not None
            assert self._setting is not None
            place = Place(
                QSizeF(self.size()), self.devicePixelRatioF(), self.view, self._scroll,
                self._tray_scroll, self._wanted(),
            )  # fmt: skip
            self._body = self._setting.body(self.state, place)
            self._scroll = self._body.layout.scroll
            tray = self._body.layout.tray
            self._tray_scroll = tray.scroll if tray else 0.0
        return self._body

    @property
    def view(self) -> View:
        """The stretch of time in view."""
        return self.range.view

    def set_view(self, view: View, burst: str = "") -> None:
        """Show another stretch of time; steps of one ``burst`` go back together."""
        self.range.show(view, burst)

    def previous_view(self) -> None:
        """Go back to the stretch of time shown before, if there was one."""
        self.range.previous()

    def fit_all(self) -> None:
        """Show the whole time that the facts shown lie in."""
        if self.state is not None:
            self.set_view(whole_view(self.shown))

    def fit_selection(self) -> None:
        """Show the chosen fact, else the chosen period; without either nothing happens."""
        if self.state is None:
            return
        selection = self.state.selection
        if selection.focus in self.shown.timeline.item_of:
            self.fit_fact(str(selection.focus))
        elif selection.period is not None:
            self.set_view(fitted(selection.period.first, selection.period.last + 1))

    def fit_fact(self, fact_id: str) -> None:
        """Show the time of one fact; an open side ends with the rest of the timeline."""
        line, whole = self.shown.timeline, whole_view(self.shown)
        item = line.item_of.get(fact_id)
        if item is None:
            return
        start, end = float(line.start[item]), float(line.end[item])
        open_left, open_right = start == float("-inf"), end == float("inf")
        start = min(whole.lo, end - 1) if open_left else start
        end = max(whole.hi, start + 1) if open_right else end
        self.set_view(fitted(start, end, open_left, open_right))

    def show_dates(self, span: DateSpan) -> None:
        """Show a date; an open side keeps the present length of time."""
        first = span.first if span.first is not None else (span.last or 1) - self.view.span
        last = span.last + 1 if span.last is not None else first + self.view.span
        self.set_view(fitted(float(first), float(last)))

    def go_to(self, text: str) -> str:
        """Show the date written as EDTF; return "" or what is wrong with it."""
        span, wrong = read_date(text)
        if span is not None:
            self.show_dates(span)
        return wrong

    def zoom(self, factor: float, at: float | None = None, burst: str = "") -> None:
        """Magnify around a day, by default the one in the middle."""
        self.set_view(self.view.zoomed(factor, self.view.centre if at is None else at), burst)

    def pan(self, pixels: float, burst: str = "") -> None:
        """Move the time in view; positive is towards later days."""
        if self.state is not None:
            self.set_view(self.view.panned(pixels / self.body.layout.scale.per_day), burst)

    def scroll_lanes(self, pixels: float) -> None:
        """Scroll the lanes down, as far as they go."""
        self._scroll = max(self._scroll + pixels, 0.0)
        self._redraw()

    def scroll_tray(self, pixels: float) -> None:
        """Scroll the tray down, as far as it goes."""
        self._tray_scroll = max(self._tray_scroll + pixels, 0.0)
        self._redraw()

    def move_cursor(self, fact_id: str | None) -> None:
        """Put the keyboard's cursor on a fact, in view, and tell a screen reader."""
        self.cursor_fact = fact_id
        self._redraw()
        if fact_id is not None and self.state is not None:
            self.reveal(fact_id)
            self.setAccessibleDescription(words_of(self.state.dossier, fact_id).plain)

    def reveal(self, fact_id: str) -> None:
        """Bring a fact into view with as little movement as possible."""
        line = self.shown.timeline
        item = line.item_of.get(fact_id)
        if item is not None:
            start, end = float(line.start[item]), float(line.end[item])
            if not self.view.shows(start, end):
                self.set_view(revealing(self.view, start, end), "reveal")
        self._reveal_place(fact_id, None if item is None else int(line.lane[item]))

    def hover(self, at: QPointF | None) -> None:
        """Outline the fact under the pointer."""
        fact_id = self.body.fact_at(at) if at is not None and self.state is not None else None
        if fact_id != self.hovered:
            self.hovered = fact_id
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the body, kept as a picture, and what changes quickly over it."""
        # A painter that an error leaves open would take the whole program down.
        body = self.body if self.state is not None else None
        crowd = body if isinstance(body, CrowdBody) else None
        picture = self._kept_picture() if body is not None and crowd is None else None
        with QPainter(self) as painter:
            if body is None:
                painter.fillRect(self.rect(), self.palette().base())
                return
            if picture is not None:
                painter.drawPixmap(0, 0, picture)
            if crowd is not None:
                crowd.paint(painter)
                if crowd.stage.unfinished:
                    self._more.start()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = self.cursor_fact if self.hasFocus() else None
            paint_over(painter, body, self.hovered, ring)
            self.settled = crowd is None or not crowd.stage.unfinished

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again."""
        super().resizeEvent(event)
        self._redraw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer tooltips, pinches and the keys that move through the tray.

        A filter on the view itself, for an error inside event() would end the program.
        """
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        if isinstance(event, QNativeGestureEvent) and self.state is not None:
            return self.gestures.pinch(event)
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self.state is not None
            and press_key(self, event)
        ):
            return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, or to click."""
        self.gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on dragging, or hover."""
        self.gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Settle a drag or a click."""
        self.gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit the fact under the pointer."""
        fact_id = self.body.fact_at(event.position()) if self.state is not None else None
        if fact_id is not None:
            self.fit_fact(fact_id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, pan, or scroll what is under the pointer."""
        self.gestures.wheel(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Stop hovering."""
        super().leaveEvent(event)
        self.hover(None)

    def _wanted(self) -> frozenset[str]:
        """Return the facts that must be seen with their label."""
        assert self.state is not None
        return frozenset(filter(None, (self.state.selection.focus, self.cursor_fact)))

    def _kept_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            body, picture = self.body, QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            with QPainter(picture) as painter:
                body.paint(painter)
            self._picture = picture
        return self._picture

    def _redraw(self) -> None:
        self._body = self._picture = None
        self.update()

    def _show_range(self) -> None:
        self._redraw()
        self.view_changed.emit()

    def _reveal_place(self, fact_id: str, lane: int | None) -> None:
        """Scroll lanes or tray as far as it takes to see a fact."""
        layout = self.body.layout
        if lane is not None:
            if isinstance(layout, CrowdLayout):
                number = layout.row_of(lane)
                rects = [] if number is None else [layout.row_rect(number)]
            else:
                rects = [placed.outline for placed in layout.placed() if placed.fact_id == fact_id]
                rects += [box.rect for box in layout.lanes if box.lane == lane]
            if rects and rects[0].top() < 0:
                self.scroll_lanes(rects[0].top())
            elif rects and rects[0].bottom() > layout.lanes_rect.bottom():
                self.scroll_lanes(rects[0].bottom() - layout.lanes_rect.bottom())
        elif layout.tray is not None and fact_id not in {c.fact_id for c in layout.tray.cells}:
            top = layout.tray.top_of(fact_id)
            if top is not None:
                self.scroll_tray(top - layout.tray.scroll)

    def fold(self, number: int) -> None:
        """Lay open what a company shares with others, or fold it away again."""
        body = self.body
        if isinstance(body, CrowdBody) and body.fold(number):
            self._scroll = min(self._scroll, body.layout.head_of(number) * body.layout.sizes.height)
            self._redraw()

    def _show_tip(self, event: QHelpEvent) -> None:
        text = tip_at(self.body, QPointF(event.pos())) if self.state is not None else ""
        if text:
            QToolTip.showText(event.globalPos(), hover_html(text), self)
        else:
            QToolTip.hideText()
