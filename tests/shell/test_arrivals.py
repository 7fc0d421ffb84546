"""Files that come in from outside, whenever and however many."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from jwviewer.app import Program, hear_of_files
from jwviewer.cli import main
from jwviewer.places import seed
from jwviewer.shell import arrivals
from jwviewer.shell.arrivals import come_forward
from jwviewer.shell.handover import Request

ARTICLE = seed("tutorial", "articles", "news.txt")


def _ready(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: hasattr(program, "commands"), timeout=20_000)
    qtbot.waitUntil(lambda: not program.documents.busy, timeout=20_000)


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    program = Program(seed("jac-weichai"), config=tmp_path, logs=tmp_path)
    qtbot.addWidget(program.window)
    program.start()
    _ready(qtbot, program)
    yield program
    program.window.close()


def _is_fictional(program: Program) -> bool:
    return program.session.state.dossier.fictional


def test_macos_opens_a_file_in_the_running_program(
    program: Program, qtbot: QtBot, qapp: QApplication
) -> None:
    hear_of_files(qapp, program, system="darwin")
    QApplication.sendEvent(qapp, QFileOpenEvent(str(seed("tutorial"))))
    qtbot.waitUntil(lambda: _is_fictional(program), timeout=20_000)


def test_a_file_that_macos_sends_before_there_are_panes_is_opened_first(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    program = Program(None, config=tmp_path, logs=tmp_path)
    qtbot.addWidget(program.window)
    hear_of_files(qapp, program, system="darwin")
    opened: list[str] = []
    QApplication.sendEvent(qapp, QFileOpenEvent(str(seed("tutorial"))))
    program.start()
    qtbot.waitUntil(lambda: hasattr(program, "documents"), timeout=20_000)
    program.documents.opened.connect(lambda dossier: opened.append(dossier.id))
    _ready(qtbot, program)
    assert opened == ["tutorial"], "and the seed not before it"
    assert program.commands.desk.welcome is None, "whoever brings a file is not kept from it"
    program.window.close()


def test_other_systems_are_spared_the_filter(program: Program, qapp: QApplication) -> None:
    hear_of_files(qapp, program, system="linux")
    before = program.session.state.dossier
    QApplication.sendEvent(qapp, QFileOpenEvent(str(seed("tutorial"))))
    QApplication.sendEvent(qapp, QEvent(QEvent.Type.User))
    assert not program.documents.busy
    assert program.session.state.dossier is before


def test_a_file_waits_until_the_dialog_is_closed(program: Program, qtbot: QtBot) -> None:
    dialog = QDialog(program.window)
    dialog.open()
    program.receive(Request((seed("tutorial"),)))
    assert "will be opened once the dialog is closed" in program.window.messages.label.text()
    assert not program.documents.busy
    dialog.reject()
    qtbot.waitUntil(lambda: _is_fictional(program), timeout=20_000)
    qtbot.waitUntil(lambda: not program.window.messages.isVisible(), timeout=20_000)


def test_of_several_dossiers_the_first_is_shown_and_the_others_are_at_hand(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    copies = [tmp_path / name for name in ("one", "two", "three")]
    for copy in copies:
        shutil.copytree(seed("tutorial"), copy)
    program.receive(Request(tuple(copies)))
    qtbot.waitUntil(lambda: program.session.state.dossier.origin == copies[0], timeout=20_000)
    assert program.settings["recent"][:3] == [str(copy) for copy in copies]
    assert "the other 2 are under File" in program.window.messages.label.text()
    assert program.window.fittings.recent.actions()[1].text().startswith("&2 two")


def test_a_dossier_and_its_article_come_together(program: Program, qtbot: QtBot) -> None:
    program.receive(Request((ARTICLE, seed("tutorial"))))
    qtbot.waitUntil(lambda: _is_fictional(program), timeout=20_000)
    qtbot.waitUntil(lambda: bool(program.session.state.articles), timeout=20_000)


def test_an_article_alone_is_laid_beside_what_is_open(program: Program, qtbot: QtBot) -> None:
    program.documents.open(seed("tutorial"))
    program.receive(Request((ARTICLE,)))
    qtbot.waitUntil(lambda: bool(program.session.state.articles), timeout=20_000)
    assert _is_fictional(program)


def test_a_dossier_that_is_refused_takes_its_article_with_it(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.dossier"
    bad.write_bytes(b"no zip")
    program.receive(Request((bad, ARTICLE)))
    qtbot.waitUntil(lambda: "was not opened" in program.window.messages.label.text())
    program.documents.open(seed("tutorial"))
    qtbot.waitUntil(lambda: _is_fictional(program), timeout=20_000)
    assert not program.session.state.articles


def test_a_minimised_window_comes_back_as_it_was(program: Program) -> None:
    window = program.window
    window.setWindowState(Qt.WindowState.WindowMaximized | Qt.WindowState.WindowMinimized)
    come_forward(window, "token")
    assert not window.isMinimized()
    assert window.isMaximized()
    assert "XDG_ACTIVATION_TOKEN" not in os.environ, "no child may use it again"


def test_the_command_line_takes_several_dossiers_and_refuses_a_missing_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[Path]] = []
    monkeypatch.setattr("jwviewer.app.run_window", lambda files, new_window: asked.append(files))
    main([str(seed("tutorial")), str(seed("jac-weichai"))])
    assert asked == [[seed("tutorial"), seed("jac-weichai")]]
    assert main([str(seed("tutorial")), "gone.dossier"]) == 2
    assert "'gone.dossier'" in capsys.readouterr().err
    assert len(asked) == 1


def test_files_opened_together_on_macos_come_as_one_request(
    program: Program, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    hear_of_files(qapp, program, system="darwin")
    copies = [tmp_path / name for name in ("one", "two")]
    for copy in copies:
        shutil.copytree(seed("tutorial"), copy)
        QApplication.sendEvent(qapp, QFileOpenEvent(str(copy)))
    qtbot.waitUntil(lambda: program.session.state.dossier.origin == copies[0], timeout=20_000)
    assert program.settings["recent"][:2] == [str(copy) for copy in copies]


@pytest.mark.parametrize("name", ["industry.duckdb", "industry.dossier", "datapackage.json"])
def test_what_a_dossier_may_be_is_not_taken_for_an_article(name: str) -> None:
    assert arrivals._is_dossier(Path(name))
