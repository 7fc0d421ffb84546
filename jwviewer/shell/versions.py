"""Which versions of what this program runs with."""

from __future__ import annotations

import platform
import sys
from importlib import import_module, metadata

from PySide6.QtCore import qVersion

from jwviewer import __version__

LIBRARIES = {
    "PySide6-Essentials": "PySide6",
    "pandas": "pandas",
    "numpy": "numpy",
    "pyqtgraph": "pyqtgraph",
    "pypdf": "pypdf",
    "platformdirs": "platformdirs",
    "rapidfuzz": "rapidfuzz",
}
"""Distributions and the modules they bring."""


def versions() -> tuple[tuple[str, str], ...]:
    """Return the versions of the program, Python, Qt and the libraries, by name."""
    return (
        ("jwviewer", __version__),
        ("Python", platform.python_version()),
        ("Qt", qVersion() or "?"),
        *((name, _version(name, module)) for name, module in LIBRARIES.items()),
    )


def system() -> str:
    """Return the operating system and its machine."""
    return f"{platform.system()} {platform.release()} {platform.machine()}"


def _version(distribution: str, module: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        pass  # a bundle has the modules without what pip knows of them
    try:
        found = sys.modules.get(module) or import_module(module)
    except ImportError:
        return "?"
    return str(getattr(found, "__version__", "?"))
