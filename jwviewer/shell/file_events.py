"""Files that macOS asks the running program to open, by double-click or drop on its icon."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from jwviewer.shell.handover import Request

if TYPE_CHECKING:
    from PySide6.QtGui import QFileOpenEvent


class FileEvents(QObject):
    """Hears of files that macOS asks the running program to open.

    A filter on the application, for an override of its event() could end the process; it sees
    every event of the program, so it is only set up where such events exist.

    Signals:
        arrived: the Request for all files of one turn, for macOS sends an event a file.
    """

    arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: list[Path] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take requests to open a file and let everything else pass."""
        if event.type() != QEvent.Type.FileOpen:
            return False
        asked: QFileOpenEvent = event  # type: ignore[assignment]
        if asked.url().isLocalFile():
            self._files.append(Path(asked.url().toLocalFile()))
            self._turn.start()
        return True

    def _tell(self) -> None:
        files, self._files = tuple(self._files), []
        self.arrived.emit(Request(files))
