"""Work in turns: other things happen between its steps, and it can be stopped."""

from __future__ import annotations

from collections.abc import Generator
from itertools import pairwise

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from jwviewer.shell.turns import InTurns, load


@pytest.fixture
def parent(qtbot: QtBot) -> QObject:
    return QObject()


def test_the_window_has_its_turn_between_two_steps(qtbot: QtBot, parent: QObject) -> None:
    seen: list[str] = []

    def steps() -> Generator[None]:
        for number in range(3):
            seen.append(f"step {number}")
            QTimer.singleShot(0, parent, lambda: seen.append("window"))
            yield
        seen.append("end")

    work = InTurns(steps(), parent)
    work.start()
    assert seen == ["step 0"], "the first one at once, the others later"
    qtbot.waitUntil(lambda: seen[-1] == "end")
    places = [seen.index(f"step {number}") for number in range(3)]
    assert all("window" in seen[a:b] for a, b in pairwise(places))


def test_what_is_stopped_does_no_more(qtbot: QtBot, parent: QObject) -> None:
    seen: list[int] = []

    def steps() -> Generator[None]:
        try:
            for number in range(100):
                seen.append(number)
                yield
        finally:
            seen.append(-1)

    work = InTurns(steps(), parent)
    work.start()
    qtbot.waitUntil(lambda: len(seen) > 2)
    work.stop()
    before = list(seen)
    qtbot.wait(30)
    assert seen == before
    assert seen[-1] == -1, "and lets go of what it held"


def test_modules_are_loaded_one_by_one() -> None:
    steps = load("colorsys", "this-module-is-not-there")
    next(steps)
    with pytest.raises(ModuleNotFoundError):
        next(steps)
