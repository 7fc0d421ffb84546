"""Where everything of a crowded timeline lies: rows of one height, of which only those in view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSizeF

from jwviewer.drawing.date_axis import Axis, date_axis
from jwviewer.drawing.time_scale import TimeScale, View
from jwviewer.drawing.timeline_layout import LaneBox, Placed
from jwviewer.drawing.timeline_packing import Spot
from jwviewer.drawing.timeline_rows import RowSizes, row_sizes
from jwviewer.queries.timeline import NO_ITEMS, Ints
from jwviewer.queries.timeline_rows import Row, rows_of

if TYPE_CHECKING:
    from jwviewer.drawing.timeline_scene import Scene
    from jwviewer.drawing.timeline_stage import Stage
    from jwviewer.drawing.timeline_tray import Tray
    from jwviewer.queries.timeline import Shown

GUTTER = 176.0
"""The width of the headings' column, at scale 1, where there is room."""


class CrowdLayout:
    """The geometry of one frame, in pixels from the top left corner.

    ``seen`` are the numbers of the rows in view. ``look`` finds the scene to show when it is
    first asked for, and how much further right its pixels lie here.
    """

    def __init__(
        self, stage: Stage, shown: Shown, view: View, size: QSizeF, tray: Tray | None,
        scroll: float, look: Callable[[CrowdLayout], tuple[Scene, float]], *, figure: bool,
    ) -> None:  # fmt: skip
        sheet = stage.sheet
        self.size, self.beyond = size, (0, 0)
        self._look: Callable[[CrowdLayout], tuple[Scene, float]] | None = look
        self._stage, self._lanes = stage, len(shown.timeline.lanes)
        self._key = (stage.opened, figure)
        gutter = min(sheet.px(GUTTER), size.width() / 3)
        self.plot = QRectF(gutter, 0, max(size.width() - gutter - sheet.px(4), 1), size.height())
        self.scale = TimeScale(view, self.plot.left(), self.plot.right())
        self.axis: Axis = stage.remembered("axis", self.scale, lambda: axis_of(stage, self.scale))
        # Of two lines even where one would do, lest rows move when the view is magnified.
        height = sheet.line("small") * 2 + sheet.px(8)
        if height > size.height():
            self.axis, height = Axis(self.axis.level, (), ()), 0.0
        room = max(size.height() - height - (tray.rect.height() if tray else 0.0), 0.0)
        every: tuple[Row, ...] = stage.remembered(
            "rows", stage.opened, lambda: rows_of(shown, stage.opened)
        )
        self.sizes: RowSizes = row_sizes(sheet, len(every), room)
        self.dropped = 0
        if figure:
            most = int(room / self.sizes.height) if self.sizes.height <= room else 0
            every, self.dropped = _fullest(shown, every, most)
        self.rows: tuple[Row, ...] = every
        self.content = len(every) * self.sizes.height
        used = min(self.content, room) if every else room
        self.scroll = min(max(scroll, 0.0), max(self.content - room, 0.0))
        self.lanes_rect = QRectF(0, 0, size.width(), used)
        self.axis_rect = QRectF(0, used, size.width(), height)
        key = (size.width(), size.height(), tray.scroll if tray else 0.0, used + height)
        self.tray: Tray | None = stage.remembered(
            "moved tray", key, lambda: tray.moved(used + height) if tray else None
        )
        first = int(self.scroll / self.sizes.height)
        last = min(ceil((self.scroll + used) / self.sizes.height), len(every))
        self.seen = range(first, max(last, first))

    @cached_property
    def _found(self) -> tuple[Scene, float]:
        look, self._look = self._look, None
        assert look is not None, "it is asked once"
        # A circle with whoever looks would keep what a frame showed, pictures too.
        return look(self)

    @property
    def scene(self) -> Scene:
        """The labels and bands of the rows in view."""
        return self._found[0]

    @property
    def dx(self) -> float:
        """How much further right than in the scene a pixel lies here."""
        return self._found[1]

    def row_rect(self, number: int) -> QRectF:
        """Return where a row lies, in view or not."""
        height = self.sizes.height
        return QRectF(0, number * height - self.scroll, self.size.width(), height)

    def row_at(self, y: float) -> int | None:
        """Return the number of the row at a height, or None."""
        if not 0 <= y < self.lanes_rect.height():
            return None
        number = int((y + self.scroll) / self.sizes.height)
        return number if number < len(self.rows) else None

    def head_of(self, number: int) -> int:
        """Return the number of the first row of the company that a row belongs to."""
        while number and self.rows[number - 1].company == self.rows[number].company:
            number -= 1
        return number

    def row_of(self, lane: int) -> int | None:
        """Return the number of the row that holds a lane, or None where it is filtered away."""
        numbers: Ints = self._stage.remembered("row of", self._key, self._number_lanes)
        number = int(numbers[lane])
        return None if number < 0 else number

    def _number_lanes(self) -> Ints:
        numbers = np.full(self._lanes, -1, np.int32)
        for number, row in enumerate(self.rows):
            for first, end in row.parts:
                numbers[first:end] = number
        return numbers

    @cached_property
    def lanes(self) -> tuple[LaneBox, ...]:
        """The rows in view as boxes, each with its labelled facts."""
        boxes: dict[int, list[Placed]] = {number: [] for number in self.seen}
        for placed in self.placed():
            number = self.row_at(placed.mark.center().y())
            if number in boxes:
                boxes[number].append(placed)
        return tuple(
            LaneBox(
                self.rows[number].lanes[0], self.row_rect(number), (), None,
                tuple(boxes[number]), self.band(number), NO_ITEMS,
            )
            for number in self.seen
        )  # fmt: skip

    def band(self, number: int) -> QRectF:
        """Return where the band of a row lies."""
        top = self.row_rect(number).top() + self.sizes.band_top
        return QRectF(self.plot.left(), top, self.plot.width(), self.sizes.band)

    def placed(self) -> Iterator[Placed]:
        """Yield every fact drawn with a label that is in view."""
        return iter(self._placed)

    @cached_property
    def _placed(self) -> tuple[Placed, ...]:
        return tuple(moved(self.scene.labels[n], self.dx, -self.scroll) for n in self.told)

    @cached_property
    def told(self) -> list[int]:
        """The numbers of the scene's labels that can be seen whole."""
        left, right = self.plot.left() - self.dx - 0.5, self.plot.right() - self.dx + 0.5
        return self.scene.told(left, right, self.seen)


def moved(placed: Placed, dx: float, dy: float) -> Placed:
    """Return a labelled fact at another place."""
    spot, mark = placed.spot, placed.spot.mark
    mark = replace(mark, x0=mark.x0 + dx, x1=mark.x1 + dx, in0=mark.in0 + dx, in1=mark.in1 + dx)
    spot = Spot(mark, spot.row, spot.block, spot.x + dx, spot.drop, spot.inside)
    lines = tuple((rect.translated(dx, dy), line) for rect, line in placed.lines)
    return Placed(spot, placed.fact_id, placed.mark.translated(dx, dy), lines)


def axis_of(stage: Stage, scale: TimeScale) -> Axis:
    """Return the axis of a scale."""
    sheet = stage.sheet
    return date_axis(scale, lambda text: stage.typesetter.width(text, "small"), sheet.px(10))


def _fullest(shown: Shown, rows: tuple[Row, ...], most: int) -> tuple[tuple[Row, ...], int]:
    """Return as many rows as fit, those with the most facts, and how many others there are."""
    if len(rows) <= most:
        return rows, 0
    counts = shown.lane_counts
    full = sorted(
        range(len(rows)),
        key=lambda n: -int(counts[rows[n].lanes[0] : rows[n].lanes[1]].sum()),
    )
    return tuple(rows[n] for n in sorted(full[:most])), len(rows) - most
