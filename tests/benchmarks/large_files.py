"""Rows of opening at a million facts: from CSV, a second time, until it is seen; and memory.

Every measurement is a process of its own with folders of its own, so with an empty cache first.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.asking import ROOT, Desk, NoAnswer, Patience, environment
from tests.benchmarks.row import Failed, Line, Row
from tests.benchmarks.starts import BARE, EMPTY, IMPORTS, PROGRAM

# How the window opens a dossier, without the window, until all panes could show it. Whatever it
# does after that, such as to keep a cache, ends before the process does.
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
    if not opening.to_come:
        end()
def prepared(dossier, name):
    if name == opening.to_come[-1]:
        end()
def end():
    print((time.process_time() - before) * 1000, flush=True)
    busy = -1.0
    while time.process_time() - busy > 0.01:
        busy = time.process_time()
        time.sleep(0.5)
    os._exit(0)
opening = jwviewer.shell.opening.Opening(Path(sys.argv[1]))
opening.opened.connect(opened)
opening.prepared.connect(prepared)
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
# What other work does to the clock, and other threads to the time of the processor, a person does
# not see as our start: the lesser of the two counts. BEGUN is when the process was asked for.
_TOLD = """
def told():
    print(min(time.process_time(), time.perf_counter() - BEGUN) * 1000, flush=True)
"""
# A run after which the next one has a picture to show.
SEEN_BEFORE = (
    PROGRAM
    + """
def watch():
    from PySide6.QtCore import QTimer
    from jwviewer.app import Program
    start = Program.start
    def start_and_end(program):
        start(program)
        look = QTimer(program, interval=100)
        look.timeout.connect(lambda: program.afterimages.kept and program.end())
        look.start()
    Program.start = start_and_end
main([sys.argv[1]])
print(0)
"""
)
# Until the picture that the timeline left then is painted, in its place and in all its colours.
PICTURED = (
    PROGRAM
    + _TOLD
    + """
def watch():
    from PySide6.QtCore import QTimer
    from jwviewer.shell.afterimage import Afterimage
    paint = Afterimage.paintEvent
    def painted(image, event):
        paint(image, event)
        told()
        Afterimage.paintEvent = paint
        QTimer.singleShot(0, lambda: look(image))
    def look(image):
        picture = image.grab().toImage()
        colours = {picture.pixel(x, y) for x in range(0, picture.width(), 3)
                   for y in range(0, picture.height(), 3)}
        os._exit(0 if len(colours) > 50 else 1)
    Afterimage.paintEvent = painted
main([sys.argv[1]])
"""
)
# Until the timeline itself has been painted with the facts in it, and until all four panes have.
SHOWN = (
    PROGRAM
    + _TOLD
    + """
first = []
def watch():
    from jwviewer.app import Program
    furnish = Program.furnish
    def furnish_and_watch(program):
        furnish(program)
        if hasattr(program, "documents"):
            look()
    Program.furnish = furnish_and_watch
def look():
    from PySide6.QtCore import QTimer
    from jwviewer.panes.timeline.view import TimelineView
    def painted(view, event, paint=TimelineView.paintEvent):
        paint(view, event)
        if not first and view.state is not None and view.state.dossier.id == "invented-industry":
            assert view.shown.items > 0.6 * len(view.state.dossier.fact_ids) > 0
            first.append(view)
            QTimer.singleShot(0, told)
            QTimer.singleShot(0, lambda: settle(view.window()))
    def waits(pane):
        return pane.is_held or pane.state is None or not pane.state.dossier.fact_ids
    def settle(window):
        from tests.benchmarks.watch import Watch
        watching = Watch([window])
        while len(window.panes) < 4 or any(map(waits, window.panes.values())):
            watching.settle(0.02)
        watching.look()
        seen = watching.settle(0.3)
        print(min(seen.cpu, seen.clock - BEGUN) * 1000, flush=True)
        os._exit(0)
    TimelineView.paintEvent = painted
main([sys.argv[1]])
"""
)
SEEN = EMPTY.replace(
    "time.process_time() * 1000", "min(time.process_time(), time.perf_counter() - BEGUN) * 1000"
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

    def seen(found: list[float], limit: float) -> Callable[[str], Line]:
        def make(name: str) -> Line:
            if not found:
                raise NoAnswer("nothing was seen before")
            return Row(name, tuple(found), tuple(run(SEEN) for _ in found), limit)

        return make

    def pictured() -> float:
        if not alls:
            run(SEEN_BEFORE)
        picture = run(PICTURED)
        timeline, everything = _numbers(SHOWN, large, home, patience)
        timelines.append(timeline)
        alls.append(everything)
        return picture

    firsts: list[float] = []
    timelines: list[float] = []
    alls: list[float] = []
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
        f"start to {facts} on screen (timeline's last picture), second open : empty QMainWindow",
        turns(pictured, lambda: run(SEEN), 2.2, rounds),
    )
    # No limits were asked for these; two seconds, and the timeline can be used meanwhile.
    yield told(
        f"start to {facts} in the timeline itself, second open : empty QMainWindow",
        seen(timelines, 4.5),
    )
    yield told(
        f"start to {facts} in all four panes, second open : empty QMainWindow", seen(alls, 10.0)
    )
    yield told(
        f"memory at {facts}, search index built : imports",
        lambda name: _memory(name, large, home, patience),
    )


def _memory(name: str, large: Path, home: Path, patience: Patience) -> Line:
    """Compare what is resident, the pages of mapped files among it, as the system counts it.

    The window has been opened on what the cache has of the dossier, all panes have been painted,
    the search index is there and was asked some letters, and for two seconds nobody did anything.
    """
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
    return _numbers(script, folder, home, patience)[-1]


def _numbers(script: str, folder: Path, home: Path, patience: Patience) -> list[float]:
    """Return the numbers that a script prints."""
    most = patience.left()
    script = f"BEGUN = {time.perf_counter()!r}\n{script}"
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
    return [float(word) for word in words]
