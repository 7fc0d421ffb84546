"""Cells as places in a run of bytes: copied, numbered and turned into numbers without a loop."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Ints = np.ndarray[Any, np.dtype[Any]]
Words = np.ndarray[Any, np.dtype[np.uint64]]

WORD = 8
_MASKS: Words = np.array([(1 << 8 * size) - 1 for size in range(WORD + 1)], np.uint64)
MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_AT_ONCE = 1 << 20


def padded(run: Bytes, most: int = WORD) -> Bytes:
    """Return a run with ``most`` zero bytes behind it."""
    longer = np.zeros(len(run) + most, np.uint8)
    longer[: len(run)] = run
    return longer


def places_in(run: Bytes, ends: Ints) -> tuple[Bytes, Ints, Ints]:
    """Return a run padded, where the cells start that end at some places, and their sizes."""
    ends = ends.astype(np.int64)
    sizes = np.diff(ends, prepend=0)
    return padded(run), ends - sizes, sizes


def words_at(run: Bytes, starts: Ints, sizes: Ints) -> Words:
    """Return the first eight bytes of each cell as a number; what is behind the cell is zero.

    ``run`` has at least eight bytes behind the start of every cell.
    """
    places: Words = np.ndarray((len(run) - WORD + 1,), "<u8", run, strides=(1,))
    found: Words = places[starts]
    found &= _MASKS[np.minimum(sizes, WORD)]
    return found


def keys_at(run: Bytes, starts: Ints, sizes: Ints) -> Words:
    """Return a number for each cell: equal cells have equal ones.

    Cells of at most eight bytes have numbers of their own among cells of one size.
    """
    keys = words_at(run, starts, sizes)
    rows = np.flatnonzero(sizes > WORD)
    if not len(rows):
        return keys
    starts, sizes, long = starts[rows], sizes[rows], keys[rows]
    at, alive = WORD, np.arange(len(rows))
    while len(alive):
        mixed = long[alive]
        mixed = (mixed ^ (mixed >> _SHIFT)) * MIX
        long[alive] = mixed + words_at(run, starts[alive] + at, sizes[alive] - at)
        at += WORD
        alive = alive[sizes[alive] > at]
    keys[rows] = (long ^ (long >> _SHIFT)) * MIX
    return keys


def same_at(run: Bytes, starts: Ints, sizes: Ints, other: Bytes, places: Ints) -> bool:
    """Tell whether every cell has the bytes that stand at its place in another run."""
    at, alive = 0, np.arange(len(starts))
    while len(alive):
        left = sizes[alive] - at
        mine = words_at(run, starts[alive] + at, left)
        if not np.array_equal(mine, words_at(other, places[alive] + at, left)):
            return False
        at += WORD
        alive = alive[left > WORD]
    return True


def gathered(run: Bytes, starts: Ints, sizes: Ints) -> Bytes:
    """Return the bytes of the cells, one behind the other."""
    if not len(starts):
        return np.empty(0, np.uint8)
    size = int(sizes[0])
    if size > 0 and (sizes == size).all():
        places = np.ndarray((len(run) - size + 1,), f"V{size}", run, strides=(1,))
        return places[starts].view(np.uint8)
    ends = np.cumsum(sizes, dtype=np.int64)
    begins = ends - sizes
    found: Bytes = np.empty(int(ends[-1]), np.uint8)
    # In parts: places take eight times the room of bytes, and to repeat holds all threads up.
    cuts = np.searchsorted(begins, np.arange(0, len(found), _AT_ONCE)).tolist()
    for first, last in pairwise([*cuts, len(ends)]):
        if first < last:
            at = np.repeat(starts[first:last] - begins[first:last], sizes[first:last])
            here = slice(int(begins[first]), int(ends[last - 1]))
            at += np.arange(here.start, here.stop)
            found[here] = run[at]
    return found


def ends_of(sizes: Ints) -> Ints:
    """Return where cells of some sizes end that stand one behind the other."""
    ends = np.cumsum(sizes, dtype=np.int64)
    return ends.astype(np.uint32) if not len(ends) or ends[-1] < 1 << 32 else ends


def fixed(run: Bytes, starts: Ints, sizes: Ints) -> np.ndarray[Any, np.dtype[np.bytes_]]:
    """Return cells without zero bytes as an array of bytes of the longest one's width.

    ``run`` has at least eight bytes behind the start of every cell.
    """
    width = max(int(sizes.max(initial=1)), 1)
    count = -(-width // WORD)
    found = np.empty((len(starts), count), "<u8")
    for word in range(count):
        left = np.maximum(sizes - word * WORD, 0)
        # A cell that has ended may be the last one of the run.
        found[:, word] = words_at(run, np.where(left, starts + word * WORD, starts), left)
    whole = found.view(f"S{count * WORD}").reshape(-1)
    return whole if width == count * WORD else whole.astype(f"S{width}")


def hashes_of(digits: Bytes) -> Bytes | None:
    """Return the bytes that pairs of hexadecimal digits stand for, None if any is none."""
    letter = digits - np.uint8(ord("a"))
    if not (((digits - np.uint8(ord("0"))) < 10) | (letter < 6)).all():
        return None
    digits = digits & np.uint8(15)
    digits += np.where(letter < 6, np.uint8(9), np.uint8(0))
    return (digits[0::2] << np.uint8(4)) | digits[1::2]


def numbers_at(run: Bytes, starts: Ints, sizes: Ints, empty: int) -> Ints | None:
    """Return cells of up to nine digits as int32, ``empty`` for empty ones.

    None when a cell is not the one way to write its number. ``run`` has at least eight bytes
    behind the start of every cell.
    """
    first = run[starts]
    negative = (first == ord("-")) & (sizes > 0)
    starts, sizes = starts + negative, sizes - negative
    if (sizes > 9).any() or ((sizes == 0) & negative).any():
        return None
    first = run[starts]
    if ((first == ord("0")) & ((sizes > 1) | negative) & (sizes > 0)).any():
        return None
    numbers = np.zeros(len(starts), np.int64)
    for digit in range(int(sizes.max(initial=0))):
        here = sizes > digit
        value = run[np.where(here, starts + digit, starts)] - np.uint8(ord("0"))
        if (value[here] > 9).any():
            return None
        numbers = np.where(here, numbers * 10 + value, numbers)
    numbers = np.where(negative, -numbers, numbers)
    return np.where((sizes == 0) & ~negative, empty, numbers).astype(np.int32)


def smallest(count: int) -> Any:
    """Return the smallest integer type for numbers below ``count``."""
    return np.uint8 if count <= 1 << 8 else np.uint16 if count <= 1 << 16 else np.int32
