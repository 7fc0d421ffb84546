"""What kind of claim a statement is: a rank, a first, an intention, an outcome, a quality."""

from __future__ import annotations

from dataclasses import dataclass

from jwviewer.reading.layers.vocabulary import Vocabulary, vocabulary
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.phrases import PhrasesOfKinds

KINDS = ("superlative", "first", "intent", "outcome", "activity", "quality")
_RANKS = frozenset({"superlative", "first"})
"""Phrases of these tell nothing as a part of a name."""
_EST = later(r"\b(?P<base>[a-z]{3,12}?)(?P<i>i?)est\b")
_NO_RANK = frozenset({"lat", "earl", "near", "inter", "for", "mod", "man"})
"""What is left of latest, earliest, nearest; of interest, forest, modest, manifest."""
_NAME = later(r"(?<=[^\s.!?:] )(?!No\b)[A-Z][\w’'-]+|(?<=\S )May\b")
"""Words of names within a sentence, and the month of May, tell nothing."""
_NO_FIRST = later(
    r"\bfirst (?:half|quarter|prize|phase|stage|step|time (?:at|in (?:20|19))|place|year|month|"
    r"week|of all|call-off|order|contract|vials?|samples?|units?|deal|agreement|"
    r"venture|\w+ months|class|sale|"
    r"delivery|deliveries|nine|six|three|batch|test|plant|customer will|name|round|day|instalment|"
    r"payment|ship|train|\d+)|\b(?:[a-z]{2,}ed|built|made|sold|took in|left|bought|sent|met|began) "
    r"(?:in |out )?(?:its|his|her|their|the|our) first\b|\b[Tt]he first,|"
    r"\b(?:years?|months?|weeks?|days?) after (?:the|its|their) first\b"
)
_NOT_MOST = later(
    r"\b(?:most of|at most|the most part|mostly|on top|only (?:in|a|an|on|one|two|three|four|five|"
    r"six|when|if|after|by|last|this|recently|\d|reaction|comment|answer)|"
    r"sole (?:owner|distributor|supplier|agent|shareholder|control|director|buyer))\b"
)
_SURE = later(r"\b(?:could hardly|(?:He|She|I|You|We) should know|no target|when asked)\b|\AAsked ")


_SILENCE = "silence"
_PLAIN_INTENT = later(r"\b(?:will|plans? to|aims? to|aimed to|expect|hopes? to|'ll)\b")


@dataclass(frozen=True)
class KindWords:
    """The phrases of each kind, and the common words, of some of which ranks are made."""

    phrases: PhrasesOfKinds
    common: Vocabulary


def kind_words(lexicons: Lexicons) -> KindWords:
    """Gather the words that tell the kinds of claims."""
    listed = {kind: lexicons.words("en/claims", kind) for kind in (*KINDS, _SILENCE)}
    return KindWords(PhrasesOfKinds(listed), lexicons.once(vocabulary))


def claim_kind(text: str, known: KindWords) -> str:
    """Return the kind of claim that a statement is; empty if no word tells it."""
    if "May" in text:
        text = _without_names(text)
    told = known.phrases.within(text)
    if not told and "est" not in text:
        return ""
    intent = "intent" in told and not _SURE.search(text)
    if intent and _PLAIN_INTENT.search(text):
        return "intent"
    if told & _RANKS:
        told = told - _RANKS | (known.phrases.within(_without_names(text)) & told & _RANKS)
    if "first" in told and not _NO_FIRST.search(text):
        return "first"
    superlative = "superlative" in told
    if (superlative and not _NOT_MOST.search(text)) or ("est" in text and _ranks(text, known)):
        return "superlative"
    if intent:
        return "intent"
    return next((kind for kind in KINDS[3:] if kind in told), "")


def says_nothing(text: str, known: KindWords) -> bool:
    """Tell whether a statement only tells that somebody would say no more."""
    return _SILENCE in known.phrases.within(text)


def _without_names(text: str) -> str:
    return _NAME.sub(lambda match: "_" * len(match.group()), text)


def _ranks(text: str, known: KindWords) -> bool:
    """Tell whether a word is the highest degree of a common one: ``fiercest``, not ``backrest``."""
    for match in _EST.finditer(text):
        base = match["base"]
        if base in _NO_RANK:
            continue
        doubled = [base[:-1]] if base[-1] == base[-2] else []  # biggest
        forms = [base + "y"] if match["i"] else [base, base + "e", *doubled]
        if any(form in known.common for form in forms):
            return True
    return False
