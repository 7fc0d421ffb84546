"""How much what stands in and beside a passage speaks for a fact, by weights learned of gold facts.

``python -m tests.reading.make_weights`` makes ``resources/weights/NAME.json`` of the articles in
``tests/reading/articles``: a logistic regression, one weight for each feature.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import msgspec

from jwviewer.places import resource

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d[\d.,]*|[%€$£¥]")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_NUMBER = re.compile(r"\d[\d,.]*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .-]*")
_SHORT = 5
"""A word of fewer letters has no ending of its own."""


class Weights(msgspec.Struct, frozen=True):
    """The weight of each feature, in natural log-odds."""

    intercept: float
    weights: dict[str, float]

    def score(self, features: Iterable[str]) -> float:
        """Return the log-odds that what has these features is what was learned."""
        weights = self.weights
        # Rounded once, so that it does not matter in what order a set gives them.
        return math.fsum([self.intercept, *[weights[one] for one in features if one in weights]])


@lru_cache
def shipped_weights(name: str) -> Weights:
    """Return weights that come with the program, such as ``en-claims``."""
    return msgspec.json.decode(resource("weights", f"{name}.json").read_bytes(), type=Weights)


@lru_cache
def shipped_kinds(name: str) -> dict[str, Weights]:
    """Return weights that come with the program for each of several kinds."""
    return msgspec.json.decode(
        resource("weights", f"{name}.json").read_bytes(), type=dict[str, Weights]
    )


def probability(score: float) -> float:
    """Return the chance, between 0 and 1, of what has these log-odds."""
    return 1 / (1 + math.exp(-score))


def word_features(text: str) -> set[str]:
    """Return the words of an English statement as features, with their endings.

    Numbers are only told as such, and names but for the first word, so that little is learned of
    single firms.
    """
    words = [_plain(word, number) for number, word in enumerate(_WORD.findall(text))]
    made = set(words)
    made.update([f"^{word}" for word in words[:3]])
    for word in words:
        if len(word) >= _SHORT:
            made.update((f"-{word[-2:]}", f"-{word[-3:]}"))
    if words:
        made.add(f"^1 {words[0]}")
    return made


def sign_features(text: str) -> set[str]:
    """Return the signs of a Chinese statement as features, in pairs and alone, and its edges."""
    signs = plain_signs(text)
    made = set(signs)
    made.update(map("".join, pairwise(signs)))
    made.update((f"^{signs[:1]}", f"^{signs[:2]}", f"{signs[-1:]}$", f"{signs[-2:]}$"))
    return made


def plain_signs(text: str) -> str:
    """Return a Chinese text with a nought for each number and an A for Latin words."""
    return _LATIN.sub("A", _NUMBER.sub("0", text))


def _plain(word: str, number: int) -> str:
    first = word[0]
    if first.isdigit():
        return "<year>" if _YEAR.match(word) else "<number>"
    return "<name>" if number and first.isupper() else word.lower()
