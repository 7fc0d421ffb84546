"""A timeline of very many facts as a body: a frame costs by what is in view.

Each company is one row: labels for the most telling facts, and a band in which every fact of the
row lies, as a small mark where they can be told apart and else by how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from jwviewer.drawing.body import LegendEntry
from jwviewer.drawing.time_scale import TimeScale, View
from jwviewer.drawing.timeline_crowd_layout import CrowdLayout, axis_of
from jwviewer.drawing.timeline_crowd_paint import CrowdPainter
from jwviewer.drawing.timeline_layout import Placed
from jwviewer.drawing.timeline_lit import Lit, lit_items, tick_rects
from jwviewer.drawing.timeline_notes import crowd_legend, crowd_notes
from jwviewer.drawing.timeline_packing import Spot
from jwviewer.drawing.timeline_request import Request
from jwviewer.drawing.timeline_scene import BESIDE, Scene, SceneMaker, widened
from jwviewer.drawing.timeline_tray import lay_out_tray
from jwviewer.language import tr
from jwviewer.queries.bases import name_with_same
from jwviewer.queries.highlight import Highlight
from jwviewer.queries.timeline import NO_ITEMS, Floats, Ints, Shown
from jwviewer.queries.timeline_rows import Fold, Row
from jwviewer.queries.timeline_tables import Tables, tables_of

if TYPE_CHECKING:
    from jwviewer.drawing.date_axis import Axis
    from jwviewer.drawing.sheet import FontRole
    from jwviewer.drawing.theme import CompanyColours
    from jwviewer.drawing.timeline_stage import Stage
    from jwviewer.queries.timeline_words import Words
    from jwviewer.session import State

BOLD: FontRole = "bold"
SMALL: FontRole = "small"
TINY: FontRole = "tiny"
MOST_FORCED = 24
"""So many facts that belong to the chosen one get their labels before others; more do not."""


class CrowdBody:
    """A crowded timeline laid out for one size and one view.

    ``forced`` are facts that come before all others; ``figure`` leaves out the rows that do
    not fit instead of scrolling. The stage remembers what the next frame can use.
    """

    def __init__(
        self, state: State, stage: Stage, shown: Shown, words: Callable[[str], Words],
        view: View, size: QSizeF, *, forced: frozenset[str] = frozenset(), scroll: float = 0.0,
        tray_scroll: float = 0.0, ratio: float = 1.0, figure: bool = False,
    ) -> None:  # fmt: skip
        self.state, self.stage, self.sheet, self.shown = state, stage, stage.sheet, shown
        stage.begin(shown, ratio)
        self._words, self._size = words, size
        self._wanted, self._ratio, self._figure = forced, ratio, figure
        request = Request(
            shown, words, stage.typesetter, view, size, scrolls=not figure, tray_scroll=tray_scroll
        )
        gutter = min(self.sheet.px(176), size.width() / 3)
        key = (size.width(), size.height(), tray_scroll)
        tray = stage.remembered("tray", key, lambda: lay_out_tray(request, gutter))
        self.layout = CrowdLayout(
            stage, shown, view, size, tray, scroll, self._find_scene, figure=figure
        )
        self.layout.beyond = self.tables.beyond(view.lo, view.hi)

    def _find_scene(self, layout: CrowdLayout) -> tuple[Scene, float]:
        """Return the last scene, if it shows what is in view, else a new one."""
        stage, ratio, known = self.stage, self._ratio, self.stage.scene
        scale, first = layout.scale, layout.seen.start
        rows = tuple(layout.rows[number] for number in layout.seen)
        stands = known is not None and self._stands(known, layout, rows)
        if known is None or not stands or not known.finished or stage.forced != self._forced:
            maker = SceneMaker(
                stage, self.tables, self.shown.timeline, self._words, layout.sizes, self.colours,
                self._first,
            )  # fmt: skip
            if known is not None and stands:
                # Only labels are others or still missing; all else stays as and where it is.
                known = maker.make(known.scale, scale.view, known.first, known.rows, known)
            else:
                wide = widened(scale, self._beside(known, scale))
                known = maker.make(wide, scale.view, first, rows, None)
            stage.scene, stage.forced = known, self._forced
        return known, round(_offset(scale, known) * ratio) / ratio

    def _stands(self, known: Scene, layout: CrowdLayout, rows: tuple[Row, ...]) -> bool:
        """Tell whether a scene holds these rows as they lie now, and all that is in view."""
        scale, seen = layout.scale, layout.seen
        at = seen.start - known.first
        if at < 0 or known.sizes != layout.sizes or known.rows[at : at + len(rows)] != rows:
            return False
        left = _offset(scale, known)
        return _is_panned(scale, known) and known.covers(
            scale.left - left, scale.right - left, seen.start, seen.stop
        )

    def _beside(self, known: Scene | None, scale: TimeScale) -> float:
        """Return how much to make ready on each side: what moves goes on, a jump does not."""
        if self._figure:
            return 0.0
        if known is None or not _is_panned(scale, known):
            return BESIDE / 2
        return BESIDE if _offset(scale, known) else 0.0

    @property
    def tables(self) -> Tables:
        """The tables of what the filters let through."""
        return tables_of(self.shown)

    @property
    def _rows_in_view(self) -> list[Row]:
        return [self.layout.rows[number] for number in self.layout.seen]

    @cached_property
    def lit(self) -> Lit:
        """The chosen fact and what belongs to it."""
        key = (self.state.selection.focus, self.stage.opened)
        found: Lit = self.stage.remembered(
            "lit", key, lambda: lit_items(self.state, self.shown, self.layout.row_of)
        )
        return found

    @cached_property
    def _forced(self) -> tuple[int, ...]:
        """The items that get their label before all others."""
        item_of = self.shown.timeline.item_of
        wanted = [item_of[fact] for fact in sorted(self._wanted) if fact in item_of]
        related = self.lit.items if len(self.lit.items) <= MOST_FORCED else NO_ITEMS
        return tuple(dict.fromkeys((*wanted, *related.tolist())))

    def _first(self, lanes: tuple[int, int]) -> Ints:
        """Return the items of some lanes that get their label before all others."""
        lane, visible = self.shown.timeline.lane, self.shown.visible
        inside = (n for n in self._forced if lanes[0] <= lane[n] < lanes[1] and visible[n])
        return np.fromiter(inside, np.int32)

    def colours(self, row: Row) -> tuple[CompanyColours, CompanyColours]:
        """Return the colours of a row's own facts and of those it shares."""
        theme, dossier = self.sheet.theme, self.state.dossier
        known = self.stage.hues.get(row.company)
        if known is None:
            ids = (row.company,) if row.company else ()
            known = self.stage.hues[row.company] = theme.of_fact(dossier, ids)
        lanes = self.shown.timeline.lanes
        if row.fold is Fold.INNER and len(lanes.companies(row.own[0])) > 1:
            return theme.shared, theme.shared
        return known, theme.shared

    def scene_axis(self, scale: TimeScale) -> Axis:
        """Return the axis of a scene's scale."""
        return axis_of(self.stage, scale)

    def lane_colours(self, lane: int) -> CompanyColours:
        """Return the colours of a lane."""
        companies = self.shown.timeline.lanes.companies(lane)
        return self.sheet.theme.of_fact(self.state.dossier, companies)

    def heading(self, row: Row, width: float, room: float) -> list[tuple[str, FontRole]]:
        """Return a row's name in as many lines as there is room for, and what it is one with."""
        sheet, dossier = self.sheet, self.state.dossier
        companies = self.shown.timeline.lanes.companies(row.own[0])
        if row.fold is Fold.INNER and len(companies) > 1:
            name, role = " + ".join(map(dossier.short_name, companies)), SMALL
        else:
            name, role = dossier.name(row.company) or tr("No company named"), BOLD
        lines = sheet.wrap(name, width, role)
        most = max(int(room / sheet.line(role)), 1)
        if len(lines) > most:
            rest = " ".join(lines[most - 1 :])
            lines = [*lines[: most - 1], sheet.elide(rest, width, role)]
        heading = [(line, role) for line in lines]
        others = dossier.same_as(row.company) if role == BOLD and row.company else ()
        if others and room >= len(lines) * sheet.line(role) + sheet.line(TINY):
            names = ", ".join(dossier.name(other) for other, _ in others)
            heading.append((sheet.elide(tr("= {names}", names=names), width, TINY), TINY))
        return heading

    def count_words(self) -> Iterator[str]:
        """Yield for each row in view how many of its facts are in view."""
        view = self.layout.scale.view
        rows = [row.parts for row in self._rows_in_view]
        for count in self.tables.counts(rows, view.lo, view.hi):
            yield tr("1 fact") if count == 1 else tr("{count} facts", count=f"{count:,}")

    def row_words(self, number: int) -> str:
        """Return a row's name in full, and what it holds besides a company's own facts."""
        row, lanes = self.layout.rows[number], self.shown.timeline.lanes
        if row.own[0] < row.own[1]:
            name = lanes[row.own[0]].full_title
        else:
            name = name_with_same(self.state.dossier, row.company)
        if row.fold is not Fold.CLOSED:
            return name
        count = row.shared[1] - row.shared[0]
        if count == 1:
            return tr("{name}, with what it shares with others", name=name)
        return tr("{name}, with what it shares in {count} groups", name=name, count=f"{count:,}")

    def fold(self, number: int) -> bool:
        """Lay a row open or fold it; tell whether there was anything to fold."""
        row = self.layout.rows[number]
        if row.fold is Fold.NONE:
            return False
        self.stage.opened ^= {row.company}
        return True

    def along(self, placed: Placed, left: float) -> Placed:
        """Return a labelled bar with its label at the left edge of the view."""
        px, spot = self.sheet.px, placed.spot
        x = left + px(8)
        rect, line = placed.lines[0]
        spot = Spot(spot.mark, spot.row, spot.block, x, spot.drop, True)
        return replace(
            placed, spot=spot, lines=((QRectF(x, rect.top(), rect.width(), rect.height()), line),)
        )

    def lit_ticks(self) -> Iterator[tuple[Floats, QColor]]:
        """Yield what in the bands belongs to the chosen fact, and the chosen fact itself."""
        line = self.sheet.theme.line
        scene, sizes = self.layout.scene, self.layout.sizes
        for items, name, width in ((self.lit.items, "period", 2), (self.lit.focus, "focus", 3)):
            if not len(items):
                continue
            ticks = tick_rects(
                items, self.lit.rows_of(items), self.shown.timeline, scene.scale, sizes,
                self.layout.seen, self.sheet.px(width),
            )  # fmt: skip
            if len(ticks):
                yield ticks, line[name]

    @cached_property
    def fact_ids(self) -> tuple[str, ...]:
        """Facts shown with a label, in reading order: row by row, then the tray."""
        placed = sorted(self.layout.placed(), key=lambda p: (p.mark.center().y(), p.mark.left()))
        rows = [(self.layout.row_at(p.mark.center().y()) or 0, p) for p in placed]
        rows.sort(key=lambda pair: (pair[0], pair[1].spot.row, pair[1].mark.left()))
        tray = self.layout.tray
        cells = tray.cells if tray else ()
        return tuple(dict.fromkeys((*(p.fact_id for _, p in rows), *(c.fact_id for c in cells))))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Reference numbers by fact id; empty on a sheet without them."""
        return self.sheet.numbered(self.fact_ids) if self.sheet.refs else {}

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """Only the marks that are really used."""
        return crowd_legend(self.shown, self.layout)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is inferred, and how much of what there is is drawn."""
        view = self.layout.scale.view
        drawn = sum(
            self.tables.facts(*lanes, view.lo, view.hi)
            for row in self._rows_in_view
            for lanes in row.parts
        )
        return crowd_notes(self.state.dossier, self.shown, self.layout, self.numbers, drawn)

    @property
    def height(self) -> float:
        """The height really used."""
        tray, layout = self.layout.tray, self.layout
        bottom = tray.rect.bottom() if tray else layout.axis_rect.bottom()
        return min(bottom, self._size.height())

    def paint(self, painter: QPainter) -> None:
        """Paint at the origin."""
        highlight = Highlight(self.state.dossier, self.state.selection)
        # Nothing of it is kept: it knows this body, and circles stay in memory for long.
        CrowdPainter(
            self.layout, self.shown.timeline, highlight, self.sheet, self.lane_colours,
            self.numbers, self,
        ).paint(painter)  # fmt: skip

    def fact_at(self, at: QPointF) -> str | None:
        """Return the fact drawn at a point; in a band the most important one there."""
        tray = self.layout.tray
        if tray is not None and tray.rect.contains(at):
            return next((cell.fact_id for cell in tray.cells if cell.rect.contains(at)), None)
        if not self.layout.lanes_rect.contains(at) or at.x() < self.layout.plot.left():
            return None
        near = self.sheet.px(2)
        for placed in self.layout.placed():
            rects = (placed.mark, *(rect for rect, _ in placed.lines))
            if any(rect.adjusted(-near, -near, near, near).contains(at) for rect in rects):
                return placed.fact_id
        items = self.items_in_band(at)
        return self.shown.timeline.fact_id(int(items[0])) if len(items) else None

    def items_in_band(self, at: QPointF) -> Ints:
        """Return the items at a point of a row's band, the most important first."""
        layout, line = self.layout, self.shown.timeline
        number = layout.row_at(at.y())
        if number is None or not layout.band(number).adjusted(0, -2, 0, 2).contains(at):
            return np.empty(0, np.int32)
        reach = self.sheet.px(2) / layout.scale.per_day
        day = layout.scale.day(at.x())
        row = layout.rows[number]
        tracks = [self.tables.track(*lanes) for lanes in row.parts]
        items = np.concatenate(
            [track.items[track.alive(day - reach, day + reach)] for track in tracks]
        )
        return items[np.lexsort((items, line.start[items], line.rank[items]))]


def _offset(scale: TimeScale, scene: Scene) -> float:
    return scale.x(scene.scale.view.lo) - scene.scale.left


def _is_panned(scale: TimeScale, scene: Scene) -> bool:
    """Tell whether a scale differs from a scene's in its place alone."""
    return abs(scene.scale.per_day / scale.per_day - 1) < 1e-9
