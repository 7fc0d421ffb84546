"""Long random work in the window at a million facts: memory, warnings, stalls.

``python -m tests.benchmarks.soak --minutes 30`` prints a line a minute and, at the end, a line
for each demand: memory grows by less than 20 MB once everything was used, nothing is written to
the standard error, and the window's thread is never kept longer than 200 ms.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.__main__ import dossier
from tests.benchmarks.asking import Desk, NoAnswer, Patience
from tests.benchmarks.row import Amount, Failed

GROWTH = 20.0
STALL = 200.0
SPAN = 60.0
"""Seconds between two lines."""
# What the platform without a screen says of itself; nothing that a person would see.
_PLATFORM = "This plugin does not support"
# What is built when first used, and caches that fill up to their bounds, are no growth.
WARM_UP = 0.2


def main() -> int:
    """Work for so many minutes and print what came of it; short lines are information."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="where the dossier lies, or is to lie")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with TemporaryDirectory() as home:
        folder = dossier(given.keep or Path(home), given.facts)
        desk = Desk(folder, Path(home), Patience(300, 60 * given.minutes + 600))
        try:
            for line in _work(desk, given.minutes, given.seed):
                print(line, flush=True)
        finally:
            desk.close()
    return 0


def _work(desk: Desk, minutes: float, seed: int) -> list[Amount | Failed]:
    memory: list[float] = []
    spans = max(3, round(60 * minutes / SPAN))
    try:
        for number in range(spans):
            told = desk.ask("soak", seconds=60 * minutes / spans, seed=seed + number)
            memory.append(told["memory"])
            stall = desk.stalls.get("soak", 0.0)
            print(f"{number + 1:3} of {spans}: {told['done']} actions, {memory[-1]:.0f} MB, "
                  f"longest stall so far {stall:.0f} ms", flush=True)  # fmt: skip
    except NoAnswer as no:
        return [Failed("soak", str(no))]
    warm = memory[round(WARM_UP * spans) :]
    third = max(1, len(warm) // 3)
    growth = statistics.median(warm[-third:]) - statistics.median(warm[:third])
    warnings = [line.strip() for line in desk.errors if line.strip()]
    warnings = [line for line in warnings if not line.startswith(_PLATFORM)]
    return [
        Amount("growth of memory, last third : first third", growth, GROWTH, unit="MB"),
        Amount("lines on the standard error", len(warnings), 0, "lines", "; ".join(warnings[:3])),
        Amount("longest stall of the window's thread", desk.stalls["soak"], STALL),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
