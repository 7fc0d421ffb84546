"""The sheet that lists and tables on screen are drawn on, one for each theme, with its measures."""

from __future__ import annotations

from functools import lru_cache

from jwviewer.drawing.fonts import install_fonts
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme


@lru_cache(maxsize=2)
def screen_sheet(theme: str) -> Sheet:
    """Return the sheet of a theme by its name; fonts are made and words are measured only once."""
    return Sheet(load_theme(theme), family=install_fonts())
