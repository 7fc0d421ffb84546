"""Whom a clause within a clause is about: "bought Kerning, which had been founded in 1988"."""

from __future__ import annotations

from jwviewer.reading.mentions import Mentions, Subject
from jwviewer.reading.patterns import later

_RELATIVE = later(
    r"(?: \([^()]{1,40}\))?, (?P<of>an? (?:[\w-]+ ){1,5})?(?P<who>which|who|that) "
    r"(?:(?:has|had|have|was|were|since|been|also|later|then|first|once|now|[a-z]+ly) ){0,4}"
    r"(?:[a-z]+ ){0,4}"
)
_SUBORDINATE = later(
    r"\b(?:after|before|when|because|as|since|while|until|where|although|though|whereas|once)\b"
)
_ADJACENT = later(r",?(?: (?:had|has|have|also|then|later|first|itself|[a-z]+ly)){0,3} ")
_FARTHEST = 110
_NEAR = 90


def relative_subject(mentions: Mentions, view: str, start: int, verb: int) -> Subject | None:
    """Return the company that a relative clause stands behind, if a verb is that clause's own."""
    before = mentions.within(max(start, verb - _FARTHEST), verb, "company")
    if not before:
        return None
    if len(before) > 1 and _ADJACENT.fullmatch(view, before[-1].end, verb):
        # "sold ships after its rival Kerning bought Volta"
        gap = view[before[-2].end : before[-1].start]
        if len(gap) < _NEAR and _SUBORDINATE.search(gap):
            return Subject((before[-1].entity,), (before[-1].span,))
    match = _RELATIVE.fullmatch(view, before[-1].end, verb)
    if match is None or (match["who"] == "that" and not match["of"]):
        return None
    several = mentions.joined_at(before[-2:]) if match["who"] == "who" else []
    whom = several if len(several) > 1 else before[-1:]
    return Subject(
        tuple(dict.fromkeys(one.entity for one in whom)), tuple(one.span for one in whom)
    )
