from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from jwviewer.panes.timeline import TimelinePane
from jwviewer.panes.timeline_over import tip_at
from jwviewer.selection import Period, Selection
from jwviewer.session import Session, State
from tests import timeline_sample as sample

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(qapp):
    return Session(State(sample.dossier()))


@pytest.fixture
def pane(qtbot, session):
    pane = TimelinePane()
    qtbot.addWidget(pane)
    pane.resize(1000, 560)
    pane.previewed.connect(session.preview)
    pane.proposed.connect(session.select)
    session.changed.connect(pane.show_state)
    pane.show_state(session.state)
    pane.show()
    qtbot.waitExposed(pane)
    pane.timeline.setFocus()
    return pane


def placed(pane, fact_id):
    return next(p for p in pane.timeline.body.layout.placed() if p.fact_id == fact_id)


def x_of(pane, *day):
    return round(pane.timeline.body.layout.scale.x(date(*day).toordinal()))


def empty_spot(pane):
    body = pane.timeline.body
    plot = body.layout.plot
    for y in range(3, int(body.layout.lanes_rect.bottom()), 3):
        for x in range(int(plot.left()) + 20, int(plot.right()) - 20, 11):
            near = [QPointF(x + dx, y) for dx in (-9, 0, 9)]
            if all(body.fact_at(at) is None for at in near):
                return QPoint(x, y)
    raise AssertionError("nothing is empty")


def drag(view, start, end, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.mousePress(view, LEFT, modifiers, start)
    for step in range(1, 6):
        QTest.mouseMove(view, start + (end - start) * step / 5)
    QTest.mouseRelease(view, LEFT, modifiers, end)


def wheel(view, at, down, modifiers=Qt.KeyboardModifier.NoModifier, across=0):
    event = QWheelEvent(
        QPointF(at), QPointF(view.mapToGlobal(at)), QPoint(), QPoint(-across, -down),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


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
    previews = []
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


def test_fit_selection_takes_the_fact_else_the_period(pane, session):
    year = Period(date(2016, 1, 1).toordinal(), date(2016, 12, 31).toordinal())
    before = pane.timeline.view
    pane.fit_selection()
    assert pane.timeline.view == before
    session.select(Selection(period=year))
    pane.fit_selection()
    assert pane.timeline.view.span == pytest.approx(366 * 1.11, rel=0.01)
    session.select(Selection(focus="pact", period=year))
    pane.fit_selection()
    assert pane.timeline.view.shows(date(2013, 1, 1).toordinal(), date(2013, 1, 2).toordinal())


def test_going_to_a_date_or_saying_what_is_wrong_with_it(pane):
    assert pane.go_to("1850") == ""
    assert pane.timeline.view.shows(date(1850, 1, 1).toordinal(), date(1850, 1, 2).toordinal())
    view = pane.timeline.view
    for wrong in ("next year", "2018-13", "XXXX-05"):
        assert wrong in pane.go_to(wrong)
    assert pane.timeline.view == view
    assert pane.go_to("2013/..") == ""
    assert pane.timeline.view.lo < date(2013, 1, 1).toordinal()


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


def test_a_fact_chosen_elsewhere_comes_into_view(pane, session):
    pane.go_to("1900")
    session.select(Selection(focus="pact"))
    assert pane.timeline.view.shows(date(2013, 1, 1).toordinal(), date(2014, 1, 1).toordinal())
    assert placed(pane, "pact")


def test_a_choice_hidden_in_a_crowd_gets_its_label(qtbot, session, pane):
    session.open_dossier(sample.crowd(3, 3, 150, 30))
    body = pane.timeline.body
    hidden = next(int(item) for box in body.layout.lanes for item in box.left_out)
    fact_id = body.shown.timeline.fact_id(hidden)
    session.select(Selection(focus=fact_id))
    outline = placed(pane, fact_id).outline
    assert pane.timeline.body.layout.lanes_rect.adjusted(0, -1, 0, 1).contains(outline)


def test_hovering_tells_label_bound_date_voice_and_nothing_is_markup(pane, qtbot):
    rows = {"events": [sample.event("evil", "<b>Bold</b> & <img src=x>", "2013")]}
    pane.show_state(State(sample.Dossier.from_rows(rows)))
    at = placed(pane, "evil").mark.center().toPoint()
    assert tip_at(pane.timeline.body, QPointF(at)).startswith("<b>Bold</b> & <img src=x>")
    QApplication.sendEvent(
        pane.timeline, QHelpEvent(QEvent.Type.ToolTip, at, pane.timeline.mapToGlobal(at))
    )
    assert "&lt;b&gt;Bold" in QToolTip.text()
    QToolTip.hideText()


def test_a_pinch_zooms(pane):
    from PySide6.QtGui import QNativeGestureEvent

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


def test_drawing_proposes_nothing(pane, session, qtbot):
    heard = []
    pane.proposed.connect(heard.append)
    pane.previewed.connect(heard.append)
    pane.show_state(State(sample.dossier(), Selection(focus="pact", period=Period(735000, 735400))))
    pane.show_state(State(sample.crowd(1), Selection(), "dark"))
    assert heard == []


def test_another_dossier_is_shown_whole(pane, session):
    pane.go_to("1850")
    session.open_dossier(sample.dossier())
    assert pane.timeline.view.shows(date(2013, 1, 1).toordinal(), date(2018, 1, 1).toordinal())
    pane.previous_view()
    assert not pane.timeline.view.shows(date(1850, 1, 1).toordinal(), date(1850, 2, 1).toordinal())


def test_the_title_bar_and_the_summary_count(pane, session):
    lines = []
    pane.info_changed.connect(lines.append)
    session.select(Selection(companies=frozenset({"cirrus"})))
    assert "1 dated fact ·" in lines[-1]
    assert "hidden by filters" in lines[-1]
    assert "Without a date: 1." in pane.summary()
    pane.timeline.zoom(2000)
    assert any(month in lines[-1] for month in ("201", "200"))


def test_the_table_twin_shows_the_same_facts(pane):
    grid = pane.grid()
    assert {"pact", "second", "money-usd", "supplied"} <= set(grid.fact_ids)
    pane.show_table(True)
    assert pane.shows_table


def test_tools_have_names(pane):
    names = [tool.accessibleName() for tool in pane.tools()]
    assert len(names) == 4
    assert all(names)
    assert pane.timeline.accessibleName()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_empty_pane_and_an_empty_dossier_stay_usable(qtbot, theme):
    pane = TimelinePane()
    qtbot.addWidget(pane)
    pane.resize(500, 200)
    pane.grab()
    assert pane.go_to("2018") == ""
    assert pane.summary() == ""
    pane.show_state(State(sample.Dossier.from_rows({}), Selection(), theme))
    pane.show()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_Plus, Qt.Key.Key_Home, Qt.Key.Key_F):
        QTest.keyClick(pane.timeline, key)
    QTest.mouseClick(pane.timeline, LEFT, pos=QPoint(300, 50))
    assert not pane.grab().isNull()
