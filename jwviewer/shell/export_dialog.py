"""The dialog that exports finished pictures: what, how large, with which words, where to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jwviewer.dossier.atomic import WriteFailed
from jwviewer.drawing.body import LayOut
from jwviewer.drawing.figure import FigureTexts
from jwviewer.export.folder import make_folder
from jwviewer.export.job import PANES, FigureJob, beside, draw_figure, lay_out, save
from jwviewer.export.presets import PRESETS, SizeRefused, pixels
from jwviewer.export.texts import remember, remembered
from jwviewer.language import tr
from jwviewer.queries.grid import Grid
from jwviewer.session import State
from jwviewer.shell.behind import behind
from jwviewer.shell.export_form import ALL, ExportForm
from jwviewer.shell.export_preview import FigurePreview
from jwviewer.shell.settings import Settings

KEEP_AFTER = 1000
"""Milliseconds after the last stroke when texts are written to the settings."""


class ExportDialog(QDialog):
    """Exports one pane's picture, or all of them, of the state it was opened with.

    ``layouts`` and ``grids`` are those of panes on screen with choices of their own, by name;
    a grid is asked for when it is to be written.
    What the person writes in place of the automatic texts is remembered per dossier and pane.

    Signals:
        exported: the paths of the files just written.
    """

    exported = Signal(object)

    def __init__(
        self, state: State, settings: Settings, parent: QWidget | None = None, *, pane: str,
        layouts: Mapping[str, LayOut] | None = None,
        grids: Mapping[str, Callable[[], Grid]] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(tr("Export pictures"))
        self._state = state
        self._layouts, self._grids = layouts or {}, grids or {}
        self._settings = settings
        self._store: dict[str, Any] = dict(settings["figure_texts"])
        self._automatic = FigureTexts("", "", "")
        self._filling = False
        # Not only when the dialog ends: what was written outlasts a power cut.
        self._keeping = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._keeping.timeout.connect(self.keep)
        self.form, self.preview = ExportForm(), FigurePreview()
        self.message = QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = self.buttons.addButton(
            tr("Copy &picture"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.export_button = self.buttons.addButton(
            tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        sides = QHBoxLayout()
        sides.addWidget(self.form, 1)
        sides.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.addLayout(sides)
        column.addWidget(self.message)
        column.addWidget(self.buttons)
        self.resize(1060, 520)
        for button in self.findChildren(QPushButton):
            # Or the first of them, whichever it is, would answer to Enter.
            button.setAutoDefault(button is self.export_button)
        self.export_button.setDefault(True)
        self._restore(settings["export"], pane)
        self._connect()
        self._pane_changed()

    @property
    def job(self) -> FigureJob:
        """What the controls ask for; for all pictures, the one in the preview."""
        pane = self.form.pane.currentData()
        if pane == ALL:
            return self._job_for(PANES[0])
        return replace(self._job_for(pane), texts=self._texts())

    def export(self) -> bool:
        """Write the files, close and return True; or say what went wrong and return False."""
        target = Path(self.form.path.text().strip()).expanduser()
        everything = self.form.pane.currentData() == ALL
        if not self.form.path.text().strip():
            return self._refuse(tr("Choose where to write to first."))
        if not everything and target.suffix.lower() != ".png":
            target = target.with_name(target.name + ".png")
        jobs = [(self.job, target)]
        if everything:
            jobs = [(self._job_for(pane), target / f"{pane}.png") for pane in PANES]
        if not self._may_replace([path for _, path in jobs]):
            return False
        try:
            if everything:
                make_folder(target)
            csv, alt = self.form.csv.isChecked(), self.form.alt.isChecked()
            self._say(tr("Drawing …"))
            written = behind(lambda _: save(self._state, jobs, csv=csv, alt=alt), self)
        except (WriteFailed, SizeRefused) as refused:
            return self._refuse(str(refused))
        self._remember(target)
        self.exported.emit(written)
        self.accept()
        return True

    def copy(self) -> None:
        """Put the picture in the preview on the clipboard."""
        try:
            job = self.job
            picture = behind(lambda _: draw_figure(lay_out(self._state, job), job), self)
        except SizeRefused as refused:
            self._refuse(str(refused))
            return
        QGuiApplication.clipboard().setImage(picture)
        self._say(tr("Picture copied."))

    def keep(self) -> None:
        """Write the person's own texts to the settings."""
        self._keeping.stop()
        if self._settings["figure_texts"] != self._store:
            self._settings["figure_texts"] = dict(self._store)
            self._settings.save()

    def done(self, result: int) -> None:
        """Close the dialog, and keep what was written in it."""
        self.keep()
        super().done(result)

    def use_automatic_texts(self) -> None:
        """Put the automatic title, subtitle and notes back."""
        remember(self._store, self._state.dossier.id, self.form.pane.currentData(), FigureTexts())
        self._pane_changed()

    def choose_path(self) -> None:
        """Ask where to write to."""
        present = self.form.path.text().strip()
        if self.form.pane.currentData() == ALL:
            chosen = QFileDialog.getExistingDirectory(self, tr("Folder for the pictures"), present)
        else:
            kinds = tr("PNG pictures (*.png)")
            chosen, _ = QFileDialog.getSaveFileName(
                self, tr("Save picture as"), present, kinds,
                options=QFileDialog.Option.DontConfirmOverwrite,
            )  # fmt: skip
        if chosen:
            self.form.path.setText(chosen)

    def _connect(self) -> None:
        self.form.pane.currentIndexChanged.connect(self._pane_changed)
        self.form.preset.currentIndexChanged.connect(self._preset_chosen)
        for box in (self.form.wide, self.form.high):
            box.valueChanged.connect(self._size_typed)
        self.form.factor.valueChanged.connect(self._show)
        self.form.theme.currentIndexChanged.connect(self._show)
        for edit in (self.form.title, self.form.subtitle):
            edit.textChanged.connect(self._text_typed)
        self.form.notes.textChanged.connect(self._text_typed)
        self.form.automatic.clicked.connect(self.use_automatic_texts)
        self.form.browse.clicked.connect(self.choose_path)
        self.copy_button.clicked.connect(self.copy)
        self.preview.refreshed.connect(self._follow_notes)
        self.buttons.accepted.connect(self.export)
        self.buttons.rejected.connect(self.reject)

    def _restore(self, options: dict[str, Any], pane: str) -> None:
        """Take up where the last export left off; anything odd in the options is passed over."""
        self.form.pane.setCurrentIndex(max(self.form.pane.findData(pane), 0))
        first = PRESETS[0]
        self.form.preset.setCurrentIndex(
            max(self.form.preset.findData(options.get("preset", first.name)), 0)
        )
        self._preset_chosen()
        if self.form.preset.currentData() == "":
            for box, name in ((self.form.wide, "width"), (self.form.high, "height")):
                value = options.get(name)
                box.setValue(value if isinstance(value, int) else getattr(first, name))
        scale = options.get("scale")
        self.form.factor.setValue(float(scale) if isinstance(scale, int | float) else 1.0)
        self.form.theme.setCurrentIndex(max(self.form.theme.findData(options.get("theme", "")), 0))
        self.form.csv.setChecked(options.get("csv") is True)
        self.form.alt.setChecked(options.get("alt") is True)
        folder = options.get("folder")
        self._folder = Path(folder) if isinstance(folder, str) and folder else Path.home()

    def _remember(self, target: Path) -> None:
        self._settings["figure_texts"] = dict(self._store)
        self._settings["export"] = {
            "preset": self.form.preset.currentData(), "width": self.form.wide.value(),
            "height": self.form.high.value(), "scale": self.form.factor.value(),
            "theme": self.form.theme.currentData(), "csv": self.form.csv.isChecked(),
            "alt": self.form.alt.isChecked(), "folder": str(target.parent),
        }  # fmt: skip
        self._settings.save()

    def _pane_changed(self) -> None:
        pane, everything = self.form.pane.currentData(), self.form.pane.currentData() == ALL
        form = self.form
        own = (form.title, form.subtitle, form.notes, form.automatic, self.copy_button)
        for widget in own:
            widget.setEnabled(not everything)
        name = self._state.dossier.id
        ending = f"{name}-pictures" if everything else f"{name}-{pane}.png"
        self.form.path.setText(str(self._folder / ending))
        self._fill_texts()
        self._show()

    def _preset_chosen(self) -> None:
        chosen = next((p for p in PRESETS if p.name == self.form.preset.currentData()), None)
        if chosen is not None:
            self._filling = True
            self.form.wide.setValue(chosen.width)
            self.form.high.setValue(chosen.height)
            self._filling = False
            self._show()

    def _size_typed(self) -> None:
        if not self._filling:
            self.form.preset.setCurrentIndex(self.form.preset.findData(""))
            self._show()

    def _text_typed(self) -> None:
        if not self._filling:
            remember(
                self._store, self._state.dossier.id, self.form.pane.currentData(), self._texts()
            )
            self._keeping.start()
            self._show()

    def _fill_texts(self) -> None:
        """Show the texts that the picture will have; the automatic ones are measured by them."""
        pane = PANES[0] if self.form.pane.currentData() == ALL else self.form.pane.currentData()
        job = FigureJob(pane, lay_out=self._layouts.get(pane))
        figure = behind(lambda _: lay_out(self._state, job), self)
        self._automatic = FigureTexts(
            figure.automatic.title, figure.automatic.subtitle, "\n".join(figure.body.notes)
        )
        written = remembered(self._store, self._state.dossier.id, pane)
        self._filling = True
        self.form.title.setText(_or(written.title, self._automatic.title))
        self.form.subtitle.setText(_or(written.subtitle, self._automatic.subtitle))
        for edit in (self.form.title, self.form.subtitle):
            edit.setCursorPosition(0)
        self.form.notes.setPlainText(_or(written.notes, self._automatic.notes))
        self._filling = False

    def _follow_notes(self) -> None:
        """Keep notes that nobody edited true for the size in the preview."""
        figure = self.preview.figure
        if figure is None or self.form.notes.toPlainText() != self._automatic.notes:
            return
        self._automatic = replace(self._automatic, notes="\n".join(figure.body.notes))
        self._filling = True
        self.form.notes.setPlainText(self._automatic.notes or "")
        self._filling = False

    def _texts(self) -> FigureTexts:
        """Return what the person changed; texts left as they were stay automatic."""
        automatic = self._automatic
        title, subtitle = self.form.title.text(), self.form.subtitle.text()
        notes = self.form.notes.toPlainText()
        return FigureTexts(
            None if title == automatic.title else title,
            None if subtitle == automatic.subtitle else subtitle,
            None if notes == automatic.notes else notes,
        )

    def _job_for(self, pane: str) -> FigureJob:
        form = self.form
        return FigureJob(
            pane,
            form.wide.value(),
            form.high.value(),
            form.factor.value(),
            form.theme.currentData() or self._state.theme,
            dpi=next((p.dpi for p in PRESETS if p.name == form.preset.currentData()), 0),
            texts=remembered(self._store, self._state.dossier.id, pane),
            lay_out=self._layouts.get(pane),
            grid=self._grids.get(pane),
        )

    def _show(self) -> None:
        try:
            wide, high = pixels(
                self.form.wide.value(), self.form.high.value(), self.form.factor.value()
            )
        except SizeRefused as refused:
            self.form.pixels.setText("")
            self._refuse(str(refused))
            return
        self.form.pixels.setText(
            tr("= {width} × {height} pixels", width=f"{wide:,}", height=f"{high:,}")
        )
        self._say("")
        self.preview.show_job(self._state, self.job)

    def _may_replace(self, paths: list[Path]) -> bool:
        wanted = list(paths)
        for path in paths:
            wanted += [beside(path, ".csv")] if self.form.csv.isChecked() else []
            wanted += [beside(path, ".txt")] if self.form.alt.isChecked() else []
        present = [path.name for path in wanted if path.exists()]
        if not present:
            return True
        box = QMessageBox(
            QMessageBox.Icon.Question, tr("Export pictures"),
            tr("These files exist and would be replaced: {names}.", names=", ".join(present)),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel, self,
        )  # fmt: skip
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.button(QMessageBox.StandardButton.Yes).setText(tr("&Replace"))
        return box.exec() == QMessageBox.StandardButton.Yes

    def _refuse(self, sentence: str) -> bool:
        self._say(sentence)
        return False

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))


def _or(written: str | None, automatic: str | None) -> str:
    return (automatic or "") if written is None else written
