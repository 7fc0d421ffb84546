"""What the comparison needs and nothing else here does: three libraries and a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

LIBRARIES = ("vis-timeline@8.5.4", "plotly.js-dist-min@4.1.2", "@bokeh/bokehjs@3.10.0")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def install_libraries(folder: Path) -> Path:
    """Return the folder of installed libraries; npm fetches those that are missing."""
    found = folder / "node_modules"
    names = [one.rpartition("@")[0] for one in LIBRARIES]
    if not all((found / name / "package.json").exists() for name in names):
        npm = shutil.which("npm")
        if npm is None:
            sys.exit("npm is needed to fetch the libraries: install Node.js first")
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [npm, "install", "--no-fund", "--no-audit", "--prefix", str(folder), *LIBRARIES],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return found


def find_browser() -> str:
    """Return a Chromium; on Debian and as root it is installed when there is none."""
    for _ in range(2):
        for name in BROWSERS:
            if found := shutil.which(name):
                return found
        if shutil.which("apt-get") is None or os.geteuid() != 0:
            break
        subprocess.run(["apt-get", "update", "-q"], check=False, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "chromium"], check=True, stdout=subprocess.DEVNULL
        )
    sys.exit("Chromium is needed to draw the others: install it (Debian: apt install chromium)")
