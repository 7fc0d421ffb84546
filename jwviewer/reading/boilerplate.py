"""What a page says beside its article: navigation, cookies, share links, copyright."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jwviewer.reading.beginnings import beginnings
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later

MOST_CHARS = 400
"""A longer paragraph is never taken for boilerplate."""

_BAR = later(r"(?:[^|»›·•\n]{1,30}[|»›·•]){2,20}[^|»›·•\n]{0,30}")
_SAYS = later(r"[\d，。；！？]")
"""What a bar of links does not hold; dots stand in foreign names as well: 克莱尔·马丹."""


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Knows the paragraphs that stand around articles, not in them."""

    begins: re.Pattern[str]
    holds: re.Pattern[str]
    hints: tuple[str, ...]
    """How what it holds begins, in small letters; empty if that cannot be told."""

    def __contains__(self, paragraph: str) -> bool:
        """Tell whether a whole paragraph is boilerplate."""
        if len(paragraph) > MOST_CHARS:
            return False
        stripped = paragraph.strip()
        lowered = stripped.lower()
        may_hold = not self.hints or any(hint in lowered for hint in self.hints)
        if self.begins.match(stripped) or (may_hold and self.holds.search(stripped)):
            return True
        # A bar of links: short names between strokes, with no number as in a table, and no stop.
        return _BAR.fullmatch(stripped) is not None and _SAYS.search(stripped) is None


def boilerplate(lexicons: Lexicons) -> Boilerplate:
    """Return what the lexicons of all languages know of boilerplate."""
    tables = [lexicons.table(f"{language}/shape", "boilerplate") for language in ("en", "zh")]
    begins = "|".join(pattern for table in tables for pattern in table.get("begins", ()))
    whole = "|".join(pattern for table in tables for pattern in table.get("is", ()))
    holds = "|".join(pattern for table in tables for pattern in table.get("holds", ()))
    return Boilerplate(
        later(rf"\W{{0,6}}(?:{begins}|(?:{whole})\W{{0,4}}\Z)", re.IGNORECASE),
        later(holds, re.IGNORECASE),
        tuple(one.text for one in beginnings(holds, re.IGNORECASE)),
    )
