"""Which statements are claims: those that value, promise, rank or describe."""

from __future__ import annotations

import re
from bisect import bisect_right

from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Proposal, Span

RANKS = ("superlative", "first")
"""What kinds of claims are claims even where an event is told with them."""
_DESCRIBES = later(
    r"\b(?:is|are|was|has been|remains) (?:an?|the|one of|not|no|known|mainly|also an?|today an?|"
    r"considered)\b"
)
_DONE = later(
    r"^(?:[\w'’ ,-]{0,80}?\b)?(?:signed|attended|was founded|were founded|was established|met|"
    r"took part|"
    r"was held|witnessed|acquired|bought|visited)\b"
)
_VERB = later(
    r"\b(?:to [a-z]{3,}|[a-z]+n['’]t|is|are|was|were|has|have|had|will|would|can|could|may|must|"
    r"should|[a-z]{3,}(?:ed|es|ts|ks|ns|rs|ls|ds|ps|ms))\b"
)
DIGIT = re.compile(r"\d")
COUNTED = later(r"(?<![\w-])(?!(?:19|20)\d\d\b(?!%))[$€£¥]?\d[\d,.]*(?!\w)")
_PHRASE = later(r"(?:with|to|at|in|on|by|from|under|after|before|of|for|over)\b", re.IGNORECASE)
_FINITE = later(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|to [a-z]{3,}|"
    r"[a-z]+n['’]t)\b"
)
_FORETELLS = later(
    r"\b(?:expect(?:s|ed)?|forecasts?|predict(?:s|ed)?|promise[sd]?|pledge[sd]?|anticipate[sd]?|"
    r"project(?:s|ed)|reckon(?:s|ed) (?:with|on)|guides? for)\Z"
)
_VALUES = later(
    r"[\"“‘]|\bmarket\b|\bto [a-z]{3,}|\b(?:not|no|never|nobody|nothing|too|only|hardly|enough)\b"
)
"""In a statement with a number that values, denies or promises nevertheless."""
SAYS_NOTHING = later(
    r"\bwould(?: not| never)? say\b|\bwas (?:the|his|her) (?:only )?(?:reaction|comment|reply)\b|"
    r"\b(?:declined|refused) to\b|\bwould not be drawn\b|"
    r"\b(?:not available|could not be reached|not (?:immediately )?respond|no comment|to comment)\b"
)
_NOUN = later(r"(?:its|their|his|her|the|an?) (?:[\w-]+ ){0,3}[\w-]+")
"""Who speaks, not what is said: "its foreign-rights manager"."""
_IS_RANK = later(
    r"\b(?:is|are|was|were|remains?|becomes?|became|claims to be)(?: also| still| now| by far)"
    r"{0,2} (?:the|its|their|one of|(?:the )?[\w-]+['’]s?) (?:[\w-]+ ){0,2}?(?:[a-z-]+est|most|"
    r"only|first|leading|number)\b"
)
"""What is told is the rank itself: "It is the yard's largest contract since 2008"."""
_NEVER = later(r"\b(?:has|have|had) (?:never|not|yet to|still not)\b")
_PLAINLY = later(
    r"(?:(?:No|Yes|Well|But|And|Still), )?(?!There |It |Here|[A-Z][a-z]+ is the (?:vendor|buyer|"
    r"seller|owner|founder)\b)[^,;:]{3,60}? "
    r"(?:(?:is|are|was|were|remains?)(?: still| also| now){0,2} (?:the|no|not|an?) |isn['’]t |"
    r"aren['’]t )|Nor (?:is|are|was|were|has|have|does|do|did) |"
    r"[Nn]obody (?:gets|has|wants|knows|can)\b|"
    r"[A-Z][^,;:]{3,60}? (?:is|are) not "
)
"""A short sentence that says of something what it is, or is not: "Money is the sore spot"."""
_DENIES = later(
    r"\b(?:not|never|nobody|no one|nothing|neither|nor|hardly|barely|none|(?<!a )few)\b|n['’]t\b"
    r"|\A(?:No|Nobody|None|Few|Nothing|Neither)\b"
)
"""What is not so is told because somebody might think that it is."""
_STANDS = later(
    r"\b(?:(?:is|are)(?! being\b)|do|does|remains?|makes?|"
    r"(?:has|have)(?! (?:[a-z]+ed|been|said|sold|won|made|taken|begun|got|put|built|bought)\b)|"
    r"sells?|flies|runs?|offers?|develops?|comes|"
    r"lies|works?|covers?|belongs?|serves?|operates?|uses?|wants?|needs?|keeps?|gives?|means?|"
    r"brings?|takes|pays|stays?|allows?|lets|goes|gets?|believes?|faces?|relies|rely|"
    r"depends?|competes?|combines?|connects?|helps?|enables?|dominates?|leads)\b"
)
"""What is so now, and not what was done once."""
_CARD = later(
    r"\b(?:headquartered|based|located|listed|owned by|backed by|advised|adviser|acted|counsel|"
    r"appointed|visit|contact|contains|forward-looking|shareholders include|born|joined|hired)\b|"
    r"\A(?:(?:And )?let['’]s|What|A|After|Here|There|So|Then|Now|See|If you|By|For more)\b|"
    r"\b(?:this|next) (?:blog|week|release)\b"
)
"""What a register of firms or the foot of a page tells."""
_FORMAL = later(r"\b(?:disclosed|available|known|signed|agreed|party|parties)\b")
_SUBORDINATE = later(r"(?:whose|when|where|who|whether|Whether|in which|which each|as)\b")


def is_reported_claim(
    text: str, mode: str, *, counted: bool, nobody: bool, lasting: bool, joined: bool
) -> bool:
    """Tell whether what is reported is a claim though no word tells of what kind.

    ``nobody`` says it if no one is named; ``joined`` is what "and" joins to another statement.
    """
    if mode != "document" and not _VERB.search(text):
        return False
    if _PHRASE.match(text) and not _FINITE.search(text):
        return False
    if _NOUN.fullmatch(text) and not _FINITE.search(text):
        return False
    if nobody and (counted or lasting):
        return False
    # Whoever says it, numbers are told by the figures.
    return not counted or joined or _VALUES.search(text) is not None


def foretells(view: str, voice: Proposal) -> bool:
    """Tell whether what is reported is what somebody expects or promises: "forecasts growth of"."""
    if voice.value("mode") != "reported":
        return False
    return any(
        _FORETELLS.search(view, max(start, end - 24), end)
        for start, end in voice.attributes["mode"].spans
    )


def tells_event(heads: list[Span], span: Span) -> bool:
    """Tell whether the word that tells an event stands in a statement."""
    number = bisect_right(heads, (span[1], 0))
    return any(
        start >= span[0] - 2 and end <= span[1] + 2
        for start, end in heads[max(0, number - 3) : number]
    )


def is_own_claim(text: str, kind: str, *, counted: bool, told: bool, whole: bool) -> bool:
    """Tell whether a statement of the article's own is a claim; ``whole`` is a sentence."""
    if kind not in RANKS and _SUBORDINATE.match(text):
        return False
    if _PHRASE.match(text) and not _FINITE.search(text):
        return False
    if kind in RANKS:
        return not told or _IS_RANK.search(text) is not None
    if counted and not told and kind in ("outcome", "quality") and _NEVER.search(text):
        return True
    if told or counted:
        return (
            kind == "intent"
            and not told
            and bool(
                re.search(
                    r"\b(?:will|plan(?:s|ned)? to|aim(?:s|ed)? to|hop(?:es?|ed) to|expect(?:s|ed)?|"
                    r"target(?:s|ed)?|would|due|is to|are to|wants? to|set to|scheduled|slated|"
                    r"forecast|estimated|could|vow(?:ed|s)? to|going to|foreseen|shall|must|"
                    r"targeted|projected|pencilled in|in advanced talks|on track|"
                    r"pledged to|by (?:the end of |mid-|early |late |[A-Z][a-z]+ )?20\d\d|"
                    r"should (?!know|have)|"
                    r"(?:is|are|be) guaranteed|reckons? (?:on|with)|guides? for)\b|"
                    r"\A(?:[Tt]he )?(?:[Tt]arget|[Pp]lan|[Gg]oal|[Pp]lanned [a-z]+):",
                    text,
                )
            )
        )
    if kind in ("intent", "outcome"):
        return not _DONE.match(text)
    if kind in ("quality", "activity"):
        return len(text.split()) > 3
    words = len(text.split())
    if whole and words > 2 and _PLAINLY.match(text) and not _FORMAL.search(text):
        return True
    denies = _DENIES.search(text) and not _FORMAL.search(text)
    says = denies or (whole and _STANDS.search(text))
    if says and words > 3 and not _CARD.search(text) and not _SUBORDINATE.match(text):
        return True
    return bool(_DESCRIBES.search(text)) and words > 5
