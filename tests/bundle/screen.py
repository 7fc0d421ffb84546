"""A real X server without a monitor, and somebody at its keyboard and mouse."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from pathlib import Path
from types import TracebackType

SIZE = (1366, 900)
_XWD = struct.Struct(">25I")


def what_screens_lack() -> str:
    """Return why no screen can be had here, or nothing."""
    lacking = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    return f"not installed: {' and '.join(lacking)}" if lacking else ""


class Screen:
    """An Xvfb for one test; ``name`` is its DISPLAY."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "screen"
        self.name = ""

    def __enter__(self) -> Screen:
        self._folder.mkdir()
        told, tell = os.pipe()
        self._server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(tell), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"),
                *("-fbdir", str(self._folder), "-nolisten", "tcp", "-ac", "-noreset"),
            ],
            pass_fds=[tell],
            stderr=subprocess.DEVNULL,
        )
        os.close(tell)
        with os.fdopen(told) as line:
            self.name = f":{line.readline().strip()}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.terminate()
        self._server.wait()

    def titles(self) -> list[str]:
        """Return the titles of the program's windows that show a dossier."""
        found = self._do("search", "--onlyvisible", "--name", "— jwviewer$").split()
        return [self._do("getwindowname", window).strip() for window in found]

    def press(self, *keys: str, click: tuple[int, int] | None = None) -> None:
        """Press keys in the program's window, after a click at a place of the screen."""
        (window, *_) = self._do("search", "--onlyvisible", "--name", "— jwviewer$").split()
        clicked = ["mousemove", *map(str, click), "click", "1"] if click else []
        self._do("windowfocus", "--sync", window, *clicked, *(w for k in keys for w in ("key", k)))

    def pixels(self, box: tuple[int, int, int, int] = (0, 0, *SIZE)) -> bytes:
        """Return what a box (left, top, right, bottom) of the screen shows, four bytes a pixel."""
        dump = (self._folder / "Xvfb_screen0").read_bytes()
        header = _XWD.unpack_from(dump)
        start, line = header[0] + header[19] * 12, header[12]
        left, top, right, bottom = box
        rows = (start + row * line for row in range(top, bottom))
        return b"".join(dump[row + 4 * left : row + 4 * right] for row in rows)

    def colours(self) -> int:
        """Return how many colours there are on the screen, counted at every seventh pixel."""
        shown = memoryview(self.pixels()).cast("I")
        return len(set(shown[::7]))

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env={**os.environ, "DISPLAY": self.name},
            capture_output=True, text=True, check=False, timeout=30,
        )  # fmt: skip
        return done.stdout
