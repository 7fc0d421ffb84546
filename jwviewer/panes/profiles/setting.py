"""Sets the text of rows that come into sight before they are painted, in turns."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from jwviewer.panes.pane import TURN
from jwviewer.queries.profile_parts import Row

if TYPE_CHECKING:
    from jwviewer.panes.profiles.sight import Sight
    from jwviewer.panes.profiles.table import ProfileTable

_DEAF = Qt.WidgetAttribute.WA_TransparentForMouseEvents
SLICE = 0.01
"""After so many seconds of one turn another row is left to the next."""


class Setting(QObject):
    """Works for one table, of which what is seen stays until all of the new is there."""

    def __init__(self, table: ProfileTable, sight: Sight) -> None:
        super().__init__(table)
        self._table, self._sight = table, sight
        self._done: set[int] = set()
        self._turn = QTimer(self, interval=TURN)
        self._turn.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin with what is in sight now."""
        if self._table.isVisible():
            self._done.clear()
            self._table.viewport().setUpdatesEnabled(False)
            # What is seen meanwhile is no longer what a click would meet.
            self._table.viewport().setAttribute(_DEAF, True)
            self._turn.start()

    def _go_on(self) -> None:
        ends = perf_counter() + SLICE
        try:
            # A person may have scrolled since the last turn.
            for number in self._sight.lines():
                if number not in self._done:
                    self._done.add(number)
                    self._set(number)
                    if perf_counter() >= ends:
                        return
            self._end()
        except BaseException:
            self._end()
            raise

    def _end(self) -> None:
        self._turn.stop()
        self._table.viewport().setAttribute(_DEAF, False)
        self._table.viewport().setUpdatesEnabled(True)

    def _set(self, number: int) -> None:
        table = self._table
        lines, width = table.lines.lines, table.viewport().width()
        if number < len(lines) and isinstance(lines[number], Row):
            for column in range(table.lines.columnCount()):
                if -table.columnWidth(column) < table.columnViewportPosition(column) < width:
                    table.flow(number, column, table.columnWidth(column))
