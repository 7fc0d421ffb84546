"""Gives memory back to the system a little after it was used.

Choices in a large dossier need arrays of megabytes for a moment, and a program that keeps them
seems to grow all day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from jwviewer.dossier.spare_memory import give_back, let_go

if TYPE_CHECKING:
    from jwviewer.session import Session
    from jwviewer.shell.documents import Documents
    from jwviewer.shell.window import Window

AFTER_MILLISECONDS = 900


class SpareMemory(QObject):
    """Gives back after ``used`` every now and then, and a last time when that is a while ago.

    It takes 1 to 10 ms.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._again = False
        self._timer = QTimer(self, interval=AFTER_MILLISECONDS, singleShot=True)
        self._timer.timeout.connect(self._give_back)

    def watch(self, session: Session, documents: Documents, window: Window) -> None:
        """Hear of everything that may take memory in passing."""
        session.changed.connect(self.used)
        documents.prepared.connect(self.used)
        assert window.search is not None
        window.search.textChanged.connect(self.used)

    def used(self, *_: object) -> None:
        """Take note that something was shown anew."""
        self._again = self._timer.isActive()
        if not self._again:
            self._timer.start()

    def _give_back(self) -> None:
        let_go()
        give_back()
        if self._again:
            # What was used since the timer began may have needed memory until just now.
            self.used()
