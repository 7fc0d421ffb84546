"""The pane that sets companies side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, cast

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from jwviewer.drawing.body import LayOut
from jwviewer.drawing.choice_list import Choice, ChoiceList
from jwviewer.drawing.profiles import profiles_body
from jwviewer.drawing.screen_sheet import screen_sheet
from jwviewer.language import tr
from jwviewer.panes.pane import Pane
from jwviewer.panes.profiles.table import ProfileTable
from jwviewer.queries.grid import Grid, as_html, as_tsv
from jwviewer.queries.profile_grid import profile_grid
from jwviewer.queries.profiles import ProfileOptions, Profiles, Show, default_columns, profiles
from jwviewer.session import State


class ProfilesPane(Pane):
    """Companies side by side; what is shown and in which order is the person's choice."""

    name: ClassVar[str] = "profiles"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options = ProfileOptions()
        self.shown: Profiles | None = None
        self._of: str | None = None
        self._told: tuple[Profiles | None, tuple[str, str]] | None = None
        self.table = ProfileTable(self)
        self.table.chosen.connect(self.choose)
        self.table.order_changed.connect(self._reorder)
        self.table.copy_asked.connect(self.copy)
        self.set_view(self.table)
        self._rows_button = _tool(_menu_text("all"), tr("Which rows are shown"))
        self._rows_button.setMenu(self._rows_menu())
        self._company_button = _tool(f"{tr('+')} ▾", tr("Which companies stand side by side"))
        self._company_button.clicked.connect(self._open_companies)
        self._companies: ChoiceList | None = None

    @classmethod
    def title(cls) -> str:
        """Return the pane's name for people."""
        return tr("Profiles side by side")

    def tools(self) -> list[QWidget]:
        """Return the menus for rows and companies."""
        return [self._rows_button, self._company_button]

    def draw(self, state: State) -> None:
        """Bring the table in line with the state."""
        self.options = self._options_for(state)
        self._of = _identity(state)
        self.shown = profiles(state.dossier, state.selection, self.options)
        self.table.show_profiles(
            self.shown, state.dossier, state.selection, screen_sheet(state.theme),
            dict(state.articles),
        )  # fmt: skip
        if self._companies is not None:
            self._companies.update_choices(partial(self._choices, state, self.shown))
            self._parties.setEnabled(self.shown.columns != default_columns(state.dossier))
        self.info_changed.emit(self._words[0])

    def foresee(self, state: State) -> Callable[[], object]:
        """Plan the rows."""
        return partial(profiles, state.dossier, state.selection, self._options_for(state))

    def _options_for(self, state: State) -> ProfileOptions:
        """Return the choices made here; another dossier's rows and columns are no choices."""
        if self._of == _identity(state):
            return self.options
        return ProfileOptions(show=self.options.show)

    def to_start(self) -> None:
        """Show the first rows and companies."""
        self.table.scrollToTop()
        self.table.horizontalScrollBar().setValue(0)

    def summary(self) -> str:
        """Say which companies are shown and how much they have in common."""
        return self._words[1]

    @property
    def _words(self) -> tuple[str, str]:
        """The line of the title bar and the summary of what is shown, made once for each."""
        if self._told is None or self._told[0] is not self.shown:
            self._told = self.shown, (self._info(), self._summary())
        return self._told[1]

    def _summary(self) -> str:
        if self.shown is None or not self.shown.columns:
            return tr("No companies to show.")
        names = ", ".join(self.shown.names)
        groups = "; ".join(
            tr("{title}: {count} rows", title=g.title, count=len(g.rows)) for g in self.shown.groups
        )
        said = tr("{names} side by side. {groups}.", names=names, groups=groups)
        return f"{said} {self.shown.shared_sentence}".rstrip()

    def grid(self) -> Grid:
        """Return the rows shown, a column per company."""
        return profile_grid(self.shown) if self.shown is not None else Grid((), (), ())

    def figure_layout(self) -> LayOut:
        """Return how a figure shows the companies and rows that are chosen here."""
        return cast("LayOut", partial(profiles_body, options=self.options))

    def copy(self) -> None:
        """Put the table on the clipboard, as tab-separated text and as HTML."""
        data = QMimeData()
        data.setText(as_tsv(self.grid()))
        data.setHtml(as_html(self.grid()))
        QGuiApplication.clipboard().setMimeData(data)

    def show_rows(self, show: Show) -> None:
        """Show all rows, only those several companies share, or only those that differ."""
        self._rows_button.setText(_menu_text(show))
        self._use(ProfileOptions(self.options.columns, show))

    def show_companies(self, columns: tuple[str, ...]) -> None:
        """Set these companies side by side, in this order; none means the parties."""
        self._use(ProfileOptions(columns, self.options.show))

    def _use(self, options: ProfileOptions) -> None:
        self.options = options
        if self.state is not None:
            self.show_state(self.state)

    def _reorder(self, order: tuple[int, ...]) -> None:
        if self.shown is not None:
            self.show_companies(tuple(self.shown.columns[number] for number in order))

    def _info(self) -> str:
        shown = self.shown
        if shown is None:
            return ""
        rows = shown.row_count
        if rows < shown.all_rows:
            return tr("{shown} of {all} rows", shown=rows, all=shown.all_rows)
        return shown.shared_words

    def _rows_menu(self) -> QMenu:
        menu = QMenu(self._rows_button)
        group = QActionGroup(menu)
        for show, name in _show_names().items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(show == self.options.show)
            action.triggered.connect(lambda _=False, show=show: self.show_rows(show))
            group.addAction(action)
        menu.addSeparator()
        menu.addAction(tr("Copy as table\tCtrl+C")).triggered.connect(self.copy)
        return menu

    def _open_companies(self) -> None:
        if self.state is None or self.shown is None:
            return
        if self._companies is None:
            self._companies = ChoiceList(tr("Which companies stand side by side"), self)
            self._companies.toggled.connect(self._toggle)
            self._companies.asked.connect(lambda _: self.show_companies(()))
            self._parties = self._companies.offer("parties", tr("Only the parties"))
        self._parties.setEnabled(self.shown.columns != default_columns(self.state.dossier))
        self._companies.open_below(self._company_button, self._choices(self.state, self.shown))

    def _choices(self, state: State, shown: Profiles) -> list[Choice]:
        """Return all companies, of which the last one that is shown must stay."""
        return [
            Choice(c, state.dossier.name(c), c in shown.columns, shown.columns != (c,))
            for c in (*shown.columns, *shown.others)
        ]

    def _toggle(self, company: str, on: bool) -> None:
        if self.shown is not None:
            kept = tuple(other for other in self.shown.columns if other != company)
            self.show_companies((*kept, company) if on else kept)


def _identity(state: State) -> str:
    return f"{state.dossier.id}:{id(state.dossier)}"


def _show_names() -> dict[Show, str]:
    return {"all": tr("All rows"), "shared": tr("Only shared"), "different": tr("Only different")}


def _menu_text(show: Show) -> str:
    """Return the button's text: short, for it shares a narrow title bar with the count."""
    short = {"all": tr("All"), "shared": tr("Shared"), "different": tr("Different")}
    return f"{short[show]} ▾"


def _tool(text: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setAutoRaise(True)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button
