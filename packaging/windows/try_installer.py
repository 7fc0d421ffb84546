"""Installs jwviewer on this Windows, uses it as a person would and uninstalls it again.

Only for machines that are thrown away: `python try_installer.py SETUP` asks nothing, ends every
running jwviewer and removes its settings.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

LOCAL = Path(os.environ.get("LOCALAPPDATA", ""))
HOME = LOCAL / "Programs" / "jwviewer"
PROGRAM = HOME / "program"
SETTINGS = LOCAL / "jwviewer" / "settings.json"
COMMAND = LOCAL / "Microsoft" / "WindowsApps" / "jwviewer.cmd"
CLASSES = r"HKCU\Software\Classes\jwviewer.dossier"
LISTED = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\jwviewer"
NAME = "mes données 企业.dossier"
IN_USE = 3
PATIENCE = 120  # seconds


def check(what: str, holds: object) -> None:
    """Say what holds, or end with what does not."""
    if not holds:
        sys.exit(f"FAILED: {what}")
    print(f"ok: {what}", flush=True)


def code(*command: str | Path, folder: Path | None = None) -> int:
    """Run a command to its end and return its exit code."""
    return subprocess.run(command, cwd=folder, check=False, timeout=600).returncode


def known(key: str) -> bool:
    """Tell whether the registry has a key."""
    return code("reg", "query", key) == 0


def until(happened: Callable[[], bool]) -> bool:
    """Wait for something to happen; tell whether it did."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.5)
    return True


def running() -> bool:
    """Tell whether the program with the window runs."""
    asked = ["tasklist", "/FI", "IMAGENAME eq jwviewer.exe"]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    return "jwviewer.exe" in done.stdout


def at_a_prompt(folder: Path) -> None:
    """Use the command that the installer put on the path."""

    def prompt(*arguments: str) -> int:
        return code("cmd", "/c", "jwviewer", *arguments, folder=folder)

    seed = str(PROGRAM / "_internal" / "jwviewer" / "seeds" / "tutorial")
    check("the command is found", prompt("--version") == 0)
    check("a refusal has its exit code", prompt("facts", "nowhere") == 1)
    check("it packs a dossier", prompt("pack", seed, NAME) == 0)
    drawn = prompt("export", NAME, "--pane", "dashboard", "--output", "dashboard.png")
    check("it draws", drawn == 0 and (folder / "dashboard.png").stat().st_size > 10_000)


def was_opened(settings: Path, name: str) -> bool:
    """Tell whether the program has remembered a dossier of that name."""
    try:
        recent = json.loads(settings.read_text(encoding="utf-8"))["recent"]
    except (OSError, ValueError, KeyError):
        return False
    return any(Path(path).name == name for path in recent)


def by_double_click(folder: Path, setup: Path) -> None:
    """Open a dossier as Explorer does, try to install meanwhile, and close the window."""
    os.environ.pop("QT_QPA_PLATFORM", None)
    if sys.platform == "win32":
        os.startfile(folder / NAME)
    opened = until(lambda: was_opened(SETTINGS, NAME))
    check("a double click opens the dossier", opened)
    check("an installation waits for the program to end", code(setup, "/S") == IN_USE)
    subprocess.run(["taskkill", "/IM", "jwviewer.exe"], check=False)  # closes its window
    check("a closed window ends the program", until(lambda: not running()))


def main(setup: Path) -> None:
    """Do all of it; ends with exit code 1 at the first thing that fails."""
    folder = Path(tempfile.mkdtemp(prefix="dossiers 企业 "))
    check("it installs silently", code(setup, "/S") == 0)
    check("Windows lists it", known(LISTED))
    at_a_prompt(folder)
    by_double_click(folder, setup)
    check("it installs over itself", code(setup, "/S") == 0)
    check("it uninstalls silently", code(HOME / "uninstall.exe", "/S") == 0)
    check("its files are gone", until(lambda: not HOME.exists()))  # it goes on in a copy of itself
    check("its entries are gone", not known(LISTED) and not known(CLASSES))
    check("its command is gone", not COMMAND.exists())
    check("settings stay", SETTINGS.is_file())
    shutil.rmtree(SETTINGS.parent)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
