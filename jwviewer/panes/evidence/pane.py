"""The pane of evidence: every fact, one of them in full, and its passage."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jwviewer.dossier.dossier import Dossier
from jwviewer.drawing.screen_sheet import screen_sheet
from jwviewer.drawing.theme import Theme
from jwviewer.language import tr
from jwviewer.panes.evidence.fact_card import CardView
from jwviewer.panes.evidence.fact_list import FactList
from jwviewer.panes.evidence.filters import FactFilters
from jwviewer.panes.evidence.passage import PassageState, PassageView
from jwviewer.panes.evidence.unsaid import UnsaidList
from jwviewer.panes.pane import Pane
from jwviewer.queries.evidence import NOTHING, evidence_grid, listed
from jwviewer.queries.fact_card import fact_card
from jwviewer.queries.grid import Grid
from jwviewer.queries.highlight import Highlight
from jwviewer.queries.passages import passages_of
from jwviewer.queries.search import is_ready
from jwviewer.session import State

AGAIN = 60
"""Milliseconds between looks whether facts can be searched already."""
WIDE = 620
"""From this width on the list stands beside the card, not above it."""


class EvidencePane(Pane):
    """The list of facts, what the source does not say, the chosen fact and the source's text."""

    name: ClassVar[str] = "evidence"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.positions = NOTHING
        self._theme: Theme | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search these facts"))
        self.search.setAccessibleName(tr("Search the list of facts"))
        self.search.setClearButtonEnabled(True)
        for button in self.search.findChildren(QToolButton):
            button.setAccessibleName(tr("Clear the search"))
        self.search.textChanged.connect(self._redraw)
        self.filters = FactFilters()
        self.filters.proposed.connect(self.propose)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Facts, or what the source does not say"))
        self.tabs.setDrawBase(False)
        self.tabs.addTab(tr("Facts"))
        self.tabs.addTab(tr("Not said"))
        self.facts = FactList()
        self.facts.chosen.connect(self.choose)
        self.facts.previewed.connect(self._preview_fact)
        self.unsaid = UnsaidList()
        self.unsaid.chosen.connect(self.choose)
        self.card = CardView()
        self.card.chosen.connect(self.choose)
        self.card.edit_asked.connect(lambda action, fact: self.edit_asked.emit(action, fact, None))
        self.passage = PassageView()
        self.passage.chosen.connect(self.choose)
        self.passage.article_wanted.connect(self.article_dropped)
        self.passage.words_selected.connect(self._use_words)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.facts)
        self._lists.addWidget(self.unsaid)
        self.tabs.currentChanged.connect(self._lists.setCurrentIndex)
        self._detail = QSplitter(Qt.Orientation.Vertical)
        self._detail.addWidget(self.card)
        self._detail.addWidget(self.passage)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self._list_side())
        self._split.addWidget(self._detail)
        for splitter in (self._split, self._detail):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
            splitter.splitterMoved.connect(self._keep_sizes)
        self._own_sizes = False
        self.set_view(self._split)
        # The splitter itself takes no keys; whoever focuses it means the list.
        self._split.setFocusProxy(self.facts)
        self.setAcceptDrops(True)

    @classmethod
    def title(cls) -> str:
        """Return the pane's name for people."""
        return tr("Evidence")

    def draw(self, state: State) -> None:
        """Bring list, card and text in line with the state."""
        dossier, selection = state.dossier, state.selection
        sheet = screen_sheet(state.theme)
        self._dress(sheet.theme)
        articles = dict(state.articles)
        self.positions = listed(dossier, selection, self._words(dossier))
        self.filters.show_state(state)
        self.facts.show_facts(Highlight(dossier, selection), self.positions, sheet, articles)
        self.unsaid.show_omissions(dossier, selection.focus, sheet)
        counts = (tr("Facts {count}", count=f"{len(self.positions):,}"),
                  tr("Not said {count}", count=f"{len(dossier.omissions):,}"))  # fmt: skip
        for number, said in enumerate(counts):
            if self.tabs.tabText(number) != said:  # or the whole window is laid out anew
                self.tabs.setTabText(number, said)
        focus = selection.focus if selection.focus in dossier.positions else None
        card = fact_card(dossier, focus, articles) if focus else None
        self.card.show_card(card, dossier, sheet)
        passages = passages_of(dossier, focus, articles) if focus else ()
        sources = dossier.store["sources"]
        first = sources["source_id"].cell(0) if len(sources) else ""
        source = passages[0].source_id if passages else first
        text = state.article(source) if source else None
        self.passage.setVisible(focus is not None or text is not None)
        self.passage.show_passages(
            PassageState(focus or "", passages, source, text), dossier, sheet
        )
        self._share()
        self.info_changed.emit(self._info(state))

    def foresee(self, state: State) -> Callable[[], object]:
        """Find the facts to list, and count them."""
        dossier, selection, words = state.dossier, state.selection, self.search.text().strip()

        def work() -> None:
            _ = Highlight(dossier, selection).counts
            listed(dossier, selection, words if is_ready(dossier) else "")

        return work

    def to_start(self) -> None:
        """Show the first facts."""
        self.facts.scrollToTop()

    def summary(self) -> str:
        """Say how many facts are listed and which one is chosen."""
        if self.state is None:
            return ""
        total = len(self.state.dossier.fact_ids)
        words = tr("{shown} of {all} facts listed.", shown=len(self.positions), all=total)
        if self.card.card is not None:
            return f"{words} " + tr("Chosen: {fact}.", fact=self.card.card.text.replace("\n", "; "))
        return words

    def grid(self) -> Grid:
        """Return the facts listed."""
        if self.state is None:
            return Grid((), (), ())
        return evidence_grid(self.state.dossier, self.positions, dict(self.state.articles))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a single file that may be the article; folders and dossiers are the window's."""
        if _article_path(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the dropped file to be attached."""
        path = _article_path(event.mimeData())
        if path:
            # Never as a move: whoever drags the article in must not delete it.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.article_dropped.emit(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set list and card side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._split.orientation() != wanted:
            self._split.setOrientation(wanted)
            self._own_sizes = False
        self._share()

    def _dress(self, theme: Theme) -> None:
        if theme is self._theme:
            return
        self._theme = theme
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.surface["pane"])
        self.setPalette(palette)
        self.setAutoFillBackground(True)

    def _share(self) -> None:
        """Share the room, until the person moved a border."""
        if self._own_sizes:
            return
        wide = self._split.orientation() == Qt.Orientation.Horizontal
        room = self.width() if wide else self.height()
        first = int(room * (0.42 if wide else 0.36))
        self._split.setSizes([first, room - first])
        below = self.height() if wide else room - first
        passage = int(below * 0.45) if self.passage.has_text else self.passage.sizeHint().height()
        self._detail.setSizes([below - passage, passage])

    def _keep_sizes(self) -> None:
        self._own_sizes = True

    def _list_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 8, 0, 0)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 8, 0)
        top.addWidget(self.search, 1)
        top.addWidget(self.filters)
        column.addLayout(top)
        column.addWidget(self.tabs)
        column.addWidget(self._lists, 1)
        return side

    def _preview_fact(self, fact_id: str) -> None:
        if self.state is not None:
            self.preview(self.state.selection.with_focus(fact_id))

    def _use_words(self, span: object) -> None:
        focus = self.state.selection.focus if self.state is not None else None
        self.edit_asked.emit("evidence", focus or "", span)

    def _words(self, dossier: Dossier) -> str:
        """Return the words to list facts by; while their index is made, none, and then again."""
        words = self.search.text().strip()
        if words and not is_ready(dossier):
            QTimer.singleShot(AGAIN, self, self._redraw)
            return ""
        return words

    def _redraw(self) -> None:
        if self.state is not None:
            self.show_state(self.state)

    def _info(self, state: State) -> str:
        total = len(state.dossier.fact_ids)
        if len(self.positions) < total:
            return tr("{shown} of {all} listed", shown=f"{len(self.positions):,}", all=f"{total:,}")
        number = state.dossier.positions.get(state.selection.focus or "")
        if number is None:
            return tr("{count} facts", count=f"{total:,}")
        return tr("{number} of {all}", number=f"{number + 1:,}", all=f"{total:,}")


def _article_path(data: QMimeData) -> str:
    urls = data.urls() if data.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return ""
    path = urls[0].toLocalFile()
    # Unlike a Path's own this never raises, not even where a folder may not be looked into.
    is_file = os.path.isfile(path)  # noqa: PTH113
    return path if is_file and not path.lower().endswith(".dossier") else ""
