"""Work on the window's thread in turns, between which the window paints and answers."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

Turns = Generator[None]
"""Does some work at every step."""


class InTurns(QObject):
    """Does one step of some work in each turn of the event loop, until it is done or stopped."""

    def __init__(self, steps: Turns, parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Do the first step now and the others later."""
        self._timer.start()
        self._go_on()

    def stop(self) -> None:
        """Do nothing of what is left."""
        self._timer.stop()
        self._steps.close()

    def _go_on(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self._timer.stop()
        except BaseException:
            self._timer.stop()
            raise


def load(*modules: str) -> Iterator[None]:
    """Import modules, one at each step."""
    for name in modules:
        import_module(name)
        yield
