"""Of which organisation somebody has an office whose words name none: "CEO Eva Lund"."""

from __future__ import annotations

import re

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.kin import KIN
from jwviewer.reading.layers.office_frames import CALLING, ONE
from jwviewer.reading.layers.office_topics import GOVERNED, main_house, topic
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.mentions import Mention, Mentions
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span

_PUBLIC = later(
    r"(?i:\b(?:mayor|consul|envoy|minister|governor|senator|commissioner|ambassador|chancellor|premier|analyst|"
    r"economist|professor|correspondent|reporter|columnist|organi[sz]er|hotelier|farmer|pilot|fisherman|skipper|"
    r"captain|resident|councillor|activist|campaigner|lawmaker|historian|critic|teacher|lecturer|"
    r"judge|restaurateur|publican|landlord|economic development [a-z]+|(?:trade|foreign|home|"
    r"energy|transport|union|party|state|general) secretary|(?:regional|national|union) officer|"
    r"union [a-z]+|convener)\b)"
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
    r"\b(?:venture|(?:new|planned|joint) company|set(?:ting)? up (?:a|the) company),? (?:company )?"
    r"(?:(?:to be |which is )?(?:called|named|dubbed) )?(?:the )?\Z"
)
_SO_CALLED = later(r",? as the (?:new |joint )?(?:company|venture|firm) (?:is|will be)\b")
_OTHER_BODY = later(
    r" (?:of|at|with|for) (?:the |an? )?(?:[\w'’-]+ ){0,3}(?:union|association|ministry|federation|"
    r"(?<!works )council|chamber|university|institute|party|church|parliament|government|guild)\b"
)
"""Behind an office of what is no company: "president of the seamen's union"."""
_MASTHEAD = later(r"(?P<house>[A-Z][\w&'-]+(?: [A-Z&][\w&'-]*){0,3}) \| ")
"""A bank or a paper in the first line: "Voltessa Securities | Oslo"."""
_TO_BE = later(r" (?:will|is to|are to) be ")
"""Behind an office that is filled for the first time: that of the new venture."""
_THE_VENTURE = later(r"(?:“|\"|‘)?(?:The|the) (?:(?:new |joint )?venture|new company)\b")
_BY_THE_WAY = later(
    r"\b(?:led by|including|such as|like|unlike|besides|among them) (?:the )?(?:[\w’'-]+ ){0,3}\Z"
)
_FORMER = later(
    r"\b(?:[Ff]ormer|formerly|previously|once|hitherto|earlier|late of|[Ee]x|until [\w ]{2,20})"
    r"[ -](?:an? |the )?(?:[\w’'&.-]+ ){0,4}\Z"
)
"""Before an office that somebody had elsewhere."""
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
_NAMED_AS = later(
    r"\b(?:named|names|appointed|appoints|hired|hires|made|elected|brought in|recruited) "
    r"[^.;:]{4,90}? (?:as |to be )?(?:its |the |a |an )?(?:new |next |first )?\Z"
)


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
    if view.startswith(":", end) and draft.article.text[start - 1 : start] in ("", "\n", "("):
        return _masthead(draft, mentions) if office.casefold().endswith("analyst") else []
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
    if _OTHER_BODY.match(view, end):
        return []
    part = _PART.match(view, end)
    if part is not None:
        return _venture(draft, mentions, start) if part["venture"] else []
    other = _other_post(draft, post) or _kins(draft, post)
    if other is not None:
        return [other]
    if _ELSEWHERE.search(before) and not _THE.search(before):
        return []
    venture = _venture(draft, mentions, start) if _TO_BE.match(view, end) else []
    if venture:
        return venture
    house = _namesake(draft, post) or _family(draft, mentions, post)
    if house:
        return [Attribute(house, "inferred", how="family-name")]
    found = topic(draft, mentions, sentence, start)
    if found is not None:
        return [found]
    main = main_house(draft, mentions)
    return [Attribute(main, "inferred", how="main-company")] if main else []


def _masthead(draft: Draft, mentions: Mentions) -> list[Attribute]:
    """Return whose note it is, by the line above: "Voltessa Securities | Oslo" over "Analyst:"."""
    match = _MASTHEAD.match(draft.article.text)  # the view has no mastheads
    if match is None:
        return []
    known = {one.start: one.entity for one in mentions.companies}
    house = known.get(match.start(), match["house"])
    return [Attribute(house, "inferred", (match.span("house"),), "masthead")]


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
    """Return the joint venture that was named last, for "head of the venture"."""
    for one in reversed(mentions.within(0, start, "company")):
        if _NAMED_VENTURE.search(
            mentions.view, max(0, one.start - 50), one.start
        ) or _SO_CALLED.match(mentions.view, one.end):
            return [Attribute(one.entity, "inferred", (one.span,), "venture")]
    return []


def _no_firms(lexicons: Lexicons) -> frozenset[str]:
    """Return the nouns of what is no firm: the jury's president, the town's mayor."""
    return frozenset(lexicons.words("en/titles", "no_firms"))


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
    inside = _leading(mentions, sentence, inside)
    if not inside and _THE_VENTURE.match(view, sentence.start):
        venture = _venture(draft, mentions, start)
        if venture:
            return venture[0]
    if inside:
        # What a tag of speech is "its" of is whom the sentence is about.
        subject = mentions.subject_of(sentence)
        if _TAGGED.search(view, max(sentence.start, start - 60), start) and subject.entities:
            return Attribute(subject.entities[0], "inferred", subject.spans, "pronoun")
        return Attribute(inside[-1].entity, "inferred", how="pronoun")
    told = mentions.subject_before(sentence.start)
    last = sentence.number and draft.article.sentences[sentence.number - 1]
    told_of = mentions.within(last.start, last.end, "company") if last else []
    told_of = _leading(mentions, last, told_of) if last else []
    if told_of and owned.group().casefold().startswith("the"):  # "their" as well
        return Attribute(told_of[-1].entity, "inferred", (told_of[-1].span,), "pronoun")
    if told.entities:
        return Attribute(told.entities[0], "inferred", told.spans, "pronoun")
    return None


def _kins(draft: Draft, post: Proposal) -> Attribute | None:
    """Return the house of whom somebody is kin of: "His sister Janet is the finance director"."""
    view = draft.article.view
    name = draft.proposals[post.value("person")]
    start = name.span[0]
    if not KIN.search(view, max(0, start - 40), start):
        return None
    first = draft.article.paragraphs[draft.sentence(start).paragraph][0]
    told = draft.within((first, start), "role")
    if not told or not told[-1].value("organisation"):
        return None
    return Attribute(told[-1].value("organisation"), "inferred", (told[-1].span,), "kin")


def _leading(mentions: Mentions, sentence: Sentence, named: list[Mention]) -> list[Mention]:
    """Return those of a sentence's companies that "its" may mean: not one named by the way."""
    return [
        one for one in named if not _BY_THE_WAY.search(mentions.view, sentence.start, one.start)
    ]


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
        at = one.attributes["role"].spans[0][0]
        if _FORMER.search(draft.article.view, max(sentence.start, at - 60), at):
            continue  # "Eva Lund, a former Kerning engineer": of Kerning no more
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
    forms = {form for part in (surname, *surname.split("-")) for form in (part, part + "s")}
    found = {one for form in forms for one in houses.get(form, ())}  # Hallidays is a Halliday's
    return next(iter(found)) if len(found) == 1 else ""


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
            if not GOVERNED.search(before):
                families.setdefault(match["name"], set()).update(told.entities)
    surname = draft.proposals[post.value("person")].value("name").split()[-1]
    found = families.get(surname, set())
    return next(iter(found)) if len(found) == 1 else ""
