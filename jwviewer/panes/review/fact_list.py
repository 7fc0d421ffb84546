"""The list of facts under review: what is decided is seen at a glance."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from jwviewer.drawing.ground import fill_ground, own_ground
from jwviewer.drawing.review_marks import draw_state, group_colour, group_ink
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.language import tr
from jwviewer.panes.review.rows import Row
from jwviewer.panes.review.steps import KeysFirst
from jwviewer.panes.review.words import (
    basis_name,
    basis_of,
    detail_words,
    kind_words,
    match_name,
    state_name,
    value_words,
)
from jwviewer.reading.matching import Match
from jwviewer.reading.review import Review

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ReviewModel(QAbstractListModel):
    """The rows of the list; their words are made when they are needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.review: Review | None = None
        self.matches: Mapping[str, Match] = {}
        self._place: dict[str, int] = {}

    def show_rows(
        self, review: Review, rows: tuple[Row, ...], matches: Mapping[str, Match]
    ) -> None:
        """List facts; the list stays where it is if only decisions are others."""
        same = [row.key for row in rows] == [row.key for row in self.rows]
        if not same:
            self.beginResetModel()
        self.review, self.rows, self.matches = review, rows, matches
        self._place = {row.key: n for n, row in enumerate(rows) if row.sort == "fact"}
        # That a decision is another moves no row; the view would measure all of them anew.
        if not same:
            self.endResetModel()

    def place(self, key: str) -> int:
        """Return the row of a fact; -1 if it is not listed."""
        return self._place.get(key, -1)

    @property
    def keys(self) -> tuple[str, ...]:
        """The facts that are listed, in order."""
        return tuple(self._place)

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let only facts be chosen."""
        if index.isValid() and self.rows[index.row()].sort != "fact":
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row as plain text, for screen readers."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row, review = self.rows[index.row()], self.review
        if row.sort != "fact" or review is None:
            return row.text
        parts = (
            kind_words(review, row.key), value_words(review, row.key),
            detail_words(review, row.key), state_name(review.decision(row.key)),
            basis_name(basis_of(review.fact(row.key))), match_name(self.matches.get(row.key)),
        )  # fmt: skip
        return ", ".join(part for part in parts if part)


class ReviewDelegate(QStyledItemDelegate):
    """Paints a heading, or a fact in two lines behind the sign of its decision."""

    def __init__(self, view: ReviewList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Headings are lower than facts."""
        sheet = self._view.sheet
        sort = self._view.facts.rows[index.row()].sort
        if sort == "fact":
            return QSize(120, int(sheet.line("body") + sheet.line("small")) + 11)
        return QSize(120, int(sheet.line("small")) + (14 if sort == "group" else 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one row."""
        view, rect = self._view, QRectF(option.rect)
        row = view.facts.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.sort == "group":
            self._heading(painter, rect, row)
        elif row.sort == "check":
            self._check(painter, rect, row)
        else:
            self._fact(painter, rect, row.key, option)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        sheet = self._view.sheet
        painter.fillRect(rect, sheet.theme.surface["header"])
        box = rect.adjusted(10, 0, -10, 0)
        text = sheet.elide(row.text, box.width(), "small")
        font = sheet.font("small")
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(group_ink(sheet.theme, row.key))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text)

    def _check(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        sheet = self._view.sheet
        width = sheet.width(row.text, "tiny")
        middle = rect.center().y()
        painter.setPen(sheet.pen(sheet.theme.line["strong"], 1, Qt.PenStyle.DashLine))
        painter.drawLine(
            int(rect.left() + 20 + width), int(middle), int(rect.right() - 10), int(middle)
        )
        sheet.text(painter, rect.adjusted(12, 0, 0, 0), row.text, "tiny", sheet.theme.ink["dim"])

    def _fact(
        self, painter: QPainter, rect: QRectF, key: str, option: QStyleOptionViewItem
    ) -> None:
        view, sheet = self._view, self._view.sheet
        theme, review = sheet.theme, view.facts.review
        assert review is not None
        current = key == view.current
        if current:
            painter.fillRect(rect, theme.surface["selected"])
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.surface["hover"])
        group, decision = review.group(key), review.decision(key)
        colour = group_colour(theme, group)
        painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), colour)
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.line["line"]
        )
        sign = QRectF(rect.left() + 11, rect.top() + 6, 15, 15)
        draw_state(painter, sheet, sign, decision, colour)
        quiet = theme.ink["dim" if current else "faint"]
        ink = quiet if decision == "rejected" else theme.ink["text"]
        first = QRectF(rect.left() + 35, rect.top() + 4, rect.width() - 44, sheet.line("body"))
        badge, badge_ink = badge_of(review, key, view.facts.matches.get(key))
        room = sheet.width(badge, "tiny") + 10 if badge else 0.0
        if room > first.width() * 0.5:
            badge, room = "", 0.0
        text = sheet.elide(value_words(review, key), first.width() - room, "bold")
        sheet.text(painter, first, text, "bold", ink)
        if decision == "rejected":
            painter.setPen(sheet.pen(ink, 1.2))
            painter.drawLine(
                int(first.left()), int(first.center().y()),
                int(first.left() + sheet.width(text, "bold")), int(first.center().y()),
            )  # fmt: skip
        if badge:
            sheet.text(
                painter, first, badge, "tiny", theme.ink[badge_ink], Qt.AlignmentFlag.AlignRight
            )
        second = QRectF(first.left(), first.bottom() + 1, first.width(), sheet.line("small"))
        told = (kind_words(review, key), detail_words(review, key))
        detail = " · ".join(part for part in told if part)
        sheet.text(painter, second, sheet.elide(detail, second.width(), "small"), "small", quiet)
        if current and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(sheet.pen(theme.line["focus"], 1.5))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))


class ReviewList(QListView):
    """All facts under review, the one at hand marked.

    Signals:
        chosen: the id of the fact that was clicked.
    """

    chosen = Signal(str)

    def __init__(self, on_key: Callable[[QKeyEvent], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet(load_theme("light"))
        self.facts = ReviewModel(self)
        self.current = ""
        self._on_key = on_key
        KeysFirst(self)
        self.setModel(self.facts)
        self.setItemDelegate(ReviewDelegate(self))
        own_ground(self)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setAccessibleName(tr("Facts under review"))
        self.clicked.connect(self._choose)

    def show_facts(
        self,
        review: Review,
        rows: tuple[Row, ...],
        current: str,
        matches: Mapping[str, Match],
        sheet: Sheet,
    ) -> None:
        """List facts and bring the one at hand into view."""
        self.sheet, self.current = sheet, current
        self.facts.show_rows(review, rows, matches)
        place = self.facts.place(current)
        if place >= 0:
            index = self.facts.index(place)
            self.setCurrentIndex(index)
            self._bring_into_view(index)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the fact at hand in view, as when a question needs room."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self._bring_into_view(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the keys of the review on."""
        if not self._on_key(event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint rows on the pane's ground, and say so when nothing is listed."""
        fill_ground(self, event, self.sheet.theme)
        super().paintEvent(event)
        if not self.facts.rows:
            painter = QPainter(self.viewport())
            words = (
                tr("No facts with these words")
                if self.facts.review is not None and self.facts.review.order
                else tr("Nothing was found in this article")
            )
            rect = QRectF(self.viewport().rect())
            middle = Qt.AlignmentFlag.AlignHCenter
            self.sheet.text(painter, rect, words, "small", self.sheet.theme.ink["faint"], middle)
            painter.end()

    def _bring_into_view(self, index: QModelIndex) -> None:
        """Show a row, what comes after it and what was before it, as far as there is room."""
        for step in (-1, 2, 1, 0):
            other = self.facts.index(index.row() + step)
            if other.isValid():
                self.scrollTo(other)

    def _choose(self, index: AnyIndex) -> None:
        row = self.facts.rows[index.row()]
        if row.sort == "fact":
            self.chosen.emit(row.key)


def badge_of(review: Review, key: str, match: Match | None) -> tuple[str, str]:
    """Return what is worth a word at the end of the line, and its ink.

    It is what the dossier says to the fact, else its basis; what contradicts it stands out.
    """
    told = match_name(match)
    if told:
        disputed = match is not None and match.state == "contradicting"
        return told, "warning" if disputed else "dim"
    basis = basis_of(review.fact(key))
    return "" if basis == "stated" else basis_name(basis), "dim"
