"""The words of a sentence that may tell of an event: its verbs, and the nouns of deals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from jwviewer.reading.chunks import Words
from jwviewer.reading.layers.frame_words import (
    BARE,
    GERUND,
    PARTICIPLE,
    PAST,
    SHAPES,
    THIRD,
    forms_of,
)
from jwviewer.reading.lexicons import Lexicons

_HEADS = "xvNJRX"
"""The signs of words that may be one; X where it opens a statement."""
_NOUNS = "NJR"
_OPENING = '"“:;–—-'
_BEFORE_BARE = "tCBPv"
_BEFORE_THIRD = "CWIPF)"
_NO_VERB_BEHIND = "d'ox#XQMnir"
"""Behind these a word that is a noun as well is no verb of the present."""
_BESIDE = frozenset(("also", "then", "now", "together", "each"))
_STATES = frozenset(("is", "was", "be", "have", "has", "had", "do", "does", "did"))
_ED, _ING, _S = frozenset({PAST, PARTICIPLE}), frozenset({GERUND}), frozenset({THIRD})
_ENDINGS = (("ed", _ED, 5), ("ing", _ING, 6))
_LEAST = 3
"""A stem has at least so many letters."""


class Head(NamedTuple):
    """The number of a word in its sentence, its stem, and the forms it may be; none for a noun."""

    number: int
    stem: str
    forms: frozenset[str]


@dataclass(frozen=True)
class HeadWords:
    """The forms of known verbs, and what the lexicons say of verbs and of nouns of deals."""

    forms: dict[str, tuple[str, frozenset[str]]]
    no_verbs: frozenset[str]
    verbs: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]


def head_words(lexicons: Lexicons) -> HeadWords:
    """Gather the verbs and nouns of the lexicons."""
    verbs: dict[str, set[str]] = {}
    nouns: dict[str, set[str]] = {}
    forms: dict[str, tuple[str, set[str]]] = {}
    rows: list[tuple[str, tuple[str, ...]]] = [
        (row, (f"<{kind}>", f"<{shape}>"))
        for shape in SHAPES
        for kind, some in lexicons.table("en/frames", shape).items()
        for row in some
    ]
    rows += [
        (row, (f"<dated {kind}>",))
        for kind, some in lexicons.table("en/milestones", "verbs").items()
        for row in some
    ]
    rows += [(row, ()) for row in lexicons.words("en/verbs", "irregular")]
    for row, told in rows:
        bare, _, rest = row.split(",")[0].strip().partition(" ")
        verbs.setdefault(f"{stem(bare)} {rest}".strip(), set()).update(told)
        for word, kinds in forms_of(row).items():
            forms.setdefault(word, (bare, set()))[1].update(kinds)
    for name in ("en/frames", "en/milestones"):
        for kind, some in lexicons.table(name, "nouns").items():
            for noun in some:
                nouns.setdefault(stem(noun.casefold().split()[-1]), set()).add(f"<{kind} noun>")
    return HeadWords(
        {word: (stem(bare), frozenset(kinds)) for word, (bare, kinds) in forms.items()},
        frozenset(lexicons.words("en/verbs", "no_verbs")),
        {verb: frozenset(told) for verb, told in verbs.items()},
        {noun: frozenset(told) for noun, told in nouns.items()},
    )


@lru_cache(maxsize=1 << 13)
def stem(word: str) -> str:
    """Return what the forms of a regular word in small letters have in common."""
    if len(word) > _LEAST + 2 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) >= _LEAST + len(ending) and not word.endswith("ss"):
            bare = word.removesuffix(ending)
            double = len(bare) > _LEAST and bare[-1] == bare[-2] and bare[-1] not in "ls"
            return (bare[:-1] if double and ending in ("ing", "ed") else bare).rstrip("e")
    return word.rstrip("e") if len(word) > _LEAST else word


def heads(view: str, words: Words, known: HeadWords) -> Iterator[Head]:
    """Yield the words of a sentence that may tell of an event."""
    signs = words.signs
    for number, sign in enumerate(signs):
        if sign not in _HEADS:
            continue
        before = signs[number - 1] if number else ""
        if sign == "X" and before and before not in _OPENING:
            continue
        word = view[words.starts[number] : words.ends[number]].casefold()
        if sign in _NOUNS:
            yield Head(number, stem(word.split()[-1]), frozenset())
            if word not in known.forms:
                continue
        if word in _STATES or word in known.no_verbs:
            continue
        verb, forms = known.forms.get(word) or _guessed(word, before)
        if not forms:
            continue
        if forms <= {BARE}:
            beside = view[words.starts[number - 1] : words.ends[number - 1]] if number else ""
            if not before or (before not in _BEFORE_BARE and beside not in _BESIDE):
                continue
        if forms <= {BARE, THIRD} and before and before in _NO_VERB_BEHIND:
            continue
        yield Head(number, verb, forms)


def _guessed(word: str, before: str) -> tuple[str, frozenset[str]]:
    """Return what verb a word is by its ending, and in which forms; none if it is no verb."""
    for ending, forms, least in _ENDINGS:
        if word.endswith(ending) and len(word) >= least:
            return stem(word), forms
    third = word.endswith("s") and not word.endswith("ss") and len(word) > _LEAST
    return (stem(word), _S) if third and before and before in _BEFORE_THIRD else ("", frozenset())
