"""The list of all facts: rows are made only when they are painted."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jwviewer.dossier.columns import Ints
from jwviewer.dossier.dossier import Dossier
from jwviewer.drawing.ground import fill_ground, own_ground
from jwviewer.drawing.hover import hover_html, hover_text
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.language import tr
from jwviewer.panes.evidence.rows_view import RowsView
from jwviewer.queries.evidence import NOTHING, FactLine, fact_line
from jwviewer.queries.highlight import Highlight, Level

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FactModel(QAbstractListModel):
    """The listed facts by their positions in the dossier."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.positions = NOTHING
        self.dossier: Dossier | None = None
        self.articles: dict[str, str] = {}

    def show_facts(self, dossier: Dossier, positions: Ints) -> None:
        """List these facts."""
        if not self.lists(dossier, positions):
            self.beginResetModel()
            self.dossier, self.positions = dossier, positions
            self.endResetModel()

    def lists(self, dossier: Dossier, positions: Ints) -> bool:
        """Tell whether just these facts are listed."""
        same = positions is self.positions or np.array_equal(positions, self.positions)
        return dossier is self.dossier and same

    def row_of(self, position: int) -> int:
        """Return the row of the fact at a position of the dossier, -1 where it is not listed."""
        # As a number of the same type, or all positions would be copied to compare them.
        row = int(self.positions.searchsorted(self.positions.dtype.type(position)))
        return row if row < len(self.positions) and self.positions[row] == position else -1

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return how many facts are listed."""
        return 0 if parent.isValid() else len(self.positions)

    def line(self, row: int) -> FactLine:
        """Return the words of one row."""
        assert self.dossier is not None
        return fact_line(self.dossier, int(self.positions[row]))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row as plain text, or what hovering over it tells."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.line(index.row()).text
        if role == Qt.ItemDataRole.ToolTipRole and self.dossier is not None:
            fact_id = self.dossier.fact_ids[int(self.positions[index.row()])]
            return hover_html(hover_text(self.dossier, fact_id, self.articles))
        return None


class FactDelegate(QStyledItemDelegate):
    """Paints number, company, label and value of a fact in two lines."""

    def __init__(self, view: FactList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Every row is as high as any other."""
        sheet = self._view.sheet
        return QSize(120, int(sheet.line("body") + sheet.line("small")) + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one row."""
        view, sheet = self._view, self._view.sheet
        theme = sheet.theme
        line = view.facts.line(index.row())
        rect = QRectF(option.rect)
        level = view.level(line.fact_id)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if level is Level.EXACT:
            painter.fillRect(rect, theme.surface["selected"])
        elif level is Level.RELATED:
            painter.fillRect(rect, theme.surface["related"])
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.surface["hover"])
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.line["line"]
        )
        faint = view.dimmed(line.fact_id)
        quiet = theme.ink["dim" if level is Level.EXACT else "faint"]
        ink = quiet if faint else theme.ink["text"]
        left = rect.left() + view.number_width + 12
        number = QRectF(rect.left() + 6, rect.top() + 5, view.number_width, sheet.line("body"))
        right = Qt.AlignmentFlag.AlignRight
        sheet.text(painter, number, f"{line.number:,}", "tiny", quiet, right)
        colours = theme.of_fact(view.facts.dossier, line.company_ids)  # type: ignore[arg-type]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.mark)
        painter.drawEllipse(QPointF(left + 4, number.center().y()), 4, 4)
        width = rect.right() - left - 24
        first = QRectF(left + 16, number.top(), width, sheet.line("body"))
        second = QRectF(first.left(), first.bottom() + 1, width, sheet.line("small"))
        sheet.text(painter, first, sheet.elide(line.label, width), "body", ink)
        if line.value:
            value = sheet.elide(line.value, width, "bold")
            sheet.text(painter, second, value, "bold", ink)
            second.setLeft(second.left() + sheet.width(value, "bold") + 8)
        if second.width() > 24:
            detail = sheet.elide(line.detail, second.width(), "small")
            sheet.text(painter, second, detail, "small", quiet if faint else theme.ink["dim"])
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(sheet.pen(theme.line["focus"], 1.5))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()


class FactList(RowsView):
    """All facts that the filters let through.

    Signals:
        previewed: the id of the fact the arrow keys moved to.
        chosen: the id of the fact that was clicked or settled on with Enter.
    """

    previewed = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet(load_theme("light"))
        self.facts = FactModel(self)
        self.number_width = 20.0
        self._highlight: Highlight | None = None
        self._painted = b""
        self.setModel(self.facts)
        self.setItemDelegate(FactDelegate(self))
        own_ground(self)
        self.setMouseTracking(True)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setAccessibleName(tr("All facts"))
        self.clicked.connect(lambda index: self.chosen.emit(self._fact(index)))

    def show_facts(
        self,
        highlight: Highlight,
        positions: Ints,
        sheet: Sheet,
        articles: dict[str, str],
    ) -> None:
        """List facts as a selection lights them up, and bring the chosen one into view."""
        selection = self._highlight.selection if self._highlight is not None else None
        before = selection.focus if selection is not None else None
        anew = not self.facts.lists(highlight.dossier, positions)
        anew = anew or sheet.theme is not self.sheet.theme
        self._highlight, self.sheet = highlight, sheet
        self.facts.articles = articles
        self.number_width = sheet.width(f"{len(highlight.dossier.fact_ids):,}", "tiny") + 2
        self.facts.show_facts(highlight.dossier, positions)
        focus = highlight.selection.focus
        if focus is not None and (anew or focus != before):
            self._reveal(focus)
        if anew or selection is None or focus != before or self._dims() != self._painted:
            self.viewport().update()

    def level(self, fact_id: str) -> Level:
        """Return how strongly a fact answers the chosen one."""
        return Level.NONE if self._highlight is None else self._highlight.level(fact_id)

    def dimmed(self, fact_id: str) -> bool:
        """Tell whether a fact lies outside the chosen period."""
        return self._highlight is not None and self._highlight.dimmed(fact_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Preview with the arrows, choose with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.chosen.emit(self._fact(self.currentIndex()))
            return
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        if self.currentIndex().row() != before:
            self.previewed.emit(self._fact(self.currentIndex()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Choose the fact under the mouse, so that the pane's menu is about it."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self.chosen.emit(self._fact(index))
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint rows on the pane's ground, and say so when nothing is listed."""
        fill_ground(self, event, self.sheet.theme)
        self._painted = self._dims()
        super().paintEvent(event)
        if not len(self.facts.positions):
            painter = QPainter(self.viewport())
            rect = QRectF(self.viewport().rect())
            empty = self.facts.dossier is None or not self.facts.dossier.fact_ids
            words = (
                tr("No facts in this dossier")
                if empty
                else tr("No facts with these words or filters")
            )
            middle = Qt.AlignmentFlag.AlignHCenter
            self.sheet.text(painter, rect, words, "small", self.sheet.theme.ink["faint"], middle)
            painter.end()

    def _dims(self) -> bytes:
        """Return which of the rows in view are dimmed."""
        rows = self.rows()
        highlight = self._highlight
        if highlight is None:
            return b""
        return highlight.dims(self.facts.positions[rows.start : rows.stop]).tobytes()

    def _fact(self, index: AnyIndex) -> str:
        assert self.facts.dossier is not None
        return self.facts.dossier.fact_ids[int(self.facts.positions[index.row()])]

    def _reveal(self, fact_id: str) -> None:
        assert self.facts.dossier is not None
        row = self.facts.row_of(self.facts.dossier.positions.get(fact_id, -1))
        if row >= 0:
            self.setCurrentIndex(self.facts.index(row))
            self.scrollTo(self.facts.index(row))
