"""Says which system libraries Qt misses on Linux, and the one apt-get line that brings them.

As root it runs that line. Exits 0 where Qt can start, 1 where it cannot. Only the libraries of
the window are asked for when there is a display; pictures need fewer.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

# Read off the locked wheels with `objdump -p`: what they need and do not bring along.
DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
PROBE = (
    "from PySide6.QtWidgets import QApplication; import PySide6.QtSvg, PySide6.QtTest;"
    "QApplication(['probe'])"
)


def wanted() -> dict[str, str]:
    """Return the libraries that this machine, with the display it claims to have, needs."""
    libraries = dict(DRAWING)
    if os.environ.get("DISPLAY"):
        libraries |= WINDOW
    if os.environ.get("WAYLAND_DISPLAY"):
        libraries |= WAYLAND
    return libraries


def missing(libraries: dict[str, str]) -> dict[str, str]:
    """Return those of ``libraries`` that the system's loader does not find."""
    return {soname: package for soname, package in libraries.items() if not _loads(soname)}


def apt_line(packages: set[str]) -> list[str]:
    """Return the command that installs ``packages``."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *sorted(packages)]


def bring(absent: Callable[[], dict[str, str]], who: str) -> bool:
    """Return whether nothing is missing for ``who``; as root install what is, and look again.

    ``absent`` names each missing thing with the Debian package that brings it. Anybody but root
    is told the one line to type.
    """
    lacking = absent()
    if not lacking:
        return True
    line = apt_line(set(lacking.values()))
    if shutil.which("apt-get") is None:
        print(f"{who} needs {', '.join(lacking)}", file=sys.stderr)
        return False
    if os.geteuid() != 0:
        print(f"{who} needs {', '.join(lacking)}; on Debian and Ubuntu:", file=sys.stderr)
        print(f"    sudo {' '.join(line)}", file=sys.stderr)
        return False
    print(f"{who} needs more than is here; running: {' '.join(line)}", flush=True)
    if not _install(line):
        print("The installation failed; the lines above say why.", file=sys.stderr)
        return False
    still = absent()
    if still:
        print(f"Still missing: {', '.join(still)}", file=sys.stderr)
    return not still


def _install(line: list[str]) -> bool:
    """Run the command as root and return whether it worked; the lists of packages first."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = [line[0], "--quiet=2", *line[1:]]
    for command in (["apt-get", "--quiet=2", "update"], quiet):
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # dpkg has a line for each step; errors go to stderr
            check=False,
        )
        if done.returncode != 0:
            return False
    return True


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _why_qt_does_not_start() -> str:
    """Return why Qt cannot start without a display, or nothing if it can."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
    return "" if done.returncode == 0 else lines[-1]


def main() -> int:
    """Check, explain, as root install, and check again."""
    if not sys.platform.startswith("linux"):
        return 0
    if not bring(lambda: missing(wanted()), "Qt"):
        return 1
    reason = _why_qt_does_not_start()
    if reason:
        print(f"Qt cannot start: {reason}", file=sys.stderr)
    return 1 if reason else 0


if __name__ == "__main__":
    sys.exit(main())
