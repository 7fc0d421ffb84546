"""What a timeline is laid out from, and the lengths that its parts share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF

from jwviewer.drawing.time_scale import TimeScale, View
from jwviewer.drawing.timeline_labels import Typesetter
from jwviewer.drawing.timeline_packing import Spacing
from jwviewer.queries.timeline import Shown
from jwviewer.queries.timeline_words import Words

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import Sheet


@dataclass(frozen=True)
class Request:
    """What to lay out: the facts, how they are called, the stretch of time, and the paper.

    ``forced`` are items that come before all others, ``listed`` events that found no room for
    their line and so stand in the tray.
    """

    shown: Shown
    words: Callable[[str], Words]
    typesetter: Typesetter
    view: View
    size: QSizeF
    forced: frozenset[int] = frozenset()
    listed: frozenset[str] = frozenset()
    scrolls: bool = True
    scroll: float = 0.0
    tray_scroll: float = 0.0

    @property
    def sheet(self) -> Sheet:
        """The paper."""
        return self.typesetter.sheet


def row_height(sheet: Sheet) -> float:
    """Return the least distance between two rows of a lane."""
    return sheet.line("body") + sheet.px(4)


def strip_height(sheet: Sheet) -> float:
    """Return the room that the strip of a crowded lane takes."""
    return sheet.px(10)


def label_spacing(request: Request, scale: TimeScale) -> Spacing:
    """Return the lengths that keep labels apart."""
    px = request.sheet.px
    return Spacing(scale.left, scale.right, px(6), px(7), px(34))
