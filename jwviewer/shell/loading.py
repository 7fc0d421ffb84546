"""Loading the bulk of the code off the window's thread, so that the window stays alive."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal


class Loading(QObject):
    """Imports what dossiers and queries need, pandas above all, in a worker thread.

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
        """Wait until the worker has ended; Qt must not go while it loads parts of it."""
        self._thread.join()

    def _run(self) -> None:
        # Nothing of Qt: its types are made when first named, and two threads must not do that
        # at once.
        import pandas

        import jwviewer.dossier.derived
        import jwviewer.dossier.dossier
        import jwviewer.dossier.reader
        import jwviewer.queries.evidence
        import jwviewer.queries.fact_card
        import jwviewer.queries.highlight
        import jwviewer.queries.metrics
        import jwviewer.queries.profiles
        import jwviewer.queries.search
        import jwviewer.queries.timeline  # noqa: F401

        self.done.emit()
