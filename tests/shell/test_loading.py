from __future__ import annotations

import subprocess
import sys


def test_what_is_loaded_beside_the_window_is_there_and_knows_no_qt() -> None:
    # In a process of its own, for here Qt is loaded already.
    code = (
        "import ast, sys; from importlib import import_module;"
        "names = ast.literal_eval(sys.argv[1]);"
        "[import_module(name) for name in names];"
        "sys.exit(any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules))"
    )
    from jwviewer.shell.loading import MODULES

    done = subprocess.run([sys.executable, "-c", code, repr(MODULES)], check=False)
    assert done.returncode == 0
