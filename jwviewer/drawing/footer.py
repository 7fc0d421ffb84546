"""What stands below a figure: legend, notes, numbered references, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from jwviewer.drawing.legend import Legend
from jwviewer.drawing.sheet import Sheet
from jwviewer.language import tr
from jwviewer.queries.references import citations, numbers_text, without_passage

if TYPE_CHECKING:
    from jwviewer.drawing.body import LegendEntry
    from jwviewer.session import State

MOST_PLACES = (8, 5, 3, 1)
"""How many places of one source to name; fewer where there is little room."""
LEADING = 1.16
"""Small print needs more air between its lines than a font gives it."""


class Footer:
    """The footer of a figure, at most ``most`` units high; what does not fit is counted."""

    def __init__(
        self, state: State, sheet: Sheet, width: float, fact_ids: Sequence[str],
        legend: Sequence[LegendEntry], notes: Sequence[str], most: float,
    ) -> None:  # fmt: skip
        self._sheet, self._width = sheet, width
        self._rule = sheet.px(9)
        self._legend = Legend(legend, sheet, width)
        self._gap = sheet.px(4) if self._legend.height else 0.0
        self._mark = product_words(state)
        line = self._line
        fixed = self._rule + self._legend.height + self._gap
        room = max(int((most - fixed) // line), 2)
        for places in MOST_PLACES:
            paragraphs = _paragraphs(state, fact_ids, notes, places)
            lines = [
                one for paragraph in paragraphs for one in sheet.wrap(paragraph, width, "tiny")
            ]
            self.lines = self._with_mark(lines)
            if len(self.lines) <= room:
                break
        else:
            # The numbered references come first and stay; the notes behind them give way.
            self.lines = self._with_mark(self._shortened(lines, room))
        self.height = fixed + len(self.lines) * line

    def paint(self, painter: QPainter) -> None:
        """Paint at the origin."""
        sheet = self._sheet
        painter.setPen(sheet.pen(sheet.theme.line["line"]))
        painter.drawLine(QPointF(0, 0), QPointF(self._width, 0))
        painter.translate(0, self._rule)
        self._legend.paint(painter)
        top, line = self._legend.height + self._gap, self._line
        for number, text in enumerate(self.lines):
            rect = QRectF(0, top + number * line, self._width, line)
            sheet.text(painter, rect, text, "tiny", sheet.theme.ink["dim"])
        last = QRectF(0, top + (len(self.lines) - 1) * line, self._width, line)
        sheet.text(
            painter, last, self._mark, "tiny", sheet.theme.ink["dim"], Qt.AlignmentFlag.AlignRight
        )

    @property
    def _line(self) -> float:
        return self._sheet.line("tiny") * LEADING

    def _with_mark(self, lines: list[str]) -> list[str]:
        """Leave room for the program's name at the end of the last line, or add a line for it."""
        gap = self._sheet.px(24)
        mark = self._sheet.width(self._mark, "tiny")
        fits = bool(lines) and self._sheet.width(lines[-1], "tiny") + gap + mark <= self._width
        return lines if fits else [*lines, ""]

    def _shortened(self, lines: list[str], room: int) -> list[str]:
        kept = max(room - 2, 1)
        left = len(lines) - kept
        more = tr("… and {count} more lines, in the picture's description", count=left)
        return [*lines[:kept], *self._sheet.wrap(more, self._width, "tiny")]


def product_words(state: State) -> str:
    """Return what made the picture and from which dossier."""
    dossier = state.dossier
    name = tr("dossier {id} {version}", id=dossier.id, version=dossier.version).strip()
    return (
        tr("jwviewer · {dossier} · fictional", dossier=name)
        if dossier.fictional
        else tr("jwviewer · {dossier}", dossier=name)
    )


def _paragraphs(
    state: State, fact_ids: Sequence[str], notes: Sequence[str], places: int
) -> list[str]:
    dossier = state.dossier
    cited = citations(dossier, fact_ids, dict(state.articles), places)
    sources = [tr("Source: {citation}.", citation=one.text) for one in cited]
    if len(cited) > 1:
        sources = [tr("Sources: {citations}.", citations="; ".join(one.text for one in cited))]
    bare = without_passage(dossier, fact_ids)
    if bare:
        sources.append(tr("No passage is recorded for {numbers}.", numbers=numbers_text(bare)))
    return [text for text in (" ".join(sources), "  ".join(notes)) if text]
