"""The metrics pane of very many figures: what comes into sight is laid out row by row."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.drawing.metrics_canvas import MARGIN
from jwviewer.drawing.metrics_scroll import MetricsScroll
from jwviewer.panes.metrics import MetricsPane
from jwviewer.selection import Selection
from jwviewer.session import State
from tests.benchmarks.make_dossier import make_dossier


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder: Path = tmp_path_factory.mktemp("industry")
    make_dossier(folder, 8000, 5)
    return open_dossier(folder)


@pytest.fixture
def pane(qtbot: QtBot, dossier: Dossier) -> MetricsPane:
    pane = MetricsPane()
    qtbot.addWidget(pane)
    pane.resize(620, 900)
    pane.show_state(State(dossier))
    pane.show()
    qtbot.waitExposed(pane)
    qtbot.waitUntil(lambda: pane.canvas.is_laid_out(_seen(pane)))
    return pane


def _seen(pane: MetricsPane) -> QRect:
    return pane.canvas.visibleRegion().boundingRect()


def _last_drawn(pane: MetricsPane, dossier: Dossier) -> str:
    """Return a figure of the last panel that draws lines, which is far out of sight."""
    body = pane.canvas.body
    assert isinstance(body, MetricsScroll)
    plan = next(plan for plan in reversed(body.view.panels.plans) if plan.form == "series")
    return dossier.store["figures"]["figure_id"].cell(int(plan.rows[0]))


def test_what_comes_into_sight_is_laid_out_in_turns_and_then_shown_at_once(
    qtbot: QtBot, pane: MetricsPane, dossier: Dossier
) -> None:
    chosen = _last_drawn(pane, dossier)
    pane.show_state(State(dossier, Selection(focus=chosen)))
    body = pane.canvas.body
    assert isinstance(body, MetricsScroll)
    before = len(body._built)
    assert not pane.canvas.updatesEnabled(), "what was seen stays for the moment"
    qtbot.waitUntil(pane.canvas.updatesEnabled)
    assert len(body._built) > before
    assert pane.canvas.is_laid_out(_seen(pane))
    assert not pane.canvas.draw_next(_seen(pane)), "and nothing is left to draw while painting"
    place = body.reach_of(chosen)
    assert place is not None
    assert _seen(pane).contains(place.center().toPoint())


def test_another_choice_on_the_way_is_what_comes_into_sight(
    qtbot: QtBot, pane: MetricsPane, dossier: Dossier
) -> None:
    figures = dossier.store["figures"]["figure_id"]
    body = pane.canvas.body
    assert isinstance(body, MetricsScroll)
    first = figures.cell(int(body.view.panels.plans[0].rows[0]))
    pane.show_state(State(dossier, Selection(focus=_last_drawn(pane, dossier))))
    pane.show_state(State(dossier, Selection(focus=first)))
    qtbot.waitUntil(pane.canvas.updatesEnabled)
    body = pane.canvas.body
    assert isinstance(body, MetricsScroll)
    place = body.reach_of(first)
    assert place is not None
    assert _seen(pane).contains(place.center().toPoint())


def test_a_chosen_figure_comes_into_sight_with_its_whole_panel(
    qtbot: QtBot, pane: MetricsPane, dossier: Dossier
) -> None:
    body = pane.canvas.body
    assert isinstance(body, MetricsScroll)
    count = len(body.view.panels.plans)
    for number in (count // 3, count // 4, count - count // 3):
        plan = body.view.panels.plans[number]
        chosen = dossier.store["figures"]["figure_id"].cell(int(plan.rows[-1]))
        pane.show_state(State(dossier, Selection(focus=chosen)))
        qtbot.waitUntil(pane.canvas.updatesEnabled)
        body = pane.canvas.body
        assert isinstance(body, MetricsScroll)
        row, seen = body.row_of(chosen), pane._room.translated(-MARGIN, -MARGIN)
        assert row is not None
        assert seen.top() <= row.top() + 1
        assert row.bottom() <= seen.bottom() + 1


def test_a_figure_in_sight_is_chosen_without_scrolling(pane: MetricsPane, dossier: Dossier) -> None:
    """The panel may be cut off, but it must not slip away under the mouse."""
    body = pane.canvas.body
    assert isinstance(body, MetricsScroll)
    bar = pane._scroll.verticalScrollBar()
    bar.setValue(40)
    before = bar.value()
    hits = [hit for hit in body._built[0][-1].drawing.hits if hit.fact_id]
    chosen = max(hits, key=lambda hit: hit.rect.bottom()).fact_id
    pane.show_state(State(dossier, Selection(focus=chosen)))
    assert bar.value() == before > 0
