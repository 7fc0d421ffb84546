"""Counts the references that Qt's bindings give back too many of; run it before any new PySide6.

Some versions lose one reference of True or None with each signal or repaint. On Python 3.11 the
process then dies without a word (see jwviewer/guard.py). Bare widgets come first, then the
program's own session and panes. Prints one JSON line with the drop for each object and loop, and
exits 1 if one is lost again and again, or dies as a user's would.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from jwviewer.panes.pane import Pane
    from jwviewer.session import Session, State

EMISSIONS = 5_000
REPAINTS = 10_000
STATES = 100
SINGLETONS: tuple[bool | None, ...] = (True, False, None)
TOLERANCE = 100  # a cache may hold a few more or less; a fault loses thousands
WARM_UP = 20
PANE_SIZE = (160, 90)  # small, for what is painted counts and not how much of it
TURNS = ("timeline",) * 13 + ("metrics",) * 5 + ("profiles", "evidence")  # the dear ones less often


class Bell(QObject):
    """Rings with the types that the program's own signals carry."""

    rang = Signal(bool)
    told = Signal(object)
    silent = Signal()


class Canvas(QWidget):
    """Paints what a pane paints: boxes, lines, text, with flags that are true, false and none."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw one of everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(QColor("#2d6cdf"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(2.5, 2.5, 40.0, 20.0))
        painter.drawLine(0, 30, 50, 30)
        painter.drawText(QRectF(0, 30, 60, 20), Qt.AlignmentFlag.AlignCenter, "> 260,000")
        painter.end()


def drops(loop: Callable[[int], None], times: int) -> dict[str, int]:
    """Return how many references of each singleton are gone after ``times`` rounds of ``loop``."""
    loop(WARM_UP)  # to fill the caches
    gc.collect()
    before = [sys.getrefcount(one) for one in SINGLETONS]
    loop(times)
    gc.collect()
    after = [sys.getrefcount(one) for one in SINGLETONS]
    return {str(one): was - now for one, was, now in zip(SINGLETONS, before, after, strict=True)}


def emit_signals(times: int) -> None:
    """Emit each kind of signal ``times`` times into a connected slot."""
    bell = Bell()
    heard: list[object] = [None]

    def hear(*what: object) -> None:
        heard[0] = what

    for signal in (bell.rang, bell.told, bell.silent):
        signal.connect(hear)
    for number in range(times):
        bell.rang.emit(number % 2 == 0)
        bell.told.emit(None)
        bell.silent.emit()


def repaint(widget: QWidget, times: int) -> None:
    """Paint ``widget`` onto an image ``times`` times."""
    image = QImage(widget.size(), QImage.Format.Format_ARGB32_Premultiplied)
    for _ in range(times):
        widget.render(image)


def choose_and_choose(session: Session, times: int) -> None:
    """Let a session announce ``times`` selections and drag a period in between."""
    facts = session.state.dossier.fact_ids
    for number in range(times):
        selection = session.state.selection
        session.select(selection.with_focus(facts[number % len(facts)] if number % 3 else None))


def repaint_panes(panes: tuple[Pane, ...], times: int) -> None:
    """Paint panes in turn ``times`` times together, the timeline often at another place."""
    from jwviewer.panes.timeline import TimelinePane

    named = {pane.name: pane for pane in panes}
    # One for all: to make an image takes references of None, which would hide a loss of others.
    image = QImage(*PANE_SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    for number in range(times):
        pane = named[TURNS[number % len(TURNS)]]
        if isinstance(pane, TimelinePane) and number % len(TURNS) == 0:
            pane.timeline.pan(1 if number % (2 * len(TURNS)) else -1)
        pane.render(image)


def show_states(panes: tuple[Pane, ...], state: State, times: int) -> None:
    """Show a state with something else chosen in every pane, ``times`` times."""
    from dataclasses import replace

    facts = state.dossier.fact_ids
    for number in range(times):
        chosen = state.selection.with_focus(facts[number % len(facts)])
        for pane in panes:
            pane.show_state(replace(state, selection=chosen))


def program_drops() -> dict[str, dict[str, int]]:
    """Return the drops of the program's own session and panes, on the dossier that ships."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from jwviewer.dossier.files import open_dossier
    from jwviewer.places import seed
    from jwviewer.session import Session, State
    from jwviewer.shell.layout import build_panes

    state = State(open_dossier(seed("jac-weichai")))
    session = Session(state)
    heard: list[object] = [None]
    session.changed.connect(lambda state: heard.__setitem__(0, state))
    session.moved.connect(lambda: heard.__setitem__(0, None))
    panes = tuple(build_panes())
    for pane in panes:
        pane.resize(*PANE_SIZE)
        pane.info_changed.connect(lambda text: heard.__setitem__(0, text))
        pane.show_state(state)
    return {
        "session": drops(lambda times: choose_and_choose(session, times), EMISSIONS),
        "panes": drops(lambda times: repaint_panes(panes, times), REPAINTS),
        "states": drops(lambda times: show_states(panes, state, times), STATES),
    }


def main() -> int:
    """Run all loops and report."""
    application = QApplication.instance() or QApplication(["check"])
    canvas = Canvas()
    canvas.resize(64, 52)
    found = {
        "signals": drops(emit_signals, EMISSIONS),
        "repaints": drops(lambda times: repaint(canvas, times), REPAINTS),
        **program_drops(),
    }
    del application
    print(json.dumps(found))
    worst = max(drop for counts in found.values() for drop in counts.values())
    return 1 if worst > TOLERANCE else 0


if __name__ == "__main__":
    sys.exit(main())
