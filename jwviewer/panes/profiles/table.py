"""The table inside the side-by-side pane: widths and heights, keys and clicks."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from jwviewer.dossier.dossier import Dossier
from jwviewer.drawing.flow import Flow, Run, set_text
from jwviewer.drawing.ground import fill_ground, own_ground
from jwviewer.drawing.hover import hover_text
from jwviewer.drawing.profile_cell import MORE, cell_runs, joint_word, label_runs
from jwviewer.drawing.sheet import Sheet
from jwviewer.language import tr
from jwviewer.panes.profiles.brevity import BRIEF, keeps_of, shortened
from jwviewer.panes.profiles.cells import PAD_X, PAD_Y, ProfileDelegate
from jwviewer.panes.profiles.fitting import FittedTable
from jwviewer.panes.profiles.model import LongLines
from jwviewer.panes.profiles.setting import Setting
from jwviewer.panes.profiles.sight import Sight
from jwviewer.queries.highlight import Highlight, Level
from jwviewer.queries.profile_parts import Cell, Group, Row
from jwviewer.queries.profiles import Profiles
from jwviewer.selection import Selection

LONG_CELL = 8
"""How many entries a cell shows until the person asks for the rest."""
MOST_FLOWS = 2048
"""So many cells stay set; it bounds memory."""


class ProfileTable(FittedTable):
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
        self._dossier: Dossier | None = None
        self._highlight: Highlight | None = None
        self._articles: dict[str, str] = {}
        self._flows: dict[tuple[int, int, int, bool], Flow] = {}
        self._row_levels: dict[str, Level] = {}
        self._sight = Sight(self)
        self._setting = Setting(self, self._sight)
        self._keeps: dict[tuple[str, int, int], int] = {}
        self._primary: frozenset[str] = frozenset()
        self.setItemDelegate(ProfileDelegate(self))
        own_ground(self)
        self._header.order_changed.connect(self.order_changed)
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

    def show_profiles(
        self,
        shown: Profiles,
        dossier: Dossier,
        selection: Selection,
        sheet: Sheet,
        articles: dict[str, str],
    ) -> None:
        """Show these rows; the table is built anew only when they or the theme changed."""
        old = self._highlight
        before = old.selection if old else None
        anew = (
            shown is not self.lines.shown
            or sheet.theme is not self.sheet.theme
            or sheet.family != self.sheet.family
        )
        self._dossier, self._articles = dossier, articles
        self._row_levels.clear()
        self._highlight = Highlight(dossier, selection)
        if old is None or before is None:
            self._flows.clear()
        elif before.period != selection.period:
            same = not anew and before.focus == selection.focus
            if same and self._sight.look(old) == self._sight.look(self._highlight):
                # The period dims the same of what is in sight, which stays as it is.
                seen = self._sight.lines()
                self._flows = {k: flow for k, flow in self._flows.items() if k[0] in seen}
                return
            self._flows.clear()
        if anew:
            self.sheet = sheet
            self._flows.clear()
            self._keeps.clear()
            self._sight.forget()
            self.clearSpans()
            self.lines.show_profiles(shown)
            if isinstance(self.lines.lines, LongLines):
                self.lines.lines.open = self._expanded
            self._primary = _primary(shown)
            colours = tuple(sheet.theme.company(dossier, company) for company in shown.columns)
            self._header.show_names(sheet, shown.names, colours)
            self.size_rows()
            self.span()
            self.lay_out()
        changed = anew or before is None or before.focus != selection.focus
        place = self._place_of(selection.focus) if changed else None
        if not self.is_long:
            self.viewport().update()
        elif anew or old is None or old.selection.period != selection.period:
            self._setting.start()
        elif place is not None and self._sight.lies_beyond(*place):
            # Before it scrolls, or what comes into sight would be painted before it is set.
            self._setting.start()
        else:
            self._sight.paint_answers(old, self._highlight)
        if place is not None:
            self._show_line(*place)

    def cell_level(self, row: Row, column: int) -> Level:
        """Return how strongly a cell answers the chosen fact; labels answer for nobody."""
        told = self._highlight
        if column == 0 or told is None:
            return Level.NONE
        if self.is_long:
            return self._sight.answer(row, column, told)
        cells = row.cells if row.joint else (row.cells[column - 1],)
        levels = (self._level(e.fact_id, e.also) for cell in cells for e in cell.entries)
        return max(levels, default=Level.NONE)

    def row_level(self, row: Row) -> Level:
        """Return the strongest answer in a row."""
        if row.key not in self._row_levels:
            levels = (self.cell_level(row, n + 1) for n in range(len(row.cells)))
            self._row_levels[row.key] = max(levels, default=Level.NONE)
        return self._row_levels[row.key]

    def flow(self, line_number: int, column: int, width: float) -> Flow:
        """Return a cell's text, set for the cell's width."""
        line = self.lines.lines[line_number]
        lit = isinstance(line, Row) and self.row_level(line) is Level.EXACT
        key = (line_number, column, int(width), lit)
        if key not in self._flows:
            if len(self._flows) >= MOST_FLOWS:
                self._flows.clear()
            self._flows[key] = self._set(line, column, width, lit=lit)
        return self._flows[key]

    def _set(self, line: Group | Row, column: int, width: float, *, lit: bool) -> Flow:
        """Set a cell's text; rows of one height keep as many entries as have room."""
        if not (self.is_long and isinstance(line, Row)) or line.key in self._expanded:
            runs = self._runs(line, column, LONG_CELL, lit=lit)
            return set_text(self.sheet, runs, width - 2 * PAD_X)
        place = (line.key, column, int(width))
        room = self.verticalHeader().defaultSectionSize() - 2 * PAD_Y
        cell = line.cells[column - 1] if column else Cell()
        keeps = [self._keeps[place]] if place in self._keeps else keeps_of(cell, room, self.sheet)

        for keep in keeps:
            runs = self._runs(line, column, keep, lit=lit)
            flow = set_text(self.sheet, runs, width - 2 * PAD_X)
            if flow.height <= room:
                break
        self._keeps[place] = keep
        return flow

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
        self.lay_out()

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

    def _runs(self, line: Group | Row, column: int, most: int, *, lit: bool) -> list[list[Run]]:
        theme = self.sheet.theme
        if isinstance(line, Group):
            return [[Run(line.title, "body", theme.ink["dim"])]] if column == 0 else []
        if column == 0:
            return label_runs(theme, line, lit=lit)
        lead = (joint_word(len(line.cells)), theme.shared.text) if line.joint else None
        cell = line.cells[column - 1]
        if self.is_long and line.key not in self._expanded:
            cell = shortened(cell, most)
        few = len(cell.entries) <= most + (most == LONG_CELL)
        keep = 0 if line.key in self._expanded or few or most <= BRIEF else most
        return cell_runs(theme, cell, self._dimmed, {}, lead, keep=keep, lit=lit)

    def _dimmed(self, fact_id: str) -> bool:
        return self._highlight is not None and self._highlight.dimmed(fact_id)

    def _level(self, fact_id: str, also: tuple[str, ...]) -> Level:
        assert self._highlight is not None
        level = self._highlight.level(fact_id)
        focus = self._highlight.selection.focus
        return Level.EXACT if focus in also and focus not in self._primary else level

    def _place_of(self, focus: str | None) -> tuple[int, int] | None:
        """Return the line and column that tell a fact, None where none does."""
        if focus is None:
            return None
        lines = self.lines.lines
        if isinstance(lines, LongLines):
            position = self._dossier.positions.get(focus) if self._dossier else None
            number = -1 if position is None else lines.find(position)
            return None if number < 0 else (number, self._column_of(number))
        for number, line in enumerate(lines):
            if isinstance(line, Row):
                for column in range(1, len(line.cells) + 1):
                    if self.cell_level(line, column) is Level.EXACT:
                        return number, column
        return None

    def _column_of(self, number: int) -> int:
        """Return the first column in which a line shows the chosen fact, else the first one."""
        line = self.lines.lines[number]
        columns = range(1, self.lines.columnCount())
        lit = (
            n for n in columns if isinstance(line, Row) and self.cell_level(line, n) is Level.EXACT
        )
        return next(lit, min(1, len(columns)))

    def _show_line(self, number: int, column: int) -> None:
        index = self.lines.index(number, column)
        if self.currentIndex().row() != number:
            self.setCurrentIndex(index)
        if not self.viewport().rect().contains(self.visualRect(index)):
            self.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)

    def _expand(self, number: int) -> None:
        """Show all entries of a row, or again only the first ones."""
        line = self.lines.lines[number]
        if isinstance(line, Row):
            self._expanded ^= {line.key}
            self._sight.forget()
            self._row_levels.pop(line.key, None)
            self._flows = {key: flow for key, flow in self._flows.items() if key[0] != number}
            self.fit_rows([number])
            self.viewport().update()

    def _choose_next(self) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        line = self.lines.lines[index.row()]
        if isinstance(line, Group):
            return
        lines = self.lines.lines
        whole = lines.whole(line.key) if isinstance(lines, LongLines) else line
        cells = whole.cells if index.column() == 0 else (whole.cells[index.column() - 1],)
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


def _primary(shown: Profiles) -> frozenset[str]:
    """Return the facts that have an entry of their own; nothing for a long view."""
    if shown.is_long:
        return frozenset()
    return frozenset(e.fact_id for row in shown.rows for c in row.cells for e in c.entries)
