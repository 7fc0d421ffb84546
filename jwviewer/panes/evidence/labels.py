"""Plain text in lines and chips as widgets: one to read, one to press, and a column of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

from jwviewer.drawing.flow import Flow, Run, set_text
from jwviewer.drawing.sheet import Sheet

Runs = Sequence[Sequence[Run]]
W = TypeVar("W", bound=QWidget)
# Qt allows one base of its own; what is mixed in must not be another.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class _Flowing(_Widget):
    """What widgets of wrapped text share: the text set for a width, and the size it asks for."""

    _sheet: Sheet
    _pad = QSize(0, 0)

    def fit(self) -> None:
        """Be as high as the text, whatever the width, once the widget is there."""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def flow(self, sheet: Sheet, runs: Runs) -> None:
        """Take the text."""
        self._sheet, self._runs = sheet, runs
        self._flows: dict[int, Flow] = {}
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that lines break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the text needs at a width."""
        return int(self._flow(width).height) + 1 + 2 * self._pad.height()

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        return QSize(120, self.heightForWidth(max(self.width(), 60)))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(40, 0)

    def _paint_flow(self, painter: QPainter) -> None:
        at = QPointF(self._pad.width(), self._pad.height())
        self._flow(self.width()).paint(painter, self._sheet, at)

    def _flow(self, width: int) -> Flow:
        if width not in self._flows:
            self._flows.clear()
            self._flows[width] = set_text(
                self._sheet, self._runs, width - max(2 * self._pad.width(), 1)
            )
        return self._flows[width]


class FlowLabel(_Flowing, QLabel):
    """Shows paragraphs of runs, set anew for every width; to a screen reader it is plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.fit()
        self.setTextFormat(Qt.TextFormat.PlainText)

    def say(self, sheet: Sheet, runs: Runs, text: str) -> None:
        """Show paragraphs of runs, which read ``text``."""
        self.flow(sheet, runs)
        self.setText(text)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the runs instead of the label's text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_flow(painter)
        painter.end()


class Column(QWidget):
    """Widgets below one another, each as high as it needs at the column's width.

    Those of what was shown before serve what comes next, for to make one takes long.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[tuple[QWidget, int]] = []
        self._spare: dict[type[QWidget], list[QWidget]] = {}

    def begin(self) -> None:
        """Take back all widgets, for use by what comes next."""
        for item, _ in self._items:
            self._spare.setdefault(type(item), []).append(item)
        self._items = []

    def add(self, kind: type[W], above: int = 6) -> W:
        """Put a widget at the end, with a gap above it: one from before, or a new one."""
        spare = self._spare.get(kind)
        item = cast("W", spare.pop(0)) if spare else kind()
        if item.parentWidget() is not self:
            item.setParent(self)
        self._items.append((item, above))
        return item

    def end(self) -> None:
        """Let go of the widgets that nothing needed; they live on until their signals are through.

        Where one of them had the keyboard, the area around has it now.
        """
        for item in (item for spare in self._spare.values() for item in spare):
            item.hide()
            item.setParent(None)
            item.deleteLater()
        self._spare.clear()

    def lay_out(self, width: int, margins: tuple[int, int, int, int]) -> None:
        """Place everything in a width (margins: left, top, right, bottom) and grow to hold it."""
        left, top, right, bottom = margins
        inner = max(width - left - right, 20)
        y = top
        for number, (item, above) in enumerate(self._items):
            y += above if number else 0
            height = item.heightForWidth(inner) if item.hasHeightForWidth() else item.height()
            item.setGeometry(left, y, inner, height)
            y += height
        self.resize(width, y + bottom)

    def show_all(self) -> None:
        """Show what is new, now that it has its place."""
        for item, _ in self._items:
            item.show()


class ColumnArea(QScrollArea):
    """Scrolls a column; with ``most`` it is only as high as its column needs, up to that."""

    def __init__(
        self, margins: tuple[int, int, int, int], parent: QWidget | None = None, *, most: int = 0
    ) -> None:
        super().__init__(parent)
        self._margins, self._most = margins, most
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def begin(self) -> Column:
        """Return the column, to be filled anew."""
        column = self.widget()
        if not isinstance(column, Column):
            column = Column()
            self.setWidget(column)
        focus = self.window().focusWidget()
        if focus is not None and column.isAncestorOf(focus):
            # What comes next is something else, even where the same widget shows it.
            self.setFocus()
        column.begin()
        return column

    def end(self) -> None:
        """Show the column as it is filled now."""
        column = self.widget()
        assert isinstance(column, Column)
        column.end()
        self._lay_out()
        column.show_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break all lines anew."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        column = self.widget()
        if isinstance(column, Column):
            column.lay_out(self.viewport().width(), self._margins)
            if self._most:
                self.setFixedHeight(min(column.height(), self._most))


class FlowButton(_Flowing, QAbstractButton):
    """Wrapped text that can be pressed, by mouse or keyboard; lights up under the mouse."""

    _pad = QSize(5, 3)

    def __init__(self) -> None:
        super().__init__()
        self.fit()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def say(self, sheet: Sheet, runs: Runs, text: str) -> None:
        """Show paragraphs of runs, which read ``text``."""
        self.flow(sheet, runs)
        self.setAccessibleName(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text on what tells whether it can be pressed."""
        theme = self._sheet.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() or self.isDown():
            painter.setBrush(theme.surface["hover"])
            painter.drawRoundedRect(box, 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._sheet.pen(theme.line["focus"], 1.5))
            painter.drawRoundedRect(box, 4, 4)
        self._paint_flow(painter)
        painter.end()
