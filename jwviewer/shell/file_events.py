"""Files that macOS asks the running program to open, by double-click or drop on its icon."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal

from jwviewer.shell.handover import Request

if TYPE_CHECKING:
    from PySide6.QtGui import QFileOpenEvent


class FileEvents(QObject):
    """Hears of files that macOS asks the running program to open.

    A filter on the application, for an override of its event() could end the process; it sees
    every event of the program, so it is only set up where such events exist.

    Signals:
        arrived: the Request for one file.
    """

    arrived = Signal(object)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take requests to open a file and let everything else pass."""
        if event.type() != QEvent.Type.FileOpen:
            return False
        asked: QFileOpenEvent = event  # type: ignore[assignment]
        if asked.url().isLocalFile():
            self.arrived.emit(Request((Path(asked.url().toLocalFile()),)))
        return True
