"""The distinct sets of companies that facts belong to, as numbers; a set is made when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np

from jwviewer.dossier.columns import Text
from jwviewer.dossier.each_once import each_once
from jwviewer.dossier.lazy_sequence import LazySequence

Ints = np.ndarray[Any, np.dtype[np.int32]]
Array = np.ndarray[Any, np.dtype[Any]]


class CompanySets(LazySequence[tuple[str, ...]]):
    """Sets of ids, each in an order of its own.

    ``names`` has every id once, ``members`` numbers of them set by set, and ``ends`` tells where
    each set ends there.
    """

    def __init__(self, names: Text, members: Ints, ends: Ints) -> None:
        self.names, self.members, self.ends = names, members, ends

    @classmethod
    def of(cls, sets: Iterable[tuple[str, ...]]) -> CompanySets:
        """Return these sets."""
        known = list(sets)
        numbers = {name: n for n, name in enumerate(dict.fromkeys(chain.from_iterable(known)))}
        members = np.array([numbers[name] for one in known for name in one], np.int32)
        return cls(Text.of(numbers), members, np.cumsum([*map(len, known)], dtype=np.int32))

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array]) -> CompanySets:
        """Return the sets that gave these arrays."""
        names = Text(arrays["set names"], arrays["set name ends"])
        return cls(names, arrays["set members"], arrays["set ends"])

    def arrays(self) -> dict[str, Array]:
        """Return what ``of_arrays`` makes the same sets of again."""
        return {
            "set names": self.names.run, "set name ends": self.names.ends,
            "set members": self.members, "set ends": self.ends,
        }  # fmt: skip

    def __len__(self) -> int:
        return len(self.ends)

    def _at(self, number: int) -> tuple[str, ...]:
        start = int(self.ends[number - 1]) if number else 0
        members = self.members[start : int(self.ends[number])]
        return tuple(self._texts[n] for n in members.tolist())

    @property
    def sizes(self) -> Ints:
        """How many companies each set has."""
        return np.diff(self.ends, prepend=np.int32(0))

    def having(self, company: str) -> Ints:
        """Return the numbers of the sets with a company, ascending."""
        number = self._numbers.get(company)
        if number is None:
            return np.empty(0, np.int32)
        places = np.flatnonzero(self.members == number)
        return each_once(np.searchsorted(self.ends, places, "right")).astype(np.int32)

    @cached_property
    def _texts(self) -> list[str]:
        return self.names.texts()

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self._texts)}
