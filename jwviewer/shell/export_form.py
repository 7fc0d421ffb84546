"""The controls of the export dialog."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from jwviewer.export.presets import LEAST_FACTOR, LEAST_SIDE, MOST_FACTOR, MOST_SIDE, PRESETS
from jwviewer.language import tr

ALL = "all"
"""Stands for every picture, in the list of panes."""


class ExportForm(QWidget):
    """What to draw, how large, with which words, and where to; knows nothing of pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pane = QComboBox()
        for name, title in pane_titles():
            self.pane.addItem(title, name)
        self.preset = QComboBox()
        for preset in PRESETS:
            self.preset.addItem(preset.title, preset.name)
        self.preset.addItem(tr("Other size"), "")
        self.wide, self.high = _pixel_box(tr("Width")), _pixel_box(tr("Height"))
        self.factor = QDoubleSpinBox()
        self.factor.setRange(LEAST_FACTOR, MOST_FACTOR)
        self.factor.setSingleStep(0.5)
        self.factor.setPrefix("× ")
        self.factor.setAccessibleName(tr("Scale"))
        self.pixels = QLabel()
        self.pixels.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.theme = QComboBox()
        for title, name in ((tr("As on screen"), ""), (tr("Light"), "light"), (tr("Dark"), "dark")):
            self.theme.addItem(title, name)
        self.title, self.subtitle = QLineEdit(), QLineEdit()
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.notes.setMinimumHeight(self.fontMetrics().height() * 4)
        self.automatic = QPushButton(tr("&Automatic texts"))
        self.csv = QCheckBox(tr("Also the numbers shown, as &CSV"))
        self.alt = QCheckBox(tr("Also a &description in words, as text"))
        self.path = QLineEdit()
        self.browse = QPushButton(tr("C&hoose…"))
        self.browse.setAccessibleName(tr("Choose where to write to"))
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._lay_out()

    def _lay_out(self) -> None:
        size, place = QHBoxLayout(), QHBoxLayout()
        times = QLabel("×")
        times.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for widget in (self.wide, times, self.high, self.factor, self.pixels):
            size.addWidget(widget)
        size.addStretch()
        place.addWidget(self.path)
        place.addWidget(self.browse)
        self._row(tr("&Picture of"), self.pane)
        self._row(tr("&Size"), self.preset)
        self._form.addRow("", size)
        self._row(tr("The&me"), self.theme)
        self._row(tr("&Title"), self.title)
        self._row(tr("S&ubtitle"), self.subtitle)
        self._row(tr("&Notes"), self.notes)
        for button in (self.automatic, self.csv, self.alt):
            self._form.addRow("", button)
        self._row(tr("&Write to"), self.path, place)

    def _row(self, label: str, widget: QWidget, holder: QLayout | None = None) -> None:
        words = QLabel(label)
        words.setBuddy(widget)
        widget.setAccessibleName(label.replace("&", ""))
        if holder is None:
            self._form.addRow(words, widget)
        else:
            self._form.addRow(words, holder)


def pane_titles() -> tuple[tuple[str, str], ...]:
    """Return what can be exported, by name and as people call it."""
    return (
        ("timeline", tr("Timeline")), ("profiles", tr("Profiles side by side")),
        ("metrics", tr("Metrics")), ("evidence", tr("Evidence")),
        ("dashboard", tr("Whole dashboard")), (ALL, tr("All of these, into a folder")),
    )  # fmt: skip


def _pixel_box(name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(LEAST_SIDE, MOST_SIDE)
    box.setSuffix(" px")
    box.setAccessibleName(name)
    return box
