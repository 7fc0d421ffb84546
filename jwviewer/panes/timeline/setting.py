"""How a timeline on screen is laid out: few facts each in its place, very many as a crowd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QSizeF

from jwviewer.drawing.fonts import install_fonts
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.drawing.timeline import TimelineBody, is_crowd, words_in
from jwviewer.drawing.timeline_crowd import CrowdBody
from jwviewer.drawing.timeline_labels import Typesetter
from jwviewer.drawing.timeline_stage import Stage
from jwviewer.queries.timeline import shown

if TYPE_CHECKING:
    from jwviewer.drawing.time_scale import View
    from jwviewer.session import State

AnyBody = TimelineBody | CrowdBody


class Place(Struct, frozen=True):
    """What a layout is made for: size, pixels per unit, view, how far lanes and tray scroll.

    ``wanted`` are facts that must be seen with their label.
    """

    size: QSizeF
    ratio: float
    view: View
    scroll: float
    tray_scroll: float
    wanted: frozenset[str]


class Setting:
    """Lays out with the widths, words and pictures of one theme, kept from frame to frame."""

    def __init__(self, theme: str) -> None:
        self.theme = theme
        self._typesetter = Typesetter(Sheet(load_theme(theme), 1.0, install_fonts()))
        self.stage = Stage(self._typesetter)

    def body(self, state: State, place: Place) -> AnyBody:
        """Return the layout of a state."""
        facts = shown(state.dossier, state.selection)
        if is_crowd(facts):
            return CrowdBody(
                state, self.stage, facts, words_in(state.dossier), place.view, place.size,
                forced=place.wanted, scroll=place.scroll, tray_scroll=place.tray_scroll,
                ratio=place.ratio,
            )  # fmt: skip
        body = self._few(state, place, frozenset())
        line = body.shown.timeline
        crowded = {int(item) for box in body.layout.lanes for item in box.left_out}
        missing = frozenset(f for f in place.wanted if line.item_of.get(f) in crowded)
        # Only then, so that choosing what is already there leaves everything in its place.
        return self._few(state, place, missing) if missing else body

    def _few(self, state: State, place: Place, forced: frozenset[str]) -> TimelineBody:
        return TimelineBody(
            state, self._typesetter.sheet, place.size, view=place.view, forced=forced,
            scrolls=True, scroll=place.scroll, tray_scroll=place.tray_scroll,
            typesetter=self._typesetter,
        )  # fmt: skip
