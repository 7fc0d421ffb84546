"""Ends from outside: everything is kept, whatever is open."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.places import seed
from jwviewer.shell.endings import DesktopSession, Signals, restart_command
from jwviewer.shell.export_dialog import ExportDialog
from jwviewer.shell.settings import Settings


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    program = Program(seed("jac-weichai"), config=tmp_path, logs=tmp_path)
    qtbot.addWidget(program.window)
    program.start()
    qtbot.waitUntil(lambda: hasattr(program, "commands"), timeout=20_000)
    qtbot.waitUntil(lambda: not program.documents.busy, timeout=20_000)
    yield program
    program.window.close()


class Manager:
    """Stands for the desktop's session manager."""

    def __init__(self) -> None:
        self.hint: object = None
        self.command: list[str] = []

    def setRestartHint(self, hint: QSessionManager.RestartHint) -> None:
        self.hint = hint

    def setRestartCommand(self, command: list[str]) -> None:
        self.command = command


def test_the_end_of_the_session_keeps_layout_and_what_is_written_in_a_dialog(
    program: Program, qapp: QApplication, tmp_path: Path
) -> None:
    session = DesktopSession(qapp, restart_command(), program)
    session.ending.connect(program.keep)
    program.commands.run("export")
    dialog = program.commands.desk.dialogs[-1]
    assert isinstance(dialog, ExportDialog)
    dialog.form.title.setText("My own title")
    dialog.form.title.textEdited.emit("My own title")
    program.window.docks["metrics"].hide()
    session.keep(Manager())  # type: ignore[arg-type]
    kept = Settings(tmp_path / "settings.json")
    assert "My own title" in str(kept["figure_texts"])
    assert kept["layout"]
    assert dialog.isVisible(), "the end may be called off"
    assert program.window.isVisible()
    dialog.reject()


def test_a_layout_outlasts_a_display_that_goes_without_a_word(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    program.keep()
    before = Settings(tmp_path / "settings.json")["layout"]
    program.window.docks["metrics"].hide()
    program.keeping.start(1)
    qtbot.waitUntil(lambda: Settings(tmp_path / "settings.json")["layout"] != before)


def test_settings_that_are_the_same_are_not_written_again(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings["theme"] = "dark"
    settings.save()
    (tmp_path / "settings.json").unlink()
    settings.save()
    assert not (tmp_path / "settings.json").exists()
    settings["theme"] = "light"
    settings.save()
    assert Settings(tmp_path / "settings.json")["theme"] == "light"


def test_the_session_manager_learns_how_to_bring_the_window_back(qapp: QApplication) -> None:
    parent, manager = QObject(), Manager()
    DesktopSession(qapp, ["jwviewer"], parent).tell_how_to_restart(manager)  # type: ignore[arg-type]
    assert manager.hint == QSessionManager.RestartHint.RestartIfRunning
    assert manager.command == ["jwviewer"]


def test_the_command_to_restart_is_the_bundle_or_the_module(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert restart_command() == [sys.executable, "-m", "jwviewer"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert restart_command() == [sys.executable]


def test_an_enlarged_pane_stays_enlarged_and_the_layout_behind_it_is_kept(
    program: Program, tmp_path: Path
) -> None:
    program.keep()
    plain = Settings(tmp_path / "settings.json")["layout"]
    program.commands.run("enlarge_pane")
    program.keep()
    assert Settings(tmp_path / "settings.json")["layout"] == plain
    assert program.window.layout_of_panes.enlarged


def test_words_in_a_dialog_outlast_a_power_cut_and_its_closing(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    program.commands.run("export")
    dialog = program.commands.desk.dialogs[-1]
    assert isinstance(dialog, ExportDialog)
    dialog.form.title.setText("First")
    dialog.form.title.textEdited.emit("First")
    path = tmp_path / "settings.json"
    qtbot.waitUntil(lambda: "First" in path.read_text(encoding="utf-8"), timeout=5000)
    dialog.form.title.setText("Second")
    dialog.form.title.textEdited.emit("Second")
    dialog.reject()
    assert "Second" in path.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_signal_is_heard_once_and_then_works_the_hard_way(qtbot: QtBot) -> None:
    before = {name: signal.getsignal(getattr(signal, name)) for name in ("SIGTERM", "SIGHUP")}
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signals = Signals()
    try:
        signals.watch()
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN, "nohup is respected"
        with qtbot.waitSignal(signals.came):
            os.kill(os.getpid(), signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    finally:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
