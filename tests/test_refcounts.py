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
    assert set(found) == {"signals", "repaints"}
    assert all(set(counts) == {"True", "False", "None"} for counts in found.values())
