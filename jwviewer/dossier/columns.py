"""Columns of a table as compact arrays: a cell becomes a Python text only when it is asked for.

Every cell is text, "" for empty, whatever the array holds. Arrays may be memory maps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from jwviewer.dossier.cell_runs import Bytes, ends_of, fixed, gathered, places_in, smallest
from jwviewer.dossier.distinct_cells import DistinctCells, SameKey

Ints = np.ndarray[Any, np.dtype[Any]]
_WHOLE = re.compile(r"|0|-?[1-9][0-9]{0,8}").fullmatch
_DIGEST = re.compile(r"[0-9a-f]{64}").fullmatch
_ID = re.compile(r"[!-~]{0,64}").fullmatch
Flags = np.ndarray[Any, np.dtype[np.bool_]]
EMPTY = np.iinfo(np.int32).min
"""Stands for an empty cell among whole numbers."""
DIGEST = 32
MOST_ID = 64
MOST_TEXTS = 256
"""So many distinct cells are made texts at the first look at one."""
FEW = 4
"""A column is kept by its distinct cells when it has at most a fourth as many of them."""


class Column(Protocol):
    """One column of cells."""

    def __len__(self) -> int: ...

    def cell(self, row: int) -> str:
        """Return one cell."""

    def texts(self) -> list[str]:
        """Return all cells."""

    def take(self, rows: Ints) -> Column:
        """Return the cells of some rows (positions or flags)."""

    def coded(self) -> Coded:
        """Return the same cells as numbers of distinct ones."""


class Coded:
    """Cells that repeat: the distinct ones, and for every row (any integer type) which one.

    ``distinct`` has the distinct cells as a column or as texts; ``values`` has them as texts.
    """

    def __init__(self, codes: Ints, values: Sequence[str] | Text) -> None:
        self.codes = codes
        self.distinct = values if isinstance(values, Text) else tuple(values)

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The distinct cells."""
        found = self.distinct
        return tuple(found.texts()) if isinstance(found, Text) else found

    def __len__(self) -> int:
        return len(self.codes)

    def cell(self, row: int) -> str:
        """Return one cell."""
        return self._cell(self.codes.item(row))

    def texts(self) -> list[str]:
        """Return all cells; equal ones are one object."""
        return np.array([*self.values, ""], object)[self.codes].tolist()  # type: ignore[no-any-return]

    def take(self, rows: Ints) -> Coded:
        """Return the cells of some rows."""
        return Coded(self.codes[rows], self.distinct)

    def text(self) -> Text:
        """Return the same cells as one run of text."""
        distinct = self.distinct if isinstance(self.distinct, Text) else Text.of(self.distinct)
        return distinct.take(self.codes)

    def coded(self) -> Coded:
        """Return itself."""
        return self

    def code(self, cell: str) -> int:
        """Return the number of a distinct cell, -1 when there is none like it."""
        return self._codes.get(cell, -1)

    @cached_property
    def _cell(self) -> Callable[[int], str]:
        """What returns a distinct cell by its number."""
        found = self.distinct
        # To make all the texts for a few of them would take time and memory.
        if isinstance(found, Text) and len(found) > MOST_TEXTS and "values" not in self.__dict__:
            return found.cell
        return self.values.__getitem__

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {value: code for code, value in enumerate(self.values)}


class Ids:
    """Cells of at most 64 ASCII characters as an array of bytes of one width."""

    def __init__(self, cells: np.ndarray[Any, np.dtype[np.bytes_]]) -> None:
        self.cells = cells

    def __len__(self) -> int:
        return len(self.cells)

    def cell(self, row: int) -> str:
        """Return one cell."""
        return self.cells[row].decode("ascii")  # type: ignore[no-any-return]

    def texts(self) -> list[str]:
        """Return all cells."""
        return self.cells.astype(str).tolist()  # type: ignore[no-any-return]

    def take(self, rows: Ints) -> Ids:
        """Return the cells of some rows."""
        return Ids(self.cells[rows])

    def coded(self) -> Coded:
        """Return the same cells as numbers of distinct ones."""
        values, codes = np.unique(self.cells, return_inverse=True)
        return Coded(codes.astype(np.int32), values.astype(str).tolist())


class Text:
    """Cells of any text: one run of UTF-8, and where in it each cell ends."""

    def __init__(self, run: np.ndarray[Any, np.dtype[np.uint8]], ends: Ints) -> None:
        self.run = run
        self.ends = ends

    @classmethod
    def of(cls, cells: Iterable[str]) -> Text:
        """Return the column of these cells."""
        parts = [cell.encode("utf-8", "surrogatepass") for cell in cells]
        ends = ends_of(np.fromiter(map(len, parts), np.int64, len(parts)))
        return cls(np.frombuffer(b"".join(parts), np.uint8), ends)

    @classmethod
    def of_parts(cls, run: Bytes, starts: Ints, sizes: Ints) -> Text:
        """Return the column of the cells that stand at some places of a run."""
        return cls(gathered(run, starts, sizes), ends_of(sizes))

    def __len__(self) -> int:
        return len(self.ends)

    def cell(self, row: int) -> str:
        """Return one cell."""
        row %= len(self.ends) or 1
        start = self.ends.item(row - 1) if row else 0
        return str(self.run[start : self.ends.item(row)].data, "utf-8", "surrogatepass")

    def texts(self) -> list[str]:
        """Return all cells."""
        run, ends = self.run.tobytes(), self.ends.tolist()
        starts = [0, *ends[:-1]]
        return [
            run[a:b].decode("utf-8", "surrogatepass") for a, b in zip(starts, ends, strict=False)
        ]

    def take(self, rows: Ints) -> Text:
        """Return the cells of some rows."""
        places = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        ends = self.ends.astype(np.int64)
        sizes = np.diff(ends, prepend=0)
        return Text.of_parts(self.run, (ends - sizes)[places], sizes[places])

    def coded(self) -> Coded:
        """Return the same cells as numbers of distinct ones."""
        found = DistinctCells()
        try:
            found.add(*places_in(self.run, self.ends))
        except SameKey:
            return coded_of(self.texts())
        codes, run, ends = found.all()
        return Coded(codes, Text(run, ends))


class Whole:
    """Whole numbers of up to nine digits (int32); EMPTY is an empty cell."""

    def __init__(self, numbers: Ints) -> None:
        self.numbers = numbers

    @property
    def empty(self) -> Flags:
        """Which cells are empty."""
        flags: Flags = self.numbers == EMPTY
        return flags

    def __len__(self) -> int:
        return len(self.numbers)

    def cell(self, row: int) -> str:
        """Return one cell."""
        number = self.numbers.item(row)
        return "" if number == EMPTY else str(number)

    def texts(self) -> list[str]:
        """Return all cells."""
        return ["" if number == EMPTY else str(number) for number in self.numbers.tolist()]

    def take(self, rows: Ints) -> Whole:
        """Return the cells of some rows."""
        return Whole(self.numbers[rows])

    def coded(self) -> Coded:
        """Return the same cells as numbers of distinct ones."""
        values, codes = np.unique(self.numbers, return_inverse=True)
        return Coded(codes.astype(smallest(len(values))), Whole(values).texts())


class Digests:
    """Hashes of 64 hexadecimal digits as 32 bytes a row."""

    def __init__(self, raw: np.ndarray[Any, np.dtype[np.uint8]]) -> None:
        self.raw = raw

    def __len__(self) -> int:
        return len(self.raw)

    def cell(self, row: int) -> str:
        """Return one cell."""
        return str(self.raw[row].tobytes().hex())

    def texts(self) -> list[str]:
        """Return all cells."""
        run = self.raw.tobytes().hex()
        return [run[at : at + 64] for at in range(0, len(run), 64)]

    def take(self, rows: Ints) -> Digests:
        """Return the cells of some rows."""
        return Digests(self.raw[rows])

    def coded(self) -> Coded:
        """Return the same cells as numbers of distinct ones."""
        return coded_of(self.texts())


def coded_of(cells: Sequence[str]) -> Coded:
    """Return cells as numbers of distinct ones, in the order in which they first come."""
    known: dict[str, int] = {}
    codes = [known.setdefault(cell, len(known)) for cell in cells]
    return Coded(np.array(codes, smallest(len(known))), tuple(known))


def column_of(kind: str, cells: Sequence[str]) -> Column:
    """Return the column that holds cells of a type of the schema most compactly.

    Cells that are not right for the type, as in a form that is being filled in, stay as they are.
    """
    known = set(cells)
    if kind == "int" and all(map(_WHOLE, known)):
        return Whole(np.array([int(cell) if cell else EMPTY for cell in cells], np.int32))
    if kind == "sha256" and FEW * len(known) > len(cells) and all(map(_DIGEST, known)):
        raw = np.frombuffer(bytes.fromhex("".join(cells)), np.uint8)
        return Digests(raw.reshape(len(cells), 32))
    if kind != "id" and FEW * len(known) <= len(cells):
        return coded_of(cells)
    if kind in ("id", "ref") and all(map(_ID, known)):
        return Ids(np.array(cells, np.bytes_) if len(cells) else np.empty(0, "S1"))
    return Text.of(cells)


def kept(column: Column, rows: Ints) -> Column:
    """Return some cells of a column without the distinct ones that only others have."""
    found = column.take(rows)
    if not isinstance(found, Coded):
        return found
    used, codes = np.unique(found.codes, return_inverse=True)
    distinct = found.distinct
    values = distinct.take(used) if isinstance(distinct, Text) else [distinct[n] for n in used]
    return Coded(codes.astype(smallest(len(used))), values)


def bytes_of(column: Column) -> np.ndarray[Any, np.dtype[np.bytes_]]:
    """Return the cells of a column of ids as an array of bytes."""
    if isinstance(column, Ids):
        return column.cells
    cells = column.coded()
    if isinstance(cells.distinct, Text):
        values = fixed(*places_in(cells.distinct.run, cells.distinct.ends))
    else:
        values = np.array([value.encode() for value in cells.distinct], np.bytes_)
    return values[cells.codes] if len(values) else np.empty(0, "S1")
