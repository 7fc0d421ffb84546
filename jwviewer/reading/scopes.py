"""What the words around a number decide: pairs of numbers, changes from one to another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.numerals import Numeral, numerals
from jwviewer.reading.patterns import later, spaced
from jwviewer.reading.proposal import Span

CLAUSE = 150
"""How many characters before a number can belong to its clause."""

_STROKE = spaced(r" ?[-–—] ?")
_WORD = spaced(r" (?:to|and|or) ")
_BETWEEN = spaced(r"\b[Bb]etween(?: (?:about|around|some))? ?\Z")
_CLAUSE_END = later(
    r"[.;!?](?= )|,(?= (?:and(?! to\b)|but|while|which|who|whose)\b)|\n|[ ]\|[ ]|\bwhile\b|\bbut\b"
    r"|\band(?= (?:has|have|had|was|were)\b)"
)
_CHANGED = (
    "go", "goes", "going", "gone", "went", "move", "moved", "moves", "moving", "change", "changed",
    "extend", "extends", "extending", "double", "triple", "increasing",
    "bring", "brings", "brought", "take", "takes", "took",
)  # fmt: skip
"""Verbs that change something from one number to another, up or down."""


def open_numerals(draft: Draft) -> Iterator[Numeral]:
    """Yield the numbers that no layer has claimed and no rule has refused."""
    claimed = draft.claimed.find
    refused = iter(draft.of_kind("_refused"))
    barred = next(refused, None)
    for numeral in numerals(draft.article.view, draft.lexicons):
        while barred is not None and barred.span[1] <= numeral.start:
            barred = next(refused, None)
        if barred is not None and barred.span[0] < numeral.end:
            continue
        if claimed(1, numeral.start, numeral.end) < 0:
            yield numeral


def is_pair(view: str, begin: int, end: int, start: int) -> bool:
    """Tell whether two numbers, from ``begin`` to ``end`` and at ``start``, form a range."""
    between = view[end:start]
    if _STROKE.fullmatch(between):
        return True
    if not _WORD.fullmatch(between):
        return False
    word = between.strip()
    if word == "and":
        return _BETWEEN.search(view, max(0, begin - 24), begin) is not None
    return word == "to"


def around(draft: Draft, position: int, reach: int = 320) -> Span:
    """Return the sentence around a position, at most ``reach`` characters to either side.

    A sentence without an end must not make every number look at every other.
    """
    start, end = draft.sentence(position).span
    return max(start, position - reach), min(end, position + reach)


def clause_before(draft: Draft, position: int) -> str:
    """Return the words of the clause before a position."""
    held: dict[int, str] = draft.shared.setdefault("clauses", {})
    if position not in held:
        start = max(draft.sentence(position).start, position - CLAUSE)
        text = draft.article.view[start:position]
        ends = [match.end() for match in _CLAUSE_END.finditer(text)]
        held[position] = text[ends[-1] :] if ends else text
    return held[position]


def is_change(draft: Draft, position: int) -> bool:
    """Tell whether a pair "from … to …" at a position is where something was and went."""
    before = clause_before(draft, position)
    if not re.search(r"\bfrom[ ]{1,4}\Z", before):
        return False
    return draft.lexicons.once(change_verbs).search(before) is not None


def change_verbs(lexicons: Lexicons) -> re.Pattern[str]:
    """Return the verbs of change in either direction."""
    both = [lexicons.table("en/changes", key).get("verbs", ()) for key in ("increase", "decrease")]
    return later(rf"\b(?:{alternatives([*both[0], *both[1], *_CHANGED])})\b", re.IGNORECASE)
