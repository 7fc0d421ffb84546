"""Voices: what is quoted or reported, of whom, and what nobody is named for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.mentions import Mention, mentions_of
from jwviewer.reading.phrases import Phrases
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_QUOTE = re.compile(
    r"“[^“”\n]{2,1500}(?:”|(?=\n))|(?<![\w])‘[^‘\n]{2,900}?’(?!\w)|(?<!\w)\"[^\"\n]{2,1500}\"|«[^«»\n]{2,900}»"
)
_INFINITIVE = re.compile(r" to [a-z]")
_WISHES = frozenset({"hopes", "hoped", "expects", "expected", "promises", "promised", "pledged", "pledges",
                     "vowed", "vows", "forecast", "indicated"})  # fmt: skip
_PRONOUN = re.compile(r"\b(?:he|she|He|She)\b")
_THE_FIRM = re.compile(
    r"\b(?:it|It|the company|The company|the group|the firm|The group|The firm)\b"
)


@dataclass(frozen=True)
class VoiceWords:
    """The patterns of speech."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    says: re.Pattern[str]
    hedge: re.Pattern[str]
    hedges: Phrases
    unnamed: re.Pattern[str]
    document: re.Pattern[str]


def voice_words(lexicons: Lexicons) -> VoiceWords:
    """Gather the patterns of speech."""
    said = alternatives(lexicons.words("en/voices", "said"))
    reporting = alternatives(lexicons.words("en/voices", "reporting"))
    documents = alternatives(lexicons.words("en/voices", "documents"))
    unnamed = alternatives(lexicons.words("en/voices", "unnamed"))
    return VoiceWords(
        after=re.compile(rf"[,.]? ?(?:as )?(?P<verb>{said})\b"),
        before=re.compile(
            rf"\b(?P<verb>{said})\b(?P<gap>(?: (?!and\b)[\w'’-]+){{0,9}}(?:,| that|:|)? ?)\Z"
        ),
        says=re.compile(
            rf"(?<![\w-])(?P<verb>{reporting})(?: (?:on|in|last|this) (?:Monday|Tuesday|Wednesday|Thursday|"
            rf"Friday|Saturday|Sunday|week|month|[A-Z]\w+day|January|February|March|April|May|June|July|August|"
            rf"September|October|November|December)(?: \d{{1,2}})?(?:,? \d{{4}})?)?(?: today| yesterday| also| further|"
            rf" again| reporters| journalists| staff| analysts| investors| shareholders| a conference(?: in [A-Z]\w+)?"
            rf"(?: in [A-Z]\w+)?| in an? (?:statement|interview|filing|release)| here)*,?(?P<that> that)?(?![\w-])"
        ),
        hedges=Phrases(lexicons.words("en/voices", "hedges")),
        hedge=re.compile(
            rf"(?<!\w)(?i:{alternatives(lexicons.words('en/voices', 'hedges'))})(?!\w)"
        ),
        unnamed=re.compile(rf"(?i:\b(?:{unnamed}))(?:, [^,]{{1,60}},| [a-z][\w ]{{0,40}})? \Z"),
        document=re.compile(
            rf"\b[Aa]ccording to (?:the |a |an |its |their |this )?(?:[\w-]+ ){{0,3}}?(?:{documents})\b"
        ),
    )


class _Speakers:
    """Finds who speaks at a position."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.view = draft.article.view
        self.mentions = mentions_of(draft, "company", "person")
        self.last: tuple[int, tuple[str, Span]] = (-1, ("", (0, 0)))

    def named(self, start: int, end: int) -> list[Mention]:
        return self.mentions.within(start, end)

    def person_before(self, position: int) -> str:
        """Return the person named last in the paragraph's sentences before a position."""
        sentence = self.draft.article.sentence(position)
        first = self.draft.article.sentences[max(0, sentence.number - 3)].start
        found = [one for one in self.mentions.within(first, position) if one.kind == "person"]
        return found[-1].entity if found else ""

    def firm_before(self, position: int) -> str:
        """Return the company that "it" or "the company" is at a position."""
        sentence = self.draft.article.sentence(position)
        subject = self.mentions.subject_of(sentence)
        if subject.entities and (not subject.spans or subject.spans[0][0] < position):
            return subject.entities[0]
        before = self.mentions.subject_before(position)
        return before.entities[0] if before.entities else ""


@rule(
    "voices.quoted",
    examples=(
        ('"It works," said Eva Lund.', "_voice asserter=Eva Lund; mode=quote"),
        ("The yard was ‘among the best in the land’.", "_voice mode=quote-unnamed"),
        ('Eva Lund, head of Voltessa AB, commented: "It works."', "_voice asserter=Eva Lund; mode=quote"),
    ),
    counter_examples=("Eva Lund said that it works.",),
)  # fmt: skip
def quoted(draft: Draft) -> None:
    """Find quotations and who is named for them."""
    known = draft.lexicons.once(voice_words)
    speakers = _Speakers(draft)
    last: tuple[int, str, Span, int] = (-1, "", (0, 0), 0)
    for match in _QUOTE.finditer(draft.article.view):
        span = match.start() + 1, match.end() - (match.group()[-1] in '”’"»')
        paragraph = draft.article.sentence(span[0]).paragraph
        who, voice = _speaker(speakers, known, match.span())
        if (
            not who
            and voice == (0, 0)
            and last[0] == paragraph
            and (last[1] and _continues(speakers, last[3], match.start()))
        ):
            who, voice = last[1], last[2]
        if who or voice != (0, 0):
            last = paragraph, who, voice, match.end()
        words = len(draft.article.view[span[0] : span[1]].split())
        if (not who and words < 4) or (words < 2):
            continue
        _add(draft, span, "quote" if who else "quote-unnamed", who, voice if who else (0, 0),
             "voices.quoted")  # fmt: skip


def _continues(speakers: _Speakers, before: int, start: int) -> bool:
    """Tell whether a quotation goes on with one whose speaker was named just before."""
    gap = speakers.view[before:start]
    return len(gap) < 260 and not speakers.named(before, start)[2:]


def _speaker(speakers: _Speakers, known: VoiceWords, quote: Span) -> tuple[str, Span]:
    """Return who is named for a quotation, and where; an empty name if nobody is."""
    view, (start, end) = speakers.view, quote
    after = known.after.match(view, end)
    if after is not None:
        found = _nearest(speakers, after.end(), after.end() + 100)
        if found is not None:
            return found.entity, (after.start("verb"), found.end)
        pronoun = _PRONOUN.match(view, after.end() + 1)
        if pronoun:
            return speakers.person_before(start), (after.start("verb"), pronoun.end())
        firm = _THE_FIRM.match(view, after.end() + 1)
        if firm:
            return speakers.firm_before(start), (after.start("verb"), firm.end())
        return "", (after.start("verb"), after.end("verb"))
    # "…," Eva Lund, head of Voltessa, said
    following = speakers.named(end, min(len(view), end + 90))
    if following and re.fullmatch(r",? (?:(?:Mr|Ms|Mrs|Dr)\.? |(?:[A-Z]?[a-z-]+ ){0,4})?",
                                  view[end : following[0].start]):  # fmt: skip
        verb = re.match(r"(?:,[^.\n\"“”]{1,120}?,)?(?: also)?", view[following[0].end :
                                                                  following[0].end + 130])  # fmt: skip
        if (
            following[0].kind == "company"
            and len(following) > 1
            and following[1].kind == "person"
            and (
                re.fullmatch(
                    r"(?:'s)?(?: [\w-]+){1,7},? (?:(?:Dr|Mr|Ms)\.? )?",
                    view[following[0].end : following[1].start],
                )
            )
        ):
            following = following[1:]
            verb = re.match(r"(?: also)?", "")
        speaks = verb and known.after.match(view, following[0].end + verb.end())
        closed = (
            view[end - 2 : end - 1] in ".!?"
            and speaks
            and view[speaks.end() : speaks.end() + 1] == ":"
        )
        if speaks and not closed:
            return following[0].entity, following[0].span
    pronoun = re.match(r",? (?P<who>he|she|the company|it) ", view[end : end + 16])
    if pronoun and known.after.match(view, end + pronoun.end()):
        who = pronoun["who"]
        named = (
            speakers.person_before(start) if who in ("he", "she") else speakers.firm_before(start)
        )
        return named, (end + pronoun.start("who"), end + pronoun.end("who"))
    sentence = speakers.draft.article.sentence(start)
    before = known.before.search(view[max(sentence.start, start - 110) : start])
    if before is not None:
        at = max(sentence.start, start - 110) + before.start("verb")
        found = _before(speakers, sentence, at)
        if found is not None:
            return found[0], (found[1][0], at + len(before["verb"]))
    return "", (0, 0)


def _nearest(speakers: _Speakers, start: int, end: int) -> Mention | None:
    found = speakers.named(start, end)
    if not found:
        return None
    between = speakers.view[start : found[0].start]
    if not re.fullmatch(
        r" (?:(?:the |a |an |Mr|Ms|Mrs|Dr|Prof|its )\.? ?)*(?:[A-Za-z'’-]+ ){0,4}", between
    ):
        return None
    if found[0].kind == "company" and len(found) > 1 and found[1].kind == "person" and (
        re.fullmatch(r"(?:'s|’s|')?(?: [\w-]+){1,6},? (?:Dr\.? |Mr\.? |Ms\.? )?",
                     speakers.view[found[0].end : found[1].start])
    ):  # fmt: skip
        return found[1]
    return found[0]


def _before(speakers: _Speakers, sentence: Sentence, verb: int) -> tuple[str, Span] | None:
    """Return who is the subject of a speech verb: the name or pronoun right before it."""
    view = speakers.view
    pronoun = re.search(r"\b(?P<who>[Hh]e|[Ss]he|[Ii]t|[Tt]he (?:company|group|firm|maker)|[Tt]hey)(?: (?:also|has|had|then|did))? \Z",
                        view[max(sentence.start, verb - 22) : verb])  # fmt: skip
    if pronoun:
        at = max(sentence.start, verb - 22) + pronoun.start("who")
        who = pronoun["who"].casefold()
        if who in ("he", "she"):
            named = speakers.person_before(at)
        elif who == "they":
            return None
        else:
            named = speakers.firm_before(at)
        return (named, (at, at + len(who))) if named else None
    found = speakers.named(max(sentence.start, verb - 170), verb)
    for one in reversed(found):
        gap = view[one.end : verb]
        if re.fullmatch(
            r" (?:also |then |later |previously |has |had |is |was |further |again |itself )*", gap
        ):
            return _or_person(speakers, found, one)
        apposed = re.fullmatch(
            r"(?:,| \() ?[^.;:\"“”]{2,150}?[,)] (?:also |has |had |is |then )*", gap
        )
        if apposed and one.kind == "person":
            return one.entity, one.span
        if apposed and one is found[0] and one.kind == "company":
            return one.entity, one.span
        if not re.fullmatch(r"[^.;:\"“”]{0,150}", gap):
            break
    return _unlisted(speakers, sentence, verb)


def _unlisted(speakers: _Speakers, sentence: Sentence, verb: int) -> tuple[str, Span] | None:
    """Return a named speaker that is neither firm nor person, such as a ministry or a union."""
    for name in speakers.draft.within((max(sentence.start, verb - 120), verb), "_name"):
        gap = speakers.view[name.span[1] : verb]
        plain = re.fullmatch(
            r"(?: [a-z]+)?(?:, which [^.;:\"“”]{2,100},)? (?:also |has |had )?", gap
        )
        if plain and name.value("kind") in ("", "other"):
            return name.value("name"), name.span
    return None


def _or_person(speakers: _Speakers, found: list[Mention], one: Mention) -> tuple[str, Span]:
    """Return the person where a company closes what describes one: "Eva Lund of Voltessa said"."""
    if one.kind == "company":
        for person in reversed([m for m in found if m.kind == "person" and m.end < one.start]):
            gap = speakers.view[person.end : one.start]
            if re.fullmatch(r",? [^.;:,]{0,60}(?:of|at|for|from) (?:the )?", gap):
                return person.entity, person.span
    return one.entity, one.span


@rule(
    "voices.reported",
    examples=(
        ("Voltessa AB said that it works well.", "_voice asserter=Voltessa AB; mode=reported"),
        ("Analysts say that it works well.", "_voice mode=reported"),
        ("It works well, Voltessa AB says.", "_voice asserter=Voltessa AB; mode=reported"),
        ("According to Voltessa AB, it works well.", "_voice asserter=Voltessa AB; mode=reported"),
    ),
    counter_examples=("Voltessa AB signed that day.",),
)  # fmt: skip
def reported(draft: Draft) -> None:
    """Find reported speech: what stands after "said", before ", it said", after "according to"."""
    known = draft.lexicons.once(voice_words)
    speakers = _Speakers(draft)
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
    draft: Draft, speakers: _Speakers, known: VoiceWords, sentence: Sentence, match: re.Match[str]
) -> None:
    view = draft.article.view
    if _INFINITIVE.match(view, match.end()) and match["verb"] in _WISHES:
        return
    found = _before(speakers, sentence, match.start("verb"))
    if (
        found is None
        and view[: match.start("verb")].endswith(" and ")
        and speakers.last[0] == sentence.number
    ):
        found = speakers.last[1]
    if found is not None:
        speakers.last = sentence.number, found
    unnamed = known.unnamed.search(view[sentence.start : match.start("verb")])
    if found is None and unnamed is None:
        return
    who, named = found if found is not None else ("", (0, 0))
    if unnamed is not None:
        who = ""
        named = sentence.start + unnamed.start(), match.end("verb")
    rest = sentence.end - match.end()
    told = re.match(
        r" [^,.;:\"“”]{3,70}? that ", view[match.end() : min(sentence.end, match.end() + 80)]
    )
    voice = (
        (min(named[0], match.start("verb")), match.end("verb"))
        if named != (0, 0)
        else match.span("verb")
    )
    if rest > 12 and view[match.end() : match.end() + 2] not in (", ", ". "):
        start = match.end() + (view[match.end()] == " ")
        if told and match["verb"] in ("told", "tells"):
            start = match.end() + told.end()
        _add(draft, (start, sentence.end), "reported", who, voice, "voices.reported")
    elif voice[0] - sentence.start > 12 and not re.search(
        r"[\"”“]", view[sentence.start : voice[0]]
    ):
        # The words come first: "…, the company says."
        _add(draft, (sentence.start, voice[0]), "reported", who, voice, "voices.reported")


def _according(draft: Draft, speakers: _Speakers, sentence: Sentence) -> None:
    view = draft.article.view
    for match in re.finditer(
        r"\b[Aa]ccording to (?:the |an? )?", view[sentence.start : sentence.end]
    ):
        at = sentence.start + match.end()
        start = sentence.start + match.start()
        found = [one for one in speakers.named(at, at + 40) if one.start - at <= 34]
        who = (
            found[0]
            if found and re.fullmatch(r"(?:[\w'’-]+ ){0,4}", view[at : found[0].start])
            else None
        )
        for one in found[1:]:
            if who is not None and who.kind == "company" and one.kind == "person":
                who = one
        paper = draft.lexicons.once(voice_words).document.match(view, start)
        comma = view.find(", ", at, sentence.end)
        span = (comma + 2, sentence.end) if start - sentence.start < 20 and comma > 0 else (
            sentence.start, start)  # fmt: skip
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
    for sentence in draft.article.sentences:
        if not known.hedges.within(view[sentence.start : sentence.end]):
            continue
        for match in known.hedge.finditer(view, sentence.start, sentence.end):
            _add(draft, sentence.span, "hedged", "", match.span(), "voices.hedged")
            break


@rule(
    "voices.document",
    examples=(
        ("According to the agreement, they will build a yard.", "_voice mode=document"),
    ),
    counter_examples=("They built a yard under the agreement.",),
)  # fmt: skip
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
        elif sentence.paragraph == running[0] and re.search(
            r"\b(?:will|shall)\b", view[sentence.start : sentence.end]
        ) and not list(draft.within(sentence.span, "_voice")):  # fmt: skip
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
