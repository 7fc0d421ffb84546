"""What of a crowd lights up with the chosen fact: ticks across the bands of its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from jwviewer.dossier.each_once import each_once
from jwviewer.queries.highlight import Highlight
from jwviewer.queries.timeline import NO_ITEMS, Floats, Ints

if TYPE_CHECKING:
    from jwviewer.drawing.time_scale import TimeScale
    from jwviewer.drawing.timeline_rows import RowSizes
    from jwviewer.queries.timeline import Shown, Timeline
    from jwviewer.session import State

MOST_LIT = 4000
"""Of more facts than this that belong to the chosen one, as to a company, none is marked."""


class Lit(Struct, frozen=True):
    """The item of the chosen fact, if it has one, and those of facts that belong to it."""

    focus: Ints
    items: Ints
    lanes: Ints
    rows: Ints

    def rows_of(self, items: Ints) -> Ints:
        """Return the rows of these items, focus or others; -1 where it has none."""
        return self.rows[: len(items)] if items is self.items else self.rows[len(self.items) :]


def lit_items(state: State, shown: Shown, row_of: Callable[[int], int | None]) -> Lit:
    """Return what lights up of what the filters let through."""
    focus, line = state.selection.focus, shown.timeline
    if focus is None or focus not in state.dossier.positions:
        return Lit(NO_ITEMS, NO_ITEMS, NO_ITEMS, NO_ITEMS)
    own = line.items[[state.dossier.positions[focus]]]
    items = line.items[np.flatnonzero(Highlight(state.dossier, state.selection).related)]
    items = each_once(items[items >= 0])
    items = items[shown.visible[items] & (items != own[0])]
    if len(items) > MOST_LIT:
        items = NO_ITEMS
    own = own[own >= 0]
    lanes = np.concatenate([line.lane[items], line.lane[own]])
    rows = [-1 if (row := row_of(lane)) is None else row for lane in lanes.tolist()]
    return Lit(own, items, lanes, np.array(rows, np.int32))


def tick_rects(
    items: Ints, rows: Ints, line: Timeline, scale: TimeScale, sizes: RowSizes, seen: range,
    width: float,
) -> Floats:  # fmt: skip
    """Return ticks across the bands of the rows in view, where items lie on a scale."""
    inside = (rows >= seen.start) & (rows < seen.stop)
    items, rows = items[inside], rows[inside]
    starts, ends = np.nan_to_num(line.start[items], neginf=0.0), line.end[items]
    inside = (starts < scale.view.hi) & (ends > scale.view.lo)
    starts, ends, rows = starts[inside], ends[inside], rows[inside]
    left = scale.left + (np.maximum(starts, scale.view.lo) - scale.view.lo) * scale.per_day
    right = scale.left + (np.minimum(ends, scale.view.hi) - scale.view.lo) * scale.per_day
    rects = np.empty((len(rows), 4))
    rects[:, 0], rects[:, 2] = np.round(left), np.maximum(np.round(right - left), width)
    rects[:, 1] = rows * sizes.height + sizes.band_top - 2
    rects[:, 3] = 2
    return rects
