"""What of the side-by-side table is in sight, and whether another period changes its look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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
        self._all: dict[str, Ints] = {}

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

    def answers(self, row: Row, highlight: Highlight) -> bool:
        """Tell whether anything in a row may answer the chosen fact; else nothing does."""
        known = highlight.dossier.positions
        focus = highlight.selection.focus
        if focus is None or focus not in known:
            return False
        told = self._all.get(row.key)
        if told is None:
            if len(self._all) >= MOST_LINES:
                self._all.clear()
            entries = [entry for cell in row.cells for entry in cell.entries]
            ids = {one for entry in entries for one in (entry.fact_id, *entry.also)}
            told = np.array([known[one] for one in ids if one in known], np.int32)
            self._all[row.key] = told
        return bool(highlight.related[told].any() or (told == known[focus]).any())

    def forget(self) -> None:
        """Begin again, for other lines."""
        self._facts.clear()
        self._all.clear()

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
