"""How high and wide the side-by-side table's rows and columns are."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTableView, QWidget

from jwviewer.drawing.flow import Flow
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.panes.profiles.cells import PAD_Y
from jwviewer.panes.profiles.header import ProfileHeader
from jwviewer.panes.profiles.model import LongLines, ProfileModel
from jwviewer.queries.profile_parts import Group, Row

LABEL_SHARE, LABEL_LEAST, LABEL_MOST = 0.24, 96, 190
COLUMN_LEAST = 128
ROW_LINES = 4
"""In a long view every row is so many lines high."""
AT_ONCE = 60
"""How many rows are fitted at once; the rest follow while the person already looks."""


class FittedTable(QTableView):
    """Shares its width among columns and gives each row the height of its text.

    In a long view all rows are of one height, and nothing is done for a row out of view.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet(load_theme("light"))
        self.lines = ProfileModel(self)
        self.setModel(self.lines)
        self._header = ProfileHeader(self)
        self.setHorizontalHeader(self._header)
        self._header.sectionResized.connect(self._refit)
        self._laying = False
        self._waiting: list[int] = []
        self._headings: list[int] = []
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._fit_more)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(32)

    def flow(self, line_number: int, column: int, width: float) -> Flow:
        """Return a cell's text, set for the cell's width."""
        raise NotImplementedError

    @property
    def is_long(self) -> bool:
        """Whether all rows are of one height."""
        return isinstance(self.lines.lines, LongLines)

    def span(self) -> None:
        """Let headings, and what is said of all columns, take the whole width."""
        columns = self.lines.columnCount()
        if isinstance(self.lines.lines, LongLines):
            for number in self.lines.lines.headings() if columns > 1 else ():
                self.setSpan(number, 0, 1, columns)
            return
        for number, line in enumerate(self.lines.lines):
            if isinstance(line, Group):
                self.setSpan(number, 0, 1, columns)
            elif line.joint and columns > 2:
                self.setSpan(number, 1, 1, columns - 1)

    def size_rows(self) -> None:
        """Give all rows of a long view one height; else every row gets its own."""
        vertical = self.verticalHeader()
        high = int(ROW_LINES * self.sheet.line("body")) + 2 * PAD_Y + 1
        for number in self._headings:
            vertical.resizeSection(number, high)
        self._headings = []
        vertical.setDefaultSectionSize(high if self.is_long else 32)
        self._waiting = []
        if isinstance(self.lines.lines, LongLines):
            self._headings = self.lines.lines.headings()
            for number in self._headings:
                vertical.resizeSection(number, int(self.sheet.line("body")) + 2 * PAD_Y + 1)

    def lay_out(self) -> None:
        """Share the width among the columns."""
        columns = self.lines.columnCount() - 1
        if columns < 1 or self._laying:
            return
        self._laying = True
        width = self.viewport().width()
        label = int(min(max(width * LABEL_SHARE, LABEL_LEAST), LABEL_MOST))
        each = max((width - label) // columns, COLUMN_LEAST)
        self._header.resizeSection(0, label)
        for number in range(columns):
            last = number == columns - 1 and each > COLUMN_LEAST
            self._header.resizeSection(
                number + 1, width - label - each * (columns - 1) if last else each
            )
        self._laying = False
        self._refit()

    def _refit(self) -> None:
        if self._laying or self.lines.shown is None:
            return
        self._header.fit_height()
        if self.is_long:
            return
        total = len(self.lines.lines)
        first = max(self.rowAt(0), 0)
        near = range(max(0, first - AT_ONCE // 4), min(total, first + AT_ONCE))
        self.fit_rows(near)
        self._waiting = [number for number in range(total) if number not in near]
        if self._waiting:
            self._later.start()

    def fit_rows(self, numbers: Iterable[int]) -> None:
        """Make rows as high as their text needs."""
        self._laying = True
        sizes = [self._header.sectionSize(n) for n in range(self.lines.columnCount())]
        vertical = self.verticalHeader()
        for number in numbers:
            places = _places(self.lines.lines[number], sizes)
            height = max(self.flow(number, *place).height for place in places)
            vertical.resizeSection(number, int(height) + 2 * PAD_Y + 1)
        self._laying = False

    def _fit_more(self) -> None:
        """Fit some of the rows out of view, without moving what is in view."""
        bar, vertical = self.verticalScrollBar(), self.verticalHeader()
        top = self.rowAt(0)
        offset = bar.value() - vertical.sectionPosition(top) if top >= 0 else 0
        now, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        self.fit_rows(number for number in now if number < len(self.lines.lines))
        if top >= 0:
            bar.setValue(vertical.sectionPosition(top) + offset)
        if not self._waiting:
            self._later.stop()


def _places(line: Group | Row, sizes: list[int]) -> list[tuple[int, int]]:
    """Return the columns that hold text in a line, with their widths."""
    if isinstance(line, Group):
        return [(0, sum(sizes))]
    if line.joint:
        return [(0, sizes[0]), (1, sum(sizes[1:]))]
    return list(enumerate(sizes))
