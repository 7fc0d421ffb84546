"""The article with its facts marked: a click chooses one, a selection can become one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from jwviewer.drawing.review_marks import Look, text_format
from jwviewer.drawing.theme import Theme, load_theme
from jwviewer.language import tr
from jwviewer.panes.review.steps import KeysFirst
from jwviewer.queries.shown_text import ShownText, shown_text
from jwviewer.reading.proposal import Span

MARGIN = 12.0
"""Pixels around the text."""
Mark = tuple[str, Span]
Marks = Mapping[Mark, Look]
"""Looks by fact and passage; what no fact uses has an empty fact."""


class Marker(QSyntaxHighlighter):
    """Sets the passages of facts; where one lies in another, the inner one shows."""

    def __init__(self, text: ArticleText) -> None:
        super().__init__(text.document())
        self._text = text
        self._marks: dict[Mark, Look] = {}
        self._by_block: defaultdict[int, set[Mark]] = defaultdict(set)
        self._formats: dict[Look, QTextCharFormat] = {}
        self._theme = load_theme("light")

    def forget(self) -> None:
        """Let go of all marks, which are those of another text."""
        self._marks = {}
        self._by_block.clear()

    def show_marks(self, marks: Marks, theme: Theme) -> None:
        """Mark passages; only blocks in which something has changed are set anew."""
        old = self._marks
        changed = set(marks) | set(old)
        if theme is self._theme:
            changed = {one for one in changed if old.get(one) is not marks.get(one)}
        else:
            self._theme = theme
            self._formats.clear()
        self._marks = dict(marks)
        touched: set[int] = set()
        for one in changed:
            for number in self._blocks(one[1]):
                touched.add(number)
                if one in marks:
                    self._by_block[number].add(one)
                else:
                    self._by_block[number].discard(one)
        for number in sorted(touched):
            self.rehighlightBlock(self._text.document().findBlockByNumber(number))

    def highlightBlock(self, text: str) -> None:
        """Set one block: long passages first, so that short ones within them show."""
        held = self._by_block.get(self.currentBlock().blockNumber())
        shown = self._text.shown
        if not held or shown is None:
            return
        begin_of_block = self.currentBlock().position()
        looks: list[Look | None] = [None] * (len(text) + 1)
        for mark in sorted(held, key=lambda one: (one[1][0] - one[1][1], one[1][0], one[0])):
            start = max(0, shown.to_shown(mark[1][0]) - begin_of_block)
            end = min(len(text), shown.to_shown(mark[1][1]) - begin_of_block)
            looks[start:end] = [self._marks[mark]] * (end - start)
        begin = 0
        for at in range(1, len(looks)):
            if looks[at] is not looks[begin]:
                look_there = looks[begin]
                if look_there is not None:
                    self.setFormat(begin, at - begin, self._format(look_there))
                begin = at

    def _format(self, look: Look) -> QTextCharFormat:
        if look not in self._formats:
            self._formats[look] = text_format(self._theme, look)
        return self._formats[look]

    def _blocks(self, span: Span) -> range:
        shown = self._text.shown
        if shown is None:
            return range(0)
        document = self._text.document()
        first = document.findBlock(shown.to_shown(span[0])).blockNumber()
        last = document.findBlock(max(0, shown.to_shown(span[1]) - 1)).blockNumber()
        return range(first, last + 1)


class ArticleText(QPlainTextEdit):
    """The article, read-only; it answers the keys of the review too.

    Signals:
        position_clicked: a code point of the article.
    """

    position_clicked = Signal(int)

    def __init__(self, on_key: Callable[[QKeyEvent], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: ShownText | None = None
        self._on_key = on_key
        KeysFirst(self, in_text=True)
        self._source = ""
        self._current: Span | None = None
        self._theme = load_theme("light")
        # A pane is laid out several times before it stands; the place is kept once it does.
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._centre)
        self.marker = Marker(self)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(MARGIN)
        self.setAccessibleName(tr("The article, with its facts marked"))
        self.setTextInteractionFlags(
            self.textInteractionFlags().TextSelectableByMouse
            | self.textInteractionFlags().TextSelectableByKeyboard
        )

    def show_article(self, text: str) -> None:
        """Show an article's text, unless it is already there."""
        if text != self._source or self.shown is None:
            self.marker.forget()
            self._source, self._current = text, None
            self.shown = shown_text(text)
            self.setPlainText(self.shown.text)

    def show_current(self, span: Span | None, theme: Theme, *, follow: bool) -> None:
        """Mark the passage of the fact at hand and, if asked, bring it into view."""
        moved = span != self._current
        self._current, self._theme = span, theme
        selections = []
        if span is not None and self.shown is not None:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(span)
            selection.format.setBackground(theme.surface["mark"])
            selection.format.setForeground(theme.ink["text"])
            selections.append(selection)
        self.setExtraSelections(selections)
        if moved and follow:
            self._settle.start()

    def reveal(self, span: Span) -> None:
        """Select a passage and bring it into view."""
        if self.shown is not None:
            cursor = self._cursor(span)
            self.setTextCursor(cursor)
            self.centerCursor()

    def unselect(self) -> None:
        """Let go of what is selected."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def selected(self) -> Span | None:
        """Return what is selected, without blanks around it; None if nothing is."""
        cursor = self.textCursor()
        if self.shown is None or not cursor.hasSelection():
            return None
        start = self.shown.to_source(cursor.selectionStart())
        end = self.shown.to_source(cursor.selectionEnd())
        while start < end and self._source[start].isspace():
            start += 1
        while end > start and self._source[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the keys of the review on; move and select with the others."""
        if not self._on_key(event):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where a click was; dragging selects text and tells nothing."""
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection() and self.shown is not None:
            cursor = self.cursorForPosition(event.position().toPoint())
            self.position_clicked.emit(self.shown.to_source(cursor.position()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the passage at hand in view when lines break anew."""
        super().resizeEvent(event)
        if self._current is not None:
            self._settle.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the place to the person once they scroll."""
        self._settle.stop()
        super().wheelEvent(event)

    def _cursor(self, span: Span) -> QTextCursor:
        assert self.shown is not None
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.shown.to_shown(span[0]))
        cursor.setPosition(self.shown.to_shown(span[1]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _centre(self) -> None:
        """Bring the passage at hand into view; what the person has selected stays selected."""
        if self._current is None or self.shown is None:
            return
        cursor = self._cursor(self._current)
        top = self.cursorRect(self._cursor((self._current[0], self._current[0] + 1))).top()
        bottom = self.cursorRect(cursor).bottom()
        if top >= 0 and bottom <= self.viewport().height():
            return
        line = self.document().findBlock(cursor.position())
        layout = line.layout()
        inside = layout.lineForTextPosition(cursor.position() - line.position()).lineNumber()
        lines = self.viewport().height() // max(1, self.fontMetrics().lineSpacing())
        bar = self.verticalScrollBar()
        bar.setValue(max(0, line.firstLineNumber() + inside - lines // 3))


def innermost(spans: Iterable[tuple[str, Span]], position: int) -> str:
    """Return the fact with the shortest passage around a position; empty where there is none."""
    around = [(end - start, key) for key, (start, end) in spans if start <= position < end]
    return min(around)[1] if around else ""
