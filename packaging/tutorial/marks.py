"""Articles with marks in them: which words tell which attribute of which fact.

``{lesson-01-dot|On {.date|4 March} …}`` marks a whole passage of a fact and, inside it, the
words for one attribute. Before the bar stand one or more references separated by commas:
``fact`` (the whole passage), ``fact.attribute``, or ``.attribute`` of the innermost passage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_OPENING = re.compile(r"\{([a-z0-9.,-]+)\|")


class Span(NamedTuple):
    """Where an article supports an attribute of a fact: [start, end) in code points."""

    fact_id: str
    supports: str
    start: int
    end: int


@dataclass
class Article:
    """The plain text of a marked article and the passages that its marks name."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)


def read_marks(marked: str) -> Article:
    """Return the article without its marks; raise ValueError where marks do not pair up."""
    pieces: list[str] = []
    spans: list[Span] = []
    opened: list[tuple[list[tuple[str, str]], int]] = []
    here = position = 0
    while position < len(marked):
        sign = marked[position]
        if sign == "{":
            match = _OPENING.match(marked, position)
            if match is None:
                raise ValueError(f"no reference behind {{: {marked[position : position + 40]!r}")
            opened.append((_references(match[1], opened), here))
            position = match.end()
            continue
        if sign == "}":
            references, start = opened.pop()
            spans += [Span(fact, supports, start, here) for fact, supports in references]
        else:
            pieces.append(sign)
            here += 1
        position += 1
    if opened:
        raise ValueError(f"a mark is not closed: {opened[-1][0]}")
    return Article("".join(pieces), sorted(spans, key=lambda span: (span.start, -span.end)))


def _references(
    text: str, opened: list[tuple[list[tuple[str, str]], int]]
) -> list[tuple[str, str]]:
    found = []
    for reference in text.split(","):
        fact, _, supports = reference.partition(".")
        if not fact:
            wholes = [one for one, what in _innermost(opened) if what == "whole"]
            found += [(whole, supports) for whole in wholes[:1]]
        else:
            found.append((fact, supports or "whole"))
    return found


def _innermost(opened: list[tuple[list[tuple[str, str]], int]]) -> list[tuple[str, str]]:
    for references, _ in reversed(opened):
        if any(supports == "whole" for _, supports in references):
            return references
    raise ValueError("an attribute stands outside every passage")
