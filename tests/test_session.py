from __future__ import annotations

from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from jwviewer.dossier.dossier import Dossier
from jwviewer.selection import Period, Selection
from jwviewer.session import Session, State

HERE = Selection(focus="here")
THERE = Selection(focus="there")


def _session() -> tuple[Session, QSignalSpy]:
    session = Session(State(Dossier.from_rows({})))
    return session, QSignalSpy(session.changed)


def test_back_returns_to_each_settled_selection_and_forward_goes_again(qtbot: QtBot) -> None:
    session, _ = _session()
    session.select(HERE)
    session.select(THERE)
    session.back()
    assert session.state.selection == HERE
    session.back()
    assert session.state.selection == Selection()
    assert not session.can_go_back
    session.forward()
    session.forward()
    assert session.state.selection == THERE
    assert not session.can_go_forward


def test_a_drag_of_twenty_steps_is_one_step_back(qtbot: QtBot) -> None:
    session, spy = _session()
    for last in range(10, 30):
        session.preview(Selection(period=Period(1, last)))
    session.select(Selection(period=Period(1, 29)))
    assert spy.count() == 20
    session.back()
    assert session.state.selection == Selection()


def test_proposing_what_is_already_chosen_is_silent(qtbot: QtBot) -> None:
    session, spy = _session()
    session.select(HERE)
    session.select(HERE)
    assert spy.count() == 1
    session.back()
    assert session.state.selection == Selection()


def test_choosing_anew_after_going_back_forgets_the_way_forward(qtbot: QtBot) -> None:
    session, _ = _session()
    session.select(HERE)
    session.back()
    session.select(THERE)
    assert not session.can_go_forward


def test_another_dossier_starts_with_nothing_chosen_and_no_history(qtbot: QtBot) -> None:
    session, _ = _session()
    session.select(HERE)
    session.attach_article("source", "text")
    session.open_dossier(Dossier.from_rows({}))
    assert session.state.selection == Selection()
    assert session.state.article("source") is None
    assert not session.can_go_back


def test_attaching_a_copy_again_replaces_it(qtbot: QtBot) -> None:
    session, _ = _session()
    session.attach_article("source", "old")
    session.attach_article("other", "beside")
    session.attach_article("source", "new")
    assert session.state.article("source") == "new"
    assert session.state.article("other") == "beside"
