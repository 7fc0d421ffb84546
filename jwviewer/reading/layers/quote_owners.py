"""Whose words a quotation is: by a verb of speech beside it, or by the sentences around it."""

from __future__ import annotations

import re

from jwviewer.reading.article import Sentence
from jwviewer.reading.layers.according import source_of
from jwviewer.reading.layers.speakers import NOBODY, Owner, Speakers, VoiceWords
from jwviewer.reading.layers.speech_subjects import OPENS, opening_subject, subject_before
from jwviewer.reading.mentions import Mention
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

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
_OFFICE = later(
    r" (?:(?!(?:in|on|at|by|with|after|during|that|when|as|to|from|before|because)\b)"
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof|St)\.|[\w'’&-]+),? ){0,8}"
)
"""Between a verb of speech and a name: said the Dutch group's head of sales, Eva Lund."""
_PASSIVE = later(r"\b(?:is|are|was|were|be|been|being)(?: [a-z]+ly)? \Z")
_MARKS = later(r"[“”\"]")
_PRONOUN = later(r"\b(?:he|she|He|She)\b")
_AFTER_QUOTE = later(r"(?P<comma>,)? (?P<rest>[^.;:\n\"“”]{3,190})")
_SAID_AND_DONE = later(
    r"(?:[ ,]+(?!(?:that|it|the|is|was|were|has|had|will|would)\b)[\w'’-]+){0,6}\."
)
LONGEST_GESTURE = 110
"""A sentence such as "She laughs." before somebody's words is no longer than this."""


def speaker_of(speakers: Speakers, known: VoiceWords, quote: Span) -> Owner:
    """Return who is named for a quotation, and where; an empty name if nobody is.

    Where a verb of speech beside it has nobody, the passage is the verb's.
    """
    view, (start, end) = speakers.view, quote
    led = view[max(0, start - 2) : start] == ": "
    for one in speakers.named(max(0, start - 60), start) if led else ():
        if one.end == start - 2:  # "Voltessa CEO Eva Lund: “…”"
            return one.entity, one.span
    after = known.after.match(view, end)
    if after is not None:
        who, span = _inverted(speakers, start, after.end()) or ("", after.span("verb"))
        return who, (after.start("verb"), span[1])
    sentence = speakers.draft.article.sentence(start)
    found = _says_after(speakers, known, end) or _said_before(speakers, known, sentence, start)
    return found if found != NOBODY else source_of(speakers, known, sentence, quote)


def _inverted(speakers: Speakers, quote: int, at: int) -> Owner | None:
    """Return who follows a verb of speech: said Eva Lund, said she, said the Dutch group."""
    held = _of_office(speakers, at)
    if held is not None:
        return held
    found = _nearest(speakers, at, at + 100)
    if found is not None:
        return found.entity, found.span
    pronoun = _PRONOUN.match(speakers.view, at + 1)
    if pronoun is not None:
        return speakers.person_before(quote, pronoun.group()), pronoun.span()
    return speakers.called_from(at + 1)


def _says_after(speakers: Speakers, known: VoiceWords, end: int) -> Owner | None:
    """Return who stands between a quotation and a verb: "…," Eva Lund, head of sales, said."""
    view = speakers.view
    rest = _AFTER_QUOTE.match(view, end)
    if rest is None:
        return None
    sentence = speakers.draft.article.sentence(min(end + 1, len(view) - 1))
    for verb in known.said.finditer(view, rest.start("rest"), rest.end()):
        who = subject_before(speakers, sentence, verb.start(), rest.start("rest"))
        if who is None or not OPENS.fullmatch(view[rest.start("rest") : who[1][0]]):
            continue
        # “It works.” Eva Lund said the yard was small: those are no words about the quotation.
        whole = view[end - 2] in ".!?…" and not rest["comma"]
        if whole and not _SAID_AND_DONE.match(view, verb.end()):
            return None
        return who
    return None


def _said_before(speakers: Speakers, known: VoiceWords, sentence: Sentence, start: int) -> Owner:
    """Return who is the subject of a verb before a quotation: Eva Lund said: "…"."""
    view = speakers.view
    first = max(sentence.start, start - 110)
    before = known.before.search(view[first:start])
    if before is not None:
        at = first + before.start("verb")
        if _PASSIVE.search(view, max(sentence.start, at - 24), at):
            return NOBODY
        who = subject_before(speakers, sentence, at)
        if who is not None:
            return who[0], (who[1][0], at + len(before["verb"]))
    if view[max(0, start - 2) : start] == ": ":
        # "… told the paper the firm had no plans to move: “…”"
        told = list(known.says.finditer(view, sentence.start, start))
        who = subject_before(speakers, sentence, told[-1].start("verb")) if told else None
        if who is not None:
            return who[0], (who[1][0], told[-1].end("verb"))
    for said in known.inverted.finditer(view, sentence.start, start):
        # "The line, said Eva Lund, had “doubled our money”."
        who = _inverted(speakers, start, said.end("verb"))
        if who is not None and who[1][1] < start:
            return who[0], (said.start("verb"), who[1][1])
    return NOBODY


def _of_office(speakers: Speakers, position: int) -> Owner | None:
    """Return whom "the technical director" is, after "says", if an earlier sentence named one."""
    draft = speakers.draft
    for post in draft.of_kind("_post") if speakers.view.startswith(" the ", position) else ():
        role = post.attributes["role"].spans[0]
        if position < role[0] <= position + 24 and post.attributes["person"].spans[0][1] < position:
            entity = draft.proposals[post.value("person")].value("entity")
            return (entity, role) if entity else None
    return None


def _nearest(speakers: Speakers, start: int, end: int) -> Mention | None:
    found = speakers.named(start, end)
    if not found:
        return None
    between = speakers.view[start : found[0].start]
    if not _OFFICE.fullmatch(between):
        return None
    if (
        found[0].kind == "company"
        and len(found) > 1
        and found[1].kind == "person"
        and (
            re.fullmatch(
                r"(?:'s|’s|')?(?: [\w-]+){1,6},? (?:Dr\.? |Mr\.? |Ms\.? )?",
                speakers.view[found[0].end : found[1].start],
            )
        )
    ):
        return found[1]
    return found[0]


def owner_of(speakers: Speakers, known: VoiceWords, quote: Span) -> Owner:
    """Return the person whom the sentence with a quotation, or the one before, is about."""
    sentence = speakers.draft.article.sentence(quote[0] + 1)
    view = speakers.view
    before = view[sentence.start : quote[0]]
    told = _named_after(speakers, quote[1])
    if told is not None:
        return told
    if before.strip(' "“‘'):
        return opening_subject(speakers, sentence, quote[0]) or NOBODY
    whole = _CLOSED.search(view[quote[0] : quote[1]]) is not None
    if not whole:
        return NOBODY
    following = _told_after(speakers, quote[1])
    if following is not None:
        return following
    if not sentence.number:
        return NOBODY
    last = speakers.draft.article.sentences[sentence.number - 1]
    if last.paragraph != sentence.paragraph or _MARKS.search(view, *last.span):
        return NOBODY
    said = list(known.says.finditer(view, *last.span))
    reports = subject_before(speakers, last, said[-1].start("verb")) if said else None
    if reports is not None and speakers.is_person(reports[0]):
        return reports  # Eva Lund said that she was wrong. “I did not know.”
    gesture = last.end - last.start < LONGEST_GESTURE
    return (opening_subject(speakers, last, last.end) if gesture else None) or NOBODY


def _named_after(speakers: Speakers, end: int) -> Owner | None:
    """Return whose words "…," was Eva Lund's only comment says that they are."""
    match = _IS_COMMENT.match(speakers.view, end)
    if match is None:
        return None
    for one in speakers.named(end, match.end() + 90):
        if one.kind == "person" and "." not in speakers.view[match.end() : one.start]:
            return one.entity, one.span
    return None


def _told_after(speakers: Speakers, end: int) -> Owner | None:
    """Return whose words "That is how Eva Lund remembers it" says they were."""
    match = _THAT_IS_HOW.match(speakers.view, end)
    if match is None:
        return None
    near: list[Mention] = speakers.named(match.end(), match.end() + 60)
    if near and near[0].kind == "person" and near[0].start - match.end() < 40:
        return near[0].entity, near[0].span
    return None
