"""The tray of a timeline: what has no date in the source, with what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    ``every`` has all cells as they lie without scrolling.
    """

    rect: QRectF
    heading: tuple[tuple[QRectF, str, FontRole], ...]
    note: tuple[QRectF, str] | None
    cells: tuple[Cell, ...]
    every: tuple[Cell, ...]
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
    entries = _entries(request)
    if not entries:
        return None
    sheet, width = request.sheet, request.size.width()
    px, pad = sheet.px, sheet.px(6)
    heading, y = [], pad
    for text in sheet.wrap(tr("No date in the source"), gutter - px(16), _ROLE):
        heading.append((QRectF(px(10), y, gutter - px(16), sheet.line(_ROLE)), text, _ROLE))
        y += sheet.line(_ROLE)
    cells, content = _flow(request, entries, gutter + px(2), width - px(8))
    needed = max(content + 2 * pad, y + pad)
    share = SHARE if request.scrolls else FIGURE_SHARE
    most = max(request.size.height() * share, y + sheet.line("tiny") + pad)
    height = min(needed, most, request.size.height())
    left_out, scroll, note = 0, 0.0, None
    if needed > height:
        scroll = (
            min(max(request.tray_scroll, 0.0), content + 2 * pad - height)
            if request.scrolls
            else 0.0
        )
    every = tuple(cell.moved(pad) for cell in cells)
    cells = [cell.moved(-scroll) for cell in every]
    inside = [cell for cell in cells if cell.rect.top() >= 0 and cell.rect.bottom() <= height]
    left_out = len(cells) - len(inside)
    if left_out:
        text = tr("+{count} more", count=left_out)
        note = (
            QRectF(
                px(10), min(y, height - sheet.line("tiny")), gutter - px(16), sheet.line("tiny")
            ),
            text,
        )
    rect = QRectF(0, 0, width, height)
    return Tray(
        rect, tuple(heading), note, tuple(inside), every, content + 2 * pad, scroll, left_out
    )


def _entries(request: Request) -> list[Undated]:
    """Return what goes into the tray; a picture does not repeat what it draws as a line."""
    line = request.shown.timeline
    lines = {line.fact_id(int(item)) for item in np.flatnonzero(line.shape == Shape.ORDER)}
    drawn = lines - request.listed
    rest = [entry for entry in request.shown.undated if entry.fact_id not in drawn]
    # On screen they come last: their lines tell the same.
    return rest + [
        entry for entry in request.shown.undated if entry.fact_id in drawn and request.scrolls
    ]


def _flow(
    request: Request, entries: list[Undated], left: float, right: float
) -> tuple[list[Cell], float]:
    """Set cells one behind the other, in as many lines as it takes."""
    sheet = request.sheet
    ring, gap, line_height = sheet.px(16), sheet.px(18), sheet.line("body") + sheet.px(2)
    role: FontRole = "body" if sheet.refs else "small"
    cells, x, y, tall = [], left, 0.0, line_height
    for entry in entries:
        words = request.words(entry.fact_id)
        ref = REF if sheet.refs else ""
        value = (Run(" " + words.value, "bold"),) if words.value else ()
        known = Run(" — " + words.known, "small", True) if words.known else Run("", "small")
        runs = (Run(words.main, role), *value, Run(ref, role), known)
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
