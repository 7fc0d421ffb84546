"""A second start on X11 brings the leave of its launcher to the first window."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import pytest
from linux.screen import Screen, wait_until, what_screens_lack

from jwviewer.shell.x11 import pieces

ROOT = Path(__file__).resolve().parents[2]
LACKING = what_screens_lack() or ("" if shutil.which("xev") else "not installed: xev of x11-utils")
# A window that comes forward once, and what it is given to do so.
WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
from jwviewer.shell.arrivals import come_forward
program = QApplication([])
window = QMainWindow()
window.setWindowTitle("one")
window.show()
QTimer.singleShot(200, lambda: come_forward(window, sys.argv[1]))
QTimer.singleShot(600, program.quit)
program.exec()
"""
ASKED, BEGUN, MORE = "_NET_ACTIVE_WINDOW", "_NET_STARTUP_INFO_BEGIN", "_NET_STARTUP_INFO"


def test_a_startup_is_ended_by_a_message_in_pieces_of_20_bytes() -> None:
    found = pieces('caja-1 "a\\b"_TIME42')
    assert {len(piece) for piece in found} == {20}
    assert b"".join(found).rstrip(b"\0") == rb'remove: ID="caja-1 \"a\\b\"_TIME42"'
    assert b"".join(pieces("x" * 7)) == b'remove: ID="xxxxxxx"' + b"\0" * 20, "it ends with a zero"


@pytest.mark.skipif(bool(LACKING), reason=LACKING or "-")
@pytest.mark.parametrize(
    ("token", "told"),
    [
        ("caja-9-host-0_TIME777", [ASKED, BEGUN, MORE]),
        ("token-of-no-time", [BEGUN, MORE]),
        ("", []),
    ],
)
def test_the_window_asks_to_be_raised_and_the_launcher_hears_of_the_end(
    tmp_path: Path, token: str, told: list[str]
) -> None:
    with Screen() as screen:
        environment = {**os.environ, "DISPLAY": screen.display, "PYTHONPATH": str(ROOT)}
        environment["QT_QPA_PLATFORM"] = "xcb"
        heard = tmp_path / "heard"
        with (
            heard.open("wb") as file,
            subprocess.Popen(["xev", "-root"], stdout=file, env=environment) as listener,
        ):
            # It listens as soon as it tells of the pointer.
            places = cycle("123456789")
            assert wait_until(
                lambda: bool(screen.xdotool("mousemove", "9", next(places)) or heard.stat().st_size)
            )
            before = len(heard.read_text(encoding="utf-8"))
            command = [sys.executable, "-c", WINDOW, token]
            subprocess.run(command, env=environment, check=True, timeout=60)
            wait_until(lambda: "DestroyNotify" in heard.read_text(encoding="utf-8")[before:])
            listener.terminate()
        said = heard.read_text(encoding="utf-8")[before:]
    named = re.findall(r"message_type \w+ \((\w+)\)", said)
    assert [name for name in named if name in (ASKED, BEGUN, MORE)] == told
