"""The fact at hand: its passage in its sentence, what was understood, on what ground."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from jwviewer.drawing.flow import Flow, Run, set_text, unbroken
from jwviewer.drawing.review_marks import group_ink
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.language import tr
from jwviewer.panes.review.words import (
    attribute_rows,
    basis_name,
    basis_of,
    kind_words,
    match_name,
    missing_words,
    state_name,
    value_words,
)
from jwviewer.reading.matching import Match
from jwviewer.reading.proposal import Span
from jwviewer.reading.review import Review, missing

MOST_CONTEXT = 1_200
"""So many characters of a passage's surroundings are shown at most."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card tells of one fact."""

    group: str
    value: str
    chips: tuple[str, ...]
    before: str
    passage: str
    after: str
    rows: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]

    @property
    def text(self) -> str:
        """The card as plain text."""
        lines = [self.value, ", ".join(self.chips), f"{self.before}[{self.passage}]{self.after}"]
        lines += [
            tr("{name}: {value}", name=name, value=", ".join(filter(None, rest)))
            for name, *rest in self.rows
        ]
        return "\n".join((*lines, *self.notes))


def card_of(
    review: Review, key: str, match: Match | None, known: str, *, wide: bool, notes: list[str]
) -> Card:
    """Return the card of a fact; ``known`` is what the dossier says, ``wide`` asks for more text.

    ``notes`` come first among the remarks.
    """
    fact = review.fact(key)
    start, end = review.items[key].fact.span
    first, last = _around(review, (start, end), wide=wide)
    view = review.article.view
    chips = [
        kind_words(review, key), state_name(review.decision(key)), basis_name(basis_of(fact)),
        tr("confidence {number}", number=f"{fact.confidence:.2f}"), fact.rule, match_name(match),
    ]  # fmt: skip
    told = list(notes)
    if known:
        told.append(tr("In the dossier: {fact}", fact=known))
    lacks = missing(review, key)
    if lacks:
        told.append(missing_words(lacks))
    needed = review.needed(key)
    if needed and review.decision(key) == "pending":
        names = ", ".join(value_words(review, one) for one in needed)
        told.append(tr("Accepting it also accepts: {names}", names=names))
    suggestion = review.suggestion(key)
    if suggestion:
        name = value_words(review, suggestion)
        told.append(tr("May be the same as {name}: M merges the two", name=name))
    return Card(
        review.group(key), value_words(review, key), tuple(chip for chip in chips if chip),
        view[first:start].lstrip(), view[start:end], view[end:last].rstrip(),
        attribute_rows(review, key), tuple(told),
    )  # fmt: skip


class CardArea(QScrollArea):
    """Scrolls a card that is too long for its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet(load_theme("light"))
        self.card: Card | None = None
        self._page = _Page(self)
        self.setWidget(self._page)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("The fact at hand"))

    def show_card(self, card: Card | None, sheet: Sheet) -> None:
        """Show a card, or that there is none."""
        if card != self.card:
            self.verticalScrollBar().setValue(0)
        self.card, self.sheet = card, sheet
        self.setAccessibleDescription(card.text if card is not None else "")
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        self._page.show_flow(self.sheet, runs_of(self.card, self.sheet), self.viewport().width())


class _Page(QWidget):
    """The card itself, painted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = Sheet(load_theme("light"))
        self._flow: Flow | None = None

    def show_flow(self, sheet: Sheet, runs: list[list[Run]], width: int) -> None:
        self._sheet = sheet
        self._flow = set_text(sheet, runs, max(width - 24, 40), gap=5)
        self.resize(QSize(width, int(self._flow.height) + 18))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._sheet.theme.surface["pane"])
        if self._flow is not None:
            self._flow.paint(painter, self._sheet, QPointF(12, 8))
        painter.end()


def _around(review: Review, span: Span, *, wide: bool) -> Span:
    """Return the sentence around a passage, or its paragraph; of a table the row, or all of it."""
    article = review.article
    row = article.row(span[0])
    if row is not None:
        tables = (grid.span for grid in article.grids)
        around = (one for one in tables if one[0] <= span[0] < one[1])
        first, last = next(around, row) if wide else row
    elif wide:
        number = article.sentence(span[0]).paragraph
        first, last = article.paragraphs[number] if article.paragraphs else (0, len(article.text))
    else:
        first = article.sentence(span[0]).start
        last = article.sentence(max(span[0], span[1] - 1)).end
    return (
        max(min(first, span[0]), span[0] - MOST_CONTEXT),
        min(max(last, span[1]), span[1] + MOST_CONTEXT),
    )


def runs_of(card: Card | None, sheet: Sheet) -> list[list[Run]]:
    """Return the lines of a card."""
    theme = sheet.theme
    if card is None:
        return [[Run(tr("Choose a fact in the list or in the text."), "body", theme.ink["faint"])]]
    ink, dim, faint = theme.ink["text"], theme.ink["dim"], theme.ink["faint"]
    number = card.group in ("money", "quantities")
    title = Run(unbroken(card.value), "number" if number else "heading",
                group_ink(theme, card.group))  # fmt: skip
    runs = [[title], [Run(chip, "tiny", dim, chip=True) for chip in card.chips]]
    runs.append([
        Run(card.before, "body", dim), Run(card.passage, "bold", ink), Run(card.after, "body", dim),
    ])  # fmt: skip
    runs += [[Run(note, "small", theme.ink["warning"])] for note in card.notes]
    for name, value, ground in card.rows:
        if value:
            runs.append([
                Run(f"{name}: ", "small", faint), Run(value, "small", ink),
                Run(f"  {ground}", "tiny", dim),
            ])  # fmt: skip
    silent = ", ".join(name for name, value, _ in card.rows if not value)
    if silent:
        # On one line, or a card would be longer the less the article says.
        runs.append([
            Run(tr("Not stated: "), "small", faint), Run(silent, "small", dim),
        ])  # fmt: skip
    return runs
