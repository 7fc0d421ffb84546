"""A timeline pane in a session, and hands to work it with."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jwviewer.panes.timeline import TimelinePane
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
