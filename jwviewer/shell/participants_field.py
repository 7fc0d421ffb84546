"""Who took part in an event, and as what: rows that are added and removed in its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from jwviewer.dossier.schema import TABLES
from jwviewer.language import tr
from jwviewer.shell.form_fields import ChoiceField, RowField, row_choices
from jwviewer.shell.form_words import word_name

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

_COLUMNS = TABLES["participants"].by_name


class ParticipantsField(QWidget):
    """A line per participant: who, as what, how known; the given list is kept in step.

    Signals:
        edited: something in the list is another; carries nothing of use.
    """

    edited = Signal(str)

    def __init__(self, dossier: Dossier, rows: list[dict[str, str]]) -> None:
        super().__init__()
        self._rows = rows
        self._choices = row_choices(dossier, "participants", _COLUMNS["entity_id"])
        self.lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.add = QPushButton(tr("Add a participant"))
        self.add.clicked.connect(self._add)
        self._column.addWidget(self.add)
        for row in rows:
            self._line(row)

    def _add(self) -> None:
        row = {"event_id": "", "entity_id": "", "role": "party", "basis": "supplied"}
        self._rows.append(row)
        self._line(row).setFocus()
        self.edited.emit("")

    def _line(self, row: dict[str, str]) -> QWidget:
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        who = RowField(self._choices, tr("Who took part"), empty=False, new=False)
        role, basis = (
            ChoiceField(
                [(w, word_name("participants", name, w)) for w in _COLUMNS[name].values], title
            )
            for name, title in (("role", tr("As what")), ("basis", tr("How known")))
        )
        for name, field in (("entity_id", who), ("role", role), ("basis", basis)):
            field.show_text(row[name])
            field.edited.connect(lambda text, name=name: self._edit(row, name, text))
        remove = QToolButton()
        remove.setText("✕")
        remove.setAccessibleName(tr("Remove this participant"))
        remove.clicked.connect(lambda: self._remove(row, line))
        box.addWidget(who, 3)
        box.addWidget(role, 2)
        box.addWidget(basis, 2)
        box.addWidget(remove)
        line.setFocusProxy(who)
        self.lines.append(line)
        self._column.insertWidget(self._column.count() - 1, line)
        return line

    def _edit(self, row: dict[str, str], name: str, text: str) -> None:
        row[name] = text
        self.edited.emit("")

    def _remove(self, row: dict[str, str], line: QWidget) -> None:
        self._rows[:] = [one for one in self._rows if one is not row]
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self.edited.emit("")
