"""The person's copy of a source: its text, read-only, with passages marked in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from jwviewer.drawing.theme import Theme
from jwviewer.language import tr
from jwviewer.queries.shown_text import ShownText, shown_text


class SourceText(QPlainTextEdit):
    """The person's copy, read-only; a click tells where in the source it was.

    Signals:
        position_clicked: a code point of the source.
        words_selected: what the person wants to use, [start, end) in code points of the source.
    """

    position_clicked = Signal(int)
    words_selected = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: ShownText | None = None
        self._revealed: tuple[int, int] | None = None
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Text of the source"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_source(self, text: str) -> None:
        """Show a source's text, unless it is already there."""
        shown = shown_text(text)
        if shown is not self.shown:
            self._revealed = None
            self.shown = shown
            self.setPlainText(shown.text)

    def mark(
        self, theme: Theme, others: list[tuple[int, int]], mine: list[tuple[int, int]], current: int
    ) -> None:
        """Mark spans of the source: those of other facts, the fact's own, and the current one."""
        marks = [self._selection(span, _format(None, theme.line["strong"])) for span in others]
        marks += [
            self._selection(span, _format(theme.surface["selected"], theme.line["period"]))
            for span in mine
        ]
        if 0 <= current < len(mine):
            marks.append(
                self._selection(mine[current], _format(theme.surface["mark"], theme.ink["text"]))
            )
        self.setExtraSelections(marks)

    def reveal(self, start: int, end: int) -> None:
        """Scroll a span of the source into the middle of the view."""
        assert self.shown is not None
        self._revealed = (start, end)
        cursor = self.textCursor()
        cursor.setPosition(self.shown.to_shown(end))
        self.setTextCursor(cursor)
        cursor.setPosition(self.shown.to_shown(start))
        self.setTextCursor(cursor)
        self.centerCursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the revealed span in view when lines break anew."""
        super().resizeEvent(event)
        if self._revealed is not None and self.shown is not None:
            self.reveal(*self._revealed)

    @property
    def selected(self) -> tuple[int, int] | None:
        """The selected words, [start, end) in code points of the source."""
        cursor = self.textCursor()
        if self.shown is None or not cursor.hasSelection():
            return None
        ends = (cursor.selectionStart(), cursor.selectionEnd())
        start, end = (self.shown.to_source(position) for position in ends)
        return (start, end) if start < end else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask what is to be made of selected words; without any it is the pane's menu."""
        if self.selected is None:
            event.ignore()
        else:
            self.words_selected.emit(*self.selected)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the place to the person once they scroll."""
        self._revealed = None
        super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where a click was; dragging selects text and tells nothing."""
        super().mouseReleaseEvent(event)
        plain = event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection()
        if plain and self.shown is not None:
            cursor = self.cursorForPosition(event.position().toPoint())
            self.position_clicked.emit(self.shown.to_source(cursor.position()))

    def _selection(self, span: tuple[int, int], look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        assert self.shown is not None
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.shown.to_shown(span[0]))
        cursor.setPosition(self.shown.to_shown(span[1]), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = look
        return selection


def _format(background: QColor | None, line: QColor) -> QTextCharFormat:
    look = QTextCharFormat()
    if background is not None:
        look.setBackground(background)
    plain = QTextCharFormat.UnderlineStyle.SingleUnderline
    look.setUnderlineStyle(plain if background else QTextCharFormat.UnderlineStyle.DotLine)
    look.setUnderlineColor(line)
    return look
