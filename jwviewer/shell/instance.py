"""One window per person and display: a later start hands its files to the first one and ends.

Three ways were weighed:

- QLocalServer is Qt's own, but it lives in QtNetwork. The program promises to know no network, a
  machine checks that neither package nor bundle holds a network library, and an exception for a
  socket that is only local would be the crack through which the promise leaks.
- Python's ``socket`` is forbidden by the same promise, and has no local sockets on Windows.
- A lock and a folder need QtCore alone and behave alike on the three systems. That is this.

QLockFile says who is first. It knows locks left by a crash, by a process number that another
program has now, or by the boot before. The lock lies in the person's runtime folder, which is of
one machine and gone at logout; where there is none, beside the settings, under the name of the
machine, for a home may be shared. Folders are apart by person, by settings and by display, so two
people, or two desktops of one, never get each other's files.

A later start leaves a request in the folder (see handover) that the first one, told by
QFileSystemWatcher, takes up. If nobody takes it up in time, for the first one hangs, the later
start takes it back and opens a window of its own: a double-click never does nothing.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QSysInfo, QTimer, Signal

from jwviewer.shell.handover import Request, collect, is_taken, leave, withdraw

PATIENCE = 1.5
"""Seconds that the first start has to take up a request."""
STARTING = 10.0
"""Seconds that it has from its own beginning, while it may still be loading."""
_POLL = 0.01
_RETRY = 200
"""Milliseconds after which a request that could not be removed is tried again."""
_DISPLAYLESS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


class Instance(QObject):
    """This start of the program among others of the same person on the same display.

    Signals:
        asked: the Request of a later start.
    """

    asked = Signal(object)

    def __init__(self, config: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = meeting_place(config)
        self._lock: QLockFile | None = None
        self._watcher: QFileSystemWatcher | None = None

    def stands_alone(self, files: Sequence[Path] = (), *, wanted: bool = False) -> bool:
        """Return False when another start has taken ``files`` up, so that this one can end.

        Where no lock can be kept (a full or read-only disk), everybody stands alone; so does
        who wants to.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return True
        lock = QLockFile(str(self.folder / "lock"))
        lock.setStaleLockTime(0)  # its age says nothing: a window may be open for weeks
        if lock.tryLock(0):
            self._lock = lock
            return True
        if wanted or lock.error() != QLockFile.LockError.LockFailedError:
            return True
        return not self._hand_over(lock, files)

    def listen(self) -> None:
        """Take up what later starts ask for, from now on; needs the event loop."""
        if self._lock is None:
            return
        self._watcher = QFileSystemWatcher([str(self.folder)], self)
        self._watcher.directoryChanged.connect(self._look)
        self._look()

    def release(self) -> None:
        """Let another start be the first from now on."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _hand_over(self, lock: QLockFile, files: Sequence[Path]) -> bool:
        """Ask the first start; False when this one has to open a window itself."""
        if sys.platform == "win32":
            from jwviewer.shell.windows import let_come_forward

            let_come_forward(lock.getLockInfo()[0])
        paths = tuple(path.absolute() for path in files)
        request = leave(self.folder, Request(paths, activation_token(os.environ)))
        if request is None:
            return False
        end = time.monotonic() + _patience(self.folder / "lock")
        while time.monotonic() < end:
            if is_taken(request):
                return True
            if lock.tryLock(0):  # the first one has ended in the meantime
                self._lock = lock
                withdraw(request)
                return False
            time.sleep(_POLL)
        if not withdraw(request):
            return True
        # A lock that its owner does not hold any more (its number is another program's) goes.
        if lock.removeStaleLockFile() and lock.tryLock(0):
            self._lock = lock
        return False

    def _look(self, _folder: str = "") -> None:
        if self._lock is None:
            return
        requests, held = collect(self.folder)
        for request in requests:
            self.asked.emit(request)
        if held:
            QTimer.singleShot(_RETRY, self, self._look)


def meeting_place(config: Path) -> Path:
    """Return the folder where starts with these settings on this display meet."""
    runtime = _runtime_folder(os.environ)
    host = "" if runtime else QSysInfo.machineHostName()
    seat = "\0".join((str(config), host, display(os.environ, sys.platform)))
    name = f"jwviewer-{crc32(seat.encode('utf-8', 'surrogateescape')):08x}"
    return (runtime or config / "running") / name


def display(environment: Mapping[str, str], platform: str) -> str:
    """Return what tells this desktop from another one of the same person."""
    if platform == "win32":
        from jwviewer.shell.windows import desktop_session

        return str(desktop_session())
    if platform == "darwin":
        return ""  # one desktop per person and machine
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen.startswith(_DISPLAYLESS):
        return chosen
    wayland, x11 = environment.get("WAYLAND_DISPLAY", ""), environment.get("DISPLAY", "")
    if not (wayland or x11):
        return environment.get("XDG_SESSION_ID", "")
    # ":0" and ":0.0" are one display.
    host, colon, number = x11.rpartition(":")
    return wayland or f"{host}{colon}{number.split('.')[0]}"


def activation_token(environment: Mapping[str, str]) -> str:
    """Return the leave to raise a window that the desktop gave to whoever started this process."""
    # Wayland's first: a desktop on X11 has only the other one, or the same in both.
    return environment.get("XDG_ACTIVATION_TOKEN") or environment.get("DESKTOP_STARTUP_ID", "")


def _runtime_folder(environment: Mapping[str, str]) -> Path | None:
    """Return the runtime folder if there is one that is this person's alone."""
    given = environment.get("XDG_RUNTIME_DIR", "")
    if not given or not hasattr(os, "getuid"):
        return None
    try:
        status = os.stat(given)  # noqa: PTH116
    except OSError:
        return None
    alone = status.st_uid == os.getuid() and not status.st_mode & 0o022
    return Path(given) if alone and Path(given).is_absolute() else None


def _patience(lock: Path) -> float:
    """Return the seconds to wait for whoever holds the lock; one that just starts gets more."""
    try:
        age = time.time() - lock.stat().st_mtime
    except OSError:
        return PATIENCE
    return max(PATIENCE, min(STARTING, STARTING - age))
