"""Work behind the window: the window lives on, what goes wrong is told, and it can be stopped."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from jwviewer.shell.behind import Stopped, Tell, behind


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_window_goes_on_while_there_is_work(window: QWidget) -> None:
    turn = threading.Event()
    QTimer.singleShot(0, window, turn.set)

    def work(_: Tell) -> str:
        assert threading.current_thread() is not threading.main_thread()
        assert turn.wait(20), "the window had no turn"
        return "made"

    assert behind(work, window) == "made"


def test_what_goes_wrong_is_raised_to_who_asked(window: QWidget) -> None:
    def work(_: Tell) -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        behind(work, window)


def test_who_does_not_want_to_wait_stops_it(window: QWidget) -> None:
    told = threading.Event()

    def work(tell: Tell) -> None:
        while True:
            tell(0.5)
            told.set()
            threading.Event().wait(0.001)

    def press_stop() -> None:
        dialog = window.findChild(QProgressDialog)
        assert dialog is not None
        if told.is_set() and dialog.value() == 500:
            dialog.cancel()

    looks = QTimer(window, interval=5)
    looks.timeout.connect(press_stop)
    looks.start()
    with pytest.raises(Stopped):
        behind(work, window, "Copying …")
