"""What the person sees first must not wait for what is only needed later."""

from __future__ import annotations

import subprocess
import sys

# In a process of its own, for here everything is loaded already.
BARE = """
import sys, tempfile
from pathlib import Path
from jwviewer.plain_imports import load_qt
load_qt()
from jwviewer.app import Program, make_application
app = make_application()
folder = Path(tempfile.mkdtemp())
program = Program(None, config=folder, logs=folder)
def look():
    import PySide6.QtCore
    print(*sys.modules)
    print("Qt" in vars(PySide6.QtCore))
    app.quit()
program.window.painted.connect(look)
program.start()
app.exec()
"""


def test_the_bare_window_is_painted_before_panes_themes_and_pandas_are_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BARE], capture_output=True, text=True, check=True, timeout=60
    )
    modules, qt_enums = done.stdout.splitlines()
    heavy = {"numpy", "pandas", "pyqtgraph", "tomllib", "importlib.metadata", "logging.handlers"}
    ours = ("jwviewer.dossier", "jwviewer.drawing", "jwviewer.panes", "jwviewer.queries")
    loaded = modules.split()
    assert [name for name in loaded if name in heavy or name.startswith(ours)] == []
    # Its hundred enums are made when it is first named, and take as long as an empty window.
    assert qt_enums == "False"


def test_qt_leaves_the_import_function_as_it_was() -> None:
    code = (
        "import builtins; plain = builtins.__import__;"
        "from jwviewer.plain_imports import load_qt; load_qt();"
        "assert builtins.__import__ is plain"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
