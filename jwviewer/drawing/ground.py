"""The ground of scrolling lists: painted by themselves, so that scrolling paints only what is new.

Qt moves what is already painted only where a widget covers all of itself; a background that
comes from a style sheet does not count, and every step of the wheel would paint everything.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea

from jwviewer.drawing.theme import Theme


def own_ground(view: QAbstractScrollArea) -> None:
    """Promise that ``view`` calls fill_ground() before it paints anything else."""
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)


def fill_ground(view: QAbstractScrollArea, event: QPaintEvent, theme: Theme) -> None:
    """Fill what is to be painted with the colour of a pane."""
    painter = QPainter(view.viewport())
    painter.fillRect(event.rect(), theme.surface["pane"])
    painter.end()
