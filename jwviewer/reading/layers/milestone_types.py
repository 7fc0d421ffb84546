"""Of what type a thing done is: the noun beside its verb decides, then what it was done to."""

from __future__ import annotations

import re

from jwviewer.reading.article import Sentence
from jwviewer.reading.layers.milestone_words import Governor, MilestoneWords, clause_start
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_UNDER_LICENCE = later(r"\bunder licen[cs]e\b")
_WORKS = later(
    r"\b(?:[Pp]roduction|manufactur\w*|[Oo]perations?|[Ss]ales|selling|building|[Ss]ervice|"
    r"[Cc]onstruction|[Ww]ork|"
    r"[Cc]ooperation|co-?operating|[Bb]usiness|trading|project|pilot|trial|working|making|"
    r"producing|assembl\w*)\b"
)
_SUBJECT = later(
    r"(?: (?:with|between|of|for|on|to|in|by|at|from|worth) [^,;]{1,70})?,?(?: which| that)?"
    r"(?: (?:was|were|had|has|have|been|first|[a-z]+ly))* "
    r"|,? (?:that|which) (?:the )?(?:[\w'’&-]+ ){1,4}(?:had |has )?"
)
"""Between a noun and the verb that it is the subject of."""
_WEAK = later(r"(?:made|ran|run|end|work|shar|pool)")
_SHARED = later(r"(?:shar|work|run|ran|pool)")
_FOUNDED = later(r"(?:found|set up|establish|form|creat|launch)")
_WITH_ANOTHER = later(
    r"[A-Z][\w'’.-]*(?:,? and (?:the|its) [\w'’&/. -]{3,60}\Z|,? (?:together|along|jointly) with )"
)
"""The subject is one and another: "Volta and the box maker", "Volta, together with Kerning"."""
_BEGUN = later(
    r" (?:to )?(?:jointly )?(?:co-?)?(?:develop|design|test|build|explor|study|research|operat|"
    r"work|trial|shar|market)(?:e|ing)?\b"
)
_AGREED = later(r"(?:sign|agree|conclud|struck|seal|inked|initial)")
_PROJECT = later(
    r"\b(?:project|programme|program|consortium|alliance|initiative|venture|partnership|scheme)\b"
)
_WRITTEN = frozenset(
    {"agreement", "contract", "memorandum", "understanding", "intent", "mou", "loi", "partnership"}
)
_BUILDING = ("construction", "work", "building", "business", "trading", "project", "pilot", "trial")
_ITSELF = later(r"\b(?:[Ii]t|which) (?:was|had been) \Z")
_TALKED = later(r"\b(?:talks|negotiations|discussions|[Dd]eliver(?:y|ies)|sales)\b")
_OFFICE_TAKEN = later(
    r"(?:took|tak(?:ing|en|es?)) over (?:as|from|in|on|at|the (?:helm|reins|post|job|role|chair))\b"
)
"""Who took over as chief executive bought nothing."""
_NO_SITE = later(r" (?!(?:the|its|their|his|her|an?) )")
"""Behind "built": wares, and no house or works."""
_FOR_SALE = later(r"for sale|\bon sale")
"""What is offered is not sold."""
_ENDED = later(
    r"(?:ended|ending|terminat|dissol|cancel|scrap|abandon|quit|walked|pulled out|withdr|exited|"
    r"exiting|wound up|unwound|lapsed|expired|suspend|broke up|broken)"
)
"""What is over: no deal of the type of its noun, but an event of its own."""
_DEAL_VERBS = later(
    r"\b(?:sign|str(?:ike|uck)|conclu|agree|seal|reach|ink|award|place|w[io]n|secur|land|clinch|"
    r"complet|"
    r"clos|finalis|finaliz|announc|beg[au]n|start|launch|extend|renew|form|set up|creat|establish|"
    r"found|grant|receiv|obtain|follow|enter|took effect|took place|came into|grant|award|held|"
    r"initial|"
    r"approv|clear|"
    r"end|terminat|unveil|was made|were made)"
)
_PLANT = later(
    r"\b(?:plant|factory|works|mill|refinery|laboratory|site|line|terminal|yard|centre|center|"
    r"hub|facility|"
    r"branch|office|store|shop|mine)\b"
)


REFERRED = later(
    r"(?:sign|struck|conclu|agree|seal|reach|ink|complet|clos|finalis|finaliz|took effect|"
    r"came into|initial|"
    r"ratif|approv|clear|took place|awarded|placed)"
)


def _noun(
    view: str, start: int, end: int, known: MilestoneWords, *, last: bool = False
) -> re.Match[str] | None:
    """Return the first or last noun of a deal in a stretch that is no part of a name."""
    found = [
        match
        for pattern in (known.triggers.noun, known.noun)
        for match in pattern.finditer(view, start, end)
        if (
            not _FOR_SALE.match(view, match.start() - 4, match.end())
            and not (match.group()[0].isupper() and match.start() > start + 1)
        )
        or match.group().split()[-1].casefold() in _WRITTEN
    ]
    if not found:
        return None
    return (
        max(found, key=lambda one: (one.end(), -one.start()))
        if last
        else min(found, key=lambda one: (one.start(), -one.end()))
    )


def _kind(match: re.Match[str], known: MilestoneWords) -> str:
    word = " ".join(match.group().casefold().split())
    return known.triggers.noun_type.get(word) or known.noun_type[word]


def _several(view: str, start: int, end: int) -> bool:
    """Tell whether two or more are the subject: "A and B founded", "the two set up"."""
    return bool(
        re.search(r"[A-Z][\w'’.-]*,? and (?:the [a-z ]{2,40})?[A-Z]", view[start:end])
        or _WITH_ANOTHER.search(view, start, end)
        or re.search(r"\b(?:the two|both|the partners|the three|they)\b", view[start:end])
    )


def typed(
    view: str, sentence: Sentence, found: Governor, known: MilestoneWords
) -> tuple[str, str, Span]:
    """Return the type that the noun beside a verb makes of it: "signed … contract"."""
    if found.noun:
        return found.type, found.noun, found.span
    verb = view[found.span[0] : found.span[1]]
    if _OFFICE_TAKEN.match(view, found.span[0]) or (
        verb == "built" and not found.passive and _NO_SITE.match(view, found.span[1])
    ):
        return "", "", found.span
    deal = _noun(view, found.span[1], min(sentence.end, found.span[1] + 70), known)
    if _ENDED.match(verb) and (not verb.startswith("end") or deal is not None):
        near = max(sentence.start, found.span[0] - 70)
        return ("" if _TALKED.search(view, near, found.span[0]) else "other"), "", found.span
    if _UNDER_LICENCE.search(view, found.span[1], min(sentence.end, found.span[1] + 90)):
        return "licence", "", found.span
    if found.type not in ("other", "launch") or not _DEAL_VERBS.match(verb):
        return found.type, "", found.span
    left = clause_start(view, sentence.start, found.span[0])
    right = min(sentence.end, found.span[1] + 90)
    after = None if found.passive else _noun(view, found.span[1], right, known)
    before = _noun(view, max(sentence.start, left - 70), found.span[0], known, last=True)
    for match in (after, before):
        if match is None:
            continue
        gap = view[min(match.end(), found.span[1]) : max(match.start(), found.span[0])]
        if re.search(r"[;:“”\"]|\. ", gap) or (match is before and not _SUBJECT.fullmatch(gap)):
            continue
        kind = _kind(match, known)
        if kind not in ("ceremony", "launch", "cooperation", "investment") or match is before:
            return kind, match.group(), match.span()
    if REFERRED.match(verb) and (
        _ITSELF.search(view, sentence.start, found.span[0])
        or view.startswith(" it ", found.span[1])
    ):
        # "It was struck in 2017", of the deal that the sentence before tells of.
        near = max(0, sentence.start - 260)
        told = _noun(view, near, sentence.start, known, last=True)
        if told is not None:
            return _kind(told, known), told.group(), found.span
    if re.match(r"(?:start|beg[au]n)", verb):
        if _BEGUN.match(view, found.span[1]) and _several(view, left, found.span[0]):
            return "cooperation", "", found.span
        works = _WORKS.search(view, left, right)
        if works is None or _TALKED.search(view, left, found.span[0]):
            return "", "", found.span
        word = works.group().casefold()
        kind = "other" if word in _BUILDING else "launch"
        kind = "cooperation" if word.startswith("co") and kind == "launch" else kind
        return kind, "", found.span
    if _WEAK.match(verb):
        shared = _SHARED.match(verb) and _several(view, sentence.start, found.span[0])
        return ("cooperation" if shared else ""), "", found.span
    if _FOUNDED.match(verb) and _several(view, left, found.span[0]):
        return "joint_venture", "", found.span
    if verb.startswith("join"):
        project = _PROJECT.search(view, found.span[1], right)
        return ("cooperation" if project is not None else ""), "", found.span
    if _AGREED.match(verb):
        return "agreement", "", found.span
    return ("other" if _PLANT.search(view[left:right]) else found.type), "", found.span
