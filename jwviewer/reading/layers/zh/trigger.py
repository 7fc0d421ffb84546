"""What tells of one event in a Chinese sentence, and where its clause begins."""

from __future__ import annotations

from dataclasses import dataclass

from jwviewer.reading.article import Sentence
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

CLAUSE = later(r"[，；;：:]|,(?!\d)")
_LOOK = 400
"""Signs before an event in which the beginning of its clause is looked for."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One event in a sentence: its type, the verb or noun that tells it, and what it is called.

    A frame says in which regions the parties stand, and if whom the clause is about is one.
    """

    type: str
    head: Span
    span: Span
    name: str
    anew: bool
    regions: tuple[Span, ...] = ()
    whose: bool = True
    framed: bool = False


def clause_start(view: str, sentence: Sentence, position: int) -> int:
    """Return where the clause of a position begins."""
    start = first = max(sentence.start, position - _LOOK)
    for match in CLAUSE.finditer(view, first, position):
        start = match.end()
    return start
