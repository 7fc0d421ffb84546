"""The review as a person has it before them: real keys, real clicks, in a real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jwviewer.dossier.dossier import Dossier
from jwviewer.reading.review import ENOUGH
from jwviewer.reading.review_rows import placement
from jwviewer.session import State
from tests.reading.review_sample import COUNT, TEXT, one
from tests.review_hands import now, press

EMPTY = Dossier.from_rows({})


def test_a_accepts_and_goes_on_r_rejects_and_u_takes_it_back(qtbot, pane) -> None:
    first, second, third = pane.walk.listed[:3]
    press(qtbot, pane, "AR")
    assert now(pane).decision(first) == "accepted"
    assert now(pane).decision(second) == "rejected"
    assert pane.walk.current == third
    assert pane.progress.format() == f"2 of {COUNT} reviewed"
    press(qtbot, pane, "U")
    assert now(pane).decision(second) == "pending"
    assert pane.walk.current == second
    press(qtbot, pane, "UU")
    assert now(pane).progress.reviewed == 0
    assert "nothing to undo" in pane.side.told.text()


@pytest.mark.parametrize(
    ("key", "decision"),
    [
        (Qt.Key.Key_Return, "accepted"),
        (Qt.Key.Key_Enter, "accepted"),
        (Qt.Key.Key_Delete, "rejected"),
    ],
)
def test_enter_and_delete_decide_too(qtbot, pane, key, decision) -> None:
    first = pane.walk.current
    qtbot.keyClick(pane.side.facts, key)
    assert now(pane).decision(first) == decision


def test_the_keys_of_the_review_come_before_shortcuts_of_the_window(qtbot, pane) -> None:
    used: list[str] = []
    for keys in ("Del", "A", "Ctrl+A"):
        action = QAction(pane)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False, keys=keys: used.append(keys))
        pane.addAction(action)
    first = pane.walk.current
    QTest.keySequence(pane.side.facts, QKeySequence("Del"))
    assert now(pane).decision(first) == "rejected"
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_A):
        override = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier, "a")
        override.ignore()
        QApplication.sendEvent(pane.text, override)
        assert override.isAccepted()
    assert used == []


def test_what_is_accepted_along_with_a_fact_is_said_and_seen(qtbot, pane) -> None:
    pane.choose_fact(one("event", "signed"))
    assert "also accepts" in pane.side.card.card.text
    press(qtbot, pane, "A")
    assert "With it: " in pane.side.told.text()
    assert "Kiel" in pane.side.told.text()
    assert now(pane).decision(one("place", "Kiel")) == "accepted"


def test_j_k_and_arrows_move_and_stop_at_the_ends(qtbot, pane) -> None:
    listed = pane.walk.listed
    press(qtbot, pane, "JJK")
    assert pane.walk.current == listed[1]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up,
                Qt.Key.Key_Up):  # fmt: skip
        qtbot.keyClick(pane.side.facts, key)
    assert pane.walk.current == listed[0]
    assert now(pane).progress.reviewed == 0


def test_f_goes_to_the_next_uncertain_fact(qtbot, pane) -> None:
    press(qtbot, pane, "F")
    assert now(pane).items[pane.walk.current].fact.confidence < 0.9


def test_space_shows_the_whole_paragraph(qtbot, pane) -> None:
    pane.choose_fact(one("figure", "1,900"))
    assert "260,000" not in pane.side.card.card.before
    qtbot.keyClick(pane.side.facts, Qt.Key.Key_Space)
    assert "260,000" in pane.side.card.card.before


def test_the_rest_of_a_group_is_accepted_only_when_enough_was_seen(qtbot, pane) -> None:
    keys = dict(now(pane).groups)["companies"]
    pane.choose_fact(keys[0])
    qtbot.keyClick(pane.side.facts, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert now(pane).progress.reviewed == 0
    assert str(ENOUGH) in pane.side.told.text()


def test_slash_filters_and_enter_returns_to_the_list(qtbot, pane) -> None:
    press(qtbot, pane, "/")
    assert pane.filter.hasFocus()
    qtbot.keyClicks(pane.filter, "kiel")
    assert len(pane.walk.listed) == 2
    qtbot.keyClick(pane.filter, Qt.Key.Key_Return)
    assert pane.side.facts.hasFocus()
    assert now(pane).progress.total == COUNT


def test_everything_can_be_done_with_the_mouse(qtbot, pane) -> None:
    first = pane.walk.current
    qtbot.mouseClick(pane.side.buttons["accept"], Qt.MouseButton.LeftButton)
    assert now(pane).decision(first) == "accepted"
    qtbot.mouseClick(pane.side.buttons["undo"], Qt.MouseButton.LeftButton)
    assert now(pane).decision(first) == "pending"
    figure = one("figure", "1,900")
    place = pane.side.facts.visualRect(
        pane.side.facts.facts.index(pane.side.facts.facts.place(figure))
    )
    pane.side.facts.scrollTo(pane.side.facts.facts.index(pane.side.facts.facts.place(figure)))
    place = pane.side.facts.visualRect(
        pane.side.facts.facts.index(pane.side.facts.facts.place(figure))
    )
    qtbot.mouseClick(pane.side.facts.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert pane.walk.current == figure
    entries = {a.objectName(): a for a in pane.side.more.actions() if not a.isSeparator()}
    entries["end_back"].trigger()
    assert TEXT[slice(*now(pane).items[figure].fact.span)] == "about 1,900"


def test_a_click_into_the_text_takes_the_innermost_fact_in_hand(qtbot, pane) -> None:
    cursor = pane.text.textCursor()
    cursor.setPosition(TEXT.index("Kiel") + 1)
    at = pane.text.cursorRect(cursor).center()
    qtbot.mouseClick(pane.text.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(2, 0))
    assert pane.walk.current == one("place", "Kiel")


def test_every_control_has_a_name_for_a_screen_reader(pane) -> None:
    for button in pane.side.buttons.values():
        assert button.accessibleName()
    for widget in (pane.text, pane.side.facts, pane.side.tabs, pane.filter, pane.progress,
                   pane.side.loose, pane.side.unsaid, pane.side.card):  # fmt: skip
        assert widget.accessibleName()
    index = pane.side.facts.facts.index(1)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Volta Marine AB" in spoken
    assert "not reviewed" in spoken


def test_the_pane_tells_itself_in_words_and_as_a_table(qtbot, pane) -> None:
    press(qtbot, pane, "AR")
    pane.show_state(pane.state)
    assert f"2 of {COUNT} facts reviewed, 1 accepted, 1 rejected" in pane.accessibleDescription()
    grid = pane.grid()
    assert len(grid.rows) == COUNT
    row = dict(zip(grid.columns, grid.rows[0], strict=True))
    assert (row["Decision"], row["As understood"], row["Rule"]) == (
        "accepted", "Volta Marine AB", "aliases.merge",
    )  # fmt: skip
    pane.show_table(True)
    assert pane.shows_table


def test_what_no_fact_uses_is_listed_shown_and_can_become_a_fact(qtbot, pane) -> None:
    lines = [pane.side.loose.item(n).text() for n in range(pane.side.loose.count())]
    number = next(n for n, line in enumerate(lines) if line.startswith("300"))
    assert "passed over" in lines[number]
    pane.side.tabs.setCurrentIndex(1)
    pane.side.loose.setCurrentRow(number)
    assert pane.text.selected() == (TEXT.index("300"), TEXT.index("300") + 3)


def test_what_the_article_does_not_say_grows_with_what_is_accepted(qtbot, pane) -> None:
    before = pane.side.unsaid.count()
    pane.choose_fact(one("figure", "1,900"))
    press(qtbot, pane, "A")
    lines = [pane.side.unsaid.item(n).text() for n in range(pane.side.unsaid.count())]
    assert pane.side.unsaid.count() > before
    assert any("period" in line for line in lines)


def test_what_the_dossier_has_is_marked_and_changed_there(qtbot, pane) -> None:
    event = one("event", "signed")
    pane.choose_fact(event)
    press(qtbot, pane, "A")
    dossier = Dossier.from_rows(placement(now(pane), EMPTY).tables)
    pane.show_state(State(dossier))
    pane.choose_fact(event)
    assert "In the dossier from this article" in pane.side.card.card.text
    press(qtbot, pane, "R")
    assert now(pane).decision(event) == "accepted"
    assert "in the dossier" in pane.side.told.text()


def test_a_fact_that_disputes_the_dossier_says_so_and_shows_what_it_says(qtbot, pane) -> None:
    rows = {
        "sources": [{"source_id": "s", "title": "S", "text_sha256": "0", "text_chars": "9"}],
        "entities": [{"entity_id": "volta", "kind": "company", "name": "Volta Marine AB",
                      "mode": "narration"}],
        "metrics": [{"metric_id": "m", "label": "Engines sold", "quantity": "count",
                     "unit": "engine", "period_kind": "flow"}],
        "figures": [{"figure_id": "f", "entity_id": "volta", "entity_basis": "stated",
                     "metric_id": "m", "value": "250000", "bound": "lt", "unit": "engine",
                     "period": "2018", "period_basis": "stated", "mode": "narration"}],
    }  # fmt: skip
    pane.show_state(State(Dossier.from_rows(rows)))
    pane.choose_fact(one("figure", "260,000"))
    text = pane.side.card.card.text
    assert "contradicts the dossier" in text
    assert "< 250,000 engines" in text


def test_both_themes_and_a_narrow_pane_show_everything(qtbot, pane) -> None:
    for theme in ("light", "dark"):
        pane.show_state(State(EMPTY, theme=theme))
        pane.resize(480, 700)
        assert pane.text.isVisible()
        assert pane.side.facts.isVisible()
        assert pane.text.y() < pane.side.mapTo(pane, QPoint(0, 0)).y() or pane.width() > 760
    assert pane._split.orientation() == Qt.Orientation.Vertical


def test_leaving_lets_go_of_everything(qtbot, pane) -> None:
    pane.end()
    assert pane.walk is None
    assert pane.text.toPlainText() == ""
    assert pane.grid().rows == ()
    press(qtbot, pane, "A")
    assert not pane.put.isEnabled()
