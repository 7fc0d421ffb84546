"""Sequences whose entries are made when they are asked for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, TypeVar, overload

T = TypeVar("T")


class LazySequence(Sequence[T]):
    """A sequence of which ``_at`` makes one entry, by its number from 0; parts of it are tuples."""

    @abstractmethod
    def _at(self, number: int) -> T: ...

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if isinstance(at, slice):
            return tuple(map(self._at, range(*at.indices(len(self)))))
        return self._at(range(len(self))[at])


class KeptSequence(LazySequence[T]):
    """One whose entries stay at hand once made by ``_make``, until there are ``MOST`` of them.

    Of a sequence that is longer itself a fourth as many stay, for all of them never can.
    """

    MOST: ClassVar[int]

    def __init__(self) -> None:
        self._made: dict[int, T] = {}

    @abstractmethod
    def _make(self, number: int) -> T: ...

    def _at(self, number: int) -> T:
        entry = self._made.get(number)
        if entry is None:
            kept = len(self._made)
            if kept >= self.MOST // 4 and (kept >= self.MOST or len(self) > self.MOST):
                self._made.clear()
            entry = self._made[number] = self._make(number)
        return entry
