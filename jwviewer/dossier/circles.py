"""Links between rows that lead back to where they began."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence


def in_circle(edges: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the ids from which the edges lead back to themselves (or between such circles)."""
    forward: dict[str, set[str]] = {a: set(bs) for a, bs in edges.items()}
    for _ in range(2):
        backward: defaultdict[str, set[str]] = defaultdict(set)
        for a, bs in forward.items():
            for b in bs:
                backward[b].add(a)
        ends = [b for b in backward if not forward.get(b)]
        ends += [a for a, bs in forward.items() if not bs]
        while ends:
            end = ends.pop()
            forward.pop(end, None)
            for a in backward.pop(end, ()):
                if a in forward:
                    forward[a].discard(end)
                    if not forward[a]:
                        ends.append(a)
        # Turn round: what nothing leads to is in no circle either.
        forward = {b: {a for a in sources if a in forward} for b, sources in backward.items()}
    return set(forward)
