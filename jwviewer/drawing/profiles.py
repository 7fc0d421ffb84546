"""Companies side by side as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from jwviewer.drawing.body import LegendEntry
from jwviewer.drawing.flow import Flow, Run, set_text, smaller
from jwviewer.drawing.profile_rows import (
    BAND,
    MOST_OF_HEIGHT,
    PAD_X,
    PAD_Y,
    RowSetter,
    SetRow,
    choose,
    column_widths,
)
from jwviewer.drawing.sheet import Sheet
from jwviewer.language import tr
from jwviewer.queries.grid import Grid
from jwviewer.queries.highlight import Highlight
from jwviewer.queries.profile_grid import profile_grid
from jwviewer.queries.profile_parts import CellState, Group, Row
from jwviewer.queries.profiles import DEFAULT, ProfileOptions, Profiles, profiles
from jwviewer.session import State

SCALES = (1.0, 12 / 13, 11 / 13)
"""How small the text may become, in steps, before rows are left out."""


MOST_OF_GROUP = 16
"""So many rows of a group are tried where there are too many to make."""


class _Wide(dict[str, int]):
    """A wide number for every fact, as long as its own is not known."""

    def get(self, fact_id: str, default: object = None) -> int:
        """Return a number as wide as any."""
        return 888


class _Line(Struct, frozen=True):
    """A heading or a row at its height in the picture."""

    top: float
    height: float
    what: Flow | SetRow


class ProfilesBody:
    """The most important rows that a size holds; the rest is counted. See Body."""

    def __init__(self, state: State, sheet: Sheet, size: QSizeF, options: ProfileOptions) -> None:
        self._state, self._sheet = state, sheet
        self._highlight = Highlight(state.dossier, state.selection)
        found = profiles(state.dossier, state.selection, options)
        self._label, self._column, fitting = column_widths(sheet, size, len(found.columns))
        self._left_out = found.names[fitting:]
        if fitting < len(found.columns):
            kept = ProfileOptions(found.columns[:fitting], options.show)
            narrowed = frozenset(kept.columns)
            selection = state.selection.with_companies(
                state.selection.companies & narrowed if state.selection.companies else frozenset()
            )
            found = profiles(state.dossier, selection, kept)
        if found.is_long:
            found = found.heads(MOST_OF_GROUP)
        self._found = found
        self._width = size.width()
        self._names = tuple(self._name(number) for number in range(len(found.columns)))
        self._head = max((flow.height for flow in self._names), default=0.0) + sheet.px(12)
        self._setter = RowSetter(
            sheet, self._highlight, self._label, self._column, len(found.columns)
        )
        self._lines: list[_Line] = []
        self.fact_ids: tuple[str, ...] = ()
        self.height = 0.0
        if found.columns and self._head <= size.height():
            self._fit(found, size.height())

    @property
    def complete(self) -> bool:
        """Whether every row is shown in full."""
        rows = [line.what for line in self._lines if isinstance(line.what, SetRow)]
        return len(rows) == self._found.all_rows and not any(done.cut for done in rows)

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """No marks: everything in the table is said in words."""
        return ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What the words mean, what is derived, and how many rows are not shown."""
        return tuple(note for note in self._notes() if note)

    def grid(self) -> Grid:
        """Return the rows drawn; entries that the drawing only counts are only counted."""
        rows = [line.what for line in self._lines if isinstance(line.what, SetRow)]
        return profile_grid(self._found, {done.row.key: done.keep for done in rows})

    def paint(self, painter: QPainter) -> None:
        """Paint at the origin."""
        if self.height <= 0:
            return
        self._paint_head(painter)
        for line in self._lines:
            if isinstance(line.what, SetRow):
                self._paint_row(painter, line.what, line.top, line.height)
            else:
                self._paint_band(painter, line.what, line.top, line.height)

    def _fit(self, found: Profiles, height: float) -> None:
        sheet = self._sheet
        room = height - self._head
        most = max(room * MOST_OF_HEIGHT, sheet.px(60))
        # The final numbers are not known yet; no row grows when wide ones give way to them.
        wide: Mapping[str, int] = _Wide() if sheet.refs else {}
        tried: dict[str, SetRow] = {}

        def height_of(row: Row, room: float) -> float:
            if (lowest := self._setter.least(row)) > room:
                return lowest
            tried[row.key] = self._setter.set(row, wide, most)
            return tried[row.key].height

        titles = {group.key: self._title(group) for group in found.groups}
        band = max((self._band(title) for title in titles.values()), default=0.0)
        least = sheet.line("body") + 2 * sheet.px(PAD_Y)
        groups = choose(found.groups, height_of, band, room, least, self._highlight)
        rows = [row for group in groups for row in group.rows]
        shown = tuple(dict.fromkeys(i for row in rows for i in tried[row.key].told))
        numbers = sheet.numbered(shown) if sheet.refs else {}
        top = self._head
        for group in groups:
            if group.key != "company":
                title = titles[group.key]
                self._lines.append(_Line(top, self._band(title), title))
                top += self._band(title)
            for row in group.rows:
                done = self._setter.set(row, numbers, most)
                self._lines.append(_Line(top, done.height, done))
                top += done.height
        self.fact_ids = shown
        self.height = top

    def _title(self, group: Group) -> Flow:
        run = Run(group.title, "small", self._sheet.theme.ink["dim"])
        return set_text(self._sheet, [[run]], self._width - 2 * self._sheet.px(PAD_X))

    def _band(self, title: Flow) -> float:
        return max(self._sheet.px(BAND), title.height + self._sheet.px(8))

    def _name(self, number: int) -> Flow:
        colours = self._sheet.theme.company(self._state.dossier, self._found.columns[number])
        run = Run(self._found.names[number], "heading", colours.text)
        return set_text(self._sheet, [[run]], self._column - 2 * self._sheet.px(PAD_X))

    def _notes(self) -> Iterator[str]:
        found = self._found
        rows = [line.what for line in self._lines if isinstance(line.what, SetRow)]
        if not found.columns:
            yield tr("The dossier has no companies to set side by side.")
        if rows:
            yield found.shared_sentence
        cells = [cell for done in rows for cell in done.row.cells]
        if any(cell.state is CellState.SILENT for cell in cells):
            yield tr("Not reported: the source is silent, which is not zero.")
        if any(cell.state is CellState.FILTERED for cell in cells):
            yield tr("Some cells are hidden by the filters.")
        if any(done.row.derived for done in rows):
            yield tr("ƒ derived: computed from the figures shown; bounds are kept.")
        if len(rows) < found.all_rows:
            yield tr(
                "Shown: {shown} of {all} rows, the most important.",
                shown=len(rows),
                all=found.all_rows,
            )
        cut = sum(done.cut for done in rows)
        if cut:
            yield tr("Entries left out of long rows: {count}.", count=cut)
        if self._left_out:
            yield tr("No room for: {names}.", names=", ".join(self._left_out))

    def _paint_head(self, painter: QPainter) -> None:
        sheet = self._sheet
        for number, flow in enumerate(self._names):
            left = self._label + number * self._column
            colours = sheet.theme.company(self._state.dossier, self._found.columns[number])
            flow.paint(painter, sheet, QPointF(left + sheet.px(PAD_X), sheet.px(2)))
            rule = QRectF(
                left + sheet.px(PAD_X), self._head - sheet.px(4),
                self._column - 2 * sheet.px(PAD_X), sheet.px(2.5),
            )  # fmt: skip
            painter.fillRect(rule, colours.mark)

    def _paint_band(self, painter: QPainter, title: Flow, top: float, height: float) -> None:
        sheet = self._sheet
        band = QRectF(0, top, self._width, height - sheet.px(1))
        painter.fillRect(band, sheet.theme.surface["header"])
        title.paint(painter, sheet, QPointF(sheet.px(PAD_X), top + (height - title.height) / 2))

    def _paint_row(self, painter: QPainter, done: SetRow, top: float, height: float) -> None:
        sheet, theme, row = self._sheet, self._sheet.theme, done.row
        box = QRectF(0, top, self._width, height)
        if row.joint:
            painter.fillRect(box.adjusted(self._label, 0, 0, 0), theme.shared.wash)
        painter.setPen(sheet.pen(theme.line["line"]))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        left = 0.0
        for number, flow in enumerate(done.flows):
            flow.paint(painter, sheet, QPointF(left + sheet.px(PAD_X), top + sheet.px(PAD_Y)))
            left = self._label + number * self._column


def profiles_body(
    state: State, sheet: Sheet, size: QSizeF, options: ProfileOptions = DEFAULT
) -> ProfilesBody:
    """Lay out companies side by side in a size; smaller where that shows more rows."""
    smallest = ProfilesBody(state, smaller(sheet, SCALES[-1]), size, options)
    if not smallest.complete:
        return smallest
    for scale in SCALES[:-1]:
        body = ProfilesBody(state, smaller(sheet, scale), size, options)
        if body.complete:
            return body
    return smallest
