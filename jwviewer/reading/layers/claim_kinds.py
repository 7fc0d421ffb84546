"""What kind of claim a statement is: a rank, a first, an intention, an outcome, a quality."""

from __future__ import annotations

from dataclasses import dataclass

from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.phrases import Phrases

KINDS = ("superlative", "first", "intent", "outcome", "activity", "quality")
_EST = later(
    r"\b(?!(?:latest|earliest|interest|invest|request|test|west|east|forest|honest|rest|suggest|"
    r"harvest|guest|"
    r"protest|contest|nearest|modest|manifest|digest|arrest|vest|nest|best|chest|quest|"
    r"crest)\b)[a-z]{3,12}est\b"
)
_NO_FIRST = later(
    r"\bfirst (?:half|quarter|prize|phase|stage|step|time (?:at|in (?:20|19))|place|year|month|"
    r"week|of all|call-off|order|contract|vials?|samples?|units?|deal|agreement|"
    r"venture|\w+ months|class|sale|"
    r"delivery|deliveries|nine|six|three|batch|test|plant|customer will|name|round|day|instalment|"
    r"payment|ship|train)"
)
_NOT_MOST = later(
    r"\b(?:most of|at most|the most part|mostly|only (?:in|a|an|on|one|two|when|if|after|by|\d))\b"
)


_PLAIN_INTENT = later(r"\b(?:will|plans? to|aims? to|aimed to|expect|hopes? to|'ll)\b")


@dataclass(frozen=True)
class KindWords:
    """The phrases of each kind."""

    phrases: dict[str, Phrases]


def kind_words(lexicons: Lexicons) -> KindWords:
    """Gather the words that tell the kinds of claims."""
    return KindWords({kind: Phrases(lexicons.words("en/claims", kind)) for kind in KINDS})


def claim_kind(text: str, known: KindWords) -> str:
    """Return the kind of claim that a statement is; empty if no word tells it."""
    phrases = known.phrases
    intent = phrases["intent"].within(text)
    if intent and _PLAIN_INTENT.search(text):
        return "intent"
    if phrases["first"].within(text) and not _NO_FIRST.search(text):
        return "first"
    superlative = phrases["superlative"].within(text)
    if (superlative and not _NOT_MOST.search(text)) or _EST.search(text):
        return "superlative"
    if intent:
        return "intent"
    return next((kind for kind in KINDS[3:] if phrases[kind].within(text)), "")
