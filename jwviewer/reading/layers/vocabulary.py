"""Common words: what has a capital only because a sentence begins with it."""

from __future__ import annotations

from jwviewer.reading.lexicons import Lexicons

_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""),
    ("ing", "e"), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("ly", ""), ("al", ""),
    ("ful", ""), ("less", ""), ("ness", ""),
)  # fmt: skip
LEAST = 3
"""What is left of a word without its ending has so many letters."""


class Vocabulary:
    """The common words, looked up in any of their forms."""

    def __init__(self, bases: frozenset[str]) -> None:
        self._bases = bases
        self._held: dict[str, bool] = {}

    def __contains__(self, word: str) -> bool:
        """Tell whether a word is a common one: ``Stacks``, ``Proposed``, ``Shipping``."""
        found = self._held.get(word)
        if found is None:
            found = self._held[word] = self._has(word.lower())
        return found

    def _has(self, word: str) -> bool:
        if word in self._bases:
            return True
        for ending, instead in _ENDINGS:
            stem = word.removesuffix(ending)
            if stem == word or len(stem) < LEAST:
                continue
            if stem + instead in self._bases:
                return True
            if stem[-1] == stem[-2] and stem[:-1] in self._bases:
                return True  # planned, shipping
        return False


def vocabulary(lexicons: Lexicons) -> Vocabulary:
    """Gather the common words."""
    return Vocabulary(frozenset(lexicons.words("en/vocabulary", "bases")))
