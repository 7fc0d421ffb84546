"""Where the bundled program begins."""

from __future__ import annotations

import sys
from multiprocessing import freeze_support
from types import ModuleType

if __name__ == "__main__":
    freeze_support()
    # pyqtgraph imports this module and uses it only where OpenGL was asked for.
    sys.modules["PySide6.QtOpenGL"] = ModuleType("PySide6.QtOpenGL")

    from jwviewer.cli import main

    sys.exit(main())
