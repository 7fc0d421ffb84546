from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from jwviewer.dossier.dossier import Dossier
from jwviewer.panes.timeline import TimelinePane
from jwviewer.panes.timeline.over import tip_at
from jwviewer.selection import Period, Selection
from jwviewer.session import State
from tests import timeline_hands as hands
from tests import timeline_sample as sample
from tests.timeline_hands import LEFT, placed

pane, session = hands.pane, hands.session


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


def test_of_hundreds_of_lanes_the_chosen_one_comes_into_view_with_its_label(pane, session):
    names = [f"c{number}" for number in range(300)]
    rows = {
        "entities": [sample.company(name, name.title()) for name in names],
        "events": [sample.event(f"e-{name}", f"Deal of {name}", "2013") for name in names],
        "participants": [row for name in names for row in sample.parties(f"e-{name}", name)],
    }
    session.open_dossier(Dossier.from_rows(rows))
    assert all(p.fact_id != "e-c299" for p in pane.timeline.body.layout.placed())
    session.select(Selection(focus="e-c299"))
    assert pane.timeline.body.layout.lanes_rect.intersects(placed(pane, "e-c299").outline)


def test_hovering_tells_label_bound_date_voice_and_nothing_is_markup(pane, qtbot):
    rows = {"events": [sample.event("evil", "<b>Bold</b> & <img src=x>", "2013")]}
    pane.show_state(State(Dossier.from_rows(rows)))
    at = placed(pane, "evil").mark.center().toPoint()
    assert tip_at(pane.timeline.body, QPointF(at)).startswith("<b>Bold</b> & <img src=x>")
    QApplication.sendEvent(
        pane.timeline, QHelpEvent(QEvent.Type.ToolTip, at, pane.timeline.mapToGlobal(at))
    )
    assert "&lt;b&gt;Bold" in QToolTip.text()
    QToolTip.hideText()


def test_drawing_proposes_nothing(pane, session, qtbot):
    heard: list[object] = []
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
    lines: list[str] = []
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
    pane.show_state(State(Dossier.from_rows({}), Selection(), theme))
    pane.show()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_Plus, Qt.Key.Key_Home, Qt.Key.Key_F):
        QTest.keyClick(pane.timeline, key)
    QTest.mouseClick(pane.timeline, LEFT, pos=QPoint(300, 50))
    assert not pane.grab().isNull()
