"""The timeline's pane: its view, its tools, its summary and its table twin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from math import inf
from typing import ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QToolButton, QWidget

from jwviewer.dossier.dates import describe_date, parse_date
from jwviewer.drawing.body import LayOut
from jwviewer.drawing.time_scale import View
from jwviewer.drawing.timeline import timeline_body
from jwviewer.language import tr
from jwviewer.panes.pane import Pane
from jwviewer.panes.timeline.sight import sight_of
from jwviewer.panes.timeline.view import TimelineView
from jwviewer.queries.grid import Grid
from jwviewer.queries.timeline import MOST_TOLD, Shown, shown
from jwviewer.queries.timeline_rows import foresee
from jwviewer.queries.timeline_words import timeline_grid
from jwviewer.selection import Period
from jwviewer.session import State


class TimelinePane(Pane):
    """What happened when: a lane per company, one for what several did together, and a tray."""

    name: ClassVar[str] = "timeline"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[Shown, tuple[str, ...]] | None = None
        self.timeline = TimelineView(self)
        self.timeline.chosen.connect(self.choose)
        self.timeline.period_previewed.connect(self._preview_period)
        self.timeline.period_chosen.connect(self._propose_period)
        self.timeline.view_changed.connect(self._tell)
        self.set_view(self.timeline)

    @classmethod
    def title(cls) -> str:
        """Return the pane's name for people."""
        return tr("Partnership timeline")

    def tools(self) -> list[QWidget]:
        """Buttons to zoom and to see everything again."""
        return [
            self._button("−", tr("Zoom out (−)"), lambda: self.timeline.zoom(1 / 1.5)),
            self._button("+", tr("Zoom in (+)"), lambda: self.timeline.zoom(1.5)),
            self._button(tr("All"), tr("Show the whole time (Home)"), self.fit_all),
            self._button("↶", tr("Previous view (Backspace)"), self.previous_view),
        ]

    @property
    def view_range(self) -> View:
        """The stretch of time in view."""
        return self.timeline.view

    def figure_layout(self) -> LayOut:
        """Return how a figure shows the stretch of time in view."""
        return cast("LayOut", partial(timeline_body, view=self.view_range))

    @property
    def is_settled(self) -> bool:
        """Whether the last frame had everything in it."""
        return self.timeline.settled

    def sight(self, *, again: bool) -> QImage | None:
        """Return the picture of the timeline as it looks right after opening."""
        shown = self.timeline.isVisible() and not (self.is_held or self.shows_table)
        return sight_of(self.timeline, again=again) if shown else None

    def fit_all(self) -> None:
        """Show the whole time."""
        self.timeline.fit_all()

    def fit_selection(self) -> None:
        """Show the chosen fact or period."""
        self.timeline.fit_selection()

    def previous_view(self) -> None:
        """Go back to the stretch of time shown before."""
        self.timeline.previous_view()

    def go_to(self, text: str) -> str:
        """Show a date written as EDTF; return "" or what is wrong with it."""
        return self.timeline.go_to(text) if self.state is not None else ""

    def draw(self, state: State) -> None:
        """Show a state."""
        self.timeline.show_state(state)
        self._tell()

    def foresee(self, state: State) -> Callable[[], object]:
        """Count what lies in the lanes that come into sight first."""
        return partial(foresee, state.dossier, state.selection)

    def to_start(self) -> None:
        """Show the first lane and the first facts without a date."""
        self.timeline.scroll_lanes(-inf)
        self.timeline.scroll_tray(-inf)

    def summary(self) -> str:
        """Say how many facts lie in which lane, from when to when, and what has no date."""
        if self.state is None:
            return ""
        facts = shown(self.state.dossier, self.state.selection)
        if self._told is None or self._told[0] is not facts:
            self._told = facts, self._what(facts)
        words = list(self._told[1])
        if facts.lanes and self.state.selection.focus:
            label = self.state.dossier.label(self.state.selection.focus)
            words.append(tr("Chosen: {label}.", label=label))
        return " ".join(words)

    def _what(self, facts: Shown) -> tuple[str, ...]:
        line = facts.timeline
        counts = facts.lane_counts
        told = facts.lanes if len(facts.lanes) <= MOST_TOLD else facts.fullest
        words = [
            tr("{lane}: {count}", lane=line.lanes[lane].title, count=f"{counts[lane]:,}")
            for lane in told
        ]
        if len(told) < len(facts.lanes):
            words.append(tr("{count} lanes with fewer", count=f"{len(facts.lanes) - len(told):,}"))
        lanes = ", ".join(words)
        if not lanes:
            return (tr("No fact here has to do with time."),)
        parts = [tr("Dated facts by lane: {lanes}.", lanes=lanes)]
        extent = facts.extent()
        if extent is not None:
            parts.append(
                tr("From {first} to {last}.", first=_year(extent[0]), last=_year(extent[1] - 1))
            )
        parts.append(tr("Without a date: {count}.", count=f"{facts.undated_facts:,}"))
        return tuple(parts)

    def grid(self) -> Grid:
        """Return every fact that the filters let through, lane by lane."""
        if self.state is None:
            return Grid((), (), ())
        return timeline_grid(self.state.dossier, self.state.selection)

    def _button(self, text: str, name: str, action: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action)
        return button

    def _preview_period(self, period: Period | None) -> None:
        if self.state is not None:
            self.preview(self.state.selection.with_period(period))

    def _propose_period(self, period: Period | None) -> None:
        if self.state is not None:
            self.propose(self.state.selection.with_period(period))

    def _tell(self) -> None:
        view = self.timeline.view
        if self.state is None:
            return
        facts = shown(self.state.dossier, self.state.selection)
        parts = [
            _range_words(view),
            tr("1 dated fact")
            if facts.dated_facts == 1
            else tr("{count} dated facts", count=f"{facts.dated_facts:,}"),
            tr("{count} without a date", count=f"{facts.undated_facts:,}"),
        ]
        if facts.hidden:
            parts.append(tr("{count} hidden by filters", count=f"{facts.hidden:,}"))
        self.info_changed.emit(" · ".join(parts))


def _range_words(view: View) -> str:
    """Return the time in view, as exactly as its length allows."""
    digits = 10 if view.span < 62 else 7 if view.span < 3 * 366 else 4
    first, last = _iso(view.lo)[:digits], _iso(view.hi - 0.001)[:digits]
    return describe_date(parse_date(first if first == last else f"{first}/{last}"))


def _year(day: float) -> str:
    return str(int(_iso(day)[:4]))


def _iso(day: float) -> str:
    return date.fromordinal(min(max(int(day), 1), date.max.toordinal())).isoformat()
