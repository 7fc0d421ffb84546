"""The metrics on screen: paints what is in view, and answers mouse and keyboard."""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from jwviewer.drawing.fonts import FAMILY
from jwviewer.drawing.hover import hover_html, hover_text
from jwviewer.drawing.metrics import MetricsBody, metrics_column
from jwviewer.drawing.metrics_items import Hit
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.language import tr
from jwviewer.queries.metric_view import MetricsOptions
from jwviewer.queries.metrics import metrics_view, place_of
from jwviewer.session import State

if TYPE_CHECKING:
    from jwviewer.drawing.metrics_scroll import MetricsScroll

MARGIN = 14
LEAST_WIDTH = 260
FAR = 1_000_000
"""So many steps lead to the first or the last figure of all."""


class MetricsCanvas(QWidget):
    """Shows every panel in one column that scrolls; a cursor moves among the figures.

    Signals:
        chosen: the id of a fact that was clicked or entered.
        series_asked: the key of a panel of lines to zoom into.
        revealed: the rectangle that should scroll into view, and what had better be seen whole
            along with it.
        moved: where both are after a new layout.
        shifted: by how many pixels all in sight has moved down.
    """

    chosen = Signal(str)
    series_asked = Signal(str)
    revealed = Signal(QRect, QRect)
    moved = Signal(QRect, QRect)
    shifted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        # It fills all of itself, so that scrolling paints only what comes into view.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # Nothing moves when it grows at its end; another width is laid out and painted anew.
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.setAccessibleName(tr("Figures"))
        self._state: State | None = None
        self._options = MetricsOptions()
        self._body: MetricsBody | MetricsScroll | None = None
        self._cursor = ""
        self._laid_out: object = None
        self.installEventFilter(self)

    @property
    def body(self) -> MetricsBody | MetricsScroll | None:
        """The picture as laid out for the present width."""
        return self._body

    @property
    def cursor_fact(self) -> str:
        """The figure that the keyboard is on, "" for none."""
        return self._cursor

    def show_state(self, state: State, options: MetricsOptions) -> None:
        """Show a state; a figure chosen elsewhere takes the cursor and scrolls into view."""
        before = self._state.selection.focus if self._state else None
        self._state, self._options = state, options
        self._lay_out()
        focus = state.selection.focus
        if focus and focus != before and self._body is not None and self._body.holds(focus):
            self._move_to(focus)
        elif self._body is not None and self._cursor and not self._body.holds(self._cursor):
            self._cursor = ""
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the height that the figures need."""
        return QSize(600, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew where the width changed."""
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part in view."""
        painter = QPainter(self)
        theme = load_theme(self._state.theme if self._state else "light")
        painter.fillRect(event.rect(), theme.surface["pane"])
        if self._body is None:
            return
        painter.translate(MARGIN, MARGIN)
        clip = QRectF(event.rect()).translated(-MARGIN, -MARGIN)
        self._settle(clip)
        self._body.paint_part(painter, clip)
        rect = self._cursor_rect()
        chosen = self._state is not None and self._state.selection.focus == self._cursor
        if rect is not None and self.hasFocus() and not chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = self._sheet().pen(theme.line["focus"], 1.2, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRoundedRect(rect.adjusted(-3, 1, 3, -1), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the figure under the mouse, or zoom into a series."""
        hit = self._hit(event.position())
        if event.button() != Qt.MouseButton.LeftButton or hit is None:
            event.ignore()
        elif hit.series:
            self.series_asked.emit(hit.series)
        else:
            self._cursor = hit.fact_id
            self.chosen.emit(hit.fact_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zoom into the series under the mouse."""
        hit = self._hit(event.position())
        if hit is not None:
            self._ask_series(hit.fact_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the mouse pointer what can be clicked."""
        over = self._hit(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the figures, choose one, zoom into its series."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Home: -FAR,
            Qt.Key.Key_End: FAR,
        }
        key = Qt.Key(event.key())
        if key in steps and self._body is not None:
            target = self._body.beside(self._cursor, steps[key])
            if target:
                self._move_to(target)
        elif self._cursor and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._cursor)
        elif self._cursor and key == Qt.Key.Key_Z:
            self._ask_series(self._cursor)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell all about the figure under the mouse.

        A filter on the canvas itself, for an error inside event() would end the program.
        """
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self._hit(QPointF(event.pos()))
            if hit is None or self._state is None:
                QToolTip.hideText()
                event.ignore()
            else:
                QToolTip.showText(event.globalPos(), hover_html(self.told(hit)), self)
            return True
        return super().eventFilter(watched, event)

    def told(self, hit: Hit) -> str:
        """Return what hovering tells: the fact, and the formula of a derived value."""
        if self._state is None or not hit.fact_id:
            return tr("Show this series alone, to zoom and pan in it (Z)")
        text = hover_text(self._state.dossier, hit.fact_id, dict(self._state.articles))
        return f"{tr('derived: {formula}', formula=hit.derived)}\n\n{text}" if hit.derived else text

    def _sheet(self) -> Sheet:
        return Sheet(load_theme(self._state.theme if self._state else "light"), 1.0, FAMILY)

    def _lay_out(self) -> None:
        if self._state is None:
            return
        width = max(self.width(), LEAST_WIDTH) - 2 * MARGIN
        view = metrics_view(self._state.dossier, self._state.selection, self._options)
        # Of many panels at most that of the chosen figure is another one.
        follows = self._body is not None and self._body.follows
        key = ((view.like or view) if follows else view, self._state.theme, width, self._room())
        if self._body is not None and key == self._laid_out:
            self._body = self._body.with_state(self._state)
        else:
            room = self._room()
            self._body = metrics_column(self._state, self._sheet(), width, self._options, room)
            plans = (view.like or view) if self._body.follows else view
            self._laid_out = (plans, *key[1:])
            self.setMinimumHeight(ceil(self._body.height) + 2 * MARGIN)
            if self._cursor and self._cursor == self._state.selection.focus:
                self._tell_place(self.moved)
        self.update()

    def _settle(self, clip: QRectF) -> None:
        """Make room for what comes into sight and turned out to be higher than expected."""
        assert self._body is not None
        moved = self._body.settle(clip)
        height = ceil(self._body.height) + 2 * MARGIN
        if height != self.minimumHeight():
            # After this paint, for it changes the range of scrolling.
            QTimer.singleShot(0, self, partial(self._grow, height, round(moved)))

    def _grow(self, height: int, moved: int) -> None:
        self.setMinimumHeight(height)
        if moved:
            self.shifted.emit(moved)
            self.update()

    def settle(self, seen: QRect, most: int | None = None) -> None:
        """Make what will be in sight as high as it is before it is painted.

        With ``most`` no more than so many rows are laid out that were not yet.
        """
        if self._body is None:
            return
        moved = self._body.settle(QRectF(seen).translated(-MARGIN, -MARGIN), most)
        height = ceil(self._body.height) + 2 * MARGIN
        if height != self.minimumHeight():
            self._grow(height, round(moved))

    def draw_next(self, seen: QRect) -> bool:
        """Draw one picture that will be in sight; tell whether there was one to draw."""
        clip = QRectF(seen).translated(-MARGIN, -MARGIN)
        ratio = self.devicePixelRatioF()
        return self._body is not None and self._body.draw_next(clip, ratio)

    def look_again(self) -> None:
        """Tell where the cursor's figure is, now that what is above it has its height."""
        if self._cursor:
            self._tell_place(self.moved)

    def is_laid_out(self, seen: QRect) -> bool:
        """Tell whether nothing that will be in sight has to be laid out before it is painted."""
        clip = QRectF(seen).translated(-MARGIN, -MARGIN)
        return self._body is None or self._body.is_laid_out(clip)

    def _room(self) -> float:
        """Return the height in view, in which the figures had better fit."""
        around = self.parentWidget()
        return (around.height() if around is not None else self.height()) - 2 * MARGIN

    def _hit(self, place: QPointF) -> Hit | None:
        return self._body.hit(place.x() - MARGIN, place.y() - MARGIN) if self._body else None

    def _cursor_rect(self) -> QRectF | None:
        return self._body.rect_of(self._cursor) if self._body and self._cursor else None

    def _move_to(self, fact_id: str) -> None:
        self._cursor = fact_id
        self._tell_place(self.revealed)
        if self._state is not None:
            self.setAccessibleDescription(hover_text(self._state.dossier, fact_id))
        self.update()

    def _tell_place(self, signal: SignalInstance) -> None:
        rect = self._body.reach_of(self._cursor) if self._body else None
        if self._body is not None and rect is not None:
            around = self._body.row_of(self._cursor) or rect
            places = (one.translated(MARGIN, MARGIN).toAlignedRect() for one in (rect, around))
            signal.emit(*places)

    def _ask_series(self, fact_id: str) -> None:
        if self._body is None or self._state is None:
            return
        view = self._body.view
        place = place_of(self._state.dossier, view, fact_id)
        if place >= 0 and view.panels.plans[place].form == "series":
            self.series_asked.emit(view.panels[place].key)
