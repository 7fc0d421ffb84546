"""The rows of the side-by-side view as a Qt table of plain texts."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from jwviewer.language import tr
from jwviewer.queries.profile_parts import Group, Row
from jwviewer.queries.profiles import Profiles

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ProfileModel(QAbstractTableModel):
    """Group headings and rows as lines of one table; column 0 holds the labels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Profiles | None = None
        self.lines: list[Group | Row] = []

    def show_profiles(self, shown: Profiles) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.shown = shown
        self.lines = [line for group in shown.groups for line in _lines(group)]
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return the number of headings and rows."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return the number of companies and one for the labels."""
        return 0 if parent.isValid() or self.shown is None else len(self.shown.columns) + 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell as plain text; to a screen reader with its row and company."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line, column = self.lines[index.row()], index.column()
        if isinstance(line, Group):
            return line.title if column == 0 else ""
        if column == 0:
            return line.label
        text = line.cells[column - 1].text
        if role == Qt.ItemDataRole.DisplayRole or self.shown is None:
            return text
        return tr(
            "{row}, {company}: {value}",
            row=line.name,
            company=self.shown.names[column - 1],
            value=text,
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a company's name."""
        if (
            role != Qt.ItemDataRole.DisplayRole
            or orientation != Qt.Orientation.Horizontal
            or self.shown is None
        ):
            return None
        return self.shown.names[section - 1] if 0 < section <= len(self.shown.names) else ""


def _lines(group: Group) -> list[Group | Row]:
    return list(group.rows) if group.key == "company" else [group, *group.rows]
