"""People: by their office, their form of address, their given name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.companies import FirmWords, firm_words
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.patterns import later
from jwviewer.reading.phrases import Phrases
from jwviewer.reading.proposal import Proposal
from jwviewer.reading.rule import rule
from jwviewer.reading.words import unaccented

_PINYIN = later(
    r"(?:(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|"
    r"ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|un|uang|ue|ü|üe|er)(?:-|'|(?=[a-z])|\Z)){1,3}",
)

_HYPHENED = later(r"[A-Z][a-z]{1,5}-[a-z]{2,6}")
"""The given name of Chiu Mei-ling, Park Ji-hoon or Jae-won Lim."""
_ITS = later(
    r" (?:has |had |will |also )?(?:took over|takes over|acquired|acquires|bought|buys|sold|sells|"
    r"launched|opened|closed|raised|cut|lifted|expects|increased|doubled|said it|says it) "
    r"(?:(?:most|half|all|part|one) of )?its?\b"
)
_TOLD = later(r" (?:said|says|told|tells|added|adds|explained|noted|recalled|joked|quipped)\b")
_AGED = later(
    r",? \(?(?:aged )?[2-9]\d[,)]|, (?:formerly|previously|until (?:recently|now|last year)) |,? "
    r"who (?:retires|retired|resigned|resigns|died|was born)\b|"
    r" (?:retires|retired|was born|takes the helm|took the helm|steps down|stepped down|"
    r"joins the board|joined the board|succeeds|succeeded)\b"
)
_FOLLOWS = later(
    r"(?:\bwho (?:took|takes) over from|\b[Ff]ounded (?:in \d{4} |together )?by|\b(?:predecessor|"
    r"successor|colleague|his|her) (?:[a-z]+,? )?|\b[a-z]+ by (?:brothers|sisters)|"
    r"\b(?:former|ex-?|retired|one-time|veteran)[ -](?:[a-z]+[ -])?(?!(?:at|of|in|for|with|by|to|"
    r"from|and) )(?P<noun>[a-z]+)) \Z"
)
"""Before a person: whom one took over from, who founded a firm, a former racer."""


@dataclass(frozen=True)
class PersonWords:
    """The word lists that tell people, and the pattern of offices."""

    given: frozenset[str]
    weak: frozenset[str]
    surnames: frozenset[str]
    firm: frozenset[str]
    firm_surnames: frozenset[str]
    office: re.Pattern[str]
    trades: frozenset[str]
    functions: frozenset[str]
    heads: Phrases
    honorific: re.Pattern[str]
    spoke: str
    verb_roles: dict[str, str]
    plural: re.Pattern[str]
    plurals: Phrases
    singular: dict[str, str]


def person_words(lexicons: Lexicons) -> PersonWords:
    """Gather the word lists of people."""
    heads = alternatives(lexicons.words("en/titles", "heads"))
    modifiers = alternatives(lexicons.words("en/titles", "modifiers"))
    functions = alternatives(lexicons.words("en/titles", "functions"))
    field = r"(?!(?:its|their|his|her|both|one|the|our|an?|two|three|four|five|six|ten|many|"
    field += r"several|some|more|nearly|almost|years|now)\b)[a-z][a-z&/-]{1,24}"
    said = alternatives(lexicons.words("en/voices", "said"))
    singular = {_plural(one): one for one in lexicons.words("en/titles", "heads")}
    given = lexicons.words("en/people", "given")
    return PersonWords(
        given=frozenset((*given, *map(unaccented, given))),  # Andres as well as Andrés
        weak=frozenset(lexicons.words("en/titles", "weak_heads")),
        surnames=frozenset(lexicons.words("en/people", "surnames_first")),
        firm=frozenset(lexicons.words("en/firms", "firm_words"))
        | frozenset(lexicons.words("en/firms", "legal_forms"))
        | frozenset(lexicons.words("en/firms", "not_firms")),
        firm_surnames=frozenset(lexicons.words("en/people", "firm_surnames")),
        heads=Phrases([*lexicons.words("en/titles", "heads"), "officer", "executive"]),
        office=later(
            r"(?:(?<![\w-])(?:[A-Z][a-z]{2,14},? (?:and |& )?){1,3}"
            r"(?=Minister|Secretary|Commissioner))?"
            rf"(?<![\w-])(?:[Cc]hief (?:(?:[A-Z][a-z]+|[a-z]{{3,16}})(?: and | & |"
            rf" )){{1,3}}[Oo]fficer|"
            rf"(?:(?:IT|HR|PR|IR|AI|ESG|R&D) )?(?i:(?:(?:{modifiers})[ -]){{0,4}}(?:{heads}))|"
            rf"(?<![Cc]hief )executive(?= [A-Z][\w-]+ [A-Z]))(?![\w-])"
            rf"(?: (?:of|for),? (?:{functions})(?:,? (?:and |& )?(?:{functions})){{0,4}}(?![\w-])"
            rf"| (?:of|for|in charge of) (?:{field}(?:,? (?:and |& )?{field}){{0,4}}?"
            rf"(?=,| at | of | in |\.|;| [A-Z][a-z]+ [A-Z])"
            rf"|(?:the |our |its )?[A-Z][\w&-]{{1,20}}"
            rf"(?:(?: and| &)? [A-Z][\w&-]{{1,20}}){{0,4}}?"
            rf"(?= (?:at|of|for) (?!(?:the|that) time|present|least|most|more|over|just|nearly|"
            rf"almost|about|\d|an? |[a-z]+ (?:years|months|decades)|(?:many|a few|several) )))"
            rf"|(?: (?:{functions})(?: and| &)?){{1,3}}(?= (?:at|of|for|with) ))?"
            r"(?!['’]s )"
        ),
        trades=frozenset(lexicons.words("en/titles", "trades")),
        functions=frozenset(lexicons.words("en/titles", "functions")),
        honorific=later(
            rf"(?:(?<=\W)|\A)(?:{alternatives(lexicons.words('en/titles', 'honorifics'))}) \Z"
        ),
        spoke=said,
        verb_roles=lexicons.table("en/titles", "verb_roles"),
        plural=later(rf"(?<![\w-])(?i:(?P<head>{alternatives(singular)}))(?![\w-])"),
        plurals=Phrases(singular),
        singular={one.casefold(): other for one, other in singular.items()},
    )


def _plural(head: str) -> str:
    """Return the plural of an office: chairmen, heads of sales, secretaries."""
    first, of, rest = head.partition(" of ")
    if first.endswith("man"):
        return first[:-3] + "men" + of + rest
    if first.endswith("y"):
        return first[:-1] + "ies" + of + rest
    return first + ("es" if first.endswith(("s", "ss", "ch")) else "s") + of + rest


def looks_like_a_person(name: str, known: PersonWords) -> bool:
    """Tell whether a name is shaped like a person's: two to four words, none of a firm."""
    parts = name.split()
    return (
        2 <= len(parts) <= 5
        and (known.firm.isdisjoint(parts) or _is_frost(parts, known))
        and (
            name.replace(" ", "").isalpha()
            or not any(sign.isdigit() or sign in "&+/" for sign in name)
        )
        and not (len(parts[0]) > 3 and parts[0].isupper())
    )


def _is_frost(parts: list[str], known: PersonWords) -> bool:
    """Tell whether a word of firms is a surname: Tanya Frost."""
    return len(parts) == 2 and parts[0] in known.given and parts[1] in known.firm_surnames


def may_be_a_person(name: str, known: PersonWords) -> bool:
    """Tell whether a name right after an office is a person's: Eva Sand, though firms are Sand."""
    parts = name.split()
    return len(parts) == 2 and parts[0] in known.given and parts[1].isalpha()


def has_given_name(name: str, known: PersonWords) -> bool:
    """Tell whether a name begins with a known given name, or is a Chinese or Korean one."""
    parts = name.split()
    if not looks_like_a_person(name, known):
        return False
    if parts[0] in known.given or parts[0].split("-")[0] in known.given:
        return True
    if len(parts) == 2 and any(_HYPHENED.fullmatch(part) for part in parts):
        return all(part.replace("-", "").isalpha() for part in parts)
    return (
        len(parts) == 2
        and parts[0] in known.surnames
        and _PINYIN.fullmatch(parts[1].lower()) is not None
    )


_HOUSES = frozenset(
    """
    supplier partner owner parent subsidiary rival unit customer client brand competitor shareholder
    monopoly giant site home name yard plant
    """.split()  # noqa: SIM905 - a list of words is read as prose
)
"""What a former firm is: "its former supplier Voltessa"."""


@rule(
    "people.address",
    examples=(("Then Ms Lund left.", "_name kind=person; name=Lund"),),
    counter_examples=("Then Lund Marine left.",),
)
def address(draft: Draft) -> None:
    """Take names after Mr, Ms or Dr for people."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    houses = {
        text.split()[0] for text in names.by_text if " " in text and text.split()[-1] in known.firm
    }
    for text, held in names.by_text.items():
        addressed = [
            one
            for one in held
            if known.honorific.search(names.view[max(0, one.span[0] - 11) : one.span[0]])
        ]
        if addressed:
            # "Ms McAra" of McAra Stores: the name alone stays the firm's.
            names.settle(addressed if text in houses else held, "person", "address")


@rule(
    "people.given-name",
    examples=(("It was said by Karin Ekblad today.", "_name kind=person; name=Karin Ekblad"),),
    counter_examples=("It was said by Karin Shipping today.",),
)
def given_names(draft: Draft) -> None:
    """Take two or three words that begin with a given name for a person."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    places = frozenset(draft.lexicons.words("en/places", "cities"))
    firms = draft.lexicons.once(firm_words)
    for text, held in names.by_text.items():
        if any(_is_firm(names, one, firms) for one in held) and not any(
            _speaks(names, one, known) for one in held
        ):
            continue  # "the distillery Glen Tarvie", "Solveig Works took over its rival"
        if has_given_name(text, known) and text not in places:
            names.settle(held, "person", "given name")
        elif (looks_like_a_person(text, known) or may_be_a_person(text, known)) and any(
            _speaks(names, one, known) for one in held
        ):
            names.settle(held, "person", "speaks")
        elif looks_like_a_person(text, known) and any(_follows(names, one, firms) for one in held):
            names.settle(held, "person", "follows")


def _is_firm(names: Names, name: Proposal, firms: FirmWords) -> bool:
    """Tell whether what stands beside a name can only stand beside a firm's."""
    start, end = name.span
    return bool(
        firms.noun_before.search(names.view, max(0, start - 30), start)
        or _ITS.match(names.view, end)
    )


def _follows(names: Names, name: Proposal, firms: FirmWords) -> bool:
    """Tell whether what stands before a name stands before people's only."""
    start, end = name.span
    if firms.noun_before.search(names.view, max(0, start - 30), start):
        return False
    if firms.noun_after.match(names.view, end) or len(name.value("name").split()) > 3:
        return False
    match = _FOLLOWS.search(names.view, max(0, start - 60), start)
    return match is not None and not (match["noun"] and match["noun"] in _HOUSES)


def _speaks(names: Names, name: Proposal, known: PersonWords) -> bool:
    """Tell whether a name follows a speech verb after a quotation: ``…," said Chanin Suwan``.

    An age after it tells a person as well, and so does what only people do.
    """
    before = names.view[max(0, name.span[0] - 22) : name.span[0]]
    after = names.view[name.span[1] : name.span[1] + 40]
    if _AGED.match(after):
        return True
    if re.search(r"[,!?.][\"”’'] {1,2}\Z", before) and _TOLD.match(after):
        return True
    return (
        re.search(
            rf"[,!?.][\"”’'] {{1,2}}(?:{known.spoke})(?: Mr| Ms| Dr)?\.? \Z",
            before,
        )
        is not None
    )


@rule(
    "people.joined",
    examples=(
        ("It was seen by Karin Ekblad and Zuki Brask.", "_name kind=person; name=Zuki Brask"),
    ),
    counter_examples=("It was seen by Karin Ekblad and Zuki Shipping.",),
)
def joined(draft: Draft) -> None:
    """Take what "and" joins to a person for a person too, if it is shaped like one's name."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    for left, right in zip(names.all, names.all[1:], strict=False):
        if names.gap(left, right) != " and ":
            continue
        for one, other in ((left, right), (right, left)):
            plain = looks_like_a_person(other.value("name"), known) and not names.kind(other)
            follows = names.view[other.span[1] : other.span[1] + 2]
            if names.kind(one) == "person" and plain and follows[:1] in " .,;" and follows != " &":
                names.settle_text(other.value("name"), "person", "joined")


RULES = (address, given_names, joined)
