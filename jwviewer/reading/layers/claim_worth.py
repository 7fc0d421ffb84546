"""Which statements are claims: those that value, promise, rank or describe.

Whether one is, is learned from articles with gold facts and told by its words, by who says it and
by what else is told in it; no list of phrases decides.
"""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Proposal, Span
from jwviewer.reading.weighing import probability, shipped_weights, word_features

LEAST = -1.0
"""From these log-odds on a statement is proposed: what is missed costs more than what is wrong."""
_BEFORE = later(r"(?P<word>\b[a-z]+|[,;:–—(])[^a-z,;:–—(]*\Z")
_NAMED, _UNNAMED = 0.98, 0.85
"""No claim is surer."""
_LENGTHS = (5, 9, 16)
"""Words: shorter, middling, long."""


class Statement(msgspec.Struct, frozen=True):
    """What is known of a statement; the counts are of mentions within it."""

    text: str
    before: str
    mode: str
    voice: str
    kind: str
    told: bool
    opens: bool
    closes: bool
    figures: int
    dates: int
    companies: int
    people: int


def features(one: Statement) -> set[str]:
    """Return what the weights know a statement by."""
    made = word_features(one.text)
    before = _BEFORE.search(one.before)
    told = int(one.told)
    made.update(
        (
            f"mode {one.mode}",
            f"kind {one.kind}",
            f"{one.kind} {one.mode}",
            f"voice {one.voice}",
            f"after {before['word'] if before else ''}",
            f"told {told} figures {min(1, one.figures)}",
            f"told {told}",
            f"figures {min(2, one.figures)}",
            f"dates {min(2, one.dates)}",
            f"companies {min(2, one.companies)}",
            f"people {min(2, one.people)}",
            f"length {bisect_right(_LENGTHS, len(one.text.split()))}",
            f"opens {int(one.opens)} closes {int(one.closes)}",
        )
    )
    return made


def chance(one: Statement) -> float:
    """Return the chance that a statement is a claim; 0 if it is too small to propose it."""
    score = shipped_weights("en-claims").score(features(one))
    return probability(score) if score > LEAST else 0


def sure(likely: float, voice: Proposal | None) -> float:
    """Return how sure a claim is, with its asserter: who is not named beside it may be another."""
    named = voice is None or voice.attributes["asserter"].basis == "stated"
    return round(min(likely, _NAMED if named else _UNNAMED), 2)


def tells_event(heads: list[Span], span: Span) -> bool:
    """Tell whether the word that tells an event stands in a statement."""
    number = bisect_right(heads, (span[1], 0))
    return any(
        start >= span[0] - 2 and end <= span[1] + 2
        for start, end in heads[max(0, number - 3) : number]
    )
