"""Themes, layout, lists and help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jwviewer.language import tr
from jwviewer.shell.message_bar import ListDialog

if TYPE_CHECKING:
    from jwviewer.shell.desk import Desk


class ViewCommands:
    """The commands that change how things look or show something to read."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.session.changed.connect(self.mark_theme)
        desk.theme.changed.connect(self._dress_welcome)
        self.mark_theme()

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
        self.desk.pane.show_table(not self.desk.pane.shows_table)
        self.desk.pane.setFocus()

    def enlarge_pane(self) -> None:
        """Give the focused pane the whole window, or all their places back."""
        layout, pane = self.desk.window.layout_of_panes, self.desk.pane
        layout.enlarge(None if layout.enlarged else pane.name)
        self.desk.window.actions_by_slot["enlarge_pane"].setChecked(layout.enlarged)
        # While docks change places the focus goes to whatever comes next.
        pane.setFocus()

    def reset_layout(self) -> None:
        """Put all panes where they stand at first."""
        self.desk.window.layout_of_panes.reset()
        self.desk.window.actions_by_slot["enlarge_pane"].setChecked(False)

    def show_problems(self) -> None:
        """List everything that is wrong with the dossier's files."""
        problems = self.desk.state.dossier.problems
        head = (
            tr(
                "{count} problems. Rows with an error are left out until they are mended; "
                "everything else is shown.",
                count=len(problems),
            )
            if problems
            else tr("This dossier has no problems.")
        )
        self.desk.show(
            ListDialog(tr("Problems"), head, [str(p) for p in problems], self.desk.window)
        )

    def show_omissions(self) -> None:
        """List what the sources do not say."""
        lines = [f"–  {one.label}" for one in self.desk.state.dossier.omissions]
        self.desk.show(
            ListDialog(
                tr("What the source does not say"),
                self.desk.state.dossier.title,
                lines,
                self.desk.window,
            )
        )

    def help_keys(self) -> None:
        """Show the keys."""
        from jwviewer.shell.help import HelpDialog, keys_page

        page = keys_page(review=self.desk.window.focused_pane() == "review")
        self.desk.show(HelpDialog(tr("Keys"), page, self.desk.window))

    def help_marks(self) -> None:
        """Show what the marks mean."""
        from jwviewer.shell.help import HelpDialog, marks_page

        self.desk.show(HelpDialog(tr("What the marks mean"), marks_page(), self.desk.window))

    def about(self) -> None:
        """Show versions, licences and where data lies."""
        from jwviewer.shell.about import AboutDialog
        from jwviewer.shell.instance import meeting_place

        desk = self.desk
        data = (
            (tr("Settings"), desk.settings.path),
            (tr("Log"), desk.logs),
            (tr("Lock while open"), meeting_place(desk.settings.path.parent)),
        )
        desk.show(AboutDialog(data, desk.logs, desk.window))

    def welcome(self) -> None:
        """Show what a newcomer is told."""
        from jwviewer.drawing.theme import load_theme
        from jwviewer.shell.welcome import Welcome

        desk = self.desk
        if desk.welcome is None:
            desk.welcome = Welcome(load_theme(desk.state.theme), desk.window)
            desk.welcome.asked.connect(desk.window.asked)
            desk.welcome.closed.connect(self._welcomed)
            desk.documents.opened.connect(desk.welcome.leave)
        desk.welcome.open()
        desk.settings["welcomed"] = True
        desk.settings.save()

    def _welcomed(self) -> None:
        self.desk.welcome = None
        self.desk.timeline.setFocus()

    def _use_theme(self, choice: str) -> None:
        self.desk.settings["theme"] = choice
        self.desk.settings.save()
        self.desk.theme.choose(choice)
        self.desk.session.use_theme(self.desk.theme.name)
        self.mark_theme()

    def _dress_welcome(self, theme: str) -> None:
        from jwviewer.drawing.theme import load_theme

        if self.desk.welcome is not None:
            self.desk.welcome.wear(load_theme(theme))

    def mark_theme(self) -> None:
        """Mark the theme in use in the menu."""
        self.desk.window.actions_by_slot[f"theme_{self.desk.settings['theme']}"].setChecked(True)
