"""Lets panes that wait draw, one after the other, while nobody moves the timeline.

To lay a pane out takes longer than a frame, and who pans already would see it stutter.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.shell.window import Window

CALM = 3
"""In so many looks nobody has moved the timeline when panes may draw.

Looks are counted, not time: while other programs keep the processor, nobody can move anything.
"""
PATIENCE = 20.0
"""After so many seconds without a pause panes draw all the same."""


class Curtains(QObject):
    """Releases the panes of a window; the timeline must be among them already.

    ``painting`` is how many milliseconds what was drawn before has for being painted, and a look
    is so far from the next one.
    """

    def __init__(self, window: Window, painting: int) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[str] = []
        self._moved, self._since, self._looks = 0.0, 0.0, 0
        self._turn = QTimer(self, interval=painting)
        self._turn.timeout.connect(self._look)
        # It tells of the range in view with every step.
        window.panes["timeline"].info_changed.connect(self._wait)

    def take(self, _: Dossier, name: str) -> None:
        """Let a pane draw that had to wait, when those before it have been painted."""
        if not self._waiting:
            self._since = monotonic()
            rested = self._since - self._moved > CALM * self._turn.interval() / 1000
            self._looks = CALM if rested else 0
            self._turn.start()
        self._waiting.append(name)

    def forget(self) -> None:
        """Let nothing draw: another dossier comes, for which panes wait anew."""
        self._waiting = []
        self._turn.stop()

    def _wait(self) -> None:
        self._moved, self._looks = monotonic(), 0

    def _look(self) -> None:
        self._looks += 1
        if self._looks < CALM and monotonic() - self._since < PATIENCE:
            return
        name = self._waiting.pop(0)
        if not self._waiting:
            self._turn.stop()
        self._window.panes[name].release()
