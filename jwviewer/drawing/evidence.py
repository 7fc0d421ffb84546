"""Facts with their evidence as a picture: the chosen one in full, then a numbered list."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from jwviewer.drawing.body import LegendEntry
from jwviewer.drawing.evidence_items import (
    DOT,
    NUMBER,
    Item,
    most_important,
    set_card,
    set_item,
    standing,
)
from jwviewer.drawing.flow import Flow, smaller
from jwviewer.drawing.sheet import Sheet
from jwviewer.language import tr
from jwviewer.queries.evidence import listed
from jwviewer.queries.fact_card import FactCard, fact_card
from jwviewer.queries.highlight import Highlight
from jwviewer.session import State

COLUMN = 330.0
BETWEEN = 26.0
PAD = 10.0
SCALES = (1.0, 12 / 13, 11 / 13)
"""How small the text may become, in steps, before facts are left out."""
MOST_TRIED = 400
"""More facts than this never fit into one picture; the least important are not even set."""


class _Placed(Struct, frozen=True):
    item: Item
    number: int
    left: float
    top: float


class EvidenceBody:
    """As many facts as a size holds, the chosen and its kin first. See Body."""

    def __init__(self, state: State, sheet: Sheet, size: QSizeF) -> None:
        self._state, self._sheet = state, sheet
        self._width = size.width()
        self._highlight = Highlight(state.dossier, state.selection)
        self._all = listed(state.dossier, state.selection)
        self._card = self._set_card(size)
        top = self._card_height + (sheet.px(12) if self._card else 0.0)
        count = max(1, int((size.width() + sheet.px(BETWEEN)) // sheet.px(COLUMN + BETWEEN)))
        self._column = (size.width() - (count - 1) * sheet.px(BETWEEN)) / count
        self._placed = self._fit(top, size.height() - top, count)
        focus = [state.selection.focus] if self._card and state.selection.focus else []
        self.fact_ids = tuple(dict.fromkeys([*focus, *(p.item.fact_id for p in self._placed)]))
        bottoms = [placed.top + placed.item.height for placed in self._placed]
        self.height = min(max([self._card_height, *bottoms]), size.height())

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """No marks: everything is said in words."""
        return ()

    @property
    def notes(self) -> tuple[str, ...]:
        """How many facts are shown, and which ones come first."""
        shown, total = len(self.fact_ids), len(self._all)
        if not total:
            return (tr("No facts with these filters."),)
        if shown < total:
            return (
                tr("Shown: {shown} of {all} facts, the most important.", shown=shown, all=total),
            )
        return ()

    def paint(self, painter: QPainter) -> None:
        """Paint at the origin."""
        if self._card is not None:
            self._paint_card(painter, self._card)
        for placed in self._placed:
            self._paint_item(painter, placed)

    def _set_card(self, size: QSizeF) -> Flow | None:
        state, focus = self._state, self._state.selection.focus
        self._card_height = 0.0
        own = state.dossier.positions.get(focus or "", -1)
        if focus is None or own not in self._all:
            return None
        card: FactCard = fact_card(state.dossier, focus, dict(state.articles))
        pad = self._sheet.px(PAD)
        for brief in (False, True):
            flow = set_card(
                card,
                state.dossier,
                self._sheet,
                size.width() - 2 * pad - self._sheet.px(48),
                brief=brief,
            )
            height = flow.height + 2 * pad
            if height <= size.height() * (0.6 if not brief else 1.0):
                self._card_height = height
                return flow
        return None

    def _fit(self, top: float, room: float, count: int) -> list[_Placed]:
        dossier, highlight = self._state.dossier, self._highlight
        articles = dict(self._state.articles)
        own = self._state.selection.focus if self._card else None
        best = most_important(highlight, self._all, MOST_TRIED + 1)
        ranked = [i for i in (dossier.fact_ids[n] for n in best) if i != own]
        items: dict[str, Item] = {}
        spent = 0.0
        for fact_id in ranked[:MOST_TRIED]:
            item = set_item(dossier, fact_id, highlight, articles, self._sheet, self._column)
            if spent + item.height > room * count:
                break
            items[fact_id] = item
            spent += item.height
        kept = list(items)
        while True:
            order = sorted(kept, key=lambda i: (-standing(dossier, i), dossier.positions[i]))
            placed = self._in_columns(
                [items[i] for i in order], top, room, count, [own] if own else []
            )
            if placed is not None:
                return placed
            kept.pop()

    def _in_columns(
        self, items: list[Item], top: float, room: float, count: int, own: list[str]
    ) -> list[_Placed] | None:
        """Return the items in columns of equal height, or None when they do not fit."""
        height = room
        if items and count > 1:  # level the columns instead of leaving the last one empty
            even = sum(item.height for item in items) / count
            height = min(room, even + max(item.height for item in items))
        placed: list[_Placed] = []
        column, y = 0, 0.0
        ids = [*own, *(item.fact_id for item in items)]
        numbers = self._sheet.numbered(ids)
        for item in items:
            if y and y + item.height > height:
                column, y = column + 1, 0.0
            if column >= count or y + item.height > room:
                return None
            left = column * (self._column + self._sheet.px(BETWEEN))
            placed.append(_Placed(item, numbers[item.fact_id], left, top + y))
            y += item.height
        return placed

    def _paint_card(self, painter: QPainter, card: Flow) -> None:
        sheet, theme = self._sheet, self._sheet.theme
        pad = sheet.px(PAD)
        box = QRectF(0, 0, self._width, self._card_height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.surface["tray"])
        painter.drawRoundedRect(box, sheet.px(5), sheet.px(5))
        companies = self._state.dossier.fact(self.fact_ids[0]).company_ids
        colours = theme.of_fact(self._state.dossier, companies)
        painter.fillRect(QRectF(0, 0, sheet.px(4), self._card_height), colours.mark)
        card.paint(painter, sheet, QPointF(pad + sheet.px(4), pad))
        if sheet.refs:
            corner = QRectF(
                self._width - pad - sheet.px(40), pad, sheet.px(40), sheet.line("small")
            )
            number = str(sheet.numbered(self.fact_ids[:1])[self.fact_ids[0]])
            sheet.text(
                painter, corner, number, "small", theme.ink["dim"], Qt.AlignmentFlag.AlignRight
            )

    def _paint_item(self, painter: QPainter, placed: _Placed) -> None:
        sheet, theme, item = self._sheet, self._sheet.theme, placed.item
        dossier = self._state.dossier
        box = QRectF(placed.left, placed.top, self._column, item.flow.height)
        line = sheet.line("body")
        number = QRectF(box.left(), box.top(), sheet.px(NUMBER - 6), line)
        right = Qt.AlignmentFlag.AlignRight
        sheet.text(painter, number, str(placed.number), "tiny", theme.ink["dim"], right)
        colours = theme.of_fact(dossier, dossier.fact(item.fact_id).company_ids)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.mark)
        centre = QPointF(box.left() + sheet.px(NUMBER + 4), box.top() + line / 2)
        painter.drawEllipse(centre, sheet.px(3.6), sheet.px(3.6))
        item.flow.paint(painter, sheet, QPointF(box.left() + sheet.px(NUMBER + DOT), box.top()))


def evidence_body(state: State, sheet: Sheet, size: QSizeF) -> EvidenceBody:
    """Lay out facts with their evidence in a size; smaller where that shows more of them."""
    for scale in SCALES:
        body = EvidenceBody(state, smaller(sheet, scale), size)
        if not body.notes:
            break
    return body
