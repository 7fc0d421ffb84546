"""Patterns over an article's view, in which words may be parted by more than one blank."""

from __future__ import annotations

import re
from functools import lru_cache

MOST_BLANKS = 4
"""More blanks than this, as where something was blotted out, part two phrases."""


@lru_cache(maxsize=1024)
def spaced(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern in which each blank outside of brackets stands for one to four."""
    return re.compile(widened(pattern), flags)


def widened(pattern: str) -> str:
    """Return a pattern whose blanks, outside of classes and not counted already, match a run."""
    made = []
    in_class = escaped = False
    for position, sign in enumerate(pattern):
        following = pattern[position + 1 : position + 2]
        if sign == " " and not in_class and not escaped and following not in ("{", "*", "+"):
            optional = following == "?"
            made.append("[ ]{0,4}" if optional else "[ ]{1,4}")
        elif sign == "?" and made and made[-1] == "[ ]{0,4}" and pattern[position - 1] == " ":
            pass
        else:
            made.append(sign)
        if escaped:
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == "[":
            in_class = True
        elif sign == "]":
            in_class = False
    return "".join(made)
