"""What a person does in the window, through the same widgets and signals as by hand."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar

from jwviewer.drawing.time_scale import View
from jwviewer.queries.timeline import shown
from jwviewer.selection import Period, Selection
from tests.benchmarks.watch import Watch

REAL_MARKS = 3000
COMPANIES = 12
REST = 2.0
"""After so many seconds the program has given back what it needed for a moment."""
SEARCHES = (
    "brenmere drives", "hybrid 2018", "solid-state batteries", "heavy trucks sold", "tarsund",
    "agreement telematics", "260000", "port", "q3 2014 revenue", "zelwick",
)  # fmt: skip
_STATUS = Path("/proc/self/status")
Step = Callable[[], object]
Times = dict[str, list[float]]


class Actions:
    """Each method is a command; times are in milliseconds."""

    def __init__(self, program: Any, watch: Watch) -> None:
        self.window, self.session, self.watch = program.window, program.session, watch
        self.panes, self.settings = program.window.panes, program.settings
        watch.busy = lambda: program.session.is_waiting
        self._random = random.Random(1)
        self._moves = count()
        self._floor: Any = None

    def frames(self, of: str, rounds: int, beside: bool = False) -> Times:
        """Return the CPU time of frames, in turn with those of an empty plot if ``beside``."""
        steps: dict[str, Callable[[], Step]] = {
            "timeline": self._full_range, "marks": self._real_marks, "linked": self._linked,
        }  # fmt: skip
        step = steps.get(of, lambda: self._scrolling(of))()
        floor = self._empty_plot() if beside else None
        self.watch.restart()  # what the plot library takes to load is not the program's
        for _ in range(5):
            self._frame(step)
            if floor:
                self._frame(floor)
        times: Times = {"ours": [], "empty": []}
        for _ in range(rounds):
            times["ours"].append(self._frame(step))
            if floor:
                times["empty"].append(self._frame(floor))
        self._clear()
        return times

    def linked(self, rounds: int) -> Times:
        """Return steps of all linked panes, in turn with the timeline alone."""
        alone, together = self._full_range(), self._linked()
        times: Times = {"ours": [], "theirs": []}
        for number in range(rounds + 3):
            ours, theirs = self._frame(together), self._frame(alone)
            if number >= 3:
                times["ours"].append(ours)
                times["theirs"].append(theirs)
        self._clear()
        return times

    def choose(self, rounds: int) -> list[float]:
        """Choose facts at random and return how long it took until all panes were painted."""
        ids = self.session.state.dossier.fact_ids
        picks = [ids[self._random.randrange(len(ids))] for _ in range(rounds)]
        times = []
        for fact_id in picks:
            selection = self.session.state.selection.with_focus(fact_id)
            times.append(self.watch.answer(partial(self.session.select, selection)))
        self._clear()
        return times

    def brush(self, rounds: int) -> list[float]:
        """Drag a period over the years and return how long each step took."""
        first, last = self._days()
        width = (last - first) // 8
        times = []
        for number in range(rounds):
            begin = first + (last - first - width) * number // rounds
            selection = Selection(period=Period(begin, begin + width))
            times.append(self.watch.answer(partial(self.session.preview, selection)))
        self._clear()
        return times

    def search(self, rounds: int) -> list[float]:
        """Type letter by letter and return how long each took until its hits were there."""
        box = self.window.search
        self.watch.answer(lambda: QTest.keyClicks(box, "a"))  # builds what is built only once
        times: list[float] = []
        for word in SEARCHES:
            box.clear()
            times += [self.watch.answer(partial(QTest.keyClick, box, letter)) for letter in word]
            if len(times) >= rounds:
                break
        QTest.keyClick(box, Qt.Key.Key_Escape)
        self.watch.settle()
        return times

    def picture(self, pane: str, rounds: int) -> dict[str, Any]:
        """Export a pane's picture in turn with matplotlib drawing as many marks and texts."""
        from tests.benchmarks.pictures import compared

        return compared(self.session.state, pane, rounds)

    def export(self, pane: str) -> float:
        """Open the dialog on a pane and write its picture; return how long that took."""
        from jwviewer.shell.export_dialog import ExportDialog

        begun = time.perf_counter()
        with TemporaryDirectory() as folder:
            dialog = ExportDialog(
                self.session.state, self.settings, self.window, pane=pane,
                layouts={name: one for name, shown in self.panes.items()
                         if (one := shown.figure_layout()) is not None},
                grids={name: shown.grid for name, shown in self.panes.items()},
            )  # fmt: skip
            dialog.show()
            self.watch.settle()
            dialog.form.path.setText(str(Path(folder) / "picture.png"))
            written = dialog.export()
            dialog.deleteLater()
            self.watch.settle()
        assert written
        return (time.perf_counter() - begun) * 1000

    def memory(self) -> float:
        """Return the megabytes that this process has in memory when nobody has done anything."""
        self.watch.settle(REST)
        return resident()

    def peaks(self) -> dict[str, float]:
        """Return the megabytes in memory at most so far, mapped files too, and private ones now."""
        return {"peak": _megabytes("VmHWM"), "private": _megabytes("RssAnon")}

    def idle(self, seconds: float) -> bool:
        """Wait for so long at most; tell whether nothing is done any more, say for the cache."""
        ends, busy = time.perf_counter() + seconds, -1.0
        while time.perf_counter() < ends and time.process_time() - busy > 0.05:
            busy = time.process_time()
            self.watch.settle(1.0)
        return time.process_time() - busy <= 0.05

    def soak(self, seconds: float, seed: int) -> dict[str, Any]:
        """Do this and that for a while; return how often, and the memory at rest behind it."""
        chance = random.Random(seed)
        ends = time.perf_counter() + seconds
        kinds: list[Callable[[], object]] = [
            lambda: self.choose(1), lambda: self.brush(3), lambda: self.frames("timeline", 5),
            lambda: self.frames("marks", 5), lambda: self.search(8), self._filter,
            lambda: self.frames("evidence", 5), lambda: self.frames("metrics", 5),
            lambda: self.frames("profiles", 5), self._back_and_forth, self._resize,
        ]  # fmt: skip
        while any(pane.is_held for pane in self.panes.values()):
            self.watch.settle(0.1)  # after a first open the others come behind the timeline
        done = 0
        while time.perf_counter() < ends:
            chance.choice(kinds)()
            self.watch.settle(0.02)
            done += 1
        return {"done": done, "memory": self.memory()}

    def _frame(self, step: Step) -> float:
        before = time.thread_time()
        step()
        QApplication.processEvents()
        return (time.thread_time() - before) * 1000

    def _full_range(self) -> Step:
        timeline = self.panes["timeline"].timeline
        timeline.fit_all()
        self.watch.settle()
        return lambda: timeline.pan(9 if next(self._moves) // 20 % 2 else -9)

    def _real_marks(self) -> Step:
        """Show some companies' events, in as long a time as holds about REAL_MARKS of them."""
        dossier = self.session.state.dossier
        companies = frozenset(dossier.companies[:COMPANIES])
        self.session.select(Selection(companies=companies, kinds=frozenset(("event",))))
        timeline = self.panes["timeline"].timeline
        timeline.fit_all()
        self.watch.settle()
        middle = (timeline.view.lo + timeline.view.hi) / 2
        line = shown(dossier, self.session.state.selection)
        start, end = line.timeline.start[line.visible], line.timeline.end[line.visible]
        least, most = 1.0, timeline.view.span
        for _ in range(30):
            half = (least + most) / 4
            many = int(np.count_nonzero((end > middle - half) & (start < middle + half)))
            least, most = ((least + most) / 2, most) if many < REAL_MARKS else (least, 2 * half)
        timeline.set_view(View(middle - most / 2, middle + most / 2))
        self.watch.settle()
        return lambda: timeline.pan(9 if next(self._moves) // 20 % 2 else -9)

    def _linked(self) -> Step:
        first, last = self._days()
        width = (last - first) // 6
        pan = self._full_range()

        def step() -> None:
            pan()
            begin = first + 7 * (next(self._moves) % 300)
            self.session.preview(Selection(period=Period(begin, begin + width)))

        return step

    def _scrolling(self, pane: str) -> Step:
        bars = [
            bar
            for bar in self.panes[pane].findChildren(QScrollBar)
            if bar.orientation() == Qt.Orientation.Vertical and bar.isVisibleTo(self.panes[pane])
        ]
        bar = max(bars, key=lambda bar: bar.maximum())
        step = 40 if bar.maximum() > 4000 else 12
        places = count(self._random.randrange(1000))
        reach = max(2 * bar.maximum(), 1)
        return lambda: bar.setValue(abs(step * next(places) % reach - bar.maximum()))

    def _empty_plot(self) -> Step:
        import pyqtgraph

        if self._floor is None:
            self._floor = pyqtgraph.PlotWidget()
            self._floor.resize(self.panes["timeline"].timeline.size())
            self._floor.show()
            self.watch.settle()
        moves = count()

        def pan() -> None:
            start = 0.01 * (next(moves) % 80)
            self._floor.setXRange(start, start + 1, padding=0)

        return pan

    def _filter(self) -> None:
        dossier = self.session.state.dossier
        companies = self._random.sample(dossier.companies, 3)
        self.session.select(Selection(companies=frozenset(companies)))
        self.watch.settle()
        self.session.select(Selection(kinds=frozenset(("figure",))))
        self.watch.settle()

    def _back_and_forth(self) -> None:
        for move in (self.session.back, self.session.back, self.session.forward):
            move()
            self.watch.settle()

    def _resize(self) -> None:
        size = self.window.size()
        self.window.resize(size.width() - 150, size.height() - 80)
        self.watch.settle()
        self.window.resize(size)
        self.watch.settle()

    def _clear(self) -> None:
        self.session.select(Selection())
        self.watch.settle()

    def _days(self) -> tuple[int, int]:
        extent = shown(self.session.state.dossier, Selection()).extent()
        assert extent is not None, "an industry has dated facts"
        return int(extent[0]), int(extent[1])


def resident() -> float:
    """Return the megabytes that this process has in memory now."""
    if _STATUS.exists():
        return _megabytes("VmRSS")
    import resource  # which Windows has not

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _megabytes(name: str) -> float:
    lines = _STATUS.read_text().splitlines()
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith(name))
