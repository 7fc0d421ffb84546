"""The locked versions lose no references: the fault that ends a process without a word."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

CHECK = Path(__file__).resolve().parent.parent / "packaging" / "check_refcounts.py"


def test_signals_and_repaints_lose_no_reference() -> None:
    # In a process of its own, because the fault would end this one.
    done = subprocess.run([sys.executable, CHECK], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"exit {done.returncode}: {done.stdout}{done.stderr}"
    found = json.loads(done.stdout)
    assert set(found) == {"signals", "repaints", "session", "panes", "states"}
    assert all(set(counts) == {"True", "False", "None"} for counts in found.values())


def test_a_version_that_loses_references_would_be_found() -> None:
    # The loss itself cannot be had on the locked versions, so the counting is tried on its own:
    # a loop that lets go of a thousand references that were held when it began.
    code = (
        f"import sys; sys.path.insert(0, {str(CHECK.parent)!r});"
        "from check_refcounts import drops;"
        "held = [True] * 2000;"
        "lost = drops(lambda times: held.__delitem__(slice(0, times)), 1000);"
        "sys.exit(not 900 < lost['True'] < 1100)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
