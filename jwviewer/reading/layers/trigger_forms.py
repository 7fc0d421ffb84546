"""The words that tell of events: nouns, verbs in all their forms, and turns of phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jwviewer.reading.layers.deal_turns import DealTurns, deal_turns
from jwviewer.reading.layers.verb_forms import inflected
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.patterns import later

NOUN_TYPES = (
    "agreement", "letter_of_intent", "joint_venture", "acquisition", "investment", "supply",
    "licence", "launch", "cooperation", "ceremony", "other",
)  # fmt: skip
VERB_TYPES = (
    "joint_venture", "acquisition", "investment", "supply", "licence", "launch", "cooperation",
    "ceremony", "other",
)  # fmt: skip

DENIED = later(
    r"\b(?:den(?:y|ies|ied|ying)|den(?:y|ies|ied) [^.;:,]{1,40}? that|no truth|cancel(?:led|ed|s)?|"
    r"scrap(?:ped|s)|abandon(?:ed|s)|call(?:ed|s) off|walk(?:ed|s) away from|pull(?:ed|s) out of|"
    r"withdrew from|ruled out|rules out|rejected|rejects|refused|declined|stopped short of|"
    r"terminated|collapse of|failure of|fell through)\b(?:(?!, (?:and|but|then) | after | before |"
    r" since )[^.;:]){0,70}\Z"
)
"""Before a trigger in its sentence: it did not happen, or no longer holds."""
PROPOSED = later(
    r"\b(?:draft|proposed|planned|possible|potential|rumou?red|would-be|failed|abortive|aborted|"
    r"abandoned|mooted|prospective|so-called)(?: [a-z-]+){0,3} \Z"
)
NO_DEAL = later(
    r" (?:firms?|houses?|funds?|groups?|compan(?:y|ies)|specialists?|vehicle|targets?|talks|bids?|"
    r"officers?|directors?|managers?|committee|banks?|banker|advis[eo]rs?|offers?|approach|plans?|proposal|book|books|intake|value|price|lawyers?|negotiations)\b"
)
"""After its noun: "a buyout firm", "takeover talks", "the order book" are no deals."""
SUPERLATIVE = later(r"\b(?:largest|biggest|longest|richest|smallest|single|most \w+) ")
OFFICES = later(
    r" (?:directors?|managers?|officers?|chief|head|department|team|agent|office|desk|spree|power|"
    r"house|price|costs?)\b"
)
"""After "purchasing" or "buying": somebody's office, and no purchase."""
IF = later(r"\b(?:[Ii]f|[Uu]nless|[Ww]hether)\b[^,;:]*\Z")


@dataclass(frozen=True)
class TriggerWords:
    """The patterns of events."""

    noun: re.Pattern[str]
    noun_type: dict[str, str]
    verb: re.Pattern[str]
    verb_types: dict[str, tuple[str, ...]]
    sign: re.Pattern[str]
    not_yet: re.Pattern[str]
    turns: DealTurns


def trigger_words(lexicons: Lexicons) -> TriggerWords:
    """Gather the triggers of all types; the type named first wins where several share a word."""
    nouns: dict[str, str] = {}
    verbs: dict[str, tuple[str, ...]] = {}
    for kind in NOUN_TYPES:
        for noun in lexicons.table("en/events", kind).get("nouns", ()):
            nouns.setdefault(noun.casefold(), kind)
    for kind in VERB_TYPES:
        for verb in dict.fromkeys(_verbs(lexicons, kind)):
            verbs[verb] = (*verbs.get(verb, ()), kind)
    verbs |= {
        verb[:1].upper() + verb[1:]: kinds for verb, kinds in verbs.items() if " " not in verb
    }
    signs = _verbs(lexicons, "signing")
    modality = alternatives(lexicons.table("en/events", "modality")["not_yet"])
    return TriggerWords(
        turns=deal_turns(lexicons),
        noun=later(rf"(?<![\w-])(?i:{alternatives(nouns)})(?![\w-])"),
        noun_type=nouns,
        verb=later(rf"(?<![\w-])(?:{alternatives(verbs)})(?![\w-])"),
        verb_types=verbs,
        sign=later(rf"(?<![\w-])(?:{alternatives(signs)})(?![\w-])"),
        not_yet=later(
            rf"(?<![\w'])(?i:{modality})(?: (?:be|been|have|also|soon|then|ever|yet|jointly|now|"
            rf"further|"
            rf"already|even|itself|again|to)){{0,3}} \Z"
        ),
    )


def _verbs(lexicons: Lexicons, kind: str) -> list[str]:
    """Return the verbs of a type: those listed, and every form of those that are listed bare."""
    table = lexicons.table("en/events", kind)
    made = list(table.get("verbs", ()))
    for row in table.get("inflected", ()):
        made += inflected(row)
    return made
