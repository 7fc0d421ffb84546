from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.drawing.choice_list import ChoiceList
from jwviewer.drawing.fonts import install_fonts
from jwviewer.drawing.profile_cell import MORE
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.panes.profiles import ProfilesPane
from jwviewer.places import seed
from jwviewer.queries.highlight import Level
from jwviewer.queries.profile_parts import Row
from jwviewer.queries.profiles import Profiles
from jwviewer.selection import Period, Selection
from jwviewer.session import State
from tests import fact_sample as sample


@pytest.fixture
def pane(qtbot: QtBot) -> ProfilesPane:
    pane = ProfilesPane()
    qtbot.addWidget(pane)
    pane.resize(620, 480)
    pane.show_state(State(sample.dossier()))
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def _state(pane: ProfilesPane) -> State:
    assert pane.state is not None
    return pane.state


def _shown(pane: ProfilesPane) -> Profiles:
    assert pane.shown is not None
    return pane.shown


def _buttons(pane: ProfilesPane) -> list[QToolButton]:
    return [tool for tool in pane.tools() if isinstance(tool, QToolButton)]


def _line(pane: ProfilesPane, label: str) -> int:
    lines = pane.table.lines.lines
    return next(n for n, line in enumerate(lines) if isinstance(line, Row) and line.label == label)


def _centre(pane: ProfilesPane, label: str, column: int) -> QPoint:
    index = pane.table.lines.index(_line(pane, label), column)
    pane.table.scrollTo(index)
    rect = pane.table.visualRect(index)
    return rect.topLeft() + QPoint(25, 14)


def _text(pane: ProfilesPane, label: str, column: int) -> str:
    return str(pane.table.lines.index(_line(pane, label), column).data())


def test_a_click_on_a_cell_chooses_its_fact(qtbot: QtBot, pane: ProfilesPane) -> None:
    with qtbot.waitSignal(pane.proposed) as proposed:
        point = _centre(pane, "Boats built", 1)
        qtbot.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert proposed.args[0].focus == "all"


def test_a_click_on_silence_chooses_nothing(qtbot: QtBot, pane: ProfilesPane) -> None:
    with qtbot.assertNotEmitted(pane.proposed):
        point = _centre(pane, "Headquarters", 2)
        qtbot.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_enter_goes_through_the_facts_of_a_cell(qtbot: QtBot, pane: ProfilesPane) -> None:
    state = State(sample.dossier())
    pane.show_state(state)
    pane.table.setCurrentIndex(pane.table.lines.index(_line(pane, "Income"), 1))
    chosen: list[str] = []
    pane.proposed.connect(lambda selection: chosen.append(selection.focus))
    for _ in range(3):
        qtbot.keyClick(pane.table, Qt.Key.Key_Return)
        pane.show_state(State(state.dossier, Selection(focus=chosen[-1])))
    assert chosen == ["cny", "usd", "cny"]


def test_drawing_proposes_nothing(qtbot: QtBot, pane: ProfilesPane) -> None:
    with qtbot.assertNotEmitted(pane.proposed):
        pane.show_state(State(sample.dossier(), Selection(focus="best")))


def test_the_chosen_fact_lights_up_and_comes_into_view(pane: ProfilesPane) -> None:
    pane.show_state(State(_state(pane).dossier, Selection(focus="best")))
    number = _line(pane, "Superlatives")
    row = pane.table.lines.lines[number]
    assert isinstance(row, Row)
    assert pane.table.cell_level(row, 2) is Level.EXACT
    assert pane.table.cell_level(row, 1) is Level.NONE
    rect = pane.table.visualRect(pane.table.lines.index(number, 2))
    assert pane.table.viewport().rect().intersects(rect)


def test_a_fact_told_along_with_another_lights_that_up(pane: ProfilesPane) -> None:
    pane.show_state(State(_state(pane).dossier, Selection(focus="shire")))
    row = pane.table.lines.lines[_line(pane, "Headquarters")]
    assert isinstance(row, Row)
    assert pane.table.cell_level(row, 1) is Level.EXACT


def test_all_rows_hold_their_text(pane: ProfilesPane) -> None:
    table = pane.table
    for number, line in enumerate(table.lines.lines):
        for column in range(len(line.cells) + 1 if isinstance(line, Row) and not line.joint else 1):
            rect = table.visualRect(table.lines.index(number, column))
            flow = table.flow(number, column, rect.width())
            assert flow.height <= rect.height()
            assert flow.width <= rect.width()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_menus_show_fewer_rows_and_other_companies(qtbot: QtBot, pane: ProfilesPane) -> None:
    rows, companies = _buttons(pane)
    with qtbot.waitSignal(pane.info_changed) as info:
        rows.menu().actions()[1].trigger()
    assert info.args[0] == f"5 of {_shown(pane).all_rows} rows"
    assert len(pane.grid().rows) == 5
    qtbot.mouseClick(companies, Qt.MouseButton.LeftButton)
    names = next(iter(pane.findChildren(ChoiceList)))
    qtbot.keyClicks(names.search, "lake")
    assert names.list.currentIndex().data() == "Lake & <b>Sons</b>"
    qtbot.keyClick(names.search, Qt.Key.Key_Return)
    names.close()
    assert pane.grid().columns[2:] == ("North Works", "South Yard", "Lake & <b>Sons</b>")


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_column_can_be_hidden_but_not_the_last(qtbot: QtBot, pane: ProfilesPane) -> None:
    pane.show_companies(("south",))
    qtbot.mouseClick(_buttons(pane)[1], Qt.MouseButton.LeftButton)
    names = next(iter(pane.findChildren(ChoiceList)))
    south = names.model.index(0)
    assert south.data() == "South Yard"
    assert south.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert not names.model.flags(south) & Qt.ItemFlag.ItemIsEnabled
    names.close()


def test_columns_move_by_keyboard(qtbot: QtBot, pane: ProfilesPane) -> None:
    pane.table.setCurrentIndex(pane.table.lines.index(0, 1))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(pane.table, Qt.Key.Key_Right, both)
    assert _shown(pane).names == ("South Yard", "North Works")
    assert pane.table.currentIndex().column() == 2
    qtbot.keyClick(pane.table, Qt.Key.Key_Right, both)
    assert _shown(pane).names == ("South Yard", "North Works")


def test_columns_move_by_dragging_their_headers(qtbot: QtBot, pane: ProfilesPane) -> None:
    header = pane.table.horizontalHeader()
    header.moveSection(1, 2)
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 5))
    assert _shown(pane).names == ("South Yard", "North Works")
    assert [header.visualIndex(n) for n in range(3)] == [0, 1, 2]
    assert _text(pane, "Superlatives", 1).startswith("Best in the bay")


def test_another_dossier_begins_with_its_own_parties(pane: ProfilesPane) -> None:
    pane.show_companies(("south", "north"))
    pane.show_state(State(sample.dossier()))
    assert _shown(pane).names == ("North Works", "South Yard")


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_companies_are_set_beside_each_other_from_a_list(qtbot: QtBot, pane: ProfilesPane) -> None:
    qtbot.mouseClick(_buttons(pane)[1], Qt.MouseButton.LeftButton)
    companies = next(iter(pane.findChildren(ChoiceList)))
    qtbot.keyClicks(companies.search, "south")
    qtbot.keyClick(companies.search, Qt.Key.Key_Return)
    assert _shown(pane).names == ("North Works",)
    companies.search.setText("north")
    qtbot.keyClick(companies.search, Qt.Key.Key_Return)
    assert _shown(pane).names == ("North Works",), "one company stays"
    companies.search.setText("lake")
    qtbot.keyClick(companies.search, Qt.Key.Key_Return)
    assert _shown(pane).names == ("North Works", "Lake & <b>Sons</b>")
    companies.close()
    qtbot.mouseClick(_buttons(pane)[1], Qt.MouseButton.LeftButton)
    parties = next(b for b in companies.findChildren(QPushButton) if b.text() == "Only the parties")
    qtbot.mouseClick(parties, Qt.MouseButton.LeftButton)
    assert _shown(pane).names == ("North Works", "South Yard")
    assert not companies.isVisible()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_list_of_companies_closes_when_another_dossier_comes(pane: ProfilesPane) -> None:
    _buttons(pane)[1].click()
    companies = next(iter(pane.findChildren(ChoiceList)))
    row = {"entity_id": "other", "kind": "company", "name": "Other", "mode": "narration"}
    pane.show_state(State(Dossier.from_rows({"entities": [row]})))
    assert not companies.isVisible()


def test_a_figure_shows_the_companies_and_rows_chosen_here(pane: ProfilesPane) -> None:
    pane.show_companies(("south",))
    pane.show_rows("different")
    sheet = Sheet(load_theme("light"), family=install_fonts(), refs=True)
    body = pane.figure_layout()(_state(pane), sheet, QSizeF(900, 2000))
    assert "best" in body.fact_ids
    assert "all" not in body.fact_ids


def test_copying_puts_the_table_on_the_clipboard(qtbot: QtBot, pane: ProfilesPane) -> None:
    qtbot.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert "Boats built\t> 260,000 units\t" in data.text()
    assert "<td>&gt; 260,000 units</td>" in data.html()


def test_a_long_cell_counts_the_rest_and_opens(qtbot: QtBot, pane: ProfilesPane) -> None:
    said = [
        {"claim_id": f"s{n}", "kind": "first", "gist": f"First in {n}", "company_ids": "south",
         "company_basis": "stated", "period_basis": "undated", "mode": "narration"}
        for n in range(30)
    ]  # fmt: skip
    pane.show_state(State(sample.dossier(claims=said)))
    number = _line(pane, "Said to be first")
    index = pane.table.lines.index(number, 2)
    pane.table.scrollTo(index)
    rect = pane.table.visualRect(index)
    before = rect.height()
    flow = pane.table.flow(number, 2, rect.width())
    place = next(piece for piece in flow.pieces if piece.run.tag == MORE)
    assert place.lines == ("and 22 more",)
    spot = rect.topLeft() + (place.rect.center() + QPointF(10, 6)).toPoint()
    with qtbot.assertNotEmitted(pane.proposed):
        qtbot.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert pane.table.visualRect(index).height() > before
    assert str(index.data()).count("First in") == 30


def test_hovering_tells_of_the_fact_or_the_formula(pane: ProfilesPane) -> None:
    assert "stated by the article" in pane.table.told("all", _centre(pane, "Boats built", 1))
    share = next(
        line.label for line in pane.table.lines.lines if isinstance(line, Row) and line.derived
    )
    assert "÷" in pane.table.told("small", _centre(pane, share, 1))


def test_hovering_over_a_row_of_two_derived_values_tells_the_right_formula(
    pane: ProfilesPane,
) -> None:
    pane.show_state(State(open_dossier(seed("tutorial"))))
    number = next(
        n
        for n, line in enumerate(pane.table.lines.lines)
        if isinstance(line, Row) and line.derived and line.shared
    )
    row = pane.table.lines.lines[number]
    assert isinstance(row, Row)
    pane.table.scrollTo(pane.table.lines.index(number, 1))
    point = pane.table.visualRect(pane.table.lines.index(number, 1)).center()
    for entry in (entry for cell in row.cells for entry in cell.entries):
        assert entry.derived in pane.table.told(entry.fact_id, point)


def test_the_title_bar_line_and_tools_are_short(pane: ProfilesPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.info_changed) as told:
        pane.show_state(State(_state(pane).dossier, Selection(focus="all")))
    assert told.args == ["3 of 4 metrics in both"]
    metrics = pane.fontMetrics()
    tools = sum(metrics.horizontalAdvance(button.text()) for button in _buttons(pane))
    assert tools < metrics.horizontalAdvance("All rows ▾ + company")


def test_a_tooltip_is_literal_text(
    qtbot: QtBot, pane: ProfilesPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(
        "jwviewer.panes.profiles.cells.QToolTip.showText",
        lambda _point, text, *_: shown.append(text),
    )
    point = _centre(pane, "Boats built", 1)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, point, pane.mapToGlobal(point))
    QApplication.sendEvent(pane.table.viewport(), event)
    assert "&gt; 260,000 units" in shown[0]


def test_a_screen_reader_hears_row_company_and_value(pane: ProfilesPane) -> None:
    index = pane.table.lines.index(_line(pane, "Boats built"), 1)
    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Boats built, North Works: > 260,000 units"
    assert pane.accessibleDescription().startswith("North Works, South Yard side by side.")
    assert "Metrics reported for both companies: 3 of 4." in pane.accessibleDescription()
    assert all(tool.accessibleName() for tool in pane.tools())


def test_a_period_dims_and_hides_nothing(pane: ProfilesPane) -> None:
    before = pane.grid()
    pane.show_state(State(_state(pane).dossier, Selection(period=Period(700000, 700365))))
    assert pane.grid() == before
    flow = pane.table.flow(_line(pane, "Boats built"), 1, 300)
    faint = pane.table.sheet.theme.ink["faint"]
    assert all(piece.run.colour == faint for piece in flow.pieces)


@pytest.mark.parametrize("size", [(1, 1), (60, 40), (140, 120), (3000, 2000)])
def test_any_size_and_any_dossier_can_be_drawn(pane: ProfilesPane, size: tuple[int, int]) -> None:
    for dossier in (Dossier.from_rows({}), sample.dossier()):
        for theme in ("light", "dark"):
            pane.show_state(State(dossier, Selection(), theme))
            pane.resize(*size)
            assert not pane.grab().isNull()


def test_many_rows_are_all_fitted_soon(qtbot: QtBot, pane: ProfilesPane) -> None:
    events = [
        {"event_id": f"e{n}", "event_type": "supply", "label": f"Supply of hulls, part {n} " * 3,
         "date_basis": "undated", "mode": "narration"}
        for n in range(300)
    ]  # fmt: skip
    takers = [
        {"event_id": f"e{n}", "entity_id": "north", "role": "supplier", "basis": "stated"}
        for n in range(300)
    ]
    pane.show_state(State(sample.dossier(events=events, participants=takers)))
    table = pane.table

    def fitted() -> None:
        number = len(table.lines.lines) - 20
        height = table.visualRect(table.lines.index(number, 0)).height()
        assert table.flow(number, 0, table.columnWidth(0)).height <= height

    qtbot.waitUntil(fitted, timeout=20_000)
