"""Loads Qt without its slowing down every import that follows."""

from __future__ import annotations

import builtins

from jwviewer import platform_check


def load_qt() -> None:
    """Load Qt's modules and take back the import function that PySide6 puts in Python's place.

    PySide6's looks through each later module for a switch, ``__feature__``, that nothing here
    uses; with it whatever is loaded after Qt takes a fifth longer. Where Qt cannot be loaded,
    or later finds no platform, the program ends with one sentence that says why.
    """
    plain = builtins.__import__
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        builtins.__import__ = plain
        platform_check.refuse(platform_check.why_not_imported(error))
    platform_check.watch()
    builtins.__import__ = plain
