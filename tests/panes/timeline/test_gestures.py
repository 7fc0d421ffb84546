from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jwviewer.selection import Period, Selection
from tests import timeline_hands as hands
from tests import timeline_sample as sample
from tests.timeline_hands import LEFT, SHIFT, drag, empty_spot, placed, wheel, x_of

pane, session = hands.pane, hands.session


def test_a_click_chooses_a_fact_and_a_click_beside_it_none(pane, session):
    at = placed(pane, "pact").mark.center().toPoint()
    QTest.mouseClick(pane.timeline, LEFT, pos=at)
    assert session.state.selection.focus == "pact"
    QTest.mouseClick(pane.timeline, LEFT, pos=empty_spot(pane))
    assert session.state.selection.focus is None


def test_choosing_does_not_move_what_is_in_view(pane):
    before, view = pane.timeline.view, placed(pane, "sold-2018").mark
    QTest.mouseClick(pane.timeline, LEFT, pos=placed(pane, "pact").mark.center().toPoint())
    assert pane.timeline.view == before
    assert placed(pane, "sold-2018").mark == view


def test_the_tray_can_be_clicked(pane, session):
    cell = pane.timeline.body.layout.tray.cells[0]
    QTest.mouseClick(pane.timeline, LEFT, pos=cell.rect.center().toPoint())
    assert session.state.selection.focus == cell.fact_id


def test_dragging_pans_and_chooses_nothing(pane, session):
    view, at = pane.timeline, empty_spot(pane)
    day, before = view.body.layout.scale.day(at.x()), view.view
    drag(view, at, at + QPoint(-60, 4))
    assert view.view.lo > before.lo
    assert view.view.span == pytest.approx(before.span)
    assert view.body.layout.scale.day(at.x() - 60) == pytest.approx(day, abs=1)
    assert session.state.selection == Selection()
    pane.previous_view()
    assert view.view == before


def test_the_wheel_zooms_at_the_pointer(pane):
    view, at = pane.timeline, QPoint(600, 40)
    day, span = view.body.layout.scale.day(600), view.view.span
    wheel(view, at, -120)
    assert view.view.span < span
    assert view.body.layout.scale.day(600) == pytest.approx(day)
    wheel(view, at, 120)
    assert view.view.span == pytest.approx(span)


def test_one_turn_of_the_wheel_is_one_step_back(pane):
    view = pane.timeline
    before = view.view
    for _ in range(5):
        wheel(view, QPoint(600, 40), -120)
    pane.previous_view()
    assert view.view == before


def test_the_wheel_pans_sideways_and_with_shift(pane):
    view = pane.timeline
    before = view.view
    wheel(view, QPoint(600, 40), 0, across=120)
    assert view.view.lo > before.lo
    assert view.view.span == pytest.approx(before.span)
    middle = view.view
    wheel(view, QPoint(600, 40), -120, SHIFT)
    assert view.view.lo < middle.lo


def test_shift_and_drag_choose_a_period_and_leave_one_step_of_history(pane, session, qtbot):
    previews: list[object] = []
    pane.previewed.connect(previews.append)
    y = 20
    drag(pane.timeline, QPoint(x_of(pane, 2013, 1, 1) + 2, y),
         QPoint(x_of(pane, 2015, 1, 1) - 2, y), SHIFT)  # fmt: skip
    # Ends near a tick take its day, so that whole years are easy to choose.
    wanted = Period(date(2013, 1, 1).toordinal(), date(2014, 12, 31).toordinal())
    assert session.state.selection.period == wanted
    assert previews
    session.back()
    assert session.state.selection.period is None
    assert not session.can_go_back


def test_the_end_of_a_period_can_be_moved(pane, session):
    session.select(
        Selection(period=Period(date(2013, 1, 1).toordinal(), date(2013, 12, 31).toordinal()))
    )
    start = QPoint(x_of(pane, 2014, 1, 1), 20)
    drag(pane.timeline, start, QPoint(x_of(pane, 2016, 1, 1) + 1, 20))
    assert session.state.selection.period == Period(
        date(2013, 1, 1).toordinal(), date(2015, 12, 31).toordinal()
    )


def test_escape_gives_up_a_period_being_dragged(pane, session):
    view = pane.timeline
    QTest.mousePress(view, LEFT, SHIFT, QPoint(400, 20))
    QTest.mouseMove(view, QPoint(500, 20))
    assert session.state.selection.period is not None
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, SHIFT, QPoint(500, 20))
    assert session.state.selection.period is None
    assert not session.can_go_back


def test_a_click_on_the_axis_chooses_that_year_and_again_none(pane, session):
    layout = pane.timeline.body.layout
    cell = next(cell for cell in layout.axis.minor if cell.label == "2014")
    at = QPoint(int(cell.label_x) + 3, int(layout.axis_rect.center().y()))
    QTest.mouseClick(pane.timeline, LEFT, pos=at)
    assert session.state.selection.period == Period(
        date(2014, 1, 1).toordinal(), date(2014, 12, 31).toordinal()
    )
    QTest.mouseClick(pane.timeline, LEFT, pos=at)
    assert session.state.selection.period is None


def test_a_double_click_fits_the_fact(pane):
    QTest.mouseDClick(pane.timeline, LEFT, pos=placed(pane, "meeting").mark.center().toPoint())
    view = pane.timeline.view
    assert view.span < 60
    assert view.shows(date(2015, 5, 4).toordinal(), date(2015, 5, 5).toordinal())


def test_a_pinch_zooms(pane):
    view, span = pane.timeline, pane.timeline.view.span
    at = QPointF(600, 40)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        at, at, at, 0.5, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(view, event)
    assert view.view.span == pytest.approx(span / 1.5)


def test_lanes_and_tray_scroll_where_they_do_not_fit(pane, session):
    session.open_dossier(sample.crowd(8, 7, 120, 40))
    pane.resize(800, 240)
    view = pane.timeline
    top = view.body.layout.lanes[0].rect.top()
    wheel(view, QPoint(10, 20), 120)
    assert view.body.layout.lanes[0].rect.top() < top
    tray = view.body.layout.tray
    wheel(view, tray.rect.center().toPoint(), 120)
    assert view.body.layout.tray.scroll > tray.scroll
