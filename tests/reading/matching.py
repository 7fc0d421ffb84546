"""Which predicted fact is which gold fact: one to one, the best fitting pairs first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
Span = tuple[int, int]

LEGAL_FORMS = (
    "public company limited", "public limited company", "co ltd", "company limited", "sdn bhd",
    "pte ltd", "pty ltd", "private limited", "pvt ltd", "s p a", "s a", "n v", "b v", "a s",
    "s r l", "sp z o o", "l l c", "k k", "gmbh co kg",
    "ab", "asa", "as", "oy", "oyj", "plc", "ltd", "limited", "co", "company", "corp", "corporation",
    "inc", "incorporated", "llc", "llp", "gmbh", "ag", "se", "sa", "spa", "nv", "bv", "kk", "srl",
    "sas", "sarl", "jsc", "pjsc", "tbk", "kg", "aps", "kgaa", "bhd", "ltda", "zrt", "dd", "doo",
)  # fmt: skip
_FORM = "|".join(sorted(LEGAL_FORMS, key=len, reverse=True))
_LEGAL = re.compile(rf"(?: (?:{_FORM}))+\Z")
_LEGAL_ZH = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|股份公司|公司)\Z")
_TITLES = re.compile(r"\A(?:mr|mrs|ms|dr|prof|professor|sir|dame|eng|ing) ")


def plain_name(name: str) -> str:
    """Return a name as names are compared: no case, no punctuation, no legal form, no title."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = " ".join(re.sub(r"[^\w&+]+", " ", folded.replace("'s ", " ")).split())
    words = words.removeprefix("the ")
    short = _LEGAL_ZH.sub("", _LEGAL.sub("", words))
    return _TITLES.sub("", short or words)


def spans(row: Row, *supports: str) -> list[Span]:
    """Return where the passages of a fact stand that support these attributes, or all of them."""
    return [
        (one["start"], one["end"])
        for one in row.get("evidence") or []
        if not supports or one.get("supports") in supports
    ]


def shared(one: Iterable[Span], other: Iterable[Span]) -> int:
    """Return how many characters the two lists of passages share, at most in one pair."""
    others = list(other)
    return max((min(a[1], b[1]) - max(a[0], b[0]) for a in one for b in others), default=0)


@dataclass
class Tally:
    """What one measure found: how many right, how many too many, how many missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count another article's findings in."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.errors += other.errors

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right; 1 if nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what is there that was found; 1 if nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Fit = Callable[[Row, Row], float]
"""How well a gold fact (first) and a predicted one (second) fit; 0 or less is not at all."""


def pairs(gold: list[Row], predicted: list[Row], fit: Fit) -> list[tuple[int, int]]:
    """Return positions of gold and predicted facts that belong together, each used once.

    The best fitting pair goes first; what careful readers may leave out comes last.
    """
    fits = [
        (fit(g, p) - bool(g.get("optional")) * 1e-6, -i, -j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if fit(g, p) > 0
    ]
    found: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, minus_i, minus_j in sorted(fits, reverse=True):
        i, j = -minus_i, -minus_j
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            found.append((i, j))
    return sorted(found)


def tally(
    gold: list[Row],
    predicted: list[Row],
    fit: Fit,
    said: Callable[[Row], str],
    excuse: Fit | None = None,
) -> Tally:
    """Compare two lists of facts; an optional gold fact neither has to be found nor is wrong.

    A predicted fact left over is not wrong if it fits an optional one, be that one taken or not;
    ``excuse`` tells whether it does, if that is less strict than ``fit``.
    """
    loose = excuse or fit
    found = pairs(gold, predicted, fit)
    made = Tally(right=sum(not gold[i].get("optional") for i, _ in found))
    taken = {i for i, _ in found}, {j for _, j in found}
    for i, row in enumerate(gold):
        if i not in taken[0] and not row.get("optional"):
            made.missed += 1
            made.errors.append(f"missed {said(row)}")
    for j, row in enumerate(predicted):
        excused = any(g.get("optional") and loose(g, row) > 0 for g in gold)
        if j not in taken[1] and not excused:
            made.wrong += 1
            made.errors.append(f"wrong  {said(row)}")
    return made
