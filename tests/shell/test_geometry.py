"""The window comes back where it was, or where it can be seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect

from jwviewer.shell.geometry import within_reach

LEFT, RIGHT = QRect(0, 0, 1920, 1040), QRect(1920, 0, 2560, 1400)
WINDOW = QRect(2200, 100, 1600, 1000)

# Shows the window on the screens it is given, moves it if told to, and prints where it stood.
RUN = """
import sys
from pathlib import Path
from jwviewer.plain_imports import load_qt
load_qt()
from jwviewer.app import Program, make_application
from jwviewer.dossier.dossier import Dossier
app = make_application()
folder = Path(sys.argv[1])
program = Program(None, config=folder, logs=folder)
if len(sys.argv) > 2:
    program.window.setGeometry(*map(int, sys.argv[2].split(",")))
def tell():
    program.keep()
    screen = program.window.screen()
    print(*program.window.geometry().getRect(), screen.name(), screen.devicePixelRatio())
    app.quit()
show_dossier = program.show_dossier
def show(dossier):
    show_dossier(dossier)
    tell()
program.show_dossier = show
program.start()
app.exec()
program.close()
"""


def _run(folder: Path, screens: list[dict[str, object]], *arguments: str) -> list[str]:
    layout = folder / "screens.json"
    layout.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(folder), *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={layout}"},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.split()


def _screen(name: str, x: int, width: int, height: int) -> dict[str, object]:
    return {
        "name": name, "x": x, "y": 0, "width": width, "height": height,
        "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
    }  # fmt: skip


def test_where_it_can_be_reached_the_window_stays() -> None:
    assert within_reach(WINDOW, [LEFT, RIGHT], LEFT) == WINDOW
    across = QRect(1800, 0, 1600, 900)
    assert within_reach(across, [LEFT, RIGHT], LEFT) == across


@pytest.mark.parametrize(
    "corner",
    [QPoint(2200, 100), QPoint(-5000, 0), QPoint(100, -3000), QPoint(100, 1200), QPoint(1850, 0)],
)
def test_out_of_reach_it_goes_to_the_middle_of_the_primary_screen(corner: QPoint) -> None:
    found = within_reach(QRect(corner, WINDOW.size()), [LEFT], LEFT)
    assert LEFT.contains(found)
    assert (found.center() - LEFT.center()).manhattanLength() <= 2
    assert found.size() == WINDOW.size()


def test_it_is_no_larger_than_the_screen_that_is_left() -> None:
    small = QRect(0, 24, 1024, 700)
    assert within_reach(QRect(3000, 0, 2400, 1300), [small], small) == small


@pytest.mark.skipif(sys.platform == "win32", reason="the path of screens holds a colon there")
def test_size_and_screen_are_remembered_and_a_screen_that_is_gone_is_survived(
    tmp_path: Path,
) -> None:
    two = [_screen("laptop", 0, 1366, 768), _screen("desk", 1366, 2560, 1440)]
    there = ["1500", "60", "2000", "1200"]
    assert _run(tmp_path, two, ",".join(there))[:5] == [*there, "desk"]
    assert _run(tmp_path, two)[:5] == [*there, "desk"]
    x, y, width, height, screen, _ = _run(tmp_path, two[:1])
    assert screen == "laptop"
    assert QRect(0, 0, 1366, 768).contains(QRect(int(x), int(y), int(width), int(height)))
