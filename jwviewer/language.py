"""The one door for user-visible text, usable by core and window alike.

Every call has its English text as a literal, so that all of them can be listed for translators.
"""

from __future__ import annotations


def tr(text: str, **values: object) -> str:
    """Return ``text`` with its ``{named}`` fields filled in."""
    return text.format(**values) if values else text
