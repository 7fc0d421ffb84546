"""Where the files that ship with the program lie, and which names a system allows."""

from __future__ import annotations

import ntpath
import os
import sys
from pathlib import Path

WINDOWS = os.name == "nt"
_LONG = 225
"""Characters from which on Windows gets a path in its own long form: its old limit is 260, and a
temporary name beside the file may be longer than the file's own by 31."""
_DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{port}{number}" for port in ("COM", "LPT") for number in "123456789¹²³"
}
_FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)}


def resource(*parts: str) -> Path:
    """Return the path of a file or folder below ``resources``."""
    return _root("resources").joinpath(*parts)


def seed(*parts: str) -> Path:
    """Return the path of a file or folder below ``seeds``."""
    return _root("seeds").joinpath(*parts)


def licences() -> Path | None:
    """Return the bundle's folder of licences, a checkout's licence, or None where neither is."""
    beside = Path(sys.executable).resolve().parent
    package = Path(__file__).resolve().parent
    found = (
        (beside / "NOTICES", beside.parent / "Resources" / "NOTICES")
        if getattr(sys, "frozen", False)
        else (package.parent / "LICENSE",)
    )
    return next((path for path in found if path.exists()), None)


def system_path(path: str, *, windows: bool = WINDOWS) -> str:
    """Return an absolute path as the system can take it, however long it is.

    Only Windows needs more than the path itself: its long form, with all dots resolved.
    """
    if not windows or len(path) < _LONG or path.startswith(("\\\\?\\", "\\\\.\\")):
        return path
    plain = ntpath.normpath(path)
    return f"\\\\?\\UNC\\{plain[2:]}" if plain.startswith("\\\\") else f"\\\\?\\{plain}"


def plain_path(path: str) -> str:
    """Return a path as people write it, from the long form that system_path gives."""
    if path.startswith("\\\\?\\UNC\\"):
        return "\\" + path[7:]
    return path.removeprefix("\\\\?\\")


def fits_system(name: str, *, windows: bool = WINDOWS) -> bool:
    """Tell whether a file can have that name; Windows keeps some for devices and some signs."""
    if not windows:
        return True
    stem = name.partition(".")[0].rstrip(" ").upper()
    return not (stem in _DEVICES or _FORBIDDEN & set(name) or name.endswith((" ", ".")))


def _root(name: str) -> Path:
    package = Path(__file__).resolve().parent
    # In a wheel or bundle the folder lies inside the package, in a checkout beside it.
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
