"""The plot library is loaded while nobody does anything, and off the window's thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from jwviewer.shell import plot_library
from jwviewer.shell.plot_library import PlotLibrary

NAME = "library_of_plots"


class Choices(QObject):
    """Tells of choices."""

    made = Signal()


@pytest.fixture
def choices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Choices]:
    source = "import threading\nloaded_by = threading.current_thread().name\n"
    (tmp_path / f"{NAME}.py").write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(plot_library, "LIBRARY", NAME)
    monkeypatch.setattr(plot_library, "REST", 20)
    yield Choices()
    sys.modules.pop(NAME, None)


def test_it_is_loaded_in_a_thread_once_nothing_was_chosen_for_a_while(
    qtbot: QtBot, choices: Choices
) -> None:
    library = PlotLibrary(choices.made, choices)
    qtbot.wait(60)
    assert NAME not in sys.modules, "not before anything is shown"
    choices.made.emit()
    qtbot.waitUntil(lambda: NAME in sys.modules, timeout=20_000)
    library.end()
    assert sys.modules[NAME].loaded_by != threading.main_thread().name


def test_what_is_there_already_is_not_loaded_again(qtbot: QtBot, choices: Choices) -> None:
    library = PlotLibrary(choices.made, choices)
    sys.modules[NAME] = sys.modules[__name__]
    library.begin()
    library.end()
    assert sys.modules[NAME] is sys.modules[__name__]


def test_at_the_end_nothing_goes_on(qtbot: QtBot, choices: Choices) -> None:
    library = PlotLibrary(choices.made, choices)
    library.begin()
    library.end()
    qtbot.wait(60)
    assert NAME not in sys.modules
    assert not any(thread.name == "plot library" for thread in threading.enumerate())
