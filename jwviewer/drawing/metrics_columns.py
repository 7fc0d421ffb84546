"""One column of panels: headings, titles, panels one under the other, and what is only listed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace
from PySide6.QtCore import QRectF

from jwviewer.drawing.bars_layout import has_axis, lay_bars
from jwviewer.drawing.change_plot import lay_change
from jwviewer.drawing.metrics_items import RIGHT, Drawing, Frame, Hit, Words
from jwviewer.drawing.series_plot import lay_series
from jwviewer.drawing.trace_plot import lay_traces
from jwviewer.drawing.value_axis import tick_label
from jwviewer.language import tr
from jwviewer.queries.metric_view import Panel, Section
from jwviewer.queries.phrases import superscript

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import Sheet
    from jwviewer.queries.metric_view import Point

NAMES_SHARE = 0.27
"""At most this part of a column is for the names beside the bars."""
MOST_NAMES_SHARE = 0.4
MOST_NAME_LINES = 3


class Columns:
    """Lays out columns of panels on one sheet; heights are measured once per panel and width."""

    def __init__(self, sheet: Sheet, *, logarithmic: bool) -> None:
        self._sheet, self._logarithmic = sheet, logarithmic
        # Kept with the sheet, for a figure lays out its body several times.
        self._heights = sheet.measured

    def height(self, sections: tuple[Section, ...], width: float, *, tight: bool) -> float:
        """Return how high a column will be, but for the width of reference numbers."""
        frame = replace(self._frame(sections, 0.0, width, tight), measuring=True)
        y = 0.0
        for before, section, panel in _steps(sections):
            y = _space(before, frame, y)
            if section is not None:
                y = self._heading(section, frame, y)
            y += self._panel(panel, frame)
        return y

    def lay(
        self,
        drawing: Drawing,
        sections: tuple[Section, ...],
        left: float,
        width: float,
        *,
        tight: bool,
    ) -> float:
        """Place a column of panels; return its height."""
        frame = self._frame(sections, left, width, tight)
        y = 0.0
        for before, section, panel in _steps(sections):
            y = _space(before, frame, y)
            if section is not None:
                y = _heading(drawing, section, frame, y)
            y = _panel(drawing, panel, frame, y)
        return y

    def heading(self, drawing: Drawing, section: Section, width: float) -> float:
        """Place a section's title alone; return its height."""
        return _heading(drawing, section, Frame(self._sheet, 0.0, width, 0.0, tight=True), 0.0)

    def _heading(self, section: Section, frame: Frame, y: float) -> float:
        key = ("heading", section.title, frame.width, frame.tight)
        if key not in self._heights:
            self._heights[key] = None, _heading(Drawing(), section, frame, 0.0)
        return y + self._heights[key][1]

    def _panel(self, panel: Panel, frame: Frame) -> float:
        key = (
            id(panel),
            frame.width,
            frame.names,
            frame.tight,
            frame.logarithmic,
            frame.sheet.refs,
        )
        found = self._heights.get(key)
        # The panel is kept as well, or another one may get its id.
        if found is None or found[0] is not panel:
            found = self._heights[key] = panel, _panel(Drawing(), panel, frame, 0.0)
        return found[1]

    def _widest(self, panel: Panel) -> float:
        key = ("names", id(panel))
        found = self._heights.get(key)
        if found is None or found[0] is not panel:
            found = self._heights[key] = panel, _widest(panel, self._sheet)
        return found[1]

    def _frame(
        self, sections: tuple[Section, ...], left: float, width: float, tight: bool
    ) -> Frame:
        widest = max((self._widest(p) for s in sections for p in s.panels), default=0.0)
        names = _names_width(widest, self._sheet, width)
        return Frame(self._sheet, left, width, names, tight, self._logarithmic)


Before = Literal["nothing", "section", "panel"]


def _steps(sections: tuple[Section, ...]) -> Iterator[tuple[Before, Section | None, Panel]]:
    """Yield every panel, what came before it, and the section whose title it opens."""
    before: Before = "nothing"
    for section in sections:
        for number, panel in enumerate(section.panels):
            opens = number == 0
            yield (
                ("section" if opens and before != "nothing" else before),
                section if opens else None,
                panel,
            )
            before = "panel"


def _space(before: Before, frame: Frame, y: float) -> float:
    gaps = {"nothing": (0, 0), "section": (11, 16), "panel": (9, 14)}[before]
    return y + frame.sheet.px(gaps[0] if frame.tight else gaps[1])


def _widest(panel: Panel, sheet: Sheet) -> float:
    """Return how wide the longest name beside a panel is."""
    texts = [bar.label for bar in panel.bars if not bar.inside]
    texts += [mention.label for mention in panel.mentions]
    small = [panel.axis_title] if panel.form != "mentions" else []
    if panel.form in ("series", "change"):
        small.append(tick_label(_largest(panel), panel.unit))
    widths = [sheet.width(text) for text in texts] + [sheet.width(text, "tiny") for text in small]
    return max(widths, default=0.0)


def _names_width(widest: float, sheet: Sheet, width: float) -> float:
    """Return one width for the names of a column's panels, so that all bars begin in a line."""
    room = min(max(widest, sheet.px(48)), width * NAMES_SHARE)
    # Very long names may take more room before they stand in many short lines.
    return max(room, min(widest / MOST_NAME_LINES, width * MOST_NAMES_SHARE))


def _largest(panel: Panel) -> Decimal:
    points: list[Point] = [p for line in panel.lines for p in line.points]
    points += [p for change in panel.changes for p in (change.start, change.end)]
    if panel.traces:
        return max((Decimal(str(float(t.values.max()))) for t in panel.traces), key=abs)
    return max((p.quantity.value for p in points), key=abs)


def _heading(drawing: Drawing, section: Section, frame: Frame, top: float) -> float:
    if not section.title:
        return top
    sheet = frame.sheet
    height = sheet.line("heading")
    for line in sheet.wrap(section.title, frame.width, "heading"):
        rect = QRectF(frame.left, top, sheet.width(line, "heading"), height)
        drawing.items.append(Words(rect, line, "heading", "company", company_id=section.company_id))
        if section.company_id:
            drawing.hits.append(Hit(rect, section.company_id))
        top += height
    return top + sheet.px(2 if frame.tight else 4)


def _panel(drawing: Drawing, panel: Panel, frame: Frame, top: float) -> float:
    for fact_id in panel.fact_ids:
        drawing.reference(fact_id)
    if panel.form == "mentions":
        return _mentions(drawing, panel, frame, top)
    top = _title(drawing, panel, frame, top)
    if panel.traces:
        return lay_traces(drawing, panel, frame, top)
    if panel.form == "series":
        return lay_series(drawing, panel, frame, top)
    if panel.form == "change":
        return lay_change(drawing, panel, frame, top)
    return lay_bars(drawing, panel, frame, top)


def _title(drawing: Drawing, panel: Panel, frame: Frame, top: float) -> float:
    sheet = frame.sheet
    height = sheet.line()
    room = frame.width
    if panel.form == "series" and not sheet.refs:
        text = tr("Zoom in")
        width = sheet.width(text, "small")
        rect = QRectF(frame.right - width, top, width, height)
        drawing.items.append(Words(rect, text, "small", "link"))
        drawing.hits.append(Hit(rect.adjusted(-4, -2, 4, 2), "", series=panel.key))
        room -= width + sheet.px(12)
    title = panel.title
    if panel.form == "bars" and panel.axis_title and not has_axis(panel, frame):
        title = tr("{title}, in {unit}", title=title, unit=panel.axis_title)
    for line in sheet.wrap(title, room):
        drawing.items.append(
            Words(QRectF(frame.left, top, sheet.width(line), height), line, tone="dim")
        )
        top += height
    return top + sheet.px(4 if frame.tight else 6)


def _mentions(drawing: Drawing, panel: Panel, frame: Frame, top: float) -> float:
    """List figures that cannot be drawn, each with the reason."""
    sheet = frame.sheet
    height = sheet.line()
    for mention in panel.mentions:
        names = sheet.wrap(mention.label, frame.names)
        for number, line in enumerate(names):
            rect = QRectF(frame.left, top + number * height, frame.names, height)
            drawing.items.append(Words(rect, line, "body", "dim", RIGHT, fact_id=mention.fact_id))
        value = mention.value
        if sheet.refs:
            value = f"{value} {superscript(drawing.reference(mention.fact_id))}"
        room = frame.right - frame.start
        y, x = top, frame.start
        values = sheet.wrap(value, room, "bold")
        for number, text in enumerate(values):
            width = sheet.width(text, "bold")
            drawing.items.append(
                Words(QRectF(x, y, width, height), text, "bold", fact_id=mention.fact_id)
            )
            if number < len(values) - 1:
                y += height
            else:
                x += width + sheet.px(10)
        if x + sheet.width(mention.why) > frame.right:
            x, y = frame.start, y + height
        for number, text in enumerate(sheet.wrap(mention.why, frame.right - x)):
            y += height if number else 0
            rect = QRectF(x, y, sheet.width(text), height)
            drawing.items.append(Words(rect, text, "body", "dim", fact_id=mention.fact_id))
        bottom = max(y + height, top + len(names) * height)
        drawing.hits.append(
            Hit(QRectF(frame.left, top, frame.width, bottom - top), mention.fact_id, lit=True)
        )
        top = bottom + sheet.px(3 if frame.tight else 5)
    return top
