"""The menu of filters beside the search for facts: company, kind, voice, basis."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from jwviewer.dossier.fact_columns import MODE_NAMES
from jwviewer.dossier.schema import BASES, FACT_KINDS, MODES
from jwviewer.drawing.choice_list import Choice, ChoiceList
from jwviewer.language import tr
from jwviewer.queries.bases import basis_words
from jwviewer.queries.wording import kind_name, mode_name
from jwviewer.selection import Selection
from jwviewer.session import State

Choices = frozenset[str]


class FactFilters(QToolButton):
    """Shows how many filters the selection has and proposes others.

    Signals:
        proposed: a Selection with other filters.
    """

    proposed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State | None = None
        self.companies: ChoiceList | None = None
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAccessibleName(tr("Filter by company, kind, voice or basis"))
        self.setToolTip(self.accessibleName())
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)
        self._say(0)

    def show_state(self, state: State) -> None:
        """Say how many things the selection filters by."""
        self._state = state
        chosen = state.selection
        if self.companies is not None:
            self.companies.update_choices(self._choices)
        self._say(sum(map(len, (chosen.companies, chosen.kinds, chosen.modes, chosen.bases))))

    def fill(self) -> None:
        """Fill the menu from the dossier and the selection."""
        menu = self.menu()
        menu.clear()
        if self._state is None:
            return
        chosen = self._state.selection
        companies = len(chosen.companies)
        menu.addAction(
            tr("Company: {count}…", count=companies) if companies else tr("Company…")
        ).triggered.connect(self.open_companies)
        parts = (
            (tr("Kind"), self._kinds, chosen.kinds, chosen.with_kinds),
            (tr("Voice"), self._modes, chosen.modes, chosen.with_modes),
            (tr("Basis"), self._bases, chosen.bases, chosen.with_bases),
        )
        for name, choices, now, use in parts:
            title = tr("{name}: {count}", name=name, count=len(now)) if now else name
            below = menu.addMenu(title)
            for key, words in choices(self._state):
                self._choice(below, words, key, now, use)
        menu.addSeparator()
        every = menu.addAction(tr("Show all"))
        every.setEnabled(chosen.filtered)
        every.triggered.connect(lambda: self.proposed.emit(chosen.without_filters()))

    def _choice(
        self, menu: QMenu, words: str, key: str, now: Choices, use: Callable[[Choices], Selection]
    ) -> None:
        action = QAction(words.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(key in now)
        action.toggled.connect(
            lambda on: self.proposed.emit(use(now | {key} if on else now - {key}))
        )
        menu.addAction(action)

    def _say(self, count: int) -> None:
        text = tr("Filter: {count}", count=count) if count else tr("Filter")
        self.setText(f"{text} ▾")

    def open_companies(self) -> None:
        """Drop down the list of all companies."""
        if self.companies is None:
            self.companies = ChoiceList(tr("Filter by company"), self)
            self.companies.toggled.connect(self._use_companies)
        self.companies.open_below(self, self._choices())

    def _choices(self) -> list[Choice]:
        if self._state is None:
            return []
        dossier, chosen = self._state.dossier, self._state.selection.companies
        return [Choice(c, dossier.name(c), c in chosen) for c in dossier.companies]

    def _use_companies(self) -> None:
        # As the list has it: what was proposed last may still be being worked out.
        if self._state is not None and self.companies is not None:
            self.proposed.emit(self._state.selection.with_companies(self.companies.chosen))

    def _kinds(self, state: State) -> Iterable[tuple[str, str]]:
        counts = np.bincount(state.dossier.columns.kind, minlength=len(FACT_KINDS))
        return ((k, kind_name(k, plural=True)) for n, k in enumerate(FACT_KINDS) if counts[n])

    def _modes(self, state: State) -> Iterable[tuple[str, str]]:
        counts = np.bincount(state.dossier.columns.mode, minlength=len(MODE_NAMES))
        return ((m, mode_name(m)) for m in MODES if counts[MODE_NAMES.index(m)])

    def _bases(self, state: State) -> Iterable[tuple[str, str]]:
        return ((basis, basis_words(basis)) for basis in BASES)
