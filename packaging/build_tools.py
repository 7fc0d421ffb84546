"""Says what making or trying out a bundle needs beyond Python's packages; as root installs it.

build_tools.py             what `make bundle` needs
build_tools.py --screen    what `make test-bundle` needs too
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig

from system_libraries import DRAWING, WINDOW, apt_line, install, missing

# PyInstaller reads and writes programs with binutils; xz measures how small the bundle packs.
TOOLS = {"as": "binutils", "ld": "binutils", "objcopy": "binutils", "objdump": "binutils",
         "strip": "binutils", "xz": "xz-utils"}  # fmt: skip
SCREEN = {"Xvfb": "xvfb", "unshare": "util-linux", "xdotool": "xdotool"}


def python_library() -> dict[str, str]:
    """Return the library of this Python that goes into the bundle; Debian has it apart."""
    name = sysconfig.get_config_var("INSTSONAME")
    if not sysconfig.get_config_var("Py_ENABLE_SHARED") or not name:
        return {}
    return {name: f"libpython{sysconfig.get_python_version()}"}


def absent(*, screen: bool) -> dict[str, str]:
    """Return what is missing here, each with the Debian package that brings it.

    The window's libraries are asked for without a display too, for the bundle takes them along.
    """
    tools = {**TOOLS, **SCREEN} if screen else TOOLS
    found = {name: package for name, package in tools.items() if shutil.which(name) is None}
    return found | missing({**DRAWING, **WINDOW, **python_library()})


def main() -> int:
    """Check, explain, as root install, and check again; return 0 where nothing is missing."""
    if not sys.platform.startswith("linux"):
        return 0
    screen = "--screen" in sys.argv[1:]
    lacking = absent(screen=screen)
    if not lacking:
        return 0
    line = apt_line(set(lacking.values()))
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print(f"A bundle needs {', '.join(lacking)}; on Debian and Ubuntu:", file=sys.stderr)
        print(f"    sudo {' '.join(line)}", file=sys.stderr)
        return 1
    print(f"A bundle needs more than is here; running: {' '.join(line)}", flush=True)
    if not install(line):
        print("The installation failed; the lines above say why.", file=sys.stderr)
        return 1
    still = absent(screen=screen)
    if still:
        print(f"Still missing: {', '.join(still)}", file=sys.stderr)
    return 1 if still else 0


if __name__ == "__main__":
    sys.exit(main())
