"""Which stretch of time is in view, and where its days lie in pixels."""

from __future__ import annotations

from msgspec import Struct

FIRST_DAY = 1.0
LAST_DAY = 3652060.0
"""The days that dates can have: 1 January 0001 to the end of 31 December 9999."""
SHORTEST = 1.0
MOST_WIDENED = 6.0
"""How many times longer a view becomes at most, to show a period that lies outside it."""
ROOM_LEFT, ROOM_RIGHT, ROOM_OPEN = 0.05, 0.06, 0.16
"""Air around what is fitted, as parts of its length; an open side needs more."""


class View(Struct, frozen=True):
    """A stretch of time in days (ordinals, fractions allowed); ``hi`` is exclusive."""

    lo: float
    hi: float

    @property
    def span(self) -> float:
        """Length in days."""
        return self.hi - self.lo

    @property
    def centre(self) -> float:
        """The day in the middle."""
        return (self.lo + self.hi) / 2

    def zoomed(self, factor: float, at: float) -> View:
        """Return the view magnified by ``factor`` with day ``at`` staying where it is."""
        span = min(max(self.span / factor, SHORTEST), LAST_DAY - FIRST_DAY)
        part = (at - self.lo) / self.span
        return limited(at - part * span, at - part * span + span)

    def panned(self, days: float) -> View:
        """Return the view moved towards later days."""
        return limited(self.lo + days, self.hi + days)

    def shows(self, start: float, end: float) -> bool:
        """Tell whether any of ``start`` to ``end`` is in view."""
        return start < self.hi and end > self.lo


def limited(lo: float, hi: float) -> View:
    """Return a view of that length, at least a day, moved to lie within the years 1 to 9999."""
    span = min(max(hi - lo, SHORTEST), LAST_DAY - FIRST_DAY)
    centre = (lo + hi) / 2
    begin = min(max(centre - span / 2, FIRST_DAY), LAST_DAY - span)
    return View(begin, begin + span)


def fitted(start: float, end: float, open_left: bool = False, open_right: bool = False) -> View:
    """Return a view of ``start`` to ``end`` with some air, more where time goes on unbounded."""
    span = max(end - start, 14 * SHORTEST)
    left = ROOM_OPEN if open_left else ROOM_LEFT
    right = ROOM_OPEN if open_right else ROOM_RIGHT
    middle = (start + end) / 2
    return limited(middle - span / 2 - left * span, middle + span / 2 + right * span)


def including(view: View, start: float, end: float) -> View:
    """Return a view that shows a period too, unless the rest would become too small for it.

    A side on which the period is as wide as dates go stays as it is.
    """
    lo = view.lo if start <= FIRST_DAY else min(view.lo, start)
    hi = view.hi if end >= LAST_DAY else max(view.hi, end)
    if (lo, hi) == (view.lo, view.hi) or hi - lo > MOST_WIDENED * view.span:
        return view
    air = (hi - lo) * ROOM_LEFT
    return limited(lo - (air if lo < view.lo else 0), hi + (air if hi > view.hi else 0))


class TimeScale(Struct, frozen=True):
    """A view laid over the pixels from ``left`` to ``right``."""

    view: View
    left: float
    right: float

    @property
    def per_day(self) -> float:
        """Pixels per day."""
        return max(self.right - self.left, 1.0) / self.view.span

    def x(self, day: float) -> float:
        """Return the pixel of a day's beginning."""
        return self.left + (day - self.view.lo) * self.per_day

    def day(self, x: float) -> float:
        """Return the day at a pixel, with its fraction."""
        return self.view.lo + (x - self.left) / self.per_day
