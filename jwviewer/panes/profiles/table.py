"""The table inside the side-by-side pane: widths and heights, keys and clicks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from jwviewer.dossier.dossier import Dossier
from jwviewer.drawing.flow import Flow, Run, set_text
from jwviewer.drawing.ground import fill_ground, own_ground
from jwviewer.drawing.hover import hover_text
from jwviewer.drawing.profile_cell import MORE, cell_runs, joint_word, label_runs
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.language import tr
from jwviewer.panes.profiles.cells import PAD_X, PAD_Y, ProfileDelegate
from jwviewer.panes.profiles.header import ProfileHeader
from jwviewer.panes.profiles.model import ProfileModel
from jwviewer.queries.highlight import Highlight, Level
from jwviewer.queries.profile_parts import Group, Row
from jwviewer.queries.profiles import Profiles
from jwviewer.selection import Selection

LABEL_SHARE, LABEL_LEAST, LABEL_MOST = 0.24, 96, 190
COLUMN_LEAST = 128
LONG_CELL = 8
"""How many entries a cell shows until the person asks for the rest."""
AT_ONCE = 60
"""How many rows are fitted at once; the rest follow while the person already looks."""


class ProfileTable(QTableView):
    """The side-by-side table.

    Enter and Space choose, Ctrl+Shift+Left and Right move the column, Ctrl+C copies.

    Signals:
        chosen: the id of a fact the person chose.
        order_changed: company numbers in their new order.
        copy_asked: Ctrl+C.
    """

    chosen = Signal(str)
    order_changed = Signal(object)
    copy_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet(load_theme("light"))
        self.lines = ProfileModel(self)
        self._dossier: Dossier | None = None
        self._highlight: Highlight | None = None
        self._articles: dict[str, str] = {}
        self._flows: dict[tuple[int, int, int, bool], Flow] = {}
        self._primary: frozenset[str] = frozenset()
        self.setModel(self.lines)
        self.setItemDelegate(ProfileDelegate(self))
        own_ground(self)
        self._header = ProfileHeader(self)
        self.setHorizontalHeader(self._header)
        self._header.order_changed.connect(self.order_changed)
        self._header.sectionResized.connect(self._refit)
        self.verticalHeader().setVisible(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr("Companies side by side"))
        self._expanded: set[str] = set()
        self._laying = False
        self._waiting: list[int] = []
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._fit_more)
        self.verticalHeader().setDefaultSectionSize(32)

    def show_profiles(
        self,
        shown: Profiles,
        dossier: Dossier,
        selection: Selection,
        sheet: Sheet,
        articles: dict[str, str],
    ) -> None:
        """Show these rows; the table is built anew only when they or the theme changed."""
        before = self._highlight.selection if self._highlight else None
        anew = (
            shown is not self.lines.shown
            or sheet.theme is not self.sheet.theme
            or sheet.family != self.sheet.family
        )
        self._dossier, self._articles = dossier, articles
        self._highlight = Highlight(dossier, selection)
        if before is None or before.period != selection.period:
            self._flows.clear()
        if anew:
            self.sheet = sheet
            self._flows.clear()
            self.clearSpans()
            self.lines.show_profiles(shown)
            self._primary = frozenset(
                e.fact_id for row in shown.rows for c in row.cells for e in c.entries
            )
            colours = tuple(sheet.theme.company(dossier, company) for company in shown.columns)
            self._header.show_names(sheet, shown.names, colours)
            self._span()
            self._lay_out()
        self._reveal(selection.focus, anew or before is None or before.focus != selection.focus)
        self.viewport().update()

    def cell_level(self, row: Row, column: int) -> Level:
        """Return how strongly a cell answers the chosen fact; labels answer for nobody."""
        if column == 0 or self._highlight is None:
            return Level.NONE
        cells = row.cells if row.joint else (row.cells[column - 1],)
        levels = (
            self._level(entry.fact_id, entry.also) for cell in cells for entry in cell.entries
        )
        return max(levels, default=Level.NONE)

    def row_level(self, row: Row) -> Level:
        """Return the strongest answer in a row."""
        return max((self.cell_level(row, n + 1) for n in range(len(row.cells))), default=Level.NONE)

    def flow(self, line_number: int, column: int, width: float) -> Flow:
        """Return a cell's text, set for the cell's width."""
        line = self.lines.lines[line_number]
        lit = isinstance(line, Row) and self.row_level(line) is Level.EXACT
        key = (line_number, column, int(width), lit)
        if key not in self._flows:
            self._flows[key] = set_text(
                self.sheet, self._runs(line, column, lit=lit), width - 2 * PAD_X
            )
        return self._flows[key]

    def fact_at(self, point: QPoint) -> str:
        """Return the fact shown at a point of the viewport, "" where there is none."""
        index = self.indexAt(point)
        if not index.isValid():
            return ""
        rect = self.visualRect(index)
        inside = QPointF(point.x() - rect.left() - PAD_X, point.y() - rect.top() - PAD_Y)
        return self.flow(index.row(), index.column(), rect.width()).tag_at(inside)

    def told(self, fact_id: str, point: QPoint) -> str:
        """Return the hover text of a fact; a derived value tells its formula instead."""
        assert self._dossier is not None
        line = self.lines.lines[self.indexAt(point).row()]
        if isinstance(line, Row) and line.derived:
            entries = [e for cell in line.cells for e in cell.entries]
            entry = next((e for e in entries if e.fact_id == fact_id), entries[0])
            return "\n".join((line.name, entry.text, entry.derived))
        return hover_text(self._dossier, fact_id, self._articles)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the fact under the mouse."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            point = event.position().toPoint()
            fact_id = self.fact_at(point)
            if fact_id == MORE:
                self._expand(self.indexAt(point).row())
            elif fact_id:
                self.chosen.emit(fact_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter or Space, one fact after the other; move columns; copy."""
        control = Qt.KeyboardModifier.ControlModifier
        moving = event.modifiers() == (control | Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose_next()
        elif event.key() == Qt.Key.Key_C and event.modifiers() == control:
            self.copy_asked.emit()
        elif moving and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move_column(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint rows on the pane's ground, and say why there is nothing to show."""
        fill_ground(self, event, self.sheet.theme)
        super().paintEvent(event)
        if not self.lines.lines:
            painter = QPainter(self.viewport())
            self.sheet.text(
                painter, QRectF(self.viewport().rect()), self._nothing(), "body",
                self.sheet.theme.ink["faint"], Qt.AlignmentFlag.AlignHCenter,
            )  # fmt: skip
            painter.end()

    def _nothing(self) -> str:
        shown = self.lines.shown
        if shown is None or not shown.columns:
            return tr("No companies in this dossier")
        return tr("No rows with these filters") if shown.all_rows == 0 else tr("No such rows")

    def _runs(self, line: Group | Row, column: int, *, lit: bool) -> list[list[Run]]:
        theme = self.sheet.theme
        if isinstance(line, Group):
            return [[Run(line.title, "body", theme.ink["dim"])]] if column == 0 else []
        if column == 0:
            return label_runs(theme, line, lit=lit)
        lead = (joint_word(len(line.cells)), theme.shared.text) if line.joint else None
        cell = line.cells[column - 1]
        keep = 0 if line.key in self._expanded or len(cell.entries) <= LONG_CELL + 1 else LONG_CELL
        return cell_runs(theme, cell, self._dimmed, {}, lead, keep=keep, lit=lit)

    def _dimmed(self, fact_id: str) -> bool:
        return self._highlight is not None and self._highlight.dimmed(fact_id)

    def _level(self, fact_id: str, also: tuple[str, ...]) -> Level:
        assert self._highlight is not None
        level = self._highlight.level(fact_id)
        focus = self._highlight.selection.focus
        return Level.EXACT if focus in also and focus not in self._primary else level

    def _span(self) -> None:
        columns = self.lines.columnCount()
        for number, line in enumerate(self.lines.lines):
            if isinstance(line, Group):
                self.setSpan(number, 0, 1, columns)
            elif line.joint and columns > 2:
                self.setSpan(number, 1, 1, columns - 1)

    def _lay_out(self) -> None:
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
        total = len(self.lines.lines)
        first = max(self.rowAt(0), 0)
        near = range(max(0, first - AT_ONCE // 4), min(total, first + AT_ONCE))
        self._fit_rows(near)
        self._waiting = [number for number in range(total) if number not in near]
        if self._waiting:
            self._later.start()

    def _fit_rows(self, numbers: Iterable[int]) -> None:
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
        self._fit_rows(number for number in now if number < len(self.lines.lines))
        if top >= 0:
            bar.setValue(vertical.sectionPosition(top) + offset)
        if not self._waiting:
            self._later.stop()

    def _reveal(self, focus: str | None, changed: bool) -> None:
        if focus is None or not changed:
            return
        for number, line in enumerate(self.lines.lines):
            if isinstance(line, Row):
                for column in range(1, len(line.cells) + 1):
                    if self.cell_level(line, column) is Level.EXACT:
                        index = self.lines.index(number, column)
                        if self.currentIndex().row() != number:
                            self.setCurrentIndex(index)
                        if not self.viewport().rect().contains(self.visualRect(index)):
                            self.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)
                        return

    def _expand(self, number: int) -> None:
        """Show all entries of a row, or again only the first ones."""
        line = self.lines.lines[number]
        if isinstance(line, Row):
            self._expanded ^= {line.key}
            self._flows = {key: flow for key, flow in self._flows.items() if key[0] != number}
            self._fit_rows([number])
            self.viewport().update()

    def _choose_next(self) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        line = self.lines.lines[index.row()]
        if isinstance(line, Group):
            return
        cells = line.cells if index.column() == 0 else (line.cells[index.column() - 1],)
        ids = list(dict.fromkeys(entry.fact_id for cell in cells for entry in cell.entries))
        if ids:
            focus = self._highlight.selection.focus if self._highlight else None
            place = (ids.index(focus) + 1) % len(ids) if focus in ids else 0
            if place >= LONG_CELL and line.key not in self._expanded:
                self._expand(index.row())
            self.chosen.emit(ids[place])

    def _move_column(self, step: int) -> None:
        column, columns = self.currentIndex().column(), self.lines.columnCount()
        if 1 <= column < columns and 1 <= column + step < columns:
            order = list(range(columns - 1))
            order[column - 1], order[column - 1 + step] = (
                order[column - 1 + step],
                order[column - 1],
            )
            row = self.currentIndex().row()
            self.order_changed.emit(tuple(order))
            self.setCurrentIndex(self.lines.index(row, column + step))


def _places(line: Group | Row, sizes: list[int]) -> list[tuple[int, int]]:
    """Return the columns that hold text in a line, with their widths."""
    if isinstance(line, Group):
        return [(0, sum(sizes))]
    if line.joint:
        return [(0, sizes[0]), (1, sum(sizes[1:]))]
    return list(enumerate(sizes))
