"""The toolbar's filters: a chip per company, a menu of kinds, a menu of voices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from jwviewer.dossier.schema import FACT_KINDS, MODES
from jwviewer.drawing.theme import load_theme
from jwviewer.language import tr
from jwviewer.queries.wording import kind_name, mode_name

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QResizeEvent

    from jwviewer.drawing.choice_list import Choice, ChoiceList
    from jwviewer.selection import Selection
    from jwviewer.session import State

CHIPS = 4
"""How many companies get a chip of their own; the rest are in a menu."""
_LEAST, _MOST = 20, 120
"""Between how many pixels of a company's name its chip shows."""
_READABLE = 72
"""Where there is a list as well, a chip that would show less of its name is left to the list."""


class Filters(QWidget):
    """Shows the filters of a selection and proposes others.

    Signals:
        proposed: a Selection with other filters.
    """

    proposed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._state: State | None = None
        self._shown: tuple[object, str] | None = None
        self.chips: dict[str, QToolButton] = {}
        self._names: list[str] = []
        self._rest: dict[str, str] = {}
        self._more: QToolButton | None = None
        self._list: ChoiceList | None = None
        self.kinds = _menu_button(self, tr("Kinds"))
        self.modes = _menu_button(self, tr("Voices"))
        self._kind_actions = _fill(
            self.kinds, {k: kind_name(k, plural=True) for k in FACT_KINDS}, self._kinds_chosen
        )
        self._mode_actions = _fill(self.modes, {m: mode_name(m) for m in MODES}, self._modes_chosen)
        self._row.addWidget(self.kinds)
        self._row.addWidget(self.modes)
        self._row.addStretch()

    def show_state(self, state: State) -> None:
        """Bring chips and menus in line with the state."""
        before, self._state = self._state, state
        dossier, selection = state.dossier, state.selection
        if before is None or before.dossier is not dossier or before.theme != state.theme:
            # Other names for other chips: an edit that leaves them alone makes no new ones.
            names = tuple((c, dossier.name(c), dossier.short_name(c)) for c in dossier.companies)
            if self._shown != (names, state.theme):
                self._shown = (names, state.theme)
                self._make_chips(state, {company: short for company, _, short in names})
        elif before.selection.filters == selection.filters:
            return
        for company, chip in self.chips.items():
            chip.setChecked(company in selection.companies)
        self._count_rest()
        self._update_list()
        _say(self.kinds, self._kind_actions, selection.kinds, tr("All kinds"), tr("{count} kinds"))
        _say(
            self.modes, self._mode_actions, selection.modes, tr("All voices"), tr("{count} voices")
        )

    def _make_chips(self, state: State, names: dict[str, str]) -> None:
        for old in (*self.chips.values(), *([self._more] if self._more else [])):
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.chips, self._rest, self._more = {}, {}, None
        theme = load_theme(state.theme)
        companies = state.dossier.companies
        first = companies[: len(companies) if len(companies) <= CHIPS else CHIPS - 1]
        self._names = [names[company] for company in first]
        for number, company in enumerate(first):
            name = self._names[number]
            chip = QToolButton(self)
            chip.setCheckable(True)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setIcon(_dot(theme.company(state.dossier, company).mark))
            chip.setIconSize(QSize(12, 12))
            chip.setAccessibleName(tr("Show only {company}", company=name))
            chip.setToolTip(
                _plain(
                    tr(
                        "Show only what concerns {company}; choose several to add them",
                        company=state.dossier.name(company),
                    )
                )
            )
            chip.clicked.connect(lambda on, company=company: self._company_chosen(company, on))
            self.chips[company] = chip
            self._row.insertWidget(number, chip)
        rest = companies[len(first) :]
        if rest:
            self._more = QToolButton(self)
            self._more.setAccessibleName(tr("More companies"))
            self._more.clicked.connect(self._open)
            self._rest = names
            self._row.insertWidget(len(first), self._more)
        self._name_chips()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for room for the names."""
        width = sum(min(width, _MOST) for width in self._name_widths())
        return QSize(self._bare_width() + width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Make do with the beginnings of names."""
        widths = [] if self._rest else self._name_widths()
        width = sum(min(width, _LEAST) for width in widths)
        return QSize(self._bare_width(len(widths)) + width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the names to the width there is."""
        super().resizeEvent(event)
        self._name_chips()
        self._update_list()

    def _name_chips(self) -> None:
        """Name the chips, the longest names cut until all of them fit."""
        least, widths = (_READABLE if self._rest else _LEAST), self._name_widths()
        shown = len(widths)
        while True:
            for number, chip in enumerate(self.chips.values()):
                chip.setVisible(number < shown)
            self._count_rest()
            room = self.width() - self._bare_width(shown)
            limit = min(max(widths[:shown], default=0), _MOST)
            while limit > least and sum(min(width, limit) for width in widths[:shown]) > room:
                limit -= 1
            fits = sum(min(width, limit) for width in widths[:shown]) <= room
            if fits or not self._rest or not shown:
                break
            shown -= 1
        for name, chip in zip(self._names, self.chips.values(), strict=True):
            cut = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, limit)
            chip.setText(cut.replace("&", "&&"))

    def _listed(self) -> dict[str, str]:
        """Return the names of the companies without a chip in sight."""
        seen = {company for company, chip in self.chips.items() if not chip.isHidden()}
        return {company: name for company, name in self._rest.items() if company not in seen}

    def _count_rest(self) -> None:
        """Say how many companies have no chip, and how many of them are chosen."""
        if self._more is None or self._state is None:
            return
        listed = self._listed()
        chosen, count = len(self._state.selection.companies & listed.keys()), len(listed)
        if count == len(self._rest):
            said = tr("{count} of {all} companies", count=chosen, all=count)
            said = said if chosen else tr("{all} companies", all=count)
        else:
            said = tr("{count} of {all} more", count=chosen, all=count)
            said = said if chosen else tr("{all} more companies", all=count)
        self._more.setText(f"{said} ▾")

    def _name_widths(self) -> list[int]:
        return [self.fontMetrics().horizontalAdvance(name) + 1 for name in self._names]

    def _bare_width(self, shown: int = CHIPS) -> int:
        """Return the width of all but the names, with so many chips."""
        buttons = [self.kinds, self.modes, *([self._more] if self._more else [])]
        seen = list(self.chips.values())[:shown]
        chips = sum(
            chip.sizeHint().width()
            - self.fontMetrics().horizontalAdvance(chip.text().replace("&&", "&"))
            for chip in seen
        )
        count = len(buttons) + len(seen)
        return chips + sum(b.sizeHint().width() for b in buttons) + count * self._row.spacing()

    def _company_chosen(self, company: str, on: bool) -> None:
        if self._state is not None:
            chosen = self._state.selection.companies
            self._propose(
                self._state.selection.with_companies(
                    chosen | {company} if on else chosen - {company}
                )
            )

    def _open(self) -> None:
        """Drop down the list of all companies that have no chip."""
        from jwviewer.drawing.choice_list import ChoiceList

        if self._list is None:
            self._list = ChoiceList(tr("More companies"), self)
            self._list.toggled.connect(self._companies_chosen)
        if self._more is not None:
            self._list.open_below(self._more, self._choices())

    def _update_list(self) -> None:
        if self._list is not None:
            self._list.update_choices(self._choices)

    def _companies_chosen(self) -> None:
        # As the list has it: what was proposed last may still be being worked out.
        if self._state is not None and self._list is not None:
            of_chips = self._state.selection.companies - self._listed().keys()
            self._propose(self._state.selection.with_companies(self._list.chosen | of_chips))

    def _choices(self) -> list[Choice]:
        from jwviewer.drawing.choice_list import Choice

        chosen = self._state.selection.companies if self._state is not None else frozenset()
        return [
            Choice(company, name, company in chosen) for company, name in self._listed().items()
        ]

    def _kinds_chosen(self) -> None:
        if self._state is not None:
            self._propose(self._state.selection.with_kinds(_checked(self._kind_actions)))

    def _modes_chosen(self) -> None:
        if self._state is not None:
            self._propose(self._state.selection.with_modes(_checked(self._mode_actions)))

    def _propose(self, selection: Selection) -> None:
        self.proposed.emit(selection)


def _menu_button(parent: QWidget, name: str) -> QToolButton:
    button = QToolButton(parent)
    button.setAccessibleName(name)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(QMenu(button))
    return button


def _fill(button: QToolButton, names: dict[str, str], chosen: object) -> dict[str, QAction]:
    menu = button.menu()
    made: dict[str, QAction] = {}
    for key, name in names.items():
        action = menu.addAction(name.replace("&", "&&"))
        action.setCheckable(True)
        action.triggered.connect(chosen)
        made[key] = action
    return made


def _checked(actions: dict[str, QAction]) -> frozenset[str]:
    return frozenset(key for key, action in actions.items() if action.isChecked())


def _say(
    button: QToolButton,
    actions: dict[str, QAction],
    chosen: frozenset[str],
    everything: str,
    some: str,
) -> None:
    for key, action in actions.items():
        action.setChecked(key in chosen)
    names = [actions[key].text() for key in actions if key in chosen]
    text = (
        everything if not names else names[0] if len(names) == 1 else some.format(count=len(names))
    )
    button.setText(f"{text} ▾")


def _dot(colour: QColor) -> QIcon:
    pixmap = QPixmap(24, 24)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(3, 3, 18, 18)
    painter.end()
    return QIcon(pixmap)


def _plain(text: str) -> str:
    # Tooltips guess at markup; escaped text inside a paragraph is always shown as it is.
    return "<p>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>"
