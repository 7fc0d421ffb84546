"""Measures from outside how soon a finished program shows its first picture.

Qt itself says when it hands a painted window to the screen: its log category
``qt.widgets.painting``, switched on in the environment, prints "Flushing". So nothing in the
program takes part in the measurement, and the bare window is measured in the same way.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_PAINTED = b"Flushing"
_CLOCK_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Start:
    """One start up to its first painted window, in seconds by the clock and of the processor."""

    wall: float
    processor: float


def starts(commands: Sequence[Sequence[str]], rounds: int) -> list[Start]:
    """Return the medians of ``rounds`` starts by each command, taken in turns.

    A first round is not counted: after it the disk's cache is the same for all.
    """
    taken: list[list[Start]] = [[] for _ in commands]
    for number in range(rounds + 1):
        for command, its in zip(commands, taken, strict=True):
            start = _start(command)
            if number:
                its.append(start)
    return [
        Start(median(one.wall for one in its), median(one.processor for one in its))
        for its in taken
    ]


def _start(command: Sequence[str]) -> Start:
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            "QT_LOGGING_RULES": "qt.widgets.painting=true",
            "QT_FORCE_STDERR_LOGGING": "1",
        }
        begun = time.perf_counter()
        with subprocess.Popen(
            [*command], env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        ) as process:  # fmt: skip
            assert process.stderr is not None
            try:
                for line in process.stderr:
                    if _PAINTED in line:
                        return Start(time.perf_counter() - begun, _processor_seconds(process.pid))
            finally:
                process.kill()
                process.stderr.close()
    raise RuntimeError(f"{' '.join(command)} ended before it had painted anything")


def _processor_seconds(process: int) -> float:
    """Return what a running process has used; only Linux tells it of others."""
    if not sys.platform.startswith("linux"):
        return float("nan")
    after_name = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2]
    fields = after_name.split()
    return (int(fields[11]) + int(fields[12])) / _CLOCK_TICK
