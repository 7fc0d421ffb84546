"""Who speaks: the person or company that a verb of speech names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.verb_forms import inflected
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.mentions import Mention, mentions_of
from jwviewer.reading.patterns import later
from jwviewer.reading.phrases import Phrases
from jwviewer.reading.proposal import Span

_PRONOUN = later(r"\b(?:he|she|He|She)\b")


_THE_FIRM = later(r"\b(?:it|It|the company|The company|the group|the firm|The group|The firm)\b")


_GOVERNED = later(
    r"\b(?:from|than|unlike|succeed(?:s|ed|ing)|replac(?:es|ed|ing)) (?:[a-z'’-]+ ){0,4}\Z"
)
_ADVERBS = later(r",? (?:also |then |later |has |had |further |again |itself |[a-z]+ly ){0,3}")
OFFICE_GAP = 24
"""An office and the verb that it is the subject of are no further from each other."""
UNNAMED = 160
"""Those who are not named, and what is said of them, stand within so many characters."""


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
    said = alternatives([*lexicons.words("en/voices", "said"), *_forms(lexicons, "beside")])
    with_that = alternatives(_forms(lexicons, "with_that"))
    reporting = alternatives(lexicons.words("en/voices", "reporting"))
    documents = alternatives(lexicons.words("en/voices", "documents"))
    unnamed = alternatives(lexicons.words("en/voices", "unnamed"))
    return VoiceWords(
        after=later(rf"[,.]? ?(?:as )?(?P<verb>{said})\b"),
        before=later(
            rf"\b(?P<verb>{said})\b(?P<gap>(?: (?!and\b)[\w'’-]+){{0,9}}(?:,| that|:|)? ?)\Z"
        ),
        says=later(
            rf"(?<![\w-])(?P<verb>{reporting}|(?:{with_that})(?=(?: [a-z]+){{0,4}},? that\b))"
            rf"(?:(?: late| early)? (?:on|in|last|this|next) (?:[A-Z][a-z]{{2,8}}|week|month|year)"
            rf"(?: \d{{1,2}})?(?:,? \d{{4}})?)?"
            rf"(?: today| yesterday| also| further| again| reporters| journalists| staff| analysts|"
            rf" investors| shareholders| in an? (?:statement|interview|filing|release|report)|"
            rf" here| earlier)*,?(?P<that> that)?(?![\w-])"
        ),
        hedges=Phrases(lexicons.words("en/voices", "hedges")),
        hedge=later(rf"(?<!\w)(?i:{alternatives(lexicons.words('en/voices', 'hedges'))})(?!\w)"),
        unnamed=later(rf"(?i:\b(?:{unnamed}))(?:, [^,]{{1,60}},| [a-z][\w ]{{0,40}})? \Z"),
        document=later(
            rf"\b[Aa]ccording to (?:the |a |an |its |their |"
            rf"this )?(?:[\w-]+ ){{0,3}}?(?:{documents})\b"
        ),
    )


def _forms(lexicons: Lexicons, section: str) -> list[str]:
    return [form for row in lexicons.words("en/voices", section) for form in inflected(row)]


class Speakers:
    """Finds who speaks at a position."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.view = draft.article.view
        self.mentions = mentions_of(draft, "company", "person")
        self.last: tuple[int, tuple[str, Span]] = (-1, ("", (0, 0)))

    def named(self, start: int, end: int) -> list[Mention]:
        """Return the companies and people named in a stretch."""
        return self.mentions.within(start, end)

    def person_before(self, position: int) -> str:
        """Return the person named last in the paragraph's sentences before a position."""
        sentence = self.draft.article.sentence(position)
        first = self.draft.article.sentences[max(0, sentence.number - 3)].start
        found = [one for one in self.mentions.within(first, position) if one.kind == "person"]
        if not found:
            return ""
        # "Lund, who took over from Brask. … she said": it is she whom the sentence is about.
        last = self.draft.article.sentence(found[-1].start)
        beside = [one for one in found[:-1] if one.start >= last.start]
        if beside and _GOVERNED.search(self.view, last.start, found[-1].start):
            return beside[0].entity
        return found[-1].entity

    def firm_before(self, position: int) -> str:
        """Return the company that "it" or "the company" is at a position."""
        sentence = self.draft.article.sentence(position)
        subject = self.mentions.subject_of(sentence)
        if subject.entities and (not subject.spans or subject.spans[0][0] < position):
            return subject.entities[0]
        before = self.mentions.subject_before(position)
        return before.entities[0] if before.entities else ""


def speaker_of(speakers: Speakers, known: VoiceWords, quote: Span) -> tuple[str, Span]:
    """Return who is named for a quotation, and where; an empty name if nobody is."""
    view, (start, end) = speakers.view, quote
    after = known.after.match(view, end)
    if view[max(0, start - 2) : start] == ": ":
        led = [one for one in speakers.named(max(0, start - 60), start) if one.end == start - 2]
        if led:  # "Voltessa CEO Eva Lund: “…”"
            return led[0].entity, led[0].span
    if after is not None:
        held = _of_office(speakers, after.end())
        if held is not None:
            return held[0], (after.start("verb"), held[1][1])
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
    if following and re.fullmatch(
        r",? (?:(?:Mr|Ms|Mrs|Dr)\.? |(?:[A-Z]?[a-z-]+ ){0,4})?", view[end : following[0].start]
    ):
        verb = re.match(
            r"(?:,[^.\n\"“”]{1,120}?,)?(?: also)?", view[following[0].end : following[0].end + 130]
        )
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
        who = subject_before(speakers, sentence, at)
        if who is not None:
            return who[0], (who[1][0], at + len(before["verb"]))
    if view[max(0, start - 2) : start] == ": ":
        # "… told the paper the firm had no plans to move: “…”"
        told = list(known.says.finditer(view, sentence.start, start))
        who = subject_before(speakers, sentence, told[-1].start("verb")) if told else None
        if who is not None:
            return who[0], (who[1][0], told[-1].end("verb"))
    return "", (0, 0)


def _of_office(speakers: Speakers, position: int) -> tuple[str, Span] | None:
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
    if not re.fullmatch(
        r" (?:(?:the |a |an |Mr|Ms|Mrs|Dr|Prof|its )\.? ?)*(?:[A-Za-z'’-]+ ){0,4}"
        r"| (?:the|its|their|his|her) (?:[a-z'’-]+ ){0,6}"
        r"(?:of [a-z]+(?: and [a-z]+)?|[a-z'’-]+)?,? (?:(?:an? )?(?:[a-z'’-]+ ){1,4})?",
        between,
    ):
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


def subject_before(speakers: Speakers, sentence: Sentence, verb: int) -> tuple[str, Span] | None:
    """Return who is the subject of a speech verb: the name or pronoun right before it."""
    view = speakers.view
    pronoun = re.search(
        r"\b(?P<who>[Hh]e|[Ss]he|[Ii]t|[Tt]he (?:company|group|firm|maker)|[Tt]hey)"
        r"(?: (?:also|has|had|then|did|further|later|now|still|even|again))? \Z",
        view[max(sentence.start, verb - 22) : verb],
    )
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
    held = _by_office(speakers, sentence, verb)
    if held is not None:
        return held
    found = speakers.named(max(sentence.start, verb - 170), verb)
    for one in reversed(found):
        gap = view[one.end : verb]
        if re.fullmatch(
            r" (?:also |then |later |previously |has |had |is |was |further |again |itself |would |"
            r"could |will |only |just |still |even |himself |herself |nonetheless |however |"
            r"[a-z]+ly )*",
            gap,
        ):
            return _or_person(speakers, found, one)
        if re.fullmatch(r"(?: of [A-Z][\w-]+)?, (?:also |has |had |then )?", gap) and (
            one.kind == "person" or view[one.start - 2 : one.start] == ", "
        ):
            # "Voltessa's chairman, Eva Lund, said", "one rival, Kerning Foods, argued"
            return one.entity, one.span
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


def _by_office(speakers: Speakers, sentence: Sentence, verb: int) -> tuple[str, Span] | None:
    """Return whom an office before the verb is of: "The head of research at Voltessa reported"."""
    draft = speakers.draft
    for post in draft.within((max(0, sentence.start - 200), verb), "_post"):
        role = post.attributes["role"].spans[0]
        person = post.attributes["person"].spans[0]
        ends = [role[1], *(span[1] for span in post.attributes["organisations"].spans)]
        if role[0] < max(sentence.start, person[1]) or not 0 < verb - max(ends) < OFFICE_GAP:
            continue
        if _ADVERBS.fullmatch(speakers.view, max(ends), verb):
            entity = draft.proposals[post.value("person")].value("entity")
            return (entity, (role[0], max(ends))) if entity else None
    return None


def _unlisted(speakers: Speakers, sentence: Sentence, verb: int) -> tuple[str, Span] | None:
    """Return a named speaker that is neither firm nor person, such as a ministry or a union."""
    for name in speakers.draft.within((max(sentence.start, verb - 120), verb), "_name"):
        gap = speakers.view[name.span[1] : verb]
        plain = re.fullmatch(
            r"(?: [a-z]+)?(?:, which [^.;:\"“”]{2,100},)? (?:also |has |had )?", gap
        )
        if plain and name.value("kind") in ("", "other"):
            return name.value("name"), name.span
    return None


def _or_person(speakers: Speakers, found: list[Mention], one: Mention) -> tuple[str, Span]:
    """Return the person where a company closes what describes one: "Eva Lund of Voltessa said"."""
    if one.kind == "company":
        for person in reversed([m for m in found if m.kind == "person" and m.end < one.start]):
            gap = speakers.view[person.end : one.start]
            if re.fullmatch(r",? [^.;:,]{0,60}(?:of|at|for|from) (?:the )?", gap):
                return person.entity, person.span
    return one.entity, one.span
