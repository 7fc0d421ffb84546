"""The one place that decides what is chosen, remembers it and tells the panes."""

from __future__ import annotations

from collections.abc import Callable
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
        self._begin: Callable[[State], bool] | None = None
        self._awaited: State | None = None

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

    def look_ahead(self, begin: Callable[[State], bool]) -> None:
        """Let something be worked out before new filters are announced.

        ``begin`` takes the state to come; where it returns True, ``announce`` must follow.
        """
        self._begin = begin

    @property
    def is_waiting(self) -> bool:
        """Whether the present state is not announced yet."""
        return self._awaited is not None

    def announce(self) -> None:
        """Announce the present state, unless its filters are others than those worked out."""
        awaited, self._awaited = self._awaited, None
        if awaited is not None and not self._waits(awaited):
            self.changed.emit(self._state)

    def _show(self, state: State) -> None:
        if state != self._state:
            before, self._state = self._state, state
            if self._awaited is None and not self._waits(before):
                self.changed.emit(state)

    def _waits(self, before: State) -> bool:
        """Begin what the present state needs, if anything; tell whether it is to be waited for."""
        same = before.dossier is self._state.dossier
        filters = self._state.selection.filters
        if self._begin is None or not same or filters == before.selection.filters:
            return False
        # Before it begins, for it may end at once.
        self._awaited = self._state
        if not self._begin(self._state):
            self._awaited = None
        return self._awaited is not None
