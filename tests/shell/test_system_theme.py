"""The system's light and dark are followed while the program runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from jwviewer.app import Program
from jwviewer.drawing.theme import load_theme
from jwviewer.places import seed


def _started(qtbot: QtBot, folder: Path) -> Program:
    program = Program(seed("jac-weichai"), config=folder, logs=folder)
    program.start()
    qtbot.waitUntil(lambda: hasattr(program, "commands"), timeout=20_000)
    qtbot.waitUntil(lambda: not program.documents.busy, timeout=20_000)
    return program


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    program = _started(qtbot, tmp_path)
    qtbot.addWidget(program.window)
    yield program
    program.window.close()


def _system_turns(scheme: Qt.ColorScheme) -> None:
    """Say what the platform says when the person switches in the system's settings."""
    QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)


def _pixel(program: Program) -> float:
    """Return how light a corner of the window is, 0 to 1."""
    return program.window.grab().toImage().pixelColor(3, 3).lightnessF()


def test_the_system_turns_dark_and_light_again_and_all_follow(program: Program) -> None:
    assert program.session.state.theme == "light"
    assert _pixel(program) > 0.8
    _system_turns(Qt.ColorScheme.Dark)
    assert program.session.state.theme == "dark"
    assert all(
        pane.state is not None and pane.state.theme == "dark"
        for pane in program.window.panes.values()
    )
    assert _pixel(program) < 0.3
    assert QApplication.palette().window().color() == load_theme("dark").surface["window"]
    _system_turns(Qt.ColorScheme.Light)
    assert program.session.state.theme == "light"
    assert _pixel(program) > 0.8


def test_a_system_that_does_not_say_counts_as_light(program: Program) -> None:
    _system_turns(Qt.ColorScheme.Dark)
    _system_turns(Qt.ColorScheme.Unknown)
    assert program.session.state.theme == "light"


def test_a_choice_of_ones_own_is_not_overruled(program: Program) -> None:
    program.commands.run("theme_light")
    _system_turns(Qt.ColorScheme.Dark)
    assert program.session.state.theme == "light"
    program.commands.run("theme_system")


def test_the_welcome_follows_too(program: Program) -> None:
    program.commands.run("welcome")
    panel = program.commands.desk.welcome
    assert panel is not None

    def paper() -> float:
        return panel.grab().toImage().pixelColor(panel.width() // 2, 40).lightnessF()

    assert paper() > 0.8
    _system_turns(Qt.ColorScheme.Dark)
    assert paper() < 0.3
    panel.leave()


def test_a_window_that_is_gone_is_not_dressed(qtbot: QtBot, tmp_path: Path) -> None:
    program = _started(qtbot, tmp_path)
    program.window.close()
    program.window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(program.window))
    _system_turns(Qt.ColorScheme.Dark)  # what fails in a slot fails the test
    assert program.session.state.theme == "light"
