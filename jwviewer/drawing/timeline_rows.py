"""How high the rows of a crowded timeline are, and what each has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from jwviewer.drawing.timeline_request import row_height

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import Sheet

MOST_LABEL_ROWS = 5
STRETCH = 1.25
"""How much a row grows at most where there is room to spare."""


class RowSizes(Struct, frozen=True):
    """How high every row is, how many lines of labels it has, and its band, in pixels."""

    height: float
    label_rows: int
    pad: float
    band: float

    @property
    def band_top(self) -> float:
        """Where the band begins, from the top of its row."""
        return self.height - self.pad - self.band


def row_sizes(sheet: Sheet, count: int, room: float) -> RowSizes:
    """Return how high rows are: all the same, more where few of them share the room."""
    px, line = sheet.px, row_height(sheet)
    pad, band = px(4), px(10)
    heading = sheet.line("bold") * 2 + sheet.line("tiny") + px(8)
    least = max(line + band + 2 * pad + px(2), heading)
    height = max(least, room / max(count, 1))
    lines = int((height - band - 2 * pad - px(2)) / line)
    lines = min(max(lines, 1), MOST_LABEL_ROWS)
    most = max(least, (lines * line + band + 2 * pad) * STRETCH)
    return RowSizes(float(int(min(height, most))), lines, pad, band)
