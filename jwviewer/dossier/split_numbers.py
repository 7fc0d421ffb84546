"""Finds the number that a comma without quotes has split over several cells of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from jwviewer.dossier.cells import Fault, faults
from jwviewer.dossier.schema import Table
from jwviewer.language import tr

_HEAD = re.compile(r"-?[1-9][0-9]{0,2}")
_GROUP = re.compile(r"[0-9]{3}")
_LAST = re.compile(r"[0-9]{3}(\.[0-9]{1,12})?")
_MOST_GROUPS = 9
_MOST_NUMBERS = 4
_MOST_TRIES = 60
MOST_ROWS = 2_000
"""In how many wrong rows of a table a split number is looked for; far more than are listed."""


class SplitNumber(Struct, frozen=True):
    """The first number of a row that is split: its column, and the cells it is split into."""

    column: str
    cells: tuple[str, ...]

    @property
    def fault(self) -> Fault:
        """Why the row is wrong and what to write instead."""
        grouped, number = ",".join(self.cells), "".join(self.cells)
        if len(self.cells) == 2:
            reason = tr("the number {grouped} is split in two by its comma", grouped=grouped)
        else:
            reason = tr("the number {grouped} is split into {count} cells by its commas",
                        grouped=grouped, count=len(self.cells))  # fmt: skip
        return reason, tr("write {number}", number=number)


def split_number(row: Sequence[str], header: Sequence[str], table: Table) -> SplitNumber | None:
    """Return the split number that explains a wrong row, or None.

    It does so if every cell is right once the number is put together again.
    """
    tries = islice(_joined(list(row), header, table, 0, _MOST_NUMBERS), _MOST_TRIES)
    for joined, found in tries:
        if any(joined[len(header) :]):
            continue
        cells = dict(zip(header, joined + [""] * (len(header) - len(joined)), strict=False))
        # The words tell at once that cells are out of place; looking into all of them is slow.
        if not all(cells.get(c.name, "") in ("", *c.values) for c in table.columns if c.values):
            continue
        if not any(faults(column, (cells.get(column.name, ""),)) for column in table.columns):
            return found
    return None


def _joined(
    row: list[str], header: Sequence[str], table: Table, start: int, most: int
) -> Iterator[tuple[list[str], SplitNumber]]:
    """Give the row with one and more of its numbers put together, and the first of them."""
    for place in range(start, min(len(row) - 1, len(header))):
        column = table.by_name.get(header[place])
        if column is None or column.type not in ("decimal", "int"):
            continue
        for end in _ends(row, place):
            found = SplitNumber(column.name, tuple(row[place:end]))
            joined = [*row[:place], "".join(row[place:end]), *row[end:]]
            yield joined, found
            if most > 1:
                for more, _ in _joined(joined, header, table, place + 1, most - 1):
                    yield more, found


def _ends(row: Sequence[str], place: int) -> Iterator[int]:
    """Give the places behind the cells that may belong to the number at ``place``."""
    if not _HEAD.fullmatch(row[place]):
        return
    for end in range(place + 1, min(len(row), place + 1 + _MOST_GROUPS)):
        if _LAST.fullmatch(row[end]):
            yield end + 1
        if not _GROUP.fullmatch(row[end]):
            return
