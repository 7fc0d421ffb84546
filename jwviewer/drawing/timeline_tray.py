"""The tray of a timeline: what has no date in the source, with what is known of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QRectF

from jwviewer.drawing.timeline_labels import REF, Line, Run
from jwviewer.language import tr
from jwviewer.queries.timeline import Shape, Undated

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import FontRole
    from jwviewer.drawing.timeline_request import Request

SHARE, FIGURE_SHARE = 0.2, 0.32
"""The most of a timeline's height that the tray takes, where it scrolls and in figures."""

MOST_FLOWED = 400
"""Of more undated facts than this, each has a place of the same width."""
EVEN = 360.0
_ROLE: FontRole = "bold"


class Cell(Struct, frozen=True):
    """One undated fact in the tray."""

    fact_id: str
    lane: int
    rect: QRectF
    lines: tuple[tuple[QRectF, Line], ...]

    def moved(self, dy: float) -> Cell:
        """Return the cell further down."""
        lines = tuple((rect.translated(0, dy), line) for rect, line in self.lines)
        return replace(self, rect=self.rect.translated(0, dy), lines=lines)


class Tray(Struct, frozen=True):
    """The tray: its heading, its cells, and how many of them are out of sight.

    ``content`` is how high all cells are together; where that is more than fits, they scroll.
    ``every`` has all cells as they lie without scrolling, but of very many facts only those in
    sight; ``top_of`` tells where the cell of any fact begins, from the first one.
    """

    rect: QRectF
    heading: tuple[tuple[QRectF, str, FontRole], ...]
    note: tuple[QRectF, str] | None
    cells: tuple[Cell, ...]
    every: tuple[Cell, ...]
    top_of: Callable[[str], float | None]
    content: float
    scroll: float
    left_out: int

    def moved(self, dy: float) -> Tray:
        """Return the tray further down."""
        return replace(
            self,
            rect=self.rect.translated(0, dy),
            heading=tuple(
                (rect.translated(0, dy), text, role) for rect, text, role in self.heading
            ),
            note=(self.note[0].translated(0, dy), self.note[1]) if self.note else None,
            cells=tuple(cell.moved(dy) for cell in self.cells),
        )


def lay_out_tray(request: Request, gutter: float) -> Tray | None:
    """Lay the undated facts out at y = 0, or return None when there are none."""
    undated = request.shown.undated
    if not len(undated):
        return None
    sheet, width = request.sheet, request.size.width()
    px, pad = sheet.px, sheet.px(6)
    heading, y = [], pad
    for text in sheet.wrap(tr("No date in the source"), gutter - px(16), _ROLE):
        heading.append((QRectF(px(10), y, gutter - px(16), sheet.line(_ROLE)), text, _ROLE))
        y += sheet.line(_ROLE)
    share = SHARE if request.scrolls else FIGURE_SHARE
    most = max(request.size.height() * share, y + sheet.line("tiny") + pad)
    most = min(most, request.size.height())
    left, right = gutter + px(2), width - px(8)
    if len(undated) > MOST_FLOWED:
        flow: _Cells = _EvenCells(request, left, right)
    else:
        flow = _FlowingCells(request, left, right)
    needed = max(flow.content + 2 * pad, y + pad)
    height, scroll, note = min(needed, most), 0.0, None
    if needed > height and request.scrolls:
        scroll = min(max(request.tray_scroll, 0.0), flow.content + 2 * pad - height)
    every = tuple(cell.moved(pad) for cell in flow.between(scroll - pad, scroll + height))
    cells = [cell.moved(-scroll) for cell in every]
    inside = [cell for cell in cells if cell.rect.top() >= 0 and cell.rect.bottom() <= height]
    left_out = flow.count - len(inside)
    if left_out:
        text = tr("+{count} more", count=f"{left_out:,}")
        top = min(y, height - sheet.line("tiny"))
        note = (QRectF(px(10), top, gutter - px(16), sheet.line("tiny")), text)
    return Tray(
        QRectF(0, 0, width, height), tuple(heading), note, tuple(inside), every, flow.top_of,
        flow.content + 2 * pad, scroll, left_out,
    )  # fmt: skip


class _Cells(Protocol):
    """The cells of all undated facts, from y = 0."""

    count: int
    content: float

    def between(self, top: float, bottom: float) -> Iterable[Cell]:
        """Return the cells that reach between two heights."""

    def top_of(self, fact_id: str) -> float | None:
        """Return where the cell of a fact begins, or None when it has none."""


class _FlowingCells:
    """One behind the other, in as many lines as it takes."""

    def __init__(self, request: Request, left: float, right: float) -> None:
        self._cells, self.content = _flow(request, _entries(request), left, right)
        self.count = len(self._cells)

    def between(self, top: float, bottom: float) -> Iterable[Cell]:
        return self._cells

    def top_of(self, fact_id: str) -> float | None:
        tops = (cell.rect.top() for cell in self._cells if cell.fact_id == fact_id)
        return next(tops, None)


class _EvenCells:
    """In columns, one line each: where a cell lies is known without those before it."""

    def __init__(self, request: Request, left: float, right: float) -> None:
        self._request, self._left = request, left
        line, undated = request.shown.timeline, request.shown.undated
        drawn = line.items[undated.facts] >= 0
        self._facts = np.concatenate([undated.facts[~drawn], undated.facts[drawn]])
        self._lanes = np.concatenate([undated.lanes[~drawn], undated.lanes[drawn]])
        sheet = request.sheet
        self._columns = max(int((right - left) / sheet.px(EVEN)), 1)
        self._width = (right - left) / self._columns
        self._high = sheet.line("body") + sheet.px(2)
        self.count = len(self._facts)
        self.content = math.ceil(self.count / self._columns) * self._high

    def between(self, top: float, bottom: float) -> Iterable[Cell]:
        first = max(int(top / self._high), 0) * self._columns
        end = min(math.ceil(bottom / self._high) * self._columns, self.count)
        return (self._cell(number) for number in range(first, end))

    def top_of(self, fact_id: str) -> float | None:
        position = self._request.shown.timeline.dossier.positions[fact_id]
        found = np.flatnonzero(self._facts == position)
        return float(found[0] // self._columns * self._high) if len(found) else None

    def _cell(self, number: int) -> Cell:
        request, sheet = self._request, self._request.sheet
        fact_id = request.shown.timeline.dossier.fact_ids[int(self._facts[number])]
        row, column = divmod(number, self._columns)
        x, y = self._left + column * self._width, row * self._high
        ring, width = sheet.px(16), self._width - sheet.px(18)
        line = request.typesetter.line(_runs(request, fact_id))
        if line.width > width - ring:
            # What it is may be cut; a number or a bound never is.
            main, *rest = line.runs
            free = width - ring - sum(sheet.width(run.text, run.role) for run in rest)
            kept = rest if free > sheet.px(60) else [run for run in rest if not run.dim]
            free = width - ring - sum(sheet.width(run.text, run.role) for run in kept)
            text = sheet.elide(main.text, max(free, sheet.px(24)), main.role)
            line = request.typesetter.line((Run(text, main.role), *kept))
        where = QRectF(x + ring, y, line.width, self._high)
        lane = int(self._lanes[number])
        return Cell(fact_id, lane, QRectF(x, y, ring + line.width, self._high), ((where, line),))


def _entries(request: Request) -> list[Undated]:
    """Return what goes into the tray; a picture does not repeat what it draws as a line."""
    line, undated = request.shown.timeline, request.shown.undated
    items = line.items[undated.facts]
    lines = (items >= 0) & (line.shape[items] == Shape.ORDER) & (line.facts[items] == undated.facts)
    rest: list[Undated] = []
    drawn: list[Undated] = []
    for entry, has_line in zip(undated, lines.tolist(), strict=True):
        (drawn if has_line and entry.fact_id not in request.listed else rest).append(entry)
    # On screen they come last: their lines tell the same.
    return rest + drawn if request.scrolls else rest


def _flow(
    request: Request, entries: list[Undated], left: float, right: float
) -> tuple[list[Cell], float]:
    """Set cells one behind the other, in as many lines as it takes."""
    sheet = request.sheet
    ring, gap, line_height = sheet.px(16), sheet.px(18), sheet.line("body") + sheet.px(2)
    cells, x, y, tall = [], left, 0.0, line_height
    for entry in entries:
        runs = _runs(request, entry.fact_id)
        lines = [request.typesetter.line(runs)]
        if lines[0].width > right - left - ring:
            lines = request.typesetter.broken(runs, max(right - left - ring, 1.0))
        width = ring + max(line.width for line in lines)
        if x > left and x + width > right:
            x, y, tall = left, y + tall, line_height
        rects = tuple(
            (QRectF(x + ring, y + n * line_height, line.width, line_height), line)
            for n, line in enumerate(lines)
        )
        cells.append(
            Cell(entry.fact_id, entry.lane, QRectF(x, y, width, len(lines) * line_height), rects)
        )
        tall = max(tall, len(lines) * line_height)
        x += width + gap
    return cells, y + tall


def _runs(request: Request, fact_id: str) -> tuple[Run, ...]:
    """Return the label of an undated fact, with what is known of its time."""
    words, sheet = request.words(fact_id), request.sheet
    role: FontRole = "body" if sheet.refs else "small"
    ref = REF if sheet.refs else ""
    value = (Run(" " + words.value, "bold"),) if words.value else ()
    known = Run(" — " + words.known, "small", True) if words.known else Run("", "small")
    return (Run(words.main, role), *value, Run(ref, role), known)
