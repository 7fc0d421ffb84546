"""Offices: which person holds one, and of which organisation, by what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.companies import firm_words
from jwviewer.reading.layers.office_frames import (
    A_FORMER,
    AGE,
    BEFORE_NAME,
    CALLING,
    DEFINITE,
    DIRECT,
    LINK,
    LOOSE,
    NAMED,
    OF_PERSON,
    ONE,
    OWNED,
    PRONOUN,
    REGIONS,
    SAID_BY,
    TO_POST,
)
from jwviewer.reading.layers.office_holders import (
    holders_so_far,
    house_before,
    own_holder,
    surnames,
    told_before,
    without_office,
)
from jwviewer.reading.layers.office_houses import houses_after, is_no_house, with_trade
from jwviewer.reading.layers.people import (
    PersonWords,
    has_given_name,
    looks_like_a_person,
    may_be_a_person,
    person_words,
)
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_AND = later(r"(?:,? and|,|/| &) ?(?:the |a |an )?(?:former |ex-)?")
_OWN = later(
    rf"{AGE}(?:,(?: the| a| an)?(?: at the time| (?!and |with |or |who |met |told |saw |left |"
    r"[a-z]+ed )[a-z-]{3,14}){0,2}|,? "
    r"(?:who )?(?:is|was|(?:had|has) been|became|becomes|remains|will be(?:come)?)"
    r"(?: now| also| then| once| still)?) "
)
"""Between a person and the house of an office: "Eva Lund, who had been Volta's"."""
_GOES_ON = later(
    r"(?:,| and|, and|;)(?: (?:also|now|then|later|before that|previously|formerly|once|today|"
    r"earlier|simultaneously|at the same time|for \w+ years|since \d{4})){0,2},? "
    r"(?:(?:is|was|became|had been|has been|serves as|worked as) )?"
    r"(?:(?:the|a|an|its|their|his|her|as|former|current) ){0,2}"
)
"""Between a person's office and the next one: "chairman of Volta and a director of Kerning"."""
_SENIOR = {"managing", "founding", "senior", "chief", "general", "deputy", "joint", "former"}
_FOUNDED_BY = later(r"\b(?:founded|set up|started) (?:in \d{4} )?by (?:the |a )?(?:[a-z]+ )?\Z")
"""Before what somebody was: "founded by engineer Eva Lund"."""
_OF_A_HOUSE = later(r" (?:at|(?:law|audit|consulting|brokerage) (?:firm|house)) \Z")
_PRIZE = later(r" (?:award|prize|trophy|medal|title|distinction)\b")


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
        _behind_name(names, match.span(), known)
        for sentence in known.heads.sentences(view, draft.article.sentences)
        for match in known.office.finditer(view, sentence.start, sentence.end)
    ]
    draft.shared["offices"] = matches
    for start, end in matches:
        # "Head of Corporate Communications" holds no name of a firm.
        names.settle(
            [one for one in names.within(start, end) if one.span[1] <= end], "other", "office"
        )
    last: tuple[int, Proposal | None] = -1, None
    for group in _groups(names, matches, known):
        last = _join(draft, names, known, group, last)


def _behind_name(names: Names, office: Span, known: PersonWords) -> Span:
    """Return an office without the end of a name: "Volta Energy chief executive"."""
    name = next(iter(names.within(office[0] - 60, office[0])[-1:]), None)
    if name is None or name.span[1] <= office[0]:
        return with_trade(names.view, office, known)
    match = known.office.match(names.view, name.span[1] + 1, office[1])
    return match.span() if match is not None else office


def _groups(names: Names, matches: list[Span], known: PersonWords) -> Iterator[list[Span]]:
    """Yield the offices that are of one person: "president and chief executive of X"."""
    group: list[Span] = []
    for match in matches:
        joined = _AND.fullmatch(names.view, group[-1][1], match[0]) if group else None
        if (
            joined is None
            or A_FORMER.search(joined.group())
            or (
                # "Eva Lund, Volta's head, and chairman Tan Lihua"
                joined.group().startswith(", and") and _named_behind(names, match[1], known)
            )
        ):
            if group:
                yield group
            group = []
        group.append(match)
    if group:
        yield group


def _join(
    draft: Draft,
    names: Names,
    known: PersonWords,
    group: list[Span],
    last: tuple[int, Proposal | None],
) -> tuple[int, Proposal | None]:
    """Add the offices of a group; return where they end and whose they are."""
    view = draft.article.view
    start, end = group[0][0], group[-1][1]
    organisations, after = houses_after(names, end, known)
    if _PRIZE.match(view, after):
        return -1, None
    goes_on = _GOES_ON.fullmatch(view, last[0], start) if 0 <= last[0] <= start else None
    behind = _named_behind(names, end, known)
    person = last[1] if goes_on is not None else _person_before(names, start, known)
    if behind:
        person = None  # "Volta chairman Tan Lihua, Nord managing director Eva Lund"
    if person is not None and not has_given_name(person.value("name"), known):
        person = own_holder(names, person, start, end, known) or person
    place = "before"
    owner: Proposal | None = None
    if person is None:
        owner = _owner(names, start)
        if owner is not None and not behind:
            person = _apposed(names, owner, known)
    if person is None:
        person, taken = _person_after(names, end, after, organisations, known)
        organisations = organisations[:taken] if person is not None else organisations
        place = "after"
    if person is None and SAID_BY.search(view, max(0, start - 24), start):
        person, place = told_before(draft, names, start, known), "before"
    if person is None and PRONOUN.search(view, max(0, start - 60), start):
        person, place = told_before(draft, names, start, known, surely=True), "before"
    if person is None and organisations and DEFINITE.search(view, max(0, start - 14), start):
        person, place = without_office(draft, names, start, known), "before"
    if person is None:
        return -1, None
    if owner is None and place == "after":
        owner = _owner(names, start)
    if place == "after" and not organisations and owner is None:
        # "Analyst Eva Lund of Voltessa Securities"
        of = OF_PERSON.match(names.view, person.span[1])
        if of is not None:
            organisations, _ = names.listed_at(of.end(), 2)
    owns = owner is not None and view.startswith(("'s", "’s", "' "), owner.span[1])
    # "Volta's vice-president for Central & Eastern Europe" is Volta's.
    housed = not (is_no_house(organisations) or (owns and view.startswith(" for ", end)))
    if not housed:
        organisations = []
    if owner is not None and owner.id != person.id and not housed:
        organisations = [owner]
    if not organisations and view.startswith("'s ", person.span[0] - 3):
        # "Volta's Eva Lund (chairwoman)"
        house = names.by_end.get(person.span[0] - 3)
        organisations = [house] if house is not None else []
    if not organisations:
        house = house_before(names, person.span[0], start)
        organisations = [house] if house is not None else []
    organisations = [
        one
        for number, one in enumerate(organisations)
        # "Boss of Volta, and Tan Lihua": whom "and" adds is no organisation.
        if one.id != person.id and not (number and has_given_name(one.value("name"), known))
    ]
    words = view[start:end].casefold().split()
    # "sales manager" and "Volta's owner" are offices, "manager" alone may be no more than a word.
    weak = words[-1] in known.weak and len(words) < 2 and not owns
    named = has_given_name(person.value("name"), known)
    if place == "after" and _FOUNDED_BY.search(view, max(0, start - 40), start):
        return -1, None
    who = view.startswith((", who ", " who "), person.span[1])
    if place == "after" and not (named or owns or who or words[0] in _SENIOR):
        # "Infrastructure manager Rete Nord" is no person.
        firms = draft.lexicons.once(firm_words)
        if firms.noun_before.search(view, max(0, person.span[0] - 40), person.span[0]):
            return -1, None
    if weak and not named and place == "after" and "," not in view[start : person.span[0]]:
        return -1, None
    if names.kind(person) != "person":  # else all of that name are settled
        names.settle_text(person.value("name"), "person", "office")
    surnames(names, known).add(person.value("name").split()[-1])
    holders_so_far(draft).add(person.value("name"))
    if len(group) > 1 and CALLING.search(view[slice(*group[0])]):
        # "a geologist and former head of Volta": the calling is of nobody
        group = group[bool(ONE.search(view, max(0, start - 40), start)) :]
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
    return (max(end, after) if place == "before" else -1), person


def _named_behind(names: Names, end: int, known: PersonWords) -> bool:
    """Tell whether the holder's full name stands right behind an office."""
    direct = DIRECT.match(names.view, end)
    name = names.by_start.get(direct.end()) if direct is not None else None
    return name is not None and has_given_name(name.value("name"), known)


def _person_before(names: Names, start: int, known: PersonWords) -> Proposal | None:
    passed = 0
    for name in reversed(names.within(max(0, start - 120), start)):
        if name.span[1] > start:
            continue
        gap = names.view[name.span[1] : start]
        text = name.value("name")
        if _OF_A_HOUSE.search(names.view, max(0, name.span[0] - 20), name.span[0]):
            continue  # "Eva Lund, formerly sales chief at Kerning, was named"
        sure = has_given_name(text, known) or text in surnames(names, known)
        loose = sure and (
            LOOSE.match(gap) is not None or _is_one_more(names, name, gap, names.view)
        )
        if (
            not LINK.match(gap)
            and not loose
            and not (
                TO_POST.fullmatch(gap)
                and NAMED.search(names.view, max(0, name.span[0] - 20), name.span[0])
            )
        ):
            passed += 1
            if passed > 3:
                return None
            continue
        if " " not in text and text in surnames(names, known):
            return name
        if looks_like_a_person(text, known) or names.kind(name) == "person":
            return name
        if may_be_a_person(text, known) and gap.startswith(","):
            return name  # "Eva Sand, formerly of Voltessa, has been appointed"
        if known.honorific.search(names.view[max(0, name.span[0] - 6) : name.span[0]]):
            return name
    return None


def _owner(names: Names, start: int) -> Proposal | None:
    """Return the name that an office belongs to: ``Volta's chairman``, ``Volta chairman``."""
    for name in reversed(names.within(max(0, start - 60), start)):
        region = name.value("name") in REGIONS
        if region and names.view[name.span[0] - 3 : name.span[0]] == "'s ":
            continue
        if name.span[1] <= start and OWNED.fullmatch(names.view, name.span[1], start):
            return None if _only_opens(name) else name
        return None
    return None


def _is_one_more(names: Names, name: Proposal, gap: str, view: str) -> bool:
    """Tell whether a clause goes on: "becomes head of Volta, Eva Lund chairwoman"."""
    start = name.span[0]
    return (
        gap in (" ", " its ", " as its ", " as the ")
        and view.endswith((", ", " and "), start - 5, start)
        and any(
            view.find(".", post.span[1], start) < 0
            for post in names.draft.within((start - 120, start), "_post")
        )
    )


def _only_opens(name: Proposal) -> bool:
    """Tell whether one word has its capital from the start of a sentence: "Retiring chairman"."""
    return bool(name.value("first")) and name.value("name").endswith(("ing", "ed"))


def _apposed(names: Names, owner: Proposal, known: PersonWords) -> Proposal | None:
    """Return the person before ``Eva Lund, Volta's chairwoman``."""
    for name in reversed(names.within(max(0, owner.span[0] - 60), owner.span[0])):
        gap = names.view[name.span[1] : owner.span[0]]
        if _OWN.fullmatch(gap):
            text = name.value("name")
            fits = looks_like_a_person(text, known) or text in surnames(names, known)
            return name if fits else None
        return None
    return None


def _person_after(
    names: Names, end: int, after: int, organisations: list[Proposal], known: PersonWords
) -> tuple[Proposal | None, int]:
    """Return the person after an office and how many of the organisations come before it."""
    for place in (after, end):
        match = BEFORE_NAME.match(names.view, place)
        name = names.by_start.get(match.end()) if match else None
        if name is None or match is None:
            continue
        honoured = bool(known.honorific.search(match.group()))
        comma = match.group().startswith(",")
        text = name.value("name")
        fits = looks_like_a_person(text, known) or honoured
        fits = fits or (not comma and place == end and may_be_a_person(text, known))
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
        if comma and (last or has_given_name(name.value("name"), known)):
            return name, number
    return None, 0


RULES = (offices,)
