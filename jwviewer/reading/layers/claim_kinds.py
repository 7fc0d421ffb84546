"""What kind of claim a statement is: a rank, a first, an intention, an outcome, a quality."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jwviewer.reading.lexicons import Lexicons, alternatives

KINDS = ("superlative", "first", "intent", "outcome", "activity", "quality")
_EST = re.compile(
    r"\b(?!(?:latest|earliest|interest|invest|request|test|west|east|forest|honest|rest|suggest|harvest|guest|"
    r"protest|contest|nearest|modest|manifest|digest|arrest|vest|nest|best|chest|quest|crest)\b)[a-z]{3,12}est\b"
)
_NO_FIRST = re.compile(
    r"\bfirst (?:half|quarter|prize|phase|stage|step|time (?:at|in (?:20|19))|place|year|month|week|of all|\w+ months|class|sale|"
    r"delivery|deliveries|nine|six|three|batch|test|plant|customer will|name|round|day|instalment|payment|ship|train)"
)
_NOT_MOST = re.compile(
    r"\b(?:most of|at most|the most part|mostly|only (?:in|a|an|on|one|two|when|if|after|by|\d))\b"
)


@dataclass(frozen=True)
class KindWords:
    """A pattern of each kind."""

    patterns: dict[str, re.Pattern[str]]


def kind_words(lexicons: Lexicons) -> KindWords:
    """Gather the words that tell the kinds of claims."""
    return KindWords(
        {
            kind: re.compile(
                rf"(?<![\w])(?:{alternatives(lexicons.words('en/claims', kind))})(?![\w-])", re.IGNORECASE
            )
            for kind in KINDS
        }
    )  # fmt: skip


def claim_kind(text: str, known: KindWords) -> str:
    """Return the kind of claim that a statement is; empty if no word tells it."""
    found = {kind: known.patterns[kind].search(text) for kind in KINDS}
    if found["intent"] and re.search(
        r"\b(?:will|plans? to|aims? to|aimed to|expect|hopes? to|'ll)\b", text
    ):
        return "intent"
    if found["first"] and not _NO_FIRST.search(text):
        return "first"
    superlative = found["superlative"]
    if (superlative and not _NOT_MOST.search(text)) or _EST.search(text):
        return "superlative"
    return next((kind for kind in ("intent", "outcome", "activity", "quality") if found[kind]), "")
