"""Lists of Chinese words as patterns that give up fast where none can begin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable


def choice(words: Iterable[str]) -> str:
    """Return a pattern of one of the words, the longest first, sorted by their first sign."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in sorted({one for one in words if one}, key=lambda one: (-len(one), one)):
        by_first[word[0]].append(re.escape(word[1:]))
    branches = []
    for first, rests in by_first.items():
        rest = "" if rests == [""] else f"(?:{'|'.join(rests)})"
        branches.append(re.escape(first) + rest)
    return f"(?:{'|'.join(branches)})" if branches else r"(?!)"
