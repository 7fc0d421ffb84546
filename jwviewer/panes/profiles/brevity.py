"""How much a cell tells in a row of one height: as many entries as have room, at least one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import Sheet
    from jwviewer.queries.profile_parts import Cell

BRIEF = 0
"""From here on down only one entry is shown, and less and less of what there is to mind of it."""
ROW_KEEPS = (4, 3, 2, 1, BRIEF, BRIEF - 1, BRIEF - 2, BRIEF - 3)
"""In a long view rows are of one height, and cells show as many entries as then have room."""
LONG_REST = (200, 200, 60, 30)
LONG_REASON = 60
"""A longer reason is cut there in rows of one height."""


def keeps_of(cell: Cell, room: float, sheet: Sheet) -> list[int]:
    """Return how many entries a cell may keep in a row with so much room, the most first.

    What surely has no room, as each entry takes a line at least, is not among them.
    """
    entries = len(cell.entries)
    if entries == 0:
        return [1]
    enough = min((keep for keep in ROW_KEEPS if keep >= entries), default=ROW_KEEPS[0])
    # Where values contradict each other more would be shown than there is room for.
    found = [
        keep
        for keep in ROW_KEEPS
        if keep <= enough and (keep <= BRIEF or len(cell.kept(keep)) <= ROW_KEEPS[0])
    ]
    fitting = [keep for keep in found if keep <= BRIEF or _least(cell, keep, sheet) <= room]
    return fitting or found[-1:]


def _least(cell: Cell, keep: int, sheet: Sheet) -> float:
    """Return a height that a cell has at least with so many entries."""
    told = (entry for entry in cell.kept(keep) if not entry.inline and (entry.strong or entry.rest))
    return sum(1 for _ in told) * sheet.line("body")


def shortened(cell: Cell, most: int) -> Cell:
    """Return a cell for a row of one height: a long reason cut, from BRIEF on one short entry."""
    if most <= BRIEF and cell.entries:
        first, level = cell.entries[0], BRIEF - most
        chips = first.chips[: max(2 - level - bool(cell.reason), 0)]
        rest, longest = first.rest, LONG_REST[level]
        if len(rest) > longest:
            rest = rest[:longest].rstrip() + "…"
        left = cell.left + len(cell.entries) - 1
        entries = (replace(first, chips=chips, rest=rest),)
        return replace(cell, entries=entries, left=left, reason="…" if cell.reason else "")
    if len(cell.reason) > LONG_REASON:
        return replace(cell, reason=cell.reason[:LONG_REASON].rstrip() + "…")
    return cell
