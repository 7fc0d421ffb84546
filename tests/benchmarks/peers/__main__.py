"""The same timeline in jwviewer and in three libraries: first picture, a step of panning, memory.

``python -m tests.benchmarks.peers`` fetches the libraries with npm, and Chromium where that can
be done, into build/peers; Linux only. All draw the dated items of the same invented industry in
1600×900 pixels, the whole time in view, one row a company.

What each draws is not the same, and that is the point:

* jwviewer: bars with uncertain ends, undated facts in a tray, labels that fit without overlap;
  where a row is crowded, how many facts each pixel holds. CPU time of its one process, which
  paints into memory; a window system would add 0.5 to 1 ms a frame.
* vis-timeline: every item with its label, stacked in its row as it does by itself; only rows in
  view are in the page.
* Plotly: bars and points in SVG, no labels.
* Bokeh: bars and points on a canvas, no labels; it may draw fewer pictures than steps.

A browser's CPU time and memory are those of all its processes, as is fair for a program that
people would have to start. The Timeline Project, the nearest desktop program, is in none of
PyPI, npm and Debian and so is not measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.__main__ import dossier
from tests.benchmarks.asking import ROOT, environment
from tests.benchmarks.peers.browser import measure
from tests.benchmarks.peers.measured import Measured
from tests.benchmarks.peers.needs import find_browser, install_libraries
from tests.benchmarks.peers.ours import items

PEERS = {"vis": "vis-timeline", "plotly": "Plotly", "bokeh": "Bokeh"}
WHAT = {"render": "first picture", "frame": "step of panning", "memory": "memory"}
UNITS = {"render": "ms", "frame": "ms", "memory": "MB"}


def main() -> int:
    """Measure all and print one line for each amount, ratio first."""
    parser = argparse.ArgumentParser(
        prog="tests.benchmarks.peers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--facts", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--patience", type=float, default=60.0, help="seconds for each part")
    parser.add_argument("--keep", type=Path, default=Path("build/peers"), help="what is fetched")
    given = parser.parse_args()
    if not sys.platform.startswith("linux"):
        sys.exit("CPU time and memory of a browser are read as Linux tells them")
    browser = find_browser()
    libraries = install_libraries(given.keep.resolve())
    print("the others : jwviewer, CPU time of all processes and their memory", flush=True)
    for facts in given.facts:
        folder = dossier(given.keep, facts)
        data = items(folder)
        drawn = len(json.loads(data)["lane"])
        ours = _ours(folder, given.keep.resolve() / "home")
        for peer, name in PEERS.items():
            try:
                theirs = measure(browser, peer, data, libraries, given.patience)
            except RuntimeError as error:
                print(f"{name}, {drawn:,} items: failed, {error}", flush=True)
                continue
            for line in _lines(f"{name}, {drawn:,} items", theirs, ours, given.patience):
                print(line, flush=True)
    print("The Timeline Project: not measured, for it is in none of PyPI, npm and Debian")
    return 0


def _ours(folder: Path, home: Path) -> Measured:
    asked = [sys.executable, "-m", "tests.benchmarks.peers.ours", str(folder.resolve())]
    done = subprocess.run(
        asked, cwd=ROOT, env=environment(home), check=True, capture_output=True, text=True
    )
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def _lines(name: str, theirs: Measured, ours: Measured, patience: float) -> list[str]:
    found = []
    for what, words in WHAT.items():
        their, our = getattr(theirs, what), getattr(ours, what)
        start = f"{name:<32} {words:<16}"
        if their is None:
            found.append(f"{start} not within {patience:.0f} s : {our:.1f} {UNITS[what]}")
        else:
            unit = UNITS[what]
            found.append(f"{start} {their / our:8.1f}  ({their:9.1f} {unit} : {our:7.1f} {unit})")
    if theirs.slowest is not None and theirs.nodes is not None:
        found[-1] += (
            f"; slowest step {theirs.slowest:.0f} ms, {theirs.nodes:,} elements in the page"
        )
    return found


if __name__ == "__main__":
    raise SystemExit(main())
