"""Where a sentence can be cut into statements that could be true without each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.proposal import Span

_ADVERBS = (
    r"(?:(?:also|then|thus|jointly|further|so|thereby|always|fully|now|continuously|actively|it|they|he|she|"
    r"we|this|that it|that they|that) ){0,2}"
)
LEAST = 9
"""A statement of fewer characters is not cut off."""


def cutter(lexicons: Lexicons) -> re.Pattern[str]:
    """Return the pattern of what stands between two statements of one sentence."""
    verbs = alternatives(lexicons.words("en/claims", "verbs"))
    return re.compile(
        rf"(?P<hard>; |: | [–—] | - )"
        rf"|,? (?:and|but|while|whereas|or) (?={_ADVERBS}(?:{verbs})\b)"
        rf"|, (?:and|but|while|whereas|as) (?=(?:the |its |their |a |an )?(?:[\w'’-]+ ){{1,7}}?(?:is|are|was|were|will|has|have|"
        rf"gives|makes|would|can)\b)"
        rf"|, (?=(?:which|who|that|making|covering|with|through|especially|including|to|thus|allowing|enabling|"
        rf"becoming|compared|although|because|after|as|the|its|a|an|one|jointly|continuously|in|on|by|at|under|when|if|"
        rf"then|filling|breaking|creating|strengthening|reducing|helping)\b)"
        rf"|, (?=(?:[a-z]+ly )?(?:{verbs}) )"
    )


def statements(view: str, start: int, end: int, cut: re.Pattern[str]) -> Iterator[Span]:
    """Yield the statements of a stretch of the view, without the blanks and stops around them."""
    begin = start
    for match in cut.finditer(view, start, end):
        if match.start() - begin < LEAST or end - match.end() < LEAST:
            continue
        yield trimmed(view, begin, match.start())
        begin = match.end()
    yield trimmed(view, begin, end)


def trimmed(view: str, start: int, end: int) -> Span:
    """Return a stretch without blanks, quotation marks and stops at its ends."""
    while start < end and view[start] in " \n\"“”‘’',;:.–—-*•":
        start += 1
    while end > start and view[end - 1] in " \n\"“”‘’',;:.–—*!?":
        end -= 1
    return start, end
