"""Undo, redo, and everything that changes what the dossier says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from jwviewer.dossier.schema import FACT_TABLES, SUPPORTS, TABLES
from jwviewer.editing.edits import delete_row, table_of
from jwviewer.editing.open_forms import LeftForm, remove
from jwviewer.editing.row_forms import RowForm, Span, add_evidence
from jwviewer.language import tr
from jwviewer.queries.row_words import row_words
from jwviewer.queries.wording import supports_name
from jwviewer.shell.form_words import Sort, sorts

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.shell.desk import Desk
    from jwviewer.shell.row_dialog import RowDialog

NAMED = 60
"""How many characters of a row its change is called by."""


class EditCommands:
    """The commands that change the dossier; each change is one step that can be undone."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def _dossier(self) -> Dossier:
        return self.desk.state.dossier

    @property
    def _focus(self) -> str:
        focus = self.desk.state.selection.focus
        return focus if focus is not None and focus in self._dossier.positions else ""

    def undo(self) -> None:
        """Take the last change back."""
        self.desk.work.edits.stack.undo()

    def redo(self) -> None:
        """Make the change that was taken back again."""
        self.desk.work.edits.stack.redo()

    def edit_fact(self) -> None:
        """Open the form of the chosen fact."""
        self.ask("edit", self._focus)

    def delete_fact(self) -> None:
        """Delete the chosen fact, after saying what goes with it."""
        self.ask("delete", self._focus)

    def merge_fact(self) -> None:
        """Merge the chosen fact with another of its sort."""
        self.ask("merge", self._focus)

    def judge_fact(self) -> None:
        """Say what the person thinks of the chosen fact."""
        self.ask("judge", self._focus)

    def new_fact(self) -> None:
        """Offer the sorts of rows that can be added."""
        pane = self.desk.pane
        self.new_menu(None).popup(pane.mapToGlobal(QPoint(24, 24)))

    def contents(self) -> None:
        """Show all tables of the dossier."""
        from jwviewer.shell.contents_dialog import ContentsDialog

        dialog = ContentsDialog(self._dossier, self.desk.window)
        dialog.asked.connect(self.do)
        edits = self.desk.work.edits
        edits.changed.connect(dialog.show_dossier)
        dialog.finished.connect(lambda _: edits.changed.disconnect(dialog.show_dossier))
        self.desk.show(dialog)

    def about_dossier(self) -> None:
        """Change title, description and the like of the dossier."""
        from jwviewer.shell.about_dialog import DossierDialog

        dialog = DossierDialog(self._dossier, self.desk.window)
        dialog.agreed.connect(self.desk.work.edits.do)
        self.desk.show(dialog)

    def ask(self, action: str, fact_id: str, detail: object = None) -> None:
        """Do what a pane asks for: edit, delete, merge, judge, evidence, new; on one fact."""
        if action in ("evidence", "new"):
            if isinstance(detail, Span):
                self.passage_menu(fact_id, detail)
            return
        if fact_id not in self._dossier.positions:
            self.desk.window.status.showMessage(tr("Choose a fact first"), 4000)
            return
        if action == "judge":
            self.judge(fact_id)
        else:
            self.do(action, table_of(self._dossier, fact_id), fact_id)

    def do(self, action: str, table: str, row_id: str) -> None:
        """Add, change, delete or merge a row of any table."""
        if action == "new":
            self.new(table)
        elif action == "merge":
            self.merge(table, row_id)
        elif action == "delete":
            self.delete(table, row_id)
        elif table == "judgements":
            self.judge(row_id)
        else:
            self.edit(table, row_id)

    def edit(self, table: str, row_id: str) -> RowDialog:
        """Open the form of a row."""
        form = RowForm.of(self._dossier, table, row_id)
        label = tr("Change “{row}”", row=self.name(table, row_id))
        return self._open(form, label, label)

    def new(self, table: str, sort: Sort | None = None, passage: Span | None = None) -> object:
        """Open the form of a new row, which a passage may say."""
        if table == "sources":
            from jwviewer.shell.new_source import new_source

            form = new_source(self.desk.window, self._dossier, self.desk.folder)
            if form is None:
                return None
        else:
            form = RowForm.new(table, dict(sort.preset) if sort else {}, passage)
        fitting = sort or next((one for one in sorts() if one.table == table), None)
        name = fitting.name if fitting else tr("Source")
        title = tr("New: {sort}", sort=name)
        return self._open(form, title, tr("Add {sort}", sort=name))

    def delete(self, table: str, row_id: str) -> None:
        """Say what goes with a row, and delete it."""
        from jwviewer.shell.change_dialogs import DeleteDialog

        label = tr("Delete “{row}”", row=self.name(table, row_id))
        change = delete_row(self._dossier, table, row_id, label)
        dialog = DeleteDialog(self._dossier, change, self.desk.window)
        dialog.agreed.connect(self.desk.work.edits.do)
        self.desk.show(dialog)

    def merge(self, table: str, row_id: str) -> None:
        """Choose another row to merge with, see what changes, and merge."""
        from jwviewer.shell.change_dialogs import MergeDialog

        document = self.desk.work.edits.document
        if document is not None:
            dialog = MergeDialog(document, table, row_id, self.desk.window)
            dialog.agreed.connect(self.desk.work.edits.do)
            self.desk.show(dialog)

    def judge(self, fact_id: str) -> None:
        """Say what the person thinks of a fact."""
        from jwviewer.shell.change_dialogs import JudgeDialog

        dialog = JudgeDialog(self._dossier, fact_id, self.desk.window)
        dialog.agreed.connect(self.desk.work.edits.do)
        self.desk.show(dialog)

    def new_menu(self, passage: Span | None) -> QMenu:
        """Return a menu of the sorts of rows that can be added."""
        menu = QMenu(tr("&New"), self.desk.window)
        for sort in sorts():
            if passage is not None and sort.table not in FACT_TABLES:
                continue
            menu.addAction(sort.name, partial(self.new, sort.table, sort, passage))
        if passage is None:
            menu.addAction(tr("Source…"), partial(self.new, "sources"))
        return menu

    def passage_menu(self, fact_id: str, span: Span) -> QMenu:
        """Offer what can be made of selected words of a source."""
        menu = QMenu(self.desk.window)
        if fact_id in self._dossier.positions:
            title = tr("Evidence for “{fact}”", fact=_short(self._dossier.label(fact_id)))
            below = menu.addMenu(title.replace("&", "&&"))
            for supports in SUPPORTS:
                below.addAction(
                    supports_name(supports), partial(self.add_evidence, fact_id, supports, span)
                )
        new = self.new_menu(span)
        new.setTitle(tr("New fact from these words"))
        menu.addMenu(new)
        menu.popup(self.desk.window.cursor().pos())
        return menu

    def add_evidence(self, fact_id: str, supports: str, span: Span) -> bool:
        """Let selected words of a source support an attribute of a fact."""
        fact = _short(self._dossier.label(fact_id))
        label = tr("Evidence for “{fact}”", fact=fact)
        return self.desk.work.edits.do(add_evidence(self._dossier, fact_id, supports, span, label))

    def fact_actions(self) -> list[QAction]:
        """Return what can be done with the chosen fact, for a pane's menu."""
        actions = self.desk.window.actions_by_slot
        slots = ("edit_fact", "judge_fact", "merge_fact", "delete_fact") if self._focus else ()
        found = [actions[slot] for slot in (*slots, "new_fact")]
        rule = QAction(self.desk.window)
        rule.setSeparator(True)
        return [*found, rule]

    def name(self, table: str, row_id: str) -> str:
        """Return what a row is called in the name of a step."""
        if table in FACT_TABLES:
            return _short(self._dossier.label(row_id))
        return _short(row_words(self._dossier, table, self._dossier.row(table, row_id)))

    def open_again(self, left: LeftForm) -> RowDialog:
        """Open a form that an earlier run left open, with all that stood in it."""
        dialog = self._open(left.form, left.title, left.label)
        dialog.finished.connect(lambda _: remove(left.path))
        return dialog

    def _open(self, form: RowForm, title: str, label: str) -> RowDialog:
        from jwviewer.shell.row_dialog import RowDialog

        edits = self.desk.work.edits
        assert edits.document is not None
        dialog = RowDialog(edits.document, form, title, self.desk.window)
        dialog.filled.connect(lambda done: self._take(done, label))
        dialog.typed.connect(partial(edits.keep_form, form, title, label))
        dialog.finished.connect(lambda _, kept=edits.document.open_forms: kept.drop())
        self.desk.show(dialog)
        return dialog

    def _take(self, form: RowForm, label: str) -> None:
        """Make the change, and choose what is new."""
        change = form.change(self._dossier, label)
        made = "" if form.row_id else _id_of(form, change)
        if self.desk.work.edits.do(change) and made in self._dossier.positions:
            self.desk.session.select(self.desk.state.selection.with_focus(made))


def _id_of(form: RowForm, change: object) -> str:
    key = TABLES[form.table].key[0]
    rows = getattr(change, "rows", ())
    mine = [row.after for row in rows if row.table == form.table and row.before is None]
    return str(mine[-1][key]) if mine else ""


def _short(text: str) -> str:
    return text if len(text) <= NAMED else text[: NAMED - 1].rstrip() + "…"
