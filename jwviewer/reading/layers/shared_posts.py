"""Offices of several people, and of one who is another's counterpart."""

from __future__ import annotations

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.office_frames import NAMED
from jwviewer.reading.layers.people import (
    PersonWords,
    has_given_name,
    looks_like_a_person,
    person_words,
)
from jwviewer.reading.layers.posts import OF_FIRM, add_post, holders, joined_before
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule

_OF_BOTH = later(
    r" (?:of|at) (?:the two|both|the) (?:companies|firms|partners|groups|sides|parties)"
)
_THEN = later(
    r"(?: of the (?:new |joint )?(?:company|firm|venture|joint venture))?"
    r"(?:,|:|,? are|,? were|,? will be)? "
)
_LED = later(
    r",(?: the| its| their| both| two of the| one-time| former| joint|"
    r" (?P<own>[A-Z][\w&. -]{1,30})['’]s?)?"
    r"(?: (?:two|three|former|joint|current|new)){0,2} "
)
_ONE_OF = later(r",? (?:who (?:is|was) )?one of (?:the|its) (?:[a-z]+ ){0,2}\Z")
"""Between a person and an office in the plural: "Eva Lund, one of the three founders"."""
_COUNTERPART = later(r"\b(?:counterpart|opposite number)\b")
_HIS = later(r"\b(?:his|her|their) \Z")
_AT = later(r" (?:at|from|of) (?:the )?(?:[a-z-]+ ){0,2}")
_JOINTLY = later(r" (?:as |to be )?(?:its |the )?(?:new |joint |co-)*")
"""Between those who are named and their office: "named Eva Lund and Ole Brask joint heads"."""


@rule(
    "people.several",
    examples=(
        (
            "Volta Marine's founders, Eva Lund and Oda Brask, left.",
            "_name kind=person; name=Eva Lund | _name kind=person; name=Oda Brask",
        ),
        (
            "Then Eva Lund, one of the three founders of Volta Marine, left.",
            "_post organisations=Volta Marine; person=Eva Lund; role=founder",
        ),
    ),
    counter_examples=(
        "Volta Marine's founders, Norway and Sweden, left.",
        "Sweden is one of the founders of Volta Marine.",
    ),
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
        of = OF_FIRM.match(view, end)
        if both is not None:
            end = both.end()
        elif of is not None:
            owners, end = names.listed_at(of.end(), 1)
        then = _THEN.match(view, end)
        people = holders(names, then.end(), known) if then is not None else []
        if len(people) < 2:
            people = _holders_before(names, match.start(), known)
        owner = names.by_end.get(match.start() - 3)
        if not owners and owner is not None and view.startswith("'s ", owner.span[1]):
            owners = [owner]
        word = known.singular[match["head"].casefold()]
        role = Attribute(word, "stated", (match.span("head"),))
        for person, own in people:
            span = min(person.span[0], match.start()), max(person.span[1], match.end())
            held = own or owners
            add_post(draft, names, person, role, held, span, "people.several")


def _holders_before(
    names: Names, position: int, known: PersonWords
) -> list[tuple[Proposal, list[Proposal]]]:
    """Return the people before "…, its founders", or the one before "…, one of its founders"."""
    for name in reversed(names.within(max(0, position - 60), position)):
        if not looks_like_a_person(name.value("name"), known):
            continue
        one = _ONE_OF.fullmatch(names.view, name.span[1], position)
        if one is not None:
            return [(name, [])] if has_given_name(name.value("name"), known) else []
        led = _LED.fullmatch(names.view, name.span[1], position)
        named = led is None and _JOINTLY.fullmatch(names.view, name.span[1], position)
        others = joined_before(names, name, known) if led is not None or named else []
        if named and others and _named(names, others[0]):
            return [(person, []) for person in (*others, name)]
        if led is not None and others:
            own = names.by_start.get(led.start("own")) if led["own"] else None
            held = [own] if own is not None else []
            return [(person, held) for person in (*others, name)]
    return []


@rule(
    "people.counterpart",
    examples=(
        (
            "Volta Marine chairman Eva Lund met his Kerning counterpart, Oda Brask.",
            "_name kind=person; name=Oda Brask",
        ),
        (
            "Volta Marine chairman Eva Lund met Zuki Brask, her opposite number at Nord Marine.",
            "_name kind=person; name=Zuki Brask | _name kind=company; name=Nord Marine | "
            "_post organisations=Nord Marine; person=Zuki Brask; role=chairman",
        ),
    ),
    counter_examples=("Volta Marine met its counterpart in Oslo.",),
)
def counterpart(draft: Draft) -> None:
    """Give "his Kerning counterpart" the office that was named last."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    view = draft.article.view
    for match in _COUNTERPART.finditer(view):
        start, end = match.span()
        firm = names.by_end.get(start - 1)
        his = _HIS.search(view, max(0, start - 60), firm.span[0] if firm is not None else start)
        if his is None:
            continue
        at = _AT.match(view, end)
        other = names.by_start.get(at.end()) if at is not None else None
        if other is not None:
            firm, end = other, other.span[1]
        gap = 2 if view.startswith(", ", end) else 1
        earlier = list(draft.within((max(0, start - 250), start), "_post"))
        person = names.by_start.get(end + gap) or names.by_end.get(his.start() - 2)
        if person is None or not earlier or not looks_like_a_person(person.value("name"), known):
            continue
        last = earlier[-1].value("person")  # "chief executive and founder": the office is meant
        told = next(one for one in earlier if one.value("person") == last).attributes["role"]
        role = Attribute(told.value, "inferred", told.spans, "counterpart")
        held = [firm] if firm is not None else []
        names.settle(held, "company", "office")
        span = min(his.start(), person.span[0]), max(start, person.span[1])
        add_post(draft, names, person, role, held, span, "people.counterpart")


def _named(names: Names, first: Proposal) -> bool:
    """Tell whether somebody has named those whose first this is."""
    start = first.span[0]
    return NAMED.search(names.view, max(0, start - 24), start) is not None


RULES = (several, counterpart)
