from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jwviewer.selection import Period, Selection
from tests import timeline_hands as hands
from tests.timeline_hands import SHIFT

pane, session = hands.pane, hands.session


def test_home_shows_everything_again(pane):
    view = pane.timeline
    whole = view.view
    view.zoom(20)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.view == whole
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert view.view.span == pytest.approx(whole.span / 20)
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.view == whole


def test_arrows_walk_in_time_and_from_lane_to_lane(pane, session):
    view = pane.timeline
    QTest.keyClick(view, Qt.Key.Key_Right)
    first = view.cursor_fact
    line = view.shown.timeline
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert line.start[line.item_of[view.cursor_fact]] >= line.start[line.item_of[first]]
    assert line.lane[line.item_of[view.cursor_fact]] == line.lane[line.item_of[first]]
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert line.lane[line.item_of[view.cursor_fact]] == line.lane[line.item_of[first]] + 1
    assert session.state.selection.focus is None
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert session.state.selection.focus is not None


def test_the_cursor_says_where_it_is(pane):
    QTest.keyClick(pane.timeline, Qt.Key.Key_Right)
    assert pane.timeline.accessibleDescription()


def test_tab_goes_into_the_tray_and_back(pane, session):
    view = pane.timeline
    QTest.keyClick(view, Qt.Key.Key_Tab)
    tray = {cell.fact_id for cell in view.body.layout.tray.every}
    assert view.cursor_fact in tray
    first = view.cursor_fact
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.cursor_fact in tray - {first}
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert session.state.selection.focus == view.state.selection.focus
    QTest.keyClick(view, Qt.Key.Key_Backtab, SHIFT)
    assert view.cursor_fact not in tray


def test_every_fact_can_be_reached_by_keys(pane):
    view = pane.timeline
    seen = set()
    QTest.keyClick(view, Qt.Key.Key_Left)
    for _ in range(12):
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            for _ in range(12):
                seen.add(view.cursor_fact)
                QTest.keyClick(view, key)
        QTest.keyClick(view, Qt.Key.Key_Down)
    line = view.shown.timeline
    assert {line.fact_id(n) for n in range(len(line.members))} <= seen
    assert {entry.fact_id for entry in line.undated} <= seen


def test_plus_and_minus_zoom_and_shift_pans(pane):
    view = pane.timeline
    span = view.view.span
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.view.span < span
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.view.span == pytest.approx(span)
    lo = view.view.lo
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert view.view.lo > lo


def test_escape_clears_the_period_first_and_then_the_choice(pane, session):
    session.select(Selection(focus="pact", period=Period(735000, 735400)))
    QTest.keyClick(pane.timeline, Qt.Key.Key_Escape)
    assert (session.state.selection.focus, session.state.selection.period) == ("pact", None)
    QTest.keyClick(pane.timeline, Qt.Key.Key_Escape)
    assert session.state.selection.focus is None
