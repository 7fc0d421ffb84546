"""Lays out all panels: in one column or two, roomy or tight, as many as the height holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF

from jwviewer.drawing.bars_layout import lay_bars
from jwviewer.drawing.body import superscript
from jwviewer.drawing.change_plot import lay_change
from jwviewer.drawing.metrics_items import RIGHT, Drawing, Frame, Hit, Words
from jwviewer.drawing.series_plot import lay_series
from jwviewer.drawing.value_axis import tick_label
from jwviewer.language import tr
from jwviewer.queries.metric_view import Panel, Section

if TYPE_CHECKING:
    from decimal import Decimal

    from jwviewer.drawing.sheet import Sheet
    from jwviewer.queries.metric_view import MetricsView, Point
    from jwviewer.selection import Period

NAMES_SHARE = 0.27
"""At most this part of a column is for the names beside the bars."""
TWO_COLUMNS = 840
"""A picture this wide (at scale 1) may have two columns."""


@dataclass(frozen=True)
class Arranged:
    """A finished layout: its drawing, its height, and the panels it holds and leaves out."""

    drawing: Drawing
    height: float
    panels: tuple[Panel, ...]
    dropped: tuple[Panel, ...] = ()


def arrange(
    view: MetricsView,
    sheet: Sheet,
    width: float,
    period: Period | None = None,
    *,
    columns: int = 1,
    tight: bool = False,
) -> Arranged:
    """Lay out every panel of a view, as high as that needs."""
    return _arrange(view.sections, view, sheet, width, period, columns, tight)


def fit(
    view: MetricsView,
    compact: MetricsView,
    sheet: Sheet,
    size: QSizeF,
    period: Period | None = None,
) -> Arranged:
    """Lay out as much as the size holds: roomy, then tight, then ``compact``.

    ``compact`` is the same view with changes in words instead of panels; of that the most
    important panels are kept.
    """
    width, height = size.width(), size.height()
    two = width >= sheet.px(TWO_COLUMNS)
    tries = [
        (view, 1, False),
        (view, 2, False),
        (view, 1, True),
        (view, 2, True),
        (compact, 1, True),
        (compact, 2, True),
    ]
    for one, columns, tight in tries:
        if columns == 1 or two:
            found = _arrange(one.sections, one, sheet, width, period, columns, tight)
            if found.height <= height:
                return found
    ranked = _ranked(compact.sections)
    low, high = 0, len(ranked) - 1
    best = Arranged(Drawing(), 0.0, (), tuple(ranked))
    while low <= high:
        middle = (low + high) // 2
        some = _of_height(compact, ranked[: middle + 1], sheet, width, height, period, two)
        if some is not None:
            best, low = replace(some, dropped=tuple(ranked[middle + 1 :])), middle + 1
        else:
            high = middle - 1
    return best


def _of_height(
    view: MetricsView,
    kept: list[Panel],
    sheet: Sheet,
    width: float,
    height: float,
    period: Period | None,
    two: bool,
) -> Arranged | None:
    sections = _only(view.sections, kept)
    for columns in (1, 2) if two else (1,):
        found = _arrange(sections, view, sheet, width, period, columns, True)
        if found.height <= height:
            return found
    return None


def _ranked(sections: tuple[Section, ...]) -> list[Panel]:
    """Order panels by importance: the first of every section, then every second one."""
    numbered = [
        (rank, number, panel)
        for number, section in enumerate(sections)
        for rank, panel in enumerate(section.panels)
    ]
    return [panel for _, _, panel in sorted(numbered, key=lambda entry: entry[:2])]


def _only(sections: tuple[Section, ...], kept: list[Panel]) -> tuple[Section, ...]:
    keys = {panel.key for panel in kept}
    chosen = (replace(s, panels=tuple(p for p in s.panels if p.key in keys)) for s in sections)
    return tuple(section for section in chosen if section.panels)


def _arrange(
    sections: tuple[Section, ...],
    view: MetricsView,
    sheet: Sheet,
    width: float,
    period: Period | None,
    columns: int,
    tight: bool,
) -> Arranged:
    panels = tuple(panel for section in sections for panel in section.panels)
    gutter = sheet.px(36)
    column = (width - gutter * (columns - 1)) / columns
    if columns == 1:
        drawing = Drawing()
        bottom = _column(drawing, sections, view, sheet, 0, column, period, tight)
        return Arranged(drawing, bottom, panels)
    best: Arranged | None = None
    for cut in _cuts(sections):
        drawing = Drawing()
        heights = [
            _column(drawing, part, view, sheet, number * (column + gutter), column, period, tight)
            for number, part in enumerate(cut)
        ]
        if best is None or max(heights) < best.height:
            best = Arranged(drawing, max(heights), panels)
    return best or Arranged(Drawing(), 0.0, ())


def _cuts(sections: tuple[Section, ...]) -> list[tuple[tuple[Section, ...], tuple[Section, ...]]]:
    """Return the ways to break the sections over two columns."""
    total = sum(len(section.panels) for section in sections)
    found = []
    passed = 0
    for number, section in enumerate(sections):
        for inside in range(len(section.panels)):
            passed += 1
            # Trying every cut of a long list would lay it out as many times.
            if total > 12 and abs(passed - total / 2) > 2:
                continue
            if inside == len(section.panels) - 1:
                found.append((sections[: number + 1], sections[number + 1 :]))
            else:
                first = replace(section, panels=section.panels[: inside + 1])
                second = replace(section, panels=section.panels[inside + 1 :])
                found.append(((*sections[:number], first), (second, *sections[number + 1 :])))
    return found


def _column(
    drawing: Drawing,
    sections: tuple[Section, ...],
    view: MetricsView,
    sheet: Sheet,
    left: float,
    width: float,
    period: Period | None,
    tight: bool,
) -> float:
    names = _names_width(sections, sheet, width)
    frame = Frame(sheet, left, width, names, tight, view.options.logarithmic)
    y = 0.0
    for section in sections:
        if y:
            y += sheet.px(8 if tight else 16)
        if section.title:
            y = _heading(drawing, section, frame, y)
        for number, panel in enumerate(section.panels):
            if number:
                y += sheet.px(6 if tight else 14)
            y = _panel(drawing, panel, frame, y, period)
    return y


def _names_width(sections: tuple[Section, ...], sheet: Sheet, width: float) -> float:
    """Return one width for the names of a column's panels, so that all bars begin in a line."""
    texts: list[str] = []
    small: list[str] = []
    for section in sections:
        for panel in section.panels:
            texts.extend(bar.label for bar in panel.bars if not bar.inside)
            texts.extend(mention.label for mention in panel.mentions)
            if panel.form != "mentions":
                small.append(panel.axis_title)
            if panel.form in ("series", "change"):
                small.append(tick_label(_largest(panel), panel.unit))
    widest = max(
        [sheet.width(text) for text in texts]
        + [sheet.width(text, "tiny") for text in small]
        + [0.0]
    )
    return min(max(widest, sheet.px(48)), width * NAMES_SHARE)


def _largest(panel: Panel) -> Decimal:
    points: list[Point] = [p for line in panel.lines for p in line.points]
    points += [p for change in panel.changes for p in (change.start, change.end)]
    return max((p.quantity.value for p in points), key=abs)


def _heading(drawing: Drawing, section: Section, frame: Frame, top: float) -> float:
    sheet = frame.sheet
    height = sheet.line("heading")
    for line in sheet.wrap(section.title, frame.width, "heading"):
        rect = QRectF(frame.left, top, sheet.width(line, "heading"), height)
        drawing.items.append(Words(rect, line, "heading", "company", company_id=section.company_id))
        if section.company_id:
            drawing.hits.append(Hit(rect, section.company_id))
        top += height
    return top + sheet.px(2 if frame.tight else 4)


def _panel(
    drawing: Drawing, panel: Panel, frame: Frame, top: float, period: Period | None
) -> float:
    for fact_id in panel.fact_ids:
        drawing.reference(fact_id)
    if panel.form == "mentions":
        return _mentions(drawing, panel, frame, top)
    top = _title(drawing, panel, frame, top)
    if panel.form == "series":
        return lay_series(drawing, panel, frame, top, period)
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
    for line in sheet.wrap(panel.title, room):
        drawing.items.append(
            Words(QRectF(frame.left, top, sheet.width(line), height), line, tone="dim")
        )
        top += height
    return top + sheet.px(3 if frame.tight else 6)


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
