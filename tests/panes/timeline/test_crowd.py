"""A crowded timeline by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jwviewer.drawing.time_scale import View
from jwviewer.panes.timeline.over import tip_at
from jwviewer.queries.timeline_rows import Fold
from jwviewer.selection import Selection
from tests import timeline_hands as hands
from tests import timeline_sample as sample
from tests.timeline_hands import LEFT, wheel

session = hands.session
small = hands.pane


@pytest.fixture(scope="module")
def dossier():
    return sample.crowd(5, 7, 2200, 1800)


@pytest.fixture
def pane(small, session, dossier):
    session.open_dossier(dossier)
    small.timeline.set_view(View(728294.0, 738887.0))
    QApplication.processEvents()
    return small


def heading(layout, number):
    return QPoint(30, int(layout.row_rect(number).top()) + 12)


def test_a_click_on_a_heading_opens_what_a_company_shares_and_folds_it_again(pane):
    view = pane.timeline
    layout = view.body.layout
    number = next(n for n in layout.seen if layout.rows[n].fold is Fold.CLOSED)
    rows = len(layout.rows)
    QTest.mouseClick(view, LEFT, pos=heading(layout, number))
    opened = view.body.layout
    assert len(opened.rows) > rows
    assert opened.rows[number].fold is Fold.OPEN
    QTest.mouseClick(view, LEFT, pos=heading(opened, number))
    assert len(view.body.layout.rows) == rows


def test_the_same_by_key_for_the_row_of_the_cursor(pane):
    view = pane.timeline
    rows = len(view.body.layout.rows)
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Down)
        QTest.keyClick(view, Qt.Key.Key_O)
        if len(view.body.layout.rows) != rows:
            break
    assert len(view.body.layout.rows) > rows
    QTest.keyClick(view, Qt.Key.Key_O)
    assert len(view.body.layout.rows) == rows


def test_arrows_walk_along_a_row_in_time_and_from_row_to_row(pane):
    view = pane.timeline
    line = view.shown.timeline
    QTest.keyClick(view, Qt.Key.Key_Right)
    starts, rows = [], set()
    for _ in range(15):
        item = line.item_of[view.cursor_fact]
        starts.append(line.start[item])
        rows.add(view.body.layout.row_of(int(line.lane[item])))
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert starts == sorted(starts)
    assert len(rows) == 1
    QTest.keyClick(view, Qt.Key.Key_Down)
    item = line.item_of[view.cursor_fact]
    assert view.body.layout.row_of(int(line.lane[item])) == rows.pop() + 1
    placed = {p.fact_id for p in view.body.layout.placed()}
    assert view.cursor_fact in placed


def test_a_click_into_a_band_chooses_a_fact_that_then_has_its_label(pane, session):
    view = pane.timeline
    layout = view.body.layout
    band = layout.band(layout.seen[1])
    QTest.mouseClick(view, LEFT, pos=QPoint(int(band.center().x()), int(band.center().y())))
    chosen = session.state.selection.focus
    assert chosen is not None
    assert chosen in {p.fact_id for p in view.body.layout.placed()}


def test_a_fact_chosen_elsewhere_comes_into_view_with_its_label(pane, session):
    line = pane.timeline.shown.timeline
    last = int(line.by_lane[line.lane_starts[-2]])
    pane.timeline.zoom(50)
    session.select(Selection(focus=line.fact_id(last)))
    layout = pane.timeline.body.layout
    rect = next(p.outline for p in layout.placed() if p.fact_id == line.fact_id(last))
    assert layout.lanes_rect.intersects(rect)


def test_hovering_a_band_tells_how_many_facts_lie_there(pane):
    body = pane.timeline.body
    band = body.layout.band(body.layout.seen[0])
    tips = [
        tip_at(body, QPointF(x, band.center().y()))
        for x in range(int(band.left()) + 5, int(band.right()) - 5, 11)
    ]
    assert any("more" in tip for tip in tips)
    assert body.layout.rows[0].fold is Fold.NONE or "shares" in tip_at(body, QPointF(30, 10))


def test_rows_scroll(pane, session):
    pane.resize(900, 260)
    view = pane.timeline
    top = view.body.layout.row_rect(0).top()
    wheel(view, QPoint(10, 20), 120)
    assert view.body.layout.row_rect(0).top() < top
    assert all(view.body.layout.row_rect(n).bottom() > 0 for n in view.body.layout.seen)


def test_labels_that_one_frame_had_no_time_for_follow(pane, qtbot):
    view = pane.timeline
    view.zoom(3)
    view.grab()
    qtbot.waitUntil(lambda: not view.body.stage.unfinished, timeout=5000)
    assert view.body.layout.told


def test_the_summary_and_the_table_tell_of_all_facts(pane):
    assert "Dated facts by lane" in pane.summary()
    shown = pane.timeline.shown
    assert len(pane.grid().rows) >= shown.dated_facts
