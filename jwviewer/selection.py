"""What is chosen, in the terms of the dossier: never pixels, never row numbers."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace


class Period(Struct, frozen=True):
    """A chosen stretch of time: first and last day as proleptic Gregorian ordinals, inclusive."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period cannot end before it begins")

    def touches(self, first: int | None, last: int | None) -> bool:
        """Tell whether days first..last (None: open on that side) reach into the period."""
        return (first is None or first <= self.last) and (last is None or last >= self.first)


class Selection(Struct, frozen=True):
    """One value that all panes show: the chosen fact, the chosen period and the filters.

    An empty filter set lets everything through.
    """

    focus: str | None = None
    period: Period | None = None
    companies: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    bases: frozenset[str] = frozenset()

    def with_focus(self, fact_id: str | None) -> Selection:
        """Choose one fact, or none."""
        return replace(self, focus=fact_id)

    def with_period(self, period: Period | None) -> Selection:
        """Choose a period, or none."""
        return replace(self, period=period)

    def with_companies(self, companies: frozenset[str]) -> Selection:
        """Show only facts of these companies; an empty set shows all."""
        return replace(self, companies=companies)

    def with_kinds(self, kinds: frozenset[str]) -> Selection:
        """Show only facts of these kinds; an empty set shows all."""
        return replace(self, kinds=kinds)

    def with_modes(self, modes: frozenset[str]) -> Selection:
        """Show only facts told in these voices; an empty set shows all."""
        return replace(self, modes=modes)

    def with_bases(self, bases: frozenset[str]) -> Selection:
        """Show only facts on these bases (stated, inferred); an empty set shows all."""
        return replace(self, bases=bases)

    @property
    def filtered(self) -> bool:
        """Whether any filter hides facts; a period only dims and does not count."""
        return bool(self.companies or self.kinds or self.modes or self.bases)

    @property
    def filters(self) -> Selection:
        """What hides facts, and nothing else; equal ones let the same facts through."""
        return replace(self, focus=None, period=None)

    def without_filters(self) -> Selection:
        """Show everything again; focus and period stay."""
        return Selection(focus=self.focus, period=self.period)
