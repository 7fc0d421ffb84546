"""Panes that wait draw while nobody moves the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jwviewer.dossier.dossier import Dossier
from jwviewer.panes.pane import Pane
from jwviewer.shell import curtains as module
from jwviewer.shell.curtains import CALM, Curtains

if TYPE_CHECKING:
    from jwviewer.shell.window import Window

NOTHING = Dossier.from_rows({})
PAINTING = 20
REST = 2 * CALM * PAINTING


class _Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.panes = {name: Pane(self) for name in ("timeline", "evidence", "metrics")}
        for name in ("evidence", "metrics"):
            self.panes[name].set_view(QWidget())
            self.panes[name].hold()

    @property
    def held(self) -> list[str]:
        return [name for name, pane in self.panes.items() if pane.is_held]

    def move_timeline(self, milliseconds: int) -> None:
        for _ in range(milliseconds // 5):
            self.panes["timeline"].info_changed.emit("1999 – 2010")
            QTest.qWait(5)


@pytest.fixture
def window(qtbot: QtBot) -> _Window:
    window = _Window()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def curtains(window: _Window) -> Curtains:
    return Curtains(cast("Window", window), PAINTING)


def test_ready_panes_draw_one_after_the_other(
    qtbot: QtBot, window: _Window, curtains: Curtains, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[list[str]] = []
    release = Pane.release

    def noted(pane: Pane) -> None:
        release(pane)
        left.append(window.held)

    monkeypatch.setattr(Pane, "release", noted)
    curtains.take(NOTHING, "evidence")
    curtains.take(NOTHING, "metrics")
    qtbot.waitUntil(lambda: not window.held)
    assert left == [["metrics"], []]


def test_no_pane_draws_while_somebody_moves_the_timeline(
    qtbot: QtBot, window: _Window, curtains: Curtains
) -> None:
    window.move_timeline(PAINTING)
    curtains.take(NOTHING, "evidence")
    curtains.take(NOTHING, "metrics")
    window.move_timeline(REST)
    assert window.held == ["evidence", "metrics"]
    qtbot.waitUntil(lambda: not window.held)


def test_who_never_stops_sees_the_other_panes_all_the_same(
    window: _Window, curtains: Curtains, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", REST / 2000)
    window.move_timeline(PAINTING)
    curtains.take(NOTHING, "evidence")
    window.move_timeline(REST)
    assert window.held == ["metrics"], "of which nobody has said that it is ready"


def test_what_was_ready_for_the_dossier_before_is_forgotten(
    window: _Window, curtains: Curtains
) -> None:
    curtains.take(NOTHING, "evidence")
    curtains.forget()
    QTest.qWait(REST)
    assert window.held == ["evidence", "metrics"]
