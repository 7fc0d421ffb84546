"""The way through a review: where one is after a correction, and how to reach the other lists."""

from __future__ import annotations

from PySide6.QtCore import Qt

from jwviewer.panes.review.side import FACTS, LOOSE, UNSAID
from jwviewer.reading.coverage import gaps
from jwviewer.reading.reading import read_text
from jwviewer.reading.review import Review
from jwviewer.reading.sitting import Sitting
from tests.reading.review_sample import one
from tests.review_hands import now, press, select


def test_a_fact_of_another_kind_does_not_take_one_away_from_where_one_was(qtbot, pane) -> None:
    first, second, third = pane.walk.listed[:3]
    press(qtbot, pane, "A")
    press(qtbot, pane, "5")
    assert now(pane).group(second) == "events"
    assert pane.walk.current == second
    press(qtbot, pane, "A")
    assert pane.walk.current == third
    assert now(pane).decision(first) == now(pane).decision(second) == "accepted"


def test_after_a_fact_of_ones_own_one_goes_on_where_one_was(qtbot, pane) -> None:
    press(qtbot, pane, "A")
    here = pane.walk.current
    select(pane, "300 ferries")
    press(qtbot, pane, "N")
    qtbot.keyClicks(pane.side.prompt.line, "4")
    assert pane.walk.current.startswith("added")
    assert pane.text.selected() is None
    press(qtbot, pane, "A")
    assert pane.walk.current == here


def test_what_no_fact_uses_is_reached_and_made_a_fact_by_keys_alone(qtbot, pane) -> None:
    press(qtbot, pane, "C")
    assert pane.side.tabs.currentIndex() == LOOSE
    assert pane.side.loose.hasFocus()
    assert pane.side.loose.currentRow() == 0
    words = pane.text.textCursor().selectedText()
    qtbot.keyClick(pane.side.loose, "N")
    assert pane.side.prompt.isVisible()
    qtbot.keyClicks(pane.side.prompt.line, "1")
    assert pane.side.tabs.currentIndex() == FACTS
    assert pane.side.facts.hasFocus()
    assert now(pane).fact(pane.walk.current).value("name") == words


def test_escape_goes_back_from_a_list_and_from_the_filter(qtbot, pane) -> None:
    for key, which in (("C", LOOSE), ("O", UNSAID)):
        press(qtbot, pane, key)
        assert pane.side.tabs.currentIndex() == which
        qtbot.keyClick(pane.focusWidget(), Qt.Key.Key_Escape)
        assert pane.side.facts.hasFocus()
    press(qtbot, pane, "/")
    qtbot.keyClicks(pane.filter, "kiel")
    assert len(pane.walk.listed) < len(now(pane).order)
    qtbot.keyClick(pane.filter, Qt.Key.Key_Escape)
    assert pane.side.facts.hasFocus()
    assert pane.walk.listed == now(pane).order


def test_what_is_not_said_leads_to_its_fact_and_can_be_answered(qtbot, pane) -> None:
    key = one("figure", "1,900")
    pane.choose_fact(key)
    press(qtbot, pane, "AO")
    asked = [(gap.fact, gap.attribute) for gap in gaps(now(pane))]
    pane.side.unsaid.setCurrentRow(asked.index((key, "period")))
    assert pane.walk.current == key
    qtbot.keyClick(pane.side.unsaid, Qt.Key.Key_Return)
    assert pane.side.prompt.isVisible()
    qtbot.keyClicks(pane.side.prompt.line, "2018")
    qtbot.keyClick(pane.side.prompt.line, Qt.Key.Key_Return)
    assert now(pane).fact(key).value("period") == "2018"
    wanted: list[bool] = []
    pane.about_wanted.connect(lambda: wanted.append(True))
    pane.side.unsaid.setCurrentRow(0)
    qtbot.keyClick(pane.side.unsaid, Qt.Key.Key_Return)
    assert wanted == [True]


def test_control_and_return_put_what_was_accepted_into_the_dossier(qtbot, pane) -> None:
    wanted: list[bool] = []
    pane.put_wanted.connect(wanted.append)
    qtbot.keyClick(pane.side.facts, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [False]
    assert now(pane).progress.reviewed == 0


def test_what_comes_next_is_seen_below_the_fact_at_hand(qtbot, pane) -> None:
    pane.resize(700, 640)
    model, view = pane.side.facts.facts, pane.side.facts
    for _ in range(12):
        press(qtbot, pane, "J")
        after = model.index(model.place(pane.walk.current) + 1)
        assert view.viewport().rect().contains(view.visualRect(after))


def test_a_question_leaves_the_passage_in_sight_and_gives_its_room_back(qtbot, pane) -> None:
    pane.resize(700, 640)
    pane.choose_fact(one("figure", "260,000"))
    press(qtbot, pane, "AK")
    pane.choose_fact(one("figure", "260,000"))
    press(qtbot, pane, "P")
    assert pane.side.prompt.isVisible()
    assert not pane.side.buttons["accept"].isVisible()
    assert not pane.side.told.isVisible()
    assert pane.side.card.height() >= 104
    view = pane.side.facts
    here = view.visualRect(view.currentIndex())
    assert view.viewport().rect().contains(here)
    qtbot.keyClick(pane.side.prompt.line, Qt.Key.Key_Escape)
    assert pane.side.buttons["accept"].isVisible()


def test_that_the_rest_of_a_group_may_be_accepted_at_once_is_said(qtbot, pane) -> None:
    # Four looked at are not enough, and the fifth says what has become possible.
    text = "Volta Marine AB has yards in Kiel, Oslo, Lisbon, Bergen, Rotterdam, Hamburg and Genoa."
    pane.begin(Sitting(Review.of(read_text(text))), "An article")
    pane.choose_fact(next(k for k in now(pane).order if now(pane).group(k) == "places"))
    press(qtbot, pane, "AAAA")
    assert "Shift+A" not in pane.side.told.text()
    press(qtbot, pane, "A")
    assert "Shift+A accepts the 2 sure ones of: Places." in pane.side.told.text()
    qtbot.keyClick(pane.side.facts, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, pane, "K")  # or the tests that follow would find Shift held
    assert not now(pane).ready("places")
    assert now(pane).progress.accepted == len(dict(now(pane).groups)["places"])


def test_enter_makes_a_figure_of_a_number(qtbot, pane) -> None:
    select(pane, "300 ferries")
    press(qtbot, pane, "N")
    qtbot.keyClick(pane.side.prompt.line, Qt.Key.Key_Return)
    assert now(pane).items[pane.walk.current].fact.kind == "figure"
    assert pane.side.card.card.value == "300 ferries"


def test_after_a_merge_into_what_is_decided_one_goes_on(qtbot, pane) -> None:
    group, works = one("company", "Kerning Group"), one("company", "Kerning Works")
    pane.choose_fact(works)
    press(qtbot, pane, "A")
    pane.choose_fact(group)
    after = pane.walk.listed[pane.walk.listed.index(group) + 1]
    press(qtbot, pane, "M")
    if pane.side.prompt.isVisible():
        qtbot.keyClicks(pane.side.prompt.line, "Works")
        qtbot.keyClick(pane.side.prompt.line, Qt.Key.Key_Return)
    assert now(pane).resolved(group) == works
    assert pane.walk.current == after
    assert "Merged into" in pane.side.told.text()
