"""One line of the benchmark: a ratio of two things measured in turn, and its limit."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was compared, the ratio of the medians, and the most it should be."""

    name: str
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    limit: float

    @property
    def ratio(self) -> float:
        """Return the ratio of the medians."""
        return statistics.median(self.ours) / statistics.median(self.theirs)

    def __str__(self) -> str:
        ours, theirs = statistics.median(self.ours), statistics.median(self.theirs)
        verdict = "pass" if self.ratio <= self.limit else "short"
        return (
            f"{self.name:<58} {self.ratio:6.2f}  limit {self.limit:4.2f}  "
            f"({ours:8.1f} ms : {theirs:8.1f} ms)  {verdict}"
        )


def in_turn(
    name: str, ours: Callable[[], float], theirs: Callable[[], float], limit: float, rounds: int
) -> Row:
    """Measure two things in turn, so that a slow moment of the machine meets both."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return Row(name, tuple(a for a, _ in pairs), tuple(b for _, b in pairs), limit)
