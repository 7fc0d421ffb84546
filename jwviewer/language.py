"""The one door for user-visible text, usable by core and window alike.

The core knows no Qt, so it cannot call ``QCoreApplication.translate``; the
window installs its translator here instead, and without one texts stay English.
"""

from __future__ import annotations

from collections.abc import Callable

_translate: Callable[[str], str] | None = None


def install(translate: Callable[[str], str] | None) -> None:
    """Use ``translate`` for every text from now on; None goes back to English."""
    global _translate
    _translate = translate


def tr(text: str, **values: object) -> str:
    """Return ``text`` in the user's language with its ``{named}`` fields filled in."""
    if _translate is not None:
        text = _translate(text)
    return text.format(**values) if values else text
