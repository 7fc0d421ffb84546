"""The stretch of time in view, and the way back to those shown before."""

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import QObject, QTimer, Signal

from jwviewer.dossier.dates import DateError, DateSpan, parse_date
from jwviewer.drawing.time_scale import View
from jwviewer.language import tr

HISTORY = 100
BURST = 700
"""Zoom steps closer together than this, in milliseconds, are one step back."""
DRAG = "drag"
"""The burst that a drag is: it ends when the button is let go, however long it rests."""


class TimeRange(QObject):
    """Remembers views; knows nothing of what they show.

    Signals:
        changed: another view.
    """

    changed = Signal()

    def __init__(self, view: View, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self._past: list[View] = []
        self._burst = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BURST)
        self._timer.timeout.connect(self.end_burst)

    def restart(self, view: View) -> None:
        """Begin again with a view and no history; nothing is announced."""
        self.view, self._past, self._burst = view, [], ""

    def show(self, view: View, burst: str = "") -> None:
        """Show another view; the steps of one ``burst`` go back together."""
        if view == self.view:
            return
        if not burst or burst != self._burst:
            self._past = [*self._past, self.view][-HISTORY:]
        self._burst = burst
        if burst and burst != DRAG:
            self._timer.start()
        self.view = view
        self.changed.emit()

    def previous(self) -> None:
        """Go back to the view before, if there was one."""
        if self._past:
            self.view = self._past.pop()
            self._burst = ""
            self.changed.emit()

    def end_burst(self) -> None:
        """Let the next step stand for itself."""
        self._burst = ""


def read_date(text: str) -> tuple[DateSpan | None, str]:
    """Return the date that a person wrote as EDTF, or None and what is wrong with it."""
    try:
        span = parse_date(text.strip())
    except DateError as error:
        return None, tr("“{date}” {reason}", date=text, reason=str(error))
    if span.first is None and span.last is None:
        return None, tr("“{date}” has no year; write one, such as 2018-05-04", date=text)
    return span, ""


def revealing(view: View, start: float, end: float) -> View:
    """Return a view moved as little as shows a stretch of time, one side of which may be open."""
    later = start >= view.hi
    # Where one side is open, the other is what there is to show.
    near, far = (end, start) if later else (start, end)
    edge = (near if isfinite(near) else far) - view.span * (0.75 if later else 0.25)
    return view.panned(edge - view.lo)
