"""Voices: what is quoted or reported, of whom, and what nobody is named for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.according import sources
from jwviewer.reading.layers.quote_owners import owner_of, speaker_of
from jwviewer.reading.layers.speakers import NOBODY, UNNAMED, Speakers, VoiceWords, voice_words
from jwviewer.reading.layers.speech_subjects import subject_before
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_QUOTE = later(
    r"“[^“”\n]{2,1500}(?:”|(?=\n))|(?<![\w])‘[^‘\n]{2,900}?’(?!\w)|(?<!\w)\"[^\"\n]{2,1500}\"|"
    r"«[^«»\n]{2,900}»|(?<![\w'])'(?=[A-Z])(?:[^'\n]|'(?=\w)){2,400}?[,.?!…]'(?!\w)"
)
_AT = later(r" (?:at|in|on|during|after|to|before) ")
_INFINITIVE = later(r" (?:to|on|with) [a-z]")
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
_OPENS_CLAUSE = later(r" [^,.;:\"“”]{2,70}? that ")
_TITLED = later(
    r", (?:(?:[A-Z][\w'’.&-]*|[a-z][a-z-]+) ){1,7}\Z(?<! and )(?<! that )(?<! which )(?<! of )"
)
_SPEAKS_FOR = later(r"(?:spokes(?:man|woman|person)|representative)(?: (?:for|of|at)(?: the)? )?\Z")
_GOES_ON = later(
    r", (?:(?:and|but) (?=[a-z])|(?=(?:is|are|was|were|has|have|had|will|would|can|could|may) ))"
)
_FINITE = later(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|must|should|[a-z]{3,}(?:ed|es|ts|"
    r"ns|rs|ds|ps|ks))\b"
)
_CLOSING = later(r"; |,? but (?:would not|did not|does not|could not|declined|refused|gave no)\b")
_TURNS = later(r"\b(?:but|while|whereas|though|although|yet|to which)\b|; ")
_MARK = later(r"[\"”“]")
_BROKEN = later(r"\b(?:and|but|or|that|which|because|when|as), \Z")
_TOLD_ME = later(r"(?: me| us)?, ")
_THEN = later(r"(?:is|are|was|were|has|have|had|will|would|can|could|may|must)\b")
LONGEST_APPOSITION = 30
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
        "reckons",
        "reckoned",
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
        span = match.start() + 1, match.end() - (match.group()[-1] in "”’\"»'")
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
            who, voice = owner_of(speakers, known, match.span())
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
    if speakers.draft.article.sentence(max(before, start - 2)).start <= before:
        # Nothing but "…," Eva Lund told the press in Kiel, stands between the two.
        return not others or _TURNS.search(speakers.view, before, start) is None
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
        for one in sources(speakers, known, sentence):
            _add(draft, one.said, "reported", one.owner[0], one.voice, REPORTED)


def _report(
    draft: Draft, speakers: Speakers, known: VoiceWords, sentence: Sentence, match: re.Match[str]
) -> None:
    """Add what is said with one verb, if it has a subject."""
    view = draft.article.view
    verb = match.start("verb")
    if _INFINITIVE.match(view, match.end()) and match["verb"] in _WISHES:
        return
    passive = _PASSIVE.search(view, max(sentence.start, verb - 24), verb)
    if passive is not None and not match["verb"].endswith("ing"):
        return
    found = subject_before(speakers, sentence, verb)
    unnamed = known.unnamed.search(view, max(sentence.start, verb - UNNAMED), verb)
    if found is None and unnamed is None:
        return
    who, named = found if found is not None else NOBODY
    if who:
        speakers.last = sentence.number, who
    titled = _TITLED.search(view, max(sentence.start, named[0] - 90), named[0]) if who else None
    if titled is not None and not known.says.search(titled.group()):
        # ", Voltessa co-founder Eva Lund said": the office belongs to who speaks.
        named = titled.start() + 2, named[1]
    if unnamed is not None and not _SPEAKS_FOR.search(view, unnamed.start(), named[0]):
        who, named = "", (unnamed.start(), match.end("verb"))
    voice = min(named[0], verb), match.end("verb")
    if who in draft.proposals and verb - named[1] > LONGEST_APPOSITION:
        # What "Voltessa, the largest maker of cells, said" tells of Voltessa is not its word.
        firm = draft.proposals[who].kind == "company"
        voice = (verb, voice[1]) if firm else voice
    for span in _said(view, sentence, named[0], match):
        _add(draft, span, "reported", who, voice, REPORTED)


def _said(view: str, sentence: Sentence, named: int, match: re.Match[str]) -> Iterator[Span]:
    """Yield what is said with a verb: it stands after it, before its subject, or around both."""
    before = sentence.start, min(named, match.start("verb"))
    rest = sentence.end - match.end()
    if match["verb"] in ("told", "tells") and _AUDIENCE.match(view, match.end(), sentence.end):
        # "…, Eva Lund told a meeting in Kiel": what she said stands before.
        if view.endswith(", ", 0, named) and _FINITE.search(view, *before):
            yield before
        return
    if view.endswith(", ", 0, named) and _is_inside(view, before, match):
        yield sentence.span
    elif not match["that"] and _is_parenthesis(view, sentence, named, match):
        yield before
        goes_on = _GOES_ON.match(view, _end(match), sentence.end)
        if goes_on is not None:
            yield goes_on.end(), sentence.end
    elif rest > 12 and view[match.end() : match.end() + 2] not in (", ", ". "):
        start = match.end() + (view[match.end()] == " ")
        told = _OPENS_CLAUSE.match(view, match.end(), sentence.end)
        if told and (match["verb"] in ("told", "tells") or _AT.match(told.group())):
            start = told.end()
        # After it the article speaks again.
        closing = _CLOSING.search(view, start + 12, sentence.end)
        yield start, closing.start() if closing is not None else sentence.end
    elif before[1] - sentence.start > 12 and not _MARK.search(view, *before):
        # The words come first: "…, the company says."
        yield before


def _end(match: re.Match[str]) -> int:
    """Return where a verb of speech ends, without a comma after it."""
    return match.end() - match.group().endswith(",")


def _is_inside(view: str, before: Span, match: re.Match[str]) -> bool:
    """Tell whether a verb parts what is said: "The line, the firm says, adds 60 jobs."."""
    told = _TOLD_ME.match(view, _end(match))
    return told is not None and (
        _BROKEN.search(view, *before) is not None
        or (_THEN.match(view, told.end()) is not None and not _FINITE.search(view, *before))
    )


def _is_parenthesis(view: str, sentence: Sentence, named: int, match: re.Match[str]) -> bool:
    """Tell whether the words come before ", it said in a statement" and what follows."""
    if (
        match["verb"] in ("told", "tells")
        or named - sentence.start < 24
        or view[named - 2 : named] != ", "
        or (_end(match) == match.end() and _OPENS_CLAUSE.match(view, match.end(), sentence.end))
    ):
        return False
    told = _AFTER_SAID.match(view, _end(match), sentence.end) or match.end() == sentence.end
    before = sentence.start, named
    return bool(told and _FINITE.search(view, *before)) and not _MARK.search(view, *before)


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
