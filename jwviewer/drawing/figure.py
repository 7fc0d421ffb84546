"""A finished picture: title, subtitle, body, legend, notes, numbered references, source line.

The picture is laid out in units, as a page whose area is always that of the same reference
page; pixels come in only when it is painted. Every size therefore has the same proportions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import sqrt

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from jwviewer.drawing.body import Body, LayOut
from jwviewer.drawing.footer import Footer
from jwviewer.drawing.sheet import FontRole, Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.queries.titles import Heading, heading
from jwviewer.session import State

REFERENCE_AREA = 1067.0 * 600.0
"""Units of a page of 1920×1080 pixels, at 1.8 pixels a unit."""
LEAST_SCALE = 0.7
"""Pixels a unit below which text can hardly be read; small pictures show less instead."""
LEAST_PAGE = (400.0, 300.0)
READABLE = 6.0 / 13.0
"""Pixels a unit at which the text of a body is six pixels high."""
DENSE = 0.6
"""How much smaller the marks and texts of a whole dashboard are."""
SMALL_PAGE = 680.0
"""Pages narrower than this, in units, have smaller headlines."""
MOST_TRIES = 6
MOST_FOOTER = 0.42
"""The share of a page's height that small print may take at most."""


@dataclass(frozen=True, slots=True)
class FigureTexts:
    """What the person wrote in place of the automatic texts; None keeps those."""

    title: str | None = None
    subtitle: str | None = None
    notes: str | None = None


def units_scale(width: int, height: int, *, dense: bool = False) -> float:
    """Return how many pixels a unit of a picture of that size has."""
    least = max(LEAST_SCALE * (DENSE if dense else 1.0), READABLE)
    scale = max(sqrt(width * height / REFERENCE_AREA) * (DENSE if dense else 1.0), least)
    # Very small or very long pictures still need room for a few words a line.
    page = [side / (DENSE if dense else 1.0) for side in LEAST_PAGE]
    return min(scale, width / page[0], height / page[1])


def _timeline() -> LayOut:
    from jwviewer.drawing.timeline import timeline_body

    return timeline_body


def _profiles() -> LayOut:
    from jwviewer.drawing.profiles import profiles_body

    return profiles_body


def _metrics() -> LayOut:
    from jwviewer.drawing.metrics import metrics_body

    return metrics_body


def _evidence() -> LayOut:
    from jwviewer.drawing.evidence import evidence_body

    return evidence_body


def _dashboard() -> LayOut:
    from jwviewer.drawing.dashboard import dashboard_body

    return dashboard_body


BODIES: dict[str, Callable[[], LayOut]] = {
    "timeline": _timeline, "profiles": _profiles, "metrics": _metrics,
    "evidence": _evidence, "dashboard": _dashboard,
}  # fmt: skip
"""What can be drawn, and how to get at its drawing without loading the others."""


class Figure:
    """A picture of one pane, laid out for its size and ready to be painted."""

    def __init__(
        self, state: State, pane: str, width: int, height: int, *,
        family: str, texts: FigureTexts = FigureTexts(), lay_out: LayOut | None = None,
    ) -> None:  # fmt: skip
        dense = pane == "dashboard"
        self.width, self.height = width, height
        self.units = units_scale(width, height, dense=dense)
        self._page = QSizeF(width / self.units, height / self.units)
        self.sheet = Sheet(load_theme(state.theme), 1.0, family, refs=True)
        self._state = state
        self._notes = None if texts.notes is None else _tidy_lines(texts.notes)
        self._lay_out = lay_out or BODIES[pane]()
        # A pane on screen binds what the person chose there to its drawing.
        chosen = self._lay_out.keywords if isinstance(self._lay_out, partial) else {}
        options = chosen.get("options")
        self.automatic = heading(state.dossier, state.selection, pane, options)
        self.heading = Heading(
            self.automatic.title if texts.title is None else _tidy(texts.title),
            self.automatic.subtitle if texts.subtitle is None else _tidy(texts.subtitle),
        )
        self._margin = min(max(self._page.width() * 0.0366, 14.0), 52.0)
        size = min(1.0, self._page.width() / SMALL_PAGE)
        # Over a dense page the headline keeps nearly the size that it has over a single pane.
        title, subtitle = (size * 1.5, size * 1.25) if dense else (size, size)
        self._head = _Head(self.heading, self.sheet, self._inner, title, subtitle)
        self.body, self.footer = self._fit()

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts shown, in the order of their reference numbers."""
        return self.body.fact_ids

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes below the picture: the person's own, or the body's."""
        return self.body.notes if self._notes is None else self._notes

    def paint(self, painter: QPainter) -> None:
        """Paint the whole picture in pixels at the origin."""
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        painter.scale(self.units, self.units)
        # One unit wider, or rounding may leave a line of the paper's own colour at the edge.
        painter.fillRect(
            QRectF(QPointF(0, 0), self._page).adjusted(0, 0, 1, 1), self.sheet.theme.surface["pane"]
        )
        for part, top in (
            (self._head, self._top),
            (self.body, self._body_top),
            (self.footer, self._footer_top),
        ):
            painter.save()
            painter.translate(self._margin, top)
            part.paint(painter)
            painter.restore()
        painter.restore()

    @property
    def _inner(self) -> float:
        return self._page.width() - 2 * self._margin

    @property
    def _top(self) -> float:
        return self._margin * 0.66

    @property
    def _body_top(self) -> float:
        return self._top + self._head.height + min(20.0, self._page.height() * 0.03)

    @property
    def _gap(self) -> float:
        return min(16.0, self._page.height() * 0.03)

    @property
    def _bottom(self) -> float:
        return self._page.height() - self._margin * 0.72

    @property
    def _footer_top(self) -> float:
        return self._bottom - self.footer.height

    def _fit(self) -> tuple[Body, Footer]:
        """Lay out the body in what the footer leaves; the footer tells what the body shows."""
        most = self._page.height() * MOST_FOOTER
        reserved = min(4.5 * self.sheet.line("tiny"), most)
        fitting: tuple[Body, Footer] | None = None
        for _ in range(MOST_TRIES):
            body, footer = self._tried(reserved, most)
            spare = reserved - footer.height
            if spare >= 0:
                fitting = body, footer
            if fitting is not None and (spare < 0 or spare < self.sheet.line("tiny")):
                break
            reserved = footer.height
        return fitting or (body, footer)

    def _tried(self, reserved: float, most: float) -> tuple[Body, Footer]:
        room = self._bottom - reserved - self._gap - self._body_top
        body = self._lay_out(self._state, self.sheet, QSizeF(self._inner, max(room, 1.0)))
        notes = body.notes if self._notes is None else self._notes
        footer = Footer(
            self._state, self.sheet, self._inner, body.fact_ids, body.legend, notes, most
        )
        return body, footer


class _Head:
    """Title and subtitle; a title too long for two lines is set smaller, then shortened."""

    def __init__(
        self, words: Heading, sheet: Sheet, width: float, title: float, subtitle: float
    ) -> None:
        # One line is worth a slightly smaller text; beyond that it takes more.
        one_line = ((title, 1), (title * 0.86, 1), (title, 2))
        self.title = _Fitted(words.title, sheet, width, "title", one_line)
        one_line = ((subtitle, 1), (subtitle * 0.9, 1), (subtitle, 3))
        self._subtitle = _Fitted(words.subtitle, sheet, width, "subtitle", one_line)
        self._gap = sheet.px(5 * title) if words.title and words.subtitle else 0.0
        self.height = self.title.height + self._gap + self._subtitle.height
        self._ink = sheet.theme.ink

    def paint(self, painter: QPainter) -> None:
        """Paint at the origin."""
        self.title.paint(painter, 0.0, self._ink["text"])
        self._subtitle.paint(painter, self.title.height + self._gap, self._ink["dim"])


class _Fitted:
    """A text in as few lines as its sizes allow; ``tries`` are sizes and how many lines."""

    def __init__(
        self, text: str, sheet: Sheet, width: float, role: FontRole,
        tries: tuple[tuple[float, int], ...],
    ) -> None:  # fmt: skip
        self._role = role
        last, most = tries[-1]
        smaller = tuple((last * size, most) for size in (0.87, 0.75, 0.65))
        for size, most_lines in (*tries, *smaller):
            self._sheet = Sheet(sheet.theme, sheet.scale * size, sheet.family)
            lines = self._sheet.wrap(text, width, role) if text else []
            if len(lines) <= most_lines:
                break
        if len(lines) > most:
            rest = " ".join(lines[most - 1 :])
            lines = [*lines[: most - 1], self._sheet.elide(rest, width, role)]
        self.lines = lines
        self.height = len(lines) * self._sheet.line(role)

    def paint(self, painter: QPainter, top: float, colour: object) -> None:
        line = self._sheet.line(self._role)
        for number, text in enumerate(self.lines):
            rect = QRectF(0, top + number * line, self._sheet.width(text, self._role), line)
            self._sheet.text(painter, rect, text, self._role, colour)  # type: ignore[arg-type]


def _tidy_lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in map(_tidy, text.splitlines()) if line)


def _tidy(text: str) -> str:
    return " ".join(text.split())
