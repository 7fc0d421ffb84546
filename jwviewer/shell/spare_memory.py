"""Gives memory that is no longer used back to the system, a little after it was.

Choices in a large dossier need arrays of megabytes for a moment. Linux's allocator keeps what it
got for them, scattered between what is still used, so that a program seems to grow all day.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QObject, QTimer

AFTER_MILLISECONDS = 1500


class SpareMemory(QObject):
    """Gives back a little after ``used``, once for all that came meanwhile; it takes 1 to 10 ms."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=AFTER_MILLISECONDS, singleShot=True)
        self._timer.timeout.connect(give_back)

    def used(self) -> None:
        """Take note that something was shown anew."""
        if not self._timer.isActive():
            self._timer.start()


def give_back() -> None:
    """Give back what can be; does nothing where the system does that by itself."""
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Callable[[int], object] | None:
    if not sys.platform.startswith("linux"):
        return None
    # Only glibc has it; musl frees at once.
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
