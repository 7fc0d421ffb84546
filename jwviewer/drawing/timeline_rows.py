"""The rows of a crowded timeline: a company with what it shares, folded into one or laid open."""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from jwviewer.drawing.timeline_request import row_height

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import Sheet
    from jwviewer.queries.timeline import Shown

MOST_LABEL_ROWS = 5
STRETCH = 1.25
"""How much a row grows at most where there is room to spare."""


class Fold(Enum):
    """Whether a row stands for a company with all it shares, and whether that is laid open."""

    NONE = "none"
    CLOSED = "closed"
    OPEN = "open"
    INNER = "inner"


class Row(Struct, frozen=True):
    """One row: the lanes of a company's own facts, and of those it shares (first, end).

    A closed row holds both, each in its own colour.
    """

    company: str
    fold: Fold
    own: tuple[int, int]
    shared: tuple[int, int] = (0, 0)

    @property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """The lanes of own facts and those of shared ones, if there are any."""
        return tuple(lanes for lanes in (self.own, self.shared) if lanes[0] < lanes[1])

    @property
    def lanes(self) -> tuple[int, int]:
        """The first of the row's lanes and the one behind its last."""
        first, end = self.own
        return (min(first, self.shared[0]), end) if self.shared[0] < self.shared[1] else self.own


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


def rows_of(shown: Shown, opened: frozenset[str]) -> tuple[Row, ...]:
    """Return the rows of what the filters let through; companies in ``opened`` are laid open.

    What several companies did belongs to the last of them, as lanes are ordered.
    """
    line = shown.timeline
    used = np.array(shown.lanes, np.int32)
    groups = line.lane_group[used]
    edges = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1]))).tolist()
    rows: list[Row] = []
    for first, end in pairwise([*edges, len(used)]) if len(used) else ():
        last = int(used[end - 1])
        companies = line.lanes[last].company_ids
        company = companies[-1] if companies else ""
        alone = len(companies) <= 1
        own = (last, last + 1) if alone else (last + 1, last + 1)
        shared = used[first : end - 1 if alone else end]
        if not len(shared):
            rows.append(Row(company, Fold.NONE, own))
        elif company not in opened:
            rows.append(Row(company, Fold.CLOSED, own, (int(shared[0]), int(shared[-1]) + 1)))
        else:
            rows.append(Row(company, Fold.OPEN, own))
            rows += [Row(company, Fold.INNER, (lane, lane + 1)) for lane in shared.tolist()]
    return tuple(rows)


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
