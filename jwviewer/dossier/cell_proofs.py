"""Which cells of a column may be wrong, told from its bytes; all others are proven to be right.

The checks in ``cells.py`` decide. This spares them the cells that plainly pass: an array says of a
million ids or texts at once what holds of them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from jwviewer.dossier.cell_runs import Bytes, Ints, places_in
from jwviewer.dossier.columns import Coded, Digests, Ids, Text, Whole
from jwviewer.dossier.columns import Column as Cells
from jwviewer.dossier.schema import Column

_ROWS = 1 << 16
_ID_BYTES = np.zeros(256, np.bool_)
_ID_BYTES[[0, ord("-"), *range(ord("0"), ord("9") + 1), *range(ord("a"), ord("z") + 1)]] = True
_MOST_BEFORE, _MOST_BEHIND = 30, 12
"""How many digits a decimal number may have before and behind its point."""

# Where characters begin that are blank, and those that cannot be seen: both are looked at closely.
_MAYBE_BLANK = np.zeros(256, np.bool_)
_MAYBE_BLANK[[*range(0x21), 0x23, 0x7F, 0xC2, 0xE1, 0xE2, 0xE3]] = True  # 0x23: errors begin with #
_MAYBE_UNSEEN = np.zeros(256, np.bool_)
_MAYBE_UNSEEN[[*range(0x20), 0x7F, 0xC2, 0xD8, 0xE2, 0xEF, 0xF3]] = True
_MAYBE_UNSEEN[[ord("\t"), ord("\n")]] = False


def doubtful(cells: Cells, column: Column | None, most: int) -> Ints:
    """Return the rows whose cells have to be looked at, ascending; ``most`` counts characters."""
    if isinstance(cells, Whole):
        return np.flatnonzero(cells.empty) if column is None or column.required else _none()
    if isinstance(cells, Digests):
        return _none()
    if isinstance(cells, Ids) and column is not None and column.type in ("id", "ref"):
        return _odd_ids(cells.cells, column.required)
    if isinstance(cells, Text):
        if column is None or column.type == "text":
            required = column is not None and column.required
            return _odd_texts(cells, most if column is None else column.most, required)
        if column.type == "decimal":
            return _odd_decimals(cells, column.required)
    return np.arange(len(cells))


def distinct_at(cells: Cells, rows: Ints) -> set[str]:
    """Return the distinct cells of some rows."""
    if isinstance(cells, Coded) and len(rows) == len(cells):
        return set(cells.values)
    return set(cells.take(rows).texts())


def _none() -> Ints:
    return np.empty(0, np.int64)


def _odd_ids(ids: np.ndarray[Any, np.dtype[np.bytes_]], required: bool) -> Ints:
    odd = []
    for start in range(0, len(ids), _ROWS):
        part = np.ascontiguousarray(ids[start : start + _ROWS])
        table = part.view(np.uint8).reshape(len(part), -1)
        right = _ID_BYTES[table].all(axis=1) & (table[:, 0] != ord("-"))
        if required:
            right &= table[:, 0] != 0
        odd.append(start + np.flatnonzero(~right))
    return np.concatenate(odd) if odd else _none()


def _odd_texts(cells: Text, most: int, required: bool) -> Ints:
    run, starts, sizes = places_in(cells.run, cells.ends)
    odd = sizes > most
    odd |= _MAYBE_BLANK[run[starts]] & (sizes > 0)
    if required:
        odd |= sizes == 0
    odd[_rows_at(cells, _strange(cells.run))] = True
    return np.flatnonzero(odd)


def _strange(run: Bytes) -> Ints:
    """Return where characters may begin that control, cannot be seen or turn the text round."""
    found = []
    for at in range(0, len(run), 1 << 20):
        part = run[at : at + (1 << 20)]
        if part.min() >= 0x20 and part.max() < 0x7F:
            continue
        places = at + np.flatnonzero(_MAYBE_UNSEEN[part])
        first = run[places]
        second, third = (
            np.where(places + n < len(run), run[np.minimum(places + n, len(run) - 1)], 0)
            for n in (1, 2)
        )
        control = (first < 0x80) | ((first == 0xC2) & (second < 0xA0)) | (first == 0xF3)
        arabic = (first == 0xD8) & (second == 0x9C)
        points = (first == 0xE2) & (
            ((second == 0x80) & ((third <= 0x8F) & (third >= 0x8B) | (third >= 0xA8)))
            | (second == 0x81)
        )
        marks = (first == 0xEF) & (
            ((second == 0xBB) & (third == 0xBF)) | ((second == 0xBF) & (third >= 0xB9))
        )
        found.append(places[control | arabic | points | marks])
    return np.concatenate(found) if found else _none()


def _odd_decimals(cells: Text, required: bool) -> Ints:
    run, starts, sizes = places_in(cells.run, cells.ends)
    odd = sizes > _MOST_BEFORE
    if required:
        odd |= sizes == 0
    places = np.flatnonzero((cells.run - np.uint8(ord("0"))) > 9)
    rows = _rows_at(cells, places)
    signs = (run[places] == ord("-")) & (places == starts[rows])
    points = run[places] == ord(".")
    odd[rows[~(signs | points)]] = True
    at, pointed = places[points], rows[points]
    twice = pointed[1:][pointed[1:] == pointed[:-1]]
    odd[twice] = True
    behind = starts[pointed] + sizes[pointed] - at - 1
    before = at - starts[pointed] - (run[starts[pointed]] == ord("-"))
    odd[pointed[(behind < 1) | (behind > _MOST_BEHIND) | (before < 1)]] = True
    odd[rows[signs & (sizes[rows] < 2)]] = True
    return np.flatnonzero(odd)


def _rows_at(cells: Text, places: Ints) -> Ints:
    """Return the rows that some bytes of the run belong to."""
    return np.searchsorted(cells.ends, places.astype(cells.ends.dtype), "right")
