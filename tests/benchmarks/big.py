"""Rows of ten million facts in Parquet: opened twice, and the timeline panned a hundred steps.

``python -m tests.benchmarks --big`` needs the extra ``parquet``, 2 GB of disk for the dossier and
its cache, and some ten minutes; ``--keep`` spares making the dossier again. Linux tells the memory.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.asking import Desk, NoAnswer, Patience
from tests.benchmarks.industry.large_forms import write_pieces
from tests.benchmarks.make_dossier import ABOUT, make_pieces
from tests.benchmarks.row import Amount, Failed, Line, Row, part

FACTS = 10_000_000
MEMORY = 2048.0
FIRST, SECOND = 600.0, 60.0
"""Seconds by the clock that an opening may take."""
STEPS = 100


def big_rows(keep: Path, home: Path, facts: int = FACTS) -> Iterator[Line]:
    """Give the rows; the dossier is made in ``keep`` unless it lies there."""
    folder = keep / f"facts-{facts}-parquet"
    if not (folder / "datapackage.json").exists():
        write_pieces(folder, "parquet", make_pieces(facts, 1), ABOUT.format(facts=facts))
    for name, most in (("first", FIRST), ("second", SECOND)):
        yield from _opened(folder, home, f"{name} open of {facts:,} from Parquet", most)


def _opened(folder: Path, home: Path, name: str, most: float) -> Iterator[Line]:
    desk = Desk(folder, home, Patience(4 * FIRST, 8 * FIRST))
    begun = time.perf_counter()
    try:
        desk.ask("peaks")
        took = time.perf_counter() - begun
        yield Amount(f"{name}, until all is painted", took, most, "s")
        times = desk.ask("frames", of="timeline", rounds=STEPS, beside=True)
        ours, empty = tuple(times["ours"]), tuple(times["empty"])
        floor = "timeline frame while it pans : empty PlotWidget"
        yield Row(f"{floor}, median", ours, empty, 0.8)
        yield Row(f"{floor}, p99", ours, empty, 2.0, share=0.99)
        yield Amount("the slowest of 100 frames but one", part(ours, 0.99), 16.0)
        while not desk.ask("idle", seconds=20):
            pass  # what is kept for the next opening is being written
        told = desk.ask("peaks")
        yield Amount(f"{name}, memory at most, mapped files too", told["peak"], MEMORY, "MB")
        yield Amount(f"{name}, private memory after it", told["private"], MEMORY, "MB")
    except NoAnswer as no:
        yield Failed(name, str(no))
    finally:
        desk.close()
