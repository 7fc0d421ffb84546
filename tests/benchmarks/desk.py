"""The program at work, steered by lines of JSON: what a person does, and how long it takes.

``python -m tests.benchmarks.desk FOLDER`` opens the window on a dossier as its command does and
answers each command on standard input with one line. It runs in a process of its own, so that
the benchmark can give up on what takes too long.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

from jwviewer import plain_imports

SIZE = (1600, 900)
DOSSIER = "invented-industry"


def main() -> int:
    """Open the dossier, then do what each line asks for."""
    plain_imports.load_qt()
    from PySide6.QtWidgets import QApplication

    from jwviewer.app import SWITCH_SECONDS, Program, make_application
    from tests.benchmarks.actions import Actions
    from tests.benchmarks.watch import Watch

    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()  # as the program itself does until all is loaded
    make_application()
    program = Program(Path(sys.argv[1]))
    program.window.resize(*SIZE)
    watch = Watch([program.window])
    program.start()
    while not _is_shown(program):
        QApplication.processEvents()
        time.sleep(0.001)
    program.window.resize(*SIZE)
    watch.look()
    watch.settle(0.5)
    _say({"stall": watch.longest})
    actions = Actions(program, watch)
    for line in sys.stdin:
        asked = json.loads(line)
        watch.look()
        watch.restart()
        answer = getattr(actions, asked.pop("do"))(**asked)
        _say({"answer": answer, "stall": watch.longest})
    program.end()
    return 0


def _is_shown(program: Any) -> bool:
    return hasattr(program, "session") and program.session.state.dossier.id == DOSSIER


def _say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
