"""Between session and panes; of very many facts a choice or filter reaches one pane in a turn.

So the pane in which a person works answers at once, the window paints in between, and who goes on
with the arrow keys does not wait for what was chosen on the way.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from jwviewer.panes.pane import TURN

if TYPE_CHECKING:
    from jwviewer.panes.pane import Pane
    from jwviewer.selection import Selection
    from jwviewer.session import Session, State

MANY = 50_000
"""From so many facts on, panes follow a choice or other filters one after the other."""


class Relay(QObject):
    """Passes the session's state on to panes, and to the session what they propose."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._panes: list[Pane] = []
        self._waiting: list[Pane] = []
        self._state: State = session.state
        self._turn = QTimer(self, interval=TURN, singleShot=True)
        self._turn.timeout.connect(self._go_on)
        session.changed.connect(self.take)

    def add(self, pane: Pane) -> None:
        """Tell a pane from now on, and take what it proposes."""
        self._panes.append(pane)
        pane.previewed.connect(partial(self._preview, pane))
        pane.proposed.connect(partial(self._select, pane))

    def take(self, state: State) -> None:
        """Show a state in all panes."""
        before, self._state = self._state, state
        self._turn.stop()
        if _is_chosen_anew(before, state) and len(state.dossier.fact_ids) >= MANY:
            here = QApplication.focusWidget()
            self._waiting = sorted(
                self._panes, key=lambda pane: here is None or not pane.isAncestorOf(here)
            )
            self._go_on()
            return
        self._waiting = []
        for pane in self._panes:
            pane.show_state(state)

    def _preview(self, pane: Pane, selection: Selection) -> None:
        self._session.preview(_brought_up(pane.state, selection, self._session.state))

    def _select(self, pane: Pane, selection: Selection) -> None:
        self._session.select(_brought_up(pane.state, selection, self._session.state))

    def _go_on(self) -> None:
        pane = self._waiting.pop(0)
        if self._waiting:
            self._turn.start()
        pane.show_state(self._state)


def _is_chosen_anew(before: State, state: State) -> bool:
    """Tell whether two states differ in the chosen fact or the filters alone.

    A period is dragged, and all panes go along with that.
    """
    if before.dossier is not state.dossier:
        return False
    if before.selection.period != state.selection.period:
        return False
    return before != state and replace(before, selection=state.selection) == state


def _brought_up(told: State | None, proposed: Selection, now: State) -> Selection:
    """Return what a pane that still shows an older state means for the present one.

    What it proposes to change is changed, and all else stays as it is by now.
    """
    if told is None:
        return proposed
    before = told.selection
    changed = {
        name: value
        for name in proposed.__struct_fields__
        if (value := getattr(proposed, name)) != getattr(before, name)
    }
    # Who proposes what is shown already has chosen its fact anew.
    return structs.replace(now.selection, **(changed or {"focus": proposed.focus}))
