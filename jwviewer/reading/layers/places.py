"""Places: countries, regions and cities of the gazetteer, and what the text calls a place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.companies import firm_words
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule
from jwviewer.reading.words import unaccented

_IN = later(
    r"\b(?P<before>[\w'-]+ )?(?P<prep>in|In|near|Near|outside|across|Across|around|at|At|from|From|"
    r"to|"
    r"throughout|into|via|between|Between|based in|off) (?:the )?"
    r"(?:(?:southern|northern|eastern|western|central|south-eastern|southeastern|north-eastern|"
    r"northeastern|southwestern|south-western|northwestern|north-western|nearby|neighbouring|"
    r"neighboring|mainland|downtown|rural|greater|upper|lower|[A-Z][a-z]{3,10}(?:ish|an|ese|ch)) )?"
    r"(?P<noun>(?:(?:port|river|coastal|border|industrial|university|market|steel|small|mining) )?"
    r"(?:town|city|village|region|state|province|district|county|port|municipality|island|suburb|"
    r"towns|cities|provinces|states) (?:of )?)?\Z"
)
_NO_PLACE = frozenset(
    [
        "stake",
        "stakes",
        "share",
        "shares",
        "interest",
        "interests",
        "invest",
        "invests",
        "invested",
        "investing",
        "investment",
        "investments",
        "holding",
        "confidence",
        "investors",
        "investor",
        "role",
        "partner",
        "faith",
        "majority",
        "position",
        "percent",
        "per",
        "cent",
        "trust",
        "rise",
        "believe",
        "stock",
        "believes",
    ]
)
_AFTER = later(
    r" (?:province|region|county|district|prefecture|peninsula|valley|bay|harbour|harbor|coast|"
    r"city|municipality|state|basin|border|area|metropolitan area|railway station|airport)\b"
)
_OPENING = later(
    r"(?: \([A-Za-z ]{2,20}\))?(?:, [\w ,.:]{2,44}?)? {1,2}[–—-]{1,2} |"
    r", \d{1,2}\s[A-Z][a-z]{2,8}\s\d{4}[,.\n]"
)
_STOPPED = later(r"\. [A-Z][a-z]")
"""After a dateline such as "LINDHAVEN. For years"."""
_SITES = frozenset(
    """
    mill plant refinery works factory yard site mine brewery terminal warehouse depot smelter
    foundry quarry farm shed hall shop store school hospital laboratory smokehouse shipyard dock
    wharf dairy mills plants factories sites mines terminals warehouses shops stores farms campus
    station
    """.split()  # noqa: SIM905 - a list of words is read as prose
)
"""What stands at a place."""
_REALMS = frozenset({"Sultanate", "Kingdom", "Emirate", "Principality", "Republic", "Commonwealth"})
_FAIR = later(r" (?:motor |trade |boat |air )?(?:show|fair|trade fair|expo)\b")
_OWN_SITE = later(r"\b(?:its|their)(?: new)? \Z")
_SITE = later(r" (?:site|plant|factory|works|office|campus|yard|mill)\b")
_NUMBERED = later(r"\d")
_TOWARDS = later(
    r"(?P<before>\b[\w-]+)? ?\b(?:in|at|near|from|to|of|outside|around|via|towards|between|"
    r"beyond|off|through|serving|neighbouring|nearby) (?:the )?\Z"
)
_DEALS = frozenset(
    """
    agreement deal venture contract partnership alliance pact merger accord cooperation tie-up talks
    stake shares share unit subsidiary arm sale purchase acquisition takeover chairman owner owners
    president director head chief founder sold sell supplied chairwoman rival subsidiaries maker
    """.split()  # noqa: SIM905 - a list of words is read as prose
)
_ATTRIBUTE = later(r"(?:'s|\b[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Tt]his) (?:old |historic |new )?\Z")


@dataclass(frozen=True)
class PlaceWords:
    """The gazetteer."""

    sure: frozenset[str]
    cities: frozenset[str]
    suffixes: frozenset[str]
    firm: frozenset[str]
    acronyms: frozenset[str]
    towns: frozenset[str]

    def holds(self, name: str) -> bool:
        """Tell whether a name, written in capitals or not, is in the gazetteer."""
        plain = name.title() if name.isupper() and len(name) > 3 else name
        return plain in self.sure or plain in self.cities


def place_words(lexicons: Lexicons) -> PlaceWords:
    """Gather the gazetteer."""
    sure = (
        *lexicons.words("en/countries", "countries"),
        *lexicons.words("en/countries", "short"),
        *lexicons.words("en/countries", "regions"),
        *lexicons.words("en/places", "states"),
        "European Union",
    )
    cities = {*lexicons.words("en/places", "cities"), *lexicons.words("en/countries", "cities")}
    return PlaceWords(
        frozenset(sure),
        frozenset(cities | {unaccented(one) for one in cities if not one.isascii()}),
        frozenset(lexicons.words("en/countries", "place_words")),
        frozenset(lexicons.words("en/firms", "firm_words"))
        | frozenset(lexicons.words("en/firms", "not_firms")),
        frozenset(lexicons.words("en/firms", "acronyms")),
        frozenset(lexicons.words("en/towns", "towns")),
    )


@rule(
    "places.gazetteer",
    examples=(("It opened a yard in Hamburg.", "_name kind=place; name=Hamburg"),),
    counter_examples=("It opened a yard with Hamburg Shipping.",),
)
def gazetteer(draft: Draft) -> None:
    """Take names of the gazetteer for places, but not the part of a company's name."""
    known = draft.lexicons.once(place_words)
    names = names_of(draft)
    houses = {
        text.split()[0]
        for text in names.by_text
        if " " in text and text.split()[-1] in known.firm and text.split()[-1] not in known.suffixes
    }
    for text, held in names.by_text.items():
        last = text.split()[-1]
        if text in houses and text in known.cities and not any(_led(names, one) for one in held):
            continue  # Safi of Safi Towers, not the city
        if text.endswith("School District"):
            continue
        if known.holds(text) or (last in known.suffixes and " " in text and last not in known.firm):
            names.settle(held, "place", "gazetteer")


def _led(names: Names, name: Proposal) -> bool:
    """Tell whether what stands beside a name takes it for a place."""
    before = names.view[max(0, name.span[0] - 12) : name.span[0]]
    return bool(
        re.search(r"\b(?:in|at|from|near|to|of|outside|In|At|From) \Z", before)
    ) or names.view.startswith((", ", "-based", " ("), name.span[1])


@rule(
    "places.preposition",
    examples=(
        ("It opened a yard in Kirchfelden.", "_name kind=place; name=Kirchfelden"),
        ("It is based in Oberdorn, Bavaria, now.", "_name kind=place; name=Oberdorn"),
    ),
    counter_examples=("It bought a stake in Kirchfelden.", "It invested in Volta Marine."),
)
def preposition(draft: Draft) -> None:
    """Take an unknown name for a place if "in" or "the town of" stands before it."""
    known = draft.lexicons.once(place_words)
    names = names_of(draft)
    houses = {
        text.split()[0]
        for text in names.by_text
        if " " in text and text.split()[-1] in known.firm and text.split()[-1] not in known.suffixes
    }
    for text, held in names.by_text.items():
        if text in houses:
            continue  # "in Greenleaf" of Greenleaf Kitchens
        if any(_is_placed(names, one, known) for one in held) and not names.kind(held[0]):
            names.settle(held, "place", "preposition")


def _is_placed(names: Names, name: Proposal, known: PlaceWords) -> bool:
    text = name.value("name")
    parts = text.split()
    if len(parts) > 3 or _NUMBERED.search(text) or text in known.acronyms:
        return False
    if any(part in known.firm for part in parts) or "&" in text:
        return False
    if (text.isupper() and len(text) < 5) or text in _REALMS:
        return False
    end = name.span[1]
    following = names.by_start.get(end + 2)
    beside = following is not None and names.view[end : end + 2] == ", "
    area = following.value("name") if beside and following is not None else ""
    match = _IN.search(names.view[max(0, name.span[0] - 70) : name.span[0]])
    if _FAIR.match(names.view, end):
        return False
    if _OWN_SITE.search(names.view[max(0, name.span[0] - 12) : name.span[0]]) and _SITE.match(
        names.view, end
    ):
        return True
    if _AFTER.match(names.view, end):
        return match is not None
    if match is None:
        return area in known.sure and names.view.endswith(" of ", 0, name.span[0])
    if match["noun"]:
        return True
    if (match["before"] or "").strip().lower() in _NO_PLACE:
        return False
    if area in known.sure:
        return True
    if match["prep"] == "at" and (match["before"] or "").strip() in _SITES:
        return True
    return match["prep"].lower() in ("in", "near", "outside", "based in") and (
        names.view[end : end + 2] != "'s"
    )


@rule(
    "places.town",
    examples=(
        ("It has shops from Carlisle to Dumfries.", "_name kind=place; name=Carlisle"),
        ("It owns the Dumfries dairy.", "_name kind=place; name=Dumfries"),
    ),
    counter_examples=("It is a venture between Dumfries and Carlisle.", "It hired Dumfries."),
)
def towns(draft: Draft) -> None:
    """Take a name that a small town has for that town if the text puts it like a place."""
    known = draft.lexicons.once(place_words)
    acts = draft.lexicons.once(firm_words).acts_after
    names = names_of(draft)
    open_names = [
        (text, held)
        for text, held in names.by_text.items()
        if text in known.towns and not names.kind(held[0])
        if not any(acts.match(names.view, one.span[1]) for one in held)
    ]
    for _, held in open_names:
        if any(_is_town(names, one) for one in held):
            names.settle(held, "place", "town")
    beside = {text for text, held in open_names if not names.kind(held[0])}
    for left, right in zip(names.all, names.all[1:], strict=False):
        pair = {left.value("name"), right.value("name")} & beside
        joined = pair and names.gap(left, right) in (" and ", ", ", ", and ", " or ")
        if joined and "place" in (names.kind(left), names.kind(right)):
            for text in pair:
                names.settle_text(text, "place", "town")


def _is_town(names: Names, name: Proposal) -> bool:
    start, end = name.span
    before = names.view[max(0, start - 40) : start]
    led = _TOWARDS.search(before)
    if led is not None:
        word = (led["before"] or "").lower()
        return word not in _DEALS | _NO_PLACE and names.view[end : end + 2] != "'s"
    after = names.view[end : end + 24]
    if after.startswith("-based"):
        return True
    return bool(_ATTRIBUTE.search(before) and re.match(r" [a-z]{3,}(?<!ed)(?<!has)\b", after))


@rule(
    "places.dateline",
    examples=(("KIRCHFELDEN – The yard will close.", "_name kind=place; name=KIRCHFELDEN"),),
    counter_examples=("VOLTESSA will close.",),
)
def dateline(draft: Draft) -> None:
    """Take what stands in capitals before the dash that opens a report for a place."""
    known = draft.lexicons.once(place_words)
    names = names_of(draft)
    for name in names.all:
        text = name.value("name")
        if not name.value("first") or len(text) < 4 or text in known.acronyms:
            continue
        opening = _OPENING.match(names.view, name.span[1])
        if text.isupper() and " " not in text and _STOPPED.match(names.view, name.span[1]):
            opening = _STOPPED.match(names.view, name.span[1])
        if text.startswith("THE "):
            continue
        # In small letters it takes the date as well: "Skagen, 14 November 2022 – ".
        if opening and (text.isupper() or re.search(r", .*\d", opening.group())):
            names.settle([name], "place", "dateline")
            names.settle_text(text.title(), "place", "dateline")


@rule(
    "places.add",
    examples=(("They met in Hamburg.", "place name=Hamburg"),),
    counter_examples=("They met on Monday.",),
)
def add_places(draft: Draft) -> None:
    """Add each place once, with all its mentions."""
    names = names_of(draft)
    groups: dict[str, list[Proposal]] = {}
    for name in names.all:
        if names.kind(name) == "place":
            groups.setdefault(_key(name.value("name")), []).append(name)
    for held in groups.values():
        written = next((one for one in held if not one.value("name").isupper()), held[0])
        spans = tuple(one.span for one in held)
        made = draft.add(
            "place",
            held[0].span,
            {
                "name": Attribute(written.value("name"), spans=spans),
                "mentions": Attribute(tuple(one.id for one in held), spans=spans),
            },
            rule="places.add",
            confidence=0.92
            if names.draft.proposals[held[0].id].attributes["kind"].how == "gazetteer"
            else 0.75,
            claim=False,
        )
        for one in held:
            draft.change(one.id, entity=Attribute(made.id, "inferred", how="name"))


def _key(text: str) -> str:
    plain = text.casefold().replace(".", "")
    return re.sub(r" (?:city|province|county|prefecture)\Z", "", plain)


RULES = (gazetteer, dateline, preposition, towns, add_places)
