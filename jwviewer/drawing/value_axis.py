"""The axis of values: where a number stands, and the numbers written along it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from jwviewer.dossier.quantity import Quantity, describe, describe_number
from jwviewer.dossier.units import is_currency


class ValueAxis(Struct, frozen=True):
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
        """Return a few round values on the axis, about ``most``, in rising order."""
        found = _decades(self.low, self.high) if self.logarithmic else ()
        if len(found) < 2:
            return _round_steps(self.low, self.high, most)
        return found[:: math.ceil(len(found) / max(most, 1))]


def axis_ends(
    lows: list[float], highs: list[float], *, logarithmic: bool, zero: bool = True
) -> tuple[float, float]:
    """Return ends that hold all values.

    Bars want zero on a linear axis; a logarithmic one begins and ends at a 1, 2 or 5 beyond.
    """
    low, high = min(lows), max(highs)
    if logarithmic:
        return _beyond(low, -1), _beyond(high, 1)
    if zero or low <= high * 0.5:
        low = min(low, 0.0)
    else:
        marks = _round_steps(low, high, 5)
        step = float(marks[1] - marks[0]) if len(marks) > 1 else high - low or abs(high) or 1.0
        low = math.floor(low / step) * step
    return low, high if high > low else low + 1.0


def tick_label(value: Decimal, unit: str) -> str:
    """Return a number for the axis: grouped, and money with its currency and size."""
    quantity = Quantity(value=value, bound="eq", unit=unit)
    return describe(quantity) if is_currency(unit) and value else describe_number(quantity)


def _steps(span: float) -> Iterator[Decimal]:
    """Yield steps of 1, 2 and 5 times a power of ten, from far too fine to as wide as the span."""
    power = math.floor(math.log10(span)) - 3 if span > 0 else 0
    for exponent in range(power, power + 6):
        for factor in (1, 2, 5):
            yield Decimal(factor).scaleb(exponent)


def _round_steps(low: float, high: float, most: int) -> tuple[Decimal, ...]:
    """Return the multiples of the finest round step that are no more than ``most``.

    Where that would leave only one, there are three: a single number is no scale.
    """
    found: tuple[Decimal, ...] = ()
    for step in _steps(high - low):
        first = math.ceil(low / float(step) - 1e-9)
        last = math.floor(high / float(step) + 1e-9)
        if last - first < max(most, 3):
            finer, found = found, tuple(_plain(step * n) for n in range(first, last + 1))
            if len(found) < 2:
                return finer or found
            if len(found) <= most:
                return found
    return found


def _plain(value: Decimal) -> Decimal:
    value = value.normalize()
    # Not quantize(), which refuses whole numbers of more than 28 digits.
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _beyond(value: float, direction: int) -> float:
    """Return the next 1, 2 or 5 times a power of ten below (-1) or above (1) a value."""
    power = math.floor(math.log10(value))
    steps = [
        factor * 10.0**exponent for exponent in range(power - 1, power + 2) for factor in (1, 2, 5)
    ]
    if direction < 0:
        return max(step for step in steps if step < value * (1 - 1e-9))
    return min(step for step in steps if step > value * (1 + 1e-9))


def _decades(low: float, high: float) -> tuple[Decimal, ...]:
    first, last = math.floor(math.log10(low) + 1e-9), math.floor(math.log10(high) + 1e-9)
    factors = (1,) if last - first >= 2 else (1, 2, 5)
    found = (Decimal(f).scaleb(p) for p in range(first, last + 1) for f in factors)
    return tuple(v for v in found if low * (1 - 1e-9) <= float(v) <= high * (1 + 1e-9))
