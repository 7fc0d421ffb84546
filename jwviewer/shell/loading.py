"""Loading the bulk of the code off the window's thread, so that the window stays alive."""

from __future__ import annotations

import threading
from importlib import import_module

from PySide6.QtCore import QObject, Signal

FIRST = (
    "numpy", "jwviewer.dossier.dossier", "jwviewer.dossier.files", "jwviewer.dossier.reopening",
    "jwviewer.queries.timeline_rows",
)  # fmt: skip
MODULES = (
    *FIRST, "jwviewer.dossier.derived", "jwviewer.dossier.reader", "jwviewer.queries.evidence",
    "jwviewer.queries.fact_card", "jwviewer.queries.highlight", "jwviewer.queries.metrics",
    "jwviewer.queries.profiles", "jwviewer.queries.search",
)  # fmt: skip
"""Nothing of Qt: its types are made when first named, and two threads must not do that at once."""


FITTING = (
    "PySide6.QtGui", "jwviewer.shell.actions", "jwviewer.drawing.theme", "jwviewer.shell.layout",
    "jwviewer.shell.status", "jwviewer.shell.style", "jwviewer.shell.fittings",
    "jwviewer.shell.documents", "jwviewer.shell.system_theme",
)  # fmt: skip
TIMELINE = (
    "jwviewer.session", "jwviewer.drawing.timeline_layout", "jwviewer.drawing.timeline_scene",
    "jwviewer.drawing.timeline_crowd_paint", "jwviewer.drawing.timeline_crowd",
    "jwviewer.drawing.timeline", "jwviewer.panes.timeline",
)  # fmt: skip
FURNISHING = (
    "jwviewer.panes.profiles.table", "jwviewer.panes.profiles", "jwviewer.drawing.metrics",
    "jwviewer.panes.metrics", "jwviewer.panes.evidence.fact_list",
    "jwviewer.panes.evidence.passage", "jwviewer.panes.evidence", "jwviewer.shell.filters",
    "jwviewer.shell.search_box", "jwviewer.shell.edits", "jwviewer.shell.work",
    "jwviewer.shell.reading_reviews", "jwviewer.shell.commands",
)  # fmt: skip
"""What is loaded of what names Qt's types, and so on the window's thread: a module in a turn."""


class Loading(QObject):
    """Imports what dossiers and queries need in a worker thread.

    Signals:
        done: a dossier can be opened, and the rest be loaded quickly.
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
        from jwviewer.dossier.spare_memory import keep_together

        keep_together()
        for name in FIRST:
            import_module(name)
        self.done.emit()
        for name in MODULES[len(FIRST) :]:
            import_module(name)
