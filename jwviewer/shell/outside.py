"""Showing files and folders with the system's own programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_LIBRARIES = "LD_LIBRARY_PATH"
_LIBRARIES_BEFORE = "LD_LIBRARY_PATH_ORIG"
_PATHS = (_LIBRARIES, "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
"""What the bundle's own start sets for itself, and other programs would trip over."""


def show_outside(path: Path) -> bool:
    """Show a file or folder with the system's program for it; False when there is none."""
    with _own_libraries_hidden(os.environ):
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@contextmanager
def _own_libraries_hidden(environment: MutableMapping[str, str]) -> Iterator[None]:
    """Give other programs the paths from before a bundle put its own libraries first."""
    if not getattr(sys, "frozen", False):
        yield
        return
    before = {name: environment[name] for name in _PATHS if name in environment}
    try:
        for name in before:
            del environment[name]
        if _LIBRARIES_BEFORE in environment:
            environment[_LIBRARIES] = environment[_LIBRARIES_BEFORE]
        yield
    finally:
        environment.pop(_LIBRARIES, None)
        environment.update(before)
