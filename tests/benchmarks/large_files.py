"""Rows of opening at a million facts: from CSV, a second time, until it is seen; and memory.

Every measurement is a process of its own with folders of its own, so with an empty cache first.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.asking import ROOT, Desk, NoAnswer, Patience, environment
from tests.benchmarks.row import Failed, Line, Row
from tests.benchmarks.starts import BARE, EMPTY, IMPORTS, PROGRAM

# How the window opens a dossier, without the window. Whatever it does after that, such as to
# keep a cache, ends before the process does.
OPEN = """
import gc, os, sys, time
from jwviewer.app import SWITCH_SECONDS
import jwviewer.shell.opening, jwviewer.dossier.reader, jwviewer.dossier.derived, pandas
from pathlib import Path
from PySide6.QtCore import QCoreApplication
sys.setswitchinterval(SWITCH_SECONDS)
gc.disable()
app = QCoreApplication([])
before = time.process_time()
def opened(dossier):
    print((time.process_time() - before) * 1000, flush=True)
    busy = -1.0
    while time.process_time() - busy > 0.01:
        busy = time.process_time()
        time.sleep(0.5)
    os._exit(0)
opening = jwviewer.shell.opening.Opening(Path(sys.argv[1]))
opening.opened.connect(opened)
opening.refused.connect(lambda *why: os._exit(1))
opening.start()
app.exec()
"""
# What pandas does with the same files: every column by its default, dates as dates where they
# are whole days, months or years; the rest of their forms it does not know.
PANDAS = """
import glob, sys, time
import pandas as pd
DATES = ("date", "period", "published", "not_before", "not_after", "base_period", "written_after")
before = time.process_time()
for file in sorted(glob.glob(sys.argv[1] + "/data/*.csv")):
    table = pd.read_csv(file)
    for name in table.columns.intersection(DATES):
        table[name] = pd.to_datetime(table[name].astype("str"), format="ISO8601", errors="coerce")
print((time.process_time() - before) * 1000, flush=True)
"""
SHOWN = (
    PROGRAM
    + """
def watch():
    from jwviewer.app import Program
    from tests.benchmarks.watch import Watch
    show_dossier = Program.show_dossier
    def show_and_settle(program, dossier):
        show_dossier(program, dossier)
        from PySide6.QtCore import QTimer
        QTimer.singleShot(0, lambda: settle(program))
    def settle(program):
        painted = Watch([program.window]).settle(0.3)
        print(painted.cpu * 1000, flush=True)
        os._exit(0)
    Program.show_dossier = show_and_settle
main([sys.argv[1]])
"""
)
BARE_WITH_FILE = BARE.replace("main([])", "main([sys.argv[1]])")
RESIDENT = """
from tests.benchmarks.actions import resident
print(resident(), flush=True)
"""


def file_rows(
    large: Path, home: Path, facts: str, *, rounds: int, patience: Patience
) -> Iterator[Line]:
    """Give the rows; ``home`` has the cache of a dossier that was opened before."""

    def run(script: str, folders: Path = home) -> float:
        return _run(script, large, folders, patience)

    def fresh(script: str) -> float:
        with TemporaryDirectory() as folders:
            return run(script, Path(folders))

    def told(name: str, make: Callable[[str], Line]) -> Line:
        try:
            return make(name)
        except NoAnswer as no:
            return Failed(name, str(no))

    def turns(
        ours: Callable[[], float], theirs: Callable[[], float], limit: float, many: int
    ) -> Callable[[str], Line]:
        def make(name: str) -> Line:
            pairs = [(ours(), theirs()) for _ in range(many)]
            return Row(name, tuple(a for a, _ in pairs), tuple(b for _, b in pairs), limit)

        return make

    def again(name: str) -> Line:
        run(OPEN)
        if not firsts:
            raise NoAnswer("there was no first open")
        return Row(name, tuple(run(OPEN) for _ in range(rounds)), tuple(firsts), 0.1)

    def first() -> float:
        firsts.append(fresh(OPEN))
        return firsts[-1]

    firsts: list[float] = []
    yield told(
        f"first paint with {facts} to open : empty QMainWindow",
        turns(lambda: run(BARE_WITH_FILE), lambda: run(EMPTY), 1.4, 3 * rounds),
    )
    yield told(
        f"first open of {facts} from CSV : read_csv with dates",
        turns(first, lambda: run(PANDAS), 2.5, rounds),
    )
    yield told("second open : first open", again)
    yield told(
        f"start to {facts} on screen, second open : empty QMainWindow",
        turns(lambda: run(SHOWN), lambda: run(EMPTY), 2.2, rounds),
    )
    yield told(
        f"memory at {facts}, search index built : imports",
        lambda name: _memory(name, large, home, patience),
    )


def _memory(name: str, large: Path, home: Path, patience: Patience) -> Line:
    desk = Desk(large, home, patience)
    try:
        desk.ask("search", rounds=12)
        ours = desk.ask("memory")
    finally:
        desk.close()
    theirs = _run(IMPORTS.replace("report()", RESIDENT), large, home, patience)
    return Row(name, (ours,), (theirs,), 2.3, unit="MB")


def _run(script: str, folder: Path, home: Path, patience: Patience) -> float:
    """Return the last number that a script prints."""
    most = patience.left()
    try:
        done = subprocess.run(
            [sys.executable, "-c", script, str(folder)],
            capture_output=True, text=True, env=environment(home), timeout=most, cwd=ROOT,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NoAnswer(f"no end within {most:.0f} s") from None
    words = done.stdout.split()
    if not words:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise NoAnswer(f"the process ended with {done.returncode}: {said[-1] if said else ''}")
    return float(words[-1])
