from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from jwviewer.dossier.dossier import Dossier
from jwviewer.panes.evidence import EvidencePane
from jwviewer.panes.evidence.labels import FlowButton, FlowLabel
from jwviewer.selection import Selection
from jwviewer.session import State
from tests import fact_sample as sample
from tests.evidence_hands import evidence_pane, state_of

COPY = ((sample.SOURCE, sample.TEXT),)


@pytest.fixture
def pane(qtbot: QtBot) -> EvidencePane:
    return evidence_pane(qtbot)


def _choose(pane: EvidencePane, focus: str, articles: tuple[tuple[str, str], ...] = COPY) -> None:
    pane.show_state(State(state_of(pane).dossier, Selection(focus=focus), "light", articles))


def _listed(pane: EvidencePane) -> list[str]:
    return [pane.facts.facts.line(row).fact_id for row in range(pane.facts.facts.rowCount())]


def _marked(pane: EvidencePane) -> list[str]:
    """Return the marked passages that stand out, the current one last."""
    marks = pane.passage.text.extraSelections()
    strong = [mark for mark in marks if mark.format.background().style() != Qt.BrushStyle.NoBrush]
    return [mark.cursor.selectedText() for mark in strong]


def test_a_click_on_a_fact_chooses_it(qtbot: QtBot, pane: EvidencePane) -> None:
    index = pane.facts.facts.index(2)
    with qtbot.waitSignal(pane.proposed) as proposed:
        spot = pane.facts.visualRect(index).center()
        qtbot.mouseClick(pane.facts.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert proposed.args[0].focus == state_of(pane).dossier.fact_ids[2]


def test_arrows_preview_and_enter_settles(qtbot: QtBot, pane: EvidencePane) -> None:
    pane.facts.setCurrentIndex(pane.facts.facts.index(0))
    with qtbot.waitSignal(pane.previewed) as previewed, qtbot.assertNotEmitted(pane.proposed):
        qtbot.keyClick(pane.facts, Qt.Key.Key_Down)
    assert previewed.args[0].focus == "south"
    with qtbot.waitSignal(pane.proposed) as proposed:
        qtbot.keyClick(pane.facts, Qt.Key.Key_Return)
    assert proposed.args[0].focus == "south"


def test_searching_narrows_the_list_and_the_title_says_so(qtbot: QtBot, pane: EvidencePane) -> None:
    with qtbot.waitSignal(pane.info_changed) as info:
        pane.search.setText("260,000")
    assert _listed(pane) == ["all"]
    assert info.args[0] == f"1 of {len(state_of(pane).dossier.fact_ids)} listed"
    assert pane.grid().fact_ids == ("all",)


def test_the_title_numbers_the_chosen_fact(qtbot: QtBot, pane: EvidencePane) -> None:
    with qtbot.waitSignal(pane.info_changed) as info:
        _choose(pane, "south")
    assert info.args[0] == f"2 of {len(state_of(pane).dossier.fact_ids)}"


def test_the_filter_menu_proposes_filters(qtbot: QtBot, pane: EvidencePane) -> None:
    pane.filters.fill()
    found = {action.text(): action.menu() for action in pane.filters.menu().actions()}
    menus = {name: menu for name, menu in found.items() if isinstance(menu, QMenu)}
    assert list(found) == ["Company…", "Kind", "Voice", "Basis", "", "Show all"]
    assert list(menus) == ["Kind", "Voice", "Basis"]
    hedged = next(a for a in menus["Voice"].actions() if a.text() == "it is claimed")
    with qtbot.waitSignal(pane.proposed) as proposed:
        hedged.trigger()
    assert proposed.args[0].modes == {"hedged"}
    pane.show_state(State(state_of(pane).dossier, proposed.args[0]))
    assert _listed(pane) == ["quiet"]
    assert pane.filters.text().startswith("Filter: 1")


def test_what_the_source_does_not_say_is_a_list_that_leads_to_its_fact(
    qtbot: QtBot, pane: EvidencePane
) -> None:
    pane.tabs.setCurrentIndex(1)
    assert pane.tabs.tabText(1) == "Not said 2"
    assert pane.unsaid.isVisible()
    index = pane.unsaid.unsaid.index(0)
    assert index.data() == "The day of the later pact"
    with qtbot.waitSignal(pane.proposed) as proposed:
        spot = pane.unsaid.visualRect(index).center()
        qtbot.mouseClick(pane.unsaid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert proposed.args[0].focus == "later"


def test_a_linked_fact_can_be_pressed_by_mouse_and_key(qtbot: QtBot, pane: EvidencePane) -> None:
    _choose(pane, "all")
    links = pane.card.findChildren(FlowButton)
    part = next(link for link in links if link.accessibleName().startswith("part: "))
    with qtbot.waitSignal(pane.proposed) as proposed:
        qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
    assert proposed.args[0].focus == "small"
    part.setFocus()
    with qtbot.waitSignal(pane.proposed):
        qtbot.keyClick(part, Qt.Key.Key_Space)


def test_choosing_a_link_may_replace_the_card_at_once(qtbot: QtBot, pane: EvidencePane) -> None:
    _choose(pane, "all")
    pane.proposed.connect(lambda selection: _choose(pane, selection.focus))
    for _ in range(5):
        link = pane.card.findChildren(FlowButton)[0]
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert pane.card.card is not None
    assert pane.card.card.fact_id != ""


def test_the_card_can_be_copied(qtbot: QtBot, pane: EvidencePane) -> None:
    _choose(pane, "all")
    qtbot.keyClick(pane.card, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "> 260,000 units" in QGuiApplication.clipboard().text()


def test_nothing_in_the_card_is_cut_off(pane: EvidencePane) -> None:
    for width in (240, 360, 1100):
        pane.resize(width, 700)
        for fact_id in ("all", "small", "usd", "later", "north"):
            _choose(pane, fact_id)
            column = pane.card.widget()
            assert column is not None
            assert column.width() == pane.card.viewport().width()
            for child in column.findChildren(QWidget):
                if child.hasHeightForWidth():
                    assert child.height() >= child.heightForWidth(child.width())
                    assert child.geometry().right() <= column.width()


def test_the_passage_is_marked_and_in_view(qtbot: QtBot, pane: EvidencePane) -> None:
    _choose(pane, "all")
    assert _marked(pane)[-1] == "more than 260,000"
    assert len(_marked(pane)) == 3
    place = pane.passage.text.cursorRect()
    assert pane.passage.text.viewport().rect().intersects(place)


def test_positions_hold_behind_characters_that_take_two_units(pane: EvidencePane) -> None:
    _choose(pane, "ada-chair")
    assert _marked(pane)[-1] == "Ada Moor, chair of North Works Group"


def test_next_and_previous_go_through_the_passages(qtbot: QtBot, pane: EvidencePane) -> None:
    _choose(pane, "all")
    qtbot.mouseClick(pane.passage.next, Qt.MouseButton.LeftButton)
    assert _marked(pane)[-1] == "In 2018 North Works built more than 260,000 boats"
    qtbot.mouseClick(pane.passage.previous, Qt.MouseButton.LeftButton)
    assert _marked(pane)[-1] == "more than 260,000"


def test_a_click_in_the_text_chooses_and_a_second_goes_wider(
    qtbot: QtBot, pane: EvidencePane
) -> None:
    third = sample.TEXT.split("\n\n")[2].strip()
    dossier = sample.dossier(evidence=[sample.evidence("supplied", third, "whole")])
    pane.show_state(State(dossier, Selection(), "light", COPY))
    chosen: list[str] = []

    def take(selection: Selection) -> None:
        chosen.append(selection.focus or "")
        pane.show_state(State(dossier, selection, "light", COPY))

    pane.proposed.connect(take)
    text = pane.passage.text
    assert text.shown is not None
    for _ in range(3):
        cursor = QTextCursor(text.document())
        cursor.setPosition(text.shown.to_shown(sample.TEXT.index("260,000") + 2))
        spot = text.cursorRect(cursor).center()
        qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen == ["all", "supplied", "all"]


def test_another_edition_says_so_and_marks_what_it_found(pane: EvidencePane) -> None:
    other = "By Bo Reed\n\n" + sample.TEXT.replace("nearly 200,000", "some")
    _choose(pane, "small", ((sample.SOURCE, other),))
    assert _marked(pane) == []
    said = " ".join(label.text() for label in pane.passage.findChildren(FlowLabel))
    assert "your copy differs" in said
    assert "lost in this copy" in said
    _choose(pane, "all", ((sample.SOURCE, other),))
    assert _marked(pane)[-1] == "more than 260,000"


def test_without_a_copy_the_card_asks_for_one(
    qtbot: QtBot, pane: EvidencePane, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(pane, "all", ())
    assert not pane.passage.has_text
    assert pane.passage.attach.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/news/ferry.txt", ""))
    with qtbot.waitSignal(pane.article_dropped) as dropped:
        qtbot.mouseClick(pane.passage.attach, Qt.MouseButton.LeftButton)
    assert dropped.args == ["/news/ferry.txt"]


def test_a_file_dropped_on_the_pane_is_offered_as_the_article(
    qtbot: QtBot, pane: EvidencePane, tmp_path: Path
) -> None:
    article = tmp_path / "ferry.txt"
    article.write_text("x", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(article))])
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    pane.dragEnterEvent(enter)
    assert enter.isAccepted()
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    with qtbot.waitSignal(pane.article_dropped) as dropped:
        pane.dropEvent(drop)
    assert Path(dropped.args[0]) == article


@pytest.mark.parametrize("name", ["other.dossier", "folder", "missing.txt"])
def test_dossiers_folders_and_links_are_left_to_the_window(
    pane: EvidencePane, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif name.endswith(".dossier"):
        path.write_bytes(b"")
    data = QMimeData()
    data.setUrls(
        [QUrl.fromLocalFile(str(path)) if name != "missing.txt" else QUrl("https://example.org/a")]
    )
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    enter.ignore()
    pane.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_a_text_of_one_long_word_is_broken_for_show_only(pane: EvidencePane) -> None:
    long = sample.TEXT + "a" * 50_000
    _choose(pane, "all", ((sample.SOURCE, long),))
    lines = pane.passage.text.toPlainText().split("\n")
    assert max(map(len, lines)) <= 1_000
    assert _marked(pane)[-1] == "more than 260,000"


def test_list_and_card_stand_side_by_side_where_there_is_room(pane: EvidencePane) -> None:
    pane.resize(1000, 500)
    assert pane.card.mapTo(pane, QPoint(0, 0)).x() > pane.facts.mapTo(pane, QPoint(0, 0)).x()
    pane.resize(340, 800)
    assert pane.card.mapTo(pane, QPoint(0, 0)).y() > pane.facts.mapTo(pane, QPoint(0, 0)).y()


def test_the_pane_hands_its_focus_to_the_list_also_after_its_table(
    qtbot: QtBot, pane: EvidencePane
) -> None:
    pane.setFocus()
    assert pane.facts.hasFocus()
    pane.show_table(True)
    pane.show_table(False)
    pane.search.setFocus()
    pane.setFocus()
    assert pane.facts.hasFocus()


def test_a_screen_reader_hears_names_and_the_chosen_fact(pane: EvidencePane) -> None:
    _choose(pane, "all")
    assert "> 260,000 units" in pane.accessibleDescription()
    for widget in (
        pane.search, pane.filters, pane.tabs, pane.facts, pane.unsaid, pane.card, pane.passage.text,
        pane.passage.previous, pane.passage.next, pane.passage.attach,
    ):  # fmt: skip
        assert widget.accessibleName()
    heard = pane.facts.facts.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "North Works" in heard


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1, 1), (100, 80), (360, 760), (2000, 1200)])
def test_any_size_and_any_dossier_can_be_drawn(
    pane: EvidencePane, size: tuple[int, int], theme: str
) -> None:
    for dossier in (Dossier.from_rows({}), sample.dossier()):
        for focus in (None, "all", "no-such-fact"):
            pane.show_state(State(dossier, Selection(focus=focus), theme, COPY))
            pane.resize(*size)
            assert not pane.grab().isNull()


def test_drawing_proposes_nothing(qtbot: QtBot, pane: EvidencePane) -> None:
    with qtbot.assertNotEmitted(pane.proposed), qtbot.assertNotEmitted(pane.previewed):
        for fact_id in state_of(pane).dossier.fact_ids:
            _choose(pane, fact_id)
