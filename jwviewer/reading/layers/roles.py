"""Roles: a person, an office and an organisation, for each office and each organisation."""

from __future__ import annotations

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.employers import employers
from jwviewer.reading.mentions import Mentions, mentions_of
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule


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
    told = {
        (draft.proposals[post.value("person")].value("entity"), _office(post).casefold())
        for post in draft.of_kind("_post")
        if post.values("organisations")
    }
    stated: dict[str, list[str]] = {}
    houses: dict[str, set[str]] = {}
    for post in draft.of_kind("_post"):
        if post.attributes["role"].basis == "stated":
            whose = draft.proposals[post.value("person")].value("entity")
            stated.setdefault(whose, []).append(_office(post).casefold())
            houses.setdefault(whose, set()).update(_houses(draft, post) or {""})
    for post in draft.of_kind("_post"):
        name = draft.proposals[post.value("person")]
        person = draft.proposals.get(name.value("entity"))
        if person is None or person.kind != "person":
            continue
        how = post.attributes["role"].how
        if (
            how
            and how not in ("same-sentence", "succession")
            and any(office.endswith(_office(post)) for office in stated.get(person.id, ()))
        ):
            continue  # "founded by" tells of a co-founder what he is called elsewhere
        if how == "led" and not houses.get(person.id, set()).isdisjoint(
            {"", *_houses(draft, post)}
        ):
            continue  # "Eva Lund, its chairwoman, has run Volta since 2010"
        if not post.values("organisations") and (person.id, _office(post).casefold()) in told:
            continue  # said elsewhere, of whom
        for organisation in _organisations(draft, mentions, post):
            office = _office(post)
            key = (person.id, office.casefold(), str(organisation.value))
            held = {(one, role) for one, role, _ in seen}
            if key in seen or (
                organisation.basis == "inferred" and (person.id, office.casefold()) in held
            ):
                continue
            seen.add(key)
            _add(draft, post, person, organisation)


def _office(post: Proposal) -> str:
    return post.value("role").strip()


def _houses(draft: Draft, post: Proposal) -> set[str]:
    """Return what an office is said to be of: what is known of it, or its name."""
    named = [draft.proposals[one] for one in post.values("organisations")]
    return {one.value("entity") or one.value("name") for one in named}


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
    return employers(draft, mentions, post)


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
