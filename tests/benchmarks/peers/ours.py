"""jwviewer's timeline measured as the others are, and the items that all of them draw."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.peers.measured import Measured

SIZE = (1600, 900)
STEPS = 60
_EPOCH = 719163  # 1 January 1970, counted in days as Python does


def items(folder: Path) -> bytes:
    """Return every dated item of a dossier with its row and title, in days since 1970, as JSON.

    Sides that are open end where all that is known ends; the others know no open sides.
    """
    from jwviewer.dossier.files import open_dossier
    from jwviewer.queries.timeline import Shape, timeline

    line = timeline(dossier := open_dossier(folder))
    known = line.days[np.isfinite(line.days)]
    first, last = float(known.min()), float(known.max())
    places = np.flatnonzero(line.shape != Shape.ORDER)
    facts = [dossier.facts[n] for n in line.facts[places].tolist()]
    found: dict[str, Any] = {
        "first": first - _EPOCH,
        "last": last - _EPOCH,
        "lanes": [lane.title for lane in line.lanes],
        "lane": line.lane[places].tolist(),
        "start": (np.maximum(line.start[places], first) - _EPOCH).tolist(),
        "end": (np.minimum(line.end[places], last) - _EPOCH).tolist(),
        "title": [fact.label for fact in facts],
    }
    return json.dumps(found).encode()


def main() -> int:
    """Measure the timeline of the dossier that the command names; print one line of JSON."""
    from jwviewer.app import make_application
    from jwviewer.dossier.files import open_dossier
    from jwviewer.drawing.theme import load_theme
    from jwviewer.session import State
    from jwviewer.shell.layout import build_panes
    from jwviewer.shell.style import dress, dress_program
    from tests.benchmarks.peers.processes import memory_mb

    app = make_application()
    dress_program()
    dress(load_theme("light"), follow_system=True)
    dossier = open_dossier(Path(sys.argv[1]))
    pane: Any = next(one for one in build_panes() if one.name == "timeline")
    pane.resize(*SIZE)
    pane.show()
    app.processEvents()
    before = time.process_time()
    pane.show_state(State(dossier))
    app.processEvents()
    found = Measured(render=1000 * (time.process_time() - before))
    pane.timeline.fit_all()
    app.processEvents()
    waits = []
    for number in range(STEPS):
        began = time.process_time()
        pane.timeline.pan(9 if number // 20 % 2 else -9)
        app.processEvents()
        waits.append(1000 * (time.process_time() - began))
    found.frame, found.slowest = float(np.mean(waits)), max(waits)
    found.memory = memory_mb(os.getpid())
    print(json.dumps(vars(found)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
