"""Loads the plot library while nobody does anything, so that the first zoom need not wait for it.

Qt's types are made when they are first named, and two threads must not do that at once: the library
names all of them. So they are named here first, on the window's thread, a few in a turn, and only
then a thread loads the library. Who zooms earlier waits for it as before.
"""

from __future__ import annotations

import sys
import threading
from importlib import import_module

from PySide6.QtCore import QCoreApplication, QObject, QTimer, SignalInstance

from jwviewer.shell.turns import InTurns, Turns, load

REST = 5_000
"""So many milliseconds after the last choice nobody does anything."""
NAMES = 8
"""So many of Qt's types are named in a turn; that takes a millisecond or two."""
LIBRARY = "pyqtgraph"
_QT = ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg")


class PlotLibrary(QObject):
    """Waits until ``used`` is a while ago, and then loads the library once."""

    def __init__(self, used: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._turns: InTurns | None = None
        self._timer = QTimer(self, interval=REST, singleShot=True)
        self._timer.timeout.connect(self.begin)
        self._used = used
        used.connect(self._wait)
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self.end)

    def begin(self) -> None:
        """Load the library in turns and then in a thread, if it is not there yet."""
        self._used.disconnect(self._wait)
        if LIBRARY not in sys.modules:
            self._turns = InTurns(self._steps(), self)
            self._turns.start()

    def end(self) -> None:
        """Stop, and wait for what cannot be stopped."""
        self._timer.stop()
        if self._turns is not None:
            self._turns.stop()
        if self._thread is not None:
            self._thread.join()

    def _wait(self) -> None:
        self._timer.start()

    def _steps(self) -> Turns:
        for name in _QT:
            module = import_module(name)
            yield
            for number, one in enumerate(dir(module)):
                getattr(module, one)
                if number % NAMES == 0:
                    yield
        yield from load("jwviewer.drawing.plot_points", "jwviewer.drawing.plot_gateway")
        self._thread = threading.Thread(
            target=import_module, args=(LIBRARY,), name="plot library", daemon=True
        )
        self._thread.start()
