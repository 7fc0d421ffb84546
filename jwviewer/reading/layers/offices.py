"""Offices: which person holds one, and of which organisation, by what stands beside it."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.people import (
    PersonWords,
    has_given_name,
    looks_like_a_person,
    person_words,
)
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_AGE = r"(?:,? \(?\d{2}\)?)?"


_SOFT = (
    r"(?: (?:the|a|an|its|their|his|her|new|newly|former|current|then|outgoing|incoming|long-time|"
    r"longtime|long-serving|first|veteran|both|one of the|owner|our|local|appointed|also)){0,4}"
)


_LINK = re.compile(
    rf"{_AGE}(?:,| \(| [-–—]|,? who (?:is|was|has been|became|becomes|serves as|acts as)|"
    r" (?:is|was|becomes?|became|has been|had been|will be|will become|remains|stays|stays on as|"
    r"serves as|served as|works as|steps down as|stepped down as|retired as|returns as|as)"
    r"(?:,? (?:re-?)?(?:appointed|named|elected|made|promoted to|hired))?(?: as| to be|"
    r" to become)?|"
    r" (?:appointed|named|elected)(?: as)?|"
    r",? (?:was|has been|is) (?:appointed|named|elected)(?: as)?)"
    rf"(?:,? (?:currently|now|formerly|previously|until (?:recently|now|then)|"
    rf"most recently|today))?,?{_SOFT}(?: [Tt]he [a-z-]{{3,16}}['’]s)?{_SOFT} \Z"
)


_TO_POST = re.compile(r"(?: as| to be)?(?: its| their| the)?(?: new| next| first)? ")
_NAMED = re.compile(r"\b(?:named|names|appointed|appoints|elected|hired|promoted|picked|made) \Z")
"""Around the person in "has named Clara Finch its managing director"."""


_OWNED = re.compile(
    r"(?:'s|'|’|'s)?(?: (?:new|former|current|then|outgoing|incoming|long-time|first|German|own|"
    r"European|US|Chinese|local|newly appointed|founding))? \Z"
)


_BEFORE_NAME = re.compile(r"(?:,)?(?: -)? (?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir)\.? ){0,2}")


_OF = re.compile(
    r"(?: (?:of|at|for|with|in)|,)"
    r" (?:(?:the|its|both|[a-z]{3,14}(?:-[a-z]{2,12})?|[A-Z][a-z]{3,12}(?:ish|an|ese|ch))"
    r" (?:(?:[a-z]{3,14} ){0,3}(?:and [a-z]{3,14} )?)?)?"
)


_AREA = re.compile(
    r", (?P<area>[A-Z][\w&-]{1,20}(?:,? (?:and |& |of )?[A-Z][\w&-]{1,20}){0,4}),? "
    r"(?:at|of|for|with) (?:the )?(?=[A-Z])"
)
"""What an officer is in charge of, between commas: "Vice President, Ports, at Volta"."""


_WHO_HEADS = re.compile(
    r", who (?P<verb>heads|leads|runs|chairs|owns|founded|co-founded|headed|led|chaired|manages|"
    r"directs)(?: up)? "
)


@rule(
    "people.office",
    examples=(
        ("Chairman of Volta Marine, Tan Lihua, was there.", "_name kind=person; name=Tan Lihua"),
    ),
    counter_examples=("The president of the club met buyers of Volta Marine.",),
)
def offices(draft: Draft) -> None:
    """Join offices to the person and to the organisation beside them."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    view = draft.article.view
    matches = [
        match.span()
        for sentence in draft.article.sentences
        if known.heads.within(view[sentence.start : sentence.end])
        for match in known.office.finditer(view, sentence.start, sentence.end)
    ]
    for start, end in matches:
        # "Head of Corporate Communications" holds no name of a firm.
        names.settle(
            [one for one in names.within(start, end) if one.span[1] <= end], "other", "office"
        )
    number = 0
    while number < len(matches):
        group = [matches[number]]
        # "president and chief executive of X": both offices are of one person.
        while number + 1 < len(matches) and re.fullmatch(
            r"(?:,? and|,|/| &) ?(?:the |a |an )?", view[group[-1][1] : matches[number + 1][0]]
        ):
            number += 1
            group.append(matches[number])
        number += 1
        _join(draft, names, known, group)


def _join(draft: Draft, names: Names, known: PersonWords, group: list[Span]) -> None:
    view = draft.article.view
    start, end = group[0][0], group[-1][1]
    organisations, after = _organisations(names, end, known)
    person = _person_before(names, start, known)
    place = "before"
    owner: Proposal | None = None
    if person is None:
        owner = _owner(names, start)
        if owner is not None:
            person = _apposed(names, owner, known)
    if person is None:
        person, taken = _person_after(names, end, after, organisations, known)
        organisations = organisations[:taken]
        place = "after"
    if person is None:
        return
    if owner is None and place == "after":
        owner = _owner(names, start)
    if place == "after" and not organisations and owner is None:
        # "Analyst Eva Lund of Voltessa Securities"
        of = re.match(
            r",? (?:of|at|from) (?:the )?", names.view[person.span[1] : person.span[1] + 12]
        )
        if of is not None:
            organisations, _ = names.listed_at(person.span[1] + of.end(), 2)
    if owner is not None and owner.id != person.id and not organisations:
        organisations = [owner]
    organisations = [one for one in organisations if one.id != person.id]
    words = view[start:end].casefold().split()
    # "sales manager" and "Volta's owner" are offices, "manager" alone may be no more than a word.
    weak = words[-1] in known.weak and len(words) < 2 and owner is None
    named = has_given_name(person.value("name"), known)
    if weak and not named and place == "after" and "," not in view[start : person.span[0]]:
        return
    names.settle_text(person.value("name"), "person", "office")
    reach = [(start, end), person.span, *(one.span for one in organisations)]
    for office in group:
        draft.add(
            "_post",
            (min(one[0] for one in reach), max(one[1] for one in reach)),
            {
                "person": Attribute(person.id, spans=(person.span,)),
                "role": Attribute(view[office[0] : office[1]], spans=(office,)),
                "organisations": Attribute(
                    tuple(one.id for one in organisations),
                    spans=tuple(one.span for one in organisations),
                ),
            },
            rule="people.office",
            confidence=0.9,
            claim=False,
        )


def _organisations(names: Names, end: int, known: PersonWords) -> tuple[list[Proposal], int]:
    area = _AREA.match(names.view, end)
    if area is not None and not has_given_name(area["area"], known):
        found, after = names.listed_at(area.end(), 2)
        names.settle(names.within(*area.span("area")), "other", "office")
        return found[:1], after
    of = _OF.match(names.view, end)
    for match in filter(
        None, (of, re.compile(r" (?:of|at|for|with|in) (?:the )?").match(names.view, end))
    ):
        comma = match.group().startswith(",")
        found, after = names.listed_at(match.end(), 4)
        if not found or (comma and has_given_name(found[0].value("name"), known)):
            continue
        # A second name after a comma is the next person of a list, not one more organisation.
        for number in range(1, len(found)):
            if has_given_name(found[number].value("name"), known) and (
                names.view[found[number].span[1] : found[number].span[1] + 2] == ", "
                and _is_office_at(names.view, found[number].span[1] + 2, known)
            ):
                return found[:number], found[number - 1].span[1]
        return (found[:1], found[0].span[1]) if comma else (found, after)
    return [], end


def _is_office_at(view: str, position: int, known: PersonWords) -> bool:
    skipped = re.match(r"(?:the |an? )?", view[position : position + 4])
    return known.office.match(view, position + (skipped.end() if skipped else 0)) is not None


def _person_before(names: Names, start: int, known: PersonWords) -> Proposal | None:
    for name in reversed(names.within(max(0, start - 90), start)):
        if name.span[1] > start:
            continue
        gap = names.view[name.span[1] : start]
        text = name.value("name")
        if not _LINK.match(gap) and not (
            _TO_POST.fullmatch(gap)
            and _NAMED.search(names.view, max(0, name.span[0] - 20), name.span[0])
        ):
            return None
        if " " not in text and text in _surnames(names, known):
            return name
        if looks_like_a_person(text, known) or names.kind(name) == "person":
            return name
        before = names.view[max(0, name.span[0] - 6) : name.span[0]]
        return name if known.honorific.search(before) else None
    return None


def _surnames(names: Names, known: PersonWords) -> set[str]:
    """Return the last words of the people's names of an article, found once."""
    held: set[str] | None = names.draft.shared.get("surnames")
    if held is None:
        held = names.draft.shared["surnames"] = {
            text.split()[-1]
            for text in names.by_text
            if looks_like_a_person(text, known) and has_given_name(text, known)
        }
    return held


def _owner(names: Names, start: int) -> Proposal | None:
    """Return the name that an office belongs to: ``Volta's chairman``, ``Volta chairman``."""
    for name in reversed(names.within(max(0, start - 60), start)):
        if name.span[1] <= start and _OWNED.fullmatch(names.view, name.span[1], start):
            return None if _only_opens(name) else name
        return None
    return None


def _only_opens(name: Proposal) -> bool:
    """Tell whether one word has its capital from the start of a sentence: "Retiring chairman"."""
    return bool(name.value("first")) and name.value("name").endswith(("ing", "ed"))


def _apposed(names: Names, owner: Proposal, known: PersonWords) -> Proposal | None:
    """Return the person before ``Eva Lund, Volta's chairwoman``."""
    for name in reversed(names.within(max(0, owner.span[0] - 60), owner.span[0])):
        gap = names.view[name.span[1] : owner.span[0]]
        if re.fullmatch(rf"{_AGE},(?: the| a| an)?(?: [a-z-]{{3,14}}){{0,2}} ", gap):
            return name if looks_like_a_person(name.value("name"), known) else None
        return None
    return None


def _person_after(
    names: Names, end: int, after: int, organisations: list[Proposal], known: PersonWords
) -> tuple[Proposal | None, int]:
    """Return the person after an office and how many of the organisations come before it."""
    for place in (after, end):
        match = _BEFORE_NAME.match(names.view, place)
        name = names.by_start.get(match.end()) if match else None
        if name is None or match is None:
            continue
        honoured = bool(known.honorific.search(match.group()))
        comma = match.group().startswith(",")
        text = name.value("name")
        fits = looks_like_a_person(text, known) or honoured
        if comma and not honoured and not has_given_name(text, known):
            # "the chairman of Volta, Tan Lihua, was there": the name must stand by itself.
            follows = names.view[name.span[1] : name.span[1] + 2]
            fits = fits and (follows[:1] in ",.;)" or bool(organisations)) and "&" not in text
        if fits or names.kind(name) == "person":
            return name, len(organisations) if place == after else 0
    for number, name in enumerate(organisations):
        # "chairman of Volta, Tan Lihua": the list of names ends with the person.
        if not number or not looks_like_a_person(name.value("name"), known):
            continue
        last = name is organisations[-1]
        comma = names.gap(organisations[number - 1], name).strip() == ","
        if has_given_name(name.value("name"), known) or (last and comma):
            return name, number
    return None, 0


@rule(
    "people.leading",
    examples=(
        (
            "Buyers met Eva Lund, who heads Volta Marine.",
            "_name kind=person; name=Eva Lund",
        ),
    ),
    counter_examples=("Volta Marine, which leads the field, grew.",),
)
def leading(draft: Draft) -> None:
    """Read "who heads" after a name as an office."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    for match in _WHO_HEADS.finditer(draft.article.view):
        person = names.by_end.get(match.start())
        organisations, end = names.listed_at(match.end(), 3)
        if person is None or not looks_like_a_person(person.value("name"), known):
            continue
        names.settle_text(person.value("name"), "person", "office")
        verb = match.span("verb")
        draft.add(
            "_post",
            (person.span[0], end),
            {
                "person": Attribute(person.id, spans=(person.span,)),
                "role": Attribute(
                    known.verb_roles.get(match["verb"], "head"), "inferred", (verb,), "verb"
                ),
                "organisations": Attribute(
                    tuple(one.id for one in organisations),
                    spans=tuple(one.span for one in organisations),
                ),
            },
            rule="people.leading",
            confidence=0.75,
            claim=False,
        )


RULES = (offices, leading)
