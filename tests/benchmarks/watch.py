"""Watches panes: when they were painted last, and how long the event loop was kept waiting.

Other work on the machine stretches the clock but not CPU time, and a worker thread uses CPU time
while the clock hardly moves for the person; so the lesser of the two is what an action took.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

QUIET = 0.08
"""After so many seconds without a paint an action counts as answered."""
BEAT = 2


class Moment(NamedTuple):
    """A moment by the clock and in CPU time of all threads, in seconds."""

    clock: float
    cpu: float

    @classmethod
    def now(cls) -> Moment:
        """Return the present moment."""
        return cls(time.perf_counter(), time.process_time())

    def since(self, other: Moment) -> float:
        """Return the milliseconds that the program itself needed since another moment."""
        return 1000 * min(self.clock - other.clock, self.cpu - other.cpu)


class Watch(QObject):
    """Sees every paint of the given widgets and every turn of the event loop."""

    def __init__(self, roots: Iterable[QWidget]) -> None:
        super().__init__()
        self._dirty = False
        self._seen: set[int] = set()
        self.longest = 0.0
        self._beat = Moment.now()
        self._roots = list(roots)
        self.busy: Callable[[], bool] = lambda: False
        self.look()
        self._timer = QTimer(self, interval=BEAT)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def look(self) -> None:
        """Watch the widgets that have come since."""
        for root in self._roots:
            for widget in (root, *root.findChildren(QWidget)):
                if id(widget) not in self._seen:
                    self._seen.add(id(widget))
                    widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a paint."""
        if event.type() == QEvent.Type.Paint:
            self._dirty = True
        return False

    def restart(self) -> None:
        """Forget what was: a new measurement begins."""
        self.longest, self._beat = 0.0, Moment.now()

    def settle(self, quiet: float = QUIET, most: float = 60) -> Moment:
        """Let the program work until it has painted nothing for a while; return the last paint."""
        painted = Moment.now()
        begun = painted.clock
        while time.perf_counter() < min(painted.clock + quiet, begun + most):
            self._dirty = False
            QApplication.processEvents()
            if self._dirty or self.busy():
                painted = Moment.now()
            else:
                time.sleep(0.001)
        return painted

    def answer(self, step: Callable[[], object]) -> float:
        """Return the milliseconds from an action to the last paint that it led to."""
        before = Moment.now()
        step()
        return self.settle().since(before)

    def _turn(self) -> None:
        now = Moment.now()
        self.longest = max(self.longest, now.since(self._beat))
        self._beat = now
