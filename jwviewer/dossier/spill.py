"""Arrays put into a file without a name, so that the system can take their memory back."""

from __future__ import annotations

import mmap
import threading
import weakref
from pathlib import Path
from typing import IO, Any

import numpy as np

from jwviewer.dossier.columns import Coded, Column, Digests, Ids, Text, Whole
from jwviewer.dossier.spare_memory import lend

Array = np.ndarray[Any, np.dtype[Any]]

LEAST = 1 << 20
"""Smaller arrays stay in memory."""
_PIECE = 1 << 26
_ALIGNED = 64


class Spill:
    """A temporary file that grows by the arrays that are moved into it; nobody else sees it.

    It goes when the last array is forgotten; any thread may move arrays. ``folder`` should lie on
    a disk, not in memory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._end = 0
        self._maps: list[mmap.mmap] = []
        self._used = 0
        self._lock = threading.Lock()

    @property
    def used(self) -> bool:
        """Whether anything was moved."""
        return bool(self._maps)

    def another(self) -> Spill:
        """Return an empty one beside it."""
        return Spill(self._folder)

    def moved(self, array: Array) -> Array:
        """Return an equal array that lies in the file and cannot be changed.

        A small one stays where it is, as does one that the disk has no room for.
        """
        if array.nbytes < LEAST:
            return array
        with self._lock:
            try:
                start = self._room(array.nbytes)
                assert self._file is not None
                self._file.seek(self._end - len(self._maps[-1]) + start)
                self._file.write(np.ascontiguousarray(array).data)
                self._file.flush()
            except OSError:
                return array
            found = np.frombuffer(self._maps[-1], np.uint8, array.nbytes, start)
        return found.view(array.dtype).reshape(array.shape)

    def column(self, cells: Column) -> Column:
        """Return an equal column whose arrays were moved."""
        if isinstance(cells, Coded):
            distinct = cells.distinct
            if isinstance(distinct, Text):
                distinct = Text(self.moved(distinct.run), self.moved(distinct.ends))
            return Coded(self.moved(cells.codes), distinct)
        if isinstance(cells, Text):
            return Text(self.moved(cells.run), self.moved(cells.ends))
        if isinstance(cells, Ids):
            return Ids(self.moved(cells.cells))
        if isinstance(cells, Whole):
            return Whole(self.moved(cells.numbers))
        assert isinstance(cells, Digests)
        return Digests(self.moved(cells.raw))

    def rest(self) -> None:
        """Let go of the memory that shows the file; it comes back when it is looked at."""
        for one in self._maps:
            if hasattr(one, "madvise"):
                one.madvise(mmap.MADV_DONTNEED)

    def _room(self, count: int) -> int:
        """Return where in the last map so many bytes are free, in a new one if need be."""
        start = -(-self._used // _ALIGNED) * _ALIGNED
        if not self._maps or start + count > len(self._maps[-1]):
            start, size = 0, -(-count // _PIECE) * _PIECE
            if self._file is None:
                import tempfile  # which brings much along

                if self._folder is not None:
                    self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - for longer
                # What is mapped stays.
                weakref.finalize(self, self._file.close)
            self._file.truncate(self._end + size)
            found = mmap.mmap(self._file.fileno(), size, access=mmap.ACCESS_READ, offset=self._end)
            self._maps.append(found)
            lend(found)
            self._end += size
        self._used = start + count
        return start
