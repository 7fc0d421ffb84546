"""The pane in which the facts that were read in an article are accepted, corrected, rejected."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jwviewer.drawing.fonts import install_fonts
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import Theme, load_theme
from jwviewer.language import tr
from jwviewer.panes.pane import Pane
from jwviewer.panes.review.card import card_of
from jwviewer.panes.review.rows import review_grid, rows_of_list
from jwviewer.panes.review.seen import Seen
from jwviewer.panes.review.side import Side
from jwviewer.panes.review.stepping import Stepping
from jwviewer.panes.review.steps import step_of
from jwviewer.panes.review.text import ArticleText, innermost
from jwviewer.panes.review.walk import Walk
from jwviewer.queries.grid import Grid
from jwviewer.reading.coverage import Gap, gaps
from jwviewer.reading.sitting import Sitting
from jwviewer.session import State

WIDE = 760
"""From this width on the text stands beside the facts, not above them."""


class ReviewPane(Pane):
    """The article with its facts marked, beside the facts one by one.

    Signals:
        put_wanted: the accepted facts are to go into the dossier; True asks for a new one.
        omissions_wanted: what the article does not say is to go into the dossier.
        about_wanted: the person wants to say where the article is from.
        left: the person wants to leave the review.
        said: a sentence for the message bar.
    """

    put_wanted = Signal(bool)
    omissions_wanted = Signal()
    about_wanted = Signal()
    left = Signal()
    said = Signal(str)

    name: ClassVar[str] = "review"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.walk: Walk | None = None
        self.heading = ""
        self._seen = Seen()
        self._gaps: tuple[Gap, ...] = ()
        self.wide_context = False
        self._make_top()
        self.text = ArticleText(lambda event: self._key(event, in_text=True))
        self.text.position_clicked.connect(self._clicked)
        self.side = Side(self._key)
        self.side.facts.chosen.connect(self.choose_fact)
        self.side.loose_chosen.connect(self._show_loose)
        self.side.unsaid_chosen.connect(self._show_unsaid)
        self.side.unsaid_answered.connect(self._answer_unsaid)
        self.side.omissions_wanted.connect(self.omissions_wanted)
        self.side.prompt.closed.connect(self.side.take_focus)
        self.stepping = Stepping(self)
        self.side.asked.connect(self.stepping.run)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.text)
        self._split.addWidget(self.side)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.splitterMoved.connect(self._keep_sizes)
        self._own_sizes = False
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._split, 1)
        self.set_view(view)
        view.setFocusProxy(self.side.facts)
        self._share()

    @classmethod
    def title(cls) -> str:
        """Return the pane's name for people."""
        return tr("Review")

    @property
    def sitting(self) -> Sitting | None:
        """The review that is under way."""
        return self.walk.sitting if self.walk is not None else None

    def begin(self, sitting: Sitting, heading: str) -> None:
        """Begin or go on with a review; ``heading`` names the article."""
        self.walk, self.heading = Walk(sitting), heading
        self._seen = Seen()
        self.filter.clear()
        self.text.show_article(sitting.review.article.text)
        self.refresh()
        self.side.facts.setFocus()

    def end(self) -> None:
        """Let go of the review."""
        self.walk, self._seen = None, Seen()
        self.text.show_article("")
        self.refresh()

    def tools(self) -> list[QWidget]:
        """Return the button that leaves the review."""
        return [self._leave]

    def choose_fact(self, key: str) -> None:
        """Take a fact in hand."""
        if self.walk is not None:
            self.walk.choose(key)
            self.refresh()

    def refresh(self) -> None:
        """Show the review as it is now."""
        if self.state is not None:
            self.show_state(self.state)

    def draw(self, state: State) -> None:
        """Bring text, lists and card in line with the review."""
        sheet = Sheet(load_theme(state.theme), family=install_fonts())
        self._dress(sheet.theme)
        walk = self.walk
        for widget in (self.filter, self.put, self.about, self.side):
            widget.setEnabled(walk is not None)
        if walk is None:
            self.side.card.show_card(None, sheet)
            self.text.show_current(None, sheet.theme, follow=False)
            self.info_changed.emit("")
            return
        review, dossier = walk.review, state.dossier
        self._seen.look(review, dossier)
        walk.placed = self._seen.placed
        rows = rows_of_list(review, self.filter.text())
        walk.show(tuple(row.key for row in rows if row.sort == "fact"))
        self.side.facts.show_facts(review, rows, walk.current, self._seen.matches, sheet)
        self.text.marker.show_marks(self._seen.marks(review), sheet.theme)
        self._show_card(sheet)
        self.side.say(walk.told)
        self.side.fill_loose(self._seen.loose_lines)
        self._gaps = gaps(review)
        self.side.fill_unsaid([gap.label for gap in self._gaps])
        self.side.tabs.setTabText(0, tr("Facts {count}", count=f"{len(walk.listed):,}"))
        self._show_progress()
        if walk.failed:
            self.said.emit(
                tr("This step is made but not yet safe from a crash: {reason}", reason=walk.failed)
            )
            walk.failed = ""

    def summary(self) -> str:
        """Say how far the review is and which fact is at hand."""
        if self.walk is None:
            return tr("No article is under review.")
        review = self.walk.review
        done = review.progress
        words = tr(
            "{article}: {reviewed} of {all} facts reviewed, {accepted} accepted,"
            " {rejected} rejected.",
            article=self.heading, reviewed=done.reviewed, all=done.total,
            accepted=done.accepted, rejected=done.rejected,
        )  # fmt: skip
        if self.side.card.card is not None:
            told = self.side.card.card.text.replace("\n", "; ")
            words += " " + tr("At hand: {fact}.", fact=told)
        return words

    def grid(self) -> Grid:
        """Return the facts that are listed, with all that tells whether they are right."""
        if self.walk is None:
            return Grid((), (), ())
        return review_grid(self.walk.review, self.walk.listed, self._seen.matches)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set text and facts side by side where there is room."""
        super().resizeEvent(event)
        self._share()

    def _make_top(self) -> None:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter these facts"))
        self.filter.setAccessibleName(tr("Filter the facts under review"))
        self.filter.setClearButtonEnabled(True)
        for button in self.filter.findChildren(QToolButton):
            button.setAccessibleName(tr("Clear the filter"))
        self.filter.textChanged.connect(self.refresh)
        self.filter.returnPressed.connect(lambda: self.side.facts.setFocus())
        leave = QShortcut(QKeySequence("Esc"), self.filter)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._leave_filter)
        self.progress = QProgressBar()
        self.progress.setFixedHeight(20)
        self.progress.setMinimumWidth(130)
        self.progress.setAccessibleName(tr("Facts reviewed"))
        self.about = QToolButton()
        self.about.setText(tr("Article…"))
        self.about.setToolTip(tr("Say when and by whom the article was published"))
        self.about.clicked.connect(self.about_wanted)
        self.put = QPushButton(tr("Put into dossier"))
        menu = QMenu(self.put)
        menu.addAction(tr("Into the open dossier")).triggered.connect(
            lambda: self.put_wanted.emit(False)
        )
        menu.addAction(tr("Into a new dossier")).triggered.connect(
            lambda: self.put_wanted.emit(True)
        )
        self.put.setMenu(menu)
        self._leave = QToolButton()
        self._leave.setText("✕")
        self._leave.setAutoRaise(True)
        self._leave.setAccessibleName(tr("Leave the review"))
        self._leave.setToolTip(tr("Leave the review; decisions are kept"))
        self._leave.clicked.connect(self.left)
        self._top = QWidget()
        row = QHBoxLayout(self._top)
        row.setContentsMargins(10, 6, 10, 6)
        for widget, stretch in ((self.filter, 2), (self.progress, 1), (self.about, 0)):
            row.addWidget(widget, stretch)
        row.addWidget(self.put)

    def _show_card(self, sheet: Sheet) -> None:
        walk = self.walk
        assert walk is not None
        assert self.state is not None
        key = walk.current
        if not key:
            self.side.card.show_card(None, sheet)
            self.text.show_current(None, sheet.theme, follow=False)
            return
        match = self._seen.matches.get(key)
        notes = [tr("In the dossier from this article.")] if key in walk.placed else []
        known = self._seen.known_words(key, self.state.dossier)
        self.side.card.show_card(
            card_of(walk.review, key, match, known, wide=self.wide_context, notes=notes), sheet
        )
        self.text.show_current(walk.review.items[key].fact.span, sheet.theme, follow=True)

    def _show_progress(self) -> None:
        assert self.walk is not None
        done = self.walk.review.progress
        words = tr("{done} of {all} reviewed", done=f"{done.reviewed:,}", all=f"{done.total:,}")
        self.progress.setMaximum(max(done.total, 1))
        self.progress.setValue(done.reviewed)
        self.progress.setFormat(words)
        self.info_changed.emit(tr("{article} · {progress}", article=self.heading, progress=words))
        ready = sum(
            key not in self._seen.placed and self.walk.review.decision(key) == "accepted"
            for key in self.walk.review.order
        )
        self.put.setText(tr("Put {count} into dossier", count=f"{ready:,}"))
        self.put.setEnabled(ready > 0)

    def _clicked(self, position: int) -> None:
        if self.walk is not None:
            key = innermost(self._seen.places(self.walk.review), position)
            if key:
                self.choose_fact(key)

    def _show_loose(self, row: int) -> None:
        if 0 <= row < len(self._seen.loose):
            self.text.reveal(self._seen.loose[row].span)
            self.side.say(tr("N makes a fact of it, Esc goes back to the facts."))

    def _show_unsaid(self, row: int) -> None:
        if 0 <= row < len(self._gaps):
            if self._gaps[row].fact:
                self.choose_fact(self._gaps[row].fact)
            self.side.say(tr("Enter says it yourself, Esc goes back to the facts."))

    def _answer_unsaid(self, row: int) -> None:
        if not 0 <= row < len(self._gaps):
            return
        gap = self._gaps[row]
        if not gap.fact:
            self.about_wanted.emit()
            return
        self.choose_fact(gap.fact)
        self.stepping.run(gap.attribute if gap.attribute in ("date", "period") else "edit")

    def _leave_filter(self) -> None:
        self.filter.clear()
        self.side.facts.setFocus()

    def _key(self, event: QKeyEvent, *, in_text: bool = False) -> bool:
        step = step_of(event, in_text=in_text)
        if not step or self.walk is None:
            return False
        self.stepping.run(step)
        return True

    def _dress(self, theme: Theme) -> None:
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.surface["pane"])
        self.setPalette(palette)
        self.setAutoFillBackground(True)

    def _share(self) -> None:
        """Share the room between text and facts, until the person moved the border."""
        wide = self.width() >= WIDE
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._split.orientation() != wanted:
            self._split.setOrientation(wanted)
            self._own_sizes = False
        if not self._own_sizes:
            room = self.width() if wide else self.height()
            first = int(room * (0.5 if wide else 0.34))
            self._split.setSizes([first, room - first])

    def _keep_sizes(self) -> None:
        self._own_sizes = True
