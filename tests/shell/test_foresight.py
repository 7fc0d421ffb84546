"""New filters of a large dossier are worked out behind the window."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from jwviewer.panes.pane import Pane
from jwviewer.queries.grid import Grid
from jwviewer.selection import Selection
from jwviewer.session import Session, State
from jwviewer.shell import foresight
from jwviewer.shell.foresight import Foresight
from tests import fact_sample as sample

FIGURES, EVENTS = (Selection(kinds=frozenset({kind})) for kind in ("figure", "event"))


class Slow(Pane):
    """Needs long for new filters: until the test lets it go on."""

    name = "slow"

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.foreseen: list[Selection] = []
        self.drawn: list[Selection] = []
        self.set_view(QLabel())

    def foresee(self, state: State) -> Callable[[], object]:
        def work() -> None:
            assert threading.current_thread() is not threading.main_thread()
            assert self.go.wait(30)
            self.foreseen.append(state.selection)

        return work

    def draw(self, state: State) -> None:
        self.drawn.append(state.selection)

    @classmethod
    def title(cls) -> str:
        return "Slow"

    def summary(self) -> str:
        return ""

    def grid(self) -> Grid:
        return Grid((), (), ())


@pytest.fixture
def pane(qtbot: QtBot) -> Slow:
    made = Slow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def session(pane: Slow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setattr(foresight, "MANY", 1)
    made = Session(State(sample.dossier()))
    made.changed.connect(pane.show_state)
    window = QWidget()
    qtbot.addWidget(window)
    made.setProperty("ahead", Foresight([pane], made, window))
    return made


def test_the_window_goes_on_until_all_is_worked_out(
    session: Session, pane: Slow, qtbot: QtBot
) -> None:
    session.select(FIGURES)
    assert session.state.selection == FIGURES
    assert session.is_waiting
    assert pane.drawn == []
    pane.go.set()
    qtbot.waitUntil(lambda: pane.drawn == [FIGURES])
    assert pane.foreseen == [FIGURES]
    assert not session.is_waiting


def test_who_changes_the_filters_meanwhile_sees_only_the_last(
    session: Session, pane: Slow, qtbot: QtBot
) -> None:
    session.select(FIGURES)
    session.select(EVENTS)
    last = EVENTS.with_focus("north")
    session.select(last)
    pane.go.set()
    qtbot.waitUntil(lambda: not session.is_waiting)
    assert pane.drawn == [last]
    assert [one.filters for one in pane.foreseen] == [FIGURES, EVENTS]


def test_what_is_only_chosen_is_shown_at_once(session: Session, pane: Slow) -> None:
    chosen = Selection(focus="north")
    session.select(chosen)
    assert pane.drawn == [chosen]


def test_small_dossiers_are_filtered_at_once(
    session: Session, pane: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foresight, "MANY", 50_000)
    session.select(FIGURES)
    assert pane.drawn == [FIGURES]
    assert not session.is_waiting
