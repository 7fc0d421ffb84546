"""The source's text with the chosen fact's passages marked, or where to find them without it."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jwviewer.dossier.dossier import Dossier
from jwviewer.drawing.flow import Run
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import Theme
from jwviewer.editing.row_forms import Span
from jwviewer.language import tr
from jwviewer.panes.evidence.labels import ColumnArea, FlowLabel
from jwviewer.panes.evidence.source_text import SourceText
from jwviewer.queries.passages import Passage, copy_state, facts_at, places_of, spans_in
from jwviewer.queries.shown_text import MOST_CHARS
from jwviewer.queries.wording import matches

HEAD_MOST = 150
MOST_FAINT = 1_000
"""How many passages of other facts are marked; more would slow every repaint."""


class PassageState(Struct, frozen=True):
    """What the view shows: a fact's passages, and the copy of the source they stand in."""

    fact_id: str
    passages: tuple[Passage, ...]
    source_id: str
    text: str | None


class PassageView(QWidget):
    """Header with the state of the copy, steps through the passages, and the text.

    Signals:
        chosen: the id of the fact whose passage was clicked.
        article_wanted: the path of a file to attach.
        words_selected: the Span of the source that the person wants to use.
    """

    chosen = Signal(str)
    article_wanted = Signal(str)
    words_selected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current = 0
        self._state: PassageState | None = None
        self._dossier: Dossier | None = None
        self._sheet: Sheet | None = None
        self._head = ColumnArea((0, 0, 0, 0), most=HEAD_MOST)
        self._head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.previous = _step("‹", tr("Previous passage of this fact"), lambda: self.step(-1))
        self.next = _step("›", tr("Next passage of this fact"), lambda: self.step(1))
        self.attach = QPushButton(tr("Attach your copy…"))
        self.attach.setAccessibleName(tr("Attach your own copy of the source"))
        self.attach.clicked.connect(self._ask)
        self.text = SourceText(self)
        self.text.position_clicked.connect(self._click)
        self.text.words_selected.connect(self._use)
        self.text.selectionChanged.connect(self._show_use)
        self.use = QToolButton()
        self.use.setText(tr("Use these words… ▾"))
        self.use.setToolTip(tr("As evidence for the chosen fact, or for a new one"))
        self.use.clicked.connect(lambda: self._use(*(self.text.selected or (0, 0))))
        self.use.hide()
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._head, 1)
        for button in (self.use, self.previous, self.next):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 8, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.attach, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.text, 1)

    @property
    def has_text(self) -> bool:
        """Whether a copy of the source is shown."""
        return not self.text.isHidden()

    def show_passages(self, state: PassageState, dossier: Dossier, sheet: Sheet) -> None:
        """Show a fact's passages, the first one current."""
        new_fact = self._state is None or (state.fact_id, state.source_id) != (
            self._state.fact_id,
            self._state.source_id,
        )
        new_text = self._state is None or state.text != self._state.text
        if (state, dossier) == (self._state, self._dossier) and sheet == self._sheet:
            return
        self._state, self._dossier, self._sheet = state, dossier, sheet
        shown = state.text is not None and len(state.text) <= MOST_CHARS
        self.text.setHidden(not shown)
        self.attach.setVisible(state.text is None and bool(state.source_id))
        if new_fact or new_text:
            self.current = 0
        if shown and state.text is not None:
            self.text.show_source(state.text)
        self._refresh(reveal=new_fact or new_text)

    def step(self, by: int) -> None:
        """Go to the next or previous passage of the fact, round and round."""
        if self._state is not None and self._state.passages:
            self.current = (self.current + by) % len(self._state.passages)
            self._refresh(reveal=True)

    def _refresh(self, *, reveal: bool) -> None:
        state, dossier, sheet = self._state, self._dossier, self._sheet
        assert state is not None
        assert dossier is not None
        assert sheet is not None
        several = len(state.passages) > 1 and self.has_text
        self.previous.setVisible(several)
        self.next.setVisible(several)
        self._show_head(state, dossier, sheet)
        if not self.has_text or state.text is None:
            return
        here = [p for p in state.passages if p.start is not None and p.source_id == state.source_id]
        mine = [(p.start or 0, p.end or 0) for p in here]
        now = state.passages[self.current] if state.passages else None
        place = here.index(now) if now in here else -1
        others = [
            (a, b)
            for a, b, fact_id in spans_in(dossier, state.source_id, state.text)
            if fact_id != state.fact_id
        ]
        middle = mine[place][0] if place >= 0 else 0
        others.sort(key=lambda span: abs(span[0] - middle))
        self.text.mark(sheet.theme, sorted(others[:MOST_FAINT]), mine, place)
        if reveal and place >= 0:
            self.text.reveal(*mine[place])

    def _show_head(self, state: PassageState, dossier: Dossier, sheet: Sheet) -> None:
        theme = sheet.theme
        chip = ""
        if state.text is not None:
            chip = copy_state(dossier, state.source_id, state.text).words
            if len(state.text) > MOST_CHARS:
                chip = tr("your copy is too long to show")
        title = tr("Source text") if state.text is not None else tr("Where it stands")
        runs = [[Run(title, "bold", theme.ink["text"])]]
        if chip:
            runs[0].append(Run(chip, "tiny", theme.ink["dim"], chip=True))
        runs += self._where(state, dossier, theme)
        plain = "\n".join("".join(run.text for run in paragraph) for paragraph in runs)
        self._head.begin().add(FlowLabel).say(sheet, runs, plain)
        self._head.end()

    def _where(self, state: PassageState, dossier: Dossier, theme: Theme) -> list[list[Run]]:
        if not state.passages:
            said = (
                tr("No passage is recorded for this.")
                if state.fact_id
                else tr("Choose a fact to see its passage, or click into the text.")
            )
            return [[Run(said, "small", theme.ink["dim"])]]
        if state.text is None:
            hint = tr(
                "With your own copy of the article the passage is shown here. Drop the file here."
            )
            runs = [
                [Run(line, "small", theme.ink["dim"])] for line in places_of(dossier, state.fact_id)
            ]
            return [*runs, [Run(hint, "small", theme.ink["faint"])]] if state.source_id else runs
        passage = state.passages[self.current]
        words = passage.words
        if len(state.passages) > 1:
            words = tr(
                "{passage} · {number} of {count}",
                passage=words,
                number=self.current + 1,
                count=len(state.passages),
            )
        ink = theme.ink["warning"] if passage.state in ("ambiguous", "lost") else theme.ink["dim"]
        return [[Run(words, "small", ink)]]

    def _show_use(self) -> None:
        self.use.setVisible(self.text.selected is not None and self._is_exact())

    def _is_exact(self) -> bool:
        """Tell whether positions in the copy are those of the source."""
        state, dossier = self._state, self._dossier
        if state is None or dossier is None or state.text is None or not state.source_id:
            return False
        return matches(dossier, state.source_id, state.text)

    def _use(self, start: int, end: int) -> None:
        state = self._state
        if start < end and self._is_exact() and state is not None and state.text is not None:
            self.words_selected.emit(Span(state.source_id, start, end, state.text[start:end]))

    def _click(self, position: int) -> None:
        state, dossier = self._state, self._dossier
        if state is None or dossier is None or state.text is None:
            return
        found = facts_at(dossier, state.source_id, state.text, position)
        if found:
            # Clicking the same place again goes on to the next wider passage.
            number = found.index(state.fact_id) + 1 if state.fact_id in found else 0
            self.chosen.emit(found[number % len(found)])

    def _ask(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Attach your copy of the article"), "", tr("Text files (*.txt);;All files (*)")
        )
        if path:
            self.article_wanted.emit(path)


def _step(text: str, name: str, go: object) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setAutoRaise(True)
    button.clicked.connect(go)
    return button
