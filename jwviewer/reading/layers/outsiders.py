"""Who does something in a clause and is no company: a council, a ministry, a court."""

from __future__ import annotations

from jwviewer.reading.article import Sentence
from jwviewer.reading.patterns import later

_OUTSIDER = later(
    r"\b(?i:the|an?|its|their|local) (?:(?!and\b)[\w'’-]+ ){0,3}?(?i:council|government|ministry|"
    r"minister|parliament|city|town|county|state|court|union|commission|regulator|authority|police|"
    r"army|navy|church|museum|district|province|village|municipality|mayor|judge|voters|residents|"
    r"farmers|critics|shareholders|analysts|creditors|workers|employees)"
    r"(?: (?:has|have|had|also|then|later|first|already|finally|recently|[a-z]+ly)){0,3} \Z"
)


def is_outsiders(view: str, sentence: Sentence, verb: int) -> bool:
    """Tell whether the subject of a verb that begins at a place is somebody who is no company."""
    return _OUTSIDER.search(view, max(sentence.start, verb - 70), verb) is not None
