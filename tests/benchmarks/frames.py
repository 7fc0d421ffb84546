"""A frame of each pane while it pans or scrolls, against an empty plot of pyqtgraph that pans.

A frame is one step, all the events it brings and the paint, in CPU time of the window's thread.
The empty plot is the floor of the usual way to draw such panes; it has no data at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count
from typing import Any

from tests.benchmarks.row import Row, in_turn

SIZE = (1200, 700)
WARM_UP = 5
# Lists move what is painted already and paint only what comes into view, which should cost no
# more than a plot without any data. Metrics look through all figures for what a strip touches.
# The timeline is another matter: at every step its 25 lanes are packed anew and some 40 labels
# find places where none overlaps or is cut; the empty plot knows neither lanes nor labels.
LIMITS = {"timeline": 4.0, "profiles": 1.0, "metrics": 2.0, "evidence": 1.0}


def frames(rounds: int) -> list[Row]:
    """Return one row a pane, on the tutorial dossier."""
    from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

    from jwviewer.app import make_application
    from jwviewer.dossier.files import open_dossier
    from jwviewer.drawing.theme import load_theme
    from jwviewer.places import seed
    from jwviewer.session import State
    from jwviewer.shell.layout import build_panes
    from jwviewer.shell.style import dress, dress_program

    app = make_application()
    dress_program()
    dress(load_theme("light"), follow_system=True)
    state = State(open_dossier(seed("tutorial")))

    def frame(step: Callable[[], None]) -> Callable[[], float]:
        def measured() -> float:
            before = time.thread_time()
            step()
            QApplication.processEvents()
            return (time.thread_time() - before) * 1000

        return measured

    def shown(widget: QWidget) -> None:
        widget.resize(*SIZE)
        widget.show()
        app.processEvents()

    def scrolling(bar: QScrollBar) -> Callable[[], None]:
        places = count()
        return lambda: bar.setValue(abs((12 * next(places)) % (2 * bar.maximum()) - bar.maximum()))

    floor = _empty_plot()
    shown(floor)
    empty = frame(_panning(floor))
    rows = []
    for pane in build_panes():
        shown(pane)
        pane.show_state(state)
        app.processEvents()
        step = _steps(pane, scrolling)
        ours = frame(step)
        for _ in range(WARM_UP):
            ours(), empty()
        name = f"frame of {pane.name} : frame of an empty PlotWidget"
        rows.append(in_turn(name, ours, empty, LIMITS[pane.name], rounds))
        pane.hide()
    return rows


def _steps(pane: Any, scrolling: Callable[[Any], Callable[[], None]]) -> Callable[[], None]:
    if pane.name == "timeline":
        pane.timeline.zoom(4)
        moves = count()
        return lambda: pane.timeline.pan(9 if next(moves) // 40 % 2 else -9)
    if pane.name == "profiles":
        return scrolling(pane.table.verticalScrollBar())
    if pane.name == "metrics":
        return scrolling(pane.canvas.parentWidget().parentWidget().verticalScrollBar())
    return scrolling(pane.facts.verticalScrollBar())


def _empty_plot() -> Any:
    import pyqtgraph

    return pyqtgraph.PlotWidget()


def _panning(plot: Any) -> Callable[[], None]:
    moves = count()

    def pan() -> None:
        start = 0.01 * (next(moves) % 80)
        plot.setXRange(start, start + 1, padding=0)

    return pan
