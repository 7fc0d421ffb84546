"""Moving through selections, facts and time, and letting go of filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.shell.desk import Desk


class GoCommands:
    """The commands that change what is chosen and which time is shown."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def find(self) -> None:
        """Go to the search field."""
        if self.desk.window.search is not None:
            self.desk.window.search.setFocus()
            self.desk.window.search.selectAll()

    def clear_filters(self) -> None:
        """Show everything again."""
        self.desk.session.select(self.desk.state.selection.without_filters())

    def back(self) -> None:
        """Return to the selection before."""
        self.desk.session.back()

    def forward(self) -> None:
        """Go forward again."""
        self.desk.session.forward()

    def next_fact(self) -> None:
        """Choose the next fact that the filters let through."""
        self._step(1)

    def previous_fact(self) -> None:
        """Choose the fact before."""
        self._step(-1)

    def fit_all(self) -> None:
        """Show the whole time on the timeline."""
        self.desk.timeline.fit_all()

    def fit_selection(self) -> None:
        """Show the chosen fact or period on the timeline."""
        self.desk.timeline.fit_selection()

    def previous_view(self) -> None:
        """Show the time range before."""
        self.desk.timeline.previous_view()

    def go_to_date(self) -> None:
        """Ask for a date and show it."""
        prompt = tr("Date (2018, 2018-05, 2018-05-12, 2018-Q3 is written 2018-35):")
        while True:
            text, agreed = QInputDialog.getText(self.desk.window, tr("Go to date"), prompt)
            if not agreed or not text.strip():
                return
            wrong = self.desk.timeline.go_to(text.strip())
            if not wrong:
                return
            prompt = wrong

    def choose_period(self) -> None:
        """Ask for a period such as 2013/2018 and choose it."""
        from jwviewer.dossier.dates import DateError
        from jwviewer.queries.period import parse_period

        prompt = tr("Period (2018, or 2013/2018 for several years):")
        while True:
            text, agreed = QInputDialog.getText(self.desk.window, tr("Choose period"), prompt)
            if not agreed or not text.strip():
                return
            start, _, end = text.partition("/")
            try:
                period = parse_period(start, end or start)
            except DateError as wrong:
                prompt = str(wrong)
            else:
                self.desk.session.select(self.desk.state.selection.with_period(period))
                return

    def clear_period(self) -> None:
        """Let go of the chosen period."""
        self.desk.session.select(self.desk.state.selection.with_period(None))

    def _step(self, step: int) -> None:
        import numpy as np

        from jwviewer.queries.evidence import listed

        dossier, selection = self.desk.state.dossier, self.desk.state.selection
        shown = listed(dossier, selection)
        if not len(shown):
            return
        own = dossier.positions.get(selection.focus or "", -1)
        here = int(np.searchsorted(shown, own))
        if here == len(shown) or shown[here] != own:
            here = -1 if step > 0 else 0
        chosen = dossier.fact_ids[int(shown[(here + step) % len(shown)])]
        self.desk.session.select(selection.with_focus(chosen))
