"""A review pane in a window, and hands to work in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from jwviewer.panes.review import ReviewPane
from jwviewer.reading.review import Review
from tests.reading.review_sample import TEXT


def now(pane: ReviewPane) -> Review:
    assert pane.sitting is not None
    return pane.sitting.review


def press(qtbot, pane: ReviewPane, keys: str) -> None:
    """Press the keys one by one where the person works."""
    for key in keys:
        qtbot.keyClick(pane.side.facts, key)


def select(pane: ReviewPane, words: str) -> None:
    cursor = pane.text.textCursor()
    at = TEXT.index(words)
    cursor.setPosition(at)
    cursor.setPosition(at + len(words), QTextCursor.MoveMode.KeepAnchor)
    pane.text.setTextCursor(cursor)


def answer(qtbot, pane: ReviewPane, text: str) -> None:
    """Type an answer to the question that is asked, and take it."""
    assert pane.side.prompt.isVisible()
    qtbot.keyClicks(pane.side.prompt.line, text)
    qtbot.keyClick(pane.side.prompt.line, Qt.Key.Key_Return)
