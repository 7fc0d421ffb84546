"""Run the program with ``python -m jwviewer``."""

from __future__ import annotations

import sys

from jwviewer.cli import main

if __name__ == "__main__":
    sys.exit(main())
