"""The metrics as a picture, for the pane and for exported figures."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSizeF

from jwviewer.drawing.body import LegendEntry
from jwviewer.drawing.metrics_finding import hit_at, reach_of, rect_of, trace_box
from jwviewer.drawing.metrics_items import Drawing, Hit, Swatch, Words
from jwviewer.drawing.metrics_layout import Arranged, arrange, fit
from jwviewer.drawing.metrics_paint import MetricsPainter
from jwviewer.language import tr
from jwviewer.queries.bases import WEAK, basis_words, judged_notes
from jwviewer.queries.metric_view import MetricsOptions, MetricsView
from jwviewer.queries.metrics import metrics_view, trimmed
from jwviewer.queries.phrases import superscript

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from jwviewer.drawing.metrics_scroll import MetricsScroll
    from jwviewer.drawing.sheet import Sheet
    from jwviewer.session import State

DEFAULT = MetricsOptions()
NEAR = 60
"""Within so much (at scale 1) a figure's bar belongs to its words."""
MOST_IN_FIGURE = 8
"""So many panels are considered for a figure of a dossier that has more than fit anyway."""
MANY = 50_000
MOST_AT_ONCE = 250
"""Of so many facts more figures than this are laid out as they come into sight."""
FOOT = 110
"""About what legend and notes take up at the foot of a pane."""


def metrics_body(
    state: State, sheet: Sheet, size: QSizeF, options: MetricsOptions = DEFAULT
) -> MetricsBody:
    """Lay out as many figures as the size holds, the most important first."""
    view = metrics_view(state.dossier, state.selection, options)
    if view.large:
        view = trimmed(view, MOST_IN_FIGURE)
        return MetricsBody(
            state, sheet, size.width(), view, fit(view, view, sheet, size, quick=True)
        )
    compact = metrics_view(state.dossier, state.selection, replace(options, draw_changes=False))
    arranged = fit(view, compact, sheet, size)
    if view.message:
        arranged = _message(view.message, sheet, size.width())
    return MetricsBody(state, sheet, size.width(), view, arranged)


def metrics_column(
    state: State, sheet: Sheet, width: float, options: MetricsOptions = DEFAULT, room: float = 0.0
) -> MetricsBody | MetricsScroll:
    """Lay out every figure for a pane that scrolls, with legend and notes at its foot.

    What does not fit into the height in view, ``room``, is at least laid out tightly.
    """
    view = metrics_view(state.dossier, state.selection, options)
    points = sum(len(plan.rows) for plan in view.panels.plans)
    # Who filters very many facts expects an answer as quick as the one before.
    if view.large or (len(state.dossier.fact_ids) >= MANY and points > MOST_AT_ONCE):
        from jwviewer.drawing.metrics_scroll import MetricsScroll

        return MetricsScroll(state, sheet, width, view)
    arranged = arrange(view, sheet, width, room - sheet.px(FOOT))
    if view.message:
        arranged = _message(view.message, sheet, width)
    body = MetricsBody(state, sheet, width, view, arranged)
    body.add_foot()
    return body


class MetricsBody:
    """A laid-out picture of the metrics; see Body."""

    follows: ClassVar[bool] = False
    """Another chosen figure that needs room needs a new layout."""

    def __init__(
        self, state: State, sheet: Sheet, width: float, view: MetricsView, arranged: Arranged
    ) -> None:
        self.view = view
        self.drawing: Drawing = arranged.drawing
        self.width = width
        self._state, self._sheet = state, sheet
        self._height = arranged.height
        self._panels, self._dropped = arranged.panels, arranged.dropped
        self._painter = MetricsPainter(state, sheet)

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """Facts shown, in the order of their reference numbers."""
        return tuple(self.drawing.refs)

    @property
    def height(self) -> float:
        """The height really used, in pixels."""
        return self._height

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Where facts can be pointed at; later ones lie on top."""
        return tuple(self.drawing.hits)

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """Only the marks that are used."""
        words = {
            **bound_marks(self.drawing.marks),
            "part": tr("part, drawn inside its whole"),
            "derived": tr("derived: computed here, keeps its bound"),
            "change": tr("change from the base period"),
            "inexact-link": tr("an end of the line is not exact or is contested"),
        }
        marks, ways = self.drawing.marks, self.drawing.ways
        return tuple(
            LegendEntry(f"{mark}-{way}" if (way := ways[mark]) else mark, text)
            for mark, text in words.items()
            if mark in marks
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What is inferred or supplied, what is not drawn and why, and how much that is."""
        called = {fact_id: self._called(fact_id) for fact_id in self.fact_ids}
        judged = judged_notes(self._state.dossier, called, self._between)
        found = [*(self._weak(basis) for basis in WEAK), *judged, self._counted()]
        if any(hit.derived for hit in self.drawing.hits):
            found.insert(
                0, tr("Derived values are computed from the figures shown and keep their bounds.")
            )
        if self.view.options.scope == "period" and self._state.selection.period is None:
            found.append(tr("No period is chosen, so all periods are shown."))
        if self.view.options.logarithmic:
            found.append(self._scale_note())
        if self.drawing.traces:
            found.append(
                tr("Long lines are drawn without a mark at each of their figures; changes and"
                   " conversions of these stand in the table.")
            )  # fmt: skip
        return tuple(note for note in found if note)

    def with_state(self, state: State) -> MetricsBody:
        """Return the same layout for another focus or period; filters need a new layout."""
        other = copy(self)
        other._state, other._painter = state, MetricsPainter(state, self._sheet)  # noqa: SLF001
        return other

    def paint(self, painter: QPainter) -> None:
        """Paint at the origin."""
        self._painter.paint(painter, self.drawing)

    def paint_part(self, painter: QPainter, clip: QRectF) -> None:
        """Paint what touches ``clip``."""
        self._painter.paint(painter, self.drawing, clip)

    def settle(self, clip: QRectF, most: int | None = None) -> float:
        """Lay out what ``clip`` shows; everything is, so nothing above it moves."""
        return 0.0

    def is_laid_out(self, clip: QRectF) -> bool:
        """Tell whether all that ``clip`` shows is laid out."""
        return True

    def draw_next(self, clip: QRectF, ratio: float) -> bool:
        """Draw nothing before it is painted."""
        return False

    def hit(self, x: float, y: float) -> Hit | None:
        """Return the topmost fact at a place."""
        return hit_at(self.drawing, self._state.dossier, x, y)

    def holds(self, fact_id: str) -> bool:
        """Tell whether a fact is told anywhere."""
        return (
            fact_id in self.drawing.refs
            or trace_box(self.drawing, self._state.dossier, fact_id) is not None
        )

    def beside(self, fact_id: str, step: int) -> str:
        """Return the fact some steps behind another in the order of reading; "" for none."""
        ids = self.fact_ids
        if not ids:
            return ""
        place = ids.index(fact_id) if fact_id in ids else -1 if step > 0 else 1
        return ids[min(max(place + step, 0), len(ids) - 1)]

    def rect_of(self, fact_id: str) -> QRectF | None:
        """Return where a fact is told first, or None where it is not."""
        return rect_of(self.drawing, self._state.dossier, fact_id)

    def reach_of(self, fact_id: str) -> QRectF | None:
        """Return where a fact is told first, with its bar or point if that stands close by."""
        return reach_of(self.drawing, self._state.dossier, fact_id, self._sheet.px(NEAR))

    def row_of(self, fact_id: str) -> QRectF | None:
        """Return None: all panels stand in one column, as high as they need."""
        return None

    def add_foot(self) -> None:
        """Put legend and notes under the panels, as a figure's frame does for exported pictures."""
        sheet = self._sheet
        y = self._height + sheet.px(14)
        x, line = 0.0, sheet.line("small")
        for entry in self.legend:
            texts = sheet.wrap(entry.text, self.width - sheet.px(30), "small")
            width = sheet.px(30) + max(sheet.width(text, "small") for text in texts)
            if x and x + width > self.width:
                x, y = 0.0, y + line + sheet.px(3)
            swatch = QRectF(x, y + line * 0.2, sheet.px(22), line * 0.62)
            self.drawing.items.append(Swatch(swatch, entry.mark))
            for number, text in enumerate(texts):
                y += line if number else 0
                rect = QRectF(x + sheet.px(30), y, sheet.width(text, "small"), line)
                self.drawing.items.append(Words(rect, text, "small", "dim"))
            x += width + sheet.px(16)
        y += line + sheet.px(6) if self.legend else 0
        for note in self.notes:
            for text in sheet.wrap(note, self.width, "small"):
                self.drawing.items.append(
                    Words(QRectF(0, y, sheet.width(text, "small"), line), text, "small", "faint")
                )
                y += line
        self._height = y

    def _weak(self, weak: str) -> str:
        dossier = self._state.dossier
        kinds: dict[str, dict[str, None]] = {}
        for fact_id in self.fact_ids:
            fact = dossier.fact(fact_id)
            bases = {
                tr("period"): fact.period_basis,
                tr("company"): fact.company_basis,
                tr("part of the whole"): fact.part_basis,
                tr("base period"): fact.base_basis,
                tr("bound"): "inferred" if fact.inferred_bound else "",
                tr("all"): "supplied" if fact.mode == "supplied" else "",
            }
            for what, basis in bases.items():
                if basis == weak:
                    kinds.setdefault(what, {})[self._called(fact_id)] = None
        parts = [
            tr("{what} of {which}", what=what, which=self._between.join(which))
            for what, which in kinds.items()
        ]
        words = basis_words(weak)
        words = words[:1].upper() + words[1:]
        return tr("{basis}: {what}.", basis=words, what="; ".join(parts)) if parts else ""

    @property
    def _between(self) -> str:
        return " " if self._sheet.refs else ", "

    def _called(self, fact_id: str) -> str:
        if self._sheet.refs:
            return superscript(self.drawing.refs[fact_id])
        fact = self._state.dossier.fact(fact_id)
        return self._state.dossier.name(fact.subject_id) or str(
            self._state.dossier.row("metrics", fact.metric_id)["label"]
        )

    def _counted(self) -> str:
        view = self.view
        left_out = {i for panel in self._dropped for i in panel.fact_ids} - set(self.drawing.refs)
        missing = len(left_out) + view.more + sum(panel.traced for panel in self._dropped)
        listed = {m.fact_id for panel in self._panels for m in panel.mentions}
        drawn = self._shown() - len(listed)
        parts = [
            tr("Drawn: {drawn} of {total} figures", drawn=f"{drawn:,}", total=f"{view.total:,}")
        ]
        if listed:
            parts.append(tr("listed, not drawn: {count}", count=f"{len(listed):,}"))
        if missing:
            parts.append(tr("no room for {count}", count=f"{missing:,}"))
        if view.outside:
            parts.append(tr("outside the period or not shared: {count}", count=f"{view.outside:,}"))
        if view.filtered:
            parts.append(tr("hidden by filters: {count}", count=f"{view.filtered:,}"))
        return "; ".join(parts) + "."

    def _shown(self) -> int:
        drawn = sum(self._state.dossier.fact(i).kind == "figure" for i in self.drawing.refs)
        return drawn + sum(panel.traced for panel in self._panels)

    def _scale_note(self) -> str:
        linear = [p for p in self._panels if p.form != "mentions" and not p.positive]
        note = tr(
            "Logarithmic scale: equal steps are equal ratios; "
            "there is no zero, so points stand in for bars."
        )
        if linear:
            note += " " + tr(
                "Panels with values of zero or less stay linear: {count}.", count=len(linear)
            )
        return note


def bound_marks(used: Mapping[str, str]) -> dict[str, str]:
    """Return what each mark of a bound says; ``used`` tells for which bound a mark stands."""
    return {
        "lower": _lower_words(used.get("lower", "")),
        "upper": _upper_words(used.get("upper", "")),
        "nearly": tr("close to this and below"),
        "about": tr("about this"),
        "over-about": tr("close to this and above"),
        "range": tr("somewhere in the light part"),
    }


def _lower_words(bound: str) -> str:
    if bound == "ge":
        return tr("at least this, as the source words it")
    return (
        tr("more than this, as the source words it")
        if bound == "gt"
        else tr("more than this (>) or at least this (≥)")
    )


def _upper_words(bound: str) -> str:
    if bound == "le":
        return tr("at most this, as the source words it")
    return (
        tr("less than this, as the source words it")
        if bound == "lt"
        else tr("less than this (<) or at most this (≤)")
    )


def _message(text: str, sheet: Sheet, width: float) -> Arranged:
    drawing = Drawing()
    y = sheet.px(12)
    for line in sheet.wrap(text, width, "body"):
        drawing.items.append(
            Words(QRectF(0, y, sheet.width(line), sheet.line()), line, "body", "dim")
        )
        y += sheet.line()
    return Arranged(drawing, y, ())
