"""One series of the metrics alone, to zoom and pan in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QToolTip, QVBoxLayout, QWidget

from jwviewer.drawing.fonts import FAMILY
from jwviewer.drawing.hover import hover_html, hover_text
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.language import tr
from jwviewer.queries.metric_zoom import beside, walk

if TYPE_CHECKING:
    from jwviewer.queries.metric_view import Panel
    from jwviewer.session import State

ZOOM = 1.5
PAN = 0.2


class SeriesPage(QWidget):
    """One series alone: a way back, its title, and the plot.

    Signals:
        chosen: the fact whose point was clicked or walked to.
        left: the person wants to see all figures again.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        from jwviewer.drawing.plot_caption import PlotCaption
        from jwviewer.drawing.plot_gateway import SeriesPlot

        super().__init__(parent)
        self.plot = SeriesPlot(self.chosen.emit, self._hover)
        self._state: State | None = None
        self._panel: Panel | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        back = QToolButton()
        back.setText(tr("‹ All figures"))
        back.setAccessibleName(tr("Back to all figures"))
        back.setAutoRaise(True)
        back.clicked.connect(self.left)
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(back)
        top.addWidget(self._title, 1)
        for text, name, slot in (
            ("−", tr("Zoom out"), lambda: self.plot.zoom(ZOOM)),
            ("+", tr("Zoom in"), lambda: self.plot.zoom(1 / ZOOM)),
            (tr("Fit"), tr("Show the whole series"), self.plot.fit),
        ):
            button = QToolButton()
            button.setText(text)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(slot)
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addLayout(top)
        layout.addWidget(self.plot.widget, 1)
        self.caption = PlotCaption()
        self.plot.on_points = self._explain
        layout.addWidget(self.caption)
        self.plot.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_panel(self, panel: Panel, state: State, *, logarithmic: bool) -> None:
        """Show one panel of lines."""
        self._state = state
        self._panel = panel
        self._title.setText(panel.title)
        self.setAccessibleName(panel.title)
        self.setAccessibleDescription(
            tr(
                "{count} points; Left and Right choose one, + and − zoom, Escape goes back",
                count=f"{len(walk(panel)) + panel.traced:,}",
            )
        )
        sheet = Sheet(load_theme(state.theme), 1.0, FAMILY)
        self._sheet = sheet
        self.plot.show_panel(panel, state, sheet, logarithmic=logarithmic)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, pan with Shift, walk from point to point, go back."""
        key = Qt.Key(event.key())
        forward = key == Qt.Key.Key_Right
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.plot.zoom(ZOOM if key == Qt.Key.Key_Minus else 1 / ZOOM)
        elif key == Qt.Key.Key_0:
            self.plot.fit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.plot.pan(PAN if forward else -PAN)
            else:
                self._step(1 if forward else -1)
        else:
            super().keyPressEvent(event)

    def _explain(self, panel: Panel) -> None:
        self.caption.show_panel(panel, self._sheet)

    def _hover(self, fact_id: str) -> None:
        if fact_id and self._state is not None:
            text = hover_text(self._state.dossier, fact_id, dict(self._state.articles))
            QToolTip.showText(self.cursor().pos(), hover_html(text), self)
        else:
            QToolTip.hideText()

    def _step(self, by: int) -> None:
        if self._state is None or self._panel is None:
            return
        found = beside(self._state.dossier, self._panel, self._state.selection.focus, by)
        if found:
            self.chosen.emit(found)
