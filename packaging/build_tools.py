"""Says what making or trying out a bundle needs beyond Python's packages; as root installs it.

build_tools.py             what `make bundle` needs
build_tools.py --screen    what `make test-bundle` needs too

What only a package or an archive is made and tried with, their own programs ask for.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig

from system_libraries import DRAWING, WINDOW, bring, missing

# PyInstaller reads and writes programs with binutils; xz measures how small the bundle packs.
BUNDLE = ("as", "ld", "objcopy", "objdump", "strip", "xz")
SCREEN = ("Xvfb", "unshare", "xdotool")
PACKAGES = {
    "Xvfb": "xvfb",
    "appstreamcli": "appstream",
    "as": "binutils",
    "chrpath": "chrpath",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "dpkg-deb": "dpkg",
    "ld": "binutils",
    "lintian": "lintian",
    "man": "man-db",
    "objcopy": "binutils",
    "objdump": "binutils",
    "strip": "binutils",
    "unshare": "util-linux",
    "xdotool": "xdotool",
    "xz": "xz-utils",
}
"""The Debian package that brings each program."""


def bring_programs(*names: str) -> bool:
    """Return whether these programs are there, as root after installing those that are missing."""
    return bring(lambda: _absent(names), "Packaging")


def _absent(names: tuple[str, ...]) -> dict[str, str]:
    # Some lie in /usr/sbin, which is not on everybody's path.
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    return {name: PACKAGES[name] for name in names if shutil.which(name, path=path) is None}


def _python_library() -> dict[str, str]:
    """Return the library of this Python that goes into the bundle; Debian has it apart."""
    name = sysconfig.get_config_var("INSTSONAME")
    if not sysconfig.get_config_var("Py_ENABLE_SHARED") or not name:
        return {}
    return {name: f"libpython{sysconfig.get_python_version()}"}


def main() -> int:
    """Check, explain, as root install, and check again; return 0 where nothing is missing."""
    if not sys.platform.startswith("linux"):
        return 0
    names = (*BUNDLE, *SCREEN) if "--screen" in sys.argv[1:] else BUNDLE
    # The window's libraries are asked for without a display too, for the bundle takes them along.
    libraries = {**DRAWING, **WINDOW, **_python_library()}
    return 0 if bring(lambda: _absent(names) | missing(libraries), "A bundle") else 1


if __name__ == "__main__":
    sys.exit(main())
