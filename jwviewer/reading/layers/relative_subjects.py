"""Whom a relative clause is about: "bought Kerning, which had been founded in 1988"."""

from __future__ import annotations

from jwviewer.reading.mentions import Mentions, Subject
from jwviewer.reading.patterns import later

_RELATIVE = later(
    r"(?: \([^()]{1,40}\))?, (?P<of>an? (?:[\w-]+ ){1,5})?(?P<who>which|who|that) "
    r"(?:(?:has|had|have|was|were|since|been|also|later|then|first|once|now|[a-z]+ly) ){0,4}"
)
_FARTHEST = 110


def relative_subject(mentions: Mentions, view: str, start: int, verb: int) -> Subject | None:
    """Return the company that a relative clause stands behind, if a verb is that clause's own."""
    before = mentions.within(max(start, verb - _FARTHEST), verb, "company")
    if not before:
        return None
    match = _RELATIVE.fullmatch(view, before[-1].end, verb)
    if match is None or (match["who"] == "that" and not match["of"]):
        return None
    several = mentions.joined_at(before[-2:]) if match["who"] == "who" else []
    whom = several if len(several) > 1 else before[-1:]
    return Subject(
        tuple(dict.fromkeys(one.entity for one in whom)), tuple(one.span for one in whom)
    )
