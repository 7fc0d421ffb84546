"""Arranges all panels: in one column or two, roomy or tight, as many as the height holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QSizeF

from jwviewer.drawing.metrics_columns import Columns
from jwviewer.drawing.metrics_items import Drawing
from jwviewer.language import tr
from jwviewer.queries.metric_view import Panel, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jwviewer.drawing.sheet import Sheet
    from jwviewer.queries.metric_view import MetricsView

TWO_COLUMNS = 840
"""A picture this wide (at scale 1) may have two columns."""
GUTTER = 36
MOST_CUTS = 6
"""Of more ways to break sections over two columns only those near the middle are looked at."""
MOST_FILLERS = 24
"""How many smaller panels are tried in the room that the first too large one leaves."""

Sections = tuple[Section, ...]


class Arranged(Struct, frozen=True):
    """A finished layout: its drawing, its height, and the panels it holds and leaves out."""

    drawing: Drawing
    height: float
    panels: tuple[Panel, ...]
    dropped: tuple[Panel, ...] = ()


class _Plan(Struct, frozen=True):
    """Which sections stand in which column, how tight, and how high that will be."""

    columns: tuple[Sections, ...]
    tight: bool
    height: float


def arrange(view: MetricsView, sheet: Sheet, width: float, room: float = 0.0) -> Arranged:
    """Lay out every panel: in one column, in two, or tightly, what fits ``room`` first."""
    plans = _Plans(view, sheet, width)
    single = plans.plan(view.sections, 1, tight=False)
    if single.height <= room:
        return plans.carry_out(single)
    count = 2 if plans.may_be_two and len(view.panels) > 1 else 1
    roomy = plans.plan(view.sections, count, tight=False)
    return plans.carry_out(
        roomy if roomy.height <= room else plans.plan(view.sections, count, tight=True)
    )


def fit(
    view: MetricsView, compact: MetricsView, sheet: Sheet, size: QSizeF, *, quick: bool = False
) -> Arranged:
    """Lay out as much as the size holds: roomy, then tight, then ``compact``.

    ``compact`` is the same view with changes in words instead of panels; of that the most
    important panels are kept. ``quick`` looks only for cuts near the middle.
    """
    height = size.height()
    plans = _Plans(view, sheet, size.width(), quick=quick)
    counts = (1, 2) if plans.may_be_two else (1,)
    ways = ((view, False), (view, True), (compact, True))[: 2 if compact is view else 3]
    for one, tight in ways:
        for count in counts:
            found = plans.carry_out_within(plans.plan(one.sections, count, tight=tight), height)
            if found is not None:
                return found
    ranked = _ranked(compact.sections)
    kept = _most_important(plans, compact, ranked, counts, height)
    while kept:
        sections = _only(compact.sections, kept)
        for count in counts:
            found = plans.carry_out_within(plans.plan(sections, count, tight=True), height)
            if found is not None:
                keys = {panel.key for panel in kept}
                return replace(found, dropped=tuple(p for p in ranked if p.key not in keys))
        kept.pop()
    return Arranged(Drawing(), 0.0, (), tuple(ranked))


def _most_important(
    plans: _Plans, view: MetricsView, ranked: list[Panel], counts: tuple[int, ...], height: float
) -> list[Panel]:
    """Return which panels fit, the first ones first, as far as heights can tell beforehand."""

    def fits(panels: list[Panel]) -> bool:
        sections = _only(view.sections, panels)
        return any(plans.plan(sections, n, tight=True).height <= height for n in counts)

    low, high = 0, len(ranked)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(ranked[:middle]) else (low, middle - 1)
    kept = ranked[:low]
    for panel in ranked[low + 1 : low + 1 + MOST_FILLERS]:
        if fits([*kept, panel]):
            kept.append(panel)
    return kept


class _Plans:
    """Plans columns by measured heights, and carries out only what was chosen."""

    def __init__(
        self, view: MetricsView, sheet: Sheet, width: float, *, quick: bool = False
    ) -> None:
        self._width, self._sheet, self._quick = width, sheet, quick
        self._columns = Columns(sheet, logarithmic=view.options.logarithmic)

    @property
    def may_be_two(self) -> bool:
        """Whether there is room for two columns."""
        return self._width >= self._sheet.px(TWO_COLUMNS)

    def plan(self, sections: Sections, count: int, *, tight: bool) -> _Plan:
        """Return the lowest way to stand sections in so many columns."""
        width = self._column_width(count)
        cuts: Sequence[tuple[Sections, ...]] = [(sections,)] if count == 1 else _cuts(sections)
        if self._quick and len(cuts) > MOST_CUTS:
            cuts = self._near_middle(cuts, width, tight=tight)
        heights = [
            max(self._columns.height(part, width, tight=tight) for part in cut) for cut in cuts
        ]
        best = min(range(len(cuts)), key=heights.__getitem__, default=None)
        return _Plan((), tight, 0.0) if best is None else _Plan(cuts[best], tight, heights[best])

    def _near_middle(
        self, cuts: Sequence[tuple[Sections, ...]], width: float, *, tight: bool
    ) -> Sequence[tuple[Sections, ...]]:
        """Return the cuts around the one whose two columns are most alike."""

        def uneven(number: int) -> float:
            left, right = (self._columns.height(p, width, tight=tight) for p in cuts[number])
            return left - right

        low, high = 0, len(cuts) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if uneven(middle) >= 0 else (middle + 1, high)
        return cuts[max(low - 1, 0) : low + 1]

    def carry_out(self, plan: _Plan) -> Arranged:
        """Lay out a plan."""
        drawing = Drawing(first_ref=self._sheet.first_ref, known=self._sheet.numbers)
        width = self._column_width(len(plan.columns))
        heights = [
            self._columns.lay(
                drawing, part, n * (width + self._sheet.px(GUTTER)), width, tight=plan.tight
            )
            for n, part in enumerate(plan.columns)
        ]
        panels = tuple(p for part in plan.columns for section in part for p in section.panels)
        return Arranged(drawing, max(heights, default=0.0), panels)

    def carry_out_within(self, plan: _Plan, height: float) -> Arranged | None:
        """Lay out a plan if it fits; None if it does not."""
        if plan.height > height:
            return None
        found = self.carry_out(plan)
        return found if found.height <= height else None

    def _column_width(self, count: int) -> float:
        count = max(count, 1)
        return (self._width - self._sheet.px(GUTTER) * (count - 1)) / count


def _ranked(sections: Sections) -> list[Panel]:
    """Order panels by importance: the first of every section, then every second one."""
    numbered = [
        (rank, number, panel)
        for number, section in enumerate(sections)
        for rank, panel in enumerate(section.panels)
    ]
    return [panel for _, _, panel in sorted(numbered, key=lambda entry: entry[:2])]


def _only(sections: Sections, kept: list[Panel]) -> Sections:
    keys = {panel.key for panel in kept}
    chosen = (replace(s, panels=tuple(p for p in s.panels if p.key in keys)) for s in sections)
    return tuple(section for section in chosen if section.panels)


def _cuts(sections: Sections) -> list[tuple[Sections, Sections]]:
    """Return the ways to break the sections over two columns."""
    found = []
    for number, section in enumerate(sections):
        for inside in range(1, len(section.panels)):
            title = tr("{company}, continued", company=section.title) if section.title else ""
            first = replace(section, panels=section.panels[:inside])
            second = replace(section, title=title, panels=section.panels[inside:])
            found.append(((*sections[:number], first), (second, *sections[number + 1 :])))
        found.append((sections[: number + 1], sections[number + 1 :]))
    return found
