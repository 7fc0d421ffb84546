"""Exact arithmetic on intervals whose ends are open, closed or not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

Number = int | Decimal | Fraction


class _End(NamedTuple):
    """An end on the extended number line; ``side`` is -1 or 1 for the infinities, else 0."""

    side: int
    value: Fraction
    closed: bool

    @property
    def finite(self) -> Fraction | None:
        return None if self.side else self.value


@dataclass(frozen=True, slots=True, init=False)
class Interval:
    """All numbers between two ends; None is an end that is not known, and never closed.

    Ends are kept exactly, as fractions. The result of an operation holds every result of
    its operands' numbers and nothing more.
    """

    low: Fraction | None
    low_closed: bool
    high: Fraction | None
    high_closed: bool

    def __init__(
        self, low: Number | None, low_closed: bool, high: Number | None, high_closed: bool
    ) -> None:
        """Make an interval; raise ValueError when no number lies in it."""
        # Making a fraction of a fraction costs more than the rest of this together.
        first = low if low is None or type(low) is Fraction else Fraction(low)
        last = high if high is None or type(high) is Fraction else Fraction(high)
        if first is not None and last is not None:
            if first > last:
                raise ValueError("the interval ends before it begins")
            if first == last and not (low_closed and high_closed):
                raise ValueError("no number lies in an open interval whose ends are equal")
        object.__setattr__(self, "low", first)
        object.__setattr__(self, "low_closed", low_closed and first is not None)
        object.__setattr__(self, "high", last)
        object.__setattr__(self, "high_closed", high_closed and last is not None)

    @classmethod
    def point(cls, value: Number) -> Interval:
        """Return the interval that holds one number only."""
        return cls(value, True, value, True)

    @property
    def is_point(self) -> bool:
        """Whether the interval holds one number only."""
        return self.low is not None and self.low == self.high

    @property
    def is_positive(self) -> bool:
        """Whether the interval ends above zero on its lower side."""
        return self.low is not None and self.low.numerator > 0

    def __contains__(self, number: Number) -> bool:
        value = Fraction(number)
        above = self.low is None or value > self.low or (self.low_closed and value == self.low)
        below = self.high is None or value < self.high or (self.high_closed and value == self.high)
        return above and below

    def holds(self, other: Interval) -> bool:
        """Tell whether every number of the other interval lies in this one."""
        return self.hull(other) == self

    def hull(self, other: Interval) -> Interval:
        """Return the smallest interval that holds both."""
        return _spanning((*self._ends(), *other._ends()))

    def meet(self, other: Interval) -> Interval | None:
        """Return the numbers that lie in both, or None when there are none."""
        (low, high), (other_low, other_high) = self._ends(), other._ends()
        # Of two equal ends the open one leaves less.
        last = min(high, other_high)
        first = max(low, other_low, key=lambda end: (end.side, end.value, not end.closed))
        try:
            return Interval(first.finite, first.closed, last.finite, last.closed)
        except ValueError:
            return None

    def __neg__(self) -> Interval:
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, self.high_closed, high, self.low_closed)

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low, self.low_closed and other.low_closed, high, self.high_closed and other.high_closed
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        if self._goes_up_from_zero() and other._goes_up_from_zero():
            return self._product_upward(other)
        return _spanning(_product(a, b) for a in self._ends() for b in other._ends())

    def __truediv__(self, other: Interval) -> Interval:
        """Divide; raise ZeroDivisionError, an ArithmeticError, when the divisor may be zero."""
        return self * other.reciprocal()

    def reciprocal(self) -> Interval:
        """Return one divided by the interval; raise ZeroDivisionError when it holds zero."""
        if not self.is_positive and 0 in self:
            raise ZeroDivisionError("the divisor may be zero, so the quotient could be anything")
        if self.high is not None and self.high <= 0:
            return -(-self).reciprocal()
        low, closed = (0, False) if self.high is None else (1 / self.high, self.high_closed)
        # Close to zero on its open side the reciprocal grows without bound.
        return Interval(low, closed, 1 / self.low if self.low else None, self.low_closed)

    def _goes_up_from_zero(self) -> bool:
        """Tell whether no number is negative and some are above zero."""
        low, high = self.low, self.high
        return low is not None and low.numerator >= 0 and (high is None or high.numerator > 0)

    def _product_upward(self, other: Interval) -> Interval:
        """Multiply where low meets low and high meets high: most of all figures, and quicker."""
        highs = None if self.high is None or other.high is None else self.high * other.high
        # A zero that is reached makes zero whatever the other factor is.
        zero = (self.low_closed and not self.low) or (other.low_closed and not other.low)
        return Interval(
            (self.low or Fraction(0)) * (other.low or Fraction(0)),
            zero or (self.low_closed and other.low_closed),
            highs,
            self.high_closed and other.high_closed,
        )

    def _ends(self) -> tuple[_End, _End]:
        zero = Fraction(0)
        low = _End(-1, zero, False) if self.low is None else _End(0, self.low, self.low_closed)
        high = _End(1, zero, False) if self.high is None else _End(0, self.high, self.high_closed)
        return low, high


def _product(one: _End, other: _End) -> _End:
    """Return where the product goes as its factors go to these ends."""
    zeros = [end for end in (one, other) if not end.side and not end.value]
    if zeros:
        # A zero that is reached makes zero whatever the other factor is, near infinity as well.
        return _End(0, Fraction(0), any(end.closed for end in zeros))
    if one.side or other.side:
        sign = 1
        for end in (one, other):
            sign *= end.side or (1 if end.value > 0 else -1)
        return _End(sign, Fraction(0), False)
    return _End(0, one.value * other.value, one.closed and other.closed)


def _spanning(ends: Iterable[_End]) -> Interval:
    """Return the interval from the least to the greatest of these ends."""
    found = sorted(ends)
    low, high = found[0], found[-1]
    closed = any(end.closed for end in found if end[:2] == low[:2])
    return Interval(low.finite, closed, high.finite, high.closed)
