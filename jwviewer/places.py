"""Where the files that ship with the program lie: source tree, wheel or bundle."""

from __future__ import annotations

from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a file or folder below ``resources``."""
    return _root("resources").joinpath(*parts)


def seed(*parts: str) -> Path:
    """Return the path of a file or folder below ``seeds``."""
    return _root("seeds").joinpath(*parts)


def _root(name: str) -> Path:
    package = Path(__file__).resolve().parent
    # In a wheel or bundle the folder lies inside the package, in a checkout beside it.
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
