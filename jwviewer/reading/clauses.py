"""Where a sentence can be cut into statements that could be true without each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_ADVERBS = (
    r"(?:(?:also|then|thus|jointly|further|so|thereby|always|fully|now|continuously|actively|it|"
    r"they|he|she|"
    r"we|this|that it|that they|that) ){0,2}"
)
_OPENS = later(
    r"[\s\"“‘]*(?:(?:In|On|By|Under|After|During|Since|At|For|From|With|To|It is \w+ that|"
    r"it is \w+ that|As of|Over|Within|"
    r"Before|Until|Between|Among|Through|Currently|Moreover|However|In addition|"
    r"Thanks)\b)[^,;]{0,70}"
)
"""What only opens a sentence belongs to the statement after it."""
_BESIDE = later(
    r", (?:by (?:contrast|comparison)|for (?:its|his|her|their) part|in turn|in fact|"
    r"of course|for (?:one|instance|example)|as ever|after all|as a matter of fact|to be sure|too|"
    r"though|however|meanwhile|indeed|in other words|on the other hand|at least|among others),"
)
"""Words beside the point between two commas, where no statement ends."""
LONGEST_ASIDE = 28
_BEFORE = frozenset(" \n\"“”‘’',;:.–—-*•")
_BEHIND = frozenset(" \n\"“”‘’',;:.–—*!?")
"""What does not belong to a statement, before and behind it."""
LEAST = 9
"""A statement of fewer characters is not cut off."""


@dataclass(frozen=True)
class Cutter:
    """Where statements end: in prose, and in quotations, which are cut less."""

    prose: re.Pattern[str]
    quote: re.Pattern[str]


def cutter(lexicons: Lexicons) -> Cutter:
    """Return the patterns of what stands between two statements of one sentence."""
    verbs = alternatives(lexicons.words("en/claims", "verbs"))
    auxiliary = r"(?:is|are|was|were|will|has|have|gives?|makes?|would|can|needs?|gets?|offers?)\b"
    opening = (
        r"which|who|whose|also|that|making|covering|with|through|including|to|thus|allowing|"
        r"enabling|"
        r"becoming|compared|although|because|after|as|the|its|a|an|one|jointly|continuously|in|on|"
        r"by|at|"
        r"under|when|if|then|filling|breaking|creating|strengthening|reducing|helping|due"
    )
    coordinated = rf",? (?:and|BUT) (?:that )?(?={_ADVERBS}(?:{verbs})\b)"
    clause = (
        rf", (?:and|BUT) (?=(?!for |once |even |if |when )(?:the |its |their |a |an )?"
        rf"(?:[\w'’-]+ ){{1,REACH}}?{auxiliary})"
    )
    return Cutter(
        later(
            "|".join(
                (
                    r"; |(?<![A-Z]): | [–—] | - ",
                    r",? and that |,? (?:adding|saying|noting|stressing|arguing|explaining) that ",
                    coordinated.replace("BUT", "but|while|whereas|or"),
                    clause.replace("BUT", "but|while|whereas|as").replace("REACH", "6"),
                    rf", (?=(?:{opening})\b)",
                    rf", (?=(?:[a-z]+ly )?(?:{verbs}) )",
                    rf", (?=(?:[A-Z][\w&-]{{1,20}} (?:and )?){{1,5}}{auxiliary})",
                )
            )
        ),
        later(
            "|".join(
                (
                    r"; ",
                    coordinated.replace("BUT", "or"),
                    clause.replace("BUT", "while").replace("REACH", "3"),
                    r", (?=(?:the|our|its|their|this|that) (?:[\w-]+ ){1,2}(?:is|are|was|were) )",
                    r",? (?:and|but),? (?:[a-z]{4,}ly, )?(?=(?:it|they|he|she|we|I|you)"
                    r"(?:['’](?:s|re|ll|ve|d|m)| [a-z]+(?:n['’]t)?) )",
                )
            )
        ),
    )


def statements(view: str, start: int, end: int, cut: re.Pattern[str]) -> Iterator[Span]:
    """Yield the statements of a stretch of the view, without the blanks and stops around them."""
    begin = start
    for match in cut.finditer(view, start, end):
        if match.start() - begin < LEAST or end - match.end() < LEAST:
            continue
        if _is_beside(view, begin, match.start()):
            continue
        if view[begin : match.start()].isupper():
            begin = match.end()
            continue
        if view.count(" ", begin, match.start()) < 2 or _OPENS.fullmatch(
            view, begin, match.start()
        ):
            continue
        yield trimmed(view, begin, match.start())
        begin = match.end()
    yield trimmed(view, begin, end)


def _is_beside(view: str, begin: int, comma: int) -> bool:
    """Tell whether a comma is one of the two around words beside the point."""
    if _BESIDE.match(view, comma):
        return True
    before = _BESIDE.search(view, max(begin, comma - LONGEST_ASIDE), comma + 1)
    return before is not None and before.end() == comma + 1


def trimmed(view: str, start: int, end: int) -> Span:
    """Return a stretch without blanks, quotation marks and stops at its ends."""
    while start < end and view[start] in _BEFORE:
        start += 1
    while start < end and view[end - 1] in _BEHIND:
        end -= 1
    return start, end
