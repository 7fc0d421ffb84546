"""What is asked of Windows, of a Windows that is not there."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from jwviewer.shell import instance, windows
from jwviewer.shell.instance import Instance

HERE, SESSION = 4242, 3


class FakeLibrary:
    """Remembers what was called, and answers for one session of one process."""

    def __init__(self, name: str, calls: list[tuple[object, ...]]) -> None:
        self._name, self._calls = name, calls

    def __getattr__(self, function: str) -> object:
        def call(*arguments: object) -> int:
            plain = tuple(getattr(one, "value", one) for one in arguments)
            if function == "ProcessIdToSessionId":
                arguments[1]._obj.value = SESSION  # type: ignore[attr-defined]
                plain = plain[:1]
            self._calls.append((self._name, function, *plain))
            return HERE if function == "GetCurrentProcessId" else 1

        return call


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    made: list[tuple[object, ...]] = []
    monkeypatch.setattr(windows, "_library", lambda name: FakeLibrary(name, made))
    return made


def test_windows_and_taskbar_know_the_program_by_its_own_name(
    calls: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    from jwviewer.app import make_application

    monkeypatch.setattr(sys, "platform", "win32")
    make_application()
    name = "SetCurrentProcessExplicitAppUserModelID"
    assert calls == [("shell32", name, windows.APP_ID)]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    make_application()
    assert len(calls) == 1, "a bundle's windows group with its shortcut by themselves"


def test_a_dossier_goes_into_the_jump_list(calls: list[tuple[object, ...]]) -> None:
    windows.add_to_recent(Path("a.dossier"))
    assert calls == [("shell32", "SHAddToRecentDocs", 3, "a.dossier")]


def test_the_session_is_asked_for(calls: list[tuple[object, ...]]) -> None:
    assert windows.desktop_session() == SESSION
    assert calls[-1] == ("kernel32", "ProcessIdToSessionId", HERE)


def test_a_later_start_hands_on_the_leave_to_come_forward(
    calls: list[tuple[object, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "PATIENCE", 0.0)
    monkeypatch.setattr(instance, "STARTING", 0.0)
    monkeypatch.setattr(sys, "platform", "win32")
    first, second = Instance(tmp_path), Instance(tmp_path)
    assert first.stands_alone()
    second.stands_alone()
    pid = first._lock.getLockInfo()[0] if first._lock is not None else 0
    assert ("user32", "AllowSetForegroundWindow", pid) in calls
    first.release()


@pytest.mark.skipif(sys.platform == "win32", reason="there the calls exist")
def test_a_system_without_these_calls_is_no_reason_to_stop() -> None:
    assert not hasattr(ctypes, "WinDLL")
    windows.take_app_id()
    windows.add_to_recent(Path("a"))
    assert windows.desktop_session() == 0xFFFFFFFF
