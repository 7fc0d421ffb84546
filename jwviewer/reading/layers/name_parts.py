"""What of a run of capitalised words is a name: not the office, nor the adjective before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span
from jwviewer.reading.words import Word

_FUNCTION = frozenset(
    {
        "Why",
        "How",
        "What",
        "When",
        "Where",
        "Who",
        "The",
        "Is",
        "Are",
        "Can",
        "Will",
        "And",
        "But",
        "For",
        "With",
        "At",
        "In",
        "On",
        "As",
        "After",
        "Our",
        "Your",
        "Meet",
        "About",
    }
)
_SHORTENED = later(r"['’](?:d|ll|ve|re|m|t)\Z")
"""I'd, They'll, Can't: no names."""


@dataclass(frozen=True)
class NameWords:
    """The word lists that decide where a name begins and ends."""

    starters: frozenset[str]
    never: frozenset[str]
    nationalities: frozenset[str]
    legal: frozenset[str]
    firm: frozenset[str]
    particles: frozenset[str]
    heads: frozenset[str]
    offices: frozenset[str]
    honorifics: frozenset[str]
    not_firms: frozenset[str]
    sites: frozenset[str]
    common: frozenset[str]
    ordinals: frozenset[str]
    functions: frozenset[str]
    openers: frozenset[str]
    given: frozenset[str]


def name_words(lexicons: Lexicons) -> NameWords:
    """Gather the word lists of names."""

    def listed(name: str, section: str) -> frozenset[str]:
        return frozenset(lexicons.words(name, section))

    heads = frozenset(one.lower() for one in lexicons.words("en/titles", "heads"))
    return NameWords(
        starters=listed("en/words", "starters"),
        never=listed("en/words", "never"),
        nationalities=listed("en/countries", "nationalities"),
        legal=listed("en/firms", "legal_forms"),
        firm=listed("en/firms", "firm_words") | listed("en/firms", "legal_forms"),
        particles=listed("en/people", "particles"),
        heads=heads,
        offices=frozenset(word for head in heads for word in head.split())
        | {one.lower() for one in lexicons.words("en/titles", "modifiers")},
        honorifics=listed("en/titles", "honorifics"),
        not_firms=listed("en/firms", "not_firms"),
        sites=listed("en/words", "sites"),
        common=listed("en/words", "common"),
        ordinals=listed("en/words", "ordinals"),
        functions=listed("en/titles", "functions"),
        openers=listed("en/firms", "nouns") | listed("en/firms", "openers"),
        given=listed("en/people", "given"),
    )


def names_in(view: str, run: Sequence[Word], first: bool, known: NameWords) -> Iterator[Span]:
    """Yield the names in a run: cut at offices, without adjectives and opening words before."""
    begin = 0
    number = 0
    while number < len(run):
        office = _office(run, number, known)
        if office:
            yield from _trimmed(run[begin:number], first and begin == 0, known)
            begin = number = number + office
        else:
            number += 1
    yield from _trimmed(run[begin:], first and begin == 0, known)


_MAKER = later(r"[A-Z][a-z]{2,}(?:maker|makers|builder|builders|grower|seller|producer)")
"""What a firm is, with a capital from the start of a sentence: "Bikemaker Voltessa"."""
_DIRECTIONS = frozenset(
    {"North", "South", "East", "West", "Latin", "Central", "Southeast", "Northern", "Southern"}
)


def _office(run: Sequence[Word], number: int, known: NameWords) -> int:
    """Return how many words from ``number`` on are an office; 0 if none."""
    if run[number].text in known.honorifics:
        return 1
    if run[number].lower not in known.offices:
        return 0
    last = number
    while last < len(run) and run[last].lower in known.offices and last - number < 6:
        last += 1
    for end in range(last, number, -1):
        phrase = " ".join(one.lower for one in run[number:end])
        for begin in range(number, end):
            tail = " ".join(one.lower for one in run[begin:end])
            if tail in known.heads and not (phrase == "partner" and number):
                return end - number
    return 0


def _is_south(run: Sequence[Word], begin: int, end: int) -> bool:
    """Tell whether what is written like a particle ends a name: Salar Sur, not "Salar de"."""
    return run[end - 1].capital and end - begin > 1 and len(run[end - 1].text) > 2


def _trimmed(run: Sequence[Word], first: bool, known: NameWords) -> Iterator[Span]:
    begin, end = 0, len(run)
    if first and begin < end and run[begin].text in known.starters:
        begin += 1
    if (
        first
        and begin < end - 1
        and (run[begin].lower in known.openers or _MAKER.fullmatch(run[begin].text))
    ):
        begin += 1  # "Rival Brandt", "Steelmaker Brandt"
    while begin < end - 1 and (
        run[begin].text in _FUNCTION
        or (run[begin].text == "THE" and not run[begin + 1].text.isupper())
    ):
        begin += 1
    if (
        first
        and end - begin > 2
        and run[begin + 1].text in known.given
        and run[begin].text not in known.given
        and run[begin].text.isalpha()
    ):
        begin += 1  # "Chocolatier Émile Verdonck"
    area = begin
    while area < end - 2 and (run[area].text in known.functions or run[area].lower in ("and", "&")):
        area += 1
    if area > begin and run[area].text in known.given:
        begin = area  # "Vice President for Sustainability Eva Lund"
    if (
        begin + 1 < end
        and run[begin].text in _DIRECTIONS
        and run[begin + 1].text in known.nationalities
    ):
        begin += 2  # "North American"
    while begin < end and (
        run[begin].text in known.nationalities or run[begin].text.split("-")[0] in ("Sino", "Anglo")
    ):
        rest = run[begin + 1 : end]
        # American Airlines and British Airways keep theirs.
        if rest and rest[0].text in known.firm and all(one.text in known.firm for one in rest):
            break
        begin += 1
    while end > begin and (
        (run[end - 1].lower in known.particles and not _is_south(run, begin, end))
        or (end - begin > 1 and run[end - 1].text in known.sites)
    ):
        end -= 1
    if begin >= end or run[begin].text in known.ordinals:
        return
    span = run[begin].start, run[end - 1].end
    word = run[begin].text
    if end - begin == 1 and (
        (len(word) == 1 or word in known.honorifics or word in known.nationalities)
        or word in known.common
        or _SHORTENED.search(word)
        or (word in known.starters and (first or word in ("The", "A", "An", "We", "Our", "It")))
    ):
        return
    if word.startswith("Ex-"):
        span = span[0] + 3, span[1]  # "Ex-Voltessa chief Eva Lund"
    yield span
