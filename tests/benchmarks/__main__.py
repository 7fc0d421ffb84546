"""Print one line a row: name, ratio, limit, and as the last word pass or short."""

from __future__ import annotations

import argparse
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> int:
    """Run all benchmarks; short rows are information and do not fail the run."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks")
    parser.add_argument("--quick", action="store_true", help="few rounds, within two minutes")
    quick = parser.parse_args().quick
    from tests.benchmarks.frames import frames
    from tests.benchmarks.pictures import pictures
    from tests.benchmarks.starts import starts

    for rows in (
        starts(3 if quick else 15),
        frames(20 if quick else 100),
        pictures(3 if quick else 9),
    ):
        for row in rows:
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
