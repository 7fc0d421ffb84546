"""Offices that are told otherwise: by what one does, by several holders, by a counterpart."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.office_frames import AGE
from jwviewer.reading.layers.people import (
    PersonWords,
    has_given_name,
    looks_like_a_person,
    person_words,
)
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.patterns import later, matches_near
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_WHO_HEADS = later(
    rf"{AGE},? (?:the \d\d-year-old )?who (?:(?:also|now|has|had|still|once|currently|jointly|"
    r"until recently|previously|formerly) ){0,2}"
    r"(?P<verb>heads|leads|runs|chairs|owns|founded|co-founded|headed|led|chaired|manages|"
    r"directs|oversees|run|managed|ran)(?: up)? "
)
_HEADS = later(
    rf"{AGE},? (?:now |also |still |currently )?(?:is |who is |was )?(?:now |also )?"
    r"(?P<verb>heads|leads|chairs|runs|responsible for|in charge of)(?: up)? (?:both )?"
)
_LED_BY = later(
    r"(?:['’]s (?:[a-z]+ )?(?:management|board|team|executive|crew))?"
    r"(?P<gap>,|,? which|)(?: (?:is|was|has been|had been))?(?: (?:now|still|then|jointly))? "
    r"(?P<verb>headed|led|run|chaired|managed) (?:jointly )?by (?:the |its )?(?:[a-z-]+ ){0,4}"
    r"(?=[A-Z])"
)
_POST_OF = later(
    rf"{AGE},? (?:who )?(?:[a-z]+ ){{1,4}}(?:the |its )(?:[a-z]+ )?"
    r"(?P<verb>chairmanship|presidency|directorship|leadership|editorship|governorship|"
    r"secretaryship) of "
)
"""After a person: "Eva Lund, who retired from the chairmanship of"."""
_FOUNDED_BY = later(
    r"(?:,? (?:which|that))?(?: (?:was|were|had been|has been|is))?,? (?P<verb>(?:co-)?founded|"
    r"set up|started) (?:in \d{4} |together )?by (?:the )?(?:[a-z-]+ ){0,4}?(?=[A-Z])"
)
_UNIT = later(r"(?:the |its |their )?(?:[\w&'-]+ ){1,5}?(?:of|at) (?:the )?(?=[A-Z])")
_NOUN = later(r" (?:[a-z]{3,} ){1,2}(?=[A-Z])(?<! and )(?<! of )")
_HOUSE = later(
    r"(?:the|this) (?:[a-z-]+ )?(?:company|firm|group|business|bank|brewery|yard|mill|works|"
    r"start-up|"
    r"cooperative|maker|practice|venture|airline|dairy|hotel|workshop|foundry)\b|"
    r"(?:its|their) (?:supervisory |management |executive )?(?:board|works council|[a-z-]+ (?:arm|"
    r"unit|division|business|operations|team|department))\b|it\b"
)
_OF_BOTH = later(
    r" (?:of|at) (?:the two|both|the) (?:companies|firms|partners|groups|sides|parties)"
)
_THEN = later(r"(?:,|:|,? are|,? were)? ")
_JOIN = later(r",? (?:and|&) (?:(?:her|his) (?:(?:[a-z][\w-]*|PhD) ){1,4})?|, ")
_FROM = later(r",? (?:of|from|at|for) (?:the )?(?:[a-z-]+ ){0,3}(?=[A-Z])")
_LED = later(
    r",(?: the| its| their| both| two of the| one-time| former| joint|"
    r" (?P<own>[A-Z][\w&. -]{1,30})'s)"
    r"(?: (?:two|three|former|joint|current|new)){0,2} "
)
_COUNTERPART = later(
    r"\b(?:his|her|their)(?: (?P<own>[A-Z][\w&. -]{1,30}?))?(?: (?:opposite number|counterpart))"
    r"(?: (?:at|from|of) (?:the )?(?P<at>[A-Z][\w&. -]{1,30}?))?,? (?=[A-Z])"
)


def add_post(
    draft: Draft,
    names: Names,
    person: Proposal,
    role: Attribute,
    organisations: list[Proposal],
    span: Span,
    rule_id: str,
) -> None:
    """Record an office of a person, whose name is settled by it."""
    if names.kind(person) != "person":  # else all of that name are settled
        names.settle_text(person.value("name"), "person", "office")
    draft.add(
        "_post",
        span,
        {
            "person": Attribute(person.id, spans=(person.span,)),
            "role": role,
            "organisations": Attribute(
                tuple(one.id for one in organisations),
                spans=tuple(one.span for one in organisations),
            ),
        },
        rule=rule_id,
        confidence=0.75,
        claim=False,
    )


@rule(
    "people.leading",
    examples=(
        ("Buyers met Eva Lund, who heads Volta Marine.", "_name kind=person; name=Eva Lund"),
        ("Volta Marine was run by Eva Lund then.", "_name kind=person; name=Eva Lund"),
    ),
    counter_examples=("Volta Marine, which leads the field, grew.",),
)
def leading(draft: Draft) -> None:
    """Read "who heads" after a name, or "run by" before one, as an office."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    for name in names.all:
        match = _WHO_HEADS.match(names.view, name.span[1])
        if match is None and has_given_name(name.value("name"), known):
            match = _HEADS.match(names.view, name.span[1])
        if match is not None and _is_person(names, name, known):
            found = _led(names, match.end(), known)
            if found is not None:
                _lead(draft, names, known, name, match, found)
        match = _POST_OF.match(names.view, name.span[1])
        if match is not None and has_given_name(name.value("name"), known):
            found = _led(names, match.end(), known)
            if found:
                _lead(draft, names, known, name, match, found)
        match = _LED_BY.match(names.view, name.span[1])
        if match is not None:
            boss = names.by_start.get(match.end())
            if boss is not None and has_given_name(boss.value("name"), known):
                _lead(draft, names, known, boss, match, [name])


@rule(
    "people.founding",
    examples=(
        (
            "Volta grew out of a lab, founded by Eva Lund and her student Oda Brask.",
            "_name kind=person; name=Eva Lund | _name kind=person; name=Oda Brask",
        ),
        (
            "Volta was set up in 2001 by engineer Eva Lund.",
            "_name kind=person; name=Eva Lund",
        ),
    ),
    counter_examples=("Volta, founded by three men, grew.",),
)
def founding(draft: Draft) -> None:
    """Read "founded by" before the names of people as an office of each."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    for match in matches_near(_FOUNDED_BY, draft.article.view, ("founded ", "set up ", "started ")):
        firm = names.by_end.get(match.start())
        for person, _ in _holders(names, match.end(), known):
            own = [firm] if firm is not None else []
            _lead(draft, names, known, person, match, own)


def _is_person(names: Names, name: Proposal, known: PersonWords) -> bool:
    return names.kind(name) == "person" or looks_like_a_person(name.value("name"), known)


def _led(names: Names, position: int, known: PersonWords) -> list[Proposal] | None:
    """Return what somebody heads; nothing said of the name if it is "the firm", else None."""
    found, after = names.listed_at(position, 3)
    noun = _NOUN.match(names.view, after) if len(found) == 1 else None
    if noun is not None and noun.end() in names.by_start:
        found = [names.by_start[noun.end()]]  # "chairs the Yorkshire weaver Voltessa"
    if not found:
        unit = _UNIT.match(names.view, position)
        found = names.listed_at(unit.end(), 1)[0] if unit is not None else []
    if found:
        plain = [
            one
            for number, one in enumerate(found)
            if names.kind(one) not in ("person", "other", "place")
            and not (number and has_given_name(one.value("name"), known))
        ]
        return plain or None
    return [] if _HOUSE.match(names.view, position) else None


def _lead(
    draft: Draft,
    names: Names,
    known: PersonWords,
    person: Proposal,
    match: re.Match[str],
    organisations: list[Proposal],
) -> None:
    verb = match.span("verb")
    role = Attribute(known.verb_roles.get(match["verb"], "head"), "inferred", (verb,), "verb")
    ends = [person.span, verb, *(one.span for one in organisations)]
    span = min(one[0] for one in ends), max(one[1] for one in ends)
    add_post(draft, names, person, role, organisations, span, "people.leading")


@rule(
    "people.several",
    examples=(
        (
            "Volta Marine's founders, Eva Lund and Oda Brask, left.",
            "_name kind=person; name=Eva Lund | _name kind=person; name=Oda Brask",
        ),
    ),
    counter_examples=("Volta Marine's founders, Norway and Sweden, left.",),
)
def several(draft: Draft) -> None:
    """Read an office in the plural as one of each of those whom "and" joins beside it."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    view = draft.article.view
    found = [
        match
        for sentence in known.plurals.sentences(view, draft.article.sentences)
        for match in known.plural.finditer(view, *sentence.span)
    ]
    for match in found:
        owners: list[Proposal] = []
        end = match.end()
        both = _OF_BOTH.match(view, end)
        of = _FROM.match(view, end)
        if both is not None:
            end = both.end()
        elif of is not None:
            owners, end = names.listed_at(of.end(), 1)
        then = _THEN.match(view, end)
        holders = _holders(names, then.end(), known) if then is not None else []
        if len(holders) < 2:
            holders = _holders_before(names, match.start(), known)
        owner = names.by_end.get(match.start() - 3)
        if not owners and owner is not None and view.startswith("'s ", owner.span[1]):
            owners = [owner]
        if len(holders) < 2:
            continue
        word = known.singular[match["head"].casefold()]
        role = Attribute(word, "stated", (match.span("head"),))
        for person, own in holders:
            span = min(person.span[0], match.start()), max(person.span[1], match.end())
            held = own or owners
            add_post(draft, names, person, role, held, span, "people.several")


def _holders(
    names: Names, position: int, known: PersonWords
) -> list[tuple[Proposal, list[Proposal]]]:
    """Return the people named from a position on, each with the firm that "of" gives them."""
    found: list[tuple[Proposal, list[Proposal]]] = []
    while len(found) < 5:
        honour = later(r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?").match(names.view, position)
        name = names.by_start.get(honour.end() if honour else position)
        if name is None or not looks_like_a_person(name.value("name"), known):
            break
        end = name.span[1]
        of = _FROM.match(names.view, end)
        own = names.by_start.get(of.end()) if of is not None else None
        found.append((name, [own] if own is not None else []))
        joined = _JOIN.match(names.view, own.span[1] if own is not None else end)
        if joined is None:
            break
        position = joined.end()
    sure = any(has_given_name(one.value("name"), known) for one, _ in found)
    return found if sure else []


def _holders_before(
    names: Names, position: int, known: PersonWords
) -> list[tuple[Proposal, list[Proposal]]]:
    """Return the two people before "…, its founders"."""
    for name in reversed(names.within(max(0, position - 60), position)):
        led = _LED.fullmatch(names.view, name.span[1], position)
        if led is None or not looks_like_a_person(name.value("name"), known):
            continue
        other = (
            next(
                (one for one in names.all if names.view[one.span[1] : name.span[0]] == " and "),
                None,
            )
            if names.view[name.span[0] - 5 : name.span[0]] == " and "
            else None
        )
        if other is not None and looks_like_a_person(other.value("name"), known):
            own = names.by_start.get(led.start("own")) if led["own"] else None
            held = [own] if own is not None else []
            return [(other, held), (name, held)]
    return []


@rule(
    "people.counterpart",
    examples=(
        (
            "Volta Marine chairman Eva Lund met his Kerning counterpart, Oda Brask.",
            "_name kind=person; name=Oda Brask",
        ),
    ),
    counter_examples=("Volta Marine met its counterpart in Oslo.",),
)
def counterpart(draft: Draft) -> None:
    """Give "his Kerning counterpart" the office that was named last."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    for match in _COUNTERPART.finditer(draft.article.view):
        person = names.by_start.get(match.end())
        start = match.start("own") if match["own"] else match.start("at")
        firm = names.by_start.get(start) if start >= 0 else None
        earlier = list(draft.within((max(0, match.start() - 250), match.start()), "_post"))
        if person is None or not earlier or not looks_like_a_person(person.value("name"), known):
            continue
        last = earlier[-1].value("person")  # "chief executive and founder": the office is meant
        told = next(one for one in earlier if one.value("person") == last).attributes["role"]
        role = Attribute(told.value, "inferred", told.spans, "counterpart")
        held = [firm] if firm is not None else []
        names.settle(held, "company", "office")
        span = match.start(), person.span[1]
        add_post(draft, names, person, role, held, span, "people.counterpart")


RULES = (leading, founding, several, counterpart)
