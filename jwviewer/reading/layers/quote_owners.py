"""Whose words a quotation is where no verb of speech stands beside it."""

from __future__ import annotations

from jwviewer.reading.article import Sentence
from jwviewer.reading.layers.speakers import Speakers
from jwviewer.reading.mentions import Mention
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

Owner = tuple[str, Span]

NOBODY: Owner = "", (0, 0)
_OFFICE = r"(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[A-Z][\w'’.&-]*|[a-z][a-z'’-]*),? ){0,8}"
_OPENS = later(rf"[\"“‘\s–—-]*(?:{_OFFICE})?(?:(?:Mr|Ms|Mrs|Dr|Prof|Sir|Dame)\.? )?")
"""Before the person whom a sentence is about: "Voltessa's chairman, Ms"."""
_FINITE = later(r"\b(?:said|is|are|was|were|has|have|had|will|would|can|could|that)\b")
_SHE = later(r"[\"“‘\s]*(?:But |And |Then |Later |Once )?(?P<who>[Hh]e|[Ss]he)\b")
_CLOSED = later(r"[.!?…][\"”’»]?\Z")
_THAT_IS_HOW = later(
    r" (?:That|This|Such|So|Thus) (?:is|was|were|are)?(?: how| what| the (?:verdict|view|motto|"
    r"summary|answer|comment|advice|way)(?: of)?)? ?"
)
_IS_COMMENT = later(
    r",? (?:is|was|were|came|comes|ran|runs|went|goes) (?:all |how |what |the |his |her |"
    r"[A-Z][\w'’]{1,24} )(?:[\w'’,-]{1,24} ){0,5}?(?=(?:comment|reaction|answer|reply|verdict|"
    r"response|view|motto|summary|advice|explanation|retort|conclusion|assessment|excuse|way|remark|message|"
    r"put|sums?|said|say|says|"
    r"describes|remembers|recalls|sees|tells)\b)"
)
"""After a quotation: "…," was her only comment; is how Eva Lund puts it."""
_GOVERNED = later(r"\b(?:by|with|of|to|from|for) (?:[A-Z]\w+\. )?\Z")
LONGEST_OPENING = 130
"""What stands before the person whom a sentence is about is no longer than this."""
LONGEST_GESTURE = 110
"""A sentence such as "She laughs." before somebody's words is no longer than this."""


def owner_of(speakers: Speakers, quote: Span) -> Owner:
    """Return the person whom the sentence with a quotation, or the one before, is about."""
    sentence = speakers.draft.article.sentence(quote[0] + 1)
    view = speakers.view
    before = view[sentence.start : quote[0]]
    told = _named_after(speakers, quote[1])
    if told is not None:
        return told
    if before.strip(' "“‘'):
        return _subject(speakers, sentence, quote[0])
    whole = _CLOSED.search(view[quote[0] : quote[1]]) is not None
    if not whole:
        return NOBODY
    following = _told_after(speakers, quote[1])
    if following is not None:
        return following
    if not sentence.number:
        return NOBODY
    last = speakers.draft.article.sentences[sentence.number - 1]
    gesture = last.paragraph == sentence.paragraph and last.end - last.start < LONGEST_GESTURE
    if not gesture or any(sign in view[last.start : last.end] for sign in '“”"'):
        return NOBODY
    return _subject(speakers, last, last.end)


def _named_after(speakers: Speakers, end: int) -> Owner | None:
    """Return whose words "…," was Eva Lund's only comment says that they are."""
    match = _IS_COMMENT.match(speakers.view, end)
    if match is None:
        return None
    for one in speakers.named(end, match.end() + 90):
        if one.kind == "person" and "." not in speakers.view[match.end() : one.start]:
            return one.entity, one.span
    return None


def _subject(speakers: Speakers, sentence: Sentence, end: int) -> Owner:
    """Return the one person that a sentence begins with, by name or as "she"."""
    view = speakers.view
    pronoun = _SHE.match(view, sentence.start)
    if pronoun is not None and pronoun.end() <= end:
        named = speakers.person_before(sentence.start)
        return (named, pronoun.span("who")) if named else NOBODY
    people = [one for one in speakers.named(sentence.start, end) if one.kind == "person"]
    if not people or len({one.entity for one in people}) > 1:
        return NOBODY
    first = people[0]
    opening = view[sentence.start : first.start]
    clause = opening.rpartition(", ")[2] if _FINITE.search(opening) else opening
    if len(clause) > LONGEST_OPENING or _FINITE.search(clause) or _GOVERNED.search(clause):
        return NOBODY
    if not _OPENS.fullmatch(clause):
        return NOBODY
    return first.entity, first.span


def _told_after(speakers: Speakers, end: int) -> Owner | None:
    """Return whose words "That is how Eva Lund remembers it" says they were."""
    match = _THAT_IS_HOW.match(speakers.view, end)
    if match is None:
        return None
    near: list[Mention] = speakers.named(match.end(), match.end() + 60)
    if near and near[0].kind == "person" and near[0].start - match.end() < 40:
        return near[0].entity, near[0].span
    return None
