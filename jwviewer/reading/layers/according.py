"""Whose word a statement is by "according to": of somebody, of somebody's letter, of a paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jwviewer.reading.article import Sentence
from jwviewer.reading.layers.speakers import NOBODY, Owner, Speakers, VoiceWords
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_ACCORDING = later(
    r"\b(?:[Aa]ccording to|[Ii]n the (?:words|view|opinion) of|[Ii]n the eyes of) (?:the |an? )?"
)
_APPOSED = later(r", (?:who|which|the|an?|head|chief|chairman|its) ")
_OFFICE = later(r"(?:[\w'’.-]+,? ){0,7}")
_FINITE = later(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|must|[a-z]{3,}ed)\b")
_OPEN = later(r"\b(?:that|which|who|and|but|because|as), \Z")
"""Before "according to" in brackets of commas, where what is said follows it."""
EARLY = 20
"""Words before "according to" that are fewer are no statement."""
LONGEST = 70
BESIDE_QUOTE = 4


@dataclass(frozen=True)
class Source:
    """Whose word it is, where that stands, and what is said."""

    owner: Owner
    voice: Span
    said: Span


def sources(speakers: Speakers, known: VoiceWords, sentence: Sentence) -> Iterator[Source]:
    """Yield whose word it is, for every "according to" in a sentence that is not a paper's."""
    view = speakers.view
    for match in _ACCORDING.finditer(view, sentence.start, sentence.end):
        start, at = match.span()
        owner, reach = _named(speakers, at)
        paper = known.document.match(view, start)
        if paper is not None and (owner == NOBODY or paper.end() <= owner[1][0]):
            continue
        comma = view.find(", ", max(at, reach), sentence.end)
        if comma > 0 and _APPOSED.match(view, comma):
            closing = view.find(", ", comma + 2, sentence.end)
            comma = closing if closing > 0 else comma
        early = start - sentence.start < EARLY
        said = _said(view, sentence, start, comma)
        if said[1] - said[0] >= 12:
            end = reach or (comma if early and comma > 0 else at + 20)
            yield Source(owner, (start, end), said)


def _said(view: str, sentence: Sentence, start: int, comma: int) -> Span:
    """Return what is said: before "according to" or after the comma that closes it."""
    before = view[sentence.start : start]
    if comma > 0 and (len(before) < EARLY or _OPEN.search(before)):
        return comma + 2, sentence.end
    if comma > 0 and before.endswith(", ") and not _FINITE.search(before):
        return sentence.span
    return sentence.start, start


def _named(speakers: Speakers, at: int) -> tuple[Owner, int]:
    """Return who is named at a position, with no more than an office before, and where it ends."""
    view = speakers.view
    found = [one for one in speakers.named(at, at + LONGEST) if one.start - at <= LONGEST - 10]
    if not found or not _OFFICE.fullmatch(view, at, found[0].start):
        return NOBODY, 0
    who = found[0]
    for one in found[1:]:
        if who.kind == "company" and one.kind == "person":
            who = one
    return (who.entity, who.span), who.end


def source_of(speakers: Speakers, known: VoiceWords, sentence: Sentence, quote: Span) -> Owner:
    """Return by whom a quotation is that "according to" stands right before or after."""
    for one in sources(speakers, known, sentence):
        after = 0 <= one.voice[0] - quote[1] <= BESIDE_QUOTE
        if after or (one.voice[1] <= quote[0] and one.said[0] <= quote[0] + 1 < one.said[1]):
            return one.owner
    return NOBODY
