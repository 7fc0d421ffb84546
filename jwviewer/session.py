"""The one place that decides what is chosen, remembers it and tells the panes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jwviewer.selection import Selection

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

HISTORY = 200
"""How many selections back() can return through."""


@dataclass(frozen=True, slots=True)
class State:
    """All that a pane may know: the dossier, what is chosen, and the theme's name.

    ``article`` is the person's own copy of the source, normalised, by source id; it lives
    in memory only and is never written anywhere.
    """

    dossier: Dossier
    selection: Selection = field(default_factory=Selection)
    theme: str = "light"
    articles: tuple[tuple[str, str], ...] = ()

    def article(self, source_id: str) -> str | None:
        """Return the attached copy of a source, or None."""
        return dict(self.articles).get(source_id)


class Session(QObject):
    """Holds the State; panes propose selections, the session decides and announces.

    Signals:
        changed: carries the new State; silent when nothing changed.
        moved: the ways back and forward may have changed.
    """

    changed = Signal(object)
    moved = Signal()

    def __init__(self, state: State, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._past: list[Selection] = []
        self._future: list[Selection] = []
        self._settled = state.selection

    @property
    def state(self) -> State:
        """The present state."""
        return self._state

    @property
    def can_go_back(self) -> bool:
        """Whether back() has somewhere to go."""
        return bool(self._past)

    @property
    def can_go_forward(self) -> bool:
        """Whether forward() has somewhere to go."""
        return bool(self._future)

    def preview(self, selection: Selection) -> None:
        """Show a selection while it is being made; it is not remembered."""
        self._show(replace(self._state, selection=selection))

    def select(self, selection: Selection) -> None:
        """Settle on a selection; back() returns to the one before."""
        if selection != self._settled:
            self._past = [*self._past, self._settled][-HISTORY:]
            self._future.clear()
            self._settled = selection
            self.moved.emit()
        self._show(replace(self._state, selection=selection))

    def back(self) -> None:
        """Return to the selection before this one, if there is one."""
        if self._past:
            self._future.append(self._settled)
            self._settled = self._past.pop()
            self.moved.emit()
            self._show(replace(self._state, selection=self._settled))

    def forward(self) -> None:
        """Undo one back(), if there was one."""
        if self._future:
            self._past.append(self._settled)
            self._settled = self._future.pop()
            self.moved.emit()
            self._show(replace(self._state, selection=self._settled))

    def open_dossier(self, dossier: Dossier) -> None:
        """Show another dossier with nothing chosen and an empty history."""
        self._past.clear()
        self._future.clear()
        self._settled = Selection()
        self.moved.emit()
        self._show(State(dossier, Selection(), self._state.theme))

    def edit_dossier(self, dossier: Dossier) -> None:
        """Show another state of the same dossier; what is chosen stays, if it is still there."""
        selection = self._state.selection
        if selection.focus is not None and selection.focus not in dossier.positions:
            selection = self._settled = selection.with_focus(None)
        companies = frozenset(selection.companies & frozenset(dossier.companies))
        if companies != selection.companies:
            selection = self._settled = selection.with_companies(companies)
        self._show(replace(self._state, dossier=dossier, selection=selection))

    def use_theme(self, theme: str) -> None:
        """Show everything in another theme."""
        self._show(replace(self._state, theme=theme))

    def attach_article(self, source_id: str, text: str) -> None:
        """Lay the person's own copy of a source beside its evidence."""
        others = tuple(pair for pair in self._state.articles if pair[0] != source_id)
        self._show(replace(self._state, articles=(*others, (source_id, text))))

    def _show(self, state: State) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
