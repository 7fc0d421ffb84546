"""Loads Qt without its slowing down every import that follows."""

from __future__ import annotations

import builtins


def load_qt() -> None:
    """Load Qt's modules and take back the import function that PySide6 puts in Python's place.

    PySide6's looks through each later module for a switch, ``__feature__``, that nothing here
    uses; with it whatever is loaded after Qt takes a fifth longer.
    """
    plain = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401

    builtins.__import__ = plain
