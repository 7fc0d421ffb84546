"""Who is the subject of a verb of saying: by name, pronoun or office, however far before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jwviewer.reading.article import Sentence
from jwviewer.reading.layers.speakers import NOBODY, Owner, Speakers
from jwviewer.reading.mentions import Mention
from jwviewer.reading.patterns import later

OFFICE_GAP = 24
"""An office and the verb that it is the subject of are no further from each other."""
LONGEST_CALLING = 60
SHORT = 40
FARTHEST = 170
LATEST = 400
"""Whom a sentence is about is named within so many characters."""
LONGEST_OPENING = 130
"""What stands before the one whom a sentence is about is no longer than this."""
_AUXILIARIES = later(
    r"(?:(?<![\w'’-])(?:also|then|later|earlier|previously|has|have|had|is|was|did|does|further|again|"
    r"itself|himself|herself|themselves|would|could|can|will|only|just|still|now|even|however|"
    r"instead|once|twice|since|often|always|never|soon|"
    r"(?!family|supply|assembly)[a-z]+ly) ){0,5}\Z"
)
"""Between a subject and its verb."""
_PRONOUN = later(
    r"\b(?P<who>[Hh]e|[Ss]he|[Tt]hey|[Tt]he \d\d-year-old|(?:[Tt]he |[Ii]ts )?[Mm]anagement)\Z"
)
_SETS_IN = later(r", (?:who|which|whose|the|an?|its|[a-z]+ing|[a-z]+ed|in|at|on|once|now|then)\b")
"""Opens an apposition to a subject: "The company, which sponsors three clubs, said"."""
_WHICH = later(r"(?P<comma>,)? (?P<who>which|who) \Z")
_SHARED = later(r",? (?:and|but|yet|though|while)(?: also| then)? \Z")
"""Before a verb that has its subject from an earlier one: "Lund called it small, but said"."""
_ADDING = later(r"[a-z]+ing\b")
"""A verb that has its subject from an earlier one wherever it stands."""
_TO_SAY = later(
    r"\b(?:(?:been )?in touch|likes?|liked|loves?|loved|used|tends?|prefers?|wants|keen|quick|"
    r"happy|eager|swift|careful|anxious|at pains|(?:got |gets )?back(?: to (?:me|us))?|called|"
    r"rang|phoned|emailed|mailed|(?:went|goes) on|(?:asks|asked) (?:me|us)|"
    r"(?:wrote|writes|written)(?: in)?(?: (?:to )?(?:me|us))?) to \Z|"
    r"\b(?:is|was|been) (?:quoted|cited)(?: by [^,.;]{2,44})? as \Z"
)
_WITHIN = later(r", (?P<who>who|which|whose)\b[^,]*\Z")
"""Before a name that is part of what is told of another: "Lund, who followed Brask, said"."""
_OBJECT = later(r"[a-z] (?:who|that|which) [a-z]+(?: [a-z]+){0,2} \Z")
"""Before a name of whom others say something: "People who know Lund say"."""
_MENTION_GAP = later(
    r" (?:of [A-Z][\w-]+ )?|(?: of [A-Z][\w-]+)?, |"
    r" (?:(?:group|company) )?(?:spokes(?:man|woman|person)|representative) "
)
_APPOSED = later(
    r"(?:,| \() ?(?:[^.;:\"“”]|\.(?= ?\d)){2,150}?[,)] |"
    r", an? (?:spokes|representative)[^.,;:\"“”]{2,80} | [–—-] [^.;:\"“”–—]{2,150} [–—-] "
)
_PLAIN = later(r"(?:[^.;:\"“”]|\.(?= ?\d)){0,150}")
_CLAUSE_SHE = later(r"[\"“‘\s]*(?:But |And |Then |Later |Once |Still, )?(?P<who>[Hh]e|[Ss]he)\b")
_OFFICE = r"(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[A-Z][\w'’.&-]*|[a-z][a-z'’-]*),? ){0,8}"
OPENS = later(rf"[\"“‘\s–—-]*(?:{_OFFICE})?(?:(?:Mr|Ms|Mrs|Dr|Prof|Sir|Dame)\.? )?")
"""Before the person whom a sentence is about: "Voltessa's chairman, Ms"."""
_FINITE = later(r"\b(?:said|is|are|was|were|has|have|had|will|would|can|could|that)\b")
_GOVERNED = later(r"\b(?:by|with|of|to|from|for|in|at|on|than|under) (?:[A-Z]\w+\. )?\Z")


def subject_before(
    speakers: Speakers, sentence: Sentence, verb: int, start: int = 0
) -> Owner | None:
    """Return who is the subject of a verb of saying that begins at a position.

    Nobody is looked for before ``start``, if that is within the sentence.
    """
    view = speakers.view
    first = max(sentence.start, start)
    auxiliaries = _AUXILIARIES.search(view, max(first, verb - 50), verb)
    at = auxiliaries.start() if auxiliaries is not None else verb
    if _ADDING.match(view, verb) and view.endswith(" been ", first, verb):
        return subject_before(speakers, sentence, verb - len("been "), start)
    which = _WHICH.search(view, max(first, at - SHORT), at)
    if which is not None:
        return _antecedent(speakers, first, which)
    office = _by_office(speakers, first, verb)
    if office is not None:
        return office
    to_say = _TO_SAY.search(view, max(first, at - LONGEST_CALLING), at)
    if to_say is not None:
        return subject_before(speakers, sentence, to_say.start(), start)
    found = (
        _meant(speakers, first, at - 1)
        or _named(speakers, first, at)
        or next(
            filter(None, (_meant(speakers, first, end) for end in _ends(view, first, at))), None
        )
    )
    if found is not None:
        return found if found[0] else None
    near = max(first, at - SHORT)
    shared = _SHARED.search(view, near, at)
    if start or not (shared or _ADDING.match(view, verb)):
        return None
    end = shared.start() if shared else at
    within = _WITHIN.search(view, max(first, end - FARTHEST), end)
    if within is not None:  # "It buys from Voltessa, which makes cells and says that"
        return _antecedent(speakers, first, within)
    who = _shared(speakers, sentence, end)
    return (who, (verb, verb)) if who else None


def _ends(view: str, first: int, at: int) -> Iterator[int]:
    """Yield where a subject can end before an apposition that ends before a verb."""
    comma = at - 2 if view.endswith(", ", first, at) else -1
    while comma > 0:
        comma = view.rfind(", ", max(first, at - FARTHEST), comma)
        if comma > 0 and _SETS_IN.match(view, comma):
            yield comma


def _meant(speakers: Speakers, first: int, end: int) -> Owner | None:
    """Return whom "she", "management", "the founder of Voltessa" or "the group" mean.

    An empty name means somebody of whom the text does not tell who that is.
    """
    pronoun = _PRONOUN.search(speakers.view, max(first, end - 21), end)
    if pronoun is None:
        start = max(first, end - LONGEST_CALLING)
        return speakers.holder(start, end) or _called(speakers, first, end)
    who, span = pronoun["who"].casefold(), pronoun.span("who")
    if who == "they":
        return NOBODY
    if who in ("he", "she") or who.endswith("old"):
        named = speakers.person_before(span[0], "" if who.endswith("old") else who)
    else:
        named = speakers.firm_before(span[0])
    return named, span


def _called(speakers: Speakers, start: int, at: int) -> Owner | None:
    """Return which firm "the Dutch group" right before a position is."""
    found = speakers.called(max(start, at - LONGEST_CALLING), at)
    governed = found and _GOVERNED.search(
        speakers.view, max(start, found[1][0] - SHORT), found[1][0]
    )
    return None if governed else found


def _named(speakers: Speakers, start: int, at: int) -> Owner | None:
    """Return who is named right before a position, or before an apposition that ends there."""
    view = speakers.view
    found = speakers.named(max(start, at - FARTHEST), at)
    for one in reversed(found):
        gap = view[one.end : at]
        if gap[:1] == "," and _WITHIN.search(view, max(start, one.start - SHORT), one.start):
            continue
        if gap == " ":
            others = _OBJECT.search(view, max(start, one.start - SHORT), one.start)
            nobody = others is not None or _are_two(view, found, one)
            return NOBODY if nobody else _or_person(speakers, found, one)
        beside = view[one.start - 2 : one.start] == ", "
        if _MENTION_GAP.fullmatch(gap) and (one.kind == "person" or beside or gap.endswith("n ")):
            # "Voltessa's chairman, Eva Lund, said", "one rival, Kerning Foods, argued"
            return one.entity, one.span
        alone = one is found[0] and one.kind == "company"
        if _APPOSED.fullmatch(gap) and (one.kind == "person" or alone):
            return one.entity, one.span
        if not _PLAIN.fullmatch(gap):
            break
    return _unlisted(speakers, start, at)


def _antecedent(speakers: Speakers, first: int, which: re.Match[str]) -> Owner | None:
    """Return whom ", which said" or "who says" is about."""
    start = max(first, which.start() - FARTHEST)
    for one in speakers.named(start, which.start())[-1:]:
        if one.end == which.start() and (one.kind == "person") == (which["who"] == "who"):
            return one.entity, one.span
    return speakers.called(start, which.start()) if which["who"] == "which" else None


def _shared(speakers: Speakers, sentence: Sentence, end: int) -> str:
    """Return who said, or did, the earlier thing of two in a sentence."""
    if speakers.last[0] == sentence.number:
        return speakers.last[1]
    for voice in speakers.draft.within((sentence.start, end), "_voice"):
        if voice.value("asserter"):
            return str(voice.value("asserter"))
    opening = opening_subject(speakers, sentence, end, firms=True)
    return opening[0] if opening is not None else ""


def opening_subject(
    speakers: Speakers, sentence: Sentence, end: int, *, firms: bool = False
) -> Owner | None:
    """Return the one person, or firm, that a sentence begins with, by name or as "she"."""
    view = speakers.view
    pronoun = _CLAUSE_SHE.match(view, sentence.start)
    if pronoun is not None and pronoun.end() <= end:
        who = pronoun["who"].casefold()
        named = speakers.person_before(sentence.start, who)
        return (named, pronoun.span("who")) if named else None
    found = speakers.named(sentence.start, min(end, sentence.start + LATEST))
    people = [one for one in found if one.kind == "person"]
    for one in [*people[:1], *(found[:1] if firms else [])]:
        if not firms and len({one.entity for one in people}) > 1:
            return None
        opening = view[sentence.start : one.start]
        clause = opening.rpartition(", ")[2] if _FINITE.search(opening) else opening
        if (
            len(clause) <= LONGEST_OPENING
            and not _FINITE.search(clause)
            and not _GOVERNED.search(clause)
            and OPENS.fullmatch(clause)
            and view[one.end : one.end + 2] not in ("'s", "’s")
        ):
            return one.entity, one.span
    return None


def _by_office(speakers: Speakers, start: int, verb: int) -> Owner | None:
    """Return whom an office before the verb is of: "The head of research at Voltessa reported"."""
    draft = speakers.draft
    for post in draft.within((max(0, start - 200), verb), "_post"):
        role = post.attributes["role"].spans[0]
        person = post.attributes["person"].spans[0]
        ends = [role[1], *(span[1] for span in post.attributes["organisations"].spans)]
        if role[0] < max(start, person[1]) or not 0 < verb - max(ends) < OFFICE_GAP:
            continue
        gap = speakers.view[max(ends) : verb].removeprefix(",").removeprefix(" ")
        if _AUXILIARIES.fullmatch(gap):
            entity = draft.proposals[post.value("person")].value("entity")
            near = person if person[0] >= start else (role[0], max(ends))
            return (entity, near) if entity else None
    return None


def _unlisted(speakers: Speakers, start: int, verb: int) -> Owner | None:
    """Return a named speaker that is neither firm nor person, such as a ministry or a union."""
    view = speakers.view
    for name in speakers.draft.within((max(start, verb - 120), verb), "_name"):
        gap = view[name.span[1] : verb]
        plain = re.fullmatch(
            r"(?: (?!(?:as|to|and|for|of|in|on|by) )[a-z]+)?(?:, which [^.;:\"“”]{2,100},)? ", gap
        )
        # "Public information shows": what opens a sentence may be no name.
        alone = gap[1:2].isalpha() and name.span[0] == start
        told = _OBJECT.search(view, max(start, name.span[0] - SHORT), name.span[0])
        if plain and name.value("kind") in ("", "other") and not (alone or told):
            return name.value("name"), name.span
    return None


def _are_two(view: str, found: list[Mention], one: Mention) -> bool:
    """Tell whether two firms say something together: then none of them is the one who does."""
    number = found.index(one)
    before = found[number - 1] if number and one.kind == "company" else None
    return before is not None and view[before.end : one.start] == " and "


def _or_person(speakers: Speakers, found: list[Mention], one: Mention) -> Owner:
    """Return the person where a company closes what describes one: "Eva Lund of Voltessa said"."""
    if one.kind == "company":
        for person in reversed([m for m in found if m.kind == "person" and m.end < one.start]):
            gap = speakers.view[person.end : one.start]
            if re.fullmatch(r",? [^.;:,]{0,60}(?:of|at|for|from) (?:[a-z]+ ){0,3}", gap):
                return person.entity, person.span
    return one.entity, one.span
