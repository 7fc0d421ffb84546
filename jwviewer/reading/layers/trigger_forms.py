"""The words that tell of events: nouns, verbs in all their forms, and turns of phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jwviewer.reading.layers.deal_turns import DealTurns, deal_turns, deals_told
from jwviewer.reading.layers.verb_forms import inflected
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span
from jwviewer.reading.turns import Turn

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
_GIVEN = Turn(
    r"(?:\b[Tt]he [a-z-]+(?: [a-z-]+)?, (?P<signed>signed|concluded|agreed|announced|sealed|closed|"
    r"completed|struck)\b[^.;:]{1,60}, )?\b(?P<verb>gives|gave|giving|hands|handed|handing) "
    r"(?:(?:the )?[\w&'.-]{1,20} ){1,4}?an? (?:(?P<size>\d{1,2}(?:[.,]\d{1,2})?) ?"
    r"(?:%|per ?cent|pct) )?(?:[a-z]+ ){0,2}(?:stake|interest|shareholding|holding)"
    r" in (?=the |[A-Z])"
)
_ROUND = Turn(
    r"\b(?P<verb>led|leads|co-led|joined) (?:an?|the|its|their) (?:[\w$€£.,-]{1,16} ){0,4}?"
    r"(?:funding|financing|investment|seed|Series [A-F]|equity) round\b"
)
_PUT_INTO = Turn(
    r"\b(?P<verb>puts?|pumped|pumps|ploughed|plowed|poured|sank|channell?ed|injected) "
    r"[^.;:]{0,24}?\d[^.;:]{0,30}? into (?:the )?(?:[a-z-]+ ){0,4}(?=[A-Z])"
)
_PRODUCTION = Turn(
    r"\b(?:[Pp]roduction|[Aa]ssembly|[Ss]ales|[Dd]eliveries) of (?:the |its )?"
    r"(?=[^.;,:]{0,30}[A-Z])[^.;,:]{1,60}? "
    r"(?:has |have )?(?P<verb>started|begun|began)\b"
)


_OFFICE = (
    r"(?:as|to be)(?: an?| its| their| the| one of its)? (?:[a-z-]+ ){0,4}?(?P<noun>suppliers?|"
    r"customers?|"
    r"clients?|contractor|provider|distributor|dealer|importer|partner|licensee|agent|vendor)\b"
)
_CHOSEN = Turn(
    r"\b(?P<verb>chosen|chose|chooses|selected|selects|picked|picks|named|names|appointed|appoints|"
    r"nominated|signed up|signs up|won|wins|gained|gains|landed|secured|hired|added|adds|taken on) "
    rf"(?:the )?(?:[a-z-]+ ){{0,4}}(?=[A-Z])[^.;:]{{2,60}}? {_OFFICE}"
)
_WAS_CHOSEN = Turn(
    r"\b(?:was|were|has been|have been) (?P<verb>chosen|selected|picked|named|appointed|nominated)"
    rf"(?: by [^.;:]{{2,50}}?)? {_OFFICE}"
)
_CHOSEN_FOR = {"partner": "cooperation", "licensee": "licence", "distributor": "agreement",
               "dealer": "agreement", "importer": "agreement", "agent": "agreement"}  # fmt: skip


_TURNS: tuple[tuple[str, str], ...] = (
    (
        "supply",
        r"\b(?P<verb>picked|picks|chosen|chose|chooses|selected|selects|tapped|taps|hired|"
        r"contracted|commissioned|"
        r"nominated) (?:the )?(?:[a-z-]+ ){0,5}(?=[A-Z])[^.;:]{2,90}? "
        r"(?:for (?:the|its|a|an|all|\d)|to (?:supply|build|deliver|make|provide|produce|"
        r"fit|equip))\b",
    ),
    (
        "agreement",
        r"\b(?P<verb>signed up|signs up|has signed up) (?:the )?(?:[a-z'’-]+ ){0,4}(?=[A-Z])",
    ),
    ("acquisition", r"\b(?P<verb>changed hands|changes hands)\b"),
    (
        "acquisition",
        r"\b(?P<verb>pay(?:s|ing)?|paid) (?:[\w$€£¥.,-]+ ){1,4}for (?:it\b|them\b|"
        r"the (?:firm|company|business|group|maker|chain)\b|[A-Z][\w-]+)",
    ),
    (
        "acquisition",
        r"\b(?P<verb>became|becomes|has become|is now|is becoming) (?:an? |the |part |now )?"
        r"(?:[a-z-]+ ){0,3}(?:subsidiary|unit|arm|division|property) of (?=[A-Z]|"
        r"the )",
    ),
    (
        "acquisition",
        r"\b(?P<verb>pass(?:es|ed)) (?:in)?to (?:the )?(?:hands of )?(?:the )?"
        r"(?:[\w'’-]+ ){0,5}(?=[A-Z])",
    ),
    (
        "acquisition",
        r"\b(?P<verb>sold|sells|selling|sell) (?:its|the|his|her|their|a|most of its|all of its) "
        r"(?:[\w'’%-]+ ){0,2}(?:half|stake|share|shares|interest|holding|part|third|"
        r"quarter)"
        r"(?: of [^.;:,]{2,60}?| in [^.;:,]{2,60}?)? to (?=[A-Z]|its |the )",
    ),
    (
        "acquisition",
        r"\b(?:was|were|been|is being) (?P<verb>sold) (?:[^.;:]{2,40}?,? )?to (?:the )?"
        r"(?:[a-z-]+ ){0,4}(?=[A-Z])",
    ),
    (
        "supply",
        r"\b(?:is|are|was|were) (?P<verb>bought|sourced|purchased|supplied|procured|delivered) "
        r"(?:from|by) (?=[A-Z])[^.;:]{2,60}? under an? ",
    ),
    ("investment", r"\bround (?:of (?:funding|financing) )?(?P<verb>led) by (?=[A-Z])"),
    (
        "supply",
        r"\b(?P<verb>leases|rents|sells|supplies|ships|provides) (?:[a-z-]+ ){1,5}to (?=[A-Z])"
        r"[^.;:]{2,50}? under an? (?:[a-z-]+ ){0,3}(?:contract|arrangement|agreement|deal|"
        r"lease)\b",
    ),
)
_TURN = tuple((kind, Turn(pattern)) for kind, pattern in _TURNS)
_UNSURE = later(
    r"\b(?:not|never|will|would|could|may|might|to|should|can|if|whether|wants?|plans?|hopes?|"
    r"nearly|almost)(?: be| have| only)? \Z"
)


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


def told_otherwise(
    view: str, start: int, end: int, turns: DealTurns
) -> Iterator[tuple[str, Span, Span, str, bool, str]]:
    """Yield type, head, span, noun, definiteness and verb of what a turn of phrase tells.

    Who is given a stake, who led a round of funding, what has gone into production.
    """
    for match in _GIVEN.finditer(view, start, end):
        small = match["size"] and float(match["size"].replace(",", ".")) < 50
        kind = "investment" if small or "minority" in match.group() else "acquisition"
        head = match.span("verb")
        first = match.start("signed") if match["signed"] else head[0]
        yield kind, head, (first, head[1]), "", False, "paid"
    for match in (*_ROUND.finditer(view, start, end), *_PUT_INTO.finditer(view, start, end)):
        yield "investment", match.span("verb"), match.span("verb"), "", False, "paid"
    for match in (*_CHOSEN.finditer(view, start, end), *_WAS_CHOSEN.finditer(view, start, end)):
        before = view[max(start, match.start() - 30) : match.start()]
        if re.search(r"\b(?:not|never|will|would|could|may|might|to|should)(?: be)? \Z", before):
            continue
        kind = _CHOSEN_FOR.get(match["noun"], "supply")
        yield kind, match.span("verb"), match.span("verb"), "", False, "paid"
    for kind, pattern in _TURN:
        for match in pattern.finditer(view, start, end):
            near = max(start, match.start() - 40)
            if _UNSURE.search(view, near, match.start("verb")) or DENIED.search(
                view, max(start, match.start() - 120), match.start()
            ):
                continue
            yield kind, match.span("verb"), match.span("verb"), "", False, "paid"
    for match in _PRODUCTION.finditer(view, start, end):
        yield "launch", match.span("verb"), match.span("verb"), "", False, "started production"
    for told in deals_told(view, start, end, turns):
        if not DENIED.search(view, max(start, told.head[0] - 120), told.head[0]):
            verb = "dealt" if told.parties > 1 else "paid"
            yield told.type, told.head, told.head, "", False, verb
