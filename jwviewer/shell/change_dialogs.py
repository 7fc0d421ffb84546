"""Before rows go or become one: what else goes with them, and how they are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from jwviewer.dossier.schema import TABLES, VERDICTS
from jwviewer.editing.change import Change, ChangeRefused
from jwviewer.editing.merging import merge_rows
from jwviewer.editing.row_forms import judge
from jwviewer.language import tr
from jwviewer.queries.bases import verdict_words
from jwviewer.queries.row_words import row_words, table_name
from jwviewer.shell.form_fields import Choice, RowField, told_apart
from jwviewer.shell.form_words import column_name

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.editing.document import Document


def consequences(dossier: Dossier, change: Change) -> list[str]:
    """Return what a change deletes and changes, row by row in words, deletions first."""
    gone, other, passages = [], [], 0
    order = list(TABLES)
    rows = [row for row in change.rows if row.table in TABLES and row.before is not None]
    for row in sorted(rows, key=lambda row: order.index(row.table)):
        assert row.before is not None
        if row.table == "evidence" and row.after is None:
            passages += 1
            continue
        words = row_words(dossier, row.table, row.before)
        line = tr("{table}: {row}", table=table_name(row.table), row=words)
        if row.after is None:
            gone.append(tr("goes – {what}", what=line))
        elif row.before != row.after:
            columns = [
                column_name(row.table, name)
                for name, cell in row.before.items()
                if cell != row.after.get(name, "") and not name.endswith("basis")
            ]
            other.append(tr("changes – {what} ({columns})", what=line, columns=", ".join(columns)))
    if passages:
        gone.append(tr("goes – passages of these: {count}", count=f"{passages:,}"))
    return [*gone, *other]


class DeleteDialog(QDialog):
    """Says what goes along before a row is deleted.

    Signals:
        agreed: the Change.
    """

    agreed = Signal(object)

    def __init__(self, dossier: Dossier, change: Change, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Delete"))
        lines = consequences(dossier, change)
        gone = sum(row.after is None for row in change.rows)
        self.head = _plain(
            tr("{what}: this row goes, and nothing else.", what=change.label)
            if len(lines) == 1
            else tr(
                "{what}: {gone} rows go and {other} change, for they hang on each other.",
                what=change.label, gone=gone, other=len(change.rows) - gone,
            )
        )  # fmt: skip
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What goes and what changes"))
        self.list.addItems(lines)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.done_button = QPushButton(tr("Delete"))
        _finish(self, (self.head, self.list, _plain(tr("You can undo it."))), self.done_button)
        self.accepted.connect(lambda: self.agreed.emit(change))
        self.resize(560, 360)


class MergeDialog(QDialog):
    """Chooses the row that another one becomes a part of, with a preview of what changes.

    Signals:
        agreed: the Change.
    """

    agreed = Signal(object)

    def __init__(
        self, document: Document, table: str, row_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Merge"))
        self._document, self._table, self._one = document, table, row_id
        self._change: Change | None = None
        dossier = document.dossier
        choices = told_apart(_alike(dossier, table, row_id))
        self._names = dict(_alike(dossier, table, ""))
        self.other = RowField(choices, tr("The other one"), empty=True, new=False)
        self.other.edited.connect(lambda _: self._preview())
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Which of them stays"))
        self.which.activated.connect(lambda _: self._preview())
        self.head = _plain(tr("“{name}” is the same as:", name=self._names[row_id]))
        self.says = _plain("")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What changes"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.done_button = QPushButton(tr("Merge"))
        _finish(self, (self.head, self.other, self.which, self.says, self.list), self.done_button)
        self.accepted.connect(self._agree)
        self.resize(600, 440)
        self._preview()

    def _preview(self) -> None:
        other = self.other.text()
        swapped = self.which.currentIndex() == 1
        self.list.clear()
        self._change = None
        known = other in self._names and other != self._one
        self.which.setVisible(known)
        self.done_button.setEnabled(False)
        if not known:
            self.says.setText(tr("Choose the other one to see what would change."))
            return
        names = (self._names[self._one], self._names[other])
        self.which.clear()
        self.which.addItems([tr("“{name}” stays", name=name) for name in names])
        self.which.setCurrentIndex(int(swapped))
        kept, merged = (other, self._one) if swapped else (self._one, other)
        label = tr("Merge “{one}” into “{other}”", one=self._names[merged], other=self._names[kept])
        try:
            change = merge_rows(self._document.dossier, self._table, kept, merged, label)
        except ChangeRefused as refused:
            self.says.setText(str(refused))
            return
        problems = self._document.check(change)
        self.list.addItems(consequences(self._document.dossier, change))
        if problems:
            self.says.setText(problems[0].sentence)
            return
        self.says.setText(tr("What is said of both is said of one from now on. You can undo it."))
        self._change = change
        self.done_button.setEnabled(True)

    def _agree(self) -> None:
        if self._change is not None:
            self.agreed.emit(self._change)


class JudgeDialog(QDialog):
    """Asks what the person thinks of a fact.

    Signals:
        agreed: the Change.
    """

    agreed = Signal(object)

    def __init__(self, dossier: Dossier, fact_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("My judgement"))
        self._dossier, self._fact_id = dossier, fact_id
        old = dossier.judgements.get(fact_id)
        label = dossier.label(fact_id)
        self.choices: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        for verdict in (*VERDICTS, ""):
            words = verdict_words(verdict) if verdict else tr("no judgement")
            button = QRadioButton(words)
            button.setChecked(verdict == (old.verdict if old else ""))
            group.addButton(button)
            self.choices[verdict] = button
        self.note = QLineEdit(old.note if old else "")
        self.note.setMaxLength(400)
        self.note.setPlaceholderText(tr("Why? (shown with the fact and in exports)"))
        self.note.setAccessibleName(tr("Why"))
        self.done_button = QPushButton(tr("Judge"))
        head = _plain(tr("“{fact}” is:", fact=label))
        _finish(self, (head, *self.choices.values(), self.note), self.done_button)
        self.accepted.connect(self._agree)
        self.setMinimumWidth(460)

    def _agree(self) -> None:
        verdict = next(v for v, button in self.choices.items() if button.isChecked())
        label = tr("Judge “{fact}”", fact=self._dossier.label(self._fact_id))
        note = self.note.text().strip() if verdict else ""
        self.agreed.emit(judge(self._dossier, self._fact_id, verdict, note, label))


def _alike(dossier: Dossier, table: str, row_id: str) -> list[Choice]:
    """Return the other rows that a row could be merged with; with "" all rows."""
    key = TABLES[table].key[0]
    rows = dossier.store[table].rows()
    kind = next((row.get("kind") for row in rows if row[key] == row_id), None)
    found = [
        (row[key], row_words(dossier, table, row))
        for row in rows
        if row[key] != row_id and (not row_id or table != "entities" or row["kind"] == kind)
    ]
    return sorted(found, key=lambda choice: choice[1].casefold())


def _plain(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _finish(dialog: QDialog, widgets: tuple[QWidget, ...], done: QPushButton) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    box.addButton(done, QDialogButtonBox.ButtonRole.AcceptRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    for widget in widgets:
        column.addWidget(widget)
    column.addWidget(box)
