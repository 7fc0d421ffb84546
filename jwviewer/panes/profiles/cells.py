"""How one cell of the side-by-side view is painted, and what hovering over it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from jwviewer.drawing.hover import hover_html
from jwviewer.drawing.profile_cell import MORE
from jwviewer.queries.highlight import Level
from jwviewer.queries.profile_parts import Group

if TYPE_CHECKING:
    from jwviewer.panes.profiles.table import ProfileTable

AnyIndex = QModelIndex | QPersistentModelIndex
PAD_X, PAD_Y = 10, 6


class ProfileDelegate(QStyledItemDelegate):
    """Paints headings, labels and cells, and tells which fact is under a point."""

    def __init__(self, view: ProfileTable) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell."""
        view, sheet = self._view, self._view.sheet
        theme = sheet.theme
        rect = QRectF(option.rect)
        line, column = view.lines.lines[index.row()], index.column()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(option.rect)
        if isinstance(line, Group):
            painter.fillRect(rect, theme.surface["header"])
        else:
            level = view.row_level(line)
            if level is Level.EXACT:
                painter.fillRect(rect, theme.surface["selected"])
            elif view.cell_level(line, column) is Level.RELATED:
                painter.fillRect(rect, theme.surface["related"])
            elif line.joint and column:
                painter.fillRect(rect, theme.shared.wash)
            if column and view.cell_level(line, column) is Level.EXACT:
                painter.fillRect(
                    QRectF(rect.left(), rect.top(), 3, rect.height() - 1), theme.line["focus"]
                )
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.line["line"]
        )
        flow = view.flow(index.row(), column, rect.width())
        flow.paint(painter, sheet, QPointF(rect.left() + PAD_X, rect.top() + PAD_Y))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(sheet.pen(theme.line["focus"], 1.5))
            painter.drawRect(rect.adjusted(1, 1, -1.5, -2))
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Show what hovering tells of the fact under the mouse."""
        fact_id = self._view.fact_at(event.pos())
        if event.type() != QEvent.Type.ToolTip or fact_id in ("", MORE):
            QToolTip.hideText()
            return True
        QToolTip.showText(
            event.globalPos(), hover_html(self._view.told(fact_id, event.pos())), view
        )
        return True
