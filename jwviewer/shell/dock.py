"""The frame around a pane: title, what it shows, its controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.panes.pane import Pane


class PaneDock(QDockWidget):
    """A dock that stands empty until its pane is there, so that the window can show at once.

    Signals:
        menu_wanted: the menu button was pressed; carries the global position.
    """

    menu_wanted = Signal(object)

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName(f"pane-{name}")
        self.name = name
        self.pane: Pane | None = None
        self.bar = _TitleBar(title, self)
        self.bar.menu.clicked.connect(
            lambda: self.menu_wanted.emit(
                self.bar.menu.mapToGlobal(self.bar.menu.rect().bottomLeft())
            )
        )
        self.setTitleBarWidget(self.bar)
        waiting = QWidget(self)
        waiting.setMinimumSize(120, 80)
        self.setWidget(waiting)

    def put(self, pane: Pane) -> None:
        """Show the pane in the dock."""
        waiting = self.widget()
        self.pane = pane
        self.setWidget(pane)
        waiting.deleteLater()
        self.bar.add_tools(pane.tools())
        pane.info_changed.connect(self.bar.show_info)


class _TitleBar(QWidget):
    """Title, a short line about what is shown, and the pane's controls."""

    def __init__(self, title: str, dock: PaneDock) -> None:
        super().__init__(dock)
        self.setObjectName("paneTitleBar")
        self._title = QLabel(title.upper().replace("&", "&&"))
        self._title.setObjectName("paneTitle")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._info = _Info(self)
        self.menu = QToolButton(self)
        self.menu.setText("⋯")
        self.menu.setAutoRaise(True)
        self.menu.setAccessibleName(tr("Menu of {pane}", pane=title))
        self.menu.setToolTip(tr("Export, copy, show as table"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 3, 4, 3)
        self._row.setSpacing(6)
        self._row.addWidget(self._title)
        self._row.addWidget(self._info, 1)
        self._row.addWidget(self.menu)

    def add_tools(self, tools: list[QWidget]) -> None:
        """Put a pane's controls before the menu button."""
        for tool in tools:
            self._row.insertWidget(self._row.count() - 1, tool)

    def show_info(self, text: str) -> None:
        """Show a short line about what the pane shows."""
        self._info.set_text(text)

    def minimumSizeHint(self) -> QSize:
        """Let docks be narrower than their title bar would like."""
        return QSize(80, super().minimumSizeHint().height())


class _Info(QWidget):
    """One right-aligned line that gives way when space is short; its tooltip has it whole."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(0)

    def set_text(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self._tell_rest()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_rest()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self.palette().color(self.foregroundRole())))
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(
            self.rect(), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), shown
        )

    def _tell_rest(self) -> None:
        if self.fontMetrics().horizontalAdvance(self._text) <= self.width():
            if self.toolTip():  # or every step of a pan would tell that it has none
                self.setToolTip("")
            return
        from jwviewer.drawing.hover import hover_html  # queries are not there yet at the start

        self.setToolTip(hover_html(self._text))


def dock_action(dock: PaneDock) -> QAction:
    """Return the action that shows and hides a dock."""
    action = dock.toggleViewAction()
    action.setText(dock.windowTitle().replace("&", "&&"))
    return action
