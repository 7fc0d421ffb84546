"""A long series opened alone: all its points count, and a few are shown one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jwviewer.drawing.plot_gateway import MOST_POINTS
from jwviewer.drawing.plot_numbers import seconds
from jwviewer.panes.metrics import MetricsPane
from jwviewer.panes.metrics.series_page import SeriesPage
from jwviewer.session import Session, State
from tests.metric_sample import dossier, figure

DAYS = 2000
START = date(2015, 1, 1)
BOUND = 1500
"""The day whose figure is a bound."""


def _day(number: int) -> str:
    return (START + timedelta(number)).isoformat()


@pytest.fixture
def pane(qtbot: QtBot) -> MetricsPane:
    pane = MetricsPane()
    qtbot.addWidget(pane)
    pane.resize(700, 420)
    figures = [
        figure(
            f"{firm}-{n}", firm, "sold", str(base + n % 97), "vehicle", _day(n),
            bound="gt" if n == BOUND and firm == "aurora" else "eq",
        )
        for firm, base in (("aurora", 1000), ("borealis", 5000))
        for n in range(DAYS)
    ]  # fmt: skip
    session = Session(State(dossier(figures)))
    pane.session = session  # type: ignore[attr-defined]
    pane.proposed.connect(session.select)
    session.changed.connect(pane.show_state)
    pane.show_state(session.state)
    pane.show()
    assert pane.canvas.body is not None
    panel = pane.canvas.body.view.panels[0]
    assert panel.traced == 2 * DAYS
    pane.zoom_into(panel.key)
    qtbot.waitExposed(pane)
    return pane


def _page(pane: MetricsPane) -> QWidget:
    page = pane.findChild(SeriesPage)
    assert page is not None
    return page


def _focus(pane: MetricsPane) -> str | None:
    assert pane.state is not None
    return pane.state.selection.focus


def _drawn_one_by_one(pane: MetricsPane) -> int:
    assert pane.plot is not None
    scatters = [
        item for item in pane.plot._plot.getPlotItem().items
        if type(item).__name__ == "ScatterPlotItem" and item.opts["hoverable"]
    ]  # fmt: skip
    return sum(len(item.points()) for item in scatters)


def test_all_points_are_told_and_both_lines_named(pane: MetricsPane) -> None:
    assert "4,000 points" in _page(pane).accessibleDescription()
    assert pane.plot is not None
    assert len(pane.plot._legend.items) == 2
    assert _drawn_one_by_one(pane) == 0


def test_zooming_in_shows_points_with_their_bounds_and_zooming_out_lines_again(
    pane: MetricsPane,
) -> None:
    plot, page = pane.plot, _page(pane)
    assert plot is not None
    assert isinstance(page, SeriesPage)
    pane.session.select(pane.state.selection.with_focus(f"aurora-{BOUND}"))  # type: ignore[attr-defined]
    plot.pan((BOUND - DAYS / 2) / DAYS)
    for _ in range(12):
        QTest.keyClick(page, Qt.Key.Key_Plus)
    while not plot.shown[0] <= (middle := _moment(BOUND)) <= plot.shown[1]:
        plot.pan(0.4 if middle > plot.shown[1] else -0.4)
    few = _drawn_one_by_one(pane)
    assert 0 < few <= MOST_POINTS
    assert any("bound" in words or "more than" in words for _, words in page.caption.entries)
    for _ in range(12):
        QTest.keyClick(page, Qt.Key.Key_Minus)
    assert _drawn_one_by_one(pane) == 0
    assert page.caption.entries == ()


def _moment(day: int) -> float:
    return seconds((START + timedelta(day)).toordinal() + 0.5)


def test_keys_walk_from_point_to_point(pane: MetricsPane) -> None:
    page = _page(pane)
    QTest.keyClick(page, Qt.Key.Key_Right)
    assert _focus(pane) == "aurora-0"
    QTest.keyClick(page, Qt.Key.Key_Right)
    QTest.keyClick(page, Qt.Key.Key_Right)
    assert _focus(pane) == "aurora-1"
    QTest.keyClick(page, Qt.Key.Key_Left)
    assert _focus(pane) == "borealis-0"


def test_a_click_on_a_line_chooses_the_figure_under_the_mouse(pane: MetricsPane) -> None:
    plot = pane.plot
    assert plot is not None
    box = plot._plot.getViewBox()
    target = 700
    place = box.mapViewToScene(QPointF(_moment(target), 5000 + target % 97))
    spot = plot._plot.mapFromScene(place)
    QTest.mouseMove(plot._plot.viewport(), QPoint(spot.x(), spot.y()))
    QTest.mouseClick(
        plot._plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot.x(), spot.y())
    )
    chosen = _focus(pane)
    assert chosen is not None
    firm, _, number = chosen.partition("-")
    assert firm == "borealis"
    # A pixel holds some days; the nearest of them is chosen.
    assert abs(int(number) - target) < 2 * DAYS / 500
