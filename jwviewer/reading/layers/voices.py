"""Voices: what is quoted or reported, of whom, and what nobody is named for."""

from __future__ import annotations

import re

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.quote_owners import owner_of
from jwviewer.reading.layers.speakers import (
    UNNAMED,
    Speakers,
    VoiceWords,
    speaker_of,
    subject_before,
    voice_words,
)
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_QUOTE = later(
    r"“[^“”\n]{2,1500}(?:”|(?=\n))|(?<![\w])‘[^‘\n]{2,900}?’(?!\w)|(?<!\w)\"[^\"\n]{2,1500}\"|"
    r"«[^«»\n]{2,900}»"
)
_AT = later(r" (?:at|in|on|during|after|to|before) ")
_INFINITIVE = later(r" to [a-z]")
_PASSIVE = later(r"\b(?:is|are|was|were|be|been|being)(?: now| still| also| [a-z]+ly)? \Z")
REPORTED = "voices.reported"
_AFTER_SAID = later(
    r"(?:,|\.\Z| (?:separately|earlier|later|also|again|here|in|on|at|to|during|late|early|last|"
    r"this (?:week|month|year|morning)|when|after|as|citing|adding|without)\b)"
)
_AUDIENCE = later(
    r"(?: (?!(?:that|is|are|was|were|has|have|had|will|would|could|can|may|must|it|he|she)\b)"
    r"[\w'’&./-]{1,30}){1,13}[.!]?\Z"
)
"""After "told": only whom, where and when, up to the end of the sentence."""
_OPENS_CLAUSE = later(r" [^,.;:\"“”]{3,60}? that ")
_TITLED = later(
    r", (?:(?:[A-Z][\w'’.&-]*|[a-z][a-z-]+) ){1,7}\Z(?<! and )(?<! that )(?<! which )(?<! of )"
)
_APPOSED = later(r", (?:who|which|the|an?|head|chief|chairman|its) ")
_GOES_ON = later(
    r", (?:(?:and|but) (?=[a-z])|(?=(?:is|are|was|were|has|have|had|will|would|can|could|may) ))"
)
_FINITE = later(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|must|should|[a-z]{3,}(?:ed|es|ts|"
    r"ns|rs|ds|ps|ks))\b"
)
_WISHES = frozenset(
    {
        "hopes",
        "hoped",
        "expects",
        "expected",
        "promises",
        "promised",
        "pledged",
        "pledges",
        "vowed",
        "vows",
        "forecast",
        "indicated",
    }
)


@rule(
    "voices.quoted",
    examples=(
        ('"It works," said Eva Lund.', "_voice asserter=Eva Lund; mode=quote"),
        ("The yard was ‘among the best in the land’.", "_voice mode=quote-unnamed"),
        (
            'Eva Lund, head of Voltessa AB, commented: "It works."',
            "_voice asserter=Eva Lund; mode=quote",
        ),
    ),
    counter_examples=("Eva Lund said that it works.",),
)
def quoted(draft: Draft) -> None:
    """Find quotations and who is named for them."""
    known = draft.lexicons.once(voice_words)
    speakers = Speakers(draft)
    last: tuple[int, str, Span, int] = (-1, "", (0, 0), 0)
    for match in _QUOTE.finditer(draft.article.view):
        span = match.start() + 1, match.end() - (match.group()[-1] in '”’"»')
        paragraph = draft.article.sentence(span[0]).paragraph
        who, voice = speaker_of(speakers, known, match.span())
        if (
            not who
            and voice == (0, 0)
            and last[0] == paragraph
            and (last[1] and _continues(speakers, last[1], last[3], match.start()))
        ):
            who, voice = last[1], last[2]
        elif not who and voice == (0, 0):
            who, voice = owner_of(speakers, match.span())
        if who or voice != (0, 0):
            last = paragraph, who, voice, match.end()
        words = len(draft.article.view[span[0] : span[1]].split())
        if (not who and words < 4) or (words < 2):
            continue
        _add(
            draft,
            span,
            "quote" if who else "quote-unnamed",
            who,
            voice if who else (0, 0),
            "voices.quoted",
        )


def _continues(speakers: Speakers, who: str, before: int, start: int) -> bool:
    """Tell whether a quotation goes on with one whose speaker was named just before."""
    named = speakers.named(before, start)
    others = any(one.kind == "person" and one.entity != who for one in named)
    return start - before < 260 and not named[2:] and not others


@rule(
    "voices.reported",
    examples=(
        ("Voltessa AB said that it works well.", "_voice asserter=Voltessa AB; mode=reported"),
        ("Analysts say that it works well.", "_voice mode=reported"),
        ("It works well, Voltessa AB says.", "_voice asserter=Voltessa AB; mode=reported"),
        ("According to Voltessa AB, it works well.", "_voice asserter=Voltessa AB; mode=reported"),
    ),
    counter_examples=("Voltessa AB signed that day.",),
)
def reported(draft: Draft) -> None:
    """Find reported speech: what stands after "said", before ", it said", after "according to"."""
    known = draft.lexicons.once(voice_words)
    speakers = Speakers(draft)
    view = draft.article.view
    quotes = [one.span for one in draft.of_kind("_voice")]
    inside = bytearray(len(view))
    for start, end in quotes:
        inside[start:end] = b"\1" * (end - start)
    for sentence in draft.article.sentences:
        for match in known.says.finditer(view, sentence.start, sentence.end):
            if not inside[match.start()]:
                _report(draft, speakers, known, sentence, match)
        _according(draft, speakers, sentence)


def _report(
    draft: Draft, speakers: Speakers, known: VoiceWords, sentence: Sentence, match: re.Match[str]
) -> None:
    view = draft.article.view
    if _INFINITIVE.match(view, match.end()) and match["verb"] in _WISHES:
        return
    if _PASSIVE.search(view, max(sentence.start, match.start("verb") - 24), match.start("verb")):
        return
    found = subject_before(speakers, sentence, match.start("verb"))
    if found is None and view[match.start("verb") - 5 : match.start("verb")] == " and ":
        found = _earlier(draft, speakers, sentence, match.start("verb"))
    if found is not None:
        speakers.last = sentence.number, found
    unnamed = known.unnamed.search(
        view, max(sentence.start, match.start("verb") - UNNAMED), match.start("verb")
    )
    if found is None and unnamed is None:
        return
    who, named = found if found is not None else ("", (0, 0))
    titled = _TITLED.search(view, max(sentence.start, named[0] - 90), named[0]) if who else None
    if titled is not None and not known.says.search(titled.group()):
        # ", Voltessa co-founder Eva Lund said": the office belongs to who speaks.
        named = titled.start() + 2, named[1]
    if unnamed is not None:
        who = ""
        named = unnamed.start(), match.end("verb")
    if match["verb"] in ("told", "tells") and _AUDIENCE.match(view, match.end(), sentence.end):
        # "…, Eva Lund told a meeting in Kiel": what she said stands before.
        if view[named[0] - 2 : named[0]] == ", " and _FINITE.search(view, sentence.start, named[0]):
            _add(
                draft, (sentence.start, named[0]), "reported", who, voice_of(named, match), REPORTED
            )
        return
    rest = sentence.end - match.end()
    if not match["that"] and _is_parenthesis(view, sentence, named, match):
        _add(draft, (sentence.start, named[0]), "reported", who, voice_of(named, match), REPORTED)
        goes_on = _GOES_ON.match(view, _end(match), sentence.end)
        if goes_on is not None:
            voice = voice_of(named, match)
            _add(draft, (goes_on.end(), sentence.end), "reported", who, voice, REPORTED)
        return
    told = re.match(
        r" [^,.;:\"“”]{3,70}? that ", view[match.end() : min(sentence.end, match.end() + 80)]
    )
    voice = voice_of(named, match)
    if rest > 12 and view[match.end() : match.end() + 2] not in (", ", ". "):
        start = match.end() + (view[match.end()] == " ")
        if told and (match["verb"] in ("told", "tells") or _AT.match(told.group())):
            start = match.end() + told.end()
        # What a semicolon parts from it is the article's own again.
        end = view.find("; ", start + 12, sentence.end)
        end = end if end > 0 else sentence.end
        _add(draft, (start, end), "reported", who, voice, "voices.reported")
    elif voice[0] - sentence.start > 12 and not re.search(
        r"[\"”“]", view[sentence.start : voice[0]]
    ):
        # The words come first: "…, the company says."
        _add(draft, (sentence.start, voice[0]), "reported", who, voice, "voices.reported")


def _end(match: re.Match[str]) -> int:
    """Return where a verb of speech ends, without a comma after it."""
    return match.end() - match.group().endswith(",")


def voice_of(named: Span, match: re.Match[str]) -> Span:
    """Return the passage of a voice: who is named for it and the verb."""
    start = match.start("verb") if named == (0, 0) else min(named[0], match.start("verb"))
    return start, match.end("verb")


def _is_parenthesis(view: str, sentence: Sentence, named: Span, match: re.Match[str]) -> bool:
    """Tell whether the words come before ", it said in a statement" and what follows."""
    start = named[0]
    if (
        match["verb"] in ("told", "tells")
        or named == (0, 0)
        or start - sentence.start < 30
        or view[start - 2 : start] != ", "
    ):
        return False
    before = view[sentence.start : start]
    told = _AFTER_SAID.match(view, _end(match), sentence.end) or match.end() == sentence.end
    if _OPENS_CLAUSE.match(view, match.end(), sentence.end):
        return False
    return bool(told and _FINITE.search(before)) and not re.search(r"[\"”“]", before)


def _earlier(
    draft: Draft, speakers: Speakers, sentence: Sentence, verb: int
) -> tuple[str, Span] | None:
    """Return who spoke before in the sentence: "she calls it … and says"."""
    if speakers.last[0] == sentence.number:
        return speakers.last[1]
    for voice in draft.within((sentence.start, verb), "_voice"):
        if voice.value("asserter") and voice.attributes["asserter"].spans:
            return voice.value("asserter"), (verb, verb)
    return None


def _according(draft: Draft, speakers: Speakers, sentence: Sentence) -> None:
    view = draft.article.view
    for match in re.finditer(
        r"\b[Aa]ccording to (?:the |an? )?", view[sentence.start : sentence.end]
    ):
        at = sentence.start + match.end()
        start = sentence.start + match.start()
        found = [one for one in speakers.named(at, at + 70) if one.start - at <= 60]
        who = (
            found[0]
            if found and re.fullmatch(r"(?:[\w'’.-]+,? ){0,7}", view[at : found[0].start])
            else None
        )
        for one in found[1:]:
            if who is not None and who.kind == "company" and one.kind == "person":
                who = one
        paper = draft.lexicons.once(voice_words).document.match(view, start)
        comma = view.find(", ", at, sentence.end)
        if comma > 0 and _APPOSED.match(view, comma):
            closing = view.find(", ", comma + 2, sentence.end)
            comma = closing if closing > 0 else comma
        elif comma > 0 and who is not None and comma < who.start:
            comma = view.find(", ", who.end, sentence.end)
        span = (
            (comma + 2, sentence.end)
            if start - sentence.start < 20 and comma > 0
            else (sentence.start, start)
        )
        if span[1] - span[0] < 12 or (
            paper is not None and (who is None or paper.end() <= who.start)
        ):
            continue
        end = (
            who.end
            if who is not None
            else comma
            if start - sentence.start < 20 and comma > 0
            else at + 20
        )
        _add(draft, span, "reported", who.entity if who else "", (start, end), "voices.reported")


@rule(
    "voices.hedged",
    examples=(("The drive breaks a monopoly, it is claimed.", "_voice mode=hedged"),),
    counter_examples=("It claimed a prize.",),
)
def hedged(draft: Draft) -> None:
    """Find what is claimed, believed or rumoured without anybody who says so."""
    known = draft.lexicons.once(voice_words)
    view = draft.article.view
    for sentence in known.hedges.sentences(view, draft.article.sentences):
        for match in known.hedge.finditer(view, sentence.start, sentence.end):
            _add(draft, sentence.span, "hedged", "", match.span(), "voices.hedged")
            break


@rule(
    "voices.document",
    examples=(("According to the agreement, they will build a yard.", "_voice mode=document"),),
    counter_examples=("They built a yard under the agreement.",),
)
def document(draft: Draft) -> None:
    """Find what an agreement says, and the promises right after it in the same paragraph."""
    known = draft.lexicons.once(voice_words)
    view = draft.article.view
    running: tuple[int, Span] = (-1, (0, 0))
    for sentence in draft.article.sentences:
        match = known.document.search(view, sentence.start, sentence.end)
        if match is not None:
            running = sentence.paragraph, match.span()
            comma = view.find(", ", match.end(), sentence.end)
            early = match.start() - sentence.start < 30 and comma > 0
            span = (comma + 2, sentence.end) if early else (sentence.start, match.start())
            _add(draft, span, "document", "", match.span(), "voices.document")
        elif (
            sentence.paragraph == running[0]
            and re.search(r"\b(?:will|shall)\b", view[sentence.start : sentence.end])
            and not list(draft.within(sentence.span, "_voice"))
        ):
            _add(draft, sentence.span, "document", "", running[1], "voices.document")
        else:
            running = -1, (0, 0)


def _add(draft: Draft, span: Span, mode: str, who: str, voice: Span, rule_id: str) -> None:
    spans = (voice,) if voice != (0, 0) else ()
    draft.add(
        "_voice",
        span,
        {
            "mode": Attribute(mode, spans=spans),
            "asserter": Attribute(who, "stated" if who else "not_stated", spans if who else ()),
        },
        rule=rule_id,
        confidence=0.85,
        claim=False,
    )


RULES = (quoted, reported, hedged, document)
