"""What every pane has in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QHeaderView, QLabel, QStackedLayout, QTableView, QWidget

from jwviewer.drawing.body import LayOut
from jwviewer.language import tr
from jwviewer.queries.grid import Grid
from jwviewer.session import State

AnyIndex = QModelIndex | QPersistentModelIndex
TURN = 0
"""Milliseconds between two parts of what is done in turns: events and timers come in between."""


class Pane(QWidget):
    """A view of the State that proposes selections and knows nobody else.

    A subclass names itself, sets its view with ``set_view``, and implements ``draw``,
    ``summary`` and ``grid``.

    Signals:
        previewed: a Selection while it is being made (dragging); not remembered.
        proposed: a Selection that is settled.
        info_changed: a short line for the pane's title bar.
        menu_asked: a global position where the person asked for the pane's menu.
        article_dropped: the path of a file the person wants attached as the source.
        edit_asked: an edit that is proposed (edit, delete, merge, judge, evidence), the id of
            the fact it concerns or "", and what it is made of, such as a Span of the source.
    """

    previewed = Signal(object)
    proposed = Signal(object)
    info_changed = Signal(str)
    menu_asked = Signal(object)
    article_dropped = Signal(str)
    edit_asked = Signal(str, str, object)

    name: ClassVar[str] = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: State | None = None
        self._muted = False
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._twin: QTableView | None = None
        self._view: QWidget | None = None
        self._curtain: QLabel | None = None

    @classmethod
    def title(cls) -> str:
        """Return the pane's name for people."""
        raise NotImplementedError

    def tools(self) -> list[QWidget]:
        """Small controls for the pane's title bar, from left to right."""
        return []

    def draw(self, state: State) -> None:
        """Bring the view in line with the state; anything proposed meanwhile is ignored."""
        raise NotImplementedError

    def foresee(self, state: State) -> Callable[[], object] | None:
        """Return what works out, in another thread, what ``draw`` will ask of a state's filters."""
        return None

    def to_start(self) -> None:
        """Scroll to the beginning: the filters left something else, and nothing of it is chosen."""

    def summary(self) -> str:
        """Say in a sentence or two what the pane shows, for a screen reader."""
        raise NotImplementedError

    def grid(self) -> Grid:
        """Return exactly what the pane shows, as a table."""
        raise NotImplementedError

    def figure_layout(self) -> LayOut | None:
        """Return how a figure is laid out with the choices made here; None when there are none."""
        return None

    @property
    def is_settled(self) -> bool:
        """Whether everything that belongs to the state has been painted."""
        return self.state is not None

    def sight(self, *, again: bool) -> QImage | None:
        """Return the pane's picture as it looks right after opening, None when there is none.

        With ``again`` it may be painted anew for that if the person has done something since.
        """
        return None

    def set_view(self, view: QWidget) -> None:
        """Make ``view`` the pane's content and the target of its focus."""
        self._view = view
        self._stack.addWidget(view)
        self.setFocusProxy(view)

    def show_state(self, state: State) -> None:
        """Show a new state without answering it; while held, when it is released."""
        if self.is_held:
            self.state = state
            return
        self._muted = True
        before = self.state
        try:
            self.state = state
            self.draw(state)
            if before is not None and _is_filtered_anew(before, state):
                self.to_start()
            self.setAccessibleName(self.title())
            self.setAccessibleDescription(self.summary())
            if self.shows_table:
                self._fill_twin()
        finally:
            self._muted = False

    def show_early(self, state: State) -> None:
        """Show a state before the session has it: until the next one nothing can be proposed."""
        self.show_state(state)
        self._muted = True

    @property
    def is_held(self) -> bool:
        """Whether the pane waits with drawing."""
        return self._curtain is not None

    def hold(self) -> None:
        """Draw no state until released: what that needs is being prepared elsewhere."""
        if self._curtain is None:
            self._curtain = QLabel(tr("One moment …"), alignment=Qt.AlignmentFlag.AlignCenter)
            self._curtain.setEnabled(False)  # in quiet ink
            self._before: QWidget = self._stack.currentWidget() or self._curtain
            self._stack.addWidget(self._curtain)
            self._stack.setCurrentWidget(self._curtain)
            self.info_changed.emit("")

    def release(self) -> None:
        """Show the state that has come meanwhile."""
        if self._curtain is not None:
            self._stack.removeWidget(self._curtain)
            self._curtain.deleteLater()
            self._curtain = None
            self._stack.setCurrentWidget(self._before)
            if self.state is not None:
                # In two turns, between which the window answers: laid out first, then painted.
                self._before.setUpdatesEnabled(False)
                QTimer.singleShot(0, self._before, partial(self._before.setUpdatesEnabled, True))
                self.show_state(self.state)

    def preview(self, selection: object) -> None:
        """Propose a passing selection, unless the pane is being drawn or held."""
        if not (self._muted or self.is_held):
            self.previewed.emit(selection)

    def propose(self, selection: object) -> None:
        """Propose a settled selection, unless the pane is being drawn or held."""
        if not (self._muted or self.is_held):
            self.proposed.emit(selection)

    def choose(self, fact_id: str | None) -> None:
        """Propose to choose one fact."""
        if self.state is not None:
            self.propose(self.state.selection.with_focus(fact_id))

    @property
    def shows_table(self) -> bool:
        """Whether the table twin stands in place of the view."""
        current = self._before if self.is_held else self._stack.currentWidget()
        return self._twin is not None and current is self._twin

    def show_table(self, shown: bool) -> None:
        """Put the table twin in place of the view, or the view back."""
        if shown and self._twin is None:
            self._twin = _twin_table(self)
            self._twin.setAccessibleName(tr("{pane} as a table", pane=self.title()))
            self._twin.activated.connect(self._choose_row)
            self._twin.clicked.connect(self._choose_row)
            self._stack.addWidget(self._twin)
        target = self._twin if shown else self._view
        if target is None:
            return
        self.setFocusProxy(target)
        if self.is_held:
            self._before = target
            return
        self._stack.setCurrentWidget(target)
        if shown and self.state is not None:
            self._fill_twin()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask the window for the pane's menu."""
        self.menu_asked.emit(event.globalPos())

    def _fill_twin(self) -> None:
        assert self._twin is not None
        old = self._twin.model()
        self._twin.setModel(GridModel(self.grid(), self._twin))
        old.deleteLater() if old is not None else None
        focus = self.state.selection.focus if self.state else None
        ids = self._twin.model().grid.fact_ids  # type: ignore[attr-defined]
        if focus in ids:
            self._twin.selectRow(ids.index(focus))

    def _choose_row(self, index: QModelIndex) -> None:
        assert self._twin is not None
        fact_id = self._twin.model().grid.fact_ids[index.row()]  # type: ignore[attr-defined]
        if fact_id:
            self.choose(fact_id)


class GridModel(QAbstractTableModel):
    """A Grid as a Qt table; texts are plain."""

    def __init__(self, grid: Grid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = grid

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.grid.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.grid.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.grid.rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's title, or a row's number."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.grid.columns[section] if orientation == Qt.Orientation.Horizontal else section + 1
        )


def _is_filtered_anew(before: State, state: State) -> bool:
    """Tell whether only the filters lead to what is shown now, and no fact that was chosen."""
    if before.dossier is not state.dossier or state.selection.focus is not None:
        return False
    return before.selection.filters != state.selection.filters


def _twin_table(parent: QWidget) -> QTableView:
    table = QTableView(parent)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().setVisible(False)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.horizontalHeader().setDefaultSectionSize(170)
    table.horizontalHeader().setStretchLastSection(True)
    return table
