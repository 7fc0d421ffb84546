"""The axis of values: where a number stands, and the numbers written along it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from jwviewer.dossier.quantity import Quantity, describe, describe_number
from jwviewer.dossier.units import is_currency


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Maps values from ``low`` to ``high`` onto ``length`` pixels from ``start``.

    A negative length runs upwards. Logarithmic axes need positive ends.
    """

    low: float
    high: float
    start: float
    length: float
    logarithmic: bool = False

    def at(self, value: float) -> float:
        """Return the pixel of a value; values beyond an end stay at that end."""
        return self.start + self.length * min(max(self.share(value), 0.0), 1.0)

    def share(self, value: float) -> float:
        """Return how far along the axis a value lies: 0 at its low end, 1 at its high end."""
        if self.logarithmic:
            if value <= 0:
                return 0.0
            span = math.log10(self.high) - math.log10(self.low)
            return (math.log10(value) - math.log10(self.low)) / span if span else 1.0
        span = self.high - self.low
        return (value - self.low) / span if span else 1.0

    def ticks(self, most: int) -> tuple[Decimal, ...]:
        """Return at most ``most`` round values on the axis, in rising order."""
        found = _decades(self.low, self.high) if self.logarithmic else _round_steps(self.low, self.high, most)
        thinning = max(1, math.ceil(len(found) / max(most, 1)))
        return found[::thinning]


def axis_ends(lows: list[float], highs: list[float], *, logarithmic: bool, zero: bool = True) -> tuple[float, float]:
    """Return ends that hold all values; bars want zero on a linear axis, a log axis whole decades below."""
    low, high = min(lows), max(highs)
    if logarithmic:
        floor = 10.0 ** math.floor(math.log10(low))
        return (floor if floor < low else floor / 10), high
    if zero or low <= high * 0.5:
        low = min(low, 0.0)
    else:
        step = float(_step(low, high, 4))
        low = math.floor(low / step) * step
    return low, high if high > low else low + 1.0


def tick_label(value: Decimal, unit: str) -> str:
    """Return a number for the axis: grouped, and money with its currency and size."""
    quantity = Quantity(value=value, bound="eq", unit=unit)
    return describe(quantity) if is_currency(unit) and value else describe_number(quantity)


def _step(low: float, high: float, most: int) -> Decimal:
    raw = (high - low) / max(most, 1)
    power = math.floor(math.log10(raw)) if raw > 0 else 0
    for factor in (1, 2, 5, 10):
        step = Decimal(factor).scaleb(power)
        if float(step) >= raw * (1 - 1e-9):
            return step
    return Decimal(10).scaleb(power)


def _round_steps(low: float, high: float, most: int) -> tuple[Decimal, ...]:
    # One interval less than values, so that both ends can carry one.
    step = _step(low, high, max(most - 1, 1))
    first = math.ceil(low / float(step) - 1e-9)
    last = math.floor(high / float(step) + 1e-9)
    return tuple((step * number).normalize() + 0 for number in range(first, last + 1))


def _decades(low: float, high: float) -> tuple[Decimal, ...]:
    first, last = math.floor(math.log10(low) + 1e-9), math.floor(math.log10(high) + 1e-9)
    factors = (1,) if last - first >= 2 else (1, 2, 5)
    found = (Decimal(f).scaleb(p) for p in range(first, last + 1) for f in factors)
    return tuple(v for v in found if low * (1 - 1e-9) <= float(v) <= high * (1 + 1e-9))
