"""Opening, attaching, saving, copying and exporting."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from jwviewer.language import tr
from jwviewer.places import seed

if TYPE_CHECKING:
    from jwviewer.shell.desk import Desk

DOSSIERS = "*.dossier *.duckdb"


class FileCommands:
    """The commands that read and write files and the clipboard."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def open_dossier(self) -> None:
        """Ask for a dossier file and open it."""
        kinds = ";;".join(
            (
                tr("Dossiers ({pattern})", pattern=DOSSIERS),
                tr("Dossier folders (datapackage.json)"),
                tr("All files (*)"),
            )
        )
        path, _ = QFileDialog.getOpenFileName(
            self.desk.window, tr("Open dossier"), self.desk.folder, kinds
        )
        if path:
            chosen = Path(path)
            self.desk.documents.open(chosen.parent if chosen.name == "datapackage.json" else chosen)

    def open_folder(self) -> None:
        """Ask for a dossier folder and open it."""
        path = QFileDialog.getExistingDirectory(
            self.desk.window, tr("Open dossier folder"), self.desk.folder
        )
        if path:
            self.desk.documents.open(Path(path))

    def open_seed(self) -> None:
        """Open the dossier that ships with the program."""
        self.desk.documents.open(seed("jac-weichai"))

    def open_tutorial(self) -> None:
        """Open the fictional dossier that shows everything."""
        self.desk.documents.open(seed("tutorial"))

    def attach_article(self) -> None:
        """Ask for the person's copy of the article and attach it."""
        path, _ = QFileDialog.getOpenFileName(
            self.desk.window,
            tr("Attach your copy of the article"),
            self.desk.folder,
            tr("Text files (*.txt *.md);;All files (*)"),
        )
        if path:
            self.desk.documents.attach(Path(path))

    def save(self) -> None:
        """Save the dossier where it lies, or ask where."""
        self.desk.work.save()

    def save_as(self) -> None:
        """Ask where to and save the dossier there, as one file or a folder."""
        self.desk.work.save_as()

    def states(self) -> None:
        """Show earlier states of the dossier."""
        self.desk.work.states()

    def toggle_reopen(self) -> None:
        """Remember whether the last dossier is opened at start."""
        self.desk.settings["reopen_last"] = self.desk.window.actions_by_slot[
            "toggle_reopen"
        ].isChecked()
        self.desk.settings.save()

    def toggle_remember(self) -> None:
        """Remember opened dossiers from now on, or forget them all, here and in the system."""
        from jwviewer.shell import system_recent

        desk = self.desk
        wanted = desk.window.actions_by_slot["toggle_remember"].isChecked()
        desk.settings["remember_recent"] = wanted
        if not wanted:
            desk.settings["recent"] = []
            desk.window.show_recent([])
            system_recent.forget()
        desk.settings.save()

    def empty_cache(self) -> None:
        """Say what is kept of large dossiers, and remove it if the person wants that."""
        from jwviewer.dossier.cache import Cache
        from jwviewer.shell.opening import cache_folder

        desk, cache = self.desk, Cache(cache_folder())
        size, count = cache.used()
        if not count:
            desk.window.status.showMessage(tr("The cache is empty."), 4000)
            return

        def empty() -> None:
            cache.empty()
            left, _ = cache.used()
            said = (
                tr("{size} stay until they are no longer in use.", size=_megabytes(left))
                if left
                else tr("The cache has been emptied.")
            )
            desk.window.status.showMessage(said, 6000)

        box = QMessageBox(desk.window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Empty the cache"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            tr("{size} are kept so that 1 large dossier opens quickly.", size=_megabytes(size))
            if count == 1
            else tr(
                "{size} are kept so that {count} large dossiers open quickly.",
                size=_megabytes(size),
                count=count,
            )
        )
        box.setInformativeText(
            tr("Without this each opens slowly once; the dossiers themselves stay as they are.")
        )
        yes = box.addButton(tr("&Empty it"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        yes.clicked.connect(empty)
        desk.show(box)

    def quit(self) -> None:
        """Close the window and with it the program."""
        self.desk.window.close()

    def copy_table(self) -> None:
        """Put the pane's table twin on the clipboard, for a spreadsheet or a letter."""
        from jwviewer.shell.behind import Stopped, behind
        from jwviewer.shell.clipboard import MOST_IN_LETTER, data_of, texts_of

        grid, window = self.desk.pane.grid(), self.desk.window
        if len(grid.rows) <= MOST_IN_LETTER:
            texts = texts_of(grid)
        else:
            words = tr("Copying {count} rows …", count=f"{len(grid.rows):,}")
            try:
                texts = behind(partial(texts_of, grid), window, words)
            except Stopped:
                return
        QGuiApplication.clipboard().setMimeData(data_of(texts))
        window.status.showMessage(tr("Table copied"), 4000)

    def copy_picture(self) -> None:
        """Put the pane on the clipboard as a finished figure, as it is on screen."""
        from jwviewer.export.job import figure_image
        from jwviewer.shell.behind import behind

        desk = self.desk
        draw = partial(
            figure_image,
            desk.state,
            desk.figure_pane.name,
            store=desk.settings["figure_texts"],
            lay_out_body=desk.figure_pane.figure_layout(),
        )
        picture = behind(lambda _: draw(), desk.window)
        QGuiApplication.clipboard().setImage(picture)
        desk.window.status.showMessage(tr("Picture copied"), 4000)

    def export(self) -> None:
        """Open the export dialog for the focused pane, with the choices made in the panes."""
        from jwviewer.shell.export_dialog import ExportDialog

        desk = self.desk
        layouts = {name: pane.figure_layout() for name, pane in desk.window.panes.items()}
        desk.show(
            ExportDialog(
                desk.state,
                desk.settings,
                desk.window,
                pane=desk.figure_pane.name,
                layouts={name: one for name, one in layouts.items() if one is not None},
                grids={name: pane.grid for name, pane in desk.window.panes.items()},
            )
        )


def _megabytes(size: int) -> str:
    return tr("{count} MB", count=f"{max(round(size / 1e6), 1):,}")
