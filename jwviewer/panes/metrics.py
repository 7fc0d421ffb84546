"""The metrics pane: figures by unit or by company, and a series to zoom into."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from jwviewer.drawing.fonts import FAMILY
from jwviewer.drawing.hover import hover_html, hover_text
from jwviewer.drawing.metrics import metrics_body
from jwviewer.drawing.metrics_canvas import MetricsCanvas
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.language import tr
from jwviewer.panes.pane import Pane
from jwviewer.queries.grid import Grid
from jwviewer.queries.metric_grid import metrics_grid, metrics_summary
from jwviewer.queries.metric_view import Arrangement, MetricsOptions, Scope
from jwviewer.queries.metrics import metrics_view

if TYPE_CHECKING:
    from jwviewer.drawing.body import LayOut
    from jwviewer.drawing.plot_gateway import SeriesPlot
    from jwviewer.queries.metric_view import MetricsView, Panel
    from jwviewer.session import State

ZOOM = 1.5
PAN = 0.2


class MetricsPane(Pane):
    """Shows the figures of a dossier as plots, and one series alone to zoom and pan in."""

    name: ClassVar[str] = "metrics"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options = MetricsOptions()
        self._shown: MetricsView | None = None
        self.canvas = MetricsCanvas()
        self.canvas.chosen.connect(self.choose)
        self.canvas.series_asked.connect(self.zoom_into)
        self.canvas.revealed.connect(self._reveal)
        self.canvas.moved.connect(self._keep_in_view)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.canvas)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._wanted: QRect | None = None
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(self._catch_up)
        bar.actionTriggered.connect(self._let_go)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._scroll)
        self._pages.setFocusProxy(self.canvas)
        self._series: _SeriesPage | None = None
        self._zoomed = ""
        self._tools = self._make_tools()
        self.set_view(self._pages)

    @classmethod
    def title(cls) -> str:
        """Return the pane's name."""
        return tr("Metrics")

    def tools(self) -> list[QWidget]:
        """Return the choices of arrangement, scale and scope."""
        return list(self._tools)

    def draw(self, state: State) -> None:
        """Bring the plots in line with the state."""
        self._shown = metrics_view(state.dossier, state.selection, self.options)
        self.canvas.show_state(state, self.options)
        if self._zoomed:
            self._show_series()
        self.info_changed.emit(
            tr(
                "{drawn} of {total} drawn",
                drawn=f"{self._shown.drawn:,}",
                total=f"{self._shown.total:,}",
            )
        )

    def summary(self) -> str:
        """Say how many figures are drawn, for whom, and what is only listed."""
        if self.state is None or self._shown is None:
            return ""
        return metrics_summary(self.state.dossier, self._shown)

    def grid(self) -> Grid:
        """Return the figures shown, as a table with bounds, bases and formulas."""
        assert self.state is not None
        view = self._shown or metrics_view(self.state.dossier, self.state.selection, self.options)
        return metrics_grid(self.state.dossier, self.state.selection, view)

    def figure_layout(self) -> LayOut:
        """Return how an exported figure is laid out: with the choices made in this pane."""
        return cast("LayOut", partial(metrics_body, options=self.options))

    @property
    def zoomed(self) -> str:
        """The key of the series shown alone, "" while all panels are shown."""
        return self._zoomed

    @property
    def plot(self) -> SeriesPlot | None:
        """The plot of the series shown alone, once there was one."""
        return self._series.plot if self._series else None

    def zoom_into(self, key: str) -> None:
        """Show one series alone, to zoom and pan along time."""
        self._zoomed = key
        self._show_series()

    def show_all(self) -> None:
        """Return from one series to all panels."""
        self._zoomed = ""
        self._pages.setCurrentWidget(self._scroll)
        self._pages.setFocusProxy(self.canvas)
        self.canvas.setFocus()

    def _make_tools(self) -> tuple[QComboBox, ...]:
        arrangement = _choice(
            tr("Arrange the metrics"), {"unit": tr("by unit"), "company": tr("by company")}
        )
        scale = _choice(
            tr("Scale of the values"), {"linear": tr("linear"), "log": tr("logarithmic")}
        )
        scope = _choice(
            tr("Figures shown"),
            {"all": tr("all"), "period": tr("period chosen"), "shared": tr("shared only")},
        )
        arrangement.currentIndexChanged.connect(
            lambda: self._use(
                replace(self.options, arrangement=cast("Arrangement", arrangement.currentData()))
            )
        )
        scale.currentIndexChanged.connect(
            lambda: self._use(replace(self.options, logarithmic=scale.currentData() == "log"))
        )
        scope.currentIndexChanged.connect(
            lambda: self._use(replace(self.options, scope=cast("Scope", scope.currentData())))
        )
        return arrangement, scale, scope

    def _use(self, options: MetricsOptions) -> None:
        self.options = options
        if self.state is not None:
            self.show_state(self.state)

    def _show_series(self) -> None:
        panel = self._series_panel()
        if panel is None or self.state is None:
            self.show_all()
            return
        if self._series is None:
            self._series = _SeriesPage(self)
            self._pages.addWidget(self._series)
        self._series.show_panel(panel, self.state, logarithmic=self.options.logarithmic)
        if self._pages.currentWidget() is not self._series:
            self._pages.setCurrentWidget(self._series)
            self._pages.setFocusProxy(self._series)
            self._series.setFocus()

    def _series_panel(self) -> Panel | None:
        panels = self._shown.panels if self._shown else ()
        return next((p for p in panels if p.key == self._zoomed and p.form == "series"), None)

    def _reveal(self, rect: QRect) -> None:
        self._wanted = rect
        self._catch_up()

    def _keep_in_view(self, rect: QRect) -> None:
        if self._wanted is not None:
            self._reveal(rect)

    def _let_go(self) -> None:
        """Follow the person, who scrolls: what was revealed may go out of view."""
        self._wanted = None

    def _catch_up(self) -> None:
        # Also when the range of scrolling changes: before, there is no way to what comes late.
        if self._wanted is None:
            return
        rect, centre = self._wanted, self._wanted.center()
        self._scroll.ensureVisible(centre.x(), centre.y(), 0, rect.height() // 2 + 24)


class _SeriesPage(QWidget):
    """One series alone: a way back, its title, and the plot."""

    def __init__(self, pane: MetricsPane) -> None:
        from jwviewer.drawing.plot_caption import PlotCaption
        from jwviewer.drawing.plot_gateway import SeriesPlot

        super().__init__(pane)
        self._pane = pane
        self.plot = SeriesPlot(self._choose, self._hover)
        self._state: State | None = None
        self._facts: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        back = QToolButton()
        back.setText(tr("‹ All figures"))
        back.setAccessibleName(tr("Back to all figures"))
        back.setAutoRaise(True)
        back.clicked.connect(pane.show_all)
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
        layout.addWidget(self.caption)
        self.plot.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_panel(self, panel: Panel, state: State, *, logarithmic: bool) -> None:
        """Show one panel of lines."""
        self._state = state
        points = sorted((p for line in panel.lines for p in line.points), key=lambda p: p.middle)
        self._facts = tuple(dict.fromkeys(point.fact_id for point in points))
        self._title.setText(panel.title)
        self.setAccessibleName(panel.title)
        self.setAccessibleDescription(
            tr(
                "{count} points; Left and Right choose one, + and − zoom, Escape goes back",
                count=len(self._facts),
            )
        )
        sheet = Sheet(load_theme(state.theme), 1.0, FAMILY)
        self.caption.show_panel(panel, sheet)
        self.plot.show_panel(panel, state, sheet, logarithmic=logarithmic)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, pan with Shift, walk from point to point, go back."""
        key = Qt.Key(event.key())
        forward = key == Qt.Key.Key_Right
        if key == Qt.Key.Key_Escape:
            self._pane.show_all()
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

    def _choose(self, fact_id: str) -> None:
        self._pane.choose(fact_id)

    def _hover(self, fact_id: str) -> None:
        if fact_id and self._state is not None:
            text = hover_text(self._state.dossier, fact_id, dict(self._state.articles))
            QToolTip.showText(self.cursor().pos(), hover_html(text), self)
        else:
            QToolTip.hideText()

    def _step(self, by: int) -> None:
        focus = self._state.selection.focus if self._state else None
        place = self._facts.index(focus) + by if focus in self._facts else 0
        if 0 <= place < len(self._facts):
            self._pane.choose(self._facts[place])


class _Choice(QComboBox):
    """A choice as narrow as what is chosen, for it shares a title bar with the line that counts."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(3)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.currentIndexChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Ask for the width of the present words, not of the longest."""
        hint, widths = super().sizeHint(), self._widths()
        return QSize(hint.width() - max(widths) + widths[self.currentIndex()], hint.height())

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def showPopup(self) -> None:
        """Open a list that is wide enough for every choice."""
        self.view().setMinimumWidth(super().sizeHint().width())
        super().showPopup()

    def _widths(self) -> list[int]:
        measure = self.fontMetrics().horizontalAdvance
        return [measure(self.itemText(n)) for n in range(self.count())] or [0]


def _choice(name: str, entries: dict[str, str]) -> QComboBox:
    box = _Choice()
    box.setAccessibleName(name)
    box.setToolTip(name)
    for key, text in entries.items():
        box.addItem(text, key)
    return box
