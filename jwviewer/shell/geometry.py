"""Where the window stands on the screen, and texts of what Qt remembers as bytes."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from jwviewer.shell.settings import Settings


def place(window: QMainWindow, settings: Settings) -> None:
    """Give the window its remembered size and place, or a good first one."""
    geometry = from_text(settings["geometry"])
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        free = window.screen().availableGeometry()
        window.resize(min(1600, round(free.width() * 0.94)), min(1000, round(free.height() * 0.92)))
        window.move(free.center() - window.rect().center())


def to_text(data: QByteArray) -> str:
    """Return bytes as text for the settings file."""
    return base64.b64encode(data.data()).decode("ascii")


def from_text(text: str) -> QByteArray:
    """Return the bytes that a settings file holds as text; none where it is damaged."""
    try:
        return QByteArray(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        return QByteArray()
