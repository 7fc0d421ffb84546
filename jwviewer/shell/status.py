"""The status bar: what is shown, what the chosen period holds, what the marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStatusBar,
    QWidget,
)

from jwviewer.language import tr

_AIR = 4

if TYPE_CHECKING:
    from jwviewer.session import State


class Status(QStatusBar):
    """Counts for the present state, and progress while something takes long.

    Signals:
        stop_asked: the person does not want to wait any longer.
    """

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.facts = _label(self)
        self.period = _Line(self)
        self.marks = _label(self)
        self.access = _label(self)
        self.offline = _label(self)
        self.marks.setText(tr("▶ bound   ░ approximate   ○ derived"))
        self.offline.setText(tr("offline"))
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 100)
        self.progress.setMaximumWidth(180)
        self.progress.setAccessibleName(tr("Opening the dossier"))
        self.stop = QPushButton(tr("Stop"), self)
        self.stop.clicked.connect(self.stop_asked)
        for widget in (self.facts, self.period, self.marks, self.progress, self.stop):
            self.addWidget(widget)
        self.addPermanentWidget(self.access)
        self.addPermanentWidget(self.offline)
        self.show_progress(-1)

    def show_state(self, state: State) -> None:
        """Count what is shown."""
        from jwviewer.queries.highlight import Highlight
        from jwviewer.queries.period import describe_period

        dossier, selection = state.dossier, state.selection
        counts = Highlight(dossier, selection).counts
        shown = counts.inside + counts.outside + counts.undated + counts.timeless
        sources = len(dossier.store["sources"])
        total = len(dossier.fact_ids)
        parts = [
            tr("{shown} of {total} facts shown", shown=f"{shown:,}", total=f"{total:,}")
            if selection.filtered
            else _many(total, tr("1 fact"), tr("{n} facts")),
            _many(sources, tr("1 source"), tr("{n} sources")),
            _many(len(dossier.companies), tr("1 company"), tr("{n} companies")),
        ]
        self.facts.setText(" · ".join(parts))
        if selection.period is None:
            self.period.setText(
                tr(
                    "{dated} dated · {undated} undated · {timeless} not tied to time",
                    dated=f"{counts.inside:,}",
                    undated=f"{counts.undated:,}",
                    timeless=f"{counts.timeless:,}",
                )
            )
        else:
            self.period.setText(
                tr(
                    "{period}: {inside} inside · {outside} outside · {undated} undated",
                    period=describe_period(selection.period),
                    inside=f"{counts.inside:,}",
                    outside=f"{counts.outside:,}",
                    undated=f"{counts.undated:,}",
                )
            )
        self.setAccessibleDescription(f"{self.facts.text()}; {self.period.text()}")

    def show_access(self, text: str) -> None:
        """Say what stands against saving where the dossier lies, or nothing."""
        self.access.setText(text)
        self.access.setVisible(bool(text))

    def show_progress(self, share: float) -> None:
        """Show how much of an opening is done (0 to 1); below 0 it is over."""
        busy = share >= 0
        if busy:
            self.clearMessage()
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        self.marks.setVisible(not busy)
        if self.currentMessage():
            # Hidden as the bar itself hides it: it comes back when the message goes.
            self.marks.hide()
            self.marks.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
        self.progress.setValue(round(share * 100))


class _Line(QWidget):
    """A line of text that changes all the time; it asks for room only when it needs more.

    A label asks at every change, and then the whole window is laid out anew.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(0)

    def text(self) -> str:
        """Return what it says."""
        return self._text

    def setText(self, text: str) -> None:
        """Say something else."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        needed = self.fontMetrics().horizontalAdvance(text) + _AIR
        if not self._room / 2 < needed <= self._room:
            self._room = needed
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room that its texts need."""
        return QSize(self._room, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect(), middle, self._text)
        painter.end()


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumWidth(0)
    return label


def _many(number: int, one: str, several: str) -> str:
    return one if number == 1 else several.format(n=f"{number:,}")
