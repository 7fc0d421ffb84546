"""What each action of the window does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog

from jwviewer.language import tr
from jwviewer.places import seed
from jwviewer.shell.message_bar import ListDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from jwviewer.panes.pane import Pane
    from jwviewer.panes.timeline import TimelinePane
    from jwviewer.session import Session, State
    from jwviewer.shell.documents import Documents
    from jwviewer.shell.settings import Settings
    from jwviewer.shell.system_theme import SystemTheme
    from jwviewer.shell.window import Window

DOSSIERS = "*.dossier"


class Commands(QObject):
    """One method per action; the names are those of the table of actions."""

    def __init__(
        self,
        window: Window,
        session: Session,
        documents: Documents,
        settings: Settings,
        theme: SystemTheme,
        logs: Path,
    ) -> None:
        super().__init__(window)
        self.window, self.session, self.documents = window, session, documents
        self.settings, self.theme, self.logs = settings, theme, logs
        self.dialogs: list[QDialog] = []
        window.asked.connect(self.run)
        window.pane_menu_asked.connect(self.pane_menu)
        window.recent_asked.connect(documents.open)
        window.dropped.connect(self.take_dropped)
        window.messages.more_asked.connect(self.show_problems)
        session.changed.connect(self._mark_theme)
        window.actions_by_slot["toggle_reopen"].setChecked(settings["reopen_last"])
        self._mark_theme()

    @property
    def state(self) -> State:
        """The present state."""
        return self.session.state

    @property
    def timeline(self) -> TimelinePane:
        """The timeline, for what only it can do."""
        return cast("TimelinePane", self.window.panes["timeline"])

    @property
    def pane(self) -> Pane:
        """The pane the person works in."""
        return self.window.panes[self.window.focused_pane()]

    def run(self, slot: str) -> None:
        """Do what an action asks for."""
        getattr(self, slot)()

    # File

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
            self.window, tr("Open dossier"), self._folder(), kinds
        )
        if path:
            chosen = Path(path)
            self.documents.open(chosen.parent if chosen.name == "datapackage.json" else chosen)

    def open_folder(self) -> None:
        """Ask for a dossier folder and open it."""
        path = QFileDialog.getExistingDirectory(
            self.window, tr("Open dossier folder"), self._folder()
        )
        if path:
            self.documents.open(Path(path))

    def open_seed(self) -> None:
        """Open the dossier that ships with the program."""
        self.documents.open(seed("jac-weichai"))

    def open_tutorial(self) -> None:
        """Open the fictional dossier that shows everything."""
        self.documents.open(seed("tutorial"))

    def attach_article(self) -> None:
        """Ask for the person's copy of the article and attach it."""
        path, _ = QFileDialog.getOpenFileName(
            self.window,
            tr("Attach your copy of the article"),
            self._folder(),
            tr("Text files (*.txt *.md);;All files (*)"),
        )
        if path:
            self.documents.attach(Path(path))

    def save_copy(self) -> None:
        """Ask where to and write the dossier as one file."""
        from jwviewer.dossier.atomic import WriteFailed
        from jwviewer.dossier.files import save_dossier

        name = str(Path(self._folder()) / f"{self.state.dossier.id}.dossier")
        path, _ = QFileDialog.getSaveFileName(
            self.window, tr("Save a copy as"), name, tr("Dossiers ({pattern})", pattern=DOSSIERS)
        )
        if not path:
            return
        try:
            save_dossier(self.state.dossier, Path(path))
        except WriteFailed as failure:
            self.window.messages.say(str(failure))
        else:
            self.window.status.showMessage(tr("Saved {file}", file=Path(path).name), 5000)

    def toggle_reopen(self) -> None:
        """Remember whether the last dossier is opened at start."""
        self.settings["reopen_last"] = self.window.actions_by_slot["toggle_reopen"].isChecked()
        self.settings.save()

    def quit(self) -> None:
        """Close the window and with it the program."""
        self.window.close()

    def take_dropped(self, path: Path) -> None:
        """Open a dropped dossier; attach anything else as the person's copy."""
        is_dossier = path.is_dir() or path.suffix.lower() in (".dossier", ".zip", ".json")
        if is_dossier:
            self.documents.open(path.parent if path.name == "datapackage.json" else path)
        else:
            self.documents.attach(path)

    # Edit

    def copy_table(self) -> None:
        """Put the pane's table twin on the clipboard, for a spreadsheet or a letter."""
        from jwviewer.shell.clipboard import grid_data

        QGuiApplication.clipboard().setMimeData(grid_data(self.pane.grid()))
        self.window.status.showMessage(tr("Table copied"), 4000)

    def copy_picture(self) -> None:
        """Put the pane on the clipboard as a finished figure."""
        from jwviewer.export.job import figure_image

        QGuiApplication.clipboard().setImage(
            figure_image(self.state, self.pane.name, store=self.settings["figure_texts"])
        )
        self.window.status.showMessage(tr("Picture copied"), 4000)

    def find(self) -> None:
        """Go to the search field."""
        if self.window.search is not None:
            self.window.search.setFocus()
            self.window.search.selectAll()

    def clear_filters(self) -> None:
        """Show everything again."""
        self.session.select(self.state.selection.without_filters())

    # View

    def theme_system(self) -> None:
        """Follow the system's theme."""
        self._use_theme("system")

    def theme_light(self) -> None:
        """Use the light theme."""
        self._use_theme("light")

    def theme_dark(self) -> None:
        """Use the dark theme."""
        self._use_theme("dark")

    def toggle_table(self) -> None:
        """Show the focused pane as a table, or as itself again."""
        self.pane.show_table(not self.pane.shows_table)
        self.pane.setFocus()

    def enlarge_pane(self) -> None:
        """Give the focused pane the whole window, or all their places back."""
        layout = self.window.layout_of_panes
        layout.enlarge(None if layout.enlarged else self.window.focused_pane())
        self.window.actions_by_slot["enlarge_pane"].setChecked(layout.enlarged)

    def reset_layout(self) -> None:
        """Put all panes where they stand at first."""
        self.window.layout_of_panes.reset()

    def show_problems(self) -> None:
        """List everything that is wrong with the dossier's files."""
        problems = self.state.dossier.problems
        head = (
            tr(
                "{count} problems. Rows with an error are left out until they are mended; "
                "everything else is shown.",
                count=len(problems),
            )
            if problems
            else tr("This dossier has no problems.")
        )
        self._show(ListDialog(tr("Problems"), head, [str(p) for p in problems], self.window))

    def show_omissions(self) -> None:
        """List what the sources do not say."""
        lines = [f"–  {one.label}" for one in self.state.dossier.omissions]
        self._show(
            ListDialog(
                tr("What the source does not say"), self.state.dossier.title, lines, self.window
            )
        )

    # Go

    def back(self) -> None:
        """Return to the selection before."""
        self.session.back()

    def forward(self) -> None:
        """Go forward again."""
        self.session.forward()

    def next_fact(self) -> None:
        """Choose the next fact that the filters let through."""
        self._step(1)

    def previous_fact(self) -> None:
        """Choose the fact before."""
        self._step(-1)

    def fit_all(self) -> None:
        """Show the whole time on the timeline."""
        self.timeline.fit_all()

    def fit_selection(self) -> None:
        """Show the chosen fact or period on the timeline."""
        self.timeline.fit_selection()

    def previous_view(self) -> None:
        """Show the time range before."""
        self.timeline.previous_view()

    def go_to_date(self) -> None:
        """Ask for a date and show it."""
        prompt = tr("Date (2018, 2018-05, 2018-05-12, 2018-Q3 is written 2018-35):")
        while True:
            text, agreed = QInputDialog.getText(self.window, tr("Go to date"), prompt)
            if not agreed or not text.strip():
                return
            wrong = self.timeline.go_to(text.strip())
            if not wrong:
                return
            prompt = wrong

    def choose_period(self) -> None:
        """Ask for a period such as 2013/2018 and choose it."""
        from jwviewer.dossier.dates import DateError
        from jwviewer.queries.period import parse_period

        prompt = tr("Period (2018, or 2013/2018 for several years):")
        while True:
            text, agreed = QInputDialog.getText(self.window, tr("Choose period"), prompt)
            if not agreed or not text.strip():
                return
            start, _, end = text.partition("/")
            try:
                period = parse_period(start, end or start)
            except DateError as wrong:
                prompt = str(wrong)
            else:
                self.session.select(self.state.selection.with_period(period))
                return

    def clear_period(self) -> None:
        """Let go of the chosen period."""
        self.session.select(self.state.selection.with_period(None))

    # Export and help

    def export(self) -> None:
        """Open the export dialog for the focused pane."""
        from jwviewer.shell.export_dialog import ExportDialog

        self._show(
            ExportDialog(self.state, self.settings, self.window, pane=self.window.focused_pane())
        )

    def help_keys(self) -> None:
        """Show the keys."""
        from jwviewer.shell.help import HelpDialog, keys_page

        self._show(HelpDialog(tr("Keys"), keys_page(), self.window))

    def help_marks(self) -> None:
        """Show what the marks mean."""
        from jwviewer.shell.help import HelpDialog, marks_page

        self._show(HelpDialog(tr("What the marks mean"), marks_page(), self.window))

    def about(self) -> None:
        """Show versions, licences and where data lives."""
        from jwviewer.shell.help import about_dialog

        self._show(about_dialog(self.settings.path, self.logs, self.window))

    def pane_menu(self, name: str, at: QPoint) -> None:
        """Show what can be done with one pane."""
        if name not in self.window.panes:
            return
        self.window.panes[name].setFocus()
        slots = ("export", "copy_picture", "copy_table", "toggle_table", "enlarge_pane")
        entries: list[QAction] = [self.window.actions_by_slot[slot] for slot in slots]
        self.window.actions_by_slot["toggle_table"].setChecked(self.window.panes[name].shows_table)
        self.window.pane_menu(name, at, entries)

    def _step(self, step: int) -> None:
        from jwviewer.queries.highlight import passes

        dossier, selection = self.state.dossier, self.state.selection
        shown = [fact.id for fact in dossier.facts if passes(fact, selection)]
        if not shown:
            return
        here = shown.index(selection.focus) if selection.focus in shown else (-1 if step > 0 else 0)
        self.session.select(selection.with_focus(shown[(here + step) % len(shown)]))

    def _use_theme(self, choice: str) -> None:
        self.settings["theme"] = choice
        self.settings.save()
        self.theme.choose(choice)
        self.session.use_theme(self.theme.name)
        self._mark_theme()

    def _mark_theme(self) -> None:
        self.window.actions_by_slot[f"theme_{self.settings['theme']}"].setChecked(True)

    def _show(self, dialog: QDialog) -> None:
        # Kept here so that a dialog opened without waiting is not collected while it shows.
        self.dialogs = [d for d in self.dialogs if d.isVisible()]
        self.dialogs.append(dialog)
        dialog.open()

    def _folder(self) -> str:
        origin = self.state.dossier.origin
        inside = origin is not None and QApplication.applicationDirPath() in str(origin)
        return str(origin.parent) if origin is not None and not inside else str(Path.home())
