"""The rows of the side-by-side view as a Qt table of plain texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from jwviewer.dossier.columns import Ints
from jwviewer.dossier.lazy_sequence import LazySequence
from jwviewer.language import tr
from jwviewer.queries.profile_long import BRIEF
from jwviewer.queries.profile_parts import Group, Row
from jwviewer.queries.profile_plan import JoinedRows, LongRows
from jwviewer.queries.profiles import Profiles

AnyIndex = QModelIndex | QPersistentModelIndex
MOST_NUMBERS = 4_096
"""Of so many rows it stays known where they stand."""
_ROOT = QModelIndex()


class ProfileModel(QAbstractTableModel):
    """Group headings and rows as lines of one table; column 0 holds the labels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Profiles | None = None
        self.lines: Sequence[Group | Row] = []

    def show_profiles(self, shown: Profiles) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.shown = shown
        self.lines = LongLines(shown) if shown.is_long else _all_lines(shown)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return the number of headings and rows."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return the number of companies and one for the labels."""
        return 0 if parent.isValid() or self.shown is None else len(self.shown.columns) + 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell as plain text; to a screen reader with its row and company."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line, column = self.lines[index.row()], index.column()
        if isinstance(line, Group):
            return line.title if column == 0 else ""
        if column == 0:
            return line.label
        text = self._text(line, column)
        if role == Qt.ItemDataRole.DisplayRole or self.shown is None:
            return text
        return tr(
            "{row}, {company}: {value}",
            row=line.name,
            company=self.shown.names[column - 1],
            value=text,
        )

    def _text(self, line: Row, column: int) -> str:
        """Return a cell as plain text; that of a closed row leaves no contradicting value out."""
        cell, lines = line.cells[column - 1], self.lines
        if not (isinstance(lines, LongLines) and cell.left) or line.key in lines.open:
            return cell.text
        return lines.whole(line.key).cells[column - 1].told(BRIEF)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a company's name."""
        if (
            role != Qt.ItemDataRole.DisplayRole
            or orientation != Qt.Orientation.Horizontal
            or self.shown is None
        ):
            return None
        return self.shown.names[section - 1] if 0 < section <= len(self.shown.names) else ""


class LongLines(LazySequence[Group | Row]):
    """Headings and rows of a long view; rows are made when asked for, one cell a column.

    Rows are brief but for those whose keys are in ``open``.
    """

    def __init__(self, shown: Profiles) -> None:
        self._groups = shown.groups
        self.open: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._plans: list[tuple[int, LongRows]] = []
        sizes = [len(g.rows) + _titled(g) for g in shown.groups]
        self._ends = [0, *accumulate(sizes)]
        for group, start in zip(shown.groups, self._ends, strict=False):
            rows, first = group.rows, start + _titled(group)
            assert isinstance(rows, (LongRows, JoinedRows))
            for part in rows.parts if isinstance(rows, JoinedRows) else (rows,):
                self._plans.append((first, part))
                first += len(part)
        self._members = np.concatenate([rows.members for _, rows in self._plans])
        self._members_end = np.cumsum([len(rows.members) for _, rows in self._plans])

    def __len__(self) -> int:
        return self._ends[-1]

    def _at(self, number: int) -> Group | Row:
        place = bisect_right(self._ends, number) - 1
        group, row = self._groups[place], number - self._ends[place] - _titled(self._groups[place])
        if row < 0:
            return group
        rows, place = _plan(group, row)
        made = rows.brief[place]
        if len(self._numbers) >= MOST_NUMBERS:
            self._numbers.clear()
        self._numbers[made.key] = number
        if made.key in self.open:
            made = rows[place]
        return replace(made, joint=False) if made.joint else made

    def whole(self, key: str) -> Row:
        """Return a row that was asked for before with all it can tell."""
        rows, place = self._place(key)
        return rows[place]

    def standing(self, key: str) -> tuple[Ints, Ints]:
        """Return the facts of a row that was asked for before, and each one's column, from 0."""
        rows, place = self._place(key)
        return rows.standing(place)

    def _place(self, key: str) -> tuple[LongRows, int]:
        number = self._numbers[key]
        place = bisect_right(self._ends, number) - 1
        group = self._groups[place]
        return _plan(group, number - self._ends[place] - _titled(group))

    def headings(self) -> list[int]:
        """Return the numbers of the lines that are headings."""
        pairs = zip(self._groups, self._ends, strict=False)
        return [start for group, start in pairs if _titled(group)]

    def find(self, position: int) -> int:
        """Return the line of the fact at a position of the dossier, -1 when none shows it."""
        at = np.flatnonzero(self._members == position)
        if not len(at):
            return -1
        plan = int(np.searchsorted(self._members_end, at[0], "right"))
        start, rows = self._plans[plan]
        return start + rows.find(position)


def _plan(group: Group, row: int) -> tuple[LongRows, int]:
    """Return the plan that a row of a long view's group is of, and its number there."""
    rows = group.rows
    assert isinstance(rows, (LongRows, JoinedRows))
    return rows.part(row) if isinstance(rows, JoinedRows) else (rows, row)


def _titled(group: Group) -> bool:
    return group.key != "company"


def _all_lines(shown: Profiles) -> list[Group | Row]:
    lines: list[Group | Row] = []
    for group in shown.groups:
        lines += [group, *group.rows] if _titled(group) else group.rows
    return lines
