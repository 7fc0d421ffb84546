"""What the window's commands work on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from jwviewer.places import seed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from jwviewer.panes.pane import Pane
    from jwviewer.panes.timeline import TimelinePane
    from jwviewer.session import Session, State
    from jwviewer.shell.documents import Documents
    from jwviewer.shell.reading_reviews import ArticleReviews
    from jwviewer.shell.settings import Settings
    from jwviewer.shell.system_theme import SystemTheme
    from jwviewer.shell.welcome import Welcome
    from jwviewer.shell.window import Window
    from jwviewer.shell.work import Work


@dataclass
class Desk:
    """The parts of the running program, as the commands need them."""

    window: Window
    session: Session
    documents: Documents
    settings: Settings
    theme: SystemTheme
    logs: Path
    work: Work
    reviews: ArticleReviews
    dialogs: list[QDialog] = field(default_factory=list)
    welcome: Welcome | None = None

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

    @property
    def figure_pane(self) -> Pane:
        """The pane whose figure is meant: a review has none."""
        name = self.window.focused_pane()
        return self.window.panes["timeline" if name == "review" else name]

    @property
    def folder(self) -> str:
        """Where a file dialog begins: beside the dossier, or at home for one that ships."""
        origin = self.state.dossier.origin
        ships = origin is not None and origin.is_relative_to(seed())
        return str(Path.home() if origin is None or ships else origin.parent)

    def keep(self) -> None:
        """Have open dialogs keep what was written in them."""
        for dialog in self.dialogs:
            keep = getattr(dialog, "keep", None)
            if keep is not None and dialog.isVisible():
                keep()

    def show(self, dialog: QDialog) -> None:
        """Open a dialog without waiting for it, and keep it while it shows."""
        for closed in (d for d in self.dialogs if not d.isVisible()):
            closed.deleteLater()
        self.dialogs = [d for d in self.dialogs if d.isVisible()]
        self.dialogs.append(dialog)
        dialog.open()
