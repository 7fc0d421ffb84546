"""The chosen fact with everything known about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from jwviewer.dossier.dossier import Dossier
from jwviewer.drawing.flow import Run, unbroken
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import Theme, load_theme
from jwviewer.language import tr
from jwviewer.panes.evidence.labels import Column, ColumnArea, FlowButton, FlowLabel, Runs
from jwviewer.queries.fact_card import CardDerived, FactCard

MARGINS = (14, 10, 12, 14)


class CardView(ColumnArea):
    """Shows a FactCard; links can be pressed.

    Signals:
        chosen: the id of a linked fact that was pressed.
        edit_asked: what is to be done with the fact, and its id.
    """

    chosen = Signal(str)
    edit_asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(MARGINS, parent)
        self.card: FactCard | None = None
        self._sheet = Sheet(load_theme("light"))
        self.setAccessibleName(tr("The chosen fact"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_card(self, card: FactCard | None, dossier: Dossier, sheet: Sheet) -> None:
        """Show a card, or with None what to do to see one."""
        same = card is not None and self.card is not None and card.fact_id == self.card.fact_id
        if card == self.card and sheet == self._sheet and self.widget() is not None:
            return
        self.card, self._sheet = card, sheet
        column = self.begin()
        if card is None:
            hint = tr("Choose a fact in the list or in any pane to see all that is known of it.")
            self._say(column, [[Run(hint, "body", self._faint)]], hint)
        else:
            self._fill(column, card, dossier)
        self.end()
        self.setAccessibleDescription(card.text if card is not None else "")
        if not same:
            self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the card with Ctrl+C."""
        control = Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_C and event.modifiers() == control and self.card is not None:
            QGuiApplication.clipboard().setText(self.card.text)
        else:
            super().keyPressEvent(event)

    def _fill(self, column: Column, card: FactCard, dossier: Dossier) -> None:
        theme = self._sheet.theme
        colour = theme.of_fact(dossier, card.company_ids).text
        title = Run(card.title, "heading", colour)
        self._say(column, [[title]], card.title)
        if card.strong:
            value = [
                Run(unbroken(card.strong) + (" " if card.rest else ""), "number", theme.ink["text"])
            ]
            if card.rest:
                value.append(Run(card.rest, "body", theme.ink["text"]))
            self._say(column, [value], f"{card.strong} {card.rest}".strip())
        chips = [Run(chip, "tiny", self._dim, chip=True) for chip in card.chips]
        self._say(column, [chips], " · ".join(card.chips))
        column.add(_Actions).lead_to(self._act)
        for derived in card.derived:
            self._derived(column, derived)
        if card.rows:
            column.add(_Rule).use(theme)
        for name, text in card.rows:
            runs = [[Run(name + ": ", "small", self._faint), Run(text, "small", theme.ink["text"])]]
            self._say(column, runs, f"{name}: {text}")
        guessed = list(dict.fromkeys(text for d in card.derived for text in d.inferred))
        self._section(column, tr("Inferred on the way to derived values"), len(guessed))
        for text in guessed:
            self._say(column, [[Run("– " + text, "small", self._dim)]], text, 3)
        self._section(column, tr("What the source does not say"), len(card.unsaid))
        for text in card.unsaid:
            self._say(column, [[Run("– " + text, "small", self._dim)]], text, 3)
        self._section(column, tr("Linked facts"), len(card.links))
        for link in card.links:
            words = [
                Run(link.how + "  ", "tiny", self._dim),
                Run(link.text, "small", theme.ink["link"]),
            ]
            button = column.add(_Link)
            button.say(self._sheet, [words], f"{link.how}: {link.text}")
            button.lead_to(link.fact_id, self.chosen)
        if card.more_links:
            more = tr("and {count} more", count=card.more_links)
            self._say(column, [[Run(more, "small", self._faint)]], more)

    def _derived(self, column: Column, derived: CardDerived) -> None:
        runs = [
            [
                Run(derived.label + ": ", "small", self._dim),
                Run(unbroken(derived.value), "bold", self._sheet.theme.ink["text"]),
                Run(tr("ƒ derived"), "tiny", self._dim, chip=True),
            ],
            [Run(derived.formula, "tiny", self._faint)],
        ]
        text = f"{derived.label}: {derived.value}, {tr('ƒ derived')}, {derived.formula}"
        self._say(column, runs, text)

    def _act(self, action: str) -> None:
        if self.card is not None:
            self.edit_asked.emit(action, self.card.fact_id)

    def _section(self, column: Column, title: str, count: int) -> None:
        if count:
            column.add(_Rule).use(self._sheet.theme)
            self._say(column, [[Run(title, "bold", self._sheet.theme.ink["text"])]], title)

    def _say(self, column: Column, runs: Runs, text: str, above: int = 6) -> None:
        column.add(FlowLabel, above).say(self._sheet, runs, text)

    @property
    def _dim(self) -> QColor:
        return self._sheet.theme.ink["dim"]

    @property
    def _faint(self) -> QColor:
        return self._sheet.theme.ink["faint"]


class _Link(FlowButton):
    """A linked fact, to be chosen by pressing it."""

    def __init__(self) -> None:
        super().__init__()
        self._fact_id = ""
        self._chosen: SignalInstance | None = None
        self.clicked.connect(self._tell)

    def lead_to(self, fact_id: str, chosen: SignalInstance) -> None:
        """Let ``chosen`` tell a fact's id when this is pressed."""
        self._fact_id, self._chosen = fact_id, chosen

    def _tell(self) -> None:
        if self._chosen is not None:
            self._chosen.emit(self._fact_id)


class _Actions(QWidget):
    """What can be done with a fact, as a line of buttons."""

    def __init__(self) -> None:
        super().__init__()
        self._do: Callable[[str], None] | None = None
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for action, text in (
            ("edit", tr("Change…")), ("judge", tr("Judge…")), ("merge", tr("Merge…")),
            ("delete", tr("Delete…")),
        ):  # fmt: skip
            button = QPushButton(text)
            button.setObjectName("link")
            button.setFlat(True)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self._act, action))
            box.addWidget(button)
        box.addStretch(1)
        self.setFixedHeight(self.sizeHint().height())

    def lead_to(self, do: Callable[[str], None]) -> None:
        """Let ``do`` take the name of the action that is asked for."""
        self._do = do

    def _act(self, action: str) -> None:
        if self._do is not None:
            self._do(action)


class _Rule(QFrame):
    """A thin line across the card."""

    def __init__(self) -> None:
        super().__init__()
        self._theme: Theme | None = None
        self.setFixedHeight(1)
        self.setAutoFillBackground(True)

    def use(self, theme: Theme) -> None:
        """Take the colour of a theme."""
        if theme is not self._theme:
            self._theme = theme
            palette = self.palette()
            palette.setColor(self.backgroundRole(), theme.line["line"])
            self.setPalette(palette)
