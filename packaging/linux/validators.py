"""Asks Debian's and the desktop's own validators what they think of a package."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

_LINTIAN = (
    "--fail-on", "error,warning,info,pedantic", "--display-info", "--pedantic", "--allow-root",
    # Not every builder's Python gives rise to all that is overridden.
    "--suppress-tags", "unused-override",
)  # fmt: skip
_MOST_LINES = 12


def validate(package: Path) -> list[str]:
    """Return what is wrong with the package's files."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        subprocess.run(["dpkg-deb", "--extract", str(package), folder], check=True)
        share = tree / "usr" / "share"
        page = share / "man" / "man1" / "jwviewer.1.gz"
        return [
            *_silent("desktop-file-validate", str(share / "applications" / "jwviewer.desktop")),
            *_passes("appstreamcli", "validate-tree", "--no-net", folder),
            *_silent("man", "--warnings", "--encoding=UTF-8", "--local-file", str(page)),
            *_passes("lintian", *_LINTIAN, str(package)),
        ]


def _silent(*command: str) -> list[str]:
    """Run a command that says something only where something is wrong, or else prints a page."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = done.stderr.strip() if command[0] == "man" else (done.stdout + done.stderr).strip()
    return [f"{command[0]}: {said or done.returncode}"] if said or done.returncode else []


def _passes(*command: str) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).strip().splitlines()
    said = "\n    ".join(lines[:_MOST_LINES])
    return [f"{command[0]}, {len(lines)} lines: {said}"] if done.returncode else []
