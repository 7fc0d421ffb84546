"""The finished program on Wayland, under a compositor without a monitor."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bundle.stranger import Stranger

NAME = "wayland-jwviewer"


@pytest.fixture
def compositor(stranger: Stranger) -> Iterator[None]:
    """Let the stranger's windows appear on a compositor of their own."""
    if shutil.which("weston") is None:
        pytest.skip("not installed: weston")
    runtime = stranger.place / "runtime"
    runtime.mkdir(mode=0o700)
    command = ["weston", "--backend=headless-backend.so", f"--socket={NAME}", "--idle-time=0"]
    with subprocess.Popen(
        command, env={"XDG_RUNTIME_DIR": str(runtime), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    ) as weston:  # fmt: skip
        stranger.until(weston, (runtime / NAME).exists)
        (runtime / NAME).chmod(0o777)
        stranger.give(runtime)
        del stranger.environment["QT_QPA_PLATFORM"]
        stranger.environment["WAYLAND_DISPLAY"] = NAME
        stranger.environment["XDG_RUNTIME_DIR"] = stranger.inside(runtime)
        yield
        stranger.end_all()
        weston.terminate()


@pytest.mark.usefixtures("compositor")
def test_it_opens_on_wayland_without_a_word(stranger: Stranger) -> None:
    process = stranger.start(f"{stranger.seeds}/tutorial")
    stranger.until_open(process, "tutorial")
    loaded = Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8")
    done = stranger.stop(process)
    assert (done.code, done.output, done.errors) == (0, "", "")
    assert "libqwayland.so" in loaded
    assert "libqxcb.so" not in loaded
