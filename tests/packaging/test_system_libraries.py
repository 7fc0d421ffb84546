"""What a person without Qt's system libraries is told, and what is done for root."""

from __future__ import annotations

import subprocess
import sys

import pytest
import system_libraries

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux's loader")


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Give a set of libraries that the loader pretends not to find."""
    absent: set[str] = set()
    monkeypatch.setattr(system_libraries, "_loads", lambda soname: soname not in absent)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return absent


def test_a_machine_that_runs_these_tests_lacks_nothing() -> None:
    assert system_libraries.missing(system_libraries.DRAWING) == {}


def test_a_person_is_given_one_line_to_type(
    without: set[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without |= {"libEGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0", "libxcb-cursor.so.0"}
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert system_libraries.main() == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.strip() for line in lines if "apt-get" in line] == [
        "sudo apt-get install --yes --no-install-recommends libegl1 libglib2.0-0"
    ]


def test_with_a_display_the_window_s_libraries_are_asked_for_too(
    without: set[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without |= {"libxcb-cursor.so.0", "libwayland-cursor.so.0"}
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert system_libraries.main() == 1
    told = capsys.readouterr().err
    assert "libxcb-cursor0" in told
    assert "libwayland-cursor0" not in told


@pytest.mark.parametrize("apt_works", [True, False])
def test_root_has_the_line_run(
    without: set[str], monkeypatch: pytest.MonkeyPatch, apt_works: bool
) -> None:
    without.add("libGL.so.1")
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        if apt_works and "libgl1" in command:
            without.clear()
        return subprocess.CompletedProcess(command, 0 if apt_works else 100, "", "")

    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("subprocess.run", run)
    assert system_libraries.main() == (0 if apt_works else 1)
    apt = [command for command in ran if command[0] == "apt-get"]
    assert apt[0][-1] == "update"
    assert [command[-1] for command in apt[1:]] == (["libgl1"] if apt_works else [])


def test_without_apt_the_libraries_are_named(
    without: set[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without.add("libGL.so.1")
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert system_libraries.main() == 1
    assert "libGL.so.1" in capsys.readouterr().err
