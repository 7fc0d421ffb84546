"""A form for one row of any table, made from the schema and checked while one types."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jwviewer.dossier.kinds import kinds_of
from jwviewer.dossier.schema import SUPPORTS, TABLES
from jwviewer.dossier.supplied_rules import SUPPLIABLE
from jwviewer.editing.row_forms import RowForm
from jwviewer.language import tr
from jwviewer.shell.form_fields import ChoiceField, Field, RowField, field_of
from jwviewer.shell.form_words import column_name, shown_columns, word_name
from jwviewer.shell.participants_field import ParticipantsField
from jwviewer.shell.read_back import read_back

if TYPE_CHECKING:
    from jwviewer.dossier.problems import Problem
    from jwviewer.editing.document import Document

LEAST_PAUSE = 120
"""Milliseconds without a key after which the form is checked."""
KEEP_MILLISECONDS = 3_000
"""How long something typed may be only in memory."""


class RowDialog(QDialog):
    """Shows the cells of one row as fields, with what is wrong or understood under each.

    Signals:
        filled: the RowForm, once it holds no fault and the person is done.
        typed: something was filled in, at most KEEP_MILLISECONDS ago.
    """

    filled = Signal(object)
    typed = Signal()

    def __init__(
        self, document: Document, form: RowForm, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = form
        self.fields: dict[str, Field] = {}
        self.notes: dict[str, QLabel] = {}
        self.marks: dict[str, QCheckBox] = {}
        self.participants: ParticipantsField | None = None
        self._document = document
        self._touched: set[str] = set()
        self._strict = bool(form.row_id)
        self._check = QTimer(self, singleShot=True, interval=LEAST_PAUSE)
        self._check.timeout.connect(self.check)
        self._keep = QTimer(self, singleShot=True, interval=KEEP_MILLISECONDS)
        self._keep.timeout.connect(self.typed)
        self.says = _note("problemNote")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.done_button = QPushButton(tr("Change") if form.row_id else tr("Add"))
        self.done_button.setDefault(True)
        self.buttons.addButton(self.done_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.finish)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.refresh()

    def check(self) -> tuple[Problem, ...]:
        """Apply the rules of reading and show what they say; return the problems."""
        began = time.monotonic()
        dossier = self._document.dossier
        problems = self._document.check(self.form.change(dossier, ""))
        # A large dossier takes longer to check: then a check follows less often.
        took = int((time.monotonic() - began) * 3000)
        self._check.setInterval(max(LEAST_PAUSE, took))
        self._show(problems)
        return problems

    def finish(self) -> None:
        """Hand the form on, unless something is wrong in it."""
        self._strict = True
        problems = self.check()
        if not problems:
            self.filled.emit(self.form)
            self.accept()
            return
        first = next((p.column for p in problems if p.column in self.fields), "")
        if first:
            self.fields[first].setFocus()
            self._area.ensureWidgetVisible(self.fields[first])

    def refresh(self) -> None:
        """Bring all fields in line with the form."""
        for name, field in self.fields.items():
            field.show_text(self.form.cells.get(name, ""))
        for name, mark in self.marks.items():
            mark.setChecked(name in self.form.supplied)
            mark.setEnabled(bool(self.form.cells.get(name)))
        self.check()

    def _lay_out(self) -> None:
        self._body = body = QWidget()
        rows = QFormLayout(body)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        rows.setVerticalSpacing(7)
        if self.form.passage is not None:
            self._add_passage(rows)
        table = self.form.table
        for column in shown_columns(table):
            field = field_of(self._document.dossier, table, column)
            field.edited.connect(lambda text, name=column.name: self._edited(name, text))
            if isinstance(field, RowField):
                field.row_wanted.connect(lambda f=field, n=column.name: self._make_row(f, n))
            self.fields[column.name] = field
            name = column_name(table, column.name)
            label = QLabel(tr("{name} *", name=name) if column.required else name)
            label.setBuddy(field)
            rows.addRow(label, self._with_note(column.name, field))
            if table == "events" and column.name == "label":
                self._add_participants(rows)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(body)
        column_box = QVBoxLayout(self)
        column_box.addWidget(self._area, 1)
        column_box.addWidget(self.says)
        column_box.addWidget(self.buttons)
        height = body.sizeHint().height() + 110
        self.resize(640, min(height, 640))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines of notes anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # A scroll area asks for no height at a width, and would cut wrapped notes off.
        layout = self._body.layout()
        assert layout is not None
        width = self._area.viewport().width()
        self._body.setMinimumHeight(max(layout.totalHeightForWidth(width), 0))

    def _with_note(self, name: str, field: Field) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        line = QHBoxLayout()
        line.addWidget(field, 1)
        if self.form.table == "sources" and name in SUPPLIABLE:
            mark = QCheckBox(tr("supplied by me"))
            mark.clicked.connect(lambda on, name=name: self._marked(name, on))
            self.marks[name] = mark
            line.addWidget(mark)
        box.addLayout(line)
        self.notes[name] = _note("readNote")
        box.addWidget(self.notes[name])
        return holder

    def _add_passage(self, rows: QFormLayout) -> None:
        passage = self.form.passage
        assert passage is not None
        words = " ".join(passage.words.split())
        quoted = QLabel(tr("“{words}”", words=words[:200] + ("…" if len(words) > 200 else "")))
        quoted.setTextFormat(Qt.TextFormat.PlainText)
        quoted.setWordWrap(True)
        rows.addRow(tr("Passage"), quoted)
        choices = [(word, word_name("evidence", "supports", word)) for word in SUPPORTS]
        supports = ChoiceField(choices, tr("What the passage supports"))
        supports.show_text(self.form.supports)
        supports.edited.connect(self._supported)
        rows.addRow(tr("It supports"), supports)

    def _add_participants(self, rows: QFormLayout) -> None:
        assert self.form.participants is not None
        self.participants = ParticipantsField(self._document.dossier, self.form.participants)
        self.participants.edited.connect(lambda _: self._later("participants"))
        rows.addRow(tr("Who took part"), self.participants)

    def _edited(self, name: str, text: str) -> None:
        self.form.set(name, text)
        for other, field in self.fields.items():
            if other != name:
                field.show_text(self.form.cells.get(other, ""))
        for other, mark in self.marks.items():
            mark.setChecked(other in self.form.supplied)
            mark.setEnabled(bool(self.form.cells.get(other)))
        self._follow_metric(name)
        self._later(name)

    def _follow_metric(self, name: str) -> None:
        """Take over the unit of a metric; money names its own."""
        metric = self.form.cells.get("metric_id", "")
        if self.form.table != "figures" or name != "metric_id":
            return
        metrics = self._document.dossier.store["metrics"]
        row = metrics.find(metric)
        if row >= 0 and (unit := metrics["unit"].cell(row)):
            self.form.cells["unit"] = unit
            self.fields["unit"].show_text(unit)

    def _marked(self, name: str, on: bool) -> None:
        self.form.supply(name, on)
        self._later(name)

    def _supported(self, supports: str) -> None:
        self.form.supports = supports
        self._keep_soon()

    def _keep_soon(self) -> None:
        # Not put off by the next key: who types without a pause would be kept nothing of.
        if not self._keep.isActive():
            self._keep.start()

    def _later(self, name: str) -> None:
        self._touched.add(name)
        self._check.start()
        self._keep_soon()

    def _show(self, problems: tuple[Problem, ...]) -> None:
        place = self._line()
        mine: dict[str, str] = {}
        others = []
        for problem in problems:
            here = problem.file == f"data/{self.form.table}.csv" and problem.line == place
            if here and problem.column in self.notes:
                mine.setdefault(problem.column, problem.sentence)
            else:
                others.append(problem.sentence)
        for name, label in self.notes.items():
            wrong = mine.get(name, "")
            if wrong and not (self._strict or name in self._touched):
                wrong = ""
            understood = "" if wrong else read_back(self.form, name)
            _say(label, wrong or understood, wrong=bool(wrong))
        _say(self.says, others[0] if others and self._strict else "", wrong=True)
        self._fit()

    def _line(self) -> int:
        dossier, table = self._document.dossier, self.form.table
        ids = dossier.store[table][TABLES[table].key[0]].texts()
        return (ids.index(self.form.row_id) if self.form.row_id in ids else len(ids)) + 2

    def _make_row(self, field: RowField, column: str) -> None:
        kinds = kinds_of(self.form.table, column) or ("company",)
        form = RowForm.new("entities", {"kind": kinds[0]}, self.form.passage)
        form.passage = None
        dialog = RowDialog(self._document, form, tr("New"), self)
        dialog.filled.connect(lambda made: self._made(field, made))
        dialog.open()

    def _made(self, field: RowField, made: RowForm) -> None:
        table = made.table
        key = TABLES[table].key[0]
        alone = RowForm("entities", "", made.cells, made=self.form.made)
        made.cells[key] = alone.new_id(self._document.dossier)
        self.form.made.setdefault(table, []).append(made.cells)
        self._keep_soon()
        field.add(made.cells[key], made.cells["name"])


def _note(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.hide()
    return label


def _say(label: QLabel, text: str, *, wrong: bool) -> None:
    name = "problemNote" if wrong else "readNote"
    if label.objectName() != name:
        label.setObjectName(name)
        label.style().unpolish(label)
        label.style().polish(label)
    label.setText(text)
    label.setVisible(bool(text))
