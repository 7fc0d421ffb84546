"""Opening dossiers and attaching copies of their sources."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from jwviewer.language import tr
from jwviewer.places import seed
from jwviewer.shell import system_recent
from jwviewer.shell.opening import Opening

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.session import Session
    from jwviewer.shell.settings import Settings

log = logging.getLogger(__name__)
PATIENCE = 300
"""Milliseconds after which a progress bar appears."""


class Documents(QObject):
    """Opens one dossier at a time and finds the copies that belong to it.

    Signals:
        begun: the path of the dossier that is being opened from now on.
        stopped: a dossier that was being opened was let go, and no other one comes in its place.
        opened: the Dossier that has just been opened; the panes named in ``to_come`` are not
            ready for it yet.
        foreseen: a large dossier is ``early``, before there is a session to show it.
        prepared: that Dossier and the name of a pane that is ready for it now.
        refused: what was to be opened was not.
        said: a sentence for the message bar.
        progressed: 0 to 1 while opening takes long; -1 when it is over.
        recent_changed: the list of recent dossiers is another.
    """

    begun = Signal(object)
    stopped = Signal()
    opened = Signal(object)
    foreseen = Signal()
    prepared = Signal(object, str)
    refused = Signal()
    said = Signal(str)
    progressed = Signal(float)
    recent_changed = Signal()

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self._window = window
        self._opening: Opening | None = None
        self._opened_last: Opening | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(lambda: self.progressed.emit(0.0))
        self.session: Session | None = None
        self._early: list[Callable[[], None]] = []
        self.early: Dossier | None = None
        self.may_leave: Callable[[], bool] = lambda: True

    @property
    def busy(self) -> bool:
        """Whether a dossier is being opened."""
        return self._opening is not None

    @property
    def to_come(self) -> tuple[str, ...]:
        """The panes that were not ready for the dossier opened last when it was opened."""
        return () if self._opened_last is None else self._opened_last.to_come

    def open(self, path: Path, *, trusted: bool = False) -> None:
        """Open a dossier; one that is still being opened is let go."""
        self._let_go()
        path = path.absolute()
        self.begun.emit(path)
        self._opening = Opening(path, trusted=trusted, parent=self)
        self._opening.progressed.connect(self._progressed)
        self._opening.opened.connect(self._opened)
        self._opening.prepared.connect(self._prepared)
        self._opening.refused.connect(self._refused)
        self._patience.start()
        self._opening.start()

    def stop(self) -> None:
        """Let go of a dossier that is being opened."""
        if self._let_go():
            self.stopped.emit()

    def end(self) -> None:
        """Let go of everything that goes on in other threads."""
        self.stop()
        if self._opened_last is not None:
            self._opened_last.end()

    def first(self) -> Path:
        """Return what to open at start: the last dossier if wanted and there, else the seed."""
        recent = self._settings["recent"]
        if self._settings["reopen_last"] and recent and _is_there(recent[0]):
            return Path(recent[0])
        return seed("jac-weichai")

    def remember(self, paths: Sequence[Path]) -> None:
        """Put dossiers among the recent ones without opening them; the first comes first."""
        for path in reversed(paths):
            self._settings.remember_dossier(path.absolute())
        self._settings.save()
        self.recent_changed.emit()

    def attach(self, path: Path) -> None:
        """Lay a person's copy beside the dossier and remember where it lies."""
        from jwviewer.shell.articles import ArticleRefused, read_article

        if self.session is None:
            return
        dossier = self.session.state.dossier
        try:
            copy = read_article(dossier, path)
        except ArticleRefused as refused:
            self.said.emit(str(refused))
            return
        sha256 = str(dossier.row("sources", copy.source_id)["text_sha256"])
        self._settings.remember_article(sha256, path.absolute())
        self._settings.save()
        self.session.attach_article(copy.source_id, copy.text)
        if not copy.exact:
            self.said.emit(
                tr(
                    "{file} is not the text this dossier was made from; "
                    "each passage says whether it was found.",
                    file=path.name,
                )
            )

    def attach_remembered(self, dossier: Dossier) -> None:
        """Attach the copies that were attached before and are still there."""
        from jwviewer.shell.articles import ArticleRefused, read_article

        known = self._settings["articles"]
        if self.session is None or not known:
            return
        for source in dossier.store["sources"].rows():
            remembered = known.get(source["text_sha256"])
            if not remembered or not _is_there(remembered):
                continue
            try:
                copy = read_article(dossier, Path(remembered))
            except ArticleRefused as refused:
                log.info("a remembered copy was not attached: %s", type(refused).__name__)
                continue
            self.session.attach_article(copy.source_id, copy.text)

    def _progressed(self, share: float) -> None:
        if not self._patience.isActive():
            self.progressed.emit(share)

    def go_on(self) -> None:
        """Let the panes that wait be prepared, now that the timeline has been painted."""
        for opening in (self._opening, self._opened_last):
            if opening is not None:
                opening.go_on()

    def begin(self, session: Session) -> None:
        """Show what was opened before there was a session to show it."""
        self.session = session
        early, self._early, self.early = self._early, [], None
        for tell in early:
            QTimer.singleShot(0, self, tell)

    def _prepared(self, dossier: Dossier, name: str) -> None:
        if self.session is None:
            self._early.append(partial(self._prepared, dossier, name))
        else:
            self.prepared.emit(dossier, name)

    def _opened(self, dossier: Dossier) -> None:
        if self.session is None:
            self._early.append(partial(self._opened, dossier))
            if self._opening is not None and self._opening.to_come:
                self.early = dossier
                self.foreseen.emit()
            return
        opening, path = self._opening, self._opening.path if self._opening else None
        self._end()
        if not self.may_leave():
            if opening is not None:
                opening.cancel()
            self.refused.emit()
            return
        if self._opened_last is not None:
            self._opened_last.cancel()
        self._opened_last = opening
        if path is not None:
            self.remember([path])
            if self._settings["remember_recent"] and path.is_file():
                system_recent.remember(path)
        self.opened.emit(dossier)

    def _refused(self, path: Path, sentence: str, limit: bool) -> None:
        self._end()
        if limit and self._trusts(path, sentence):
            self.open(path, trusted=True)
            return
        self.refused.emit()
        if not _is_there(path):
            self._settings.forget_dossier(path)
            self.recent_changed.emit()
        self.said.emit(tr("{file} was not opened: {reason}", file=path.name, reason=sentence))

    def _trusts(self, path: Path, sentence: str) -> bool:
        box = QMessageBox(self._window)
        box.setWindowTitle(tr("Open a very large dossier?"))
        box.setTextFormat(box.textFormat().PlainText)
        box.setText(tr("{file} was stopped for safety: {reason}", file=path.name, reason=sentence))
        box.setInformativeText(tr("Open it all the same only if you know where it comes from."))
        yes = box.addButton(tr("Open it"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is yes

    def _let_go(self) -> bool:
        if self._opening is None:
            return False
        self._opening.end()
        self._end()
        self._early, self.early = [], None
        return True

    def _end(self) -> None:
        self._patience.stop()
        self._opening = None
        self.progressed.emit(-1.0)


def _is_there(path: str | Path) -> bool:
    # Unlike a Path's own this never raises, not even where a folder may not be looked into.
    return os.path.exists(path)  # noqa: PTH110
