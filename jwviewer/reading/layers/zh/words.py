"""Lists of Chinese words as patterns that give up fast where none can begin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from jwviewer.reading.proposal import Span


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


def places_of(words: Iterable[str], view: str) -> Iterator[Span]:
    """Yield where some words stand in a view, the longest of those that begin at a place.

    They are looked up by their first two signs: a pattern of a thousand names takes longer to
    compile than this takes to find them.
    """
    known = {one for one in words if one}
    sizes: dict[str, set[int]] = defaultdict(set)
    for word in known:
        sizes[word[:2]].add(len(word))
    ordered = {head: sorted(found, reverse=True) for head, found in sizes.items()}
    firsts = "".join(map(re.escape, sorted({word[0] for word in known})))
    behind = 0
    for match in re.finditer(f"[{firsts}]", view) if known else ():
        start = match.start()
        if start < behind:
            continue
        head = view[start : start + 2]
        for size in (*ordered.get(head, ()), *ordered.get(head[:1], ())):
            if view[start : start + size] in known:
                behind = start + size
                yield start, behind
                break
