"""Works out in a thread what panes need of new filters, while the window shows the old ones.

In a dossier of very many facts that takes tenths of a second, in which the window would not
answer. Small dossiers are filtered at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from jwviewer.panes.pane import Pane
    from jwviewer.session import Session, State

MANY = 50_000
"""From so many facts on, new filters are worked out behind the window."""


class Foresight(QObject):
    """Begins when the session asks, and lets it announce its state when all is at hand."""

    _done = Signal()

    def __init__(self, panes: Iterable[Pane], session: Session, window: QWidget) -> None:
        super().__init__(session)
        self._panes, self._session, self._window = tuple(panes), session, window
        self._thread: threading.Thread | None = None
        self._done.connect(self._tell)
        session.look_ahead(self.begin)

    def begin(self, state: State) -> bool:
        """Begin if there is much to work out; ``Session.announce`` then follows."""
        if len(state.dossier.fact_ids) < MANY:
            return False
        works = [work for pane in self._panes if (work := pane.foresee(state)) is not None]
        self._window.setCursor(Qt.CursorShape.BusyCursor)
        self._thread = threading.Thread(
            target=self._run, args=(works,), name="foresight", daemon=True
        )
        self._thread.start()
        return True

    def wait(self) -> None:
        """Wait until the worker has ended, for it ends with a signal to this object."""
        if self._thread is not None:
            self._thread.join()

    def _run(self, works: Iterable[Callable[[], object]]) -> None:
        try:
            for work in works:
                work()
        finally:
            # Whatever failed fails again, and is reported, where the pane asks for it.
            self._done.emit()

    def _tell(self) -> None:
        self._window.unsetCursor()
        self._session.announce()
