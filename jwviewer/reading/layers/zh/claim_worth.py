"""Which statements of a Chinese text are claims, and at which commas one ends.

Both are learned from articles with gold facts; no list of phrases decides.
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from jwviewer.reading.weighing import plain_signs, probability, shipped_weights, sign_features

LEAST = -0.6
"""From these log-odds on a statement is proposed: what is missed costs more than what is wrong."""
APART = -1.0
"""From these log-odds on a comma parts two statements."""
_LENGTHS = (6, 9, 15, 25)
_SIDES = (4, 7, 11, 17)
"""Signs of a statement, and of what stands on one side of a comma: very short to long."""
_ALIKE = 3


class Statement(msgspec.Struct, frozen=True):
    """What is known of a statement; the counts are of mentions within it.

    ``teller`` is the kind of whoever says it, ``counted`` tells that a figure other than a length
    of time is in it, ``before`` and ``after`` are the signs around it.
    """

    text: str
    before: str
    after: str
    mode: str
    voice: str
    teller: str
    kind: str
    told: bool
    counted: bool
    figures: int
    dates: int
    companies: int
    people: int
    places: int


class Comma(msgspec.Struct, frozen=True):
    """A comma between two clauses: the ``number``-th of ``count`` marks, from 0, of its stretch."""

    left: str
    right: str
    quoted: bool
    number: int
    count: int


def features(one: Statement) -> set[str]:
    """Return what the weights know a statement by."""
    made = sign_features(one.text)
    speech = one.mode.partition("-")[0]
    told, counted = int(one.told), int(one.counted)
    made.update(
        (
            f"mode {one.mode}",
            f"kind {one.kind}",
            f"{one.kind} {speech if speech in ('quote', 'narration') else 'reported'}",
            f"{one.kind} told {told}",
            f"{one.kind} counted {counted}",
            f"{one.mode} told {told}",
            f"{one.mode} counted {counted}",
            f"voice {one.voice}",
            f"teller {one.teller}",
            f"told {told}",
            f"counted {counted}",
            f"figures {min(2, one.figures)}",
            f"dates {min(1, one.dates)}",
            f"companies {min(2, one.companies)}",
            f"people {min(1, one.people)}",
            f"places {min(1, one.places)}",
            f"length {bisect_left(_LENGTHS, len(one.text))}",
            f"after {one.before}",
            f"before {one.after}",
        )
    )
    return made


def comma_features(one: Comma) -> set[str]:
    """Return what the weights know a comma by."""
    left, right = plain_signs(one.left), plain_signs(one.right)
    edges = {
        f"left ^{left[:1]}", f"left ^{left[:2]}", f"left {left[-1:]}$", f"left {left[-2:]}$",
        f"right ^{right[:1]}", f"right ^{right[:2]}", f"right {right[-1:]}$",
        f"right {right[-2:]}$", f"left {bisect_left(_SIDES, len(left))}",
        f"right {bisect_left(_SIDES, len(right))}",
    }  # fmt: skip
    speech = "quoted" if one.quoted else "told"
    made = {f"{speech} {edge}" for edge in edges} | edges
    made.update(
        (
            speech,
            f"first {int(one.number == 0)}",
            f"marks {min(4, one.count)}",
            f"as long {int(abs(len(left) - len(right)) < _ALIKE)}",
            f"as begun {int(not set(left[:2]).isdisjoint(right[:2]))}",
        )
    )
    return made


def chance(one: Statement) -> float:
    """Return the chance that a statement is a claim; 0 if it is too small to propose it."""
    score = shipped_weights("zh-claims").score(features(one))
    return probability(score) if score > LEAST else 0


def parts(one: Comma) -> bool:
    """Tell whether a comma parts two statements."""
    return shipped_weights("zh-commas").score(comma_features(one)) > APART
