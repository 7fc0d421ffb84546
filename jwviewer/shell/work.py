"""The dossier that is being worked on: opened, changed, saved, guarded, and let go."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from jwviewer.dossier.atomic import WriteFailed
from jwviewer.dossier.problems import DossierRefused
from jwviewer.editing.document import ChangedOutside, SaveRefused, never_saved
from jwviewer.editing.open_forms import remove
from jwviewer.language import tr
from jwviewer.places import seed
from jwviewer.shell.edits import Edits
from jwviewer.shell.save_questions import Choice, ask_before_leaving

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.editing.document import Document
    from jwviewer.session import Session
    from jwviewer.shell.documents import Documents
    from jwviewer.shell.window import Window

QUIET_SECONDS = 60
"""For how long nothing is asked once the desktop session said that it ends."""
RECOVERY, OUTSIDE, FAILED, FORM = "recovery", "outside", "failed", "form"


class Work(QObject):
    """Ties the edits to the window, the panes and the files.

    Nothing is ever lost by ending without an answer: every change is in the journal, and the
    next start offers it.

    Signals:
        form_wanted: a LeftForm that the person wants to go on with.
    """

    form_wanted = Signal(object)

    def __init__(self, window: Window, session: Session, documents: Documents, state: Path) -> None:
        super().__init__(window)
        self._window, self._session, self._documents = window, session, documents
        self._state = state
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_SECONDS * 1000)
        self._ended = False
        self.edits = Edits(state, self)
        self.edits.changed.connect(session.edit_dossier)
        self.edits.said.connect(window.messages.say)
        self.edits.clean_changed.connect(self._mark)
        self.edits.held_elsewhere.connect(self._tell_holder)
        stack = self.edits.stack
        stack.undoTextChanged.connect(self._name_steps)
        stack.redoTextChanged.connect(self._name_steps)
        stack.indexChanged.connect(self._name_steps)
        window.may_close = self.may_leave
        documents.may_leave = self.may_leave
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._came_back)
        self._name_steps()

    def open(self, dossier: Dossier) -> None:
        """Begin to work on a dossier that has just been opened."""
        origin = dossier.origin
        ships = origin is not None and origin.is_relative_to(seed())
        self.edits.open(dossier, fixed=ships)
        self._window.offers.withdraw()
        self._mark(clean=True)
        document = self.edits.document
        assert document is not None
        # Asked first, so that it comes after the changes that the form may build on.
        self._offer_form(document)
        found = None if origin is None else document.recoverable()
        if found is not None:
            count = len(found.net)
            self._window.offers.offer(
                RECOVERY,
                tr("1 change of an earlier run was not saved.")
                if count == 1
                else tr("{count} changes of an earlier run were not saved.", count=count),
                (
                    (tr("Restore"), self.edits.recover),
                    (tr("Discard"), lambda: document.discard(found)),
                ),
            )
        elif (left := never_saved(self._state)) is not None:
            self._window.offers.offer(
                RECOVERY,
                tr("“{title}” of an earlier run was never saved.", title=left.title),
                (
                    (tr("Restore"), lambda: self._restore_new(left.title)),
                    (tr("Discard"), lambda: document.discard(left)),
                ),
            )

    def _offer_form(self, document: Document) -> None:
        left = document.open_forms.left()
        if left is not None:
            self._window.offers.offer(
                FORM,
                tr("The form “{title}” was still open when the program ended.", title=left.title),
                (
                    (tr("Open it again"), lambda: self.form_wanted.emit(left)),
                    (tr("Discard"), lambda: remove(left.path)),
                ),
            )

    def may_leave(self) -> bool:
        """Ask what is to become of unsaved changes; tell whether the dossier may be let go."""
        if not self.edits.is_changed or self._ended or self._quiet.isActive():
            return True
        match ask_before_leaving(self._window, self.edits.title, self.edits.step_count):
            case Choice.SAVE:
                return self.save()
            case Choice.DISCARD:
                self.edits.forget()
                return True
        return False

    def be_quiet(self) -> None:
        """Ask nothing for a while: the desktop session ends, and the journal keeps everything."""
        self._quiet.start()

    def end(self) -> None:
        """Ask nothing any more: the program ends from outside."""
        self._ended = True

    def close(self) -> None:
        """Let go of the dossier; what is not saved stays in the journal."""
        self.edits.close()

    def save(self) -> bool:
        """Save where the dossier lies, or ask where; tell whether that was done."""
        document = self.edits.document
        if document is None:
            return False
        if document.left_out:
            self._window.offers.offer(
                FAILED, document.obstacle, ((tr("Save as…"), self.save_as), (tr("Close"), bool))
            )
            return False
        if document.obstacle:
            return self.save_as()
        return self._save(None)

    def save_as(self) -> bool:
        """Ask for a place and save there; tell whether that was done."""
        from jwviewer.shell.save_questions import ask_where, may_leave_rows_out

        document = self.edits.document
        if document is None or not may_leave_rows_out(self._window, document):
            return False
        target = ask_where(self._window, document.dossier, self._folder())
        if isinstance(target, str):
            self._window.messages.say(target)
            return False
        if target is None or not self._save(target):
            return False
        self._documents.remember([target])
        return True

    def check_outside(self) -> None:
        """Say so when another program has changed the files."""
        document, offers = self.edits.document, self._window.offers
        if document is None or offers.asks(OUTSIDE) or not document.changed_outside():
            return
        text = tr("{file} was changed by another program.", file=self._name())
        if self.edits.is_changed:
            text += " " + tr("Reloading keeps your unsaved state under File, Earlier states.")
        offers.offer(
            OUTSIDE,
            text,
            (
                (tr("Reload"), self.reload),
                (tr("Keep mine"), self._keep_mine),
                (tr("Save as…"), self.save_as),
            ),
        )

    def reload(self) -> None:
        """Read the files anew; what was not saved is kept among the earlier states."""
        document = self.edits.document
        if document is None or document.origin is None:
            return
        try:
            if self.edits.is_changed:
                document.put_aside()
        except WriteFailed as failed:
            self._window.messages.say(str(failed))
            return
        origin = document.origin
        self.edits.forget()
        self._documents.open(origin)

    def states(self) -> None:
        """Show the earlier states of the dossier, to return to one."""
        from jwviewer.shell.states_dialog import StatesDialog

        if self.edits.document is not None:
            dialog = StatesDialog(self.edits.document, self._window)
            dialog.chosen.connect(self.edits.do)
            dialog.open()

    def _restore_new(self, title: str) -> None:
        """Bring a new dossier back that had no place yet; the present one is let go."""
        from jwviewer.dossier.dossier import Dossier
        from jwviewer.editing.edits import new_id

        if not self.may_leave():
            return
        empty = Dossier.from_rows({})
        dossier = replace(empty, id=new_id(empty, title), title=title)
        self._session.open_dossier(dossier)
        self.open(dossier)
        self._window.offers.withdraw(RECOVERY)
        self.edits.recover()

    def _save(self, target: Path | None, *, overwrite: bool = False) -> bool:
        try:
            path = self.edits.save(target, overwrite=overwrite)
        except ChangedOutside:
            self._window.offers.offer(
                OUTSIDE,
                tr(
                    "Not saved: {file} was changed by another program since it was opened.",
                    file=self._name(),
                ),
                (
                    (tr("Reload"), self.reload),
                    (tr("Save mine over it"), lambda: self._save(None, overwrite=True)),
                    (tr("Save as…"), self.save_as),
                ),
            )
            return False
        except (WriteFailed, SaveRefused, DossierRefused) as failure:
            self._window.offers.offer(
                FAILED,
                tr("Not saved, and nothing is lost: {reason}", reason=failure),
                (
                    (tr("Try again"), lambda: self._save(target, overwrite=overwrite)),
                    (tr("Save as…"), self.save_as),
                    (tr("Close"), bool),
                ),
            )
            return False
        for topic in (OUTSIDE, FAILED):
            self._window.offers.withdraw(topic)
        self._mark(clean=True)
        self._window.status.showMessage(tr("Saved {file}", file=path.name), 5000)
        return True

    def _keep_mine(self) -> None:
        assert self.edits.document is not None
        self.edits.document.ignore_outside()
        self._window.messages.say(
            tr("Saving will ask before the other program's version goes; a copy of it is kept.")
        )

    def _came_back(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.check_outside()
            self._show_access()

    def _mark(self, clean: bool) -> None:
        self._window.setWindowModified(not clean)
        self._show_access()

    def _show_access(self) -> None:
        document = self.edits.document
        holder = None if document is None else document.holder()
        text = ""
        if document is not None and holder is not None:
            text = tr("also open: {user} on {host}", user=holder.user, host=holder.host)
        elif document is not None and document.is_read_only:
            text = tr("read-only")
        elif document is not None and document.ships:
            text = tr("ships with the program: Save asks for a place")
        self._window.status.show_access(text)

    def _tell_holder(self, user: str, host: str, since: str) -> None:
        try:
            when = datetime.fromisoformat(since).astimezone().strftime("%Y-%m-%d %H:%M")
        except ValueError:
            when = since
        self._window.messages.say(
            tr(
                "{user} on {host} has been editing this dossier since {when}; "
                "saving will tell whether it was changed meanwhile.",
                user=user, host=host, when=when,
            )
        )  # fmt: skip
        self._show_access()

    def _name_steps(self, *_: object) -> None:
        actions, stack = self._window.actions_by_slot, self.edits.stack
        undo, redo = stack.undoText().replace("&", "&&"), stack.redoText().replace("&", "&&")
        actions["undo"].setText(tr("&Undo: {step}", step=undo) if undo else tr("&Undo"))
        actions["redo"].setText(tr("&Redo: {step}", step=redo) if redo else tr("&Redo"))
        actions["undo"].setEnabled(stack.canUndo())
        actions["redo"].setEnabled(stack.canRedo())

    def _name(self) -> str:
        document = self.edits.document
        return document.origin.name if document is not None and document.origin else ""

    def _folder(self) -> Path:
        document = self.edits.document
        origin = None if document is None or document.ships else document.origin
        return Path.home() if origin is None else origin.parent
