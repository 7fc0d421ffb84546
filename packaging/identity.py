"""What the program is called and who makes it, for the systems that ask; said in one place each."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
IDENTIFIER = "example.jwviewer.jwviewer"
"""The program's name among all programs; "example" until it has an address of its own."""
NO_ADDRESS = "https://jwviewer.invalid"
"""Stands where an address must; names that end so lead nowhere, today and ever (RFC 6761)."""


def version() -> str:
    """Return the program's version, three numbers, without importing the program."""
    text = (ROOT / "jwviewer" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(\d+\.\d+\.\d+)"$', text, flags=re.MULTILINE)
    if found is None:
        raise ValueError("jwviewer/__init__.py holds no version of three numbers")
    return found[1]


def address() -> str:
    """Return where the program is published, without a slash: JWVIEWER_ADDRESS, if that is set."""
    return os.environ.get("JWVIEWER_ADDRESS", "").rstrip("/") or NO_ADDRESS


def publisher() -> str:
    """Return whom the systems name as the publisher."""
    name: str = _project()["authors"][0]["name"]
    return name


def copyright_line() -> str:
    """Return the line of the licence that says whose work this is."""
    lines = (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("Copyright"))


def mime_type() -> str:
    """Return the type that dossier files declare of themselves, without importing the program."""
    text = (ROOT / "jwviewer" / "dossier" / "container.py").read_text(encoding="utf-8")
    found = re.search(r'^MIMETYPE = "(.+)"$', text, flags=re.MULTILINE)
    if found is None:
        raise ValueError("jwviewer/dossier/container.py names no type")
    return found[1]


def _project() -> dict[str, Any]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = project["project"]
    return found
