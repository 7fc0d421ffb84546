"""Opening a dossier off the window's thread, with progress and a way to stop."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, Signal

from jwviewer.language import tr
from jwviewer.places import plain_path, system_path

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier


PAINTING = 0.3
"""Seconds that the panes have for themselves before the cache is written."""


PATIENCE = 1.0
"""Seconds after which the other panes are prepared even if nobody has seen the timeline."""
MANY = 5_000
"""Of more facts than this the timeline is shown before the other panes are ready."""
LATER = ("evidence", "profiles", "metrics")
"""The panes that then wait for their turn, in this order."""


class Opening(QObject):
    """Opens one dossier in a worker thread.

    Signals:
        progressed: how much is done, 0 to 1.
        opened: the Dossier; the panes named in ``to_come`` are not ready for it yet.
        prepared: the Dossier and the name of a pane that is ready now.
        refused: the path, the sentence why, and whether trusting the file would help.
    """

    progressed = Signal(float)
    opened = Signal(object)
    prepared = Signal(object, str)
    refused = Signal(object, str, bool)

    _reached = Signal(float)
    _ready = Signal(object, str)
    _ended = Signal(object, str, bool)

    def __init__(self, path: Path, *, trusted: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.to_come: tuple[str, ...] = ()
        self._trusted = trusted
        self._stop, self._seen = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="opening", daemon=True)
        self._reached.connect(self._tell_progress)
        self._ended.connect(self._tell_end)
        self._ready.connect(self._tell_ready)

    def start(self) -> None:
        """Begin; the signals come on the window's thread."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop as soon as possible; no signal comes any more."""
        self._stop.set()
        self._seen.set()

    def go_on(self) -> None:
        """Let other panes be prepared, now that the timeline has been painted."""
        self._seen.set()

    def end(self) -> None:
        """Stop, and wait until the worker has ended."""
        self.cancel()
        self.wait()

    def wait(self) -> None:
        """Wait until the worker has ended."""
        self._thread.join()

    def _run(self) -> None:
        from dataclasses import replace

        from jwviewer.dossier.cache import Cache
        from jwviewer.dossier.files import Cancelled, DossierRefused, open_dossier
        from jwviewer.queries import timeline_rows
        from jwviewer.queries.highlight import Highlight
        from jwviewer.selection import Selection

        try:
            dossier = open_dossier(
                system_path(str(self.path)),
                trusted=self._trusted,
                progress=self._reached.emit,
                cancelled=self._stop.is_set,
                cache=Cache(cache_folder()),
            )
            if dossier.origin is not None:
                # The name that people know, not the long form of it that Windows may need.
                dossier = replace(dossier, origin=Path(plain_path(str(dossier.origin))))
            # What every pane asks for first is made here, not on the window's thread.
            _ = dossier.columns, dossier.positions
            timeline_rows.prepare(dossier)
            _ = Highlight(dossier, Selection()).counts
            if len(dossier.fact_ids) > MANY:
                self.to_come = LATER
            else:
                for name in LATER:
                    prepare(dossier, name)
        except DossierRefused as refused:
            self._ended.emit(None, str(refused), refused.by_limit)
        except Cancelled:
            return
        except MemoryError:
            self._ended.emit(None, tr("this dossier needs more memory than there is"), False)
        except BaseException:
            # Nobody may wait for ever; the error itself goes on to whoever reports errors.
            self._ended.emit(None, tr("the program met an error it did not expect"), False)
            raise
        else:
            self._ended.emit(dossier, "", False)
            self._go_on(dossier)

    def _go_on(self, dossier: Dossier) -> None:
        """Prepare the panes that wait; those whose preparation failed find out for themselves."""
        from jwviewer.dossier.spare_memory import give_back, let_go

        left = list(self.to_come)
        if left:
            self._seen.wait(PATIENCE)
        try:
            while left and not self._stop.is_set():
                prepare(dossier, left[0])
                self._ready.emit(dossier, left.pop(0))
        finally:
            for name in left:
                self._ready.emit(dossier, name)
        self._stop.wait(PAINTING)
        keep(dossier)
        let_go()
        give_back()

    def _tell_ready(self, dossier: object, name: str) -> None:
        if not self._stop.is_set():
            self.prepared.emit(dossier, name)

    def _tell_progress(self, share: float) -> None:
        if not self._stop.is_set():
            self.progressed.emit(share)

    def _tell_end(self, dossier: object, reason: str, by_limit: bool) -> None:
        # Here, on the window's thread: a stop may have come while this was under way.
        if self._stop.is_set():
            return
        if dossier is None:
            self.refused.emit(self.path, reason, by_limit)
        else:
            self.opened.emit(dossier)


def prepare(dossier: Dossier, name: str) -> None:
    """Make what the first look at a pane needs, here and not on the window's thread."""
    from jwviewer.queries import evidence, metrics, profiles

    queries = {"evidence": evidence, "metrics": metrics, "profiles": profiles}
    queries[name].prepare(dossier)


def cache_folder() -> Path:
    """Return where what was read from large dossiers is kept; it can be removed at any time."""
    return Path(platformdirs.user_cache_dir("jwviewer", appauthor=False)) / "dossiers"


def keep(dossier: Dossier) -> None:
    """Let the cache be written."""
    from jwviewer.dossier.cache import FolderShelf
    from jwviewer.dossier.kept import Store

    shelf = dossier.store.kept.shelf if isinstance(dossier.store, Store) else None
    if isinstance(shelf, FolderShelf):
        shelf.release()
