"""A windowed program has no standard streams; its commands work and its exit codes hold."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from jwviewer.cli import main
from jwviewer.places import seed
from jwviewer.streams import is_from_desktop


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    # Not in a fixture, for pytest puts its own streams in place before each test.
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        patch.setattr(sys, "stderr", None)
        code = main(arguments)
        for stream in (sys.stdout, sys.stderr):
            stream.close()  # those that lead nowhere
    return code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["--help"], 0),
        (["facts"], 0),
        (["facts", "--json"], 0),
        (["facts", "--csv", "--derived"], 0),
        (["check", str(seed("jac-weichai"))], 0),
        (["check", "no-such-dossier"], 1),
        (["facts", "--nonsense"], 2),
        (["no-such-dossier"], 2),
    ],
)
def test_without_streams_every_command_ends_with_its_code(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int
) -> None:
    assert _run(monkeypatch, *arguments) == code


def test_without_a_terminal_on_windows_the_window_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[list[Path]] = []

    def run_window(files: list[Path], new_window: bool) -> int:
        shown.append(files)
        return 0

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("jwviewer.app.run_window", run_window)
    assert _run(monkeypatch, "gone.dossier") == 0
    assert shown == [[Path("gone.dossier")]]


def test_a_process_without_streams_works_too(tmp_path: Path) -> None:
    packed = tmp_path / "one.dossier"
    code = (
        "import sys; sys.stdout = sys.stderr = None\n"
        "from jwviewer.cli import main\n"
        f"sys.exit(main(['pack', {str(seed('tutorial'))!r}, {str(packed)!r}]))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert packed.stat().st_size > 0


@pytest.mark.parametrize("name", ["GIO_LAUNCHED_DESKTOP_FILE", "XDG_ACTIVATION_TOKEN"])
def test_a_start_from_an_icon_is_told_from_one_at_a_terminal(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for one in ("GIO_LAUNCHED_DESKTOP_FILE", "DESKTOP_STARTUP_ID", "XDG_ACTIVATION_TOKEN"):
        monkeypatch.delenv(one, raising=False)
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert not is_from_desktop()
    monkeypatch.setenv(name, "x")
    assert is_from_desktop()
    monkeypatch.setattr("sys.stderr", Terminal())
    assert not is_from_desktop()
