"""From the bytes of one large CSV file to columns as arrays, when it is plainly written."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jwviewer.dossier.collected_cells import Collector
from jwviewer.dossier.container import Limits
from jwviewer.dossier.csv_blocks import Ints, NotPlain, blocks, plain_bytes
from jwviewer.dossier.csv_table import RawTable, Watch, check_header
from jwviewer.dossier.distinct_cells import SameKey
from jwviewer.dossier.problems import ProblemList
from jwviewer.dossier.schema import Table

LARGE = 1 << 18
"""From so many bytes on a file is read by arrays; a small one is read sooner without."""


def read_arrays(
    data: bytes, file: str, table: Table, problems: ProblemList, limits: Limits, watch: Watch
) -> RawTable | None:
    """Return the rows of ``data`` as arrays; None when a closer look at the file is needed."""
    if len(data) < LARGE:
        return None
    try:
        return _read(plain_bytes(data), file, table, problems, limits, watch)
    except (NotPlain, SameKey):
        return None


def _read(
    data: bytes, file: str, table: Table, problems: ProblemList, limits: Limits, watch: Watch
) -> RawTable:
    end = data.find(b"\n")
    header = data[:end].decode().split(",")
    known = check_header(header, table, file, ProblemList())
    if end < 0 or not known or '"' in data[:end].decode() or "" in header:
        raise NotPlain
    kinds = {name: column.type for name, column in table.by_name.items()}
    collectors = [Collector(kinds.get(name, "text")) for name in header]
    lines, height = _Lines(), 2
    for block in blocks(data, end + 1, len(header), ","):
        watch(block.end / len(data))
        for collector, starts, sizes in zip(collectors, block.starts, block.sizes, strict=True):
            collector.add(block.run, starts, sizes)
        lines.add(height, block.lines, block.starts.shape[1])
        height += block.height
    if lines.count > limits.rows:
        raise NotPlain
    check_header(header, table, file, problems)
    arrays = {name: collector.column() for name, collector in zip(header, collectors, strict=True)}
    return RawTable(file, arrays=arrays, lines=lines.all(), readable=True)


class _Lines:
    """The lines that rows begin on, as a range while every row is one line."""

    def __init__(self) -> None:
        self._parts: list[Ints] = []
        self._plain = True
        self.count = 0

    def add(self, first: int, lines: Ints | None, count: int) -> None:
        if lines is not None:
            self._plain = False
        own = np.arange(count) if lines is None else lines
        self._parts.append((first + own).astype(np.int32))
        self.count += count

    def all(self) -> Sequence[int]:
        if self._plain:
            return range(2, self.count + 2)
        return np.concatenate(self._parts).tolist()  # type: ignore[no-any-return]
