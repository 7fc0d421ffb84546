"""How names hang together: seats, places within places, daughters, owners, members."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.mentions import Mention, Mentions, mentions_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_SEAT_BEFORE = later(
    r"\b(?:headquartered|based|head office (?:is )?|headquarters (?:is |are )?|with its seat|"
    r"seated|registered|"
    r"has its (?:head office|headquarters|seat)|head offices)(?: in| at|"
    r" near)(?: the)?(?: [a-z]+ (?:city|town|port) of)? \Z"
)
_SEAT_AFTER = later(r",? (?:[\w, ]{0,30}, )?where (?:the )?\Z")
_BASED = later(r"-(?:based|headquartered) (?:[\w'’-]+ ){0,6}\Z")
_PART = later(
    r",? (?:which is |is |are |itself |a |an |the )*(?:wholly owned |wholly-owned |majority-owned |"
    r"listed |local |\w+ )?"
    r"(?:subsidiary|unit|division|arm|affiliate|part|daughter|brand|member|business|"
    r"branch)(?: company)? of (?:the )?"
    r"(?:[A-Z][a-z]+(?:'s|ish|an|ese|ch) )?(?:[a-z-]+ ){0,4}\Z"
)
_OWNED = later(
    r",? (?:which is |is |are )?(?:wholly |majority[- ]|fully |partly |"
    r"jointly )?owned by (?:the )?(?:[a-z-]+ ){0,3}\Z"
)
_OWNS = later(
    r",? (?:which )?(?:also )?(?:owns|controls)(?: (?:the|all of|most of|"
    r"\d+%? of))?(?: [a-z-]+){0,4} \Z"
)
_WITHIN = later(r", \Z")


@rule(
    "relations.seat",
    examples=(
        (
            "Voltessa AB, based in Hamburg, sold it.",
            "relation object=Hamburg; relation=seated-in; subject=Voltessa AB",
        ),
        (
            "Voltessa AB, a Hamburg-based maker of cells, sold it.",
            "relation object=Hamburg; relation=seated-in; subject=Voltessa AB",
        ),
        (
            "Hamburg-based Voltessa AB sold it.",
            "relation object=Hamburg; relation=seated-in; subject=Voltessa AB",
        ),
    ),
    counter_examples=("Voltessa AB sold it in Hamburg.",),
)
def seats(draft: Draft) -> None:
    """Find where companies have their head office."""
    mentions = mentions_of(draft)
    view = draft.article.view
    seen: set[tuple[str, str]] = set()
    for place in (one for one in mentions.all if one.kind == "place"):
        sentence = draft.sentence(place.start)
        before = view[max(sentence.start, place.start - 70) : place.start]
        owner: tuple[str, tuple[Span, ...], str] | None = None
        if before.endswith((", ", " (")) and _ends_place(mentions, place.start - 2):
            continue  # "Hefei, Anhui, where it has its head office": the city is the seat.
        if _SEAT_BEFORE.search(before):
            owner = _seated(mentions, sentence.start, sentence.end, place)
        elif (firm := _apposed(mentions, sentence.start, place)) is not None:
            owner = firm.entity, (firm.span,), "stated"
        else:
            for firm in mentions.within(place.end, min(sentence.end, place.end + 90), "company")[
                :1
            ]:
                gap = view[place.end : firm.start]
                following = view[firm.end : firm.end + 40]
                if _BASED.fullmatch(gap) or (
                    _SEAT_AFTER.search(gap)
                    and re.match(
                        r"(?:'s)? ?(?:[Hh]eadquarters|[Hh]ead office|HQ|is (?:based|headquarter))",
                        following,
                    )
                ):
                    owner = firm.entity, (firm.span,), "stated"
        if owner is None or (owner[0], place.entity) in seen:
            continue
        seen.add((owner[0], place.entity))
        span = (
            min(place.start, *(s[0] for s in owner[1])),
            max(place.end, *(s[1] for s in owner[1])),
        )
        _add(draft, "seated-in", (owner[0], owner[1]), place, span, owner[2])


def _ends_place(mentions: Mentions, position: int) -> bool:
    """Tell whether a place's name ends at a position."""
    return any(one.end == position for one in mentions.within(position - 40, position, "place"))


def _apposed(mentions: Mentions, start: int, place: Mention) -> Mention | None:
    """Return the company in "Voltessa AB, a Pune-based maker" and "Voltessa Electric of Nagano"."""
    before = mentions.within(max(start, place.start - 60), place.start, "company")
    if not before:
        return None
    gap = mentions.view[before[-1].end : place.start]
    based = mentions.view.startswith(("-based", "-headquartered"), place.end)
    of = gap.strip("*") == " of " and len(mentions.view[before[-1].start : before[-1].end]) > 5
    apposed = based and re.fullmatch(r"\*{0,2},? (?:an?|the) (?:[\w-]+ ){0,3}", gap)
    return before[-1] if of or apposed else None


def _seated(
    mentions: Mentions, start: int, end: int, place: Mention
) -> tuple[str, tuple[Span, ...], str] | None:
    named = mentions.subject_within(start, place.start)
    if named.entities:
        return named.entities[0], named.spans, named.basis
    after = mentions.within(place.end, min(end, place.end + 60), "company")
    if after:
        return after[0].entity, (after[0].span,), "stated"
    told = mentions.subject_before(start)
    return (told.entities[0], told.spans, "inferred") if told.entities else None


@rule(
    "relations.within",
    examples=(
        ("They met in Hefei, Anhui.", "relation object=Anhui; relation=located-in; subject=Hefei"),
    ),
    counter_examples=("They met in France, Italy and Spain.",),
)
def within(draft: Draft) -> None:
    """Find a place that is named with the wider area after a comma."""
    mentions = mentions_of(draft, "place")
    countries = {
        one.casefold()
        for section in ("countries", "short")
        for one in draft.lexicons.words("en/countries", section)
    }
    view = draft.article.view
    for number, (left, right) in enumerate(zip(mentions.all, mentions.all[1:], strict=False)):
        gap = view[left.end : right.start]
        if gap not in (", ", " (") or left.entity == right.entity:
            continue
        name = view[left.start : left.end].casefold()
        follows = view[right.end : right.end + 5]
        before = mentions.all[number - 1] if number else None
        listed = (
            follows.startswith((" and ", ", and", ", "))
            and number + 2 < len(mentions.all)
            and (mentions.all[number + 2].start - right.end < 7)
        )
        listed = listed or (before is not None and left.start - before.end < 3)
        if name in countries or listed:
            continue
        _add(
            draft,
            "located-in",
            (left.entity, (left.span,)),
            right,
            (left.start, right.end),
            "stated",
        )


@rule(
    "relations.firms",
    examples=(
        (
            "Voltessa AB, a subsidiary of Kerning Group, sold it.",
            "relation object=Kerning Group; relation=part-of; subject=Voltessa AB",
        ),
        (
            "Voltessa AB is owned by Kerning Group.",
            "relation object=Voltessa AB; relation=owns; subject=Kerning Group",
        ),
    ),
    counter_examples=("Voltessa AB sold it to Kerning Group.",),
)
def firms(draft: Draft) -> None:
    """Find daughters and owners."""
    mentions = mentions_of(draft, "company")
    view = draft.article.view
    for left, right in zip(mentions.all, mentions.all[1:], strict=False):
        gap = view[left.end : right.start]
        if left.entity == right.entity or len(gap) > 120 or "." in gap:
            continue
        span = left.start, right.end
        if _PART.fullmatch(gap):
            _add(draft, "part-of", (left.entity, (left.span,)), right, span, "stated")
        elif _OWNED.fullmatch(gap):
            _add(draft, "owns", (right.entity, (right.span,)), left, span, "stated")
        elif _OWNS.fullmatch(gap):
            _add(draft, "owns", (left.entity, (left.span,)), right, span, "stated")


def _add(
    draft: Draft,
    kind: str,
    subject: tuple[str, tuple[Span, ...]],
    target: Mention,
    span: Span,
    basis: str,
) -> None:
    inferred = basis != "stated"
    attributes = {
        "subject": Attribute(
            subject[0],
            "inferred" if inferred else "stated",
            subject[1],
            "pronoun" if inferred else "",
        ),
        "relation": Attribute(kind, spans=(span,)),
        "object": Attribute(target.entity, spans=(target.span,)),
    }
    if target.kind == "place":
        attributes["place"] = attributes["object"]
    if draft.proposals[subject[0]].kind == "company":
        attributes["companies"] = attributes["subject"]
    draft.add(
        "relation",
        span,
        attributes,
        rule=f"relations.{kind}",
        confidence=0.6 if inferred else 0.85,
        claim=False,
    )


RULES = (seats, within, firms)
