"""The chosen fact with everything known about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from jwviewer.dossier.dossier import Dossier
from jwviewer.drawing.flow import Run, unbroken
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
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
        column = Column()
        if card is None:
            hint = tr("Choose a fact in the list or in any pane to see all that is known of it.")
            column.add(self._label([[Run(hint, "body", self._faint)]], hint))
        else:
            self._fill(column, card, dossier)
        self.put(column)
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
        column.add(self._label([[title]], card.title))
        if card.strong:
            value = [
                Run(unbroken(card.strong) + (" " if card.rest else ""), "number", theme.ink["text"])
            ]
            if card.rest:
                value.append(Run(card.rest, "body", theme.ink["text"]))
            column.add(self._label([value], f"{card.strong} {card.rest}".strip()))
        chips = [Run(chip, "tiny", self._dim, chip=True) for chip in card.chips]
        column.add(self._label([chips], " · ".join(card.chips)))
        column.add(self._actions(card.fact_id))
        for derived in card.derived:
            self._derived(column, derived)
        if card.rows:
            column.add(self._rule())
        for name, text in card.rows:
            runs = [[Run(name + ": ", "small", self._faint), Run(text, "small", theme.ink["text"])]]
            column.add(self._label(runs, f"{name}: {text}"))
        guessed = list(dict.fromkeys(text for d in card.derived for text in d.inferred))
        self._section(column, tr("Inferred on the way to derived values"), len(guessed))
        for text in guessed:
            column.add(self._label([[Run("– " + text, "small", self._dim)]], text), 3)
        self._section(column, tr("What the source does not say"), len(card.unsaid))
        for text in card.unsaid:
            runs = [[Run("– " + text, "small", self._dim)]]
            column.add(self._label(runs, text), 3)
        self._section(column, tr("Linked facts"), len(card.links))
        for link in card.links:
            button = FlowButton(
                self._sheet,
                [
                    [
                        Run(link.how + "  ", "tiny", self._dim),
                        Run(link.text, "small", theme.ink["link"]),
                    ]
                ],
                f"{link.how}: {link.text}",
            )
            button.clicked.connect(lambda _=False, fact_id=link.fact_id: self.chosen.emit(fact_id))
            column.add(button)
        if card.more_links:
            more = tr("and {count} more", count=card.more_links)
            column.add(self._label([[Run(more, "small", self._faint)]], more))

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
        column.add(self._label(runs, text))

    def _actions(self, fact_id: str) -> QWidget:
        line = QWidget()
        box = QHBoxLayout(line)
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
            button.clicked.connect(
                lambda _=False, action=action: self.edit_asked.emit(action, fact_id)
            )
            box.addWidget(button)
        box.addStretch(1)
        line.setFixedHeight(line.sizeHint().height())
        return line

    def _section(self, column: Column, title: str, count: int) -> None:
        if count:
            column.add(self._rule())
            column.add(self._label([[Run(title, "bold", self._sheet.theme.ink["text"])]], title))

    def _label(self, runs: Runs, text: str) -> FlowLabel:
        return FlowLabel(self._sheet, runs, text)

    def _rule(self) -> QFrame:
        rule = QFrame()
        rule.setFixedHeight(1)
        palette = rule.palette()
        palette.setColor(rule.backgroundRole(), self._sheet.theme.line["line"])
        rule.setPalette(palette)
        rule.setAutoFillBackground(True)
        return rule

    @property
    def _dim(self) -> QColor:
        return self._sheet.theme.ink["dim"]

    @property
    def _faint(self) -> QColor:
        return self._sheet.theme.ink["faint"]
