"""A display without a screen: starts Xvfb, tells windows by their titles, takes pictures."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QImage

SIZE = (1440, 900)
_PROGRAMS = ("Xvfb", "xdotool")
_OURS = "— jwviewer$"
PATIENCE = 90.0
"""Seconds after which a window will not come any more, on however busy a machine."""
_PAUSE = 0.1
_STILL = 10
"""How many equal pictures in a row make a still one."""


def what_screens_lack() -> str:
    """Return why no screen can be had here, or nothing."""
    lacking = [name for name in _PROGRAMS if shutil.which(name) is None]
    return f"not installed: {' and '.join(lacking)}" if lacking else ""


class Screen:
    """An X server of one's own; its socket lies in /tmp/.X11-unix."""

    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="screen-"))
        read, write = os.pipe()
        self._server = subprocess.Popen(
            [
                "Xvfb", "-displayfd", str(write), "-screen", "0", f"{size[0]}x{size[1]}x24",
                "-fbdir", str(self._folder), "-nolisten", "tcp", "-ac", "-noreset",
            ],
            pass_fds=(write,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise OSError("Xvfb did not start.")
        self.display = f":{number}"

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.terminate()
        self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def titles(self) -> list[str]:
        """Return the titles of all windows that can be seen."""
        found = self.xdotool("search", "--onlyvisible", "--name", ".")
        return [self.xdotool("getwindowname", one).strip() for one in found.split()]

    def dossiers(self) -> list[str]:
        """Return the titles of the program's windows that show a dossier."""
        return [title for title in self.titles() if re.search(_OURS, title)]

    def press(
        self, *keys: str, click: tuple[int, int] | None = None, window: str = _OURS, text: str = ""
    ) -> None:
        """Press keys and type a text in the window of a title, after a click on the screen."""
        (first, *_) = self.xdotool("search", "--onlyvisible", "--name", window).split()
        clicked = ["mousemove", *map(str, click), "click", "1"] if click else []
        pressed = [word for key in keys for word in ("key", key)]
        typed = ["type", text] if text else []
        self.xdotool("windowfocus", "--sync", first, *clicked, *pressed, *typed)

    def xdotool(self, *arguments: str) -> str:
        """Run xdotool on this display and return what it prints."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env={"PATH": os.environ["PATH"], "DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        return done.stdout

    def picture(self) -> QImage:
        """Return what is to be seen now."""
        data = (self._folder / "Xvfb_screen0").read_bytes()
        head = struct.unpack(">25I", data[:100])  # XWDFileHeader, always big-endian
        start, width, height, stride, colours = head[0], head[4], head[5], head[12], head[19]
        pixels = data[start + 12 * colours :]
        return QImage(pixels, width, height, stride, QImage.Format.Format_RGB32).copy()

    def settled(self) -> QImage:
        """Return what is to be seen once nothing moves any more."""
        last, same = self.picture(), 0

        def still() -> bool:
            nonlocal last, same
            now = self.picture()
            same = same + 1 if now == last else 0
            last = now
            return same >= _STILL

        wait_until(still)
        return last

    def colours(self) -> int:
        """Return how many colours there are in a sample of the picture; an empty screen has one."""
        picture = self.picture()
        columns, rows = range(0, picture.width(), 3), range(0, picture.height(), 3)
        return len({picture.pixel(x, y) for x in columns for y in rows})


def wait_until(true: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Return whether ``true`` came to be in time."""
    end = time.monotonic() + patience
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(_PAUSE)
    return True
