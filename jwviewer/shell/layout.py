"""How the four panes stand in the window, and how that is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from jwviewer.language import tr
from jwviewer.shell.dock import PaneDock
from jwviewer.shell.geometry import from_text, to_text

if TYPE_CHECKING:
    from jwviewer.panes.pane import Pane
    from jwviewer.shell.settings import Settings

VERSION = 1
"""Raised when docks are added or renamed, so that an older layout is not half applied."""


@dataclass(frozen=True, slots=True)
class PaneSpec:
    """A pane's name and title, known before its code is loaded."""

    name: str
    title: str


def pane_specs() -> tuple[PaneSpec, ...]:
    """Return all panes, in the order of their shortcuts."""
    return (
        PaneSpec("timeline", tr("Partnership timeline")),
        PaneSpec("profiles", tr("Profiles side by side")),
        PaneSpec("metrics", tr("Metrics")),
        PaneSpec("evidence", tr("Evidence")),
    )


def build_panes() -> tuple[Pane, ...]:
    """Make the panes; their code is loaded here, behind the first paint."""
    from jwviewer.panes.evidence import EvidencePane
    from jwviewer.panes.metrics import MetricsPane
    from jwviewer.panes.profiles import ProfilesPane
    from jwviewer.panes.timeline import TimelinePane

    return TimelinePane(), ProfilesPane(), MetricsPane(), EvidencePane()


class Layout:
    """The docks of a window: placed, reset, enlarged, saved and restored."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        window.setDockNestingEnabled(True)
        # Docks fill the window; a central widget would only take space from them.
        nothing = QWidget(window)
        nothing.setFixedSize(0, 0)
        window.setCentralWidget(nothing)
        nothing.hide()
        self.docks = {spec.name: PaneDock(spec.name, spec.title, window) for spec in pane_specs()}
        self._before_enlarging: QByteArray | None = None

    def reset(self) -> None:
        """Put every dock where it stands at first."""
        window, docks = self._window, self.docks
        for dock in docks.values():
            window.removeDockWidget(dock)
            dock.setFloating(False)
        window.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, docks["timeline"])
        window.splitDockWidget(docks["timeline"], docks["evidence"], Qt.Orientation.Horizontal)
        window.splitDockWidget(docks["timeline"], docks["profiles"], Qt.Orientation.Vertical)
        window.splitDockWidget(docks["profiles"], docks["metrics"], Qt.Orientation.Horizontal)
        for dock in docks.values():
            dock.show()
        width, height = window.width(), window.height()
        window.resizeDocks(
            [docks["timeline"], docks["evidence"]],
            [round(width * 0.76), round(width * 0.24)],
            Qt.Orientation.Horizontal,
        )
        window.resizeDocks(
            [docks["timeline"], docks["profiles"]],
            [round(height * 0.41), round(height * 0.59)],
            Qt.Orientation.Vertical,
        )
        window.resizeDocks(
            [docks["profiles"], docks["metrics"]],
            [round(width * 0.38), round(width * 0.38)],
            Qt.Orientation.Horizontal,
        )
        self._before_enlarging = None

    @property
    def enlarged(self) -> bool:
        """Whether one pane has the window to itself."""
        return self._before_enlarging is not None

    def enlarge(self, name: str | None) -> None:
        """Give one pane the window, or all their places back."""
        if self._before_enlarging is not None:
            self._window.restoreState(self._before_enlarging, VERSION)
            self._before_enlarging = None
        elif name is not None:
            self._before_enlarging = self._window.saveState(VERSION)
            for other, dock in self.docks.items():
                dock.setVisible(other == name)

    def save(self, settings: Settings) -> None:
        """Remember sizes and places."""
        settings["geometry"] = to_text(self._window.saveGeometry())
        settings["layout"] = to_text(self._before_enlarging or self._window.saveState(VERSION))

    def restore(self, settings: Settings) -> None:
        """Take up the remembered places; what does not fit is ignored."""
        layout = from_text(settings["layout"])
        if layout.isEmpty() or not self._window.restoreState(layout, VERSION):
            self.reset()
