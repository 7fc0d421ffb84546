"""Rows of the side-by-side table set for a picture: heights, cuts, and which of them fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QSizeF

from jwviewer.drawing.flow import Flow, set_text
from jwviewer.drawing.profile_cell import cell_runs, joint_word, label_runs
from jwviewer.drawing.sheet import Sheet
from jwviewer.queries.highlight import Highlight
from jwviewer.queries.profile_parts import Group, Row

PAD_X, PAD_Y = 9.0, 5.0
BAND = 24.0
MOST_MISSES = 24
"""So many rows in a row that do not fit mean that the next ones will not either."""
MOST_OF_HEIGHT = 0.3
"""The share of a picture's height that one row may take before entries of it are cut."""


class SetRow(Struct, frozen=True):
    """A row with the text of its cells set; ``flows`` begins with the label's.

    ``keep`` is how many entries cells keep and ``cut`` counts those left out; ``told`` are the
    facts that stay. Derived values are no facts.
    """

    row: Row
    flows: tuple[Flow, ...]
    height: float
    keep: int
    cut: int
    told: tuple[str, ...]


class RowSetter:
    """Sets rows for given column widths; entries beyond a height are cut and counted."""

    def __init__(
        self, sheet: Sheet, highlight: Highlight, label: float, column: float, columns: int
    ) -> None:
        self._sheet, self._highlight = sheet, highlight
        self._label, self._column, self._columns = label, column, columns

    def set(self, row: Row, numbers: Mapping[str, int], most: float) -> SetRow:
        """Return a row no higher than ``most`` if entries can be left out for that."""
        cells = row.cells[:1] if row.joint else row.cells
        keeps = _keeps(max(len(cell.entries) for cell in row.cells))
        known: dict[tuple[int, int], Flow] = {}

        def fits(place: int) -> bool:
            tried = self._flows(row, numbers, keeps[place], known)
            return max(flow.height for flow in tried) <= most

        # Fewer entries are never higher. Few are tried first, for hundreds take long to set.
        high, step = len(keeps) - 1, 1
        while high > 0 and fits(max(high - step, 0)):
            high, step = max(high - step, 0), 2 * step
        low = max(high - step, 0)
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if fits(middle) else (middle + 1, high)
        keep = keeps[low]
        full = self._flows(row, numbers, keep, known)
        cut = sum(len(cell.entries) - len(cell.kept(keep)) for cell in cells)
        stay = (e.fact_id for cell in cells for e in cell.kept(keep) if not row.derived)
        height = max(flow.height for flow in full) + 2 * self._sheet.px(PAD_Y)
        return SetRow(row, full, height, keep, cut, tuple(dict.fromkeys(stay)))

    def least(self, row: Row) -> float:
        """Return a height that a row has at least, without setting it.

        Every entry that it keeps in any case, such as contradicting ones, takes a line.
        """
        sheet = self._sheet
        cells = row.cells[:1] if row.joint else row.cells
        lines = max(sum(not entry.inline for entry in cell.kept(1)) for cell in cells)
        return lines * sheet.line("tiny") + 2 * sheet.px(PAD_Y)

    def _flows(
        self, row: Row, numbers: Mapping[str, int], keep: int, known: dict[tuple[int, int], Flow]
    ) -> tuple[Flow, ...]:
        """Set a row's label and cells; ``known`` are those set before, by entries kept."""
        sheet, theme, pad = self._sheet, self._sheet.theme, 2 * self._sheet.px(PAD_X)
        if (-1, 0) not in known:
            known[-1, 0] = set_text(sheet, label_runs(theme, row), self._label - pad)
        flows = [known[-1, 0]]
        lead = (joint_word(self._columns), theme.shared.text) if row.joint else None
        cells = row.cells[:1] if row.joint else row.cells
        width = self._column * (self._columns if row.joint else 1) - pad
        for place, cell in enumerate(cells):
            key = place, len(cell.kept(keep))
            if key not in known:
                runs = cell_runs(theme, cell, self._highlight.dimmed, numbers, lead, keep=keep)
                known[key] = set_text(sheet, runs, width)
            flows.append(known[key])
        return tuple(flows)


def _keeps(longest: int) -> list[int]:
    """Return how many entries a row may keep, from all to one, in ever smaller steps."""
    found = [longest]
    while found[-1] > 1:
        found.append(found[-1] - max(1, found[-1] // 8))
    return found


def choose(
    groups: Sequence[Group], height: Callable[[Row, float], float], band: float, room: float,
    least: float, highlight: Highlight,
) -> tuple[Group, ...]:  # fmt: skip
    """Return the rows that fit into ``room``, the most important ones, in their usual order.

    No row is lower than ``least``, so that rows need not be set once there is less room.
    ``height`` may tell less than a row's height, if that is more than the room it is given.
    """
    order = sorted(
        (-_weight(row, highlight), number, place)
        for number, group in enumerate(groups)
        for place, row in enumerate(group.rows)
    )
    chosen: set[tuple[int, int]] = set()
    begun: set[int] = set()
    misses = 0
    for _, number, place in order:
        if room < least or misses > MOST_MISSES:
            break
        titled = groups[number].key != "company" and number not in begun
        over = band if titled else 0.0
        needed = height(groups[number].rows[place], room - over) + over
        if needed <= room:
            room -= needed
            chosen.add((number, place))
            begun.add(number)
            misses = 0
        else:
            misses += 1
    kept = (
        replace(group, rows=tuple(r for p, r in enumerate(group.rows) if (n, p) in chosen))
        for n, group in enumerate(groups)
    )
    return tuple(group for group in kept if group.rows)


def column_widths(sheet: Sheet, size: QSizeF, columns: int) -> tuple[float, float, int]:
    """Return the label's width, a column's width, and how many columns have room."""
    label = min(max(size.width() * 0.19, sheet.px(84)), sheet.px(210))
    least = sheet.px(104)
    fitting = max(1, min(columns, int((size.width() - label) // least)))
    return label, max(size.width() - label, sheet.px(20)) / fitting, fitting


def _weight(row: Row, highlight: Highlight) -> float:
    weight = row.weight + (3.0 if row.shared and row.key.startswith("figure:") else 0.0)
    ids = row.fact_ids
    if ids and all(highlight.dimmed(fact_id) for fact_id in ids):
        weight -= 12.0
    return weight
