"""Refuses, before Qt is loaded, to start on versions that are known to crash."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from jwviewer.language import tr

OLDEST_PYTHON = (3, 11)
FIXED_REFERENCES_PYTHON = (3, 12)
BROKEN_PYSIDE = (6, 12)
GOOD_PYSIDE = "6.11.3"
_RECORDS = re.compile(
    r"(?:pyside6(?:[-_]essentials)?|shiboken6)-([^-]+)(?:-.*)?\.(?:dist|egg)-info", re.IGNORECASE
)


def refusal(python: tuple[int, ...], pyside: str) -> str | None:
    """Return why this pair of versions must not start, in one sentence, or None if it may.

    PySide6 6.12 gives back one reference too many of True with every signal. From Python 3.12
    on True cannot die of it; on 3.11 the whole process does, after some hundred signals.
    """
    if python[:2] < OLDEST_PYTHON:
        return tr(
            "jwviewer needs Python 3.11 or newer, and this is Python {python}.",
            python=_dotted(python),
        )
    if python[:2] < FIXED_REFERENCES_PYTHON and _numbers(pyside)[:2] >= BROKEN_PYSIDE:
        return tr(
            "PySide6 {pyside} crashes on Python {python}: install PySide6-Essentials {good} "
            '(python -m pip install "PySide6-Essentials=={good}") or use Python 3.12 or newer.',
            pyside=pyside,
            python=_dotted(python),
            good=GOOD_PYSIDE,
        )
    return None


def refusal_here() -> str | None:
    """Return why this process must not load Qt, or None; loads nothing of it."""
    pyside = installed_pyside()
    if pyside is None:
        return tr(
            "jwviewer draws with PySide6, which is not installed: "
            'python -m pip install "PySide6-Essentials=={good}".',
            good=GOOD_PYSIDE,
        )
    return refusal(tuple(sys.version_info[:3]), pyside)


def check_pair() -> None:
    """Leave with the sentence on standard error and exit code 2 where Qt must not be loaded."""
    sentence = refusal_here()
    if sentence is not None:
        sys.stderr.write(f"jwviewer: {sentence}\n")
        raise SystemExit(2)


def installed_pyside() -> str | None:
    """Return the installed version of PySide6, or None where it is not installed."""
    # By the names of its records, for importlib.metadata would first load all of email.
    names = (name for folder in sys.path for name in _inside(folder))
    found = [match[1] for name in names if (match := _RECORDS.fullmatch(name))]
    # Whichever is loaded last decides, and that is the newest of what pip left side by side.
    return max(found, key=_numbers, default=None)


def _inside(folder: str) -> list[str]:
    try:
        return [path.name for path in Path(folder or ".").iterdir()]
    except OSError:
        return []


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def _dotted(python: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in python[:3])
