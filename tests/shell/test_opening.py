from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from jwviewer.dossier import files
from jwviewer.places import seed
from jwviewer.shell.opening import Opening


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
