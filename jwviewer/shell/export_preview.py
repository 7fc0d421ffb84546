"""The small live picture in the export dialog."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jwviewer.drawing.figure import Figure
from jwviewer.export.job import FigureJob, lay_out
from jwviewer.export.presets import SizeRefused
from jwviewer.language import tr
from jwviewer.session import State
from jwviewer.shell.behind import behind

DELAY = 150
"""Milliseconds of quiet before the preview follows what is typed."""


class FigurePreview(QWidget):
    """Shows a figure as it will be exported, fitted into the widget.

    Signals:
        refreshed: another figure is shown.
    """

    refreshed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure: Figure | None = None
        self._wanted: tuple[State, FigureJob] | None = None
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.refresh)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(tr("Preview"))

    def show_job(self, state: State, job: FigureJob) -> None:
        """Show a job's picture soon; a later job replaces an earlier one that is still waiting."""
        self._wanted = state, job
        self._timer.start()

    def refresh(self) -> None:
        """Lay out what was last asked for now; a size that cannot be made keeps the old picture."""
        self._timer.stop()
        if self._wanted is None:
            return
        if self._busy:
            self._timer.start()
            return
        state, job = self._wanted
        self._busy = True
        try:
            self.figure = behind(lambda _: lay_out(state, job), self)
        except SizeRefused:
            return
        finally:
            self._busy = False
        self.setAccessibleDescription(self.figure.heading.title)
        self.update()
        self.refreshed.emit()

    def sizeHint(self) -> QSize:
        """Prefer the shape of a slide."""
        return QSize(560, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure in the middle, with a thin frame around its paper."""
        if self.figure is None:
            return
        fit = min((self.width() - 2) / self.figure.width, (self.height() - 2) / self.figure.height)
        width, height = self.figure.width * fit, self.figure.height * fit
        paper = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter = QPainter(self)
        painter.save()
        painter.setClipRect(paper)
        painter.translate(paper.topLeft())
        painter.scale(fit, fit)
        self.figure.paint(painter)
        painter.restore()
        painter.setPen(self.figure.sheet.theme.line["strong"])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper)
        painter.end()
