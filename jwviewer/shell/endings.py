"""The program is asked to end from outside: by a signal, or by the end of the desktop session."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtGui import QGuiApplication, QSessionManager

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Signals(QObject):
    """Turns signals of Unix into one of Qt, heard at once though Qt's loop runs no Python.

    What is under way on the window's thread, an export above all, is finished first. A second
    signal ends the process the hard way. Windows has no such signals; it sends close events.

    Signals:
        came: the program is to end.
    """

    came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: dict[int, object] = {}
        self._notifier: QSocketNotifier | None = None

    def watch(self) -> None:
        """Begin to listen; a signal that was ignored before (nohup) stays ignored."""
        if sys.platform == "win32":
            return
        self._end, begin = os.pipe()
        for descriptor in (self._end, begin):
            os.set_blocking(descriptor, False)
        self._notifier = QSocketNotifier(self._end, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)
        signal.set_wakeup_fd(begin, warn_on_full_buffer=False)
        for name in SIGNALS:
            number = getattr(signal, name)
            if signal.getsignal(number) != signal.SIG_IGN:
                self._before[number] = signal.signal(number, _leave_to_the_loop)

    def _heard(self) -> None:
        numbers = os.read(self._end, 64)
        if not set(numbers) & set(self._before):
            return
        for number in self._before:
            signal.signal(number, signal.SIG_DFL)
        self.came.emit()


class DesktopSession(QObject):
    """Hears that the desktop session ends: logout, restart, power off.

    Nothing is asked and no window is closed, for others may still stop the end. Windows and macOS
    tell of it. On Linux the Qt of the wheels knows no session manager: there a signal may come,
    or the display just goes, so the program also keeps everything at short intervals.

    Signals:
        ending: everything unsaved is to be kept now.
    """

    ending = Signal()

    def __init__(self, app: QGuiApplication, restart: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._restart = list(restart)
        app.commitDataRequest.connect(self.keep)
        app.saveStateRequest.connect(self.tell_how_to_restart)

    def keep(self, _manager: QSessionManager) -> None:
        """Have everything kept before the session manager goes on."""
        self.ending.emit()

    def tell_how_to_restart(self, manager: QSessionManager) -> None:
        """Say which command brings the window back; the last dossier comes with the settings."""
        manager.setRestartHint(QSessionManager.RestartHint.RestartIfRunning)
        manager.setRestartCommand(self._restart)


def restart_command() -> list[str]:
    """Return the command that starts this program again, from a bundle or from Python."""
    bundled = getattr(sys, "frozen", False)
    return [sys.executable] if bundled else [sys.executable, "-m", "jwviewer"]


def _leave_to_the_loop(_number: int, _frame: object) -> None:
    """Do nothing: the number is in the pipe already."""
