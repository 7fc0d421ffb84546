"""The metrics pane: figures by unit or by company, and a series to zoom into."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from msgspec.structs import replace
from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from jwviewer.drawing.metrics import metrics_body
from jwviewer.drawing.metrics_canvas import MetricsCanvas
from jwviewer.language import tr
from jwviewer.panes.metrics.series_page import SeriesPage
from jwviewer.panes.pane import TURN, Pane
from jwviewer.queries.grid import Grid
from jwviewer.queries.metric_grid import metrics_grid, metrics_summary
from jwviewer.queries.metric_view import Arrangement, MetricsOptions, Scope
from jwviewer.queries.metrics import FIRST, holds, metrics_view, place_of, series_of

if TYPE_CHECKING:
    from jwviewer.drawing.body import LayOut
    from jwviewer.drawing.plot_gateway import SeriesPlot
    from jwviewer.queries.metric_view import MetricsView, Panel
    from jwviewer.session import State

AIR = 24
"""How many pixels around a mark that scrolls into view are seen as well."""


class MetricsPane(Pane):
    """Shows the figures of a dossier as plots, and one series alone to zoom and pan in."""

    name: ClassVar[str] = "metrics"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options = MetricsOptions()
        self._shown: MetricsView | None = None
        self._told: tuple[MetricsView, str] | None = None
        self.canvas = MetricsCanvas()
        self.canvas.chosen.connect(self.choose)
        self.canvas.series_asked.connect(self.zoom_into)
        self.canvas.revealed.connect(self._reveal)
        self.canvas.moved.connect(self._keep_in_view)
        self.canvas.shifted.connect(self._follow)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would change the width, and all would be laid out twice.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setWidget(self.canvas)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._wanted: QRect | None = None
        self._whole = False
        self._laying = QTimer(self, interval=TURN)
        self._laying.timeout.connect(self._lay_next)
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(self._catch_up)
        bar.actionTriggered.connect(self._let_go)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._scroll)
        self._pages.setFocusProxy(self.canvas)
        self._series: SeriesPage | None = None
        self._zoomed = ""
        self._focus: str | None = None
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
        before, self._focus = self._focus, state.selection.focus
        self._shown = metrics_view(state.dossier, state.selection, self.options)
        self.canvas.show_state(state, self.options)
        if self.canvas.isVisible():
            # Here and not on the way of painting, which takes its own time.
            self._settle()
        if self._focus != before and self._lies_elsewhere(self._focus):
            self.show_all()
        if self._zoomed:
            self._show_series()
        self.info_changed.emit(
            tr(
                "{drawn} of {total} drawn",
                drawn=f"{self._shown.drawn:,}",
                total=f"{self._shown.total:,}",
            )
        )

    def foresee(self, state: State) -> Callable[[], object]:
        """Plan the panels, and make those that come into sight first."""
        options = self.options

        def work() -> None:
            view = metrics_view(state.dossier, state.selection, options)
            for panel in view.panels[:FIRST] if view.large else view.panels:
                _ = panel.fact_ids

        return work

    def to_start(self) -> None:
        """Show the first panels."""
        self._wanted = None
        self._scroll.verticalScrollBar().setValue(0)

    def summary(self) -> str:
        """Say how many figures are drawn, for whom, and what is only listed."""
        if self.state is None or self._shown is None:
            return ""
        if self._told is None or self._told[0] is not self._shown:
            self._told = self._shown, metrics_summary(self.state.dossier, self._shown)
        return self._told[1]

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
        # Who works in another pane keeps the keyboard there.
        busy = self.window().focusWidget()
        here = busy is not None and self._pages.isAncestorOf(busy)
        self._pages.setCurrentWidget(self._scroll)
        self._pages.setFocusProxy(self.canvas)
        if here:
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
            self._series = SeriesPage(self)
            self._series.chosen.connect(self.choose)
            self._series.left.connect(self.show_all)
            self._pages.addWidget(self._series)
        self._series.show_panel(panel, self.state, logarithmic=self.options.logarithmic)
        if self._pages.currentWidget() is not self._series:
            self._pages.setCurrentWidget(self._series)
            self._pages.setFocusProxy(self._series)
            self._series.setFocus()

    def _series_panel(self) -> Panel | None:
        if not self._zoomed or self._shown is None or self.state is None:
            return None
        return series_of(self.state.dossier, self._shown, self._zoomed)

    def _lies_elsewhere(self, fact_id: str | None) -> bool:
        """Tell whether a fact is drawn, but not in the series shown alone, if one is."""
        panel = self._series_panel()
        if panel is None or self._shown is None or fact_id is None:
            return False
        assert self.state is not None
        told = place_of(self.state.dossier, self._shown, fact_id) >= 0
        return told and not holds(self.state.dossier, panel, fact_id)

    def _reveal(self, place: QRect, around: QRect) -> None:
        """Bring a place into view, with its row of panels if it has to scroll for that."""
        room = self._room
        seen = room.top() <= place.top() and place.bottom() <= room.bottom()
        self._whole = around != place and not seen and around.height() <= room.height()
        self._bring(place, around)

    def _keep_in_view(self, place: QRect, around: QRect) -> None:
        if self._wanted is not None:
            self._bring(place, around)

    def _bring(self, place: QRect, around: QRect) -> None:
        self._wanted = around if self._whole else place
        self._catch_up()

    def _follow(self, moved: int) -> None:
        """Keep what is in sight where it is when something above it grew."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + moved)

    def _let_go(self) -> None:
        """Follow the person, who scrolls: what was revealed may go out of view."""
        self._wanted = None

    def _catch_up(self) -> None:
        # Also when the range of scrolling changes: before, there is no way to what comes late.
        if self._wanted is None:
            return
        rect, centre = self._wanted, self._wanted.center()
        # A row has air of its own; more would let a third one come into sight.
        air = 0 if self._whole else AIR
        self._scroll.ensureVisible(centre.x(), centre.y(), 0, rect.height() // 2 + air)
        self._settle()

    @property
    def _room(self) -> QRect:
        """What of the canvas is in view."""
        seen = self._scroll.viewport().rect()
        return seen.translated(0, self._scroll.verticalScrollBar().value())

    def _settle(self) -> None:
        """Lay out what is in view: row by row, between which the window answers."""
        if self._laying.isActive() or self.canvas.is_laid_out(self._room):
            return
        # What is seen stays until all of the new is there.
        self._scroll.viewport().setUpdatesEnabled(False)
        # A click would meet what is not seen yet.
        self.canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        self._laying.start()

    def _lay_next(self) -> None:
        try:
            if not self.canvas.is_laid_out(self._room):
                self.canvas.settle(self._room, 1)
                if self.canvas.is_laid_out(self._room):
                    self.canvas.look_again()
            elif not self.canvas.draw_next(self._room):
                self._end_laying()
        except BaseException:
            self._end_laying()
            raise

    def _end_laying(self) -> None:
        self._laying.stop()
        self.canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self._scroll.viewport().setUpdatesEnabled(True)


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
