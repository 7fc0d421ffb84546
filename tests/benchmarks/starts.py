"""Start-up: each measurement is a process of its own, counted from its first instruction.

CPU time of all threads, because other work on the machine stretches the clock but not this.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.row import Row, in_turn

ROOT = Path(__file__).resolve().parent.parent.parent
_REPORT = """
import os, sys, time
def report(*_):
    print(time.process_time() * 1000, flush=True)
    os._exit(0)
"""
EMPTY = (
    _REPORT
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
class Empty(QMainWindow):
    paintEvent = report
app = QApplication([])
window = Empty()
window.resize(1366, 768)
window.show()
app.exec()
"""
)
# The program as its command starts it; only what follows the moment in question is cut off.
PROGRAM = (
    _REPORT
    + """
from jwviewer import plain_imports
from jwviewer.cli import main
load_qt = plain_imports.load_qt
def load_and_watch():
    load_qt()
    watch()
plain_imports.load_qt = load_and_watch
"""
)
BARE = (
    PROGRAM
    + """
def watch():
    from jwviewer.shell.window import Window
    Window.paintEvent = report
main([])
"""
)
FITTED = (
    PROGRAM
    + """
def watch():
    from PySide6.QtCore import QTimer
    from jwviewer.app import Program
    from jwviewer.shell import loading
    loading.Loading.start = lambda self: None
    fitting = Program._fitting
    def fit_and_paint(program):
        yield from fitting(program)
        program.window.repaint()
        report()
    Program._fitting = fit_and_paint
main([])
"""
)
READY = (
    PROGRAM
    + """
def watch():
    from PySide6.QtWidgets import QApplication
    from jwviewer.app import Program
    show_dossier = Program.show_dossier
    def show_and_paint(program, dossier):
        show_dossier(program, dossier)
        QApplication.processEvents()
        assert dossier.fact_ids and len(program.window.panes) == 4
        report()
    Program.show_dossier = show_and_paint
main([])
"""
)
IMPORTS = (
    _REPORT
    + """
import numpy, pandas, platformdirs
import PySide6.QtWidgets
import pyqtgraph
report()
"""
)


def starts(rounds: int) -> list[Row]:
    """Return the bare and the fitted window against an empty one, all ready against imports."""
    for script in (EMPTY, BARE, FITTED, READY, IMPORTS):
        _run(script)  # once uncounted, so that byte code and disk cache are there for all

    def row(name: str, ours: str, theirs: str, limit: float) -> Row:
        return in_turn(name, lambda: _run(ours), lambda: _run(theirs), limit, rounds)

    return [
        row("first paint : empty QMainWindow", BARE, EMPTY, 1.4),
        # No limit was asked for; the person sees this second, a tenth of a second later.
        row("menus and bars painted : empty QMainWindow", FITTED, EMPTY, 2.3),
        row("seed ready in all panes : all imports", READY, IMPORTS, 1.3),
    ]


def _run(script: str) -> float:
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_STATE_HOME": home,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
        }
        # Byte code must be kept between runs, as it is in an installed program.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True, text=True, check=True, env=environment, timeout=120,
        )  # fmt: skip
    return float(done.stdout.split()[-1])
