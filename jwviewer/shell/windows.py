"""The few calls into Windows that Qt does not make; on other systems nobody comes here.

None is worth an interruption: where a call is missing or fails, the program runs without it.
"""

from __future__ import annotations

import ctypes
import logging
import sys
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

APP_ID = "jwviewer.jwviewer"
_SHARD_PATHW = 3
_NO_SESSION = 0xFFFFFFFF


def take_app_id() -> None:
    """Give this process its own place in the taskbar, not Python's.

    A bundle has that by its own name; with another one its windows would not group with a
    shortcut that was pinned.
    """
    if not getattr(sys, "frozen", False):
        _call("shell32", "SetCurrentProcessExplicitAppUserModelID", ctypes.c_wchar_p(APP_ID))


def add_to_recent(path: Path) -> None:
    """Put a file into the jump list of the program and into Recent files."""
    _call("shell32", "SHAddToRecentDocs", _SHARD_PATHW, ctypes.c_wchar_p(str(path)))


def let_come_forward(pid: int) -> None:
    """Hand on to another process the leave to raise its window that a double-click gave to us."""
    _call("user32", "AllowSetForegroundWindow", ctypes.c_uint32(pid))


def desktop_session() -> int:
    """Return the number of the desktop session, of which one person may have several."""
    number = ctypes.c_uint32(_NO_SESSION)
    pid = _call("kernel32", "GetCurrentProcessId")
    _call("kernel32", "ProcessIdToSessionId", pid or 0, ctypes.byref(number))
    return number.value


def _call(library: str, function: str, *arguments: object) -> Any:
    try:
        return getattr(_library(library), function)(*arguments)
    except (AttributeError, KeyError, OSError) as failure:
        log.info("%s was not called: %s", function, failure)
        return None


def _library(name: str) -> Any:
    return vars(ctypes)["WinDLL"](name)
