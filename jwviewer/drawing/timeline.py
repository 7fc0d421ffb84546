"""The timeline as a body: for the screen and for exported figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QPainter

from jwviewer.drawing.body import LegendEntry
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.time_scale import View, fitted, including
from jwviewer.drawing.timeline_crowd import CrowdBody
from jwviewer.drawing.timeline_labels import Typesetter
from jwviewer.drawing.timeline_layout import LaneBox, lay_out
from jwviewer.drawing.timeline_notes import timeline_legend, timeline_notes
from jwviewer.drawing.timeline_paint import TimelinePainter
from jwviewer.drawing.timeline_request import Request
from jwviewer.drawing.timeline_stage import Stage
from jwviewer.queries.highlight import Highlight
from jwviewer.queries.timeline import Shape, Shown, shown
from jwviewer.queries.timeline_words import Words, words_of
from jwviewer.session import State

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.drawing.theme import CompanyColours

NO_DATES = View(730120.0, 741077.0)
"""Shown when nothing has a date: thirty years, so that the axis has something to say."""

CROWD = 2000
"""From more items than this on, a row has a few labels and a band; see timeline_crowd.py."""
MOST_LANES = 200
"""So do fewer items in more lanes than this, each of which would have a place of its own."""
MOST_LABELS = 999
"""So many labels of a crowd, at most, get a reference number."""
MOST_WORDS = 4_000


class TimelineBody:
    """A timeline laid out for one size.

    ``view`` is the stretch of time, by default all of it; ``forced`` are facts that are drawn
    with their label before any other. With ``scrolls`` lanes and tray may be higher than
    their place; without, what does not fit is left out and counted.
    """

    def __init__(
        self, state: State, sheet: Sheet, size: QSizeF, *, view: View | None = None,
        forced: frozenset[str] = frozenset(), scrolls: bool = False,
        scroll: float = 0.0, tray_scroll: float = 0.0, typesetter: Typesetter | None = None,
    ) -> None:  # fmt: skip
        self.state, self.sheet = state, sheet
        self.shown = shown(state.dossier, state.selection)
        line = self.shown.timeline
        items = frozenset(line.item_of[fact_id] for fact_id in forced if fact_id in line.item_of)
        most = len(line.members) + len(line.undated)
        self.layout = lay_out(
            Request(
                self.shown,
                words_in(state.dossier),
                typesetter or Typesetter(sheet, most),
                view or whole_view(self.shown),
                size,
                forced=items,
                scrolls=scrolls,
                scroll=scroll,
                tray_scroll=tray_scroll,
            )
        )
        self._size = size

    @cached_property
    def fact_ids(self) -> tuple[str, ...]:
        """Facts shown, in reading order: lane by lane, then the tray."""
        drawn = [
            placed.fact_id
            for box in self.layout.lanes
            for placed in sorted(
                box.placed, key=lambda placed: (placed.spot.row, placed.outline.left())
            )
        ]
        tray = self.layout.tray
        return tuple(
            dict.fromkeys((*drawn, *(cell.fact_id for cell in (tray.cells if tray else ()))))
        )

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Reference numbers by fact id; empty on a sheet without them."""
        return self.sheet.numbered(self.fact_ids) if self.sheet.refs else {}

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """Only the marks that are really used."""
        return timeline_legend(self.shown, self.layout)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is inferred, and how much of what there is is drawn."""
        return timeline_notes(self.state.dossier, self.shown, self.layout, self.numbers)

    @property
    def height(self) -> float:
        """The height really used."""
        tray = self.layout.tray
        return min(
            tray.rect.bottom() if tray else self.layout.axis_rect.bottom(), self._size.height()
        )

    @cached_property
    def painter(self) -> TimelinePainter:
        """What paints this layout."""
        dossier, theme = self.state.dossier, self.sheet.theme
        lanes = self.shown.timeline.lanes

        @cache
        def colours(lane: int) -> CompanyColours:
            return theme.of_fact(dossier, lanes[lane].company_ids)

        highlight = Highlight(dossier, self.state.selection)
        return TimelinePainter(
            self.layout, self.shown.timeline, highlight, self.sheet, colours, self.numbers
        )

    def paint(self, painter: QPainter) -> None:
        """Paint at the origin."""
        self.painter.paint(painter)

    def fact_at(self, at: QPointF) -> str | None:
        """Return the fact drawn at a point; in a strip the most important one there."""
        tray = self.layout.tray
        if tray is not None and tray.rect.contains(at):
            return next((cell.fact_id for cell in tray.cells if cell.rect.contains(at)), None)
        if not self.layout.lanes_rect.contains(at):
            return None
        for box in self.layout.lanes:
            if box.rect.contains(at):
                return self._fact_in(box, at)
        return None

    def facts_in_strip(self, box: LaneBox, at: QPointF) -> tuple[str, ...]:
        """Return the facts at a point of a lane's strip, the most important first."""
        if box.strip is None or not box.strip.adjusted(0, -3, 0, 3).contains(at):
            return ()
        line, scale = self.shown.timeline, self.layout.scale
        reach = self.sheet.px(3) / scale.per_day
        day = scale.day(at.x())
        dated = box.left_out[line.shape[box.left_out] != Shape.ORDER]
        near = dated[(line.start[dated] < day + reach) & (line.end[dated] > day - reach)]
        order = np.lexsort((near, line.start[near], line.rank[near]))
        return tuple(line.fact_id(int(item)) for item in near[order])

    def _fact_in(self, box: LaneBox, at: QPointF) -> str | None:
        near = self.sheet.px(2)
        for placed in box.placed:
            rects = (placed.mark, *(rect for rect, _ in placed.lines))
            if any(rect.adjusted(-near, -near, near, near).contains(at) for rect in rects):
                return placed.fact_id
        return next(iter(self.facts_in_strip(box, at)), None)


def is_crowd(facts: Shown) -> bool:
    """Tell whether what the filters let through is laid out as a crowd."""
    return facts.items > CROWD or len(facts.lanes) > MOST_LANES


def timeline_body(
    state: State, sheet: Sheet, size: QSizeF, *, view: View | None = None
) -> TimelineBody | CrowdBody:
    """Lay the timeline out for a figure, of all time or of a stretch of it."""
    facts, period = shown(state.dossier, state.selection), state.selection.period
    if view is None and period is not None:
        view = including(whole_view(facts), period.first, period.last + 1)
    if not is_crowd(facts):
        return TimelineBody(state, sheet, size, view=view)
    stage = Stage(Typesetter(sheet, MOST_LABELS), patient=True)
    view = view or whole_view(facts)
    return CrowdBody(state, stage, facts, words_in(state.dossier), view, size, figure=True)


def whole_view(facts: Shown) -> View:
    """Return the view of everything that has a date."""
    extent = facts.extent()
    return NO_DATES if extent is None else fitted(*extent)


@lru_cache(maxsize=8)
def words_in(dossier: Dossier) -> Callable[[str], Words]:
    """Return what tells the label of a fact, remembering the last ones."""
    known: dict[str, Words] = {}

    def words(fact_id: str) -> Words:
        if fact_id not in known:
            if len(known) >= MOST_WORDS:
                known.clear()
            known[fact_id] = words_of(dossier, fact_id)
        return known[fact_id]

    return words
