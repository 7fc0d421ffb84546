"""Panes follow the session: a small dossier's at once, of very many facts one in a turn."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from jwviewer.panes.pane import Pane
from jwviewer.queries.grid import Grid
from jwviewer.selection import Period, Selection
from jwviewer.session import Session, State
from jwviewer.shell import relay
from jwviewer.shell.relay import Relay
from tests import fact_sample as sample


class Telling(Pane):
    """Notes what it is told."""

    def __init__(self, name: str, told: list[tuple[str, str | None]], parent: QWidget) -> None:
        super().__init__(parent)
        self.called, self.told = name, told
        self.field = QLineEdit()
        self.set_view(self.field)

    @classmethod
    def title(cls) -> str:
        return "Telling"

    def summary(self) -> str:
        return "tells"

    def grid(self) -> Grid:
        return Grid((), (), ())

    def draw(self, state: State) -> None:
        self.told.append((self.called, state.selection.focus))


class Stage:
    """A session, three panes in a window, and what they were told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.session = Session(State(sample.dossier()))
        self.told: list[tuple[str, str | None]] = []
        self.relay = Relay(self.session, self.window)
        self.panes = [Telling(name, self.told, self.window) for name in "abc"]
        for pane in self.panes:
            self.relay.add(pane)
        self.window.show()
        qtbot.waitExposed(self.window)

    def choose(self, fact_id: str) -> None:
        """Choose a fact."""
        self.session.select(self.session.state.selection.with_focus(fact_id))


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def test_in_a_small_dossier_all_panes_follow_at_once(stage: Stage) -> None:
    stage.choose("all")
    assert stage.told == [("a", "all"), ("b", "all"), ("c", "all")]


def test_of_many_facts_the_pane_with_the_keyboard_follows_first(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "MANY", 1)
    stage.panes[1].field.setFocus()
    qtbot.waitUntil(lambda: stage.panes[1].field.hasFocus())
    stage.choose("all")
    assert stage.told == [("b", "all")]
    qtbot.waitUntil(lambda: len(stage.told) == 3)
    assert stage.told == [("b", "all"), ("a", "all"), ("c", "all")]


def test_what_was_chosen_on_the_way_is_left_out(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "MANY", 1)
    for fact_id in ("all", "small", "usd"):
        stage.choose(fact_id)
    qtbot.waitUntil(lambda: stage.told[-1] == ("c", "usd"))
    assert [one for one in stage.told if one[0] == "c"] == [("c", "usd")]
    assert {pane.state.selection.focus for pane in stage.panes if pane.state} == {"usd"}


def test_of_many_facts_filters_reach_one_pane_in_a_turn(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.choose("all")
    monkeypatch.setattr(relay, "MANY", 1)
    stage.told.clear()
    filtered = Selection(kinds=frozenset(("figure",)))
    stage.session.select(filtered)
    assert len(stage.told) == 1
    qtbot.waitUntil(lambda: len(stage.told) == 3)
    assert {pane.state.selection for pane in stage.panes if pane.state} == {filtered}


def test_a_period_reaches_all_panes_at_once(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "MANY", 1)
    stage.choose("all")
    stage.session.preview(Selection(focus="all", period=Period(1, 2)))
    assert stage.told[-3:] == [("a", "all"), ("b", "all"), ("c", "all")]
    many = len(stage.told)
    qtbot.wait(20)
    assert len(stage.told) == many, "and nobody is told again"


def _behind(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Telling:
    """Choose a fact, and return a pane that does not know of it yet."""
    stage.choose("small")
    monkeypatch.setattr(relay, "MANY", 1)
    stage.choose("all")
    pane = stage.panes[2]
    assert pane.state is not None
    assert pane.state.selection.focus != "all"
    return pane


def test_who_filters_in_a_pane_that_is_not_told_yet_keeps_the_chosen_fact(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = _behind(stage, monkeypatch)
    assert pane.state is not None
    pane.propose(pane.state.selection.with_kinds(frozenset({"event"})))
    assert stage.session.state.selection == Selection(focus="all", kinds=frozenset({"event"}))


def test_who_drags_a_period_in_a_pane_that_is_not_told_yet_keeps_the_chosen_fact(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = _behind(stage, monkeypatch)
    assert pane.state is not None
    pane.preview(pane.state.selection.with_period(Period(1, 2)))
    assert stage.session.state.selection == Selection(focus="all", period=Period(1, 2))


@pytest.mark.parametrize("fact_id", ["usd", "small", None])
def test_a_fact_chosen_in_a_pane_that_has_other_filters_yet_keeps_the_new_ones(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, fact_id: str | None
) -> None:
    stage.choose("small")
    monkeypatch.setattr(relay, "MANY", 1)
    kinds = frozenset({"figure"})
    stage.session.select(stage.session.state.selection.with_kinds(kinds))
    stage.panes[2].choose(fact_id)
    assert stage.session.state.selection == Selection(focus=fact_id, kinds=kinds)


@pytest.mark.parametrize("fact_id", ["usd", "small", None])
def test_a_fact_chosen_in_a_pane_that_is_not_told_yet_is_chosen(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, fact_id: str | None
) -> None:
    _behind(stage, monkeypatch).choose(fact_id)
    assert stage.session.state.selection == Selection(focus=fact_id)


def test_a_fact_chosen_while_filters_are_worked_out_leaves_them(stage: Stage) -> None:
    stage.choose("small")
    kinds = frozenset({"event"})
    stage.session.look_ahead(lambda _: True)
    stage.session.select(stage.session.state.selection.with_kinds(kinds))
    stage.panes[0].choose("all")
    stage.session.announce()
    assert stage.session.state.selection == Selection(focus="all", kinds=kinds)
    assert stage.told[-1] == ("c", "all")
