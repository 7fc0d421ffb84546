"""Where bundles are made and what they are made with, the same on every run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build"
DIST = ROOT / "dist"
PRODUCT = DIST / "jwviewer"
ENDING = ".exe" if sys.platform == "win32" else ""
_NO_COMMIT = 1_767_225_600


def epoch() -> int:
    """Return the moment that stands for the build in all files made, in seconds since 1970.

    It is SOURCE_DATE_EPOCH where that is set (reproducible-builds.org), else the commit's.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        written, reason = done.stdout.strip(), done.stderr.strip()
    except OSError as error:
        written, reason = "", str(error)
    if written.isdecimal():
        return int(written)
    print(f"The date of the commit is not known, a fixed one is used: {reason}", file=sys.stderr)
    return _NO_COMMIT


def program(folder: Path) -> Path:
    """Return the file that starts the bundle in ``folder``, named as the folder is.

    On Windows it is the one that can print, if there are two.
    """
    printing = folder / f"{folder.name}-console{ENDING}"
    return printing if printing.is_file() else folder / f"{folder.name}{ENDING}"


def files_in(folder: Path) -> list[Path]:
    """Return all files below ``folder`` in a fixed order; links are none."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]


def bytes_in(folder: Path) -> int:
    """Return the bytes of all files below ``folder``."""
    return sum(path.stat().st_size for path in files_in(folder))
