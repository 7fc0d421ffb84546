"""Loading the bulk of the code off the window's thread, so that the window stays alive."""

from __future__ import annotations

import threading
from importlib import import_module

from PySide6.QtCore import QObject, Signal

MODULES = (
    "numpy", "jwviewer.dossier.derived", "jwviewer.dossier.dossier", "jwviewer.dossier.reader",
    "jwviewer.queries.evidence", "jwviewer.queries.fact_card", "jwviewer.queries.highlight",
    "jwviewer.queries.metrics", "jwviewer.queries.profiles", "jwviewer.queries.search",
    "jwviewer.queries.timeline",
)  # fmt: skip
"""Nothing of Qt: its types are made when first named, and two threads must not do that at once."""


class Loading(QObject):
    """Imports what dossiers and queries need in a worker thread.

    Signals:
        done: the rest can be loaded quickly.
    """

    done = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = threading.Thread(target=self._run, name="loading", daemon=True)

    def start(self) -> None:
        """Begin; the signal comes on the window's thread."""
        self._thread.start()

    def wait(self) -> None:
        """Wait until the worker has ended, for it ends with a signal to this object."""
        self._thread.join()

    def _run(self) -> None:
        for name in MODULES:
            import_module(name)
        self.done.emit()
