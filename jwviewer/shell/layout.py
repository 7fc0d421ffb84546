"""How the panes stand in the window, and how that is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QWidget

from jwviewer.language import tr
from jwviewer.shell.dock import PaneDock
from jwviewer.shell.geometry import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jwviewer.panes.pane import Pane
    from jwviewer.shell.settings import Settings

VERSION = 3
"""Raised when docks are added or renamed, so that an older layout is not half applied."""

REVIEW = "review"
"""The pane that is there only while an article is under review, on the left of all others."""
REVIEW_SHARE = 0.52


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
        PaneSpec(REVIEW, tr("Review")),
    )


def build_panes() -> Iterator[Pane]:
    """Make the panes that are always there, the timeline first; each loads its code here."""
    from jwviewer.panes.timeline import TimelinePane

    yield TimelinePane()
    from jwviewer.panes.profiles import ProfilesPane

    yield ProfilesPane()
    from jwviewer.panes.metrics import MetricsPane

    yield MetricsPane()
    from jwviewer.panes.evidence import EvidencePane

    yield EvidencePane()


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
        self._reviewing = False
        self._without_review: dict[str, int] = {}
        self.show_review(False)

    def show_review(self, shown: bool) -> None:
        """Show the review beside the other panes while there is an article under review."""
        dock = self.docks[REVIEW]
        if self.enlarged and dock.isHidden() == shown:
            self.enlarge(None)
        begins, ends = shown and not self._reviewing, self._reviewing and not shown
        self._reviewing = shown
        if begins:
            self._without_review = self._widths()
        dock.toggleViewAction().setEnabled(shown)
        dock.setVisible(shown)
        # A turn later, when all docks have their places.
        if begins and not dock.isFloating():
            QTimer.singleShot(0, self._window, self._widen_review)
        elif ends:
            QTimer.singleShot(0, self._window, lambda: self._share(self._without_review, {}))
        if shown:
            dock.raise_()

    def reset(self) -> None:
        """Put every dock where it stands at first."""
        window, docks = self._window, self.docks
        for dock in docks.values():
            window.removeDockWidget(dock)
            dock.setFloating(False)
        # All stand in one area: beside an area of its own the review would grow with every layout.
        window.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, docks[REVIEW])
        window.splitDockWidget(docks[REVIEW], docks["timeline"], Qt.Orientation.Horizontal)
        window.splitDockWidget(docks["timeline"], docks["evidence"], Qt.Orientation.Horizontal)
        window.splitDockWidget(docks["timeline"], docks["profiles"], Qt.Orientation.Vertical)
        window.splitDockWidget(docks["profiles"], docks["metrics"], Qt.Orientation.Horizontal)
        for name, dock in docks.items():
            dock.setVisible(name != REVIEW or self._reviewing)
        width, height = window.width(), window.height()
        if self._reviewing:
            review = round(width * REVIEW_SHARE)
            window.resizeDocks([docks[REVIEW]], [review], Qt.Orientation.Horizontal)
            width -= review
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
            self.docks[REVIEW].setVisible(self._reviewing)
        elif name is not None:
            self._before_enlarging = self._window.saveState(VERSION)
            for other, dock in self.docks.items():
                dock.setVisible(other == name)

    def _widths(self) -> dict[str, int]:
        """Return how wide the panes are that stand in the window."""
        return {
            name: dock.width()
            for name, dock in self.docks.items()
            if dock.isVisible() and not dock.isFloating() and name != REVIEW
        }

    def _widen_review(self) -> None:
        rest = {
            name: round(width * (1 - REVIEW_SHARE)) for name, width in self._without_review.items()
        }
        self._share(rest, {REVIEW: round(self._window.width() * REVIEW_SHARE)})

    def _share(self, rest: dict[str, int], review: dict[str, int]) -> None:
        widths = {**review, **rest}
        docks = [self.docks[name] for name in widths]
        self._window.resizeDocks(docks, list(widths.values()), Qt.Orientation.Horizontal)

    def save(self, settings: Settings) -> None:
        """Remember sizes and places."""
        settings["geometry"] = to_text(self._window.saveGeometry())
        settings["layout"] = to_text(self._before_enlarging or self._window.saveState(VERSION))

    def restore(self, settings: Settings) -> None:
        """Take up the remembered places; what does not fit is ignored."""
        layout = from_text(settings["layout"])
        if layout.isEmpty() or not self._window.restoreState(layout, VERSION):
            self.reset()
        # The layout may have been remembered amid a review.
        self.docks[REVIEW].setVisible(self._reviewing)
