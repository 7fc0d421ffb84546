"""What can be done in a review, as data: names, keys and words for buttons, menus and help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from jwviewer.language import tr
from jwviewer.queries.wording import kind_name
from jwviewer.reading.review_edits import KINDS

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: its name, what it is called, and the key as it is written."""

    name: str
    text: str
    key: str


def steps() -> tuple[Step, ...]:
    """Return all steps but the kinds, in the order of the menu."""
    return (
        Step("accept", tr("Accept"), "A"),
        Step("reject", tr("Reject"), "R"),
        Step("edit", tr("Edit…"), "E"),
        Step("undo", tr("Undo"), "U"),
        Step("redo", tr("Redo"), "Shift+U"),
        Step("accept_ready", tr("Accept the sure ones of this group"), "Shift+A"),
        Step("merge", tr("Merge with another name…"), "M"),
        Step("split", tr("Split a name off…"), "S"),
        Step("date", tr("Date…"), "D"),
        Step("period", tr("Period…"), "P"),
        Step("subject", tr("Company…"), "W"),
        Step("start_back", tr("Begin a word earlier"), "["),
        Step("start_on", tr("Begin a word later"), "Shift+["),
        Step("end_on", tr("End a word later"), "]"),
        Step("end_back", tr("End a word earlier"), "Shift+]"),
        Step("use_selection", tr("Take the selected text as its passage"), "="),
        Step("new", tr("New fact from the selected text…"), "N"),
        Step("context", tr("More of the text around it"), "Space"),
        Step("uncertain", tr("Next uncertain one"), "F"),
        Step("next", tr("Next"), "J"),
        Step("previous", tr("Previous"), "K"),
        Step("filter", tr("Filter"), "/"),
        Step("loose", tr("What no fact uses"), "C"),
        Step("unsaid", tr("What the article does not say"), "O"),
        Step("put", tr("Put into the open dossier"), "Ctrl+Return"),
    )


def kind_steps() -> tuple[Step, ...]:
    """Return the steps that give a fact another kind."""
    return tuple(
        Step(f"kind_{kind}", kind_name(kind), str(number)) for number, kind in enumerate(KINDS, 1)
    )


_PLAIN = {
    Qt.Key.Key_A: "accept", Qt.Key.Key_Return: "accept", Qt.Key.Key_Enter: "accept",
    Qt.Key.Key_R: "reject", Qt.Key.Key_Delete: "reject", Qt.Key.Key_E: "edit",
    Qt.Key.Key_U: "undo", Qt.Key.Key_M: "merge", Qt.Key.Key_S: "split", Qt.Key.Key_D: "date",
    Qt.Key.Key_P: "period", Qt.Key.Key_W: "subject", Qt.Key.Key_N: "new",
    Qt.Key.Key_F: "uncertain", Qt.Key.Key_J: "next", Qt.Key.Key_K: "previous",
    Qt.Key.Key_C: "loose", Qt.Key.Key_O: "unsaid",
}  # fmt: skip
_MOVES = {Qt.Key.Key_Down: "next", Qt.Key.Key_Up: "previous", Qt.Key.Key_Space: "context"}
_SIGNS = {
    "[": "start_back", "{": "start_on", "]": "end_on", "}": "end_back", "/": "filter",
    "=": "use_selection",
}  # fmt: skip
"""By what is typed, for these signs lie elsewhere on other keyboards."""
_BRACKETS = {Qt.Key.Key_BracketLeft: "start_on", Qt.Key.Key_BracketRight: "end_back"}
_SHIFTED = {Qt.Key.Key_A: "accept_ready", Qt.Key.Key_U: "redo"}


class KeysFirst(QObject):
    """Lets a widget have the keys of the review before the window's shortcuts, such as Del."""

    def __init__(self, widget: QWidget, *, in_text: bool = False) -> None:
        super().__init__(widget)
        self._in_text = in_text
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim a key that means a step."""
        asks = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asks and step_of(cast("QKeyEvent", event), in_text=self._in_text):
            event.accept()
            return True
        return super().eventFilter(watched, event)


def step_of(event: QKeyEvent, *, in_text: bool = False) -> str:
    """Return the step that a key asks for; empty if none, as for arrows within the text."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
    if held == _SHIFT and key in _BRACKETS:
        return _BRACKETS[key]
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    # Where AltGr is needed for a sign, Windows reports it as both.
    if event.text() in _SIGNS and bool(held & control) == bool(held & alt):
        return _SIGNS[event.text()]
    if held == _SHIFT:
        return _SHIFTED.get(key, "")
    if held == control and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "put"
    if held != _NONE:
        return ""
    if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
        return f"kind_{KINDS[key - Qt.Key.Key_1]}"
    if not in_text and key in _MOVES:
        return _MOVES[key]
    return _PLAIN.get(key, "")
