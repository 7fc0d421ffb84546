"""Names that nothing has settled: firms, if the text uses them as it uses the names of firms."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.companies import FirmWords, firm_words, is_other, is_plain
from jwviewer.reading.layers.people import PersonWords, has_given_name, person_words
from jwviewer.reading.layers.places import place_words
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Proposal
from jwviewer.reading.rule import rule

_OWNER = later(r"['’]s (?:[a-z][a-z-]+ ){0,3}[a-z][a-z-]+\b(?!['’]s)")
_VERB = later(
    r"(?:,? (?:which|who)[^,.;]{0,90},)? (?:has|had|will|would|is|was|does|did|can|could|may|never|"
    r"also|now|still|today|then|already|[a-z]{3,}(?:ed|es|ts|ns|rs|ls|ds|ps|ks|ms|gs|ys|ws)|took|"
    r"takes|sold|bought|made|won|lost|kept|let|paid|left|came|went|began|got|gave|put|cut|hit|met|"
    r"ran|rose|fell|grew|drew|chose|built|held|led|spent|sent|stood|told|thought|brought|beat|"
    r"quit)\b(?! by\b)"
)
_BESIDE = later(
    r"\b(?:with|for|from|by|to|of|between|and|against|behind|than|like|unlike|via|including|"
    r"such as|"
    r"alive|rival|former|but) (?:the )?\Z"
)
_DEALT = later(
    r"\b(?:with|from|by|against|between|than|unlike|via|including|such as|among them|leaving|"
    r"rivals?|"
    r"like|to|for|of|and|or|nor|neither|formerly of|previously of|at) \Z|\bfrom [^.;:]{3,60}, \Z"
)
"""Before one word that is no common one: who is dealt with, of whom somebody is."""
_CLAUSE = later(
    r"\b(?:when|while|after|before|that|whether|if|because|since|although|though|whereas|but|where|"
    r"than|whom|which) \Z"
)
_ALONE = later(
    r"[,.;:)?!]|['’]s?(?!\w)| (?:and|or|nor|to|in|for|from|at|on|with|by|as|is|was|has|had|will|"
    r"would|that|who|which|into|over|under|until|since|because|but|while|when|after|before|last|"
    r"this|next|instead|again|too|itself|a|an|the|its|could|may|said|says)\b|\n|\Z"
)
"""After a name that is no part of a longer noun, as in "the Kiel yard"."""
_PLACED = later(
    r"\b(?:in|at|near|outside|around|across|into|off|throughout|called|named|dubbed|"
    r"known as|model|the|The|on|a|an|this|his|her|city of|town of) \Z"
)
_OF_PLACE = later(
    r"\b(?:south|north|east|west|outside|inside|coast|off|city|town|village|port|region|province|"
    r"county|district|state|valley|island|river|mayor|people|university|bishop|battle|kilomet\w+|"
    r"km|"
    r"miles?|bank|fields?|banks|streets?|outskirts|road|trip|flight|flights|train|trains|moved?|"
    r"back|"
    r"exports?|emigrated|home|trams?|line|visit|retired|fled|flew|travelled|"
    r"traveled|went|relocated|returned|drove|sailed|way|route|ferry|ferries|export|access|border|"
    r"airport|hotel) (?:of|from|to|at|for) \Z|\bfrom [A-Z][\w-]+ to \Z"
)
_HOUSED = later(r" (?:in|of|near) [A-Z]")
_OF_TOWN = later(r" of [A-Z][a-z]+")
_THING = later(
    r" (?:street|road|river|lake|island|mountain|valley|bridge|line|trophy|award|prize|festival|"
    r"model|series|generation|edition|method|process|language|dialect|school|church|day|week|"
    r"railway station|square|market|district|province|region)\b"
    r"|, (?:the|an?) (?:[a-z-]+ ){0,3}(?:programme|program|scheme|project|product|brand|prize|"
    r"award|"
    r"village|town|city|island|port|suburb|course|book|game|song|film|app|magazine|newspaper)\b"
)
_NOUN_BEFORE = later(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur|[Ff]ellow|[Aa]nother|"
    r"[A-Z][a-z]+(?:ish|an|ese|ch|ss|i|ic|k)|[A-Z]\w+-based)|['’]s) "
    r"(?P<words>(?:[a-z][a-z-]+ ){0,3}(?P<noun>[a-z][a-z-]{2,})) \Z"
)
_NO_NOUN = later(
    r"(?:ed|ly|ing|ous|ful|ive|able|ible|ical|less|ward|wards|ness|ment|tion|sion|ship|ism|hood)\Z"
)
_COMMAS = later(r",(?P<last> and)? (?:[A-Z][a-z]+'s )?|(?P<and> and) (?:the )?(?:[A-Z][a-z]+'s )?")
_MOST_WORDS = 4


def _unlike_firms(lexicons: Lexicons) -> frozenset[str]:
    """Return the words that do not stand between "the" and a firm's name."""
    return frozenset(
        word
        for section in ("small_words", "things", "sites", "persons")
        for word in lexicons.words("en/apposed", section)
    )


def _attributes(lexicons: Lexicons) -> re.Pattern[str]:
    nouns = alternatives(lexicons.words("en/firms", "dealings"))
    return later(rf" (?:{nouns})\b")


@rule(
    "companies.longer",
    examples=(
        (
            "Kelvora signed the deal. It was good for Kelvora Umbria.",
            "_name kind=company; name=Kelvora Umbria",
        ),
    ),
    counter_examples=("It was good for Karin Ekblad.",),
)
def longer(draft: Draft) -> None:
    """Take a longer name for a firm if a firm's name, or its first word, is how it begins."""
    known = draft.lexicons.once(firm_words)
    people = draft.lexicons.once(person_words)
    names = names_of(draft)
    opening = {
        text.split()[0]
        for text, held in names.by_text.items()
        if names.kind(held[0]) == "company" and len(text.split()[0]) > 3
    } - known.firm
    for text, held in names.by_text.items():
        parts = text.split()
        if names.kind(held[0]) or not 1 < len(parts) <= _MOST_WORDS or is_other(text, known):
            continue
        if parts[0] in opening and parts[0] not in people.given:
            names.settle(held, "company", "longer form")


@rule(
    "companies.apposed",
    examples=(
        ("It swallows its sidekick Almkranz.", "_name kind=company; name=Almkranz"),
        ("The Dutch polisher Van Outeren came.", "_name kind=company; name=Van Outeren"),
    ),
    counter_examples=(
        "It lies near the village Almkranz.",
        "It sold the model Almkranz.",
        "Its chairman met Almkranz.",
    ),
)
def apposed(draft: Draft) -> None:
    """Take a name right after a noun for a firm, unless it is a noun of things or people."""
    known = draft.lexicons.once(firm_words)
    people = draft.lexicons.once(person_words)
    places = draft.lexicons.once(place_words)
    never = draft.lexicons.once(_unlike_firms)
    names = names_of(draft)
    for text, held in names.by_text.items():
        if names.kind(held[0]) or not _may_be(text, known, people, places.sure):
            continue
        if " " not in text and text in known.common:
            continue  # "the creaky Number 2 chair"
        for one in held:
            match = _NOUN_BEFORE.search(names.view, max(0, one.span[0] - 60), one.span[0])
            if match is None or not never.isdisjoint(match["words"].split()):
                continue
            if not _NO_NOUN.search(match["noun"]) and not _THING.match(names.view, one.span[1]):
                names.settle(held, "company", "apposed")
                break


@rule(
    "companies.default",
    examples=(
        (
            "A sweeper took to the streets; its eyes come from Optronic Haaks.",
            "_name kind=company; name=Optronic Haaks",
        ),
        ("Crumbly's oat ice cream sold well.", "_name kind=company; name=Crumbly"),
        (
            "It lost the order to Haaksum, with cables from Nexaria.",
            "_name kind=company; name=Haaksum | _name kind=company; name=Nexaria",
        ),
    ),
    counter_examples=(
        "They met in Optronic Haaks.",
        "The Optronic sold well.",
        "It is like the Riesling.",
        "It came from the town of Haaksum, with a bottle of Water.",
    ),
)
def default(draft: Draft) -> None:
    """Take what no rule has settled for a firm if it owns, acts or is dealt with like one."""
    known = draft.lexicons.once(firm_words)
    people = draft.lexicons.once(person_words)
    places = draft.lexicons.once(place_words)
    attributes = draft.lexicons.once(_attributes)
    names = names_of(draft)
    lower = set(re.findall(r"\b[a-z]{3,}\b", draft.article.view))
    for text, held in names.by_text.items():
        if names.kind(held[0]) or not _may_be(text, known, people, places.sure):
            continue
        if " " not in text and is_plain(names, held, lower, known):
            continue
        if " " in text and all(part in known.common for part in text.split()):
            continue  # "Trading Update", "Senior Notes"
        lone = " " not in text and text not in known.common and text.upper() not in names.by_text
        if any(_is_used(names, one, attributes, lone=lone) for one in held) and not any(
            _PLACED.search(names.view, max(0, one.span[0] - 12), one.span[0])
            and not attributes.match(names.view, one.span[1])
            and not _HOUSED.match(names.view, one.span[1])
            for one in held
        ):
            names.settle(held, "company", "default")


@rule(
    "companies.listed",
    examples=(
        (
            "It went to Voltessa AB, Dyson Ward and Spain's Obrasur.",
            "_name kind=company; name=Dyson Ward",
        ),
    ),
    counter_examples=(
        "It went to Voltessa AB, Karin Ekblad and the mayor.",
        "The chairman of Voltessa AB, Dyson Ward and two more came.",
    ),
)
def listed(draft: Draft) -> None:
    """Take what stands in a list of three or more with two firms for a firm."""
    known = draft.lexicons.once(firm_words)
    people = draft.lexicons.once(person_words)
    places = draft.lexicons.once(place_words)
    names = names_of(draft)
    chain: list[Proposal] = []
    firms = tried = 0
    for name in names.all:
        if names.kind(name) == "place" and names.view.startswith("'s ", name.span[1]):
            continue  # "Spain's Obrasur"
        gap = _COMMAS.fullmatch(names.view, chain[-1].span[1], name.span[0]) if chain else None
        if gap is None:
            chain, firms, tried = [], 0, 0
        chain.append(name)
        firms += names.kind(name) == "company"
        if gap is None or not (gap["last"] or gap["and"]) or len(chain) < 3 or firms < 2:
            continue
        untried, tried = chain[tried:], len(chain)
        for one in untried:
            text = one.value("name")
            common = all(part in known.common for part in text.split())
            if not names.kind(one) and not common and _may_be(text, known, people, places.sure):
                names.settle_text(text, "company", "listed")


def _may_be(text: str, known: FirmWords, people: PersonWords, places: frozenset[str]) -> bool:
    parts = text.split()
    return (
        len(text) > 3
        and len(parts) <= _MOST_WORDS
        and not is_other(text, known)
        and not text.isupper()
        and text[1:2] != "-"
        and not any(sign.isdigit() for sign in text)
        and not any(part in places for part in parts)
        and not has_given_name(text, people)
        and parts[0] not in people.given
        and parts[0] not in known.starters
        and text.removesuffix("s") not in known.nations
        and not text.endswith(("Day", "ism", "Act", "Review", "Times", "Post", "News", "Eve"))
    )


def _is_used(names: Names, name: Proposal, attributes: re.Pattern[str], *, lone: bool) -> bool:
    start, end = name.span
    view = names.view
    if _THING.match(view, end) or (view[start - 1 : start] or " ") in "\"“‘'":
        return False
    if view[start - 1 : start] == "*" != view[start - 2 : start - 1]:
        return False  # in italics: a title
    several = " " in name.value("name")
    if _OWNER.match(view, end) or (
        attributes.match(view, end) and (several or not name.value("first"))
    ):
        return True
    before = view[max(0, start - 16) : start]
    if several or _OF_TOWN.match(view, end):
        housed = before.endswith(" at ") and _HOUSED.match(view, end)
        if _BESIDE.search(before) or housed:
            return True
    if lone and not name.value("first") and _ALONE.match(view, end):
        longer = view[max(0, start - 70) : start]
        if _DEALT.search(longer) and not _OF_PLACE.search(longer):
            return True
    opens = (bool(name.value("first")) and several) or before.endswith(
        (", ", "; ", ": ", " and ", " but ")
    )
    opens = opens or (lone and _CLAUSE.search(before) is not None)
    return opens and _VERB.match(view, end) is not None


RULES = (longer, apposed, default, listed)
