"""Gives memory back to the system a little after it was used.

Choices in a large dossier need arrays of megabytes for a moment, and a program that keeps them
seems to grow all day.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from jwviewer.dossier.spare_memory import give_back, let_go

AFTER_MILLISECONDS = 1500


class SpareMemory(QObject):
    """Gives back a little after ``used``, once for all that came meanwhile; it takes 1 to 10 ms."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=AFTER_MILLISECONDS, singleShot=True)
        self._timer.timeout.connect(let_go)
        self._timer.timeout.connect(give_back)

    def used(self) -> None:
        """Take note that something was shown anew."""
        if not self._timer.isActive():
            self._timer.start()
