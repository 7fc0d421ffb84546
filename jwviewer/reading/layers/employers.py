"""Of which organisation somebody has an office whose words name none: "CEO Eva Lund"."""

from __future__ import annotations

import re

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.office_frames import CALLING, ONE
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.mentions import Mention, Mentions, Subject
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span

_PUBLIC = later(
    r"(?i:\b(?:mayor|consul|envoy|minister|governor|senator|commissioner|ambassador|chancellor|premier|analyst|"
    r"economist|professor|correspondent|reporter|columnist|hotelier|farmer|pilot|fisherman|skipper|"
    r"captain|resident|councillor|activist|campaigner|lawmaker|historian|critic|teacher|lecturer|"
    r"judge|restaurateur|publican|landlord)\b)"
)
"""Offices of towns and states, and callings of people who speak for themselves."""
_GROUP = later(
    r" (?:of|at|to|for) the (?:[A-Z][a-z]+(?:-based)? )(?:company|firm|group|maker|bank|retailer|"
    r"producer|manufacturer|supplier|operator|start-up|airline)\b"
)
_OF_IT = later(r" (?:of|at) (?:the|this) (?:company|firm|group|business)\b")
_PART = later(
    r" (?:of|at|for) the (?:(?P<venture>(?:new |planned )?(?:joint[ -])?venture|(?:new|planned|"
    r"joint) company)\b|"
    r"(?:[A-Z]?[a-z-]+ ){0,2}(?:subsidiary|unit|arm|division|branch)\b)"
)
"""What an office is of that is named before, or nowhere."""
_NAMED_VENTURE = later(
    r"\b(?:joint[ -])?venture,? (?:company )?(?:called |named |dubbed )?(?:the )?\Z"
)
_GOVERNED = later(
    r"\b(?:with|from|by|of|to|in|at|for|between|against|via|like|than|including|under|after|"
    r"ex|former) (?:the |its |a |an |their )?(?:[\w’'-]+ ){0,3}[\"“‘*]?\Z|\bex-\Z"
)
"""Before a company that a sentence is not about."""
_TAGGED = later(
    r"(?:, |\baccording to |\bsaid |\b(?:named|appointed|made|elected) [^.;:,]{3,40} )"
    r"(?:its|their) (?:[a-z-]+ ){0,2}\Z"
)
_OWN = later(
    r"\b(?:[Ii]ts|[Tt]heir|[Tt]he (?:[a-z-]{2,14} )?(?P<noun>[a-z-]{3,16})['’]s) "
    r"(?:[a-z-]+ ){0,2}\Z"
)
_ELSEWHERE = later(
    r"(?:\A|[.!?] )(?!(?:Under|By|With|For|After|To|From|Both|And|But|Then|New|Current|Its|Group|"
    r"Interim|Long-time|Late|Ex|Veteran|Fellow|Among|Like|As|According to) )"
    r"[A-Z][a-z]+(?<!ing)(?<!ormer) \Z"
    r"|\b(?:the|a|local|town|city|county|union|party|trade) (?!(?:new|next|interim) )(?:[a-z]+ )?\Z"
)
"""Council leader, union secretary: of something that is no company."""
_THE = later(r"\b(?:[Tt]he|[Aa]) \Z")
_CLAUSE = later(r"(?:[;:] |\b(?:and|while|but|because|whereas) )(?:the )?\Z")
_ACTS = later(r" (?:itself |has |is |was |will |had |[a-z]+(?:s|ed) )")
"""A company that a later clause of a sentence is about stands between these."""
_NAMED_AS = later(
    r"\b(?:named|names|appointed|appoints|hired|hires|made|elected|brought in|recruited) "
    r"[^.;:]{4,90}? (?:as |to be )?(?:its |the |a |an )?(?:new |next |first )?\Z"
)
_SELLER = later(r"\b(?:from|held by|owned by) (?:its |the |their )?(?:[a-z-]+ ){0,2}\Z")
"""Before the founder who sells a stake: she is of the firm that the stake is in."""
_STOPS = ".!?:;”\"’'"
MOST_SENTENCES = 5
"""So far back a company that a sentence is about still has the people named after it."""
NEAR = 70
"""A company so near the beginning of a sentence is what the sentence is about."""


def employers(draft: Draft, mentions: Mentions, post: Proposal) -> list[Attribute]:
    """Return the organisation of an office that names none: "its chairman", "Chairman X".

    Looked for in this order: whom "its" or "the firm's" means, what "the German firm" is, another
    office of the person, a firm or a family that bears the person's name, the company that the
    sentence, its paragraph and, last, the article are about. Funds, banks of issue, ministries
    and schools have nobody by being named near.
    """
    view = draft.article.view
    start, end = post.attributes["role"].spans[0]
    sentence = draft.sentence(start)
    before = view[max(sentence.start, start - 40) : start]
    office = view[start:end]
    if _PUBLIC.search(office) or office.casefold() == "executive":
        return []
    if CALLING.search(office) and ONE.search(before):
        return []
    owned = _OWN.search(before)
    if owned:
        if owned["noun"] and owned["noun"] in draft.lexicons.once(_no_firms):
            return []
        found = _owned(draft, mentions, sentence, start, owned)
        if found is not None:
            return [found]
    after = _GROUP.match(view, end)
    told_of = mentions.described(after.group()) if after is not None else ""
    if told_of:
        return [Attribute(told_of, "inferred", (after.span(),) if after else (), "described")]
    if _OF_IT.match(view, end):
        own = _own_house(draft, post)
        if own is not None:
            return [own]
    part = _PART.match(view, end)
    if part is not None:
        return _venture(draft, mentions, start) if part["venture"] else []
    other = _other_post(draft, post)
    if other is not None:
        return [other]
    if _ELSEWHERE.search(before) and not _THE.search(before):
        return []
    house = _namesake(draft, post) or _family(draft, mentions, post)
    if house:
        return [Attribute(house, "inferred", how="family-name")]
    topic = _topic(draft, mentions, sentence, start)
    if topic is not None:
        return [topic]
    main = mentions.main_before(post.span[0])
    return [Attribute(main, "inferred", how="main-company")] if main else []


def _own_house(draft: Draft, post: Proposal) -> Attribute | None:
    """Return the one company in which a person has an office elsewhere: "head of the firm"."""
    held: dict[str, dict[str, Span]] | None = draft.shared.get("own houses")
    if held is None:
        held = draft.shared["own houses"] = {}
        for one in draft.of_kind("_post"):
            who = draft.proposals[one.value("person")].value("entity")
            for house in map(draft.proposals.__getitem__, one.values("organisations")):
                held.setdefault(who, {}).setdefault(house.value("entity"), house.span)
    found = held.get(draft.proposals[post.value("person")].value("entity"), {})
    if len(found) != 1 or "" in found:
        return None
    ((entity, span),) = found.items()
    return Attribute(entity, "inferred", (span,), "other-office")


def _venture(draft: Draft, mentions: Mentions, start: int) -> list[Attribute]:
    """Return the joint venture named last, within a few sentences, for "head of the venture"."""
    first = draft.article.sentences[max(0, draft.sentence(start).number - 3)].start
    for one in reversed(mentions.within(first, start, "company")):
        if _NAMED_VENTURE.search(mentions.view, max(first, one.start - 50), one.start):
            return [Attribute(one.entity, "inferred", (one.span,), "venture")]
    return []


def _no_firms(lexicons: Lexicons) -> frozenset[str]:
    """Return the nouns of what is no firm: the jury's president, the town's mayor."""
    return frozenset(lexicons.words("en/titles", "no_firms"))


def _no_employers(lexicons: Lexicons) -> re.Pattern[str]:
    """Return the words in the names of those that are seldom whose people a text tells of."""
    return later(rf"\b(?:{alternatives(lexicons.words('en/titles', 'no_employers'))})\b")


def _owned(
    draft: Draft, mentions: Mentions, sentence: Sentence, start: int, owned: re.Match[str]
) -> Attribute | None:
    """Return whom "its" or "the firm's" means before an office."""
    view = draft.article.view
    described = mentions.described(owned.group()) if owned["noun"] else ""
    if described:
        return Attribute(described, "inferred", how="described")
    inside = mentions.within(sentence.start, start, "company")
    named = _NAMED_AS.search(view, sentence.start, start)
    if named is not None:  # "it named Eva Lund of Voltessa as its chairwoman"
        inside = [one for one in inside if one.end <= named.start()]
    if inside:
        # What a tag of speech is "its" of is whom the sentence is about.
        subject = mentions.subject_of(sentence)
        if _TAGGED.search(view, max(sentence.start, start - 60), start) and subject.entities:
            return Attribute(subject.entities[0], "inferred", subject.spans, "pronoun")
        return Attribute(inside[-1].entity, "inferred", how="pronoun")
    told = mentions.subject_before(sentence.start)
    last = sentence.number and draft.article.sentences[sentence.number - 1]
    told_of = mentions.within(last.start, last.end, "company") if last else []
    if told_of and owned.group().casefold().startswith("the"):  # "their" as well
        return Attribute(told_of[-1].entity, "inferred", (told_of[-1].span,), "pronoun")
    if told.entities:
        return Attribute(told.entities[0], "inferred", told.spans, "pronoun")
    return None


def _topic(draft: Draft, mentions: Mentions, sentence: Sentence, start: int) -> Attribute | None:
    """Return the company that the sentences before are about, the nearest first."""
    view = draft.article.view
    told = mentions.subject_within(sentence.start, start)
    if told.entities and told.basis != "stated" and _employs(draft, mentions, told.entities[0], 0):
        return Attribute(told.entities[0], "inferred", told.spans, "pronoun")
    near = _near(draft, mentions, sentence, start)
    if near is not None:
        return Attribute(near.entity, "inferred", (near.span,), "same-sentence")
    if len(told.entities) == 1 and _employs(draft, mentions, told.entities[0], start):
        return Attribute(told.entities[0], "inferred", told.spans, "pronoun")
    # "Eva Lund, press officer" on a line of its own is of whom the lines before are about.
    line = view[draft.article.paragraphs[sentence.paragraph][1] - 1] not in _STOPS
    for number in range(sentence.number - 1, max(-1, sentence.number - MOST_SENTENCES - 1), -1):
        one = draft.article.sentences[number]
        if one.paragraph != sentence.paragraph and not line:
            break
        found = _about(draft, mentions, one, start) or _funded(draft, mentions, one, start)
        if found is not None:
            return Attribute(found.entities[0], "inferred", found.spans, "previous-sentence")
    first = draft.article.sentences[max(0, sentence.number - 1)]
    return _whole_paragraph(draft, mentions, first, start) if _opens(draft, sentence) else None


def _opens(draft: Draft, sentence: Sentence) -> bool:
    return sentence.start - draft.article.paragraphs[sentence.paragraph][0] < 3


def _whole_paragraph(
    draft: Draft, mentions: Mentions, last: Sentence, start: int
) -> Attribute | None:
    """Return the one company that every sentence of a paragraph is about."""
    about: dict[str, Subject] = {}
    for number in range(last.number, max(-1, last.number - MOST_SENTENCES - 1), -1):
        one = draft.article.sentences[number]
        if one.paragraph != last.paragraph:
            break
        found = _about(draft, mentions, one, start)
        if found is not None:
            about.setdefault(found.entities[0], found)
    if len(about) != 1:
        return None
    (entity, found), *_ = about.items()
    return Attribute(entity, "inferred", found.spans, "previous-paragraph")


def _near(draft: Draft, mentions: Mentions, sentence: Sentence, start: int) -> Mention | None:
    """Return the company named in the same sentence that the office is of."""
    view = draft.article.view
    named = mentions.within(sentence.start, start, "company")
    funds = draft.lexicons.once(_no_employers)
    if len(named) > 1 and _SELLER.search(view, max(sentence.start, start - 40), start):
        return named[-1]
    named = [one for one in named if not funds.search(mentions.name(one.entity))] or [
        one for one in named if _employs(draft, mentions, one.entity, start)
    ]
    if not named or view.startswith("'s", named[-1].end):
        return None
    first = named[0].start - sentence.start < NEAR and ";" not in view[named[0].end : start]
    return named[0] if first else named[-1]


def _about(draft: Draft, mentions: Mentions, one: Sentence, start: int) -> Subject | None:
    """Return the company that a sentence, or the last clause of it, is about."""
    view = draft.article.view
    told = mentions.subject_of(one)
    if not told.entities or told.how == "previous-sentence":
        return None
    if told.basis != "stated" and len(told.entities) > 1:
        return None
    if told.basis == "stated":
        if _GOVERNED.search(view[one.start : told.spans[0][0]]):
            return None
        for later_one in reversed(mentions.within(one.start, one.end, "company")):
            head = max(one.start, later_one.start - 14)
            if _CLAUSE.search(view, head, later_one.start) and _ACTS.match(view, later_one.end):
                told = Subject((later_one.entity,), (later_one.span,))
                break
    return told if _employs(draft, mentions, told.entities[0], start) else None


def _funded(draft: Draft, mentions: Mentions, one: Sentence, start: int) -> Subject | None:
    """Return the one company in a sentence about funds, or banks, that is none itself."""
    named = {found.entity: found.span for found in mentions.within(*one.span, "company")}
    pattern = draft.lexicons.once(_no_employers)
    firms = [entity for entity in named if not pattern.search(mentions.name(entity))]
    if len(firms) != 1 or len(named) < 2:
        return None
    return Subject((firms[0],), (named[firms[0]],))


def _employs(draft: Draft, mentions: Mentions, entity: str, start: int) -> bool:
    """Tell whether a company may be whose people are named: not a fund that is named by the way."""
    pattern = draft.lexicons.once(_no_employers)
    return not pattern.search(mentions.name(entity)) or entity == mentions.main_before(start)


def _other_post(draft: Draft, post: Proposal) -> Attribute | None:
    """Return the organisation of another office of the same person in the sentence."""
    sentence = draft.sentence(post.span[0])
    start = post.attributes["role"].spans[0][0]
    named = _NAMED_AS.search(draft.article.view, sentence.start, start)
    for one in draft.within((sentence.start, sentence.end + 1), "_post"):
        if named is not None and one.span[0] >= named.start():
            continue  # "Voltessa named Kerning's Eva Lund as chairwoman"
        if one.id == post.id or one.value("person") != post.value("person"):
            continue
        for number in one.values("organisations"):
            entity = draft.proposals[number].value("entity")
            if entity and draft.proposals[entity].kind == "company":
                return Attribute(
                    entity, "inferred", (draft.proposals[number].span,), "other-office"
                )
    return None


def _namesake(draft: Draft, post: Proposal) -> str:
    """Return the one company with the person's surname in its name: Lowther of Birk & Lowther."""
    surname = draft.proposals[post.value("person")].value("name").split()[-1]
    houses: dict[str, list[str]] | None = draft.shared.get("houses")
    if houses is None:
        houses = draft.shared["houses"] = {}
        for one in draft.of_kind("company"):
            if one.value("name").split()[-1] in ("Group", "Holding", "Holdings", "Capital"):
                continue  # whoever owns a firm may have lent it no name
            for word in set(one.value("name").split()):
                houses.setdefault(word, []).append(one.id)
    found = houses.get(surname, [])
    return found[0] if len(found) == 1 else ""


_FAMILY = later(r"\b[Tt]he (?P<name>[A-Z][\w’'-]{2,24}) family\b")


def _family(draft: Draft, mentions: Mentions, post: Proposal) -> str:
    """Return the company of the person's family: "Volta, which the Lund family owns"."""
    families: dict[str, set[str]] | None = draft.shared.get("families")
    if families is None:
        families = draft.shared["families"] = {}
        for match in _FAMILY.finditer(draft.article.view):
            sentence = draft.sentence(match.start())
            told = mentions.subject_of(sentence)
            before = mentions.view[sentence.start : told.spans[0][0]] if told.spans else ""
            if not _GOVERNED.search(before):
                families.setdefault(match["name"], set()).update(told.entities)
    surname = draft.proposals[post.value("person")].value("name").split()[-1]
    found = families.get(surname, set())
    return next(iter(found)) if len(found) == 1 else ""
