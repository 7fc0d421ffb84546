"""What of the side-by-side table is in sight, and whether another period changes its look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jwviewer.panes.profiles.model import LongLines
from jwviewer.queries.highlight import Level
from jwviewer.queries.profile_parts import Group, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jwviewer.dossier.columns import Ints
    from jwviewer.panes.profiles.fitting import FittedTable
    from jwviewer.queries.highlight import Highlight

MOST_LINES = 4096
"""Of so many lines it stays known which facts they tell."""
NOTHING = np.empty(0, np.int32)


class Sight:
    """Answers for one table."""

    def __init__(self, table: FittedTable) -> None:
        self._table = table
        self._facts: dict[str, Ints] = {}
        self._all: dict[str, tuple[Ints, Ints]] = {}
        self._lit: tuple[Highlight, dict[str, tuple[set[int], set[int]]]] | None = None

    def lines(self) -> range:
        """Return the numbers of the lines in view."""
        table = self._table
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        end = len(table.lines.lines) if last < 0 else last + 1
        return range(max(first, 0), end) if first >= 0 else range(0)

    def look(self, highlight: Highlight) -> bytes:
        """Return what of the lines in view is dimmed."""
        known = highlight.dossier.positions
        facts = [self._facts_in(number, known) for number in self.lines()]
        return highlight.dims(np.concatenate([NOTHING, *facts])).tobytes()

    def lies_beyond(self, number: int, column: int) -> bool:
        """Tell whether the table has to scroll to show all of a cell."""
        rect = self._table.visualRect(self._table.lines.index(number, column))
        return not self._table.viewport().rect().contains(rect)

    def paint_answers(self, before: Highlight, now: Highlight) -> None:
        """Paint the lines in view anew that answer another fact than before, or otherwise."""
        table, view = self._table, self._table.viewport()
        old, new = self._answers(before), self._answers(now)
        for number in (number for number, levels in new.items() if levels != old[number]):
            view.update(0, table.rowViewportPosition(number), view.width(), table.rowHeight(number))

    def _answers(self, highlight: Highlight) -> dict[int, list[Level]]:
        """Return how strongly each cell of the lines in view answers the chosen fact."""
        lines = ((number, self._table.lines.lines[number]) for number in self.lines())
        return {
            number: [self.answer(line, n, highlight) for n in range(1, len(line.cells) + 1)]
            for number, line in lines
            if isinstance(line, Row)
        }

    def answer(self, row: Row, column: int, highlight: Highlight) -> Level:
        """Return how strongly the facts of a long view's cell answer the chosen one.

        Those count as well that have no room in it.
        """
        known, focus = highlight.dossier.positions, highlight.selection.focus
        lines = self._table.lines.lines
        if focus is None or focus not in known or not isinstance(lines, LongLines):
            return Level.NONE
        told = self._all.get(row.key)
        if told is None:
            if len(self._all) >= MOST_LINES:
                self._all.clear()
            told = self._all[row.key] = _standing(lines, row, known)
        facts, columns = told
        if self._lit is None or self._lit[0] is not highlight:
            self._lit = highlight, {}
        levels = self._lit[1].get(row.key)
        if levels is None:
            related = {*columns[highlight.related[facts]].tolist()}
            exact = {*columns[facts == known[focus]].tolist()}
            levels = self._lit[1][row.key] = related, exact
        related, exact = levels
        if column - 1 in exact:
            return Level.EXACT
        return Level.RELATED if column - 1 in related else Level.NONE

    def forget(self) -> None:
        """Begin again, for other lines."""
        self._facts.clear()
        self._all.clear()
        self._lit = None

    def _facts_in(self, number: int, known: Mapping[str, int]) -> Ints:
        """Return the positions of the facts that a line tells."""
        line = self._table.lines.lines[number]
        if isinstance(line, Group):
            return NOTHING
        found = self._facts.get(line.key)
        if found is None:
            if len(self._facts) >= MOST_LINES:
                self._facts.clear()
            ids = (entry.fact_id for cell in line.cells for entry in cell.entries)
            found = np.array([known[one] for one in ids if one in known], np.int32)
            self._facts[line.key] = found
        return found


def _standing(lines: LongLines, row: Row, known: Mapping[str, int]) -> tuple[Ints, Ints]:
    """Return the facts of a row, by position, with what is told along with them, and columns."""
    facts, columns = lines.standing(row.key)
    also = [
        (known[one], column)
        for column, cell in enumerate(row.cells)
        for entry in cell.entries
        for one in entry.fact_ids
        if one in known
    ]
    told = np.array(also, np.int64).reshape(-1, 2)
    return np.concatenate([facts, told[:, 0]]), np.concatenate([columns, told[:, 1]])
