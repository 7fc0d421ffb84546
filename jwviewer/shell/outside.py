"""Showing files and folders with the system's own programs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_outside(path: Path) -> bool:
    """Show a file or folder with the system's program for it; False when there is none."""
    with _own_libraries_hidden():
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@contextmanager
def _own_libraries_hidden() -> Iterator[None]:
    """Give other programs the library path from before a bundle put its own libraries first."""
    changed = os.environ.get("LD_LIBRARY_PATH")
    before = os.environ.get("LD_LIBRARY_PATH_ORIG")
    if changed is None:
        yield
        return
    try:
        if before is None:
            del os.environ["LD_LIBRARY_PATH"]
        else:
            os.environ["LD_LIBRARY_PATH"] = before
        yield
    finally:
        os.environ["LD_LIBRARY_PATH"] = changed
