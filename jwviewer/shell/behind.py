"""Long work in a thread, while the window goes on painting and tells how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from jwviewer.language import tr

T = TypeVar("T")
Tell = Callable[[float], None]
"""Takes how much is done, 0 to 1; raises Stopped when the person does not want to wait."""
LOOK = 30
"""Milliseconds between two looks at how far the work is."""
SOON = 400
"""After so many milliseconds of work the person is told of it."""
_STEPS = 1000


class Stopped(Exception):
    """The person did not want to wait any longer."""


class _Work(Generic[T]):
    """One piece of work in its thread, and what has become of it."""

    def __init__(self, do: Callable[[Tell], T]) -> None:
        self._do = do
        self.share = 0.0
        self.stop = threading.Event()
        self._made: list[T] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="behind", daemon=True)
        self._thread.start()

    @property
    def goes_on(self) -> bool:
        return self._thread.is_alive()

    def result(self) -> T:
        """Return what was made, or raise what was raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._made[0]

    def _run(self) -> None:
        try:
            self._made.append(self._do(self._tell))
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is asked for
            self._error = error

    def _tell(self, share: float) -> None:
        self.share = share
        if self.stop.is_set():
            raise Stopped


def behind(do: Callable[[Tell], T], parent: QWidget, words: str = "") -> T:
    """Do work in a thread and return its result; what it raises is raised here.

    With ``words`` a dialog tells how far it is, and Stop raises Stopped; without, for what is
    soon done, the window only waits with answering.
    """
    work, loop = _Work(do), QEventLoop()
    dialog = _dialog(words, parent) if words else None

    def look() -> None:
        if not work.goes_on:
            loop.quit()
        elif dialog is not None:
            if dialog.wasCanceled():
                work.stop.set()
            else:
                dialog.setValue(min(round(work.share * _STEPS), _STEPS - 1))

    timer = QTimer(interval=LOOK)
    timer.timeout.connect(look)
    timer.start()
    waits = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
    loop.exec(QEventLoop.ProcessEventsFlag.AllEvents if words else waits)
    timer.stop()
    if dialog is not None:
        dialog.reset()
        dialog.deleteLater()
    return work.result()


def _dialog(words: str, parent: QWidget) -> QProgressDialog:
    dialog = QProgressDialog(words, tr("Stop"), 0, _STEPS, parent)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(SOON)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)
    dialog.setValue(0)
    return dialog
