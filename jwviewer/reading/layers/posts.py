"""Offices that are told by what one does: who heads a firm, who founded it."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.office_frames import AGE, REGIONS
from jwviewer.reading.layers.office_holders import surnames
from jwviewer.reading.layers.office_houses import is_no_house
from jwviewer.reading.layers.people import (
    PersonWords,
    has_given_name,
    looks_like_a_person,
    person_words,
)
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_ALSO = (
    r"(?: (?:also|now|has|had|will|still|once|currently|jointly|previously|formerly|then|later|"
    r"until recently|is to|was to|today)){0,2}"
)
_WHO_HEADS = later(
    rf"{AGE}(?:, (?:the (?:man|woman|executive|person|engineer|manager)|an? [^.;:,]{{3,40}}?))?"
    rf",? (?:the \d\d-year-old )?who{_ALSO} "
    r"(?P<verb>heads|leads|runs|chairs|owns|founded|co-founded|headed|led|chaired|manages|"
    r"directs|oversees|run|managed|ran|head|lead|chair|oversaw|set up)(?: up)? "
)
_HEADS = later(
    rf"{AGE},? (?:now |also |still |currently )?(?:is |who is |was |who was )?(?:now |also )?"
    r"(?P<verb>heads|leads|chairs|runs|manages|responsible for|in charge of)(?: up)? (?:both )?"
)
_CHARGE = (
    r"(?P<verb>(?:takes?|took|taken|taking) (?:over )?(?:charge of|the running of)|"
    r"(?:is |was |stands |sits )?at the (?:helm|head|top) of|"
    r"(?:been |is |was |be )?(?:put |placed )?in charge of)"
)
_LED_HOUSE = later(
    rf"{AGE}(?:, who)?,?{_ALSO} (?:{_CHARGE}|(?P<led>led|ran|run|headed|chaired|managed|lead|head|"
    r"chair|(?:been )?(?:running|leading|heading))) "
)
"""Before a house by its name only: one leads talks and heads for Oslo."""
_FOUNDS = later(
    r"(?:, (?!who\b)[^.;:,]{3,60},)?(?:, who|,? and)?(?: (?:also|then|later|has|had|once|first))?"
    r"(?: together with| with)? (?P<verb>(?:co-)?founded|set up|established)"
    r"(?: (?:the|an?) (?:(?!(?:of|in|for|by|at|with) )[a-z-]+ ){1,3}| )"
    r"(?=[A-Z]|the (?:company|firm|business|group)\b)"
)
_LED_BY = later(
    r"(?:['’]s (?:[a-z]+ )?(?:management|board|team|executive|crew))?"
    r"(?P<gap>,|,? which|)(?: (?:is|was|has been|had been|will be|is to be|is being))?"
    r"(?: (?:now|still|then|jointly))? "
    r"(?P<verb>headed|led|run|chaired|managed|owned)(?: (?:jointly|since (?:[A-Z][a-z]+ )?\d{4}))? "
    r"by (?:the |its |his |her )?(?:[a-z-]+,? ){0,4}(?=[A-Z])"
)
_AND_BY = later(
    r",? and (?P<verb>headed|led|run|chaired|managed) by (?:the |its |his |her )?"
    r"(?:[a-z-]+,? ){0,4}(?=[A-Z])"
)
"""After whoever owns a house: "and run by her son Ole Brask"."""
_POST_OF = later(
    rf"{AGE},? (?:who )?(?:[a-z]+ ){{1,4}}(?:the |its )(?:[a-z]+ )?"
    r"(?P<verb>chairmanship|presidency|directorship|leadership|editorship|governorship|"
    r"secretaryship) of "
)
"""After a person: "Eva Lund, who retired from the chairmanship of"."""
_UNIT = later(
    r"(?:the |its |their )?(?:[\w&'-]+ ){1,5}?"
    r"(?:at|(?<!acquisition )(?<!takeover )(?<!purchase )(?<!sale )of) (?:the )?(?=[A-Z])"
)
_THE_MAKER = later(
    r"(?:the |its |an? )(?:(?:[A-Z][a-z]+(?:ish|an|ese|ch|-based)|"
    r"(?!(?:of|in|for|by|at|to|and|with|from|on|near|over|under|via|off|outside|around|behind|"
    r"beside|against|into|within|across|like|as|where|that|which|who|since|until|when|"
    r"after|before|while|his|her) )[a-z-]+) ){1,5}(?=[A-Z])"
)
"""Before what somebody heads: "runs the Bavarian toolmaker Voltessa"."""
_NOUN = later(
    r" (?:(?!(?:with|from|until|since|into|after|before|when|for|under|along|between|and|of|at|by|"
    r"during|while|through|alongside|together) )[a-z]{3,} ){1,2}(?=[A-Z])"
)
_ONLY_PART = later(
    r" (?:shares|stock|bonds|fans|supporters)\b|['’]s? (?!(?:[a-z-]+ ){0,3}(?:arm|unit|division|"
    r"business|operations?|team|department|office|branch|plant|works|subsidiary|group|activities|"
    r"laboratory|lab|board|mill|factory|yard|brewery|sales|marketing|research|development)\b)"
)
"""Behind a house that nobody heads or founds by this: "led Volta's fight", "ran Volta shares"."""
_ONE = later(r"\b(?:is|was|has)\b")
_WITH = later(
    r"(?: in (?:[A-Z][a-z]+ )?\d{4})?(?: together)?,? (?:with|alongside) "
    r"(?:(?:his|her|the|an?) )?(?:[a-z-]+ ){0,4}"
)
"""Between what somebody founded and who did it as well."""
_WHAT = later(
    r"(?:(?!(?:the|an?|its|their|his|her|this|by|in|to|up) )[a-z]+ )?(?P<what>[a-z-]+)"
    r"(?: and (?:[a-z-]+ )?[a-z-]+)?(?=[,.;]| at | for | in )"
)
"""What somebody heads: "heads design"."""
_HOUSE = later(
    r"(?:the|this) (?:[a-z-]+ )?(?:company|firm|group|business|bank|brewery|yard|mill|works|"
    r"start-up|"
    r"cooperative|maker|practice|venture|airline|dairy|hotel|workshop|foundry)\b|"
    r"(?:its|their|the) (?:supervisory |management |executive )?(?:board|works council|[a-z-]+ "
    r"(?:arm|unit|division|business|operations|team|department))\b|it\b"
)
_JOIN = later(r",? (?:and|&) (?:(?:her|his) (?:(?:[a-z][\w-]*|PhD) ){1,4})?|, ")
_ASIDE = later(
    r",? (?:\(?\d\d\)?,? )?(?:(?:hitherto|until|formerly|previously|currently|most recently) "
    r"[^.;:]{3,80}?)?,? (?:and|&) "
)
"""Between two people, what the first was: "Eva Lund, hitherto head of Volta, and Ole Brask"."""
OF_FIRM = later(r",? (?:of|from|at|for) (?:the )?(?:[a-z-]+ ){0,3}(?=[A-Z])")


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
        given = has_given_name(name.value("name"), known)
        match = _WHO_HEADS.match(names.view, name.span[1])
        if match is None and given:
            match = _HEADS.match(names.view, name.span[1])
        found = None
        if match is not None and _is_person(names, name, known):
            found = _led(names, match.end(), known)
        for pattern in (_POST_OF, _LED_HOUSE, _FOUNDS) if given and found is None else ():
            other = pattern.match(names.view, name.span[1])
            if other is not None:
                match = other
                found = _led(names, other.end(), known, named=pattern is not _POST_OF)
                if (not found and pattern is not _FOUNDS) or (
                    found and _ONLY_PART.match(names.view, found[-1].span[1])
                ):
                    found = None
                break
        if match is not None and found is not None:
            for person in (*_with(names, name, match, found, known), name):
                lead(draft, names, known, person, match, found)
        match = _LED_BY.match(names.view, name.span[1])
        while match is not None:
            boss = names.by_start.get(match.end())
            if boss is None or not has_given_name(boss.value("name"), known):
                break
            # "has offices in Oslo, headed by Eva Lund"
            there = names.view.startswith((" in ", " at "), name.span[0] - 4)
            lead(draft, names, known, boss, match, [] if there else [name])
            match = _AND_BY.match(names.view, boss.span[1])


def _with(
    names: Names, name: Proposal, match: re.Match[str], led: list[Proposal], known: PersonWords
) -> list[Proposal]:
    """Return who else did it: "Ole Brask and Eva Lund, who founded Volta with Oda Brask"."""
    word = _word(match).split()[-1]
    if word in ("heads", "leads", "runs", "chairs", "owns", "manages") or _ONE.search(
        match.group()
    ):
        return []
    found = joined_before(names, name, known)
    if word in ("founded", "co-founded", "up"):
        house = None if led else _HOUSE.match(names.view, match.end())
        end = led[-1].span[1] if led else house.end() if house is not None else match.end()
        joined = _WITH.match(names.view, end)
        other = names.by_start.get(joined.end()) if joined is not None else None
        if other is not None and has_given_name(other.value("name"), known):
            found.append(other)
    return found


def _word(match: re.Match[str]) -> str:
    """Return the verb that tells what somebody does."""
    return match["verb"] or match["led"]


def _is_person(names: Names, name: Proposal, known: PersonWords) -> bool:
    text = name.value("name")
    surname = " " not in text and text in surnames(names, known)
    return names.kind(name) == "person" or surname or looks_like_a_person(text, known)


def _led(
    names: Names, position: int, known: PersonWords, *, named: bool = False
) -> list[Proposal] | None:
    """Return what somebody heads; nothing said of the name if it is "the firm", else None."""
    found, after = names.listed_at(position, 3)
    maker = _THE_MAKER.match(names.view, position) if not found else None
    if maker is not None:
        found, after = names.listed_at(maker.end(), 1)
    noun = _NOUN.match(names.view, after) if len(found) == 1 else None
    if noun is not None and noun.end() in names.by_start:
        found = [names.by_start[noun.end()]]  # "chairs the Yorkshire weaver Voltessa"
    if not found and not named:
        unit = _UNIT.match(names.view, position)
        found = names.listed_at(unit.end(), 1)[0] if unit is not None else []
    if found:
        plain = [
            one
            for number, one in enumerate(found)
            if names.kind(one) not in ("person", "other", "place")
            and one.value("name") not in REGIONS
            and not (number and has_given_name(one.value("name"), known))
        ]
        return plain or ([] if is_no_house(found) else None)
    what = _WHAT.match(names.view, position)
    if what is not None and not named:
        word = what["what"]
        if word in known.trades or word.title() in known.functions:
            return []
    return [] if _HOUSE.match(names.view, position) else None


def lead(
    draft: Draft,
    names: Names,
    known: PersonWords,
    person: Proposal,
    match: re.Match[str],
    organisations: list[Proposal],
) -> None:
    """Record the office that a verb tells of a person."""
    word = _word(match)
    verb = match.span("verb" if match["verb"] else "led")
    how = "led" if "led" in match.groupdict() else "verb"
    role = Attribute(known.verb_roles.get(word.lower(), "head"), "inferred", (verb,), how)
    ends = [person.span, verb, *(one.span for one in organisations)]
    span = min(one[0] for one in ends), max(one[1] for one in ends)
    add_post(draft, names, person, role, organisations, span, "people.leading")


def joined_before(names: Names, name: Proposal, known: PersonWords) -> list[Proposal]:
    """Return the people whom "and" and commas join to the one that stands last of them."""
    found: list[Proposal] = []
    join = " and "
    while len(found) < 5:
        other = names.by_end.get(name.span[0] - len(join))
        if (
            other is None
            or not names.view.endswith(join, 0, name.span[0])
            or not (
                looks_like_a_person(other.value("name"), known)
                or other.value("name") in known.given  # "Eva and Ole Lund"
            )
        ):
            break
        found.insert(0, other)
        name, join = other, ", "
    return found


def holders(
    names: Names, position: int, known: PersonWords
) -> list[tuple[Proposal, list[Proposal]]]:
    """Return the people named from a position on, each with the firm that "of" gives them."""
    found: list[tuple[Proposal, list[Proposal]]] = []
    while len(found) < 5:
        honour = later(r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?").match(names.view, position)
        name = names.by_start.get(honour.end() if honour else position)
        if name is not None and found and names.view.startswith(("'s ", "’s "), name.span[1]):
            name = names.by_start.get(name.span[1] + 3)  # "Eva Lund and Volta's Ole Brask"
        if name is None or not looks_like_a_person(name.value("name"), known):
            break
        end = name.span[1]
        of = OF_FIRM.match(names.view, end)
        own = names.by_start.get(of.end()) if of is not None else None
        found.append((name, [own] if own is not None else []))
        joined = _JOIN.match(names.view, own.span[1] if own is not None else end)
        joined = joined if joined is None or joined.end() in names.by_start else None
        joined = joined or _ASIDE.match(names.view, end)
        if joined is None:
            break
        position = joined.end()
    sure = any(has_given_name(one.value("name"), known) for one, _ in found)
    return found if sure else []


RULES = (leading,)
