"""All attributes of one fact in a form, each with a live word on whether its value will do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from jwviewer.dossier.units import unit_label
from jwviewer.language import tr
from jwviewer.panes.review.words import attribute_name, date_words, length_words, value_words
from jwviewer.queries.wording import bound_words, claim_name, event_name
from jwviewer.reading.read_span import edtf_of
from jwviewer.reading.review import ENTITIES, Review
from jwviewer.reading.review_edits import CorrectionRefused, choices, set_attribute

_FIELDS = {
    "figure": ("value", "value_high", "bound", "unit", "direction", "metric", "period",
               "base_period"),
    "event": ("name", "event_type", "date", "duration", "result"),
    "award": ("name", "event_type", "date", "result"),
    "role": ("role", "period"),
    "relation": ("relation", "period"),
    "claim": ("label", "claim_kind", "period"),
    "conversion": (),
}  # fmt: skip
_WORDS = {
    "bound": bound_words,
    "event_type": event_name,
    "claim_kind": claim_name,
}


class FactForm(QDialog):
    """Corrects one fact; nothing is taken before the whole form will do."""

    def __init__(self, review: Review, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Edit fact"))
        self._review, self._key = review, key
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        self._told: dict[str, QLabel] = {}
        fact = review.fact(key)
        names = ("name",) if fact.kind in ENTITIES else _FIELDS.get(fact.kind, ("name",))
        if fact.kind == "programme" and fact.value("event_type"):
            names = _FIELDS["event"]
        title = QLabel(value_words(review, key))
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        passage = QLabel(" ".join(review.article.view[slice(*fact.span)].split()))
        passage.setTextFormat(Qt.TextFormat.PlainText)
        passage.setWordWrap(True)
        passage.setObjectName("dim")
        form = QFormLayout()
        for name in names:
            self._add(form, name, fact.value(name))
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (title, passage):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.setMinimumWidth(440)
        self.check()

    @property
    def result_review(self) -> Review:
        """The review with what the form says; raises CorrectionRefused."""
        made = self._review
        fact = made.fact(self._key)
        for name in self.fields:
            if self.value(name) != fact.value(name):
                made = set_attribute(made, self._key, name, self.value(name))
        return made

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        field = self.fields[name]
        if isinstance(field, QComboBox):
            return str(field.currentData())
        return field.text().strip()

    def check(self) -> None:
        """Say of every field how it is understood, or why it will not do."""
        good = True
        for name, told in self._told.items():
            try:
                set_attribute(self._review, self._key, name, self.value(name))
            except CorrectionRefused as refused:
                # An attribute that is empty and may be is no fault.
                told.setText(str(refused))
                good = False
            else:
                told.setText(self._words(name))
            told.setVisible(bool(told.text()))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(good)

    def _add(self, form: QFormLayout, name: str, value: str) -> None:
        options = choices(name)
        field: QLineEdit | QComboBox
        if options:
            field = QComboBox()
            for option in options:
                words = _WORDS.get(name, str)(option) or tr("none")
                field.addItem(words, option)
            field.setCurrentIndex(max(0, field.findData(value)))
            field.currentIndexChanged.connect(self.check)
        else:
            field = QLineEdit(value)
            field.textChanged.connect(self.check)
        field.setAccessibleName(attribute_name(name))
        told = QLabel()
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        told.setObjectName("dim")
        self.fields[name], self._told[name] = field, told
        form.addRow(attribute_name(name), field)
        form.addRow("", told)

    def _words(self, name: str) -> str:
        value = self.value(name)
        if not value:
            return ""
        if name in ("date", "period", "base_period"):
            edtf = edtf_of(value)
            words = date_words(edtf)
            return words if edtf == value else tr("{words} ({edtf})", words=words, edtf=edtf)
        if name == "duration":
            return length_words(value)
        if name == "unit":
            return unit_label(value)
        return ""
