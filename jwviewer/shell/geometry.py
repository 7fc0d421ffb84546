"""Where the window stands on the screen, and texts of what Qt remembers as bytes."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from jwviewer.shell.settings import Settings

TITLE = 40
"""Height of the strip at the top of a window that it is moved by, in pixels."""
REACHABLE = 120
"""How much of that strip has to be on a screen, in pixels."""


def place(window: QMainWindow, settings: Settings) -> None:
    """Give the window its remembered size and place, or a good first one."""
    geometry = from_text(settings["geometry"])
    free = window.screen().availableGeometry()
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        window.resize(min(1600, round(free.width() * 0.94)), min(1000, round(free.height() * 0.92)))
        window.move(free.center() - window.rect().center())
        return
    if window.isMaximized() or window.isFullScreen():
        return  # where it goes, Qt and the desktop decide
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    fitted = within_reach(window.geometry(), screens, free)
    if fitted != window.geometry():
        window.setGeometry(fitted)


def within_reach(window: QRect, screens: Sequence[QRect], primary: QRect) -> QRect:
    """Return where a window can stand so that it can be seen and moved.

    Qt has fitted it to the screen it believes it on; where too little of it is on any, for that
    screen is gone, it goes to the middle of the primary one.
    """
    title = QRect(window.x(), window.y(), window.width(), TITLE)
    if any((title & screen).width() >= REACHABLE for screen in screens):
        return window
    size = window.size().boundedTo(primary.size())
    fitted = QRect(primary.topLeft(), size)
    fitted.moveCenter(primary.center())
    return fitted


def to_text(data: QByteArray) -> str:
    """Return bytes as text for the settings file."""
    return base64.b64encode(data.data()).decode("ascii")


def from_text(text: str) -> QByteArray:
    """Return the bytes that a settings file holds as text; none where it is damaged."""
    try:
        return QByteArray(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        return QByteArray()
