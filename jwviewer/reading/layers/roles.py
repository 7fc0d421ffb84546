"""Roles: a person, an office and an organisation, for each office and each organisation."""

from __future__ import annotations

import re

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.mentions import Mentions, mentions_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule

_PUBLIC = later(
    r"(?i:\b(?:mayor|minister|governor|senator|commissioner|ambassador|chancellor|premier|analyst|"
    r"economist|professor|correspondent|reporter|columnist|hotelier|farmer|pilot|fisherman|skipper|"
    r"captain|resident|councillor|activist|campaigner|lawmaker|historian|critic|teacher|lecturer|"
    r"judge|restaurateur|publican|landlord)\b)"
)
_GROUP = later(
    r" (?:of|at|to|for) the (?:[A-Z][a-z]+(?:-based)? )(?:company|firm|group|maker|bank|retailer|"
    r"producer|manufacturer|supplier|operator|start-up|airline)\b"
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


@rule(
    "roles.post",
    examples=(
        (
            "Volta Marine chairman Tan Lihua was there.",
            "role organisation=Volta Marine; person=Tan Lihua; role=Chairman",
        ),
        (
            "Eva Lund, president and chief executive of Volta Marine, left.",
            "role organisation=Volta Marine; person=Eva Lund; role=President | "
            "role organisation=Volta Marine; person=Eva Lund; "
            "role=Chief executive",
        ),
    ),
    counter_examples=("The chairman of Volta Marine was there.",),
)
def posts(draft: Draft) -> None:
    """Add a role for each office and organisation; without one it is the main company so far."""
    mentions = mentions_of(draft)
    seen: set[tuple[str, str, str]] = set()
    for post in draft.of_kind("_post"):
        name = draft.proposals[post.value("person")]
        person = draft.proposals.get(name.value("entity"))
        if person is None or person.kind != "person":
            continue
        for organisation in _organisations(draft, mentions, post):
            office = post.value("role").strip()
            key = (person.id, office.casefold(), str(organisation.value))
            held = {(one, role) for one, role, _ in seen}
            if key in seen or (
                organisation.basis == "inferred" and (person.id, office.casefold()) in held
            ):
                continue
            seen.add(key)
            _add(draft, post, person, organisation)


def _organisations(draft: Draft, mentions: Mentions, post: Proposal) -> list[Attribute]:
    found = []
    for number, span in zip(
        post.values("organisations"), post.attributes["organisations"].spans, strict=False
    ):
        name = draft.proposals[number]
        entity = name.value("entity")
        if entity and draft.proposals[entity].kind in ("company", "place"):
            found.append(Attribute(entity, spans=(span,)))
        else:
            found.append(Attribute(name.value("name"), spans=(span,)))
    if found:
        return found
    return _unsaid(draft, mentions, post)


def _unsaid(draft: Draft, mentions: Mentions, post: Proposal) -> list[Attribute]:
    """Return the organisation of an office that names none: "its chairman", "Chairman X"."""
    view = draft.article.view
    start = post.attributes["role"].spans[0][0]
    sentence = draft.sentence(start)
    before = view[max(sentence.start, start - 40) : start]
    if _PUBLIC.search(view[start : post.attributes["role"].spans[0][1]]):
        return []
    own = re.search(
        r"\b(?:[Ii]ts|[Tt]heir|[Tt]he (?:[a-z-]{2,14} )?[a-z-]{3,16}['’]s) (?:[a-z-]+ ){0,2}\Z",
        before,
    )
    if own:
        inside = mentions.within(sentence.start, start, "company")
        if inside:
            # What a tag of speech is "its" of is whom the sentence is about.
            subject = mentions.subject_of(sentence)
            if _TAGGED.search(view, max(sentence.start, start - 60), start) and subject.entities:
                return [Attribute(subject.entities[0], "inferred", subject.spans, "pronoun")]
            return [Attribute(inside[-1].entity, "inferred", how="pronoun")]
        told = mentions.subject_before(sentence.start)
        last = sentence.number and draft.article.sentences[sentence.number - 1]
        named = mentions.within(last.start, last.end, "company") if last else []
        if named and own.group().startswith(("the", "The")):
            return [Attribute(named[-1].entity, "inferred", (named[-1].span,), "pronoun")]
        if told.entities:
            return [Attribute(told.entities[0], "inferred", told.spans, "pronoun")]
    after = _GROUP.match(view, post.attributes["role"].spans[0][1])
    told_of = mentions.described(after.group()) if after is not None else ""
    if told_of:
        return [Attribute(told_of, "inferred", (after.span(),) if after else (), "described")]
    other = _other_post(draft, post)
    if other is not None:
        return [other]
    # "Council leader", "union secretary": of something that is no company.
    if re.search(
        r"(?:\A|[.!?] )[A-Z][a-z]+(?<!ing)(?<!ormer) \Z"
        r"|\b(?:the|a|local|town|city|county|union|party|trade) (?:[a-z]+ )?\Z",
        before,
    ) and not (re.search(r"\b(?:[Tt]he|[Aa]) \Z", before)):
        return []
    house = _namesake(draft, post)
    if house:
        return [Attribute(house, "inferred", how="family-name")]
    topic = _topic(draft, mentions, sentence, start)
    if topic is not None:
        return [topic]
    main = mentions.main_before(post.span[0])
    return [Attribute(main, "inferred", how="main-company")] if main else []


def _topic(draft: Draft, mentions: Mentions, sentence: Sentence, start: int) -> Attribute | None:
    """Return the company that the sentences before are about, the nearest first."""
    view = draft.article.view
    named = mentions.within(sentence.start, start, "company")
    if named and view[named[-1].end : named[-1].end + 2] != "'s":
        near = named[0] if named[0].start - sentence.start < 70 else named[-1]
        return Attribute(near.entity, "inferred", (near.span,), "same-sentence")
    told = mentions.subject_within(sentence.start, start)
    if len(told.entities) == 1:
        return Attribute(told.entities[0], "inferred", told.spans, "pronoun")
    for number in range(sentence.number - 1, max(-1, sentence.number - 6), -1):
        one = draft.article.sentences[number]
        told = mentions.subject_of(one)
        if not told.entities or told.how == "previous-sentence":
            continue
        if told.basis == "stated":
            first, end = told.spans[0]
            # "Volta's answer?" leads over to its people.
            whose = view.startswith("'s ", end) and one.end - one.start > 60
            if whose or _GOVERNED.search(view[one.start : first]):
                continue
        elif len(told.entities) > 1:
            continue
        return Attribute(told.entities[0], "inferred", told.spans, "previous-sentence")
    return None


def _other_post(draft: Draft, post: Proposal) -> Attribute | None:
    """Return the organisation of another office of the same person in the sentence."""
    sentence = draft.sentence(post.span[0])
    for one in draft.within((sentence.start, sentence.end + 1), "_post"):
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


def _add(draft: Draft, post: Proposal, person: Proposal, organisation: Attribute) -> None:
    office = post.attributes["role"]
    text = str(office.value)
    known = draft.proposals.get(str(organisation.value))
    attributes = {
        "person": Attribute(person.id, spans=post.attributes["person"].spans),
        "role": Attribute(text[:1].upper() + text[1:], office.basis, office.spans, office.how),
        "organisation": organisation,
    }
    if known is not None and known.kind == "company":
        attributes["companies"] = organisation
    draft.add(
        "role",
        post.span,
        attributes,
        rule="roles.post",
        confidence=0.92 if organisation.basis == "stated" and office.basis == "stated" else 0.65,
        claim=False,
    )


RULES = (posts,)
