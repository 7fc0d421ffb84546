from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.drawing.metrics_canvas import MARGIN
from jwviewer.drawing.metrics_items import Words
from jwviewer.panes.metrics import MetricsPane
from jwviewer.places import seed
from jwviewer.selection import Period, Selection
from jwviewer.session import Session, State
from tests.metric_sample import dossier, entity, everything, figure

Make = Callable[..., MetricsPane]


@pytest.fixture
def jac() -> Dossier:
    return open_dossier(seed("jac-weichai"))


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def build(
        of: Dossier, width: int = 620, height: int = 470, theme: str = "light"
    ) -> MetricsPane:
        pane = MetricsPane()
        qtbot.addWidget(pane)
        pane.resize(width, height)
        pane.session = Session(State(of, theme=theme))  # type: ignore[attr-defined]
        pane.proposed.connect(pane.session.select)  # type: ignore[attr-defined]
        pane.session.changed.connect(pane.show_state)  # type: ignore[attr-defined]
        pane.show_state(pane.session.state)  # type: ignore[attr-defined]
        pane.show()
        pane.canvas.setFocus()
        return pane

    return build


def _focus(pane: MetricsPane) -> str | None:
    return pane.state.selection.focus if pane.state else None


def _texts(pane: MetricsPane) -> list[str]:
    body = pane.canvas.body
    return [] if body is None else [i.text for i in body.drawing.items if isinstance(i, Words)]


def _middle(pane: MetricsPane, fact_id: str) -> QPoint:
    body = pane.canvas.body
    assert body is not None
    rect = body.rect_of(fact_id)
    assert rect is not None
    return rect.center().toPoint() + QPoint(MARGIN, MARGIN)


def _tool(pane: MetricsPane, number: int) -> QComboBox:
    tool = pane.tools()[number]
    assert isinstance(tool, QComboBox)
    return tool


def test_a_click_chooses_the_figure_and_lights_it_up(
    qtbot: QtBot, make: Make, jac: Dossier
) -> None:
    pane = make(jac)
    QTest.mouseClick(
        pane.canvas,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        _middle(pane, "sold-k7-2018"),
    )
    assert _focus(pane) == "sold-k7-2018"


def test_a_click_on_a_conversion_chooses_the_converted_amount(
    qtbot: QtBot, make: Make, jac: Dossier
) -> None:
    pane = make(jac, 700, 900)
    QTest.mouseClick(
        pane.canvas,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        _middle(pane, "income-2018-usd"),
    )
    assert _focus(pane) == "income-2018-usd"


def test_the_keyboard_walks_over_all_figures_and_chooses(
    qtbot: QtBot, make: Make, jac: Dossier
) -> None:
    pane = make(jac)
    assert pane.canvas.body is not None
    ids = pane.canvas.body.fact_ids
    seen = []
    for _ in ids:
        QTest.keyClick(pane.canvas, Qt.Key.Key_Down)
        seen.append(pane.canvas.cursor_fact)
    assert tuple(seen) == ids
    assert _focus(pane) is None
    QTest.keyClick(pane.canvas, Qt.Key.Key_Home)
    QTest.keyClick(pane.canvas, Qt.Key.Key_Return)
    assert _focus(pane) == ids[0]
    QTest.keyClick(pane.canvas, Qt.Key.Key_End)
    assert pane.canvas.cursor_fact == ids[-1]
    QTest.keyClick(pane.canvas, Qt.Key.Key_Up)
    assert pane.canvas.cursor_fact == ids[-2]


def test_the_keyboard_scrolls_to_where_it_is(qtbot: QtBot, make: Make, jac: Dossier) -> None:
    pane = make(jac, 480, 240)
    QTest.keyClick(pane.canvas, Qt.Key.Key_End)
    assert (
        not pane.canvas.visibleRegion()
        .boundingRect()
        .intersected(pane.canvas.rect().adjusted(0, pane.canvas.height() // 2, 0, 0))
        .isEmpty()
    )
    assert pane.canvas.accessibleDescription().startswith("Units supplied")


def test_a_figure_chosen_elsewhere_scrolls_into_view(make: Make, jac: Dossier) -> None:
    pane = make(jac, 480, 240)
    pane.session.select(Selection(focus="income-2018-cny"))  # type: ignore[attr-defined]
    assert pane.canvas.visibleRegion().contains(_middle(pane, "income-2018-cny"))
    assert pane.canvas.cursor_fact == "income-2018-cny"


@pytest.mark.parametrize("size", [(606, 300), (420, 200), (900, 350)])
@pytest.mark.parametrize(
    "fact_id", ["passengers-northreach-2024", "boats-hybrid-2024", "passengers-foot-2024"]
)
@pytest.mark.parametrize("late", [False, True])
def test_the_mark_of_a_figure_chosen_elsewhere_is_in_view_also_before_the_first_layout(
    qtbot: QtBot, fact_id: str, size: tuple[int, int], late: bool
) -> None:
    of = open_dossier(seed("tutorial"))
    pane = MetricsPane()
    holder = QWidget()
    qtbot.addWidget(holder)
    row = QVBoxLayout(holder)
    state = State(of)
    if late:
        pane.show_state(state)
        pane.show_state(replace(state, selection=Selection(focus=fact_id)))
    row.addWidget(pane)
    holder.resize(*size)
    holder.show()
    if not late:
        pane.show_state(state)
        pane.show_state(replace(state, selection=Selection(focus=fact_id)))
    body = pane.canvas.body

    def in_view() -> bool:
        body = pane.canvas.body
        rect = body.reach_of(fact_id) if body else None
        assert rect is not None
        seen = pane.canvas.visibleRegion().boundingRect()
        return seen.contains(rect.center().toPoint() + QPoint(MARGIN, MARGIN)) and (
            seen.contains(rect.translated(MARGIN, MARGIN).toAlignedRect().adjusted(0, 1, 0, -1))
            or rect.height() > seen.height()
        )

    qtbot.waitUntil(in_view)
    holder.resize(size[0] + 90, size[1])
    qtbot.waitUntil(lambda: pane.canvas.body is not body and in_view())


def test_who_scrolls_away_from_the_chosen_figure_is_not_pulled_back(
    qtbot: QtBot, make: Make, jac: Dossier
) -> None:
    pane = make(jac, 480, 240)
    pane.session.select(Selection(focus="income-2018-cny"))  # type: ignore[attr-defined]
    bar = pane._scroll.verticalScrollBar()
    bar.triggerAction(QScrollBar.SliderAction.SliderToMinimum)
    pane.resize(560, 240)
    assert bar.value() == 0


def test_the_choices_are_hardly_wider_than_their_words(make: Make, jac: Dossier) -> None:
    for tool in make(jac).tools():
        assert isinstance(tool, QComboBox)
        for number in range(tool.count()):
            tool.setCurrentIndex(number)
            words = tool.fontMetrics().horizontalAdvance(tool.currentText())
            assert words < tool.sizeHint().width() < words + 50
        assert tool.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Maximum


def test_hovering_tells_value_bound_voice_and_formula(make: Make, jac: Dossier) -> None:
    pane = make(jac)
    body = pane.canvas.body
    assert body is not None
    row = next(hit for hit in body.hits if hit.fact_id == "sold-2018" and hit.lit)
    assert "> 260,000 vehicles (lower bound)" in pane.canvas.told(row)
    derived = next(hit for hit in body.hits if hit.derived and hit.fact_id == "sold-light-2018")
    assert "÷" in pane.canvas.told(derived)


def test_the_choices_in_the_title_bar_change_the_plots(make: Make) -> None:
    pane = make(everything())
    assert "Reported by several companies" in _texts(pane)
    _tool(pane, 0).setCurrentIndex(1)
    assert "Reported by several companies" not in _texts(pane)
    _tool(pane, 0).setCurrentIndex(0)
    _tool(pane, 1).setCurrentIndex(1)
    assert any("logarithmic" in text for text in _texts(pane))
    _tool(pane, 2).setCurrentIndex(2)
    assert "Aurora Motors" not in _texts(pane)
    assert len(pane.grid().rows) < 40


def test_an_exported_figure_follows_the_choices_in_the_pane(make: Make, jac: Dossier) -> None:
    pane = make(jac)
    _tool(pane, 1).setCurrentIndex(1)
    lay_out = pane.figure_layout()
    assert getattr(lay_out, "keywords", {})["options"].logarithmic


def test_drawing_proposes_nothing_and_says_how_much_is_shown(
    qtbot: QtBot, make: Make, jac: Dossier
) -> None:
    pane = make(jac)
    told: list[str] = []
    pane.info_changed.connect(told.append)
    with qtbot.assertNotEmitted(pane.proposed):
        pane.show_state(State(jac, Selection(focus="sold-2018")))
    assert told == ["8 of 9 drawn"]
    assert "8 of 9 figures drawn" in pane.accessibleDescription()
    assert all(tool.accessibleName() for tool in pane.tools())


def test_a_series_opens_alone_zooms_and_closes(qtbot: QtBot, make: Make) -> None:
    pane = make(everything())
    QTest.keyClick(pane.canvas, Qt.Key.Key_Down)
    QTest.keyClick(pane.canvas, Qt.Key.Key_Z)
    assert pane.zoomed
    assert pane.plot is not None
    page = pane.plot.widget.parentWidget()
    assert isinstance(page, QWidget)
    before = pane.plot.shown
    QTest.keyClick(page, Qt.Key.Key_Plus)
    assert pane.plot.shown[1] - pane.plot.shown[0] < before[1] - before[0]
    QTest.keyClick(page, Qt.Key.Key_Right)
    assert _focus(pane) == "sold-a-2012"
    assert pane.zoomed
    assert pane.plot.shown[1] - pane.plot.shown[0] < before[1] - before[0]
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not pane.zoomed


def test_a_figure_chosen_elsewhere_ends_the_zoom_that_does_not_hold_it(
    qtbot: QtBot, make: Make
) -> None:
    pane = make(everything())
    elsewhere = QLineEdit(pane)
    elsewhere.show()
    assert pane.canvas.body is not None
    key = next(p.key for p in pane.canvas.body.view.panels if p.form == "series")

    def chosen(fact_id: str) -> str:
        pane.zoom_into(key)
        elsewhere.setFocus()
        pane.session.select(Selection(focus=fact_id))  # type: ignore[attr-defined]
        return pane.zoomed

    assert chosen("sold-a-2013") == key
    assert chosen("aurora") == key, "a company is in no plot"
    assert chosen("staff-a") == ""
    assert pane.focusWidget() is elsewhere
    pane.zoom_into(key)
    pane.session.select(Selection(focus="staff-a", period=Period(736695, 737059)))  # type: ignore[attr-defined]
    assert pane.zoomed == key, "only what is newly chosen is shown"


def test_a_series_that_is_filtered_away_closes(make: Make) -> None:
    pane = make(everything())
    assert pane.canvas.body is not None
    key = next(p.key for p in pane.canvas.body.view.panels if p.form == "series")
    pane.zoom_into(key)
    pane.session.select(Selection(kinds=frozenset({"place"})))  # type: ignore[attr-defined]
    assert not pane.zoomed
    assert pane.summary() == "The filters hide all 93 figures."


def test_text_from_files_is_shown_literally(qtbot: QtBot, make: Make) -> None:
    name = "<img src=x> & <b>Co</b>"
    of = dossier(
        (figure(f"f-{y}", "evil", "sold", y, "vehicle", str(y)) for y in (2017, 2018, 2019)),
        entities=[entity("evil", name, name)],
    )
    pane = make(of)
    assert name in _texts(pane)
    assert pane.canvas.body is not None
    pane.zoom_into(pane.canvas.body.view.panels[0].key)
    assert pane.plot is not None
    legend = pane.plot._legend
    assert "&lt;img" in legend.items[0][1].text


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [90, 300, 1400])
def test_any_size_and_theme_is_painted(make: Make, jac: Dossier, theme: str, width: int) -> None:
    for of in (jac, everything(), dossier([])):
        picture = make(of, width, 300, theme).grab().toImage()
        assert len({picture.pixel(x, y) for x in range(0, width, 3) for y in range(0, 300, 3)}) > 1
