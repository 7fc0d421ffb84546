"""What `make run` does: the window where there is a display, pictures and a summary elsewhere."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from jwviewer.cli import main as jwviewer

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "build" / "pictures"
# A stale DISPLAY ends a Qt program with an abort, so it is tried in another process.
PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication(['probe'])"


def has_display() -> bool:
    """Tell whether a window can really be opened here."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return False
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    try:
        done = subprocess.run(
            [sys.executable, "-c", PROBE], capture_output=True, check=False, timeout=60
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def summary(dossier: list[str]) -> str:
    """Return how many facts of each kind a dossier holds, in words."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        jwviewer(["facts", *dossier, "--json"])
    facts = json.loads(printed.getvalue())
    kinds = Counter(fact["kind"] for fact in facts)
    lines = [f"{len(facts)} facts"]
    lines += [f"  {count:>4}  {kind}" for kind, count in kinds.most_common()]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Open or render the dossier named in ``arguments``, the seed if none is; return 0 if done."""
    arguments = arguments or [str(ROOT / "seeds" / "jac-weichai")]
    if has_display():
        return jwviewer(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    print("There is no display, so the panes are drawn as pictures:", flush=True)
    PICTURES.mkdir(parents=True, exist_ok=True)
    code = jwviewer(["export", *arguments, "--pane", "all", "--output", str(PICTURES)])
    if code == 0:
        print(summary(arguments))
        print("All of them, one by one: .venv/bin/jwviewer facts")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
