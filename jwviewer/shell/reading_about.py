"""What a person knows of an article that the article does not say: its date, publisher, author."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from jwviewer.dossier.dates import DateError, describe_date, parse_date
from jwviewer.language import tr
from jwviewer.reading.read_span import edtf_of
from jwviewer.reading.tables import Source


class AboutArticle(QDialog):
    """Asks for the article's title, publisher, author, address and date; all may stay empty."""

    def __init__(self, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About the article"))
        self._source = source
        head = QLabel(
            tr("What you write here counts as supplied by you, never as said by the article. With "
               "the day it appeared, words such as “last year” can be understood.")
        )  # fmt: skip
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        names = (
            ("title", tr("Title")), ("publisher", tr("Publisher")), ("author", tr("Author")),
            ("url", tr("Address")), ("published", tr("Date")),
        )  # fmt: skip
        self.fields: dict[str, QLineEdit] = {}
        form = QFormLayout()
        for name, label in names:
            field = self.fields[name] = QLineEdit(getattr(source, name))
            field.setAccessibleName(label)
            # Its beginning tells which article it is.
            field.setCursorPosition(0)
            form.addRow(label, field)
        self.fields["published"].setPlaceholderText(tr("2019-03-14, 14 March 2019, 2019"))
        self.reading = QLabel()
        self.reading.setTextFormat(Qt.TextFormat.PlainText)
        self.reading.setWordWrap(True)
        self.reading.setObjectName("dim")
        form.addRow("", self.reading)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(head)
        column.addLayout(form)
        column.addWidget(self.buttons)
        for field in self.fields.values():
            field.textChanged.connect(self._check)
        self.setMinimumWidth(480)
        self._check()

    @property
    def source(self) -> Source:
        """What is known now; what the person wrote is marked as theirs."""
        told = {name: field.text().strip() for name, field in self.fields.items()}
        told["published"] = _day_of(told["published"])
        changed = {name for name, text in told.items() if text != getattr(self._source, name)}
        supplied = {name for name in (*self._source.supplied, *changed) if told.get(name)}
        return replace(self._source, **told, supplied=tuple(sorted(supplied)))

    def _check(self) -> None:
        date = _day_of(self.fields["published"].text())
        url = self.fields["url"].text().strip()
        good, words = True, ""
        try:
            words = describe_date(parse_date(date)) if date else ""
        except DateError as error:
            good, words = False, str(error)
        if url and not url.startswith(("http://", "https://")):
            good, words = False, tr("An address begins with https:// or http://.")
        self.reading.setText(words)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(good)


def _day_of(text: str) -> str:
    """Return a date as it was typed as EDTF; without its year it tells nothing of "last year"."""
    edtf = edtf_of(text)
    return text.strip() if edtf.startswith("X") else edtf
