"""Standard output and its errors, where they are missing, closed, full or of another encoding."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_LAST_STREAM = 2


def give_streams() -> bool:
    """Give a windowed program on Windows, which has no standard streams, some that lead nowhere.

    Return whether it is such a one, so that nobody can read what it writes.
    """
    mute = sys.stderr is None and sys.platform == "win32"
    # Where a stream is closed its number is free, and messages would go into the next file opened.
    while (spare := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        pass
    os.close(spare)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    return mute


def is_from_desktop() -> bool:
    """Tell whether a menu, an icon or a double-click started this, so that no terminal is seen."""
    told = ("GIO_LAUNCHED_DESKTOP_FILE", "DESKTOP_STARTUP_ID", "XDG_ACTIVATION_TOKEN")
    return any(os.environ.get(name) for name in told) and not sys.stderr.isatty()


def drop_output() -> None:
    """Let what is still to be written to standard output go, for at the end it is tried again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def use_utf8() -> None:
    """Write names in any script, whatever the terminal: C or cp1252 must not stop them."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
