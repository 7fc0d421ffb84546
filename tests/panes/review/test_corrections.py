"""Corrections in the review: passages, dates, companies, names, kinds and facts of one's own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from jwviewer.panes.review.form import FactForm
from jwviewer.reading.read_span import edtf_of
from tests.reading.review_sample import TEXT, one
from tests.review_hands import answer, now, press, select


def test_brackets_move_the_ends_of_the_passage_and_read_it_anew(qtbot, pane) -> None:
    key = one("figure", "260,000")
    pane.choose_fact(key)
    qtbot.keyClick(pane.side.facts, "[", Qt.KeyboardModifier.NoModifier)
    assert now(pane).items[key].fact.span[0] == TEXT.index("sold more than 260,000")
    qtbot.keyClick(pane.side.facts, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ShiftModifier)
    for _ in range(2):
        qtbot.keyClick(pane.side.facts, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ShiftModifier)
    assert pane.side.card.card.value == "260,000 engines"
    qtbot.keyClick(pane.side.facts, "]")
    qtbot.keyClick(pane.side.facts, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ShiftModifier)
    assert TEXT[slice(*now(pane).items[key].fact.span)] == "260,000 engines"


def test_d_asks_for_a_date_and_reads_it_while_it_is_typed(qtbot, pane) -> None:
    key = one("event", "signed")
    pane.choose_fact(key)
    press(qtbot, pane, "D")
    line, reading = pane.side.prompt.line, pane.side.prompt.reading
    qtbot.keyClicks(line, "2018")
    assert "2018, stated in the article" in reading.text()
    qtbot.keyClicks(line, "-13")
    assert "month" in reading.text()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert pane.side.prompt.isVisible()
    for _ in range(2):
        qtbot.keyClick(line, Qt.Key.Key_Backspace)
    qtbot.keyClicks(line, "05")
    assert reading.text() == "May 2018, supplied by you"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert now(pane).items[key].fact.value("date") == "2018-05"
    assert not pane.side.prompt.isVisible()
    assert pane.side.facts.hasFocus()
    assert "supplied by you" in pane.side.card.card.text


def test_a_date_of_the_article_can_be_chosen_with_arrows(qtbot, pane) -> None:
    key = one("claim", "trust")
    pane.choose_fact(key)
    press(qtbot, pane, "P")
    qtbot.keyClick(pane.side.prompt.line, Qt.Key.Key_Down)
    qtbot.keyClick(pane.side.prompt.line, Qt.Key.Key_Return)
    assert now(pane).items[key].fact.attributes["period"].basis == "stated"


def test_escape_leaves_a_question_without_a_change(qtbot, pane) -> None:
    pane.choose_fact(one("event", "signed"))
    before = now(pane)
    press(qtbot, pane, "D")
    qtbot.keyClick(pane.side.prompt.line, Qt.Key.Key_Escape)
    assert not pane.side.prompt.isVisible()
    assert now(pane) is before


def test_w_gives_a_figure_another_company(qtbot, pane) -> None:
    key = one("figure", "260,000")
    pane.choose_fact(key)
    press(qtbot, pane, "W")
    answer(qtbot, pane, "Kerning Works")
    assert now(pane).items[key].fact.values("companies") == (one("company", "Kerning Works"),)
    pane.choose_fact(one("company", "Kerning Works"))
    press(qtbot, pane, "W")
    assert not pane.side.prompt.isVisible()


def test_m_merges_with_the_name_that_is_chosen_and_s_splits_it_off_again(qtbot, pane) -> None:
    group, works = one("company", "Kerning Group"), one("company", "Kerning Works")
    pane.choose_fact(group)
    press(qtbot, pane, "M")
    answer(qtbot, pane, "Works")
    assert now(pane).items[group].into == works
    assert pane.walk.current == works
    press(qtbot, pane, "S")
    answer(qtbot, pane, "Kerning Group")
    assert now(pane).items[group].into == ""


def test_numbers_give_another_kind(qtbot, pane) -> None:
    key = one("company", "Kerning Group")
    pane.choose_fact(key)
    press(qtbot, pane, "2")
    assert now(pane).items[key].fact.kind == "person"
    assert pane.walk.current == key


def test_n_makes_a_fact_of_the_selected_text(qtbot, pane) -> None:
    press(qtbot, pane, "N")
    assert "Select" in pane.side.told.text()
    select(pane, "about 1,900 people")
    qtbot.keyClick(pane.text, Qt.Key.Key_N)
    qtbot.keyClicks(pane.side.prompt.line, "4")
    key = pane.walk.current
    assert now(pane).items[key].added
    assert pane.side.card.card.value == "about 1,900 people"
    press(qtbot, pane, "A")
    assert now(pane).decision(key) == "accepted"


def test_the_selected_text_becomes_the_passage(qtbot, pane) -> None:
    key = one("company", "Kerning Group")
    pane.choose_fact(key)
    select(pane, "Kerning Group was")
    press(qtbot, pane, "=")
    assert now(pane).fact(key).value("name") == "Kerning Group was"


def test_letters_typed_into_a_field_decide_nothing(qtbot, pane) -> None:
    press(qtbot, pane, "/")
    qtbot.keyClicks(pane.filter, "ar")
    pane.choose_fact(one("event", "signed"))
    press(qtbot, pane, "D")
    qtbot.keyClicks(pane.side.prompt.line, "ar")
    assert now(pane).progress.reviewed == 0


def test_editing_in_the_form_says_what_will_not_do(qtbot, pane) -> None:
    key = one("figure", "260,000")
    pane.choose_fact(key)
    press(qtbot, pane, "E")
    form = pane.findChild(FactForm)
    form.fields["period"].setText("2018-40x")
    ok = form.buttons.button(form.buttons.StandardButton.Ok)
    assert not ok.isEnabled()
    form.fields["period"].setText("2018-40")
    form.fields["bound"].setCurrentIndex(form.fields["bound"].findData("ge"))
    assert ok.isEnabled()
    qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
    fact = now(pane).items[key].fact
    assert (fact.value("bound"), fact.value("period")) == ("ge", "2018-40")
    press(qtbot, pane, "U")
    assert now(pane).items[key].fact.value("bound") == "gt"


@pytest.mark.parametrize(
    ("typed", "edtf", "read"),
    [
        ("11 March 2024", "2024-03-11", "11 March 2024 (2024-03-11), supplied by you"),
        ("May 2019", "2019-05", "May 2019 (2019-05), stated in the article"),
        ("2024年3月", "2024-03", "March 2024 (2024-03), supplied by you"),
    ],
)
def test_a_date_may_be_typed_in_words(qtbot, pane, typed, edtf, read) -> None:
    key = one("event", "signed")
    pane.choose_fact(key)
    press(qtbot, pane, "D")
    pane.side.prompt.line.clear()
    pane.side.prompt.line.insert(typed)
    pane.side.prompt.line.textEdited.emit(typed)
    assert pane.side.prompt.reading.text() == read
    qtbot.keyClick(pane.side.prompt.line, Qt.Key.Key_Return)
    assert now(pane).fact(key).value("date") == edtf


@pytest.mark.parametrize("typed", ["last year", "perhaps 2024", "by March 2024 or later"])
def test_words_that_are_more_or_less_than_a_date_are_not_taken(typed) -> None:
    assert edtf_of(typed) == typed


def test_the_form_takes_a_date_in_words_too(qtbot, pane) -> None:
    form = FactForm(now(pane), one("figure", "260,000"), pane)
    qtbot.addWidget(form)
    form.fields["period"].setText("March 2024")
    assert form._told["period"].text() == "March 2024 (2024-03)"
    assert form.result_review.fact(one("figure", "260,000")).value("period") == "2024-03"
