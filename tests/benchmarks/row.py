"""One line of the benchmark: two things measured in turn, an amount, or what went wrong."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH = 78


@dataclass(frozen=True)
class Row:
    """What was compared, the ratio of the medians, and the most it should be.

    With ``share`` it is that part of our measurements, such as 0.99, that stays below what is
    compared with the others' median.
    """

    name: str
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    limit: float
    unit: str = "ms"
    share: float = 0.5

    @property
    def ratio(self) -> float:
        """Return the ratio of the medians, or of our slow ones to the others' median."""
        return self._own / statistics.median(self.theirs)

    @property
    def _own(self) -> float:
        return statistics.median(self.ours) if self.share == 0.5 else part(self.ours, self.share)

    def __str__(self) -> str:
        theirs = statistics.median(self.theirs)
        return (
            f"{self.name:<{WIDTH}} {self.ratio:6.2f}  limit {self.limit:4.2f}  "
            f"({self._own:8.1f} {self.unit} : {theirs:8.1f} {self.unit})  "
            f"{_verdict(self.ratio, self.limit)}"
        )


@dataclass(frozen=True)
class Amount:
    """A measure that is compared with nothing but its limit."""

    name: str
    amount: float
    limit: float
    unit: str = "ms"
    remark: str = ""

    def __str__(self) -> str:
        remark = f"  ({self.remark})" if self.remark else ""
        return (
            f"{self.name:<{WIDTH}} {self.amount:6.1f} {self.unit}  limit {self.limit:g} "
            f"{self.unit}{remark}  {_verdict(self.amount, self.limit)}"
        )


@dataclass(frozen=True)
class Failed:
    """What could not be measured, and why."""

    name: str
    why: str

    def __str__(self) -> str:
        why = " ".join(self.why.split())[:200]
        return f"{self.name:<{WIDTH}} not measured: {why}  short"


Line = Row | Amount | Failed


def in_turn(
    name: str, ours: Callable[[], float], theirs: Callable[[], float], limit: float, rounds: int
) -> Row:
    """Measure two things in turn, so that a slow moment of the machine meets both."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return Row(name, tuple(a for a, _ in pairs), tuple(b for _, b in pairs), limit)


def part(amounts: Sequence[float], share: float) -> float:
    """Return the amount that this share of all stay below."""
    import numpy as np

    return float(np.quantile(amounts, share))


def _verdict(value: float, limit: float) -> str:
    return "pass" if value <= limit else "short"
