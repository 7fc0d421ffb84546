"""Arrays computed from a dossier's tables, which are kept with it from one opening to the next."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from jwviewer.dossier.table import TableColumns

Arrays = Mapping[str, np.ndarray[Any, np.dtype[Any]]]
"""Arrays by name, of numbers or of bytes of a fixed width; they may be read-only memory maps."""


class Kept:
    """What was computed from tables, by name; safe to ask from several threads."""

    def __init__(self, known: Mapping[str, Arrays] | None = None) -> None:
        self._known = dict(known or {})
        self._lock = threading.Lock()
        self._making: dict[str, threading.Lock] = {}
        self.grown = False

    def arrays(self, name: str, make: Callable[[], Arrays]) -> Arrays:
        """Return the arrays of a name, made at the first call; others wait for that."""
        with self._lock:
            making = self._making.setdefault(name, threading.Lock())
        with making:
            if name not in self._known:
                self._known[name] = make()
                self.grown = True
            return self._known[name]

    def all(self) -> dict[str, Arrays]:
        """Return everything there is so far."""
        return dict(self._known)


class Store(dict[str, TableColumns]):
    """The tables of a dossier as they were opened, and what was computed from them."""

    def __init__(self, tables: Mapping[str, TableColumns], kept: Kept | None = None) -> None:
        super().__init__(tables)
        self.kept = kept or Kept()
