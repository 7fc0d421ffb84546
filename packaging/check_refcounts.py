"""Counts the references that Qt's bindings give back too many of; run it before any new PySide6.

Some versions lose one reference of True or None with each signal or repaint. On Python 3.11 the
process then dies without a word (see jwviewer/guard.py). Prints one JSON line with the drop for
each object and loop, and exits 1 if one is lost again and again, or dies as a user's would.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

EMISSIONS = 5_000
REPAINTS = 10_000
SINGLETONS: tuple[bool | None, ...] = (True, False, None)
TOLERANCE = 100  # a cache may hold a few more or less; a fault loses thousands


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


def drops(loop: Callable[[], None]) -> dict[str, int]:
    """Return how many references of each singleton are gone after ``loop``."""
    loop()  # once to fill the caches
    before = [sys.getrefcount(one) for one in SINGLETONS]
    loop()
    after = [sys.getrefcount(one) for one in SINGLETONS]
    return {str(one): was - now for one, was, now in zip(SINGLETONS, before, after, strict=True)}


def emit_signals(times: int = EMISSIONS) -> None:
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


def repaint(widget: QWidget, times: int = REPAINTS) -> None:
    """Paint ``widget`` onto an image ``times`` times."""
    image = QImage(widget.size(), QImage.Format.Format_ARGB32_Premultiplied)
    for _ in range(times):
        widget.render(image)


def main() -> int:
    """Run both loops and report."""
    application = QApplication.instance() or QApplication(["check"])
    canvas = Canvas()
    canvas.resize(64, 52)
    found = {
        "signals": drops(emit_signals),
        "repaints": drops(lambda: repaint(canvas)),
    }
    del application
    print(json.dumps(found))
    worst = max(drop for counts in found.values() for drop in counts.values())
    return 1 if worst > TOLERANCE else 0


if __name__ == "__main__":
    sys.exit(main())
