"""The metrics of a large dossier: rows of small panels, of which only those in sight are made."""

from __future__ import annotations

from collections import OrderedDict
from copy import copy
from math import ceil
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QRectF

from jwviewer.drawing.metrics_columns import Columns
from jwviewer.drawing.metrics_finding import hit_at, reach_of, rect_of
from jwviewer.drawing.metrics_items import Drawing, Hit
from jwviewer.drawing.metrics_paint import MetricsPainter
from jwviewer.drawing.metrics_picture import PanelPicture
from jwviewer.queries.metric_view import MetricsView, Panel, Section
from jwviewer.queries.metrics import metrics_view, place_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from jwviewer.drawing.sheet import Sheet
    from jwviewer.queries.metric_plan import PanelPlan
    from jwviewer.session import State

PANEL = 400
"""How wide (at scale 1) a panel is at least, where several stand side by side."""
GUTTER = 28
ROW_GAP = 16
FAR = 400
"""Further out of sight no panel keeps its picture."""
MOST_BUILT = 40
"""Rows of panels that stay laid out."""
NEAR = 60
_HEADING = 30
_EXPECTED = {"series": 205.0, "change": 150.0}
_BAR, _MENTION, _TITLE = 27.0, 22.0, 48.0
"""About how high things are (at scale 1), until they are laid out."""


class _Row(Struct, frozen=True):
    """Panels side by side: their numbers, and the section that they open."""

    first: int
    count: int
    section: Section | None


class _Cell(Struct, frozen=True, eq=False):
    """One laid-out panel or heading, and where it stands in its row."""

    x: float
    y: float
    drawing: Drawing
    picture: PanelPicture
    panel: Panel | None
    number: int = -1


class MetricsScroll:
    """The metrics as far as they are in sight; has what MetricsBody has for the screen."""

    follows: ClassVar[bool] = True
    """Whether ``with_state`` also makes room for another chosen figure."""

    def __init__(self, state: State, sheet: Sheet, width: float, view: MetricsView) -> None:
        self.view, self.width = view, width
        self._state, self._sheet = state, sheet
        self._painter = MetricsPainter(state, sheet)
        self._columns = Columns(sheet, logarithmic=view.options.logarithmic)
        self._side_by_side = max(1, int(width // sheet.px(PANEL)))
        self._rows = _rows(view, self._side_by_side)
        heights = [self._expected(row) for row in self._rows]
        self._heights = np.array(heights, np.float64)
        self._tops = np.r_[0.0, np.cumsum(self._heights)]
        self._row_of = np.repeat(np.arange(len(self._rows)), [row.count for row in self._rows])
        self._built: OrderedDict[int, tuple[_Cell, ...]] = OrderedDict()
        self._most = MOST_BUILT

    @property
    def height(self) -> float:
        """The height of all rows; that of rows never seen is an estimate."""
        return float(self._tops[-1])

    @property
    def drawing(self) -> Drawing:
        """Everything that is laid out now, of which nothing has a place of its own."""
        found = Drawing()
        for cell in (cell for cells in self._built.values() for cell in cells):
            found.items += cell.drawing.items
            found.hits += cell.drawing.hits
            found.traces += cell.drawing.traces
            found.refs |= cell.drawing.refs
        return found

    def with_state(self, state: State) -> MetricsScroll:
        """Return the same layout for another focus or period; filters need a new layout."""
        other = copy(self)
        other._state, other._painter = state, MetricsPainter(state, self._sheet)  # noqa: SLF001
        view = metrics_view(state.dossier, state.selection, self.view.options)
        if view is not self.view:
            # Only the panel that makes room for what is chosen differs.
            other.view = view
            kept = {n: cells for n, cells in self._built.items() if _stand_in(cells, view)}
            other._built = OrderedDict(kept)  # noqa: SLF001
        return other

    def settle(self, clip: QRectF, most: int | None = None) -> float:
        """Lay out what ``clip`` shows; return by how much what it shows has moved down.

        With ``most`` no more than so many rows are laid out that were not yet.
        """
        moved, new = 0.0, 0
        first = number = self._row_at(clip.top())
        self._most = MOST_BUILT
        while number < len(self._rows) and self._tops[number] < clip.bottom() + moved:
            if number not in self._built:
                if new == most:
                    break
                new += 1
            # However many are in sight, none of them makes room for another.
            self._most = max(self._most, number - first + 2)
            before = self._heights[number]
            self._cells(number)
            if self._tops[number] < clip.top() - 1:
                moved += float(self._heights[number] - before)
            number += 1
        return moved

    def is_laid_out(self, clip: QRectF) -> bool:
        """Tell whether all that ``clip`` shows is laid out."""
        first = self._row_at(clip.top())
        end = int(np.searchsorted(self._tops[:-1], clip.bottom()))
        return all(number in self._built for number in range(first, end))

    def draw_next(self, clip: QRectF, ratio: float) -> bool:
        """Draw one of the pictures that ``clip`` shows; tell whether there was one to draw."""
        first = self._row_at(clip.top())
        end = int(np.searchsorted(self._tops[:-1], clip.bottom()))
        cells = (cell for number in range(first, end) for cell in self._cells(number))
        return any(cell.picture.prepare(self._painter, ratio) for cell in cells)

    def paint_part(self, painter: QPainter, clip: QRectF) -> None:
        """Paint what touches ``clip``."""
        self.settle(clip)
        ratio = painter.device().devicePixelRatioF()
        for number in range(self._row_at(clip.top()), len(self._rows)):
            top = float(self._tops[number])
            if top >= clip.bottom():
                break
            for cell in self._cells(number):
                painter.save()
                # At whole pixels, so that a picture lies where the panel was painted before.
                x = round(cell.x * ratio) / ratio
                y = round((top + cell.y) * ratio) / ratio
                painter.translate(x, y)
                part = clip.translated(-x, -y)
                cell.picture.paint(painter, self._painter, part)
                painter.restore()
        for number, cells in self._built.items():
            if (
                self._tops[number + 1] < clip.top() - FAR
                or self._tops[number] > clip.bottom() + FAR
            ):
                for cell in cells:
                    cell.picture.forget()

    def hit(self, x: float, y: float) -> Hit | None:
        """Return the topmost fact at a place."""
        number = self._row_at(y)
        if not 0 <= y < self.height:
            return None
        top = float(self._tops[number])
        dossier = self._state.dossier
        found = (
            hit_at(cell.drawing, dossier, x - cell.x, y - top - cell.y)
            for cell in self._cells(number)
        )
        return next((hit for hit in found if hit is not None), None)

    def holds(self, fact_id: str) -> bool:
        """Tell whether a fact is told anywhere."""
        return place_of(self._state.dossier, self.view, fact_id) >= 0

    def beside(self, fact_id: str, step: int) -> str:
        """Return the fact some steps behind another in the order of reading; "" for none."""
        panels, dossier = self.view.panels, self._state.dossier
        number = place_of(dossier, self.view, fact_id) if fact_id else -1
        if number < 0 or abs(step) > 1:
            number = len(panels) - 1 if step > 1 else 0
            ids = _ids(panels[number], self._state)
            return ids[-1] if step > 1 else next(iter(ids), "")
        ids = _ids(panels[number], self._state)
        place = (ids.index(fact_id) if fact_id in ids else 0) + step
        if 0 <= place < len(ids):
            return ids[place]
        number += 1 if step > 0 else -1
        if not 0 <= number < len(panels):
            return fact_id
        return _ids(panels[number], self._state)[0 if step > 0 else -1]

    def rect_of(self, fact_id: str) -> QRectF | None:
        """Return where a fact is told first, or None where it is not."""
        return self._found(fact_id, near=None)

    def reach_of(self, fact_id: str) -> QRectF | None:
        """Return where a fact is told first, with its bar or point if that stands close by."""
        return self._found(fact_id, near=self._sheet.px(NEAR))

    def row_of(self, fact_id: str) -> QRectF | None:
        """Return where the row of panels is that tells a fact."""
        place = place_of(self._state.dossier, self.view, fact_id)
        if place < 0:
            return None
        number = int(self._row_of[place])
        # At a whole pixel, or a line of the row above would come into sight with it.
        top, end = ceil(self._tops[number]), self._tops[number + 1] - self._sheet.px(ROW_GAP / 2)
        return QRectF(0.0, top, self.width, max(end - top, 1.0))

    def _found(self, fact_id: str, near: float | None) -> QRectF | None:
        dossier = self._state.dossier
        place = place_of(dossier, self.view, fact_id)
        if place < 0:
            return None
        number = int(self._row_of[place])
        cells = self._cells(number)
        top = float(self._tops[number])
        for cell in cells:
            rect = (
                rect_of(cell.drawing, dossier, fact_id)
                if near is None
                else reach_of(cell.drawing, dossier, fact_id, near)
            )
            if rect is not None:
                return rect.translated(cell.x, top + cell.y)
        for cell in cells:
            # A change or a conversion of a point on a long line belongs to that line.
            if cell.panel is self.view.panels[place] and cell.drawing.traces:
                return cell.drawing.traces[0].area.translated(cell.x, top + cell.y)
        return None

    def _row_at(self, y: float) -> int:
        found = int(np.searchsorted(self._tops, y, side="right")) - 1
        return min(max(found, 0), max(len(self._rows) - 1, 0))

    def _cells(self, number: int) -> tuple[_Cell, ...]:
        """Return a row laid out; its true height moves all rows below it."""
        cells = self._built.get(number)
        if cells is not None:
            self._built.move_to_end(number)
            return cells
        cells, height = self._lay(self._rows[number])
        self._built[number] = cells
        if len(self._built) > self._most:
            self._built.popitem(last=False)
        if height != self._heights[number]:
            self._heights[number] = height
            self._tops[number + 1 :] = self._tops[number] + np.cumsum(self._heights[number:])
        return cells

    def _lay(self, row: _Row) -> tuple[tuple[_Cell, ...], float]:
        sheet, count = self._sheet, self._side_by_side
        gutter = sheet.px(GUTTER)
        width = (self.width - gutter * (count - 1)) / count
        cells, head = [], 0.0
        if row.section is not None:
            drawing = Drawing()
            head = self._columns.heading(drawing, row.section, self.width)
            cells.append(_Cell(0.0, 0.0, drawing, self._picture(drawing, self.width, head), None))
        height = 0.0
        for place in range(row.count):
            panel = self.view.panels[row.first + place]
            drawing = Drawing()
            number = row.first + place
            section = Section("", "", self.view.panels[number : number + 1])
            deep = self._columns.lay(drawing, (section,), 0.0, width, tight=True)
            picture = self._picture(drawing, width, deep)
            x = place * (width + gutter)
            cells.append(_Cell(x, head, drawing, picture, panel, number))
            height = max(height, deep)
        return tuple(cells), head + height + sheet.px(ROW_GAP)

    def _picture(self, drawing: Drawing, width: float, height: float) -> PanelPicture:
        return PanelPicture(drawing, self._state.dossier, self._sheet, width, height)

    def _expected(self, row: _Row) -> float:
        plans = self.view.panels.plans[row.first : row.first + row.count]
        head = self._sheet.px(_HEADING) if row.section is not None else 0.0
        return head + self._sheet.px(max(map(_expected, plans)) + ROW_GAP)


def _stand_in(cells: tuple[_Cell, ...], view: MetricsView) -> bool:
    """Tell whether a view has the panels that were laid out."""
    return all(cell.panel is None or cell.panel is view.panels[cell.number] for cell in cells)


def _rows(view: MetricsView, side_by_side: int) -> list[_Row]:
    found, first = [], 0
    for section in view.sections:
        count = len(section.panels)
        for start in range(0, count, side_by_side):
            many = min(side_by_side, count - start)
            found.append(_Row(first + start, many, None if start else section))
        first += count
    return found


def _expected(plan: PanelPlan) -> float:
    rows = len(plan.rows) - plan.left_out
    if plan.form == "bars":
        return _TITLE + _BAR * rows
    if plan.form == "mentions":
        return _MENTION * rows
    return _EXPECTED[plan.form]


def _ids(panel: Panel, state: State) -> list[str]:
    """Return the facts of a panel in the order of reading, those of long lines included."""
    ids = list(panel.fact_ids)
    table = state.dossier.store["figures"]["figure_id"]
    ids += [table.cell(row) for trace in panel.traces for row in trace.rows.tolist()]
    return ids
