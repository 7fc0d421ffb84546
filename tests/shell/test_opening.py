from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.dossier import files
from jwviewer.dossier.dossier import Dossier
from jwviewer.panes.evidence import EvidencePane
from jwviewer.panes.metrics import MetricsPane
from jwviewer.panes.pane import Pane
from jwviewer.panes.profiles import ProfilesPane
from jwviewer.panes.timeline import TimelinePane
from jwviewer.places import seed
from jwviewer.session import Session, State
from jwviewer.shell import opening as opening_module
from jwviewer.shell.documents import Documents
from jwviewer.shell.opening import Opening
from jwviewer.shell.settings import Settings


def test_nothing_is_heard_of_a_stopped_opening_even_if_it_had_just_ended(qtbot: QtBot) -> None:
    heard: list[object] = []
    first, second = Opening(seed("jac-weichai")), Opening(seed("tutorial"))
    for opening in (first, second):
        opening.opened.connect(heard.append)
        opening.refused.connect(lambda *said: heard.append(said))
    first.start()
    first.wait()
    first.cancel()
    with qtbot.waitSignal(second.opened, timeout=20_000):
        second.start()
    assert [dossier.fictional for dossier in heard] == [True]  # type: ignore[attr-defined]


def test_an_error_that_nobody_expected_ends_the_waiting(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    reported: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", reported.append)
    monkeypatch.setattr(files, "open_dossier", fail)
    opening = Opening(tmp_path)
    with qtbot.waitSignal(opening.refused, timeout=20_000) as heard:
        opening.start()
        opening.wait()
    assert heard.args is not None
    assert "did not expect" in heard.args[1]
    assert [one.exc_type for one in reported] == [ZeroDivisionError]


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the seed count as a dossier of very many facts."""
    monkeypatch.setattr(opening_module, "MANY", 100)


@pytest.mark.usefixtures("crowded")
def test_of_very_many_facts_the_timeline_comes_first_and_then_pane_by_pane(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = Program(seed("jac-weichai"), config=tmp_path, logs=tmp_path)
    qtbot.addWidget(program.window)
    drawn: list[str] = []

    def listen(kind: type[Pane]) -> None:
        draw = kind.draw

        def heard(pane: Pane, state: State) -> None:
            drawn.extend([pane.name] if state.dossier.fact_ids else [])
            draw(pane, state)

        monkeypatch.setattr(kind, "draw", heard)

    for kind in (TimelinePane, ProfilesPane, MetricsPane, EvidencePane):
        listen(kind)
    program.window.resize(1366, 768)
    program.start()
    qtbot.waitUntil(lambda: hasattr(program, "commands"), timeout=20_000)
    panes = program.window.panes.values()
    qtbot.waitUntil(
        lambda: (
            bool(program.session.state.dossier.fact_ids) and not any(pane.is_held for pane in panes)
        ),
        timeout=20_000,
    )
    # The timeline perhaps twice: first before there was anything else.
    assert list(dict.fromkeys(drawn)) == ["timeline", "evidence", "profiles", "metrics"]
    assert len(drawn) - drawn.count("timeline") == 3
    assert all(pane.state is program.session.state for pane in panes)
    program.window.close()


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize("stopped", [True, False])
def test_what_was_stopped_is_not_shown_though_it_was_read_before_the_program_was_ready(
    qtbot: QtBot, tmp_path: Path, stopped: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    documents = Documents(Settings(tmp_path / "settings.json"), window)
    heard: list[object] = []
    documents.opened.connect(heard.append)
    with qtbot.waitSignal(documents.foreseen, timeout=20_000):
        documents.open(seed("jac-weichai"))
    if stopped:
        documents.stop()
    documents.begin(Session(State(Dossier.from_rows({}))))
    QApplication.processEvents()
    assert bool(heard) is not stopped
    documents.end()


@pytest.mark.usefixtures("crowded")
def test_a_pane_whose_preparation_fails_is_not_waited_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    reported: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", reported.append)
    monkeypatch.setattr(opening_module, "prepare", fail)
    heard: list[str] = []
    opening = Opening(seed("jac-weichai"))
    opening.prepared.connect(lambda _, name: heard.append(name))
    opening.start()
    qtbot.waitUntil(lambda: len(heard) == len(opening.to_come) > 0, timeout=20_000)
    opening.wait()
    assert [one.exc_type for one in reported] == [ZeroDivisionError]
