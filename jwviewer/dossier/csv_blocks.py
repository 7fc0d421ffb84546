"""Where the cells of a CSV file lie, found with numpy, block by block.

Only what is beyond doubt is read here: UTF-8, rows of one width, cells quoted as a whole. At the
first sign of anything else the careful reader has to take the file, for it knows what to say.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any

import numpy as np
from msgspec import Struct

Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Ints = np.ndarray[Any, np.dtype[Any]]

SIZE = 1 << 22
"""How many bytes a block has; its arrays then stay in the processor's cache."""
PADDING = 1 << 9
"""So many zero bytes follow a block, so that words behind its last cell can be read."""
_AT_ONCE = 1 << 20
_NEWLINE, _QUOTE = 10, 34


class NotPlain(Exception):
    """The file has something that only the careful reader can judge."""


class Block(Struct, frozen=True):
    """Some rows: bytes, and of each column where its cells start and how long they are.

    ``starts`` and ``sizes`` have a row per column. ``lines`` counts the line each row begins on
    from the first line of the block, None where every row is one line. ``end`` is the byte of
    the file that the block ends before.
    """

    run: Bytes
    starts: Ints
    sizes: Ints
    lines: Ints | None
    height: int
    end: int


def plain_bytes(data: bytes) -> bytes:
    """Return the bytes of a text in UTF-8 without mark and with LF line ends, or NotPlain."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if data.startswith((codecs.BOM_UTF8, b"PK\x03\x04")):
        raise NotPlain
    ascii_only, returns = True, False
    # In parts, between which other threads have their turn.
    for part in _parts(data):
        if b"\0" in part:
            raise NotPlain
        ascii_only &= part.isascii()
        returns |= b"\r" in part
    if not ascii_only:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            for part in _parts(data):
                decoder.decode(part)
            decoder.decode(b"", True)
        except UnicodeDecodeError:
            raise NotPlain from None
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if returns else data


def _parts(data: bytes) -> Iterator[bytes]:
    return (data[at : at + _AT_ONCE] for at in range(0, len(data), _AT_ONCE))


def blocks(data: bytes, start: int, width: int, separator: str) -> Iterator[Block]:
    """Give the rows from a byte on; each must have ``width`` cells, not all of them empty."""
    whole, at, end = np.frombuffer(data, np.uint8), start, len(data)
    while end > at and data[end - 1] == _NEWLINE:
        end -= 1  # empty lines at the end are no rows
    while at < end:
        run, size = _run(data, whole, at, end)
        at += size
        yield _block(run, size + (at >= end), width, ord(separator), at)


def _run(data: bytes, whole: Bytes, at: int, end: int) -> tuple[Bytes, int]:
    """Return the bytes of whole rows from ``at`` on, padded, and how many they are."""
    room = SIZE
    while True:
        last = min(at + room, end)
        while last > at:
            if last < end:
                last = data.rfind(b"\n", at, last) + 1
            opened = data.count(b'"', at, last) % 2
            if last <= at or not opened:
                break
            if last == end:
                raise NotPlain
            # The end of the block lies in a quoted cell: go back to before its quote.
            last = data.rfind(b'"', at, last)
        if last > at:
            break
        if room >= end - at:
            raise NotPlain
        room *= 2
    run = np.zeros(last - at + PADDING, np.uint8)
    run[: last - at] = whole[at:last]
    if last == end:
        run[last - at] = _NEWLINE
    return run, last - at


def _block(run: Bytes, size: int, width: int, separator: int, end: int) -> Block:
    used = run[:size]
    breaks = used == _NEWLINE
    marks = np.flatnonzero((used == separator) | breaks).astype(np.int32)
    quotes = np.flatnonzero(used == _QUOTE).astype(np.int32)
    if len(quotes):
        marks = _outside(used, marks, quotes, separator)
    if len(marks) % width:
        raise NotPlain
    ends = marks.reshape(-1, width)
    closing = run[marks] == _NEWLINE
    if np.count_nonzero(closing) != len(ends) or not closing[width - 1 :: width].all():
        raise NotPlain
    starts = np.empty_like(ends)
    starts.reshape(-1)[0] = 0
    starts.reshape(-1)[1:] = marks[:-1] + 1
    height = int(np.count_nonzero(breaks))
    lines = None
    if height != len(ends):
        lines = np.searchsorted(np.flatnonzero(breaks), starts[:, 0])
    if len(quotes):
        run, starts, ends = _unquoted(run, quotes, marks, starts, ends)
    by_column = np.ascontiguousarray(starts.T)
    sizes = np.ascontiguousarray(ends.T) - by_column
    empty = np.flatnonzero(sizes[0] == 0)
    if len(empty) and not sizes[:, empty].any(axis=0).all():
        raise NotPlain
    return Block(run, by_column, sizes, lines, height, end)


def _outside(used: Bytes, marks: Ints, quotes: Ints, separator: int) -> Ints:
    """Return the marks that stand in no quoted cell; every quote must begin or end a cell."""
    opens, closes = quotes[::2], quotes[1::2]
    before, after = used[opens - 1], used[closes + 1]
    begins = (before == separator) | (before == _NEWLINE) | (opens == 0)
    ends = (after == separator) | (after == _NEWLINE)
    twice = opens[1:] == closes[:-1] + 1
    begins[1:] |= twice
    ends[:-1] |= twice
    if not (begins.all() and ends.all()):
        raise NotPlain
    first, last = np.searchsorted(marks, opens), np.searchsorted(marks, closes)
    depth = np.bincount(first, minlength=len(marks) + 1)
    depth -= np.bincount(last, minlength=len(marks) + 1)
    outside: Ints = marks[np.cumsum(depth[:-1]) == 0]
    return outside


def _unquoted(
    run: Bytes, quotes: Ints, marks: Ints, starts: Ints, ends: Ints
) -> tuple[Bytes, Ints, Ints]:
    """Take the quotes off the cells, and one of two quotes inside them."""
    opens, closes = quotes[::2], quotes[1::2]
    second = opens[1:][opens[1:] == closes[:-1] + 1]
    quoted = np.searchsorted(marks, np.setdiff1d(opens, second, assume_unique=True))
    ends = ends.copy()
    starts.reshape(-1)[quoted] += 1
    ends.reshape(-1)[quoted] -= 1
    if len(second):
        starts -= np.searchsorted(second, starts.reshape(-1)).reshape(starts.shape).astype(np.int32)
        ends -= np.searchsorted(second, ends.reshape(-1)).reshape(ends.shape).astype(np.int32)
        run = np.delete(run, second)
    return run, starts, ends
