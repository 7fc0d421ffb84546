"""Arrays computed from a dossier's tables, which are kept with it from one opening to the next."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

import numpy as np

from jwviewer.dossier.spare_memory import give_back, let_go
from jwviewer.dossier.spill import Spill
from jwviewer.dossier.table import TableColumns

Arrays = Mapping[str, np.ndarray[Any, np.dtype[Any]]]
"""Arrays by name, of numbers or of bytes of a fixed width; they may be read-only memory maps."""
MUCH = 1 << 26
"""To make or load so many bytes takes so much memory in passing that it is given back at once."""


class Shelf(Protocol):
    """Where arrays lie from one opening to the next."""

    def load(self, name: str) -> Arrays | None:
        """Return the arrays of a name, None when they are not there as they were put."""

    def put(self, name: str, arrays: Arrays) -> None:
        """Take arrays; returns at once."""


class Kept:
    """What was computed from tables, by name; safe to ask from several threads.

    With ``spill`` what is computed lies there and need not stay in memory. What is made of very
    many facts takes much memory in passing; with ``one_by_one`` it is made one after another.
    """

    def __init__(
        self, shelf: Shelf | None = None, spill: Spill | None = None, *, one_by_one: bool = False
    ) -> None:
        self.shelf = shelf
        self._spill = spill
        self._known: dict[str, Arrays] = {}
        self._lock = threading.Lock()
        self._making: dict[str, threading.Lock] = {}
        self._turn: AbstractContextManager[object] = (
            threading.RLock() if one_by_one else nullcontext()
        )

    def known(self, name: str) -> Arrays | None:
        """Return the arrays of a name if they were asked for before; makes and reads nothing."""
        return self._known.get(name)

    def arrays(self, name: str, make: Callable[[], Arrays]) -> Arrays:
        """Return the arrays of a name, made at the first call; others wait for that."""
        if name in self._known:
            return self._known[name]
        with self._lock:
            making = self._making.setdefault(name, threading.Lock())
        with self._turn, making:
            if name not in self._known:
                found = None if self.shelf is None else self.shelf.load(name)
                if found is None:
                    found = make()
                    if self._spill is not None:
                        found = {one: self._spill.moved(array) for one, array in found.items()}
                    if self.shelf is not None:
                        self.shelf.put(name, found)
                if sum(array.nbytes for array in found.values()) > MUCH:
                    let_go()
                    give_back()
                self._known[name] = found
            return self._known[name]


class Store(dict[str, TableColumns]):
    """The tables of a dossier as they were opened, and what was computed from them."""

    def __init__(self, tables: Mapping[str, TableColumns], kept: Kept | None = None) -> None:
        super().__init__(tables)
        self.kept = kept or Kept()
