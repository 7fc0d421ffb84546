"""Which rows of large tables may break a rule that compares rows; the others are proven not to.

For tables that were not read as arrays every row may. The rules themselves, and what they say,
stand in ``rules.py`` and ``figure_rules.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from jwviewer.dossier.cell_runs import Ints
from jwviewer.dossier.columns import Coded, Flags, Whole
from jwviewer.dossier.dates import DateError, parse_date
from jwviewer.dossier.id_rows import IdRows
from jwviewer.dossier.sheet import Sheet
from jwviewer.dossier.units import UNSETTLED, is_currency

_NEVER = 1 << 30
_MOST_PEELED = 500
"""So often links are taken away that lead to or come from an end of a chain."""


def out_of_order(sheet: Sheet, owners: Mapping[str, int]) -> Iterable[int]:
    """Return the events whose dates and links may contradict each other."""
    if not (sheet.arrays and isinstance(owners, IdRows)):
        return range(len(sheet))
    first, last = _days(sheet, "date")
    (earliest, _), (_, latest) = _days(sheet, "not_before"), _days(sheet, "not_after")
    odd = (latest < earliest) | (last < earliest) | (latest < first)
    for column, later in (("after_event_id", True), ("before_event_id", False)):
        rows, other = _links(sheet, column, owners)
        wrong = last[rows] < first[other] if later else last[other] < first[rows]
        odd[rows[wrong]] = True
    return np.flatnonzero(odd).tolist()


def out_of_text(sheet: Sheet, chars: Mapping[str, int]) -> Iterable[int]:
    """Return the spans of evidence that may not lie in the text of their source."""
    if not sheet.arrays:
        return range(len(sheet))
    start, end = sheet.arrays["start"], sheet.arrays["end"]
    if not (isinstance(start, Whole) and isinstance(end, Whole)):
        return range(len(sheet))
    sources = sheet.arrays["source_id"].coded()
    most = [chars.get(source, _NEVER) for source in sources.values]
    odd = (start.numbers < 0) | (end.numbers <= start.numbers)
    odd |= end.numbers > np.array([*most, 0], np.int64)[sources.codes]
    return np.flatnonzero(odd).tolist()


def unlike_money(sheet: Sheet, figures: Sheet, owners: Mapping[str, int]) -> Iterable[int]:
    """Return the conversions that may not join two amounts in different currencies."""
    if not (sheet.arrays and figures.arrays and len(figures) and isinstance(owners, IdRows)):
        return range(len(sheet))
    one, other = (owners.rows_of(sheet.arrays[column]) for column in ("from_id", "to_id"))
    units = figures.arrays["unit"].coded()
    money = _told(units, is_currency)
    settled = _told(units, lambda unit: unit != UNSETTLED)
    odd = ~(money[one] & money[other])
    odd |= (units.codes[one] == units.codes[other]) & settled[one] & (one != other)
    return np.flatnonzero(odd & (one >= 0) & (other >= 0)).tolist()


def has_circle(
    sheet: Sheet, columns: Sequence[tuple[str, bool]], owners: Mapping[str, int]
) -> bool:
    """Tell whether links in some columns may lead from a row back to it.

    A column is given with whether its links lead from the row to the one that it names.
    """
    if not (sheet.arrays and isinstance(owners, IdRows)):
        return True
    links = [_links(sheet, column, owners) for column, _ in columns]
    ends = [pair if ahead else pair[::-1] for pair, (_, ahead) in zip(links, columns, strict=True)]
    start = np.concatenate([pair[0] for pair in ends])
    end = np.concatenate([pair[1] for pair in ends])
    for _ in range(_MOST_PEELED):
        if not len(start):
            return False
        # A link to a row from which none goes on is in no circle, nor is one that none leads to.
        leads, led = np.zeros((2, len(sheet)), np.bool_)
        leads[start], led[end] = True, True
        left = leads[end] & led[start]
        if left.all():
            return True
        start, end = start[left], end[left]
    return True


def _links(sheet: Sheet, column: str, owners: IdRows) -> tuple[Ints, Ints]:
    """Return the rows that name another row of the same table in a column, and those rows."""
    other = owners.rows_of(sheet.arrays[column])
    rows = np.flatnonzero(other >= 0)
    return rows, other[rows]


def _days(sheet: Sheet, column: str) -> tuple[Ints, Ints]:
    """Return the first and the last day of each date; where unknown, none is before or behind."""
    cells = sheet.arrays[column].coded()
    first, last = [], []
    for value in cells.values:
        try:
            span = parse_date(value) if value else None
        except DateError:
            span = None
        first.append(-_NEVER if span is None or span.first is None else span.first)
        last.append(_NEVER if span is None or span.last is None else span.last)
    return np.array(first, np.int64)[cells.codes], np.array(last, np.int64)[cells.codes]


def _told(cells: Coded, meaning: Callable[[str], bool]) -> Flags:
    flags: Flags = np.array([*map(meaning, cells.values)], np.bool_)[cells.codes]
    return flags
