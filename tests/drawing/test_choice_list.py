"""The list that drops down: found by typing, chosen by key and mouse, told to a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from jwviewer.drawing.choice_list import Choice, ChoiceList

# A popup takes the keyboard, which a window system without any cannot give.
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
Key, Mod = Qt.Key, Qt.KeyboardModifier
NONE = Mod.NoModifier
NAMES = (
    "North Works", "South Works", "Østre & Sons", "Lake <b>Ferries</b>", "潍柴动力", "Norr Marine",
    *(f"Company {n}" for n in range(300)),
)  # fmt: skip
CHOICES = [Choice(f"c{n}", name, chosen=n == 3) for n, name in enumerate(NAMES)]


@pytest.fixture
def choices(qtbot: QtBot) -> Iterator[ChoiceList]:
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("More", window)
    window.resize(500, 400)
    window.show()
    found = ChoiceList("More companies", window)
    found.open_below(button, CHOICES)
    yield found
    window.close()


def _listed(choices: ChoiceList) -> list[str]:
    model = choices.model
    return [str(model.data(model.index(n))) for n in range(model.rowCount())]


def test_what_is_chosen_comes_first_and_all_else_in_its_order(choices: ChoiceList) -> None:
    assert _listed(choices) == [NAMES[3], *NAMES[:3], *NAMES[4:]]
    assert choices.search.hasFocus() or choices.focusWidget() is choices.search
    checked = choices.model.data(choices.model.index(0), Qt.ItemDataRole.CheckStateRole)
    assert checked == Qt.CheckState.Checked


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("works n", ["North Works"]),
        ("NORT", ["North Works"]),
        ("柴", ["潍柴动力"]),
        ("ferries", ["Lake <b>Ferries</b>"]),
        ("orth", []),
    ],
)
def test_typing_leaves_what_holds_the_beginnings_of_all_words(
    qtbot: QtBot, choices: ChoiceList, typed: str, found: list[str]
) -> None:
    choices.search.setText(typed)
    assert _listed(choices) == found
    assert choices.nothing.isVisible() is not bool(found)
    choices.search.clear()
    assert len(_listed(choices)) == len(NAMES)


def test_keys_find_move_and_choose_while_the_line_keeps_the_keyboard(
    qtbot: QtBot, choices: ChoiceList
) -> None:
    told: list[tuple[str, bool]] = []
    choices.toggled.connect(lambda key, on: told.append((key, on)))
    line = choices.search
    qtbot.keyClicks(line, "company 1")
    assert line.text() == "company 1", "a space among words is one of their signs"
    qtbot.keyClick(line, Key.Key_Return)
    qtbot.keyClick(line, Key.Key_Down)
    qtbot.keyClick(line, Key.Key_Space)
    assert line.text() == "company 1", "after an arrow it chooses"
    assert [key for key, _ in told] == ["c7", "c16"]
    assert choices.chosen == {"c3", "c7", "c16"}
    qtbot.keyClick(line, Key.Key_Space)
    assert told[-1] == ("c16", False)
    line.clear()
    qtbot.keyClick(line, Key.Key_Space)
    assert told[-1] == ("c3", False), "and so it does where nothing is typed"
    qtbot.keyClick(line, Key.Key_Escape)
    assert not choices.isVisible()


def test_in_the_list_letters_go_on_with_the_words(qtbot: QtBot, choices: ChoiceList) -> None:
    choices.list.setFocus()
    qtbot.keyClicks(choices.list, "s")
    assert choices.search.text() == "s"
    qtbot.keyClick(choices.list, Key.Key_Space)
    assert "c1" in choices.chosen, "a space in the list chooses"
    qtbot.keyClick(choices.list, Key.Key_Escape)
    assert not choices.isVisible()


def test_a_key_held_down_chooses_once(choices: ChoiceList) -> None:
    for part in (choices.search, choices.list):
        before = choices.chosen
        for key, text in ((Key.Key_Return, "\r"), (Key.Key_Space, " ")):
            for again in (False, True, True, True):
                press = QKeyEvent(QEvent.Type.KeyPress, key, NONE, text, again)
                QCoreApplication.sendEvent(part, press)
            assert choices.chosen == before ^ {"c3"}
            before = choices.chosen


def test_in_the_list_commands_write_nothing_and_backspace_takes_back(
    qtbot: QtBot, choices: ChoiceList
) -> None:
    choices.list.setFocus()
    for held in (Mod.AltModifier, Mod.ControlModifier, Mod.MetaModifier):
        press = QKeyEvent(QEvent.Type.KeyPress, Key.Key_A, held, "a")
        QCoreApplication.sendEvent(choices.list, press)
    assert choices.search.text() == ""
    qtbot.keyClick(choices.list, "N", Mod.ShiftModifier)
    qtbot.keyClicks(choices.list, "or")
    assert choices.search.text() == "Nor"
    choices.list.setFocus()
    qtbot.keyClick(choices.list, Key.Key_Backspace)
    assert choices.search.text() == "No"
    assert choices.focusWidget() is choices.search


def test_it_closes_over_other_choices_and_asks_for_none_while_closed(choices: ChoiceList) -> None:
    choices.update_choices(lambda: list(reversed(CHOICES)))
    assert choices.isVisible(), "the same in another order are no others"
    choices.update_choices(lambda: CHOICES[1:])
    assert not choices.isVisible()

    def asked() -> list[Choice]:
        raise AssertionError("nobody sees them")

    choices.update_choices(asked)


def test_a_click_anywhere_in_a_row_chooses_once(qtbot: QtBot, choices: ChoiceList) -> None:
    row = choices.list.visualRect(choices.model.index(1))
    for place in (row.center(), row.topLeft() + QPoint(12, row.height() // 2)):
        before = choices.chosen
        qtbot.mouseClick(choices.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert choices.chosen == before ^ {"c0"}
    assert choices.isVisible(), "several can be chosen one after the other"


def test_what_must_stay_cannot_be_taken_away(qtbot: QtBot, choices: ChoiceList) -> None:
    kept = [Choice(c.key, c.name, c.chosen, c.key != "c3") for c in CHOICES]
    choices.update_choices(lambda: kept)
    qtbot.keyClick(choices.search, Key.Key_Return)
    assert choices.chosen == {"c3"}


def test_a_screen_reader_hears_what_the_keys_are_on(qtbot: QtBot, choices: ChoiceList) -> None:
    line = choices.search
    assert line.accessibleDescription() == "Lake <b>Ferries</b>, chosen"
    qtbot.keyClick(line, Key.Key_Down)
    assert line.accessibleDescription() == "North Works"
    qtbot.keyClick(line, Key.Key_Return)
    assert line.accessibleDescription() == "North Works, chosen"
    rows = QAccessible.queryAccessibleInterface(choices.list)
    assert rows.child(1).text(QAccessible.Text.Name) == "North Works"
    assert rows.child(1).state().checkable
    assert rows.child(1).state().checked


def test_the_list_stays_in_sight(choices: ChoiceList) -> None:
    room = choices.screen().availableGeometry()
    assert room.contains(choices.geometry())
