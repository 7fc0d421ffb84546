"""Sets the text of rows that come into sight before they are painted, in turns."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from jwviewer.panes.pane import TURN
from jwviewer.queries.profile_parts import Row

if TYPE_CHECKING:
    from jwviewer.panes.profiles.sight import Sight
    from jwviewer.panes.profiles.table import ProfileTable

SLICE = 0.01
"""After so many seconds of one turn another row is left to the next."""


class Setting(QObject):
    """Works for one table, of which what is seen stays until all of the new is there."""

    def __init__(self, table: ProfileTable, sight: Sight) -> None:
        super().__init__(table)
        self._table, self._sight = table, sight
        self._left: list[int] = []
        self._turn = QTimer(self, interval=TURN)
        self._turn.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin with what is in sight now."""
        if self._table.isVisible():
            self._left = list(self._sight.lines())
            self._table.viewport().setUpdatesEnabled(False)
            self._turn.start()

    def _go_on(self) -> None:
        ends = perf_counter() + SLICE
        try:
            while self._left and perf_counter() < ends:
                self._set(self._left.pop(0))
        except BaseException:
            self._left = []
            raise
        finally:
            if not self._left:
                self._turn.stop()
                self._table.viewport().setUpdatesEnabled(True)

    def _set(self, number: int) -> None:
        table = self._table
        lines, width = table.lines.lines, table.viewport().width()
        if number < len(lines) and isinstance(lines[number], Row):
            for column in range(table.lines.columnCount()):
                if -table.columnWidth(column) < table.columnViewportPosition(column) < width:
                    table.flow(number, column, table.columnWidth(column))
