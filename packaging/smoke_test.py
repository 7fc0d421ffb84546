"""Tries out a finished bundle as a stranger would: another folder, an empty home, no checkout."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QImage

SIZE = (1920, 1080)
WINDOW_SECONDS = 8
SEED = "jac-weichai"
# Every Wayland desktop has these, and X11 needs them not; a bundle may come without.
WAYLAND = {"libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1"}
UNWANTED = {"PIL", "fontTools", "hypothesis", "matplotlib", "mypy", "pytest", "scipy", "tkinter",
            "libQt6Network"}  # fmt: skip


def try_out(product: Path, checkout: Path) -> list[str]:
    """Return what is wrong with the bundle in ``product``; nothing if it works."""
    with tempfile.TemporaryDirectory(prefix="jwviewer-bundle-") as folder:
        place = Path(folder)
        copy = place / "elsewhere" / "jwviewer"
        shutil.copytree(product, copy, symlinks=True)
        stranger = _Stranger(copy, place, checkout)
        return [
            *_contents(copy),
            *_libraries(copy),
            *_facts(stranger),
            *_picture(stranger),
            *_window(stranger),
        ]


class _Stranger:
    """Runs the program from an empty folder with an empty home, the checkout hidden if possible."""

    def __init__(self, copy: Path, place: Path, checkout: Path) -> None:
        self.folder = place / "empty"
        self.home = place / "home"
        self.folder.mkdir()
        self.home.mkdir()
        self.command = [str(copy / "jwviewer")]
        self.environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
        }
        if sys.platform == "win32":
            self.environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
            self.environment.pop("PYTHONPATH", None)
        hide = ["unshare", "--mount", "sh", "-c", 'mount -t tmpfs none "$0" && exec "$@"']
        hide.append(str(checkout))
        if _runs([*hide, "true"]):
            self.command = [*hide, *self.command]
        else:
            print("The checkout cannot be hidden here; only the surroundings are foreign.")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the program."""
        return subprocess.Popen(
            [*self.command, *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run the program to its end; return its exit code, output and errors."""
        process = self.start(*arguments)
        output, errors = process.communicate(timeout=180)
        return process.returncode, output, errors


def _runs(command: list[str]) -> bool:
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _contents(copy: Path) -> list[str]:
    inside = copy / "_internal"
    wanted = ["jwviewer/resources/fonts/OFL.txt", f"jwviewer/seeds/{SEED}/datapackage.json"]
    faults = [f"{name} is missing" for name in wanted if not (inside / name).is_file()]
    swept = UNWANTED & {path.name.split(".")[0] for path in inside.rglob("*")}
    return [*faults, *(f"{name} was swept in" for name in sorted(swept))]


def _libraries(copy: Path) -> list[str]:
    """Ask the loader of Linux whether every library that is needed is found."""
    if not sys.platform.startswith("linux"):
        return []
    inside = copy / "_internal"
    libraries = [str(path) for path in inside.rglob("*.so*") if path.is_file()]
    paths = {str(inside), *(str(path.parent) for path in inside.rglob("libQt6Core.so*"))}
    done = subprocess.run(
        ["ldd", *libraries],
        env={"PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": ":".join(sorted(paths))},
        capture_output=True,
        text=True,
        check=False,
    )
    lost = set(re.findall(r"^\s*(\S+) => not found", done.stdout, flags=re.MULTILINE))
    if lost & WAYLAND:
        print(f"Left to the Wayland desktop: {', '.join(sorted(lost & WAYLAND))}")
    return [f"the library {name} is needed and not there" for name in sorted(lost - WAYLAND)]


def _facts(stranger: _Stranger) -> list[str]:
    code, output, errors = stranger.run("facts", "--json")
    if code != 0:
        return [f"facts: exit {code}: {errors.strip()}"]
    return [] if json.loads(output) else ["facts: the seed has none"]


def _picture(stranger: _Stranger) -> list[str]:
    target = stranger.folder / "dashboard.png"
    size = f"{SIZE[0]}x{SIZE[1]}"
    code, _, errors = stranger.run(
        "export", "--pane", "dashboard", "--size", size, "--output", str(target)
    )
    if code != 0 or errors.strip():
        return [f"export: exit {code}: {errors.strip()}"]
    picture = QImage(str(target))
    if (picture.width(), picture.height()) != SIZE:
        return [f"export: the picture is {picture.width()}x{picture.height()}, not {size}"]
    colours = {picture.pixel(x, y) for x in range(0, SIZE[0], 3) for y in range(0, SIZE[1], 3)}
    return [] if len(colours) > 30 else [f"export: only {len(colours)} colours in the picture"]


def _window(stranger: _Stranger) -> list[str]:
    """Ask that the window opens the seed and stays up and silent; nobody is there to close it."""
    process = stranger.start()
    try:
        _, errors = process.communicate(timeout=WINDOW_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
        faults = [f"window: {errors.strip()}"] if errors.strip() else []
        return faults + _left_behind(stranger.home)
    return [f"window: it ended by itself with exit {process.returncode}: {errors.strip()}"]


def _left_behind(home: Path) -> list[str]:
    """Read in what the window wrote whether it opened the seed and met no error."""
    opened = [
        recent
        for settings in home.rglob("settings.json")
        for recent in json.loads(settings.read_text(encoding="utf-8"))["recent"]
    ]
    faults = [] if any(Path(one).name == SEED for one in opened) else ["window: no seed was opened"]
    for log in home.rglob("jwviewer.log"):
        lines = log.read_text(encoding="utf-8").splitlines()
        faults += [f"window: {line}" for line in lines if " ERROR " in line or " CRITICAL " in line]
    return faults
